"""A text folded for matching: lower case, no accents, markup or invisible characters; offsets lead back."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_JOINERS = "\u00ad\u061c\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u0301\u0303\u0308"
_MARKS = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
"""Raised figures: marks of notes, glued to the word before or behind."""
_SKIPPED = rf"\t-\r\x00-\x1f\x7f\x85\xa0*_`{_JOINERS}{_MARKS}"
_RUN = re.compile(rf"[{_SKIPPED}<][{_SKIPPED}< ]*| [{_SKIPPED} ]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,60}>")
_WIDE = re.compile(r"[^\x00-\x7f]")


def _make_table() -> dict[str, str]:
    """Map each Latin letter with a mark to its base, and typographic signs to plain ones."""
    table = dict.fromkeys("’‘‛´", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—‐‑", "-")
    for letter in map(chr, range(0xC0, 0x250)):
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and base.isascii():
            table[letter] = base
    return table


_TABLE = _make_table()


def fold_letters(text: str) -> str:
    """Return a text in lower case without accents, as long as before.

    >>> fold_letters("Según la Ley «ÑANDÚ»")
    'segun la ley "nandu"'
    """
    folded = text if text.isascii() else _WIDE.sub(lambda m: _TABLE.get(m[0], m[0]), text)
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; ``places`` are offsets in it where a new stretch begins, ``sources`` those in the source."""

    text: str
    places: list[int] = field(repr=False)
    sources: list[int] = field(repr=False)

    def source(self, place: int) -> int:
        """Return the source offset of a character of the folded text."""
        i = bisect_right(self.places, place) - 1
        return self.sources[i] + place - self.places[i]

    def place(self, source: int) -> int:
        """Return where a source offset lies in the folded text; skipped characters lie at the next stretch."""
        i = bisect_right(self.sources, source) - 1
        if i < 0:
            return 0
        place = self.places[i] + source - self.sources[i]
        end = self.places[i + 1] if i + 1 < len(self.places) else len(self.text)
        return min(place, end)


def fold_text(text: str) -> Folded:
    """Return the folded form of a text in one pass; a run of blanks and markup becomes one blank or nothing.

    A hyphen at a line's end between two small letters joins the parts of a word.
    """
    pieces: list[str] = []
    places: list[int] = []
    sources: list[int] = []
    at = length = 0

    def keep(end: int, blank: bool) -> None:
        nonlocal length
        begin = at + (pieces[-1:] != [] and pieces[-1][-1] == " " and text.startswith(" ", at, end))
        doubled = begin == end and pieces[-1:] != [] and pieces[-1][-1] == " "
        piece = text[begin:end] + " " * (blank and not doubled)
        if piece:
            pieces.append(piece)
            places.append(length)
            sources.append(begin)
            length += len(piece)

    for start, end, run in _find_runs(text):
        joins = text[start - 1 : start] == "-" and start > at and _breaks_word(text, start, end)
        blank = not joins and any(map(str.isspace, run))
        keep(start - joins, blank)
        at = end
    keep(len(text), False)
    if not pieces:
        places, sources = [0], [0]
    return Folded(fold_letters("".join(pieces)), places, sources)


def _find_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of characters that folding skips: start, end, and the characters without tags."""
    at = 0
    while match := _RUN.search(text, at):
        start, at = match.span()
        run = match[0]
        if "<" not in run:
            yield start, at, run
            continue
        cut = start + run.index("<")
        tag = _TAG.match(text, cut)
        if cut > start:
            yield start, cut, run[: cut - start]
        at = cut + 1
        if tag:
            at = tag.end()
            yield cut, at, ""


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen before a line's end stands between two small letters."""
    return "\n" in text[start:end] and text[start - 2 : start - 1].islower() and text[end : end + 1].islower()
