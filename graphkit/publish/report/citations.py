"""The statements a report cites: wording, document, section, page."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from graphkit.errors import GraphError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import SaidBy
from graphkit.graph.ontology.nodes import Document, StatementNode

_LAYOUT = re.compile(r"\*\*|</?[A-Za-z][^<>]{0,80}>")


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement as a reader finds it again."""

    id: str
    wording: str
    kind: str
    issuers: tuple[str, ...]
    document: str
    document_title: str
    year: int | None
    section: tuple[str, ...]
    page: int | None
    address: str | None = None
    """How a person cites it, such as a document's symbol and the number of a paragraph."""

    @property
    def place(self) -> str:
        """Document, year, section, page and address in one line."""
        return self.show_place("page")

    def show_place(self, page_word: str) -> str:
        """Return the place with the word for a page in another language."""
        year = f" ({self.year})" if self.year else ""
        page = f", {page_word} {self.page}" if self.page is not None else ""
        address = f" ({self.address})" if self.address else ""
        return " › ".join([f"{self.document_title}{year}", *map(strip_layout, self.section)]) + page + address

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as plain data."""
        return {**asdict(self), "issuers": list(self.issuers), "section": list(self.section)}


def make_citation(graph: Graph, id: str) -> Citation:
    """Return the citation of a statement; GraphError where the id is not a statement's."""
    s = graph.node(id)
    if not isinstance(s, StatementNode):
        raise GraphError(f"'{id}' is a {s.label}, not a statement.")
    document = graph.node(s.document)
    return Citation(
        id=id,
        wording=s.text if s.rest is None else f"{s.text} {s.rest}",
        kind=s.kind,
        issuers=tuple(graph.node(link.target).title for link in graph.out(id, SaidBy)),
        document=s.document,
        document_title=document.title,
        year=document.year if isinstance(document, Document) else None,
        section=s.section,
        page=s.page,
        address=s.address,
    )


def make_citations(graph: Graph, ids: Iterable[str]) -> dict[str, Citation]:
    """Return id -> citation, in the order of the ids."""
    return {id: make_citation(graph, id) for id in dict.fromkeys(ids)}


def strip_layout(text: str) -> str:
    """Return a wording without the marks of bold type and tags that a converter left in it, for reading.

    >>> strip_layout("Open **more** offices<br>")
    'Open more offices'
    """
    return _LAYOUT.sub("", text).strip()
