"""A page in which a person reviews the reading: texts in order, what was read of them, and what was passed over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Collective, Document
from graphkit.graph.review_sheet import EDITED, FIELDS, make_sheet
from graphkit.issues import Issue
from graphkit.publish.view.page import Page, check_options, render
from graphkit.publish.view.texts import Item, make_texts
from graphkit.suggest.sheets import count_differences
from graphkit.text.document import KINDS, POSITIONS
from graphkit.text.document import Document as Text


def make_review(
    graph: Graph,
    texts: Mapping[str, Text],
    issues: Iterable[Issue],
    reference: Graph,
    *,
    suggested: Iterable[Mapping[str, str]] = (),
    title: str | None = None,
    language: str = "en",
) -> Page:
    """Return the review page of a graph.

    ``texts``: id of a document -> its text as it was read; a document without one is shown by its statements alone.
    ``issues``: those of the build; they say which sentences were passed over, and why. ``reference``: the nodes that a
    person may choose from. ``suggested``: rows of review sheets by language models, shown beside the reading; the
    statements on which they differ most come first. OptionError, UnknownNameError: for a bad title or language.
    """
    check_options(title, language)
    about = {"pages": ["review"], "title": title, "language": language, "focus": None}
    return Page(render("review", about, make_payload(graph, texts, issues, reference, suggested)))


def make_payload(
    graph: Graph,
    texts: Mapping[str, Text],
    issues: Iterable[Issue],
    reference: Graph,
    suggested: Iterable[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Return all that the page holds: documents as items in order, statements as rows of the sheet, codes."""
    beside = _group(suggested)
    sheet = sorted(make_sheet(graph), key=lambda row: -sum(map(count_differences, beside.get(row["id"], ()))))
    place = {row["id"]: i for i, row in enumerate(sheet)}
    known = make_texts(graph, texts, issues, place)
    bare: dict[str, list[Item]] = {node.id: [] for node in graph.nodes(Document)}
    for statement in sorted(graph.statements(), key=lambda s: (s.start, s.end)):
        bare.get(statement.document, []).append({"s": place[statement.id]})
    documents = [
        {"id": node.id, "name": node.title, "language": node.language, "whole": node.id in known,
         "items": known.get(node.id, bare[node.id])}
        for node in graph.nodes(Document)
    ]  # fmt: skip
    return {
        "digest": graph.digest(),
        "documents": documents,
        "statements": [_reviewed(row, beside.get(row["id"], ())) for row in sheet],
        "edited": list(EDITED),
        "closed": {"kind": list(KINDS), "position": list(POSITIONS)},
        "codes": _codes(graph, reference),
    }  # fmt: skip


def _group(suggested: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    """Return statement -> what each model suggests for it."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in suggested:
        found.setdefault(row["id"], []).append(row)
    return found


def _reviewed(row: Mapping[str, str], suggested: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return what the page holds of a statement, with what models suggest where they suggest anything."""
    shown = {k: row[k] for k in ("id", "document", "section", "page", "wording", "least_certain", "as_read")}
    models = [{"by": r["coder"], "values": {f: r[f] for f in EDITED}, "words": r["note"]} for r in suggested]
    return {**shown, "suggested": models} if models else shown


def _codes(graph: Graph, reference: Graph) -> dict[str, list[dict[str, Any]]]:
    """Return column -> what may be chosen in it: nodes of the reference and those that the graph has besides."""
    nodes = {n.id: n for n in reference.nodes(Node)} | {n.id: n for n in graph.nodes(Node)}
    return {field: [_code(n) for n in nodes.values() if isinstance(n, ends)] for field, (_, ends) in FIELDS.items()}


def _code(node: Node) -> dict[str, Any]:
    """Return what is shown of a node; ``of`` is the only document in which it may be chosen, if there is one."""
    facts = {k: v for k, v in node.properties().items() if k in {"acronym", "acronym_es", "code"}}
    return {"id": node.id, "name": node.title, "es": getattr(node, "name_es", None), "facts": facts,
            "of": node.document if isinstance(node, Collective) else None}  # fmt: skip
