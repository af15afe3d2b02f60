"""Letters of a page -> its printed lines in reading order: words, columns, rows of ruled tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from loaders.formats.pdf_letters import Letter, Sheet
from loaders.formats.ruled import Shape, find_tables

_BLANK = 0.2
"""Gap between letters from which it parts words, where no blank does; in sizes of letters, as the lengths below."""
_SAME_LINE, _SCRIPT_LINE = 0.3, 0.55
"""How far bases of one line may be apart, and those of a line and its raised or lowered letters."""
_RAISED, _SMALLER = 0.12, 0.85
"""How far a raised mark is above its line at least, and its size at most."""
_GUTTER, _NARROWEST = 0.55, 5.0
"""Width of the gap between columns at least, in sizes of letters and in points."""
_FEWEST, _PROSE = 3, 14
"""Lines of a column at least, and letters of half of them at least; shorter ones are marks, or cells of a table."""
_WIDE = 2.5
"""Gap that parts what is printed on one height: a name at the left, a date at the right."""
_MOST_ROWS = 400
"""A page of more lines than this is not searched for columns."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SCRIPT = re.compile(r"[\d,*†‡()+–-]{1,7}|st|nd|rd|th|er|ro|do|[a-zºª]")
_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*|[*†‡]{1,3}")
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivxIVX]{1,5}|[A-Z])[.)]?|[•●◦○▪■▸►▶➢➤»›‣⁃*–—-]|o")


@dataclass(slots=True)
class Word:
    """Letters without a blank between them, of one size and on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool
    """Whether a blank comes before it."""


@dataclass(slots=True)
class Line:
    """One printed line, or one row of a ruled table."""

    words: list[Word]
    base: float
    size: float
    page: int = 0
    column: int = 0
    """Number of the stretch of the page it belongs to: a column, or what is above or below columns."""
    bullet: bool = False
    """Whether a bullet is drawn before it."""
    cells: tuple[tuple["Line", ...], ...] = ()
    """The lines of each cell of a table row."""
    edges: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of its column."""
    text: str = field(default="", init=False)
    raised: str = field(default="", init=False)
    """The raised mark it begins with, if it does."""

    def __post_init__(self) -> None:
        self.raised = self.words[0].text if self.words and self.is_raised(self.words[0]) else ""
        self.text = "".join(map(self._spell, range(len(self.words)))).strip()

    def _spell(self, i: int) -> str:
        word = self.words[i]
        if i and self.is_raised(word):
            return (" " if word.spaced else "") + word.text.translate(RAISED).strip("*†‡")
        return f" {word.text}" if i and word.spaced else word.text

    def is_raised(self, word: Word) -> bool:
        """Return whether a word is the mark of a note."""
        raised = word.size <= _SMALLER * self.size and word.base > self.base + _RAISED * self.size
        return raised and bool(_MARK.fullmatch(word.text))

    @property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return self.words[-1].right

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(w.bold for w in self.words if w.text[0].isalnum())


def find_lines(sheet: Sheet, page: int) -> list[Line]:
    """Return the lines of a page in reading order; each row of a table with rules is one line."""
    words = list(_find_words(sheet.letters))
    tables = [row for table in find_tables(sheet.shapes) for row in table]
    free: list[Word] = []
    for number, word in enumerate(words):
        place = ((word.left + word.right) / 2, word.base + word.size / 3)
        row, cell = next(((r, c) for r in tables if (c := r.find_cell(*place)) is not None), (None, None))
        if row is None or cell is None:
            free.append(word)
        else:
            row.held[cell].append(number)
    rows = [_Printed([line]) for line in _make_rows(free)]
    for row in tables:
        cells = tuple(tuple(_make_rows([words[n] for n in held])) for held in row.held)
        if filled := [line for cell in cells for line in cell]:
            line = Line(filled[0].words, (row.top + row.bottom) / 2, filled[0].size, cells=cells)
            rows.append(_Printed([line], True))
    rows.sort(key=lambda r: (-r.lines[0].base, r.lines[0].left))
    lines = list(_order([row for row in rows if row.lines[0].text.strip()], [0]))
    dots = [s for s in sheet.shapes if 0.5 < s.x1 - s.x0 < 8 and 0.5 < s.y1 - s.y0 < 8]
    for line in lines:
        line.page = page
        line.bullet = any(_comes_before(d, line) for d in dots)
    return lines


