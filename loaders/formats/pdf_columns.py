"""What is printed on a page -> its lines in reading order: columns one after the other, wide gaps parted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from loaders.formats.pdf_words import Line, Word, make_line

_GUTTER, _NARROWEST = 0.55, 5.0
"""Width of the gap between columns at least, in sizes of letters and in points."""
_FEWEST, _PROSE = 3, 14
"""Lines of a column at least, and letters of half of them at least; shorter ones are marks, or cells of a table."""
_WIDE = 2.5
"""Gap that parts what is printed on one height, in sizes of letters: a name at the left, a date at the right."""
_MOST_ROWS = 400
"""A page of more lines than this is not searched for columns."""
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivxIVX]{1,5}|[A-Z])[.)]?|[•●◦○▪■▸►▶➢➤»›‣⁃*–—-]|o")


@dataclass(slots=True)
class Printed:
    """What is printed on one height."""

    lines: list[Line]
    ruled: bool = False
    """Whether it is a row of a ruled table."""

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [w for line in self.lines for w in line.words]


def order_lines(rows: list[Printed], count: list[int]) -> Iterator[Line]:
    """Yield the lines of rows in reading order: each column whole, from the left.

    ``count`` holds the number of the next stretch of the page and is counted up.
    """
    cut = _find_columns(rows) if len(rows) <= _MOST_ROWS else None
    if cut is None:
        yield from _number((line for row in rows for line in _split(row)), count)
        return
    first, last, edge = cut
    yield from order_lines(rows[:first], count)
    within = rows[first:last]
    for side in (0, 1):
        parts = [_side(row, edge, side) for row in within]
        yield from order_lines([p for p in parts if p is not None], count)
    yield from order_lines(rows[last:], count)


def _number(lines: Iterator[Line], count: list[int]) -> Iterator[Line]:
    """Yield lines with the number and the edges of their stretch of the page."""
    found = list(lines)
    if not found:
        return
    edges = (min(line.left for line in found), max(line.right for line in found))
    for line in found:
        line.column, line.edges = count[0], edges
        yield line
    count[0] += 1


def _side(row: Printed, edge: float, side: int) -> Printed | None:
    words = [w for w in row.words if (w.left >= edge) == bool(side)]
    return Printed([make_line(words)]) if words else None


def _find_columns(rows: list[Printed]) -> tuple[int, int, float] | None:
    """Return the first row of the longest stretch in two columns, the row after its last, and the edge of the second.

    A gap that all rows of the stretch leave free parts the columns; both must hold running text.
    """
    best: tuple[int, int, int, float] | None = None
    for first, row in enumerate(rows):
        for gap in _gaps(row):
            last, edges, both = _follow(rows, first, gap)
            if (best is None or both > best[0]) and _is_prose(rows[first:last], edges[1]):
                best = (both, first, last, edges[1])
    return best[1:] if best else None


def _gaps(row: Printed) -> list[tuple[float, float]]:
    if row.ruled:
        return []
    least = max(_NARROWEST, _GUTTER * row.lines[0].size)
    return [(a.right, b.left) for a, b in pairwise(row.words) if b.left - a.right >= least]


def _follow(rows: list[Printed], first: int, gap: tuple[float, float]) -> tuple[int, tuple[float, float], int]:
    """Return the row after the last that leaves a gap free, what all leave free, and how many have text beside it."""
    last, both, low, high = first, 0, *gap
    for number in range(first, len(rows)):
        row = rows[number]
        least = max(_NARROWEST, _GUTTER * row.lines[0].size)
        if row.ruled:
            break
        middle = (low + high) / 2
        before = max((w.right for w in row.words if (w.left + w.right) / 2 < middle), default=low)
        after = min((w.left for w in row.words if (w.left + w.right) / 2 >= middle), default=high)
        if min(after, high) - max(before, low) < least:
            break
        low, high = max(before, low), min(after, high)
        if any(w.right <= low + 0.1 for w in row.words) and any(w.left >= high - 0.1 for w in row.words):
            both, last = both + 1, number + 1
        elif number and number > last and _is_far(rows, number):
            break
    end = last
    while end < len(rows) and end - 1 >= 0 and not _is_far(rows, end) and _is_one_side(rows[end], low, high):
        end += 1
    return end, (low, high), both


def _is_far(rows: list[Printed], number: int) -> bool:
    """Return whether a row comes after a gap, or in another size, so that it belongs to what follows."""
    before, row = rows[number - 1].lines[0], rows[number].lines[0]
    return before.base - row.base > 2.2 * row.size or abs(before.size - row.size) > 0.6


def _is_one_side(row: Printed, low: float, high: float) -> bool:
    return not row.ruled and (
        all(w.right <= low + 0.1 for w in row.words) or all(w.left >= high - 0.1 for w in row.words)
    )


def _is_prose(rows: list[Printed], edge: float) -> bool:
    for side in (0, 1):
        lengths = [sum(len(w.text) for w in row.words if (w.left >= edge - 0.1) == bool(side)) for row in rows]
        held = [n for n in lengths if n]
        if len(held) < _FEWEST or median(held) < _PROSE:
            return False
    return True


def _split(row: Printed) -> Iterator[Line]:
    """Yield the parts of what is printed on one height: wide gaps part them, but for the one after a mark or number."""
    if row.ruled:
        yield from row.lines
        return
    words, parts = row.words, 0
    keys = []
    for i, word in enumerate(words):
        gap = word.left - words[i - 1].right if i else 0.0
        marked = i == 1 and _NUMBER.fullmatch(words[0].text)
        leads = i > 0 and words[i - 1].text.endswith(("...", "…"))
        parts += gap > _WIDE * row.lines[0].size and not marked and not leads
        keys.append(parts)
    for _, group in groupby(zip(keys, words, strict=True), key=lambda k: k[0]):
        yield make_line([w for _, w in group])
