"""What is known of a value before a query runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

NUMBERS = frozenset({"integer", "float"})
TOLD = {
    "string": "text", "integer": "a whole number", "float": "a number", "boolean": "true or false", "list": "a list",
    "map": "a map", "node": "a node", "link": "a link", "path": "a path", "pattern": "a pattern", "null": "null",
}  # fmt: skip
"""Kind of value -> its name in a sentence."""
TWO_VALUES = ("kglite takes 1 and 1.0 for two values", "Make all of them floats: 1.0 * x")
"""Why the second embedded engine is not asked to tell mixed numbers apart, and what to write."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a query: its kinds, each of which occurs; nothing is known where there is none."""

    kinds: frozenset[str] = frozenset()
    items: tuple["Value", ...] = ()
    """What is in a list, where all of it is known."""
    listed: bool = False
    """Whether ``items`` are the list's own, in its order."""
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a node or link: property -> the types that it may have."""
    fields: Mapping[str, "Value"] = field(default_factory=dict)
    """Of a map that is written out: key -> value."""
    name: str = ""
    """Of a property: its name."""
    at: int = 0
    """Of a property: the position of its name."""

    def item(self) -> "Value":
        """Return what any item of the list may be."""
        return join(self.items)

    def is_mixed(self) -> bool:
        """Whether it is, or holds, whole numbers and floats."""
        return self.kinds >= NUMBERS or (bool(self.items) and self.item().is_mixed())


ANY = Value()
NULL = Value(frozenset({"null"}))
"""What is no value: it fits everywhere."""


def of(kind: str) -> Value:
    """Return a value of a kind, as the ontology and the table of functions name it (``list of string``)."""
    if kind.startswith("list of "):
        return Value(frozenset({"list"}), (of(kind.removeprefix("list of ")),))
    return Value(frozenset({kind})) if kind else ANY


def join(values: Iterable[Value]) -> Value:
    """Return what is any of several values: not known, unless all are."""
    known = list(values)
    if len(known) == 1:
        return known[0]
    if not all(v.kinds for v in known):
        return ANY
    kinds = frozenset[str]().union(*(v.kinds for v in known))
    known = [v for v in known if v != NULL]
    return Value(kinds, tuple(i for v in known for i in v.items) if kinds - NULL.kinds == {"list"} else ())


def of_given(value: Any) -> Value:
    """Return what is known of a parameter's value."""
    match value:
        case bool():
            return of("boolean")
        case int():
            return of("integer")
        case float():
            return of("float")
        case str():
            return of("string")
        case dict():
            return of("map")
        case list() | tuple():
            return Value(frozenset({"list"}), tuple(of_given(v) for v in value))
        case None:
            return NULL
    return ANY


def tell(kinds: Iterable[str]) -> str:
    """Return the names of kinds, in order."""
    told = sorted(set(kinds) - ({"integer"} if set(kinds) >= NUMBERS else set()))
    return " or ".join(TOLD.get(kind, kind) for kind in told)
