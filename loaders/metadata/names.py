"""Splitting a list of names as it stands in a table cell or a line, places kept."""

import re
from collections.abc import Iterator
from functools import cache

from graphkit.reference.names import get_countries
from graphkit.text.document import Span

_INVERTED = re.compile(
    r"(?:\w+ ){0,4}(?:republic|states?|kingdom|rep\.|federation|rep[uú]blica|estado|reino) (?:of|de)(?: the| la)?",
    re.IGNORECASE,
)
"""Second half of a name such as 'Bolivia, Plurinational State of'."""
_JOINT = re.compile(r"\s+(?:and|y|e|&)\s+")
_LEADING = re.compile(r"(?:(?:and|y|e|&)\s+)?(?:the\s+)?(?=\w)")


def split_names(text: str, start: int, end: int, expected: int | None = None) -> list[Span]:
    """Return where the names of a list stand, in their order, without 'the', 'and' before and full stop after them.

    Semicolons part names where there are any (commas then belong to them), else commas outside brackets. The last
    two may be joined by 'and': whether that parts them, the number of names ``expected`` decides, if it is known;
    else they are parted unless the whole is the name of one country. 'Bolivia, Plurinational State of' is one name.
    """
    mark = ";" if _outside(text, start, end, ";") else ","
    bounds = [start - 1, *_outside(text, start, end, mark), end]
    pieces = [_trim(text, a + 1, b) for a, b in zip(bounds, bounds[1:], strict=False)]
    spans = _rejoined(text, [p for p in pieces if any(c.isalnum() for c in text[p.start : p.end])])
    if not spans or (expected is not None and len(spans) >= expected):
        return spans
    parted = [*spans[:-1], *_parted(text, spans[-1])]
    wanted = len(parted) <= expected if expected is not None else not _is_country(text, spans[-1])
    return parted if wanted else spans


def _outside(text: str, start: int, end: int, mark: str) -> list[int]:
    """Return the offsets of a mark that does not stand in brackets."""
    depth, found = 0, []
    for i in range(start, end):
        depth = max(0, depth + (text[i] in "([") - (text[i] in ")]"))
        if text[i] == mark and not depth:
            found.append(i)
    return found


def _trim(text: str, start: int, end: int) -> Span:
    """Return the span without blanks, emphasis, a leading article or 'and', and a final full stop."""
    while start < end and (text[start].isspace() or text[start] in "*_.•-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_." and not _is_short(text[start:end])):
        end -= 1
    match = _LEADING.match(text, start, end)
    return Span(match.end() if match else start, end)


def _is_short(wording: str) -> bool:
    """Return whether the final full stop belongs to the name, as in 'Asociación Civil A.C.'."""
    return bool(re.search(r"\b(?:[A-Z]\.){2,}$", wording))


def _rejoined(text: str, pieces: list[Span]) -> list[Span]:
    spans: list[Span] = []
    for piece in pieces:
        if spans and _INVERTED.fullmatch(text, piece.start, piece.end):
            piece = Span(spans.pop().start, piece.end)
        spans.append(piece)
    return spans


def _parted(text: str, span: Span) -> Iterator[Span]:
    joints = list(_JOINT.finditer(text, span.start, span.end))
    if joints and text[span.start].isupper() and text[_trim(text, joints[-1].end(), span.end).start].isupper():
        yield _trim(text, span.start, joints[-1].start())
        yield _trim(text, joints[-1].end(), span.end)
    else:
        yield span


def _is_country(text: str, span: Span) -> bool:
    return " ".join(text[span.start : span.end].split()).casefold() in _joint_countries()


@cache
def _joint_countries() -> frozenset[str]:
    """Return the names of countries and territories that hold an 'and', in lower case, long and short."""
    names = {n for c in get_countries().values() for n in (c.name, c.common_name) if _JOINT.search(n)}
    return frozenset(n.casefold() for full in names for n in (full, full.split(",")[0], full.removesuffix(" Islands")))
