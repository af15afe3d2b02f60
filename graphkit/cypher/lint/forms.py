"""Finders of forms that one engine reads and the other does not, or that give other values."""

import re
import warnings
from collections.abc import Iterator
from itertools import pairwise

from graphkit.cypher.finders import (
    after_dot,
    find_calls,
    find_opening,
    find_words,
    read_arguments,
)
from graphkit.cypher.lint.order import NOW
from graphkit.cypher.tokens import Token

CLOCK = NOW - {"DATE"}
TEMPORAL = NOW | {"DURATION"}
_ZONE_WITH_SECONDS = re.compile(r"[+-]\d\d:\d\d:\d\d|^'1[0-8]\d\d-\S*\[")
"""An offset such as +02:05:59, or a place before the clocks of its country were set alike."""
PORTABLE_SPACES = frozenset({"db", "dbms", "duration", "point"}) | {name.casefold() for name in NOW}
"""First words of dotted function and procedure names that both engines know."""


def find_dotted(tokens: list[Token]) -> Iterator[int]:
    """Yield the first word of a dotted function or procedure that belongs to a plugin."""
    for i, token in enumerate(tokens[:-2]):
        if token.kind != "word" or after_dot(tokens, i) or tokens[i + 1].text != ".":
            continue
        j = i
        while j + 2 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 2].kind == "word":
            j += 2
        called = j + 1 < len(tokens) and tokens[j + 1].text == "(" or (i and tokens[i - 1].upper == "CALL")
        if called and j > i and token.text.casefold() not in PORTABLE_SPACES:
            yield i


def find_listing(tokens: list[Token]) -> Iterator[int]:
    """Yield calls of procedures about the database."""
    for i, token in enumerate(tokens[:-2]):
        called = token.upper == "CALL" and tokens[i + 1].upper in {"DB", "DBMS"} and tokens[i + 2].text == "."
        if called and not _is_search(tokens, i):
            yield i


def find_search_score(tokens: list[Token]) -> Iterator[int]:
    """Yield full-text searches whose score is asked for."""
    for i, token in enumerate(tokens):
        if token.upper == "CALL" and _is_search(tokens, i):
            end = next(
                (j for j in range(i, len(tokens)) if tokens[j].upper in {"RETURN", "MATCH", "WITH"}), len(tokens)
            )
            if any(t.upper == "SCORE" for t in tokens[i:end]):
                yield i


def _is_search(tokens: list[Token], i: int) -> bool:
    """Whether the procedure called at a token searches a full-text index."""
    return [t.text.casefold() for t in tokens[i + 1 : i + 7]] == ["db", ".", "index", ".", "fulltext", "."]


def find_underscored(tokens: list[Token]) -> Iterator[int]:
    """Yield numbers such as ``1_000``."""
    for i, token in enumerate(tokens[1:], 1):
        before = tokens[i - 1]
        if token.text.startswith("_") and before.kind == "number" and before.start + len(before.text) == token.start:
            yield i - 1


def find_later_clauses(tokens: list[Token]) -> Iterator[int]:
    """Yield LET and FILTER where a clause may open, and a WHEN that opens the query."""
    for i, token in enumerate(tokens[:-1]):
        before = tokens[i - 1].text if i else ""
        opens = i == 0 or before in {")", "}", ";"} or tokens[i - 1].kind in {"word", "number"}
        follows = tokens[i + 1].kind == "word"
        if token.upper in {"LET", "FILTER"} and opens and follows and before.upper() not in {"AS", "."}:
            yield i
    yield from find_words("WHEN", first=True)(tokens)


def find_other_signs(tokens: list[Token]) -> Iterator[int]:
    """Yield ``!=`` and ``|:``."""
    for i, (sign, after) in enumerate(pairwise(tokens)):
        if sign.text + after.text in {"!=", "|:"} and sign.start + 1 == after.start:
            yield i


def find_text_plus_other(tokens: list[Token]) -> Iterator[int]:
    """Yield the plus between a text and a truth value, date, time or duration."""
    for i in range(1, len(tokens) - 1):
        sides = {_kind_before(tokens, i), _kind_after(tokens, i)}
        if tokens[i].text == "+" and sides in ({"text", "truth"}, {"text", "time"}):
            yield i


def _kind_before(tokens: list[Token], i: int) -> str:
    """Return the kind of the literal or call that ends before a position, as far as it can be seen."""
    return _kind(tokens, i - 1 if tokens[i - 1].text != ")" else find_opening(tokens, i - 1) - 1)


def _kind_after(tokens: list[Token], i: int) -> str:
    return _kind(tokens, i + 1)


def _kind(tokens: list[Token], i: int) -> str:
    called = i + 1 < len(tokens) and tokens[i + 1].text == "("
    if tokens[i].kind == "string":
        return "text"
    if tokens[i].upper in {"TRUE", "FALSE"}:
        return "truth"
    return "time" if tokens[i].upper in TEMPORAL and called else ""


def find_time_as_text(tokens: list[Token]) -> Iterator[int]:
    """Yield ``toString(…)`` of a time of day in a query that makes one."""
    if any(t.upper in CLOCK for t in tokens):
        yield from find_calls("TOSTRING", "TOSTRINGORNULL")(tokens)


def find_percentile(tokens: list[Token]) -> Iterator[int]:
    """Yield ``percentileCont(…)`` of what is not made a float."""
    for i in find_calls("PERCENTILECONT")(tokens):
        if tokens[i + 2].upper != "TOFLOAT":
            yield i


def find_malformed_patterns(tokens: list[Token]) -> Iterator[int]:
    """Yield regular expressions whose brackets do not match, or that repeat nothing."""
    for i in range(1, len(tokens)):
        if tokens[i - 1].text == "=~" and tokens[i].kind == "string" and not _is_pattern(tokens[i].text[1:-1]):
            yield i


def _is_pattern(text: str) -> bool:
    """Whether Python can read a regular expression without what Java alone has: escapes, flags, names of groups."""
    plain = re.sub(r"\\\\.|\\.", "x", text, flags=re.DOTALL)
    plain = re.sub(r"\(\?[a-zA-Z-]+\)|\?<\w+>|&&\[?", "", plain)
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(plain)
    except re.error:
        return False
    return True


def find_open_ranges(tokens: list[Token]) -> Iterator[int]:
    """Yield each ``range(a, b, step)`` unless three numbers show that the step leads to the end, or nowhere."""
    for i in find_calls("RANGE")(tokens):
        numbers = [_read_number(argument) for argument in read_arguments(tokens, i)]
        if len(numbers) == 3:
            start, end, step = numbers
            if start is None or end is None or step is None or (end - start) * step < 0:
                yield i


def _read_number(tokens: list[Token]) -> float | None:
    """Return the number that an argument spells; None where it is something else."""
    text = "".join(t.text for t in tokens)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def find_zones_with_seconds(tokens: list[Token]) -> Iterator[int]:
    """Yield texts that name a time zone whose offset has seconds."""
    yield from (i for i, t in enumerate(tokens) if t.kind == "string" and _ZONE_WITH_SECONDS.search(t.text))
