"""A query in the words that ArcadeDB reads, with the same answer: patterns as conditions on the items of a list."""

from collections.abc import Sequence

from graphkit.cypher.finders import find_pairs
from graphkit.cypher.patterns import read_patterns
from graphkit.cypher.tokens import Token, read_tokens

_LISTS = frozenset({"ALL", "ANY", "NONE", "SINGLE"})
_BEFORE = frozenset({"WHERE", "AND", "OR", "XOR", "NOT"})
_LINK_SIGNS = frozenset("-<>")


def rewrite_for_arcadedb(text: str) -> str:
    """Return a query whose patterns in the WHERE of a list are EXISTS { }, which the engine has there.

    >>> rewrite_for_arcadedb("MATCH p = (a)-->(b) WHERE all(x IN nodes(p) WHERE (x)-[:PART_OF]->(b)) RETURN b.id")
    'MATCH p = (a)-->(b) WHERE all(x IN nodes(p) WHERE EXISTS { (x)-[:PART_OF]->(b) }) RETURN b.id'
    """
    tokens = read_tokens(text)
    pairs = find_pairs(tokens)
    inside = _conditions(tokens, pairs)
    if not inside:
        return text
    nodes = {node.start: node.end for node in read_patterns(tokens)[0]}
    taken, chains = 0, list[tuple[int, int]]()
    for start in sorted(nodes):
        before = tokens[start - 1]
        opens = before.text == "(" or before.upper in _BEFORE
        free = start >= taken and opens and any(i < start < j for i, j in inside)
        if free and (end := _chain(tokens, pairs, nodes, start)):
            chains.append((start, end))
            taken = end
    for start, end in reversed(chains):
        at, stop = tokens[start].start, tokens[end].start + len(tokens[end].text)
        text = f"{text[:at]}EXISTS {{ {text[at:stop]} }}{text[stop:]}"
    return text


def _conditions(tokens: Sequence[Token], pairs: dict[int, int]) -> Sequence[tuple[int, int]]:
    """Return (WHERE, closing bracket) of each condition on the items of a list."""
    found = []
    for i, j in pairs.items():
        called = tokens[i].text == "(" and i > 0 and tokens[i - 1].upper in _LISTS
        comprehension = tokens[i].text == "[" and i + 2 < j and tokens[i + 2].upper == "IN"
        if called or comprehension:
            where = next((k for k in _outer(tokens, pairs, i, j) if tokens[k].upper == "WHERE"), None)
            found += [(where, j)] if where is not None else []
    return found


def _outer(tokens: Sequence[Token], pairs: dict[int, int], start: int, end: int) -> Sequence[int]:
    """Return the positions between two brackets that are in no inner ones."""
    found, k = [], start + 1
    while k < end:
        found.append(k)
        k = pairs.get(k, k) + 1
    return found


def _chain(tokens: Sequence[Token], pairs: dict[int, int], nodes: dict[int, int], start: int) -> int:
    """Return where the last node of a pattern closes that begins at a node; 0 where that node stands alone."""
    last, k = 0, nodes[start] + 1
    while k < len(tokens) and (tokens[k].text in _LINK_SIGNS or tokens[k].text == "["):
        k = pairs[k] + 1 if tokens[k].text == "[" else k + 1
        if k in nodes:
            last = nodes[k]
            k = last + 1
    return last
