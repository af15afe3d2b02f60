"""Statements as other programs get them: found by words and filters, each with its id, exact wording and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from graphkit.analysis.checks import find_node
from graphkit.analysis.columns import Axis, make_axis
from graphkit.errors import UnknownNameError
from graphkit.graph.display import make_card
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, LINK_TYPES, VOICE_LABELS, Evidence, Link, Node
from graphkit.graph.ontology.links import SaidBy
from graphkit.graph.ontology.nodes import Document, State, StatementNode
from graphkit.publish.report.citations import make_citation
from graphkit.text.folding import fold_text

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_OWN = frozenset({"id", "text", "rest", "document", "section", "score", "rule", "strength", "language"})
"""Properties of a statement that a row has already under other names, or that need the reading to be understood."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements to find; empty: all."""

    words: str = ""
    kind: str = ""
    document: str = ""
    speaker: str = ""
    region: str = ""
    about: str = ""
    strength: str = ""
    since: int | None = None
    until: int | None = None
    least_score: float = 0.0


class Statements:
    """The statements of a graph in the order of document and place."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._all = list(graph.statements())

    @cached_property
    def _folded(self) -> list[str]:
        return [fold_text(s.text if s.rest is None else f"{s.text} {s.rest}").text for s in self._all]

    @cached_property
    def _documents(self) -> Axis:
        return make_axis("document", self._graph.nodes(Document))

    @cached_property
    def _voices(self) -> Axis:
        return make_axis("speaker", (n for n in self._graph.nodes(Node) if n.label in VOICE_LABELS))

    @cached_property
    def _subjects(self) -> Axis:
        nodes = self._graph.nodes(Node)
        return make_axis("subject", (n for n in nodes if not isinstance(n, StatementNode | Document)))

    @cached_property
    def _regions(self) -> dict[str, str]:
        return {s.region.casefold(): s.region for s in self._graph.nodes(State) if s.region}

    def find(self, wanted: Wanted) -> list[StatementNode]:
        """Return the statements that are wanted, in order; UnknownNameError for a name that the graph has not."""
        kept = {s.id for s in self._all}
        for some in self._filters(wanted):
            kept &= some
        patterns = make_patterns(wanted.words)
        pairs = zip(self._all, self._folded, strict=True) if patterns else ((s, "") for s in self._all)
        return [s for s, text in pairs if s.id in kept and all(p.search(text) for p in patterns)]

    def _filters(self, wanted: Wanted) -> Iterator[set[str]]:
        """Yield the ids that each filter keeps."""
        if wanted.kind:
            _check("kind", wanted.kind, LABEL_OF_KIND)
            yield {s.id for s in self._all if s.kind == wanted.kind}
        if wanted.strength:
            _check("strength", wanted.strength, {s.strength for s in self._all})
            yield {s.id for s in self._all if s.strength == wanted.strength}
        if wanted.document:
            document = _find(self._documents, wanted.document)
            yield {s.id for s in self._all if s.document == document}
        if wanted.speaker:
            yield self._said_by({_find(self._voices, wanted.speaker)})
        if wanted.region:
            _check("region", wanted.region.casefold(), self._regions)
            region = self._regions[wanted.region.casefold()]
            yield self._said_by({s.id for s in self._graph.nodes(State) if s.region == region})
        if wanted.about:
            yield self._about(_find(self._subjects, wanted.about), wanted.least_score)
        if wanted.since is not None or wanted.until is not None:
            first, last = wanted.since or 0, wanted.until or 9999
            yield {s.id for s in self._all if first <= (self._year(s) or -1) <= last}

    def _said_by(self, voices: set[str]) -> set[str]:
        return {link.source for voice in voices for link in self._graph.into(voice, SaidBy)}

    def _about(self, node: str, least: float) -> set[str]:
        """Return the ids of what is linked to a node by a link of at least a score."""
        found = set[str]()
        for kind in LINK_TYPES.values():
            found |= {link.source for link in self._graph.into(node, kind) if link.score >= least}
            found |= {link.target for link in self._graph.out(node, kind) if link.score >= least}
        return found

    def _year(self, statement: StatementNode) -> int | None:
        """Return the year that a row of a table states for the statement, else that of its document."""
        document = self._graph.node(statement.document)
        return statement.year or (document.year if isinstance(document, Document) else None)

    def make_row(self, id: str) -> dict[str, Any]:
        """Return a statement with its id, kind, wording, speakers and place; GraphError where it is no statement's."""
        cited = make_citation(self._graph, id)
        node = self._graph.node(id)
        assert isinstance(node, StatementNode)
        return {
            "id": id,
            "kind": cited.kind,
            "wording": cited.wording,
            "speakers": [link.target for link in self._graph.out(id, SaidBy)],
            "place": cited.place,
            "document": cited.document,
            "year": self._year(node),
            "strength": node.strength,
            "language": node.language,
        }

    def make_full_row(self, id: str) -> dict[str, Any]:
        """Return a statement with its properties and its links, each with the words that carry it."""
        row, card = self.make_row(id), make_card(self._graph, id)
        told = {k: v for k, v in card.statement.properties().items() if k not in _OWN}
        return {**row, "properties": told, "links": [_make_link(id, *pair) for pair in card.links]}


def make_patterns(words: str) -> list[re.Pattern[str]]:
    """Return a pattern for each word, or phrase in quotes, of a search: it begins a word, whatever case and accents.

    >>> [bool(p.search(fold_text("Migración segura").text)) for p in make_patterns('MIGRAC "migracion segura" gura')]
    [True, True, False]
    """
    terms = (fold_text(phrase or word).text.strip() for phrase, word in _TERM.findall(words))
    return [re.compile(rf"(?<!\w){re.escape(term)}") for term in dict.fromkeys(terms) if term]


def _make_link(id: str, link: Link, node: Node) -> dict[str, Any]:
    return {
        "type": link.type_name(),
        "direction": "out" if link.source == id else "in",
        "id": node.id,
        "label": node.label,
        "title": node.title,
        "score": link.score,
        "evidence": [_make_evidence(e) for e in link.evidence],
    }


@cache
def _fields() -> Sequence[str]:
    return tuple(Evidence.model_fields)


def _make_evidence(evidence: Evidence) -> dict[str, Any]:
    return {f: getattr(evidence, f) for f in _fields() if getattr(evidence, f) not in (None, "")}


def _find(axis: Axis, name: str) -> str:
    return axis.ids[find_node(axis, name)]


def _check(kind: str, name: str, known: Any) -> None:
    if name not in known:
        raise UnknownNameError(kind, name, known)
