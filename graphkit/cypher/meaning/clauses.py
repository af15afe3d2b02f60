"""Reads a query clause by clause and tells what in it can't be right on any engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graphkit.cypher.guard import read_prefix
from graphkit.cypher.meaning.expressions import read_expression
from graphkit.cypher.meaning.matching import read_match, read_path
from graphkit.cypher.meaning.projections import read_projection
from graphkit.cypher.meaning.reader import Reader, Scope, Unequal, UnreadError
from graphkit.cypher.meaning.values import ANY, TWO_VALUES, Value, join
from graphkit.cypher.patterns import NAMES
from graphkit.cypher.silent import Silent
from graphkit.cypher.tokens import Token

_ENDS = frozenset({"", "}", ";"})
_ELSEWHERE = "Write it otherwise, or ask Neo4j (--engine)"
_IMPORT = "Import what is known before the CALL"

Found = TypeVar("Found", Silent, Unequal)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was found in a query."""

    errors: tuple[Silent, ...]
    """What Neo4j refuses, in the order of its places."""
    unequal: tuple[Unequal, ...]
    """Properties compared with what they never equal."""
    columns: Mapping[str, Value]
    """The columns of the last RETURN."""
    unlike: tuple[Silent, ...] = ()
    """What the second embedded engine takes otherwise."""
    lost: tuple[Silent, ...] = ()
    """What the first embedded engine takes otherwise."""
    unread: Silent | None = None
    """Where the reading ended before the query did: nothing is told of the rest."""


def read_meaning(tokens: Sequence[Token], params: Mapping[str, Any] | None = None) -> Meaning:
    """Return what is wrong in a query; nothing where it has a form that is not read here."""
    reader = Reader(tokens, params or {}, _read_query, read_path)
    reader.i = len(read_prefix(tokens))
    try:
        columns = _read_query(reader, False)
        if reader.peek().text not in {"", ";"}:
            raise UnreadError("end")
    except UnreadError:
        at = max(0, min(reader.i, len(tokens) - 1))
        return Meaning(
            (), _sorted(reader.unequal), {}, unread=Silent(at, "From here on this is not read as Cypher", _ELSEWHERE)
        )
    return Meaning(
        _sorted(reader.errors), _sorted(reader.unequal), columns, _sorted(reader.unlike), _sorted(reader.lost)
    )


def _sorted(found: list[Found]) -> tuple[Found, ...]:
    return tuple(sorted(set(found), key=lambda one: one.at))


def _read_query(r: Reader, inner: bool) -> Scope:
    """Go over the parts of a UNION; ``inner``: a subquery may be a bare pattern, and need not RETURN."""
    begin, outer, kinds = dict(r.scope), r.outer, set[bool]()
    around, r.around = r.around, None
    with r.deeper():
        columns = _read_part(r, inner, around)
    while (at := r.i) is not None and r.take("UNION"):
        kinds.add(r.take("ALL"))
        r.take("DISTINCT")
        r.scope, r.outer = dict(begin), outer
        others = _read_part(r, inner, around)
        for name in others.keys() & columns.keys():
            if join((others[name], columns[name])).is_mixed():
                r.unlike.append(Silent(at, *TWO_VALUES))
        if sorted(others) != sorted(columns):
            r.refuse(at, "The parts of a UNION have columns of other names", "Give them equal names with AS")
        if len(kinds) > 1:
            r.refuse(at, "UNION and UNION ALL are both in one query", "Put one of them into a CALL { }")
    return columns


def _read_part(r: Reader, inner: bool, around: Scope | None) -> Scope:
    if around is not None:
        r.scope = _read_importing_with(r, around)
    if inner and r.peek().text == "(" or (inner and r.peek(1).text == "="):
        read_match(r)
        return {}
    while r.peek().text not in _ENDS and not r.at_word("UNION"):
        if r.take("RETURN"):
            return read_projection(r, last=True)
        _read_clause(r)
    return {}


