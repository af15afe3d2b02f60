"""A query in the words that kglite reads, with the same answer: what it has under another name only."""

from collections.abc import Sequence

from graphkit.cypher.finders import ITEMS_END, find_closing
from graphkit.cypher.tokens import Token, read_tokens

LONGEST = 1_000_000
"""Links of a path without an upper bound, which kglite would cut at 10 without a word."""
RESERVED = frozenset({"END"})
"""Names of our properties that kglite takes for keywords."""
_CLAUSES = frozenset({"RETURN", "WITH", "MATCH", "UNWIND", "CALL", "UNION", *ITEMS_END})


def rewrite_for_kglite(text: str) -> str:
    """Return a query with names in backticks and COLLECT { } of its columns as subqueries before their clause.

    Halves are rounded up, as the other engines do; kglite's own rounding goes away from zero. Paths of any length get
    a bound that none reaches.

    >>> rewrite_for_kglite("MATCH (s) RETURN s.end AS e")
    'MATCH (s) RETURN s.`end` AS e'
    >>> rewrite_for_kglite("MATCH (a)-[:PART_OF*2..]->(b) RETURN b.id")
    'MATCH (a)-[:PART_OF*2..1000000]->(b) RETURN b.id'
    >>> rewrite_for_kglite("RETURN round(-2.5) AS n")
    'RETURN floor(0.5 + -2.5) AS n'
    >>> rewrite_for_kglite("MATCH (s) RETURN COLLECT { MATCH (s)-->(b) RETURN b.id ORDER BY b.id } AS ids")
    'MATCH (s) CALL (*) { MATCH (s)-->(b) WITH b.id AS `v` ORDER BY b.id RETURN collect([`v`]) AS `list 0` } \
RETURN [`v` IN `list 0` | `v`[0]] AS ids'
    """
    tokens = read_tokens(text)
    for i in range(len(tokens) - 1, 0, -1):
        token, before, after = tokens[i], tokens[i - 1].text, tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.upper in RESERVED and (before == "." or (before in {"{", ","} and after == ":")):
            text = f"{text[: token.start]}`{token.text}`{text[token.start + len(token.text) :]}"
        elif token.upper == "ROUND" and after == "(" and before not in {".", ":"}:
            text = f"{text[: token.start]}floor(0.5 + {text[tokens[i + 1].start + 1 :]}"
        elif token.text == "*" and (end := _open_end(tokens, i)):
            at, last = tokens[end - 1].start, tokens[end - 1].text
            bound = f"..{LONGEST}" if last == ".." else f"{last}1..{LONGEST}"
            text = f"{text[:at]}{bound}{text[at + len(last) :]}"
    number = 0
    while moved := _move_collect(text, number):
        text, number = moved, number + 1
    return text


def _open_end(tokens: Sequence[Token], i: int) -> int:
    """Return where the ``*`` of a link ends, which has no upper bound; 0 where it has one or is no link's."""
    end = i + 1
    while end < len(tokens) and (tokens[end].text == ".." or tokens[end].kind == "number"):
        end += 1
    told = [t.text for t in tokens[i + 1 : end]]
    opened = next((j for j in range(i, 0, -1) if tokens[j].text in {"[", "(", ","}), 0)
    of_link = opened > 0 and tokens[opened].text == "[" and tokens[opened - 1].text == "-"
    return end if of_link and (not told or told[-1] == "..") else 0


def _move_collect(text: str, number: int) -> str:
    """Return the query with its first COLLECT { } that can be moved before its clause; empty where there is none."""
    tokens = read_tokens(text)
    for i in range(len(tokens) - 1):
        if tokens[i].upper == "COLLECT" and tokens[i + 1].text == "{" and (clause := _find_clause(tokens, i)):
            end = find_closing(tokens, i + 1)
            inner = _collected(text, tokens[i + 1 : end + 1])
            if inner:
                name, at = f"`list {number}`", tokens[clause].start
                call = f"CALL (*) {{ {inner} AS {name} }} "
                value = f"[`v` IN {name} | `v`[0]]"
                return text[:at] + call + text[at : tokens[i].start] + value + text[tokens[end].start + 1 :]
    return ""


def _find_clause(tokens: Sequence[Token], i: int) -> int:
    """Return where the RETURN or WITH begins in whose columns a token is, in no brackets but size( … ); else 0."""
    depth = 0
    for j in range(i - 1, 0, -1):
        token = tokens[j]
        depth += (token.text in ")]}") - (token.text in "([{") if token.kind == "symbol" else 0
        if depth < 0 and (token.text != "(" or tokens[j - 1].upper != "SIZE"):
            return 0
        depth = max(depth, 0)
        if depth == 0 and token.upper in _CLAUSES and tokens[j - 1].text not in {".", ":"}:
            return j if token.upper in {"RETURN", "WITH"} else 0
    return 0


def _collected(text: str, block: Sequence[Token]) -> str:
    """Return what is between the brackets with ``RETURN collect([value])`` as its end, so that nulls stay in the list.

    Empty where it has several RETURNs or columns.
    """
    outer = [j for j, depth in _depths(block) if depth == 1]
    returns = [j for j in outer if block[j].upper == "RETURN"]
    if len(returns) != 1:
        return ""
    rest = [j for j in outer if j > returns[0]]
    stop = next((j for j in rest if block[j].upper in ITEMS_END), len(block) - 1)
    if any(block[j].text == "," for j in rest if j < stop):
        return ""
    named = block[stop - 2].upper == "AS"
    name, added = (block[stop - 1].text, "") if named else ("`v`", " AS `v`")
    begin, column = block[0].start + 1, block[returns[0]].start + len("RETURN")
    last = block[stop - 1].start + len(block[stop - 1].text)
    before, after = text[begin : block[returns[0]].start].strip(), text[last : block[-1].start].rstrip()
    return f"{before} WITH{text[column:last]}{added}{after} RETURN collect([{name}])"


def _depths(block: Sequence[Token]) -> list[tuple[int, int]]:
    """Return (position, brackets around it) of each token."""
    found, depth = list[tuple[int, int]](), 0
    for j, token in enumerate(block):
        opens = token.kind == "symbol" and token.text in "([{"
        depth += opens - (token.kind == "symbol" and token.text in ")]}")
        found.append((j, depth))
    return found
