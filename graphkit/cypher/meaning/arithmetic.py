"""What arithmetic and literal numbers give, and what they can't take."""

import math
import re

from graphkit.cypher.meaning.reader import Reader
from graphkit.cypher.meaning.values import ANY, NULL, NUMBERS, Value, of
from graphkit.cypher.silent import Silent

_LARGEST = 2**63
_OCTAL = re.compile(r"0\d+")


def calculate(r: Reader, sign: str, first: tuple[int, Value], second: tuple[int, Value]) -> Value:
    """Return what an arithmetic operation gives; note operands that it can't have."""
    left, right = first[1].kinds, second[1].kinds
    if NULL.kinds in {left, right}:
        if {"list"} in (left, right):
            r.unlike.append(Silent(first[0], "kglite adds null to a list as an item", "Leave it out"))
        return NULL
    if sign in {"+", "||"}:
        if left == {"list"} or right == {"list"}:
            return of("list")
        if not left or not right:
            return ANY
        for at, value in (first, second):
            r.expect(at, value, NUMBERS | {"string", "list"}, sign)
        if "null" in left | right:
            return ANY
        return of("string") if "string" in left | right else _number(left, right)
    for at, value in (first, second):
        r.expect(at, value, NUMBERS, sign)
    if sign == "^":
        return of("float")
    return _number(left, right)


def _number(left: frozenset[str], right: frozenset[str]) -> Value:
    if left == right == {"integer"}:
        return of("integer")
    return of("float") if left and right and left | right <= NUMBERS else ANY


def read_number(r: Reader, *, negative: bool) -> Value:
    """Return what is known of a literal number, and go over it; note one that does not fit."""
    text = r.peek().text
    r.i += 1
    if text.startswith("0X") or _OCTAL.fullmatch(text):
        r.refuse(r.i - 1, "Neo4j 5 does not read this number", "Write it as 0xff, 0o17 or without the 0 before it")
    if text.isdecimal():
        if int(text) >= _LARGEST + negative:
            r.refuse(r.i - 1, "A whole number takes 64 bits, and this is larger", "Write it as a float: 1e19")
        return of("integer")
    if text[:2].casefold() in {"0x", "0o"}:
        return of("integer")
    if math.isinf(float(text)):
        r.refuse(r.i - 1, "A number takes 64 bits, and this is larger", "Write a smaller one")
    return of("float")
