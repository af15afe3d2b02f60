"""A table before its columns are known: rows of values with their numbers, whatever kind of file they came from."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphkit.issues import Issue

Value = str | tuple[str, ...]
"""One value of a cell, or several where the file holds a list."""
MOST_ROWS = 300_000
"""Rows of the largest table that is read."""


@dataclass(slots=True)
class Grid:
    """One sheet, or the whole file where it has no sheets."""

    sheet: str | None
    rows: list[tuple[int, tuple[Value, ...]]]
    """Number of the row in the file, from 1, and its values; blank rows are left out."""
    keys: tuple[str, ...] | None = None
    """The headings, where the file names its columns itself (JSON, Parquet)."""
    letters: bool = True
    """Whether columns have letters."""
    merged: Sequence[tuple[int, int, int, int]] = ()
    """First row, first column, last row, last column of merged cells, counted from 0."""
    issues: list[Issue] = field(default_factory=list)
    exact: bool = True
    """Whether a row of fewer values than the head lacks some, as in delimited text."""
    broken: tuple[int, ...] = ()
    """Rows that were given up since a quotation mark in them does not close."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds: its grids, and what to say of the way it was read."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    media: str = "text/csv"


def as_value(value: object) -> Value:
    """Return a value as text: dates in ISO form, whole numbers without a point, lists as tuples."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple | set):
        return tuple(text for part in value if (text := _one(part)))
    return _one(value)


def _one(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        bare = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if bare else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def letter(index: int) -> str:
    """Return the letter of a column counted from 0.

    >>> [letter(i) for i in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
