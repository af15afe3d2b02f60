"""A text folded for matching: lower case, no accents, markup or invisible characters; offsets lead back."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

_JOINERS = "\u00ad\u061c\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u0301\u0303\u0308"
_SKIPPED = rf"\t-\r\x00-\x1f\x7f\x85\xa0*_`{_JOINERS}"
_TAG = r"</?[a-zA-Z][^<>\n]{0,60}>"
_RUN = re.compile(
    rf"(?:[{_SKIPPED}]|{_TAG})(?:[{_SKIPPED} ]|{_TAG})*| [{_SKIPPED} ]+"
    r"|(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-zß-ÿ])"
)
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
    """Return the folded form of a text in one pass; a run of blanks and markup becomes one blank or nothing."""
    pieces: list[str] = []
    places: list[int] = []
    sources: list[int] = []
    at = length = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = match[0]
        piece = text[at:start] + (" " if run[0] != "-" and any(map(str.isspace, run)) else "")
        if piece:
            pieces.append(piece)
            places.append(length)
            sources.append(at)
            length += len(piece)
        at = end
    pieces.append(text[at:])
    places.append(length)
    sources.append(at)
    return Folded(fold_letters("".join(pieces)), places, sources)
