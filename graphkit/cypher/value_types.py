"""Finds properties that are compared with values of another type: text with a number and the like.

On Neo4j such values are never equal. The first embedded engine makes them alike where it has an index, so that it finds
what the others don't.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.cypher.finders import find_closing
from graphkit.cypher.owners import find_properties
from graphkit.cypher.patterns import NAMES, Part
from graphkit.cypher.tokens import Token

_COMPARING = frozenset({"=", "<>", "<", ">", "<=", ">="})
_TEXT_ONLY = frozenset({"STARTS", "ENDS", "CONTAINS", "=~"})
_GOES_ON = frozenset("+-*/%^.[(:")
_JOINING = frozenset("+-*/%^.")
_TOLD = {"string": "text", "integer": "a whole number", "float": "a number", "boolean": "true or false"}
_KINDS = {"string": "string", "number": "number"}


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A comparison of a property with what it can't be: token position, property, reason in one sentence."""

    at: int
    name: str
    reason: str


def find_mistyped(
    tokens: Sequence[Token], nodes: Sequence[Part], links: Sequence[Part], params: Mapping[str, Any]
) -> Iterator[Mistyped]:
    """Yield each property beside a literal, or a parameter of known value, of another type, in patterns and conditions.

    Only properties that have one type in all that the pattern may match.
    """
    owned = dict[str, dict[str, frozenset[str]]]()
    for part, link in [*((n, False) for n in nodes), *((k, True) for k in links)]:
        types = find_properties(part, link=link)
        if part.variable and (part.variable not in owned or part.names):
            owned[part.variable] = types
        for at, key in part.keys.items():
            if tokens[at + 1].text == ":":
                yield from _compare(at, key, types, _read_value(tokens, at + 2, params))
    for i in range(len(tokens) - 3):
        variable, dot, name = tokens[i : i + 3]
        joined = i > 0 and tokens[i - 1].text in _JOINING
        if dot.text == "." and not joined and name.kind in NAMES and variable.text in owned:
            for kind in _beside(tokens, i, params):
                yield from _compare(i + 2, name.text.strip("`"), owned[variable.text], kind)


def _beside(tokens: Sequence[Token], i: int, params: Mapping[str, Any]) -> Iterator[str]:
    """Yield the types of what the property at ``i`` (variable, dot, name) is compared with."""
    sign = tokens[i + 3].upper or tokens[i + 3].text
    if sign in _COMPARING:
        yield _read_value(tokens, i + 4, params)
    elif sign in _TEXT_ONLY:
        yield "string"
    elif sign == "IN":
        yield from _read_list(tokens, i + 4, params)
    elif i > 1 and tokens[i - 1].text in _COMPARING and tokens[i + 3].text not in _GOES_ON:
        before = tokens[i - 3].text if i > 2 else ""
        yield "" if before in _GOES_ON - {"("} else _kind(tokens[i - 2], params)


def _read_value(tokens: Sequence[Token], i: int, params: Mapping[str, Any]) -> str:
    """Return the type of a literal or parameter that stands alone at a position; empty where it is something else."""
    i += i < len(tokens) and tokens[i].text == "-"
    alone = i + 1 >= len(tokens) or tokens[i + 1].text not in _GOES_ON
    return _kind(tokens[i], params) if i < len(tokens) and alone else ""


def _read_list(tokens: Sequence[Token], i: int, params: Mapping[str, Any]) -> Iterator[str]:
    """Yield the types of the items of a list; nothing where not all have a type that is known."""
    if i >= len(tokens):
        return
    if tokens[i].text == "[":
        items = [t for t in tokens[i + 1 : find_closing(list(tokens[i:]), 0) + i] if t.text not in {",", "-"}]
        kinds = {_kind(t, params) for t in items}
    else:
        value = params.get(tokens[i].text[1:].strip("`")) if tokens[i].kind == "param" else None
        kinds = {_kind_of(v) for v in value} if isinstance(value, list | tuple) else set()
    if len(kinds) == 1:
        yield from kinds


def _kind(token: Token, params: Mapping[str, Any]) -> str:
    if token.kind == "param":
        return _kind_of(params.get(token.text[1:].strip("`")))
    return "boolean" if token.upper in {"TRUE", "FALSE"} else _KINDS.get(token.kind, "")


def _kind_of(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
    return ""


def _compare(at: int, name: str, types: Mapping[str, frozenset[str]], kind: str) -> Iterator[Mistyped]:
    """Yield the remark where a property's only type is not the kind of the value."""
    known = types.get(name, frozenset())
    if len(known) != 1 or not kind:
        return
    (own,) = known
    if ("number" if own in {"integer", "float"} else own) != kind:
        is_own, other = _TOLD.get(own, f"a {own}"), _TOLD.get(kind, f"a {kind}")
        yield Mistyped(at, name, f"{name} is {is_own} and is compared with {other}, which it never equals")
