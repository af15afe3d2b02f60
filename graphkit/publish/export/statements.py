"""statements.jsonl: one statement a line with all that its wording carries; the form the measuring scripts read."""

import json
from collections.abc import Iterator
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.links import (
    About,
    Addresses,
    CallsOn,
    CarriesOut,
    Concerns,
    Invokes,
    Issued,
    Mentions,
    SaidBy,
)
from graphkit.graph.ontology.nodes import Body, Collective, Document, Mechanism, Objective, State, StatementNode
from graphkit.publish.export.base import Exporter

_COMPACT = "gcm:"
"""What the ids of the Global Compact's objectives begin with."""
_STATED = ("due", "amount", "currency", "indicator", "specificity", "para", "address", "page")
"""Properties that are written where the text states them."""


def statement_rows(graph: Graph) -> Iterator[dict[str, Any]]:
    """Yield one row for each statement, in the order of document and place.

    ``start`` and ``end`` are character offsets into the decoded source file, end exclusive; ``objectives`` the
    numbers of the objectives of the Global Compact, most central first. Objectives of other frameworks stand
    under ``other_objectives`` by their ids, and a sentence's continuation after a page break under ``rest``.
    ``speakers`` and ``doers`` are codes of states and acronyms of bodies, or the word of a collective such as
    ``participants``.
    """
    for statement in graph.statements():
        yield _row(graph, statement)


def _row(graph: Graph, statement: StatementNode) -> dict[str, Any]:
    document = graph.node(statement.document)
    objectives = _objectives(graph, statement)
    named = [graph.node(link.target) for link in graph.out(statement.id, Mentions)]
    row: dict[str, Any] = {
        "source": document.file if isinstance(document, Document) else statement.document,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "kind": statement.kind,
        "issuers": [link.source for link in graph.into(statement.id, Issued)],
        "speakers": [_voice(graph.node(link.target)) for link in graph.out(statement.id, SaidBy)],
        "doers": [_voice(graph.node(link.source)) for link in graph.into(statement.id, CarriesOut)],
        "objectives": [o.number for o in objectives if o.id.startswith(_COMPACT)],
        "subthemes": _subthemes(graph, statement),
        "principles": [link.target for link in graph.out(statement.id, Invokes)],
        "actors": sorted({actor_code(n) for n in named if isinstance(n, State | Body)}),
        "addressees": sorted({actor_code(graph.node(k.target)) for k in graph.out(statement.id, CallsOn)}),
        "groups": [link.target for link in graph.out(statement.id, Concerns)],
        "mechanisms": sorted({_full_name(n, statement.language) for n in named if isinstance(n, Mechanism)}),
        "strength": statement.strength,
        "position": statement.position or "unknown",
        "section": list(statement.section),
        "id": statement.id,
        "document": statement.document,
        "language": statement.language,
    }
    other = [o.id for o in objectives if not o.id.startswith(_COMPACT)]
    return row | ({"other_objectives": other} if other else {}) | _extras(statement)


def _voice(node: Node) -> str:
    return node.collective if isinstance(node, Collective) else actor_code(node)


def _subthemes(graph: Graph, statement: StatementNode) -> list[str]:
    links = sorted(graph.out(statement.id, About), key=lambda link: (link.rank, link.target))
    return [link.target.removeprefix(_COMPACT) for link in links]


def _full_name(mechanism: Mechanism, language: str) -> str:
    """Return the name with its acronym, as texts introduce it; in Spanish with the English one, common to all."""
    names = [mechanism.name_es, mechanism.name] if language == "es" else [mechanism.name]
    first, *others = (n for n in dict.fromkeys((*names, mechanism.acronym)) if n)
    return f"{first} ({', '.join(others)})" if others else first


def _objectives(graph: Graph, statement: StatementNode) -> list[Objective]:
    links = sorted(graph.out(statement.id, Addresses), key=lambda link: (link.rank, link.target))
    return [n for n in (graph.node(link.target) for link in links) if isinstance(n, Objective)]


def _extras(statement: StatementNode) -> dict[str, Any]:
    known = {name: getattr(statement, name) for name in _STATED}
    extras: dict[str, Any] = {name: value for name, value in known.items() if value is not None}
    if statement.rest is not None:
        extras["rest"] = {"start": statement.rest_start, "end": statement.rest_end, "text": statement.rest}
    return extras


def actor_code(node: Node) -> str:
    """Return how the exchange form names an actor: a state's code, a body's acronym, a role's id.

    >>> actor_code(Body(id="andean-community", name="Andean Community", acronym="CAN"))
    'CAN'
    """
    if isinstance(node, Body):
        return node.acronym or (node.name if node.id.startswith("body:") else node.id)
    return node.id


def make(graph: Graph) -> Iterator[str]:
    """Yield the rows as JSON lines."""
    for row in statement_rows(graph):
        yield json.dumps(row, ensure_ascii=False) + "\n"


EXPORTER = Exporter(
    suffix=".jsonl",
    about="One statement a line with kind, issuers, objectives, principles, actors, groups and place in the text.",
    opens="any JSON reader, pandas, polars",
    make=make,
)
