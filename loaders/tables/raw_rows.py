"""A grid and its layout -> raw rows: the cells of each role as text, with what is wrong with a row."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphkit.issues import Remarks
from graphkit.text.rows import LABEL_ROLES, fold_label
from loaders.tables.grid import Grid, Value, letter
from loaders.tables.layout import Layout
from loaders.tables.settings import Settings

BLANK = frozenset({"", "-", "–", "—", "n/a", "none", "null", "nan", "(unknown)", "&#40;unknown&#41;", "unknown", "s/d"})
"""Cells that say nothing, in small letters."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00|\()\d[\d\s()./-]{6,}\d")
_LOOKED_AT = 200
"""Cells of a column that are looked at to tell personal data."""

Part = tuple[str, str]
"""Text of a cell and the heading of its column."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the file; cells that say nothing are left out."""

    number: int
    sheet: str | None
    column: str | None
    text: str
    cells: Mapping[str, tuple[Part, ...]]
    labels: tuple[tuple[str, Part], ...]
    """Role and cell of what people coded."""
    data: tuple[tuple[str, str], ...]


def read_raw_rows(grid: Grid, layout: Layout, settings: Settings, remarks: Remarks) -> Iterator[RawRow]:
    """Yield the rows below the head that have a text; what is left out is noted in ``remarks``."""
    roles, width = dict(layout.roles), len(layout.head.headings)
    text_column = layout.columns("text")[0]
    personal = set(find_personal(grid, layout))
    kept = [c for c in range(width) if c not in roles and c not in personal and layout.head.headings[c]]
    fills = _Fills(grid, layout, settings)
    column = letter(text_column) if grid.letters else None
    for number, values in grid.rows[layout.head.first :]:
        filled = fills.fill(number, values)
        if grid.exact and len(values) != width:
            _note_width(layout, number, len(values), remarks)
        text = _join(filled[text_column]) if text_column < len(filled) else ""
        if not any(c.isalpha() for c in text):
            if any(map(_join, values)):
                remarks.add("note", "no text", number)
            continue
        cells, labels = _sort_cells(layout, filled, roles, number, remarks)
        data = ((layout.heading(c), _join(filled[c])) for c in kept if c < len(filled))
        yield RawRow(number, grid.sheet, column, text, cells, labels, tuple((h, v) for h, v in data if is_known(v)))


def is_known(text: str) -> bool:
    """Whether a cell says something: not blank, a dash or "(Unknown)"."""
    return text.strip().casefold() not in BLANK


def _join(value: Value) -> str:
    return (value if isinstance(value, str) else "; ".join(value)).strip()


def _sort_cells(
    layout: Layout, values: tuple[Value, ...], roles: Mapping[int, str], number: int, remarks: Remarks
) -> tuple[dict[str, tuple[Part, ...]], tuple[tuple[str, Part], ...]]:
    cells: dict[str, list[Part]] = {}
    labels: list[tuple[str, Part]] = []
    for column, role in sorted(roles.items()):
        if role == "text" or column >= len(values):
            continue
        value = values[column]
        for text in (value,) if isinstance(value, str) else value:
            part = (text.strip(), layout.heading(column))
            if not is_known(part[0]):
                if part[0] and role == "issuer" and part[0].strip("-–— "):
                    remarks.add("note", f'who speaks is unknown ("{_unescape(part[0])}")', number)
            elif role in LABEL_ROLES:
                labels.append((role, part))
            else:
                cells.setdefault(role, []).append(part)
    return {role: tuple(parts) for role, parts in cells.items()}, tuple(labels)


def _unescape(text: str) -> str:
    import html

    return html.unescape(text)


def _note_width(layout: Layout, number: int, found: int, remarks: Remarks) -> None:
    headings = layout.head.headings
    if found < len(headings):
        missing = [h for h in headings[found:] if h]
        if missing:
            verb = "are" if len(missing) > 1 else "is"
            remarks.add("warning", f"{found} cells of {len(headings)}; {', '.join(missing)} {verb} missing", number)
    else:
        more = found - len(headings)
        remarks.add("warning", f"{found} cells of {len(headings)}; the last {more} have no heading, left out", number)


class _Fills:
    """Values of merged cells and of columns that the mapping fills down, put where they hold."""

    def __init__(self, grid: Grid, layout: Layout, settings: Settings) -> None:
        wanted = {fold_label(h) for h in settings.fill_down}
        self._down = [c for c, h in enumerate(layout.head.headings) if fold_label(h) in wanted]
        self._last: dict[int, Value] = {}
        tops = {(top, left) for top, left, *_ in grid.merged}
        found = {(number - 1, c): v for number, values in grid.rows for c, v in enumerate(values) if tops and v}
        self._merged: dict[int, list[tuple[int, Value]]] = defaultdict(list)
        # A hostile file merges a million rows of all columns: only rows that are there and columns of the head count.
        present, width = sorted(number - 1 for number, _ in grid.rows), len(layout.head.headings)
        for top, left, bottom, right in grid.merged:
            if (value := found.get((top, left))) is not None:
                columns = range(left, min(right + 1, width))
                for row in present[bisect_left(present, top) : bisect_right(present, bottom)]:
                    self._merged[row] += [(column, value) for column in columns]

    def fill(self, number: int, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return the values of a row with those that hold for it too."""
        merged = self._merged.get(number - 1)
        if not merged and not self._down:
            return values
        row = list(values)
        for column, value in merged or ():
            row += [""] * (column + 1 - len(row))
            row[column] = row[column] or value
        for column in self._down:
            row += [""] * (column + 1 - len(row))
            row[column] = row[column] or self._last.get(column, "")
            self._last[column] = row[column]
        return tuple(row)


def find_personal(grid: Grid, layout: Layout) -> list[int]:
    """Return the columns without a role that hold e-mail addresses or telephone numbers."""
    found = []
    for column, _ in enumerate(layout.head.headings):
        if column in layout.roles:
            continue
        seen = (_join(v[column]) for _, v in grid.rows[layout.head.first :] if column < len(v))
        texts = [t for t, _ in zip(filter(None, seen), range(_LOOKED_AT), strict=False)]
        if texts and sum(_is_personal(t) for t in texts) * 2 >= len(texts):
            found.append(column)
    return found


def _is_personal(text: str) -> bool:
    return bool(_MAIL.search(text)) or bool(_PHONE.fullmatch(text))
