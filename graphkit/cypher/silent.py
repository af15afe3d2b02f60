"""Finds forms that the embedded engine answers wrongly without an error, so that they can be refused before it runs.

The engine takes one shortest path and then applies WHERE to it, where Neo4j makes the condition part of the search: a
condition on the path gives too few rows, mostly none. ``RETURN *, expression`` loses the expression.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.cypher.finders import after_dot, find_closing
from graphkit.cypher.tokens import Token

_SHORTEST = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
_CLAUSES = frozenset({
    "MATCH", "OPTIONAL", "RETURN", "WITH", "UNWIND", "CALL", "UNION", "CREATE", "MERGE", "SET", "DELETE", "DETACH",
    "REMOVE", "FOREACH",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Silent:
    """A form that would be answered wrongly: the token where it begins, the reason, what to write instead."""

    at: int
    reason: str
    instead: str


def find_silent(tokens: Sequence[Token]) -> Iterator[Silent]:
    """Yield the forms of a query that the embedded engine answers wrongly without an error."""
    yield from _conditions_on_shortest(list(tokens))
    yield from _columns_after_star(list(tokens))


def find_conditions_on_shortest(tokens: list[Token]) -> Iterator[int]:
    """Yield each shortestPath(…) or allShortestPaths(…) whose WHERE looks at the path or at its links."""
    yield from (found.at for found in _conditions_on_shortest(tokens))


def find_columns_after_star(tokens: list[Token]) -> Iterator[int]:
    """Yield each ``*`` of a RETURN that further columns follow."""
    yield from (found.at for found in _columns_after_star(tokens))


def find_returned_shortest(tokens: list[Token]) -> Iterator[int]:
    """Yield each shortestPath(…) whose path is used for more than its length: which of equal paths is not defined."""
    for i in _calls(tokens):
        if tokens[i].upper == "ALLSHORTESTPATHS":
            continue
        names = _names(tokens, i)
        rest = tokens[find_closing(tokens, i + 1) + 1 :]
        if any(t.text in names and not _is_measured(rest, j) for j, t in enumerate(rest)):
            yield i


def _is_measured(tokens: Sequence[Token], i: int) -> bool:
    """Whether the variable at ``i`` stands alone in length( … ) or is compared with null."""
    before = [t.upper or t.text for t in tokens[max(0, i - 2) : i]]
    after = [t.upper for t in tokens[i + 1 : i + 2]]
    return before == ["LENGTH", "("] or after == ["IS"] or (i > 0 and tokens[i - 1].text == ".")


def _conditions_on_shortest(tokens: list[Token]) -> Iterator[Silent]:
    for i in _calls(tokens):
        names = _names(tokens, i)
        where = _where(tokens, find_closing(tokens, i + 1) + 1)
        if any(t.text in names and not after_dot(tokens, j) for j, t in where):
            yield Silent(
                i,
                "the embedded engine takes a shortest path first and applies WHERE afterwards, so a condition on the "
                "path loses answers",
                "Put the types and labels into the pattern, or filter after a WITH if that is what you mean: "
                "MATCH p = allShortestPaths(…) WITH p WHERE …",
            )


def _calls(tokens: list[Token]) -> Iterator[int]:
    for i, token in enumerate(tokens[:-1]):
        if token.upper in _SHORTEST and tokens[i + 1].text == "(" and not after_dot(tokens, i):
            yield i


def _names(tokens: list[Token], i: int) -> set[str]:
    """Return the variables of the path and of its links: what a condition can look at only after the search."""
    names = {tokens[i - 2].text} if i > 1 and tokens[i - 1].text == "=" else set[str]()
    for j in range(i, find_closing(tokens, i + 1)):
        if tokens[j].text == "[" and tokens[j + 1].kind in {"word", "name"}:
            names.add(tokens[j + 1].text)
    return names


def _where(tokens: list[Token], start: int) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of the WHERE that belongs to the MATCH whose pattern goes on at ``start``."""
    inside, depth = False, 0
    for j in range(start, len(tokens)):
        token = tokens[j]
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "symbol" else 0
        with_of_text = token.upper == "WITH" and tokens[j - 1].upper in {"STARTS", "ENDS"}
        ends = token.upper in _CLAUSES and depth <= 0 and not after_dot(tokens, j) and not with_of_text
        if depth < 0 or ends or token.text == ";":
            return
        if inside:
            yield j, token
        inside = inside or (token.upper == "WHERE" and depth == 0)


def _columns_after_star(tokens: list[Token]) -> Iterator[Silent]:
    for i, token in enumerate(tokens[:-1]):
        before = [t.upper for t in tokens[max(0, i - 2) : i]]
        starred = token.text == "*" and (before[-1:] == ["RETURN"] or before == ["RETURN", "DISTINCT"])
        if starred and tokens[i + 1].text == ",":
            yield Silent(i, "the embedded engine loses what follows RETURN *", "WITH *, expression AS name RETURN *")
