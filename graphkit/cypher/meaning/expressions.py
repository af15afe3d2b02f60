"""Reads expressions: which variables they use, and what kinds of values they take and give."""

import re
from collections.abc import Callable
from dataclasses import replace

from graphkit.cypher.meaning.arithmetic import calculate, read_number
from graphkit.cypher.meaning.calls import read_call
from graphkit.cypher.meaning.lists import read_list
from graphkit.cypher.meaning.names import skip_labels, skip_type
from graphkit.cypher.meaning.reader import Reader, UnreadError, Use
from graphkit.cypher.meaning.values import ANY, NULL, NUMBERS, Value, join, of, of_given
from graphkit.cypher.patterns import NAMES
from graphkit.cypher.silent import Silent

BOOLEAN = frozenset({"boolean", "pattern"})
OWNERS = frozenset({"node", "link", "map"})
_LEVELS = {
    "OR": 1, "XOR": 2, "AND": 3, "=": 5, "<>": 5, "<": 5, ">": 5, "<=": 5, ">=": 5, "=~": 6, "IN": 6, "STARTS": 6,
    "ENDS": 6, "CONTAINS": 6, "IS": 6, "+": 7, "-": 7, "||": 7, "*": 8, "/": 8, "%": 8, "^": 9,
}  # fmt: skip
"""Operator -> how strongly it binds; NOT is between AND and the comparisons."""
_NOT = 4
_LABEL_SIGNS = frozenset("!%(")
_MALFORMED = re.compile(r"(?<!\\)(?:\\\\)*\\u(?![0-9a-fA-F]{4})")
_FORMS = frozenset({"NFC", "NFD", "NFKC", "NFKD"})


def read_expression(r: Reader, level: int = 1) -> Value:
    """Return what is known of the expression at the place, and go over it."""
    with r.deeper():
        start, negated = r.i, False
        while level <= _NOT and r.take("NOT"):
            negated = True
        if negated:
            value = read_expression(r, _NOT + 1)
            r.expect(start, value, BOOLEAN, "NOT")
            value = of("boolean")
        else:
            value = _read_signed(r)
        while level <= (binds := _LEVELS.get(r.peek().upper or r.peek().text, 0)):
            value = _read_operation(r, start, value, binds)
        return value


def _read_operation(r: Reader, start: int, left: Value, binds: int) -> Value:
    sign = r.peek().upper or r.peek().text
    if sign == "IS":
        return _read_is(r)
    r.i += 1
    if sign in {"STARTS", "ENDS"}:
        r.need("WITH")
    second = r.i
    right = read_expression(r, binds + 1)
    if binds < _NOT:
        r.expect(start, left, BOOLEAN, sign)
        r.expect(second, right, BOOLEAN, sign)
        return of("boolean")
    for at, value in ((start, left), (second, right)):
        r.expect(at, value, frozenset(), sign)
    if binds > 6:
        return calculate(r, sign, (start, left), (second, right))
    if sign == "IN":
        r.expect(second, right, frozenset({"list"}), "IN")
        right = right.item() if right.items else ANY
    _compare(r, sign, left, right)
    return of("boolean")


def _read_is(r: Reader) -> Value:
    """Go over ``IS NULL``, ``IS :: TYPE``, ``IS NORMALIZED`` and their opposites, or the labels after IS."""
    r.need("IS")
    negated = r.take("NOT")
    if r.take("::") or r.take("TYPED"):
        skip_type(r)
    elif not r.take("NULL"):
        _ = r.peek().upper in _FORMS and r.take(r.peek().upper)
        if not r.take("NORMALIZED"):
            if negated:
                raise UnreadError("IS NOT")
            skip_labels(r)
    return of("boolean")


def _compare(r: Reader, sign: str, left: Value, right: Value) -> None:
    """Note a property beside a value that it never equals."""
    if sign in {"STARTS", "ENDS", "CONTAINS", "=~"}:
        right = of("string")
    r.compare(left, right)
    if sign != "IN":
        r.compare(right, left)


def _read_signed(r: Reader) -> Value:
    """Return what is known of an operand with the signs before it."""
    start = r.i
    while r.peek().text in {"+", "-"}:
        r.i += 1
    value = _read_postfix(r, negative=r.i > start and r.peek(-1).text == "-")
    if r.i > start and r.tokens[start].text in {"+", "-"}:
        r.expect(start, value, NUMBERS, r.tokens[start].text)
        value = Value(value.kinds)
    return value


def _read_postfix(r: Reader, *, negative: bool) -> Value:
    start = r.i
    value = _read_atom(r, negative=negative)
    used = r.uses[-1] if r.uses and r.uses[-1].start == start else None
    while True:
        if r.peek().text == "." and r.at_name(1):
            value = _read_property(r, value)
            if used and r.uses[-1] is used:
                used = r.uses[-1] = Use(start, r.i)
        elif r.peek().text == "[":
            value = _read_index(r, start, value)
            used = None
        elif r.peek().text == ":" and (r.at_name(1) or r.peek(1).text in _LABEL_SIGNS):
            r.expect(start, value, frozenset({"node", "link"}), ":")
            r.i += 1
            skip_labels(r)
            value, used = of("boolean"), None
        elif r.take("::"):
            skip_type(r)
            value, used = of("boolean"), None
        else:
            return value


def _read_property(r: Reader, owner: Value) -> Value:
    r.i += 1
    r.expect(r.i, owner, OWNERS, "A property")
    at, name = r.i, r.take_name()
    types = owner.types.get(name, frozenset[str]())
    known = of(next(iter(types))) if len(types) == 1 else owner.fields.get(name, ANY)
    return replace(known, name=name, at=at)


