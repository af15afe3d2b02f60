"""What a page knows: the graph as columns of plain values, small when compressed and quick to read back.

Nodes that are no statement are *entities*; statements and entities are named by their row number in the columns.
Offsets of evidence count from the statement's first character (``rest`` follows the wording after one space).
"""

from collections.abc import Iterable
from typing import Any

from graphkit.analysis.columns import find_stand
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import ACTOR_LABELS, LINK_TYPES, NODE_TYPES, Evidence, Link, Node
from graphkit.graph.ontology.links import Echoes, Fulfils, Has, HasSection, Issued, Next
from graphkit.graph.ontology.nodes import Section, StatementNode
from graphkit.publish.ties import RELATIONS, UNCERTAIN
from graphkit.publish.view.colours import make_dark
from graphkit.text.document import STRENGTHS

FORMAT = 1
"""Version of the payload; the page's script refuses another."""
_LEFT_OUT = (Fulfils, Has, HasSection, Issued, Next)
"""Links that the pages don't draw: a statement's place is in its own columns, and its document says who issued it."""
_SHOWN_APART = {"id", "name", "name_es", "sha256"}


def make_columns(graph: Graph) -> dict[str, Any]:
    """Return the graph as columns: entities, statements, text links, echoes and links among entities."""
    entities = [n for n in graph.nodes(Node) if not isinstance(n, StatementNode | Section)]
    statements = list(graph.statements())
    rows = {n.id: i for i, n in enumerate(entities)} | {s.id: i for i, s in enumerate(statements)}
    rules = sorted({e.rule for link in graph.links(Link) for e in link.evidence} | {s.rule for s in statements})
    return {
        "format": FORMAT,
        "digest": graph.digest(),
        "labels": _labels(),
        "linkTypes": list(LINK_TYPES),
        "actorLabels": list(ACTOR_LABELS),
        "relations": list(RELATIONS),
        "strengths": list(STRENGTHS),
        "uncertain": UNCERTAIN,
        "rules": rules,
        "entities": _entities(entities),
        "statements": _statements(statements, rows, rules),
        **_links(graph, {s.id: s for s in statements}, rows, rules),
    }


def _labels() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "colour": c.colour,
            "dark": make_dark(c.colour),
            "shape": c.shape,
            "kind": getattr(c, "kind", None) if issubclass(c, StatementNode) else None,
        }
        for name, c in NODE_TYPES.items()
    ]


def _entities(nodes: list[Node]) -> dict[str, list[Any]]:
    labels = list(NODE_TYPES)
    return {
        "id": [n.id for n in nodes],
        "label": [labels.index(n.label) for n in nodes],
        "name": [n.title for n in nodes],
        "es": [getattr(n, "name_es", None) for n in nodes],
        "facts": [{k: v for k, v in n.properties().items() if k not in _SHOWN_APART} for n in nodes],
    }


def _statements(statements: list[StatementNode], rows: dict[str, int], rules: list[str]) -> dict[str, list[Any]]:
    sections = sorted({s.section for s in statements})
    place, rule = {s: i for i, s in enumerate(sections)}, {r: i for i, r in enumerate(rules)}
    labels = list(NODE_TYPES)
    return {
        "sections": [list(s) for s in sections],
        "id": [s.id for s in statements],
        "label": [labels.index(s.label) for s in statements],
        "document": [rows.get(s.document, -1) for s in statements],
        "section": [place[s.section] for s in statements],
        "page": [s.page for s in statements],
        "para": [s.para for s in statements],
        "address": [s.address for s in statements],
        "text": [s.text for s in statements],
        "rest": [s.rest for s in statements],
        "strength": [STRENGTHS.index(s.strength) for s in statements],
        "strengthWords": [s.strength_words for s in statements],
        "stand": [find_stand(s) for s in statements],
        "language": [s.language for s in statements],
        "score": [round(s.score, 3) for s in statements],
        "rule": [rule[s.rule] for s in statements],
    }


def _links(
    graph: Graph, statements: dict[str, StatementNode], rows: dict[str, int], rules: list[str]
) -> dict[str, dict[str, list[Any]]]:
    types, rule = {t: i for i, t in enumerate(LINK_TYPES)}, {r: i for i, r in enumerate(rules)}
    text: dict[str, list[Any]] = {k: [] for k in ("type", "statement", "entity", "score", "evidence")}
    plain: dict[str, list[Any]] = {k: [] for k in ("type", "source", "target", "score", "facts", "reference")}
    echoes: dict[str, list[Any]] = {k: [] for k in ("source", "target", "score")}
    for link in graph.links(Link):
        if isinstance(link, _LEFT_OUT) or isinstance(graph.node(link.source), Section):
            continue
        ends = (rows[link.source], rows[link.target])
        statement = statements.get(link.source) or statements.get(link.target)
        score = round(link.score, 3)
        if isinstance(link, Echoes):
            _append(echoes, (*ends, score))
        elif statement is None:
            facts = (link.own(), _references(link.evidence))
            _append(plain, (types[link.type_name()], *ends, score, *facts))
        else:
            near, far = ends if link.source == statement.id else ends[::-1]
            proof = [_evidence(e, statement, rule[e.rule]) for e in link.evidence]
            _append(text, (types[link.type_name()], near, far, score, proof))
    return {"links": text, "facts": plain, "echoes": echoes}


def _append(columns: dict[str, list[Any]], values: Iterable[Any]) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)


def _references(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(dict.fromkeys(e.reference or e.words for e in evidence if e.reference or e.words))


def _evidence(evidence: Evidence, statement: StatementNode, rule: int) -> list[Any]:
    """Return [rule, score, start, end] inside the statement, else [rule, score, words, null] or a reference last."""
    place = _place(evidence, statement) or (evidence.words, evidence.reference)
    return [rule, round(evidence.score, 3), *place]


def _place(evidence: Evidence, statement: StatementNode) -> tuple[int, int] | None:
    start, end = evidence.start, evidence.end
    if start is None or end is None or evidence.document != statement.document or end <= start:
        return None
    if statement.start <= start and end <= statement.end:
        return start - statement.start, end - statement.start
    if statement.rest_start is None or statement.rest_end is None:
        return None
    if statement.rest_start <= start and end <= statement.rest_end:
        shift = len(statement.text) + 1 - statement.rest_start
        return start + shift, end + shift
    return None
