"""The numbers that paragraphs and recommendations are cited by, as printed: 99.12, or 15 (a)."""

import re

from graphkit.text.document import READ_KINDS, Document

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,4})[.)]?")
_LETTER = re.compile(r"\(?([a-z]|[ivx]{1,5})[.)]")
_STEP = 3
"""How far the next number of a paragraph may be from the last one; a number left out is no other list."""
_FEWEST = 8
"""Numbered paragraphs of a text that is cited by them, at least."""


def find_paras(document: Document) -> dict[int, str]:
    """Return block index -> the number that cites it, for blocks that have one.

    Numbers of paragraphs ascend through a document. A number that does not is that of a list within a paragraph, and
    cites nothing. A letter cites together with the number above it. Where most paragraphs are numbered, one without a
    number belongs to the number above it under the same heading.
    """
    found: dict[int, str] = {}
    bare: dict[int, str] = {}
    last, above, counted = 0, "", 0
    for block in document.blocks:
        for mark in block.marker.split():
            if (number := _NUMBER.fullmatch(mark)) and _counts(number[1], last):
                above = number[1]
                last, counted = (last, counted) if "." in above else (int(above), counted + 1)
                found[block.index] = above
            elif above and (letter := _LETTER.fullmatch(mark)):
                found[block.index] = f"{above} ({letter[1]})"
        if block.continues in found:
            found[block.index] = found[block.continues]
        above = "" if block.kind == "heading" else above
        if block.kind in READ_KINDS and block.index not in found:
            bare[block.index] = above
    if counted >= _FEWEST and counted > len(bare):
        found |= {index: number for index, number in bare.items() if number}
    return found


def _counts(number: str, last: int) -> bool:
    """Return whether a number goes on from the last one; the first of a text is any, as it may be an extract."""
    return "." in number or last < int(number) <= last + _STEP or not last
