"""Paragraph numbers, and addresses by which a person can cite a statement."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graphkit.text.document import Block, Document, Statement, plain_text

_NUMBER = re.compile(
    r"\W*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]|(?<=\d\.\d)|(?<=\d\.\d\d)|(?<=\d\.\d\d\d))(?=\W|$)"
)
_LETTER = re.compile(r"\W*(?P<letter>[a-z]|[ivx]{1,5})[.)]")
_LONGEST = 60
"""Characters of a title or heading in an address."""


def add_places(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with ``para`` and ``address`` where the loader gave none.

    ``para`` is the number of the paragraph or recommendation as printed, with that of a lettered item in brackets:
    ``140.47``, ``12 (b)``; None where nothing is numbered. The address names the document by its symbol, else by its
    title, then the paragraph, else the page, else the heading: ``A/HRC/59/15, para. 140.47``.
    """
    numbers = _number_all(document)
    return tuple(_placed(document, s, numbers[s.block]) for s in statements)


def _placed(document: Document, statement: Statement, number: str | None) -> Statement:
    para = statement.para or number
    return replace(statement, para=para, address=statement.address or make_address(document, statement, para))


def make_address(document: Document, statement: Statement, para: str | None) -> str:
    """Return how to cite a statement's place."""
    block, meta = document.blocks[statement.block], document.metadata
    name = meta.symbol or _cut(meta.title)
    if para:
        return f"{name}, para. {para}"
    if block.page:
        return f"{name}, p. {block.page}"
    section = document.section(block)
    return f"{name}, “{_cut(section[-1])}”" if section and _cut(section[-1]) != name else name


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _number_all(document: Document) -> dict[int, str | None]:
    """Return the number of every block: its own, that of the paragraph it belongs to, or None."""
    numbers: dict[int, str | None] = {}
    last: Block | None = None
    for block in document.blocks:
        mark = _mark(document, block)
        parent = next((i for i in (block.lead, block.continues) if i is not None), None)
        above = numbers.get(parent) if parent is not None else None
        if mark and mark[0].isdigit():
            numbers[block.index] = mark
        elif mark and (above or _follows(last, block)):
            base = above or numbers[last.index]  # type: ignore[union-attr]
            numbers[block.index] = f"{base} ({mark})" if base else None
        else:
            numbers[block.index] = above
        if block.kind == "heading":
            last = None
        elif mark and mark[0].isdigit():
            last = block
    return numbers


def _follows(last: Block | None, block: Block) -> bool:
    """Return whether a lettered item belongs to the numbered paragraph before it, under the same heading."""
    return last is not None and last.headings == block.headings


def _mark(document: Document, block: Block) -> str:
    """Return the number or letter of a block, from its mark or its first characters; empty if it has none."""
    if block.kind not in ("paragraph", "item"):
        return ""
    opening = plain_text(document.text[block.start : min(block.end, block.start + 24)])
    for wording in (block.marker, opening):
        if found := _NUMBER.match(wording):
            return found["number"]
    found = _LETTER.match(block.marker)
    return found["letter"] if found else ""
