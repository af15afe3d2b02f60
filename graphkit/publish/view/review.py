"""A page in which a person reviews the reading: texts in order, what was read of them, and what was passed over."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Collective, Document, StatementNode
from graphkit.graph.review_sheet import EDITED, FIELDS, make_sheet
from graphkit.issues import Issue
from graphkit.publish.view.page import Page, check_options, render
from graphkit.text.document import KINDS, POSITIONS, READ_KINDS, Block, plain_text
from graphkit.text.document import Document as Text

PASSED_OVER = "no statement ("
Item = dict[str, Any]


def make_review(
    graph: Graph,
    texts: Mapping[str, Text],
    issues: Iterable[Issue],
    reference: Graph,
    *,
    title: str | None = None,
    language: str = "en",
) -> Page:
    """Return the review page of a graph.

    ``texts``: id of a document -> its text as it was read; a document without one is shown by its statements alone.
    ``issues``: those of the build; they say which sentences were passed over, and why. ``reference``: the nodes that a
    person may choose from. OptionError, UnknownNameError: for a bad title or language.
    """
    check_options(title, language)
    about = {"pages": ["review"], "title": title, "language": language, "focus": None}
    return Page(render("review", about, make_payload(graph, texts, issues, reference)))


def make_payload(graph: Graph, texts: Mapping[str, Text], issues: Iterable[Issue], reference: Graph) -> dict[str, Any]:
    """Return all that the page holds: documents as items in order, statements as rows of the sheet, codes."""
    sheet = make_sheet(graph)
    place = {row["id"]: i for i, row in enumerate(sheet)}
    skipped = _skipped(issues)
    statements = sorted(graph.statements(), key=lambda s: (s.start, s.end))
    documents = []
    for node in graph.nodes(Document):
        own = [s for s in statements if s.document == node.id]
        text = texts.get(node.id)
        items: list[Item] = [{"s": place[s.id]} for s in own]
        if text is not None:
            items = _items(text, own, skipped.get(text.source.name, {}), place)
        documents.append({"id": node.id, "name": node.title, "language": node.language, "whole": text is not None,
                          "items": items})  # fmt: skip
    return {
        "digest": graph.digest(),
        "documents": documents,
        "statements": [{k: row[k] for k in ("id", "document", "section", "page", "wording", "least_certain", "as_read")}
                       for row in sheet],
        "edited": list(EDITED),
        "closed": {"kind": list(KINDS), "position": list(POSITIONS)},
        "codes": _codes(graph, reference),
    }  # fmt: skip


def _skipped(issues: Iterable[Issue]) -> dict[str, dict[int, str]]:
    """Return file -> where a sentence begins that was passed over -> why."""
    found: dict[str, dict[int, str]] = {}
    for issue in issues:
        name, _, start = issue.place.rpartition(":")
        if issue.stage == "statements" and issue.reason.startswith(PASSED_OVER) and start.isdigit():
            found.setdefault(name, {})[int(start)] = issue.reason.removeprefix(PASSED_OVER).removesuffix(")")
    return found


def _items(
    text: Text, statements: list[StatementNode], skipped: Mapping[int, str], place: Mapping[str, int]
) -> list[Item]:
    """Return headings, statements, sentences passed over and what is not read, in the order of the text."""
    items: list[Item] = []
    shown: set[str] = set()
    for block in text.blocks:
        if block.kind == "heading":
            items.append({"h": max(1, block.level), "t": plain_text(text.wording(block))})
        elif block.kind not in READ_KINDS:
            items.append({"t": plain_text(text.wording(block))})
        else:
            own = [s for s in statements if block.start <= s.start < block.end and s.id not in shown]
            shown.update(s.id for s in own)
            items.extend(_pieces(text, block, own, skipped, place))
    items.extend({"s": place[s.id]} for s in statements if s.id not in shown)
    return [i for i in items if i.get("t") != ""]


def _pieces(
    text: Text, block: Block, own: list[StatementNode], skipped: Mapping[int, str], place: Mapping[str, int]
) -> list[Item]:
    """Return a block cut where its statements and the sentences passed over begin and end."""
    passed = [start for start in skipped if block.start <= start < block.end]
    starts = sorted({s.start for s in own} | set(passed))
    at = block.start
    pieces: list[Item] = []
    for n, start in enumerate(starts):
        until = starts[n + 1] if n + 1 < len(starts) else block.end
        if at < start:
            pieces.append({"t": text.text[at:start].strip()})
        here = [s for s in own if s.start == start]
        pieces.extend({"s": place[s.id]} for s in here)
        at = max(at, *(s.end for s in here)) if here else until
        if not here:
            pieces.append({"t": text.text[start:until].strip(), "why": skipped[start]})
    return [*pieces, {"t": text.text[at : block.end].strip()}]


def _codes(graph: Graph, reference: Graph) -> dict[str, list[dict[str, Any]]]:
    """Return column -> what may be chosen in it: nodes of the reference and those that the graph has besides."""
    nodes = {n.id: n for n in reference.nodes(Node)} | {n.id: n for n in graph.nodes(Node)}
    return {field: [_code(n) for n in nodes.values() if isinstance(n, ends)] for field, (_, ends) in FIELDS.items()}


def _code(node: Node) -> dict[str, Any]:
    """Return what is shown of a node; ``of`` is the only document in which it may be chosen, if there is one."""
    facts = {k: v for k, v in node.properties().items() if k in {"acronym", "acronym_es", "code"}}
    return {"id": node.id, "name": node.title, "es": getattr(node, "name_es", None), "facts": facts,
            "of": node.document if isinstance(node, Collective) else None}  # fmt: skip
