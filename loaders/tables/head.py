"""Headings: how they are compared, which role a heading plays, which row of a sheet is the head."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from graphkit.text.rows import fold_label
from loaders.tables.grid import Grid, Value

SEARCHED = 20
"""Rows of a sheet in which the head is looked for."""
LEAST = 2
"""Known headings that make a row the head."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PLURAL = re.compile(r"\((?:e?s|es)\)", re.IGNORECASE)
_MINE = re.compile(r"^(?:your|the|tu|su|votre|seu|sua)\s+")
_BY_PLACE = re.compile(r"\d{1,5}|[A-Z]{1,3}")
"""A column that is asked for by number or letter."""
_LONG = 120
"""A heading longer than this is a sentence."""


@cache
def get_table_data(name: str) -> dict[str, Any]:
    """Return one of the tables of this package, such as ``headings``."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def heading_forms(text: str) -> tuple[str, ...]:
    """Return how a heading may be known: whole, without brackets, without "your"; of "Group / Sub" its last part."""
    whole = fold_label(text)
    bare = fold_label(_BRACKETS.sub(" ", _PLURAL.sub("s", text)))
    last = fold_label(text.rsplit(" / ", 1)[-1])
    forms = (whole, bare, _MINE.sub("", bare), last)
    return tuple(dict.fromkeys(f for f in forms if f))


class HeadingList:
    """Some headings, those with "…" at their end by their beginning."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = list(names)
        self._exact = frozenset(fold_label(n) for n in listed if not n.endswith("…"))
        self._begins = tuple(fold_label(n[:-1]) for n in listed if n.endswith("…"))

    def knows(self, heading: str) -> bool:
        """Whether a heading is one of the list."""
        forms = heading_forms(heading)
        return any(f in self._exact or any(f.startswith(b) for b in self._begins) for f in forms)


@cache
def _role_lists() -> tuple[tuple[str, str, HeadingList], ...]:
    data = get_table_data("headings")
    return tuple(
        (role, strength, HeadingList(names)) for role, lists in data.items() for strength, names in lists.items()
    )


@cache
def find_role(heading: str) -> tuple[str, str] | None:
    """Return the role of a heading and how it is known (``names``, ``states``, ``weak``); None where it is unknown."""
    if len(heading) > _LONG:
        return None
    found = [(role, strength) for role, strength, names in _role_lists() if names.knows(heading)]
    exact = [(r, s) for r, s in found if s != "weak"]
    return next(iter([*exact, *found]), None)


@dataclass(slots=True)
class Head:
    """The head of a grid: its headings by column, and the index of the first row of data in ``Grid.rows``."""

    headings: tuple[str, ...]
    first: int
    number: int = 1
    """The row of the file that holds it."""
    notes: list[str] = field(default_factory=list)


def find_head(grid: Grid, wanted: Sequence[str] = (), row: int | None = None) -> Head | None:
    """Return the head of a grid, or None: the row stated, else the first with the headings wanted or known ones."""
    if grid.keys is not None:
        return Head(grid.keys, 0, 0)
    if row is not None:
        index = next((i for i, (number, _) in enumerate(grid.rows) if number == row), None)
        return None if index is None else _make(grid, index)
    folded = {fold_label(w) for w in wanted if not _BY_PLACE.fullmatch(w)}
    for index, (number, values) in enumerate(grid.rows[:SEARCHED]):
        texts = _texts(values)
        if number > SEARCHED:
            break
        if folded and folded & {fold_label(t) for t in texts if t}:
            return _make(grid, index)
        known = [t for t in texts if t and find_role(t)]
        if len({find_role(t) for t in known}) >= LEAST and len(known) * 3 >= sum(map(bool, texts)):
            return _make(grid, index)
    first = grid.rows[:1]
    return _make(grid, 0) if first and any(find_role(t) in _TEXTS for t in _texts(first[0][1]) if t) else None


_TEXTS = (("text", "names"), ("text", "weak"))


def _make(grid: Grid, index: int) -> Head:
    number, values = grid.rows[index]
    headings = list(_texts(values))
    first = index + 1
    above = _group_row(grid, index)
    if above is not None:
        headings = [f"{g} / {h}" if g and h and g != h else h or g for g, h in zip(above, headings, strict=False)]
    notes = [f"headings found in row {number}"] if number > 1 else []
    return Head(tuple(headings), first, number, notes)


def _group_row(grid: Grid, index: int) -> list[str] | None:
    """Return the groups of a head of two rows: the row right above, where merged cells spread its values."""
    if index == 0 or grid.rows[index - 1][0] != grid.rows[index][0] - 1:
        return None
    number = grid.rows[index - 1][0]
    width = len(grid.rows[index][1])
    across = [m for m in grid.merged if m[0] <= number - 1 <= m[2] and m[3] > m[1] and m[3] - m[1] + 1 < width]
    if not across:
        return None
    groups = list(_texts(grid.rows[index - 1][1]))
    groups += [""] * (width - len(groups))
    for _, left, _, right in across:
        for column in range(left, min(right, width - 1) + 1):
            groups[column] = groups[left]
    return groups


def _texts(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(" ".join(v.split()) if isinstance(v, str) else " ".join(v) for v in values)


def nearest(name: str, known: Mapping[str, object] | Iterable[str]) -> str | None:
    """Return the known heading that is written most like a name, or None."""
    import difflib

    folded = {fold_label(k): k for k in known}
    found = difflib.get_close_matches(fold_label(name), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