def _read_index(r: Reader, start: int, value: Value) -> Value:
    """Return what an item, a slice or the value of a key may be."""
    r.need("[")
    with r.inside():
        at, number = r.i, r.peek()
        index = ANY if r.peek().text == ".." else read_expression(r)
        plain = r.i == at + 1 and number.kind == "number" and number.text.isdecimal()
        if r.take(".."):
            if r.peek().text != "]":
                read_expression(r)
            r.expect(start, value, frozenset({"list"}), "[ .. ]")
            found = Value(value.kinds, value.items)
        else:
            r.expect(start, value, OWNERS | {"list"}, "[ ]")
            kinds = value.kinds - NULL.kinds
            if kinds == {"list"}:
                r.expect(at, index, frozenset({"integer"}), "A list's index")
            elif kinds:
                r.expect(at, index, frozenset({"string"}), "A key")
            listed = value.items if value.listed and plain else ()
            found = value.item() if value.items and not value.listed else ANY
            found = listed[int(number.text)] if int(number.text if listed else "0") < len(listed) else found
        r.need("]")
    return found


def _read_atom(r: Reader, *, negative: bool) -> Value:
    token, after = r.peek(), r.peek(1)
    match token.kind:
        case "number":
            return read_number(r, negative=negative)
        case "string":
            r.i += 1
            if _MALFORMED.search(token.text):
                r.refuse(r.i - 1, r"\u takes four digits of 0-9 and a-f", r"Write \\u for the sign itself")
            return of("string")
        case "param":
            r.i += 1
            return of_given(r.params.get(token.text[1:].strip("`")))
        case "symbol":
            return _read_bracket(r)
    if token.kind not in NAMES:
        raise UnreadError("value")
    if token.upper in {"TRUE", "FALSE", "NULL"}:
        r.i += 1
        return NULL if token.upper == "NULL" else of("boolean")
    if token.upper == "CASE" and after.text not in {".", ",", ")", "]", "="}:
        return _read_case(r)
    if after.text in {"(", "{", "."} and (found := read_call(r, read_expression)) is not None:
        return found
    return _read_variable(r)


def _read_variable(r: Reader) -> Value:
    at = r.i
    value = r.look_up(at)
    name = r.take_name()
    if name in r.scope and name not in r.local:
        r.uses.append(Use(at, r.i))
    return _read_map_of(r, value, at) if r.peek().text == "{" else value


def _read_map_of(r: Reader, value: Value, at: int) -> Value:
    """Go over ``n {.id, .*, n, key: value}``."""
    r.expect(at, value, OWNERS, "{ }")
    if value.kinds != {"node"}:
        r.unlike.append(Silent(at, "kglite has n { … } of nodes only", "Write {key: n.key}"))
    r.need("{")
    with r.inside():
        while not r.take("}"):
            if r.take("."):
                if not r.take("*"):
                    r.take_name()
            elif r.peek(1).text == ":":
                r.i += 2
                _expect_value(r)
            else:
                _read_variable(r)
            if r.peek().text != "}":
                r.need(",")
    return of("map")


def _read_bracket(r: Reader) -> Value:
    match r.peek().text:
        case "(":
            if r.at_path():
                r.read_path(r, "bound")
                return of("pattern")
            r.need("(")
            with r.inside():
                value = read_expression(r)
            r.need(")")
            return value
        case "[":
            return read_list(r, read_expression)
        case "{":
            fields = dict[str, Value]()
            read_map(r, lambda key, at, value: fields.update({key: value}))
            return Value(frozenset({"map"}), fields=fields)
    raise UnreadError("value")


def read_map(r: Reader, note: Callable[[str, int, Value], None]) -> None:
    """Go over ``{key: value, …}``; each key, its position and value are given to ``note``."""
    r.need("{")
    with r.inside():
        while not r.take("}"):
            at, key = r.i, r.take_name()
            r.need(":")
            note(key, at, _expect_value(r))
            if r.peek().text != "}":
                r.need(",")


def _expect_value(r: Reader) -> Value:
    at = r.i
    value = read_expression(r)
    r.expect(at, value, frozenset(), "This place")
    return value


def _read_case(r: Reader) -> Value:
    """Return what all results of a CASE are; nothing where they differ."""
    r.need("CASE")
    with r.inside():
        tested = None if r.at_word("WHEN") else _expect_value(r)
        found = list[Value]()
        while r.take("WHEN"):
            _read_conditions(r, tested)
            r.need("THEN")
            found.append(_expect_value(r))
        if r.take("ELSE"):
            found.append(_expect_value(r))
        r.need("END")
    kinds = {value.kinds for value in found}
    return join(found) if len(kinds) == 1 else ANY


def _read_conditions(r: Reader, tested: Value | None) -> None:
    while True:
        at = r.i
        binds = _LEVELS.get(r.peek().upper or r.peek().text, 0)
        if tested is not None and binds and r.peek().text != "-":
            _read_operation(r, at, tested, binds)
            value = ANY
        else:
            value = read_expression(r)
        if tested is None:
            r.expect(at, value, BOOLEAN, "WHEN")
        else:
            r.compare(tested, value)
        if not r.take(","):
            return


def read_condition(r: Reader, what: str) -> None:
    """Go over a condition, which is true or false."""
    at = r.i
    r.expect(at, read_expression(r), BOOLEAN, what)
