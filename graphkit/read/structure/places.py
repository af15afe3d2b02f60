"""Paragraph numbers, and addresses by which a person can cite a statement."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graphkit.text.document import Block, Document, Statement, plain_text
from graphkit.text.numbering import find_paras

_NUMBER = re.compile(r"\W*(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?(?=\s)")
_LONGEST = 60
"""Characters of a title or heading in an address."""


def add_places(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with ``para`` and ``address`` where the loader gave none.

    ``para`` is the number of the paragraph or recommendation as printed (see :mod:`graphkit.text.numbering`); None
    where nothing is numbered. The address names the document by its symbol, else by its
    title, then the paragraph, else the page, else the heading: ``A/HRC/59/15, para. 140.47``.
    """
    numbers = find_paras(document)
    return tuple(
        _placed(document, s, numbers.get(s.block) or _printed(document, document.blocks[s.block])) for s in statements
    )


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


def _printed(document: Document, block: Block) -> str | None:
    """Return a number of several parts that opens a paragraph, where the loader took it for words."""
    if block.kind not in ("paragraph", "item"):
        return None
    found = _NUMBER.match(plain_text(document.text[block.start : min(block.end, block.start + 24)]))
    return found[1] if found else None
