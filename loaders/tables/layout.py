"""Which column plays which role: as asked for, as a profile says, else by the heading."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphkit.errors import InputError, UnknownNameError
from graphkit.text.rows import fold_label
from loaders.tables.grid import Grid, letter
from loaders.tables.head import Head, HeadingList, find_head, find_role, get_table_data, nearest
from loaders.tables.settings import Settings

MANY = frozenset({"issuer", "addressee", "objectives", "principles", "groups", "themes", "codes", "note"})
"""Roles that several columns may play."""
_SIGNS = MANY | {"response", "session", "document", "kind", "due"}
"""Roles of which one must be there for a weak heading to be that of the texts."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a grid is read: its head, the role of each column, the profile it is of."""

    head: Head
    roles: Mapping[int, str]
    """Column, counted from 0 -> role."""
    profile: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """The profile's own fields."""
    states: frozenset[str] = frozenset()
    """Headings of columns that hold States alone."""
    notes: tuple[str, ...] = ()

    def heading(self, column: int) -> str:
        """Return the heading of a column; its letter where it has none."""
        named = self.head.headings[column] if column < len(self.head.headings) else ""
        return named or letter(column)

    def columns(self, role: str) -> list[int]:
        """Return the columns of a role, in their order."""
        return [c for c, r in sorted(self.roles.items()) if r == role]