def _find_words(letters: Sequence[Letter]) -> Iterator[Word]:
    word: Word | None = None
    for a in letters:
        if word is not None:
            near = -0.5 * a.size < a.left - word.right < _BLANK * a.size
            if near and not a.spaced and abs(a.base - word.base) < 0.05 * a.size and abs(a.size - word.size) < 0.3:
                word.text += a.text
                word.right = max(word.right, a.right)
                continue
            yield word
            a.spaced = a.spaced or a.left - word.right >= _BLANK * min(a.size, word.size)
        word = Word(a.text, a.left, a.right, a.base, a.size, a.bold, a.spaced)
    if word is not None:
        yield word


@dataclass(slots=True)
class _Printed:
    """What is printed on one height."""

    lines: list[Line]
    ruled: bool = False
    """Whether it is a row of a ruled table."""

    @property
    def words(self) -> list[Word]:
        return [w for line in self.lines for w in line.words]


def _make_rows(words: Sequence[Word]) -> list[Line]:
    """Return a line for each height at which words are printed, from the top down."""
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if rows and abs(rows[-1][0] - word.base) < _reach(rows[-1][2], word) * max(rows[-1][1], word.size):
            base, size, held = rows[-1]
            held.append(word)
            rows[-1] = (word.base, word.size, held) if word.size > size + 0.3 else (base, size, held)
        else:
            rows.append((word.base, word.size, [word]))
    return [_make_line(held) for _, _, held in rows]


def _reach(row: list[Word], word: Word) -> float:
    """Return how far the base of a word may be from that of a row, in sizes of letters."""
    raised = _SCRIPT.fullmatch(word.text) or all(_SCRIPT.fullmatch(w.text) for w in row)
    return _SCRIPT_LINE if raised and abs(word.size - row[0].size) > 0.3 else _SAME_LINE


def _make_line(words: list[Word]) -> Line:
    words.sort(key=lambda w: w.left)
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda s: (weights[s], s))
    base = next(w.base for w in words if w.size == size)
    for before, word in pairwise(words):
        gap = word.left - before.right
        word.spaced = word.spaced and gap > 0.05 * size or gap >= _BLANK * size
    return Line(words, base, size)


def _order(rows: list[_Printed], count: list[int]) -> Iterator[Line]:
    """Yield the lines of rows in reading order: each column whole, from the left."""
    cut = _find_columns(rows) if len(rows) <= _MOST_ROWS else None
    if cut is None:
        yield from _number((line for row in rows for line in _split(row)), count)
        return
    first, last, edge = cut
    yield from _order(rows[:first], count)
    within = rows[first:last]
    for side in (0, 1):
        parts = [_side(row, edge, side) for row in within]
        yield from _order([p for p in parts if p is not None], count)
    yield from _order(rows[last:], count)


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


def _side(row: _Printed, edge: float, side: int) -> _Printed | None:
    words = [w for w in row.words if (w.left >= edge) == bool(side)]
    return _Printed([_make_line(words)]) if words else None


def _find_columns(rows: list[_Printed]) -> tuple[int, int, float] | None:
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


def _gaps(row: _Printed) -> list[tuple[float, float]]:
    if row.ruled:
        return []
    least = max(_NARROWEST, _GUTTER * row.lines[0].size)
    return [(a.right, b.left) for a, b in pairwise(row.words) if b.left - a.right >= least]


def _follow(rows: list[_Printed], first: int, gap: tuple[float, float]) -> tuple[int, tuple[float, float], int]:
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


def _is_far(rows: list[_Printed], number: int) -> bool:
    """Return whether a row comes after a gap, or in another size, so that it belongs to what follows."""
    before, row = rows[number - 1].lines[0], rows[number].lines[0]
    return before.base - row.base > 2.2 * row.size or abs(before.size - row.size) > 0.6


def _is_one_side(row: _Printed, low: float, high: float) -> bool:
    return not row.ruled and (
        all(w.right <= low + 0.1 for w in row.words) or all(w.left >= high - 0.1 for w in row.words)
    )


def _is_prose(rows: list[_Printed], edge: float) -> bool:
    for side in (0, 1):
        lengths = [sum(len(w.text) for w in row.words if (w.left >= edge - 0.1) == bool(side)) for row in rows]
        held = [n for n in lengths if n]
        if len(held) < _FEWEST or median(held) < _PROSE:
            return False
    return True


def _split(row: _Printed) -> Iterator[Line]:
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
        yield _make_line([w for _, w in group])


def _comes_before(dot: Shape, line: Line) -> bool:
    """Return whether a small drawing is where the bullet of a line would be."""
    low, high = line.base - 0.3 * line.size, line.base + line.size
    return low < dot.y0 and dot.y1 < high and 0 < line.left - dot.x1 < 2 * line.size
