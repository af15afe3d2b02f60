"""Texts as items in order: headings, statements, the sentences between them, and what is not read for statements.

An item is a heading (``h`` its level, ``t`` its words), a statement (``s`` its row), the continuation of one (``r`` its
row, ``t``), a sentence passed over (``t``, ``why``), or other wording (``t``). Where nothing but spaces
is between an item and the statement or sentence after it, it bears those (``gap``). The first item of a block that is
no heading bears the block's kind (``b``), the first one on a new page the page (``p``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.issues import Issue
from graphkit.text.document import READ_KINDS, Block, plain_text
from graphkit.text.document import Document as Text

PASSED_OVER = "no statement ("
Item = dict[str, Any]
Mark = tuple[int, int, Item]
"""Where an item begins and ends in the text."""


def make_texts(
    graph: Graph, texts: Mapping[str, Text], issues: Iterable[Issue], place: Mapping[str, int]
) -> dict[str, list[Item]]:
    """Return document -> items, for the documents whose text is known; ``place`` gives the rows of statements."""
    skipped = find_skipped(issues)
    own: dict[str, list[StatementNode]] = {}
    for statement in graph.statements():
        own.setdefault(statement.document, []).append(statement)
    known = ((node.id, texts[node.id]) for node in graph.nodes(Document) if node.id in texts)
    return {id: make_items(text, own.get(id, []), skipped.get(text.source.name, {}), place) for id, text in known}


def find_skipped(issues: Iterable[Issue]) -> dict[str, dict[int, str]]:
    """Return file -> where a sentence begins that was passed over -> why."""
    found: dict[str, dict[int, str]] = {}
    for issue in issues:
        name, _, start = issue.place.rpartition(":")
        if issue.stage == "statements" and issue.reason.startswith(PASSED_OVER) and start.isdigit():
            found.setdefault(name, {})[int(start)] = issue.reason.removeprefix(PASSED_OVER).removesuffix(")")
    return found


def make_items(
    text: Text, statements: Iterable[StatementNode], skipped: Mapping[int, str], place: Mapping[str, int]
) -> list[Item]:
    """Return the items of a text and its own statements."""
    listed = sorted(statements, key=lambda s: (s.start, s.end))
    marks: list[Mark] = [(s.start, s.end, {"s": place[s.id]}) for s in listed]
    marks += [
        (s.rest_start, s.rest_end, {"t": text.text[s.rest_start : s.rest_end], "r": place[s.id]})
        for s in listed
        if s.rest_start is not None and s.rest_end is not None
    ]
    marks.sort(key=lambda mark: mark[:2])
    begins, passed = [start for start, _, _ in marks], sorted(skipped)
    items: list[Item] = []
    page = None
    for block in text.blocks:
        inside = marks[bisect_left(begins, block.start) : bisect_left(begins, block.end)]
        whys = {n: skipped[n] for n in passed[bisect_left(passed, block.start) : bisect_left(passed, block.end)]}
        pieces = [i for i in _pieces(text, block, inside, whys) if i.get("t") != ""]
        if pieces and block.kind != "heading":
            pieces[0]["b"] = block.kind
        if pieces and block.page not in (None, page):
            pieces[0]["p"] = page = block.page
        items.extend(pieces)
    shown = {item["s"] for item in items if "s" in item}
    return [*items, *({"s": place[s.id], "b": "paragraph"} for s in listed if place[s.id] not in shown)]


def _pieces(text: Text, block: Block, marks: list[Mark], skipped: Mapping[int, str]) -> list[Item]:
    """Return a block as items, cut where its statements and the sentences passed over begin and end."""
    if block.kind == "heading":
        return [{"h": max(1, block.level), "t": plain_text(text.wording(block))}]
    if block.kind not in READ_KINDS:
        return [{"t": plain_text(text.wording(block))}]
    starts = sorted({start for start, _, _ in marks} | skipped.keys())
    at = block.start
    pieces: list[Item] = []
    for start, until in pairwise([*starts, block.end]):
        here = [(end, item) for begin, end, item in marks if begin == start]
        between, sentence = text.text[at:start], text.text[start:until].rstrip()
        if between.strip():
            pieces.append({"t": between.strip()})
        elif pieces and at <= start and not any("r" in item for _, item in here):
            pieces[-1]["gap"] = between
        pieces += [item for _, item in here] or [{"t": sentence.strip(), "why": skipped.get(start, "")}]
        at = max(at, *(end for end, _ in here)) if here else start + len(sentence)
    return [*pieces, {"t": text.text[at : block.end].strip()}]
