"""The patterns of a query: its nodes and links, read from the tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.cypher.finders import find_pairs
from graphkit.cypher.tokens import Token

NAMES = frozenset({"word", "name"})
"""Kinds of tokens that can name a variable, label, type or property."""
SELECTING = frozenset({"SHORTEST", "PATH", "PATHS", "GROUP", "GROUPS"})
"""Words before a pattern that say which of its paths are meant."""
_LABEL_SIGNS = frozenset({":", "|", "&", "!", "(", ")"})
_IN_EXPRESSIONS = frozenset({
    "WHERE", "AND", "OR", "NOT", "XOR", "CASE", "THEN", "WHEN", "ELSE", "RETURN", "WITH", "IN", "DISTINCT", "BY",
})  # fmt: skip
_BEFORE_PATTERN = _IN_EXPRESSIONS | {"MATCH", "CREATE", "MERGE", "SHORTESTPATH", "ALLSHORTESTPATHS", *SELECTING}


@dataclass(slots=True)
class Part:
    """A node or link of a pattern: its variable, what it must be, the keys of its property map, where it is."""

    start: int
    end: int
    variable: str = ""
    names: dict[int, str] = field(default_factory=dict)
    """Token position -> label or type named there."""
    keys: dict[int, str] = field(default_factory=dict)
    labels_end: int = 0
    """Token position after the variable and the labels: where a property map is, or would be."""
    negated: bool = False


def read_patterns(tokens: Sequence[Token]) -> tuple[list[Part], list[Part]]:
    """Return the nodes and links of all patterns; a bracket is a link's when a dash is before it."""
    nodes, links, pairs = list[Part](), list[Part](), find_pairs(tokens)
    for i, token in enumerate(tokens[:-1]):
        before = tokens[i - 1] if i else None
        if token.text == "[" and before is not None and before.text == "-":
            links.append(_read_part(tokens, i, pairs[i]))
        called = before is not None and (before.kind in NAMES and before.upper not in _BEFORE_PATTERN)
        if token.text == "(" and not called and (part := _read_node(tokens, i, pairs[i])):
            nodes.append(part)
    return nodes, links


def _read_node(tokens: Sequence[Token], start: int, end: int) -> Part | None:
    """Return the node whose bracket opens at ``start``; None where the bracket holds an expression."""
    part = _read_part(tokens, start, end)
    after = tokens[part.end + 1].text if part.end + 1 < len(tokens) else ""
    lone = start > 0 and tokens[start - 1].upper in _IN_EXPRESSIONS and after not in {"-", "<"}
    empty = part.end == start + 1
    return part if (part.labels_end or empty) and not lone else None


def _read_part(tokens: Sequence[Token], start: int, end: int) -> Part:
    part = Part(start, end)
    i = start + 1
    named = i < end and tokens[i].kind in NAMES
    if named and (tokens[i + 1].text in {":", ")", "]", "{", "*"} or tokens[i + 1].upper == "WHERE"):
        part.variable, i = tokens[i].text, i + 1
    labelled = i < end and tokens[i].text == ":"
    while labelled and i < end and (tokens[i].text in _LABEL_SIGNS or tokens[i - 1].text in _LABEL_SIGNS - {")"}):
        part.negated |= tokens[i].text == "!"
        if tokens[i].kind in NAMES:
            part.names[i] = tokens[i].text.strip("`")
        i += 1
    if not labelled and not part.variable and i < end and tokens[i].text not in {"{", "*"}:
        return Part(start, end)  # an expression in brackets
    part.labels_end, part.keys = i, dict(_keys(tokens, i, end))
    return part


def _keys(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, str]]:
    opened = next((j for j in range(start, end) if tokens[j].text == "{"), end)
    depth = 0
    for j in range(opened, end):
        depth += (tokens[j].text in "([{") - (tokens[j].text in ")]}") if tokens[j].kind == "symbol" else 0
        if depth == 1 and tokens[j].kind in NAMES and tokens[j + 1].text == ":" and tokens[j - 1].text in {"{", ","}:
            yield j, tokens[j].text.strip("`")
