"""Finders of what gives rows or values in no order, or in another at each run."""

from collections.abc import Iterator

from graphkit.cypher.aggregates import AGGREGATES
from graphkit.cypher.finders import CLOSERS, OPENERS, after_dot, find_calls, find_closing, find_parts
from graphkit.cypher.tokens import Token

NOW = frozenset({"DATE", "TIME", "DATETIME", "LOCALTIME", "LOCALDATETIME"})
_NODE = 100
"""Most tokens of the first node of a pattern."""
_CUTS = frozenset({"SKIP", "LIMIT", "OFFSET"})


def find_now(tokens: list[Token]) -> Iterator[int]:
    """Yield calls that ask for the present moment."""
    for i in find_calls(*sorted(NOW))(tokens):
        if i + 2 < len(tokens) and tokens[i + 2].text == ")":
            yield i


def find_keys(tokens: list[Token]) -> Iterator[int]:
    """Yield ``keys(…)`` unless it is unwound, where the rows can be ordered, or only counted."""
    for i in find_calls("KEYS")(tokens):
        before = tokens[i - 1].upper if i else ""
        counted = i > 1 and tokens[i - 1].text == "(" and tokens[i - 2].upper == "SIZE"
        if before not in {"UNWIND", "IN"} and not counted:
            yield i


def find_labels(tokens: list[Token]) -> Iterator[int]:
    """Yield ``labels(…)`` unless only its members are asked for: ``x IN labels(n)``; or their number."""
    for i in find_calls("LABELS")(tokens):
        counted = i > 1 and tokens[i - 1].text == "(" and tokens[i - 2].upper == "SIZE"
        if not counted and (i == 0 or tokens[i - 1].upper not in {"IN", "UNWIND"}):
            yield i


def find_collect(tokens: list[Token]) -> Iterator[int]:
    """Yield where a list is made of rows that nothing ordered; not where only its size or a member is asked for.

    Such are ``collect(…)`` after no ORDER BY, ``COLLECT { … }`` without one, and ``[(a)-->(b) | …]``.
    """
    ordered, inner = False, 0
    for i, (token, after) in enumerate(zip(tokens, tokens[1:], strict=False)):
        ordered |= i > inner and _has_order(tokens[i : i + 2]) and not after_dot(tokens, i)
        if token.upper == "COLLECT" and after.text == "{":
            inner = find_closing(tokens, i + 1)
            made = not _has_order(tokens[i + 2 : inner])
        else:
            made = (token.upper == "COLLECT" and after.text == "(" and not ordered) or _is_of_pattern(tokens, i)
        if made and not _is_order_free(tokens, i):
            yield i


def _is_of_pattern(tokens: list[Token], i: int) -> bool:
    """Whether a pattern comprehension begins here: ``[(a)-->(b) | …]`` or ``[path = (a)-->(b) | …]``."""
    texts = [t.text for t in tokens[i : i + 4]]
    named = texts[2:] == ["=", "("]
    if texts[0] != "[" or not (named or texts[1:2] == ["("]):
        return False
    node = i + (3 if named else 1)
    end = find_closing(tokens[: node + _NODE], node)
    link = [t.text for t in tokens[end + 1 : end + 3]]
    if link not in (["-", "-"], ["-", "["], ["<", "-"]):
        return False
    return "|" in [t.text for t in tokens[i : find_closing(tokens, i)]]


def _is_order_free(tokens: list[Token], i: int) -> bool:
    """Whether the list that begins here is only counted, or looked into by IN, any(), all(), none() or single()."""
    before = [t.upper or t.text for t in tokens[max(0, i - 3) : i]]
    if before[-1:] == ["IN"]:
        return before[0] != "[" and not (before[0] == "," and _is_in_reduce(tokens, i - 3))  # which take it in order
    return before[-1:] == ["("] and before[-2:-1] in (["SIZE"], ["ISEMPTY"])


def _is_in_reduce(tokens: list[Token], comma: int) -> bool:
    """Whether a comma stands right within reduce( … )."""
    depth = 0
    for j in range(comma - 1, 0, -1):
        depth += (tokens[j].text in CLOSERS) - (tokens[j].text in OPENERS)
        if depth < 0:
            return tokens[j - 1].upper == "REDUCE"
    return False


def _has_order(tokens: list[Token]) -> bool:
    return any(a.upper == "ORDER" and b.upper == "BY" for a, b in zip(tokens, tokens[1:], strict=False))


def find_unordered_cut(tokens: list[Token]) -> Iterator[int]:
    """Yield the first SKIP or LIMIT of each part that has no ORDER BY."""
    for start, end in find_parts(tokens):
        cut = [i for i in range(start, end) if tokens[i].upper in _CUTS and not after_dot(tokens, i)]
        if cut and not _has_order(tokens[start:end]):
            yield cut[0]


def find_unordered_rows(tokens: list[Token]) -> Iterator[int]:
    """Yield the last RETURN when it can give several rows and does not order them."""
    reads = any(t.upper in {"MATCH", "UNWIND", "CALL", "UNION"} for t in tokens)
    last = [p for p in find_parts(tokens) if tokens[p[0]].upper == "RETURN"][-1:]
    for start, end in last:
        part = tokens[start:end]
        cut = any(t.upper in _CUTS for t in part)
        if reads and not cut and not _has_order(part) and not _is_one_row(part[1:]):
            yield start


def _is_one_row(items: list[Token]) -> bool:
    """Whether every item of a RETURN is an aggregate, so that there is one row."""
    depth, first = 0, True
    items = items[1:] if items and items[0].upper == "DISTINCT" else items
    for token, after in zip(items, [*items[1:], None][: len(items)], strict=True):
        aggregates = token.upper in AGGREGATES and after is not None and after.text == "("
        if first and depth == 0 and not aggregates:
            return False
        depth += (token.text in "([{") - (token.text in ")]}")
        first = depth == 0 and token.text == ","
    return True