class NoTextsError(InputError):
    """A grid without a column of texts; ``headings`` are those found."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = [h for h in headings if h]
        super().__init__(tell_no_texts(self.headings))


def tell_no_texts(headings: Sequence[str]) -> str:
    """Return what to say of a table without a column of texts, with the option to type."""
    if not headings:
        return "no column of texts found, and no row of headings; say --columns text=A (a letter or a number)"
    likely = next((h for h in headings if (find_role(h) or ("",))[0] == "text"), headings[0])
    shown = ", ".join(headings[:40]) + (" …" if len(headings) > 40 else "")
    return f"no column of texts found; headings: {shown}; say --columns text={likely}"


def find_layout(grid: Grid, settings: Settings) -> Layout:
    """Return how a grid is read.

    NoTextsError where no column holds texts; InputError where two might, or where a column asked for is not there.
    """
    asked = [h for headings in settings.columns.values() for h in headings]
    head = find_head(grid, asked, settings.head)
    if head is None and settings.columns and grid.rows:
        head = find_head(grid, (), grid.rows[0][0])
    if head is None:
        raise NoTextsError([v if isinstance(v, str) else "" for v in (grid.rows[0][1] if grid.rows else ())])
    roles = _asked_roles(grid, head, settings)
    profile, data = _find_profile(head.headings, roles, settings)
    for column, heading in enumerate(head.headings):
        if not settings.closed and column not in roles and (role := _profile_role(heading, data)):
            roles[column] = role
    left = HeadingList(data.get("data", ()))
    generic = {
        column: found
        for column, heading in enumerate(head.headings)
        if column not in roles and heading and not left.knows(heading) and (found := find_role(heading))
        if not settings.closed
    }
    _add_text(head, roles, generic)
    notes = list(_add_generic(head, roles, generic))
    states = frozenset(_state_headings(head, roles, data, settings))
    return Layout(head, roles, profile, data, states, (*head.notes, *notes))


def _asked_roles(grid: Grid, head: Head, settings: Settings) -> dict[int, str]:
    roles: dict[int, str] = {}
    for role, headings in settings.columns.items():
        for heading in headings:
            column = _find_column(grid, head, heading)
            if column is None:
                near = nearest(heading, [h for h in head.headings if h])
                hint = f" Did you mean '{near}'?" if near else ""
                known = ", ".join(h for h in head.headings if h)
                raise InputError(f"no column is headed '{heading}' (asked for as {role}).{hint} Headings: {known}.")
            roles[column] = role
    return roles


def _find_column(grid: Grid, head: Head, name: str) -> int | None:
    """Return the column of a heading, letter or number; a heading as written comes first."""
    for test in (str.strip, fold_label):
        found = [i for i, h in enumerate(head.headings) if h and test(h) == test(name)]
        if found:
            return found[0]
    width = max((len(v) for _, v in grid.rows), default=0) if grid.rows else len(head.headings)
    if re.fullmatch(r"[A-Z]{1,3}", name) and grid.letters:
        column = next((i for i in range(width) if letter(i) == name), None)
    else:
        column = int(name) - 1 if name.isdecimal() and len(name) < 6 else None
    return column if column is not None and 0 <= column < width else None


@cache
def _profiles() -> dict[str, tuple[dict[str, Any], tuple[HeadingList, ...], dict[str, HeadingList]]]:
    """Return the profiles with their must-headings and columns made ready."""
    return {
        name: (
            data,
            tuple(HeadingList(spelling.split("|")) for spelling in data["must"]),
            {role: HeadingList(headings) for role, headings in data["columns"].items()},
        )
        for name, data in get_table_data("profiles").items()
    }


def _find_profile(
    headings: Iterable[str], roles: Mapping[int, str], settings: Settings
) -> tuple[str | None, dict[str, Any]]:
    """Return the profile asked for, else the first whose must-headings are all there; none where columns are asked."""
    listed = [h for h in headings if h]
    if settings.profile:
        if settings.profile not in _profiles():
            raise UnknownNameError("profile of tables", settings.profile, _profiles())
        return settings.profile, _profiles()[settings.profile][0]
    if "text" in roles.values():
        return None, {}
    for name, (data, must, _) in _profiles().items():
        if all(any(m.knows(h) for h in listed) for m in must):
            return name, data
    return None, {}


def _profile_role(heading: str, data: Mapping[str, Any]) -> str | None:
    if not heading or not data:
        return None
    lists = next(lists for own, _, lists in _profiles().values() if own is data)
    return next((role for role, names in lists.items() if names.knows(heading)), None)


def _add_text(head: Head, roles: dict[int, str], generic: dict[int, tuple[str, str]]) -> None:
    """Choose the column of texts where none is asked for."""
    texts = [c for c, r in roles.items() if r == "text"]
    if not texts:
        sure = [c for c, found in generic.items() if found == ("text", "names")]
        weak = [c for c, found in generic.items() if found == ("text", "weak")]
        signs = {r for r, _ in generic.values()} | set(roles.values())
        texts = sure or (weak if signs & _SIGNS else [])
    if not texts:
        raise NoTextsError(head.headings)
    if len(texts) > 1:
        named = [head.headings[c] for c in texts]
        listed = ", ".join(f"'{n}'" for n in named)
        raise InputError(f"{len(texts)} columns may hold the texts: {listed}; say --columns text={named[0]}")
    roles[texts[0]] = "text"
    for column in [c for c, (role, _) in generic.items() if role == "text"]:
        del generic[column]


def _add_generic(head: Head, roles: dict[int, str], generic: Mapping[int, tuple[str, str]]) -> Iterable[str]:
    """Give columns the roles of their headings; of a role for one column the first gets it. Yield what is left."""
    for column, (role, _) in sorted(generic.items()):
        if role in MANY or role not in roles.values():
            roles[column] = role
        else:
            first = head.headings[next(c for c, r in roles.items() if r == role)]
            yield f"column {head.headings[column]} is kept as data: {first} is read as {role}"


def _state_headings(head: Head, roles: Mapping[int, str], data: Mapping[str, Any], settings: Settings) -> Iterable[str]:
    only = HeadingList([*settings.states, *data.get("states", ())])
    for column, role in roles.items():
        heading = head.headings[column] if column < len(head.headings) else ""
        if role in ("issuer", "addressee") and heading:
            named = find_role(heading)
            if only.knows(heading) or (not data.get("own") and named == (role, "states")):
                yield heading
