"""How graphs and statements show themselves in a notebook: plain HTML without scripts, every text escaped."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from graphkit.errors import GraphError
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Evidence, Link, Node
from graphkit.graph.ontology.nodes import Document, StatementNode

if TYPE_CHECKING:
    from graphkit.graph.graph import Graph

_MARK = "background:#fff3bf;color:#1b1b1b;border-bottom:2px solid #a36b00"


def graph_html(graph: "Graph") -> str:
    """Return a graph's documents and its nodes and links by kind, as two tables."""
    labels = Counter(node.label for node in graph.nodes(Node))
    types = Counter(link.type_name() for link in graph.links(Link))
    counted = [(name, labels[name], cls.about) for name, cls in NODE_TYPES.items() if labels[name]]
    counted += [(name, types[name], cls.about) for name, cls in LINK_TYPES.items() if types[name]]
    documents = [(d.id, d.name, d.year or "unknown") for d in graph.nodes(Document)]
    head = f"<p><b>Graph</b>: {len(graph)} nodes, {graph.link_count} links</p>"
    return head + _table(("document", "title", "year"), documents) + _table(("kind", "count", "what"), counted)


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    top = "".join(f"<th scope='col'>{escape(h)}</th>" for h in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(c))}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """A statement with the words that carry its links, as :meth:`graphkit.graph.graph.Graph.card` returns it."""

    statement: StatementNode
    document: str
    links: tuple[tuple[Link, Node], ...]
    """The links that its wording carries, each with the node at the other end."""

    def __str__(self) -> str:
        place = f"{self.document}, characters {self.statement.start} to {self.statement.end}"
        lines = [f"  {link.type_name()} {node.title} [{_why(link.best)}]" for link, node in self.links]
        return "\n".join([f"{self.statement.label}: {self.statement.text}", f"  {place}", *lines])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        """Show the wording with the evidence marked, then the links."""
        rows = [(link.type_name(), node.title, f"{link.score:.2f}", _why(link.best)) for link, node in self.links]
        place = " › ".join((self.document, *self.statement.section))
        page = "" if self.statement.page is None else f", page {self.statement.page}"
        return (
            f"<p><b>{self.statement.label}</b> <small>{escape(place)}{page}</small></p>"
            f"<blockquote>{''.join(self._marked())}</blockquote>" + _table(("link", "to", "score", "because of"), rows)
        )

    def _marked(self) -> Iterator[str]:
        """Yield the wording in pieces, each under the links whose evidence covers it."""
        s = self.statement
        yield from _pieces(s.text, s.start, self._spans())
        if s.rest is not None and s.rest_start is not None:
            yield " … "
            yield from _pieces(s.rest, s.rest_start, self._spans())

    def _spans(self) -> list[tuple[int, int, str]]:
        return [
            (e.start, e.end, f"{link.type_name()} {node.title}")
            for link, node in self.links
            for e in link.evidence
            if e.document == self.statement.document and e.start is not None and e.end is not None
        ]


def _pieces(text: str, start: int, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    end = start + len(text)
    inside = [(a, b, name) for a, b, name in spans if a < end and b > start and (a > start or b < end)]
    cuts = sorted({start, end, *(min(max(x, start), end) for a, b, _ in inside for x in (a, b))})
    for a, b in zip(cuts, cuts[1:], strict=False):
        names = sorted({name for x, y, name in inside if x <= a and b <= y})
        piece = escape(text[a - start : b - start])
        yield f'<mark style="{_MARK}" title="{escape("; ".join(names))}">{piece}</mark>' if names else piece


def _why(evidence: Evidence) -> str:
    return evidence.words or evidence.reference or evidence.rule


def make_card(graph: "Graph", id: str) -> Card:
    """Return the card of a statement; GraphError where the id is not in the graph, or no statement's."""
    statement = graph.node(id)
    if not isinstance(statement, StatementNode):
        raise GraphError(f"'{id}' is a {statement.label}, not a statement.")
    kinds = [(*graph.out(id, cls), *graph.into(id, cls)) for cls in LINK_TYPES.values()]
    links = [link for kind in kinds for link in sorted(kind, key=lambda k: (getattr(k, "rank", 1), -k.score))]
    other = [(link, graph.node(link.target if link.source == id else link.source)) for link in links]
    shown = [(link, node) for link, node in other if not isinstance(node, Document)]
    document = graph.node(statement.document).title if statement.document in graph else statement.document
    return Card(statement, document, tuple(shown))
