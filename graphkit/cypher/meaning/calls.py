"""Reads calls of functions, aggregates, and subqueries that give a value."""

import re
from collections.abc import Callable

from graphkit.cypher.aggregates import AGGREGATES
from graphkit.cypher.meaning.functions import Function, find_function
from graphkit.cypher.meaning.lists import BOOLEAN, LIST, read_drawn
from graphkit.cypher.meaning.reader import Reader, UnreadError
from graphkit.cypher.meaning.values import ANY, NUMBERS, TWO_VALUES, Value, of
from graphkit.cypher.patterns import NAMES
from graphkit.cypher.silent import Silent

_QUANTIFIERS = frozenset({"ALL", "ANY", "NONE", "SINGLE"})
_SUBQUERIES = {"EXISTS": "boolean", "COUNT": "integer", "COLLECT": "list"}
_SHORTEST = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
_WORDED = frozenset({"NORMALIZE"})
_FROM_ZERO = frozenset({"LEFT", "RIGHT", "SUBSTRING"})
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_SAME = frozenset({"ABS", "AVG", "MAX", "MIN", "REVERSE"})
"""Functions that give what they take, where it is a number or text."""
Read = Callable[[Reader], Value]


def read_call(r: Reader, read: Read) -> Value | None:
    """Return what a call or subquery at the place gives, and go over it; None where there is none."""
    start, end = r.i, r.i
    while r.tokens[end + 1 : end + 2] and r.tokens[end + 1].text == "." and r.peek(end + 2 - r.i).kind in NAMES:
        end += 2
    after = r.peek(end + 1 - r.i).text
    name = "".join(token.text for token in r.tokens[start : end + 1]).strip("`").upper()
    if after == "{" and end == start and name in _SUBQUERIES:
        return _read_subquery(r, _SUBQUERIES[name])
    if after != "(":
        return None
    if name in _WORDED:
        raise UnreadError("words among the arguments")
    r.i = end + 2
    if name in _SHORTEST:
        r.i = start
        r.read_path(r, "bound")
        return of("path" if name == "SHORTESTPATH" else "list of path")
    with r.inside():
        if name in _QUANTIFIERS and r.at_name() and r.peek(1).upper == "IN":
            return _read_quantifier(r, read)
        if name == "REDUCE" and r.at_name() and r.peek(1).text == "=":
            return _read_reduce(r, read)
        if name in AGGREGATES:
            return _read_aggregate(r, read, start, name)
        return _read_function(r, read, start, name)


def _read_quantifier(r: Reader, read: Read) -> Value:
    name, item = read_drawn(r, read)
    with r.with_local(name, item), r.inside(aggregating=False):
        if r.take("WHERE"):
            at = r.i
            r.expect(at, read(r), BOOLEAN, "WHERE")
    r.need(")")
    return of("boolean")


def _read_reduce(r: Reader, read: Read) -> Value:
    total = r.take_name()
    r.need("=")
    read(r)
    r.need(",")
    name, item = read_drawn(r, read)
    r.need("|")
    with r.with_local(total, ANY), r.with_local(name, item), r.inside(aggregating=False):
        read(r)
    r.need(")")
    return ANY


def _read_aggregate(r: Reader, read: Read, start: int, name: str) -> Value:
    if not r.aggregating:
        r.refuse(
            start, f"{r.tokens[start].text}() can't be here, only in a column of RETURN or WITH", "Put a WITH before it"
        )
    with r.inside(aggregating=False):
        if r.take("*"):
            r.need(")")
            given = [ANY]
        else:
            distinct = r.take("DISTINCT")
            given = _read_arguments(r, read, start, name, find_function(name))
            if distinct and given and given[0].is_mixed():
                r.unlike.append(Silent(start, *TWO_VALUES))
    r.aggregates.append((start, r.i))
    if name == "COLLECT":
        return Value(LIST, (Value(given[0].kinds, types=given[0].types),) if given and given[0].kinds else ())
    return _gives(name, find_function(name), given)


def _read_function(r: Reader, read: Read, start: int, name: str) -> Value:
    known = find_function(name)
    if name == "EXISTS" and r.at_path():
        r.read_path(r, "bound")
        r.need(")")
        return of("boolean")
    return _gives(name, known, _read_arguments(r, read, start, name, known))


def _read_arguments(r: Reader, read: Read, start: int, name: str, known: Function | None) -> list[Value]:
    given, called = list[Value](), f"{r.tokens[start].text}()"
    while not r.take(")"):
        at = r.i
        value = read(r)
        takes = known.takes[min(len(given), len(known.takes) - 1)] if known and known.takes else frozenset[str]()
        r.expect(at, value, takes, called)
        if name in _FROM_ZERO and r.tokens[at].text == "-" and r.tokens[at + 1].kind == "number" and r.i == at + 2:
            r.refuse(at, f"{called} takes numbers from 0", "Count from the beginning")
        _note_unlike(r, name, at, value)
        given.append(value)
        if r.peek().text != ")":
            if r.peek().text != ",":
                raise UnreadError(",")
            r.need(",")
    if known and not known.least <= len(given) <= known.most:
        more = " or more" if known.most > len(known.takes) else f" to {known.most}"
        wanted = f"{known.least}{more if known.least < known.most else ''}"
        r.refuse(start, f"{called} takes {wanted} values, not {len(given)}", "Give it as many as it takes")
    return given


def _note_unlike(r: Reader, name: str, at: int, value: Value) -> None:
    """Note what kglite makes text or a number of by other rules."""
    text = r.tokens[at].text
    if name == "TOSTRING" and "float" in value.kinds:
        r.unlike.append(Silent(at, "kglite writes large and small numbers in another way", "Return the number"))
    if name == "TOFLOAT" and r.tokens[at].kind == "string" and not _PLAIN.fullmatch(text[1:-1]):
        r.unlike.append(Silent(at, "kglite reads numbers in fewer forms", "Write digits and a point"))
    if name == "TOINTEGER" and r.tokens[at].kind == "number" and "float" in value.kinds and float(text) >= 2**63:
        r.unlike.append(Silent(at, "kglite makes no whole number of one this large", "Leave it a float"))


def _gives(name: str, known: Function | None, given: list[Value]) -> Value:
    first = given[0] if given else ANY
    if name in _SAME:
        return Value(first.kinds) if first.kinds <= NUMBERS | {"string"} else ANY
    if name in {"HEAD", "LAST"} and first.items:
        return first.items[0 if name == "HEAD" else -1] if first.listed else first.item()
    return of(known.gives) if known and known.gives and known.gives != "number" else ANY


def _read_subquery(r: Reader, gives: str) -> Value:
    r.i += 2
    scope, outer, uses = r.scope, r.outer, r.uses
    with r.inside(aggregating=False):
        r.outer = r.scope = dict(scope)
        columns = r.read_query(r, True)
        r.scope, r.outer = scope, outer
    r.need("}")
    r.uses = uses
    if gives == "list" and len(columns) == 1:
        (value,) = columns.values()
        return Value(LIST, (Value(value.kinds, types=value.types),) if value.kinds else ())
    return of(gives)