def _read_clause(r: Reader) -> None:
    if r.take("OPTIONAL", "MATCH") or r.take("MATCH"):
        read_match(r)
    elif r.take("WITH"):
        read_projection(r, last=False)
    elif r.take("UNWIND"):
        _read_unwind(r)
    elif r.take("CALL") or r.take("OPTIONAL", "CALL"):
        _read_call(r)
    else:
        raise UnreadError("clause")


def _read_unwind(r: Reader) -> None:
    at = r.i
    value = read_expression(r)
    r.expect(at, value, frozenset(), "UNWIND")
    r.need("AS")
    at, name = r.i, r.take_name()
    _refuse_known(r, at, name)
    item = value.item() if value.items else value if value.kinds and "list" not in value.kinds else ANY
    r.scope = {**r.scope, name: item}


def _refuse_known(r: Reader, at: int, name: str) -> None:
    if name in r.scope:
        r.refuse(at, f"Variable '{name}' is known already", "Give one of them another name")


def _read_call(r: Reader) -> None:
    if r.peek().text in {"{", "("}:
        _read_subquery(r)
        return
    r.take_name()
    while r.take("."):
        r.take_name()
    if r.take("("):
        while not r.take(")"):
            read_expression(r)
            r.take(",")
    if r.take("YIELD"):
        _read_yield(r)


def _read_yield(r: Reader) -> None:
    if r.peek().text in {"*", "-"}:
        raise UnreadError("YIELD *")
    while True:
        name = r.take_name()
        if r.take("AS"):
            name = r.take_name()
        _refuse_known(r, r.i - 1, name)
        r.scope = {**r.scope, name: ANY}
        if not r.take(","):
            break
    if r.take("WHERE"):
        read_expression(r)


def _read_subquery(r: Reader) -> None:
    """Go over ``CALL { … }``, which knows only what it imports; its columns are known after it."""
    around, outer, uses, aggregates = r.scope, r.outer, len(r.uses), len(r.aggregates)
    imported = _read_imports(r) if r.peek().text == "(" else None
    r.need("{")
    r.outer = r.scope = imported or {}
    r.around = around if imported is None else None
    columns = r.read_query(r, False)
    r.need("}")
    if r.at_word("IN"):
        raise UnreadError("TRANSACTIONS")
    del r.uses[uses:], r.aggregates[aggregates:]
    for name in columns:
        _refuse_known_column(r, name, around)
    r.scope, r.outer = {**around, **columns}, outer


def _refuse_known_column(r: Reader, name: str, around: Scope) -> None:
    if name in around:
        r.refuse(r.i - 1, f"The CALL gives '{name}', which is known before it", "Give its column another name with AS")


def _read_imports(r: Reader) -> Scope:
    r.need("(")
    if r.take("*", ")"):
        return dict(r.scope)
    found: Scope = {}
    while not r.take(")"):
        value = r.look_up(r.i)
        found[r.take_name()] = value
        if r.peek().text != ")":
            r.need(",")
    return found


def _read_importing_with(r: Reader, around: Scope) -> Scope:
    """Return what the WITH at the beginning of a subquery imports: variables as they are, with no other part."""
    if not r.at_word("WITH"):
        return {}
    if r.peek(1).text == "*":
        return dict(around)
    found: Scope = {}
    at = r.i + 1
    while at < len(r.tokens) and r.tokens[at].kind in NAMES:
        after = r.tokens[at + 1].text if at + 1 < len(r.tokens) else ""
        name = r.tokens[at].text.strip("`")
        if after.upper() == "AS" or after not in {",", "}"} and r.tokens[at + 1].kind not in NAMES:
            return {}
        if name not in around:
            r.refuse(at, f"Variable '{name}' not defined", _IMPORT)
        found[name] = around.get(name, ANY)
        if after != ",":
            break
        at += 2
    return found
