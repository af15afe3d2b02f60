"""Checks of what a user asks for, each with one clear line."""

import math
from dataclasses import replace

from graphkit.analysis.columns import NO_YEAR, Axis, Table
from graphkit.analysis.voices import JOINED
from graphkit.errors import InputError, OptionError, UnknownNameError


def check_share(name: str, value: float, above_zero: bool = False) -> float:
    """Return a value between 0 and 1, or OptionError."""
    if not math.isfinite(value) or not 0 <= value <= 1 or (above_zero and value == 0):
        span = "above 0 and at most 1" if above_zero else "between 0 and 1"
        raise OptionError(f"{name} is {value}; it must be {span}.")
    return value


def check_positive(name: str, value: float) -> float:
    """Return a finite value above 0, or OptionError."""
    if not math.isfinite(value) or value <= 0:
        raise OptionError(f"{name} is {value}; it must be a number above 0.")
    return value


def check_seed(value: int) -> int:
    """Return a seed that every generator of random numbers takes, or OptionError."""
    if not 0 <= value < 2**31:
        raise OptionError(f"The seed is {value}; it must be between 0 and {2**31 - 1}.")
    return value


def check_years(table: Table, question: str) -> None:
    """Raise InputError when no document of a table has a year."""
    if not (table.years != NO_YEAR).any():
        raise InputError(f"No document of the graph has a year, so {question} can't be answered. Add `year` to them.")


def find_node(axis: Axis, name: str) -> int:
    """Return the position of a node named by id, number, name or acronym, in any case; UnknownNameError if none."""
    wanted = name.strip().casefold()
    for keys in (axis.ids, tuple(id.rpartition(":")[2] for id in axis.ids), axis.titles, axis.acronyms):
        found = [i for i, key in enumerate(keys) if key and key.casefold() == wanted]
        if found:
            return found[0]
    raise UnknownNameError(axis.name, name, _known(axis, wanted))


def find_voice(axis: Axis, name: str) -> tuple[int, ...]:
    """Return the positions of a voice: one actor, or several of a joint voice, named with ``&`` between them."""
    try:
        return (find_node(axis, name),)
    except UnknownNameError:
        parts = name.split(JOINED.strip())
        if len(parts) < 2:
            raise
        return tuple(find_node(axis, part) for part in parts)


def find_body(axis: Axis, name: str) -> int:
    """Return the position of a body among actors, also where a State's code is spelt like its acronym."""
    places = [i for i, label in enumerate(axis.labels) if label == "Body"]
    return places[find_node(replace(axis.take(places), name="body"), name)]


def _known(axis: Axis, wanted: str) -> list[str]:
    """Return the names to suggest from: titles that hold the name asked for, else all ids and titles."""
    alike = [f"{t} ({id})" for id, t in zip(axis.ids, axis.titles, strict=True) if wanted and wanted in t.casefold()]
    return alike or [*axis.ids, *(t for t in axis.titles if t not in axis.ids)]
