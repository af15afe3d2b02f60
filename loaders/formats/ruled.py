"""Tables on a printed page, known by the rules drawn around their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_THIN, _LONG = 2.0, 4.0
"""Points: a rule is thinner than the first and longer than the second; rules closer than the first are one."""
_MOST_SHAPES = 3000
"""A page with more drawings than this is a map or a chart, and holds no table that rules would show."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A stroke or a filled box on a page: its left, lower, right and upper edge in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @staticmethod
    def between(a: tuple[float, float], b: tuple[float, float]) -> "Shape":
        """Return the stroke from one point to another."""
        return Shape(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))

    def turn(self, quarters: int) -> "Shape":
        """Return the shape on a page turned for reading, as its letters are."""
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        turned = {1: (-y1, x0, -y0, x1), 2: (-x1, -y1, -x0, -y0), 3: (y0, -x1, y1, -x0)}
        return Shape(*turned[quarters]) if quarters else self


@dataclass(slots=True)
class Row:
    """A strip of a page between two rules across it, cut into cells by rules down it."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    """Left edges of the cells and the right edge of the last, ascending."""
    held: list[list[int]] = field(default_factory=list)
    """For each cell the numbers of the words in it."""

    def find_cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell that holds a point, or None where the row does not hold it."""
        if not (self.bottom < y < self.top and self.edges[0] - _THIN < x < self.edges[-1] + _THIN):
            return None
        return max(0, min(len(self.edges) - 2, sum(e <= x for e in self.edges) - 1))


def find_tables(shapes: Sequence[Shape]) -> list[list[Row]]:
    """Return the rows of each table of two rows and two columns at least, from the top of the page down."""
    if len(shapes) > _MOST_SHAPES:
        return []
    across, down = _find_rules(shapes)
    tables: list[list[Row]] = [[]]
    for top, bottom in pairwise(sorted(_merged(across), reverse=True)):
        middle = (top + bottom) / 2
        edges = tuple(_merged(x for x, low, high in down if low - _THIN < middle < high + _THIN))
        if len(edges) > 2 and top - bottom > _LONG:
            tables[-1].append(Row(top, bottom, edges, [[] for _ in edges[1:]]))
        elif top - bottom > _LONG:
            tables.append([])
    return [rows for rows in tables if len(rows) > 1]


def _find_rules(shapes: Iterable[Shape]) -> tuple[list[float], list[tuple[float, float, float]]]:
    """Return the heights of rules across, and place, foot and head of rules down; a box is none."""
    across: list[float] = []
    down: list[tuple[float, float, float]] = []
    for shape in shapes:
        width, height = shape.x1 - shape.x0, shape.y1 - shape.y0
        if width < _THIN and height > _LONG:
            down.append(((shape.x0 + shape.x1) / 2, shape.y0, shape.y1))
        elif height < _THIN and width > _LONG:
            across.append((shape.y0 + shape.y1) / 2)
    return across, down


def _merged(places: Iterable[float]) -> list[float]:
    """Return places in ascending order, those nearer than a rule is thick taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return found
