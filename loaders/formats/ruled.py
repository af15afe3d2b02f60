"""Tables on a printed page, told by the rules drawn around their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent, LTTextLine

_THIN, _LONG = 2.0, 4.0
"""Points: a rule is thinner than the first and longer than the second; rules closer than the first are one."""
_MOST_SHAPES = 3000
"""A page with more drawings than this is a map or a chart, and holds no table that rules would tell."""


@dataclass(slots=True)
class Row:
    """A strip of a page between two rules across it, cut into cells by rules down it."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    """Left edges of the cells and the right edge of the last, ascending."""
    cells: list[list[tuple[float, str]]] = field(default_factory=list)
    """For each cell its printed lines with their height above the foot of the page."""

    def holds(self, line: "LTTextLine") -> bool:
        """Return whether a printed line stands in this row."""
        middle = (line.y0 + line.y1) / 2
        return self.bottom < middle < self.top and self.edges[0] - _THIN < line.x0 and line.x1 < self.edges[-1] + _THIN

    def add(self, line: "LTTextLine") -> None:
        """Put the letters of a printed line into the cells they stand in."""
        from pdfminer.layout import LTChar

        column, texts = 0, [""] * (len(self.edges) - 1)
        for letter in line:
            if isinstance(letter, LTChar):
                middle = (letter.x0 + letter.x1) / 2
                column = max(0, min(len(texts) - 1, sum(e <= middle for e in self.edges) - 1))
            texts[column] += letter.get_text()
        for cell, text in zip(self.cells, texts, strict=True):
            if text.strip():
                cell.append((line.y0, text))

    def texts(self) -> list[str]:
        """Return the text of each cell, its lines from top to bottom."""
        return [" ".join(text for _, text in sorted(cell, key=lambda c: -c[0])) for cell in self.cells]


def find_tables(shapes: Sequence["LTComponent"]) -> list[list[Row]]:
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


def _find_rules(shapes: Iterable["LTComponent"]) -> tuple[list[float], list[tuple[float, float, float]]]:
    """Return the heights of rules across, and place, foot and head of rules down; a box has two of each."""
    across: list[float] = []
    down: list[tuple[float, float, float]] = []
    for shape in shapes:
        x, y = (shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2
        if shape.width < _THIN and shape.height > _LONG:
            down.append((x, shape.y0, shape.y1))
        elif shape.height < _THIN and shape.width > _LONG:
            across.append(y)
        elif shape.width > _LONG and shape.height > _LONG and getattr(shape, "stroke", False):
            across += [shape.y0, shape.y1]
            down += [(edge, shape.y0, shape.y1) for edge in (shape.x0, shape.x1)]
    return across, down


def _merged(places: Iterable[float]) -> list[float]:
    """Return places in ascending order, those nearer than a rule is thick taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return found
