"""What kglite, the second embedded engine, would answer otherwise without an error.

kglite reads more than Cypher and is lenient: it has functions, clauses and properties of its own, and functions of
Cypher with another meaning. So it is given only what was compared with the other engines: functions by a list of those
that agree, all else by name (docs/cypher.md).
"""

import re
from collections.abc import Iterator, Sequence

from graphkit.cypher.aggregates import HOW_TO_NAME, find_hidden_aggregates
from graphkit.cypher.finders import find_closing, find_pairs, is_string_with, read_arguments
from graphkit.cypher.patterns import read_patterns
from graphkit.cypher.silent import Silent, find_columns_after_star
from graphkit.cypher.tokens import Token

AGREED = frozenset({
    "ABS", "ALL", "ALLSHORTESTPATHS", "ANY", "AVG", "CEIL", "COALESCE", "COLLECT", "COUNT", "ENDNODE",
    "EXISTS", "FLOOR", "HEAD", "KEYS", "LABELS", "LAST", "LEFT", "LENGTH", "MAX", "MIN", "NODES", "NONE",
    "PROPERTIES", "RANGE", "REDUCE", "RELATIONSHIPS", "REPLACE", "REVERSE", "RIGHT", "ROUND", "SHORTESTPATH", "SIGN",
    "SINGLE", "SIZE", "SPLIT", "SQRT", "STARTNODE", "SUBSTRING", "SUM", "TAIL", "TOBOOLEAN", "TOFLOAT", "TOINTEGER",
    "TOLOWER", "TOSTRING", "TOUPPER", "TYPE",
})  # fmt: skip
"""Functions that answer alike on every engine for the values that a graph holds."""
VIRTUAL = frozenset({"title", "type", "label", "node_type"})
"""Properties that every kglite node seems to have; none is of the ontology."""
LARGE = frozenset({"amount"})
"""Properties whose numbers may be of 10 million and more."""
_NOT_IT = "Use labels(n), type(r) or n.name; a key of a map of your own needs another name"
_CALLABLE = frozenset({"word", "name"})
_NOT_CALLS = frozenset({
    "AND", "AS", "BY", "CALL", "CASE", "CONTAINS", "DISTINCT", "ELSE", "IN", "IS", "LIMIT", "MATCH", "NOT", "ON", "OR",
    "RETURN", "SKIP", "THEN", "UNION", "UNWIND", "WHEN", "WHERE", "WITH", "XOR",
})  # fmt: skip
_OPERATORS = {
    "=~": ("regular expressions, which it reads by other rules", "Use toLower(x) CONTAINS, STARTS WITH or ENDS WITH"),
    "||": ("||, which makes text of lists", "Use +"),
    "::": ("type predicates", "Leave it out"),
}
_ZERO = re.compile(r"(?:0+\.?0*|\.0+)(?:e[+-]?\d+)?", re.IGNORECASE)
_CLAUSES = frozenset({"HAVING", "FILTER", "FORMAT", "INTERSECT", "EXCEPT", "OVER", "LET", "FINISH", "FOR", "SHOW"})
_BEFORE_NAME = frozenset({"AS", "RETURN", "WITH", "DISTINCT", "BY", "UNWIND", "WHERE", "NOT", "AND", "OR", "IN"})
_LOGICAL = frozenset({"AND", "OR", "XOR", "NOT"})
_AROUND = frozenset({
    "AS", "ASC", "BY", "CASE", "DESC", "DISTINCT", "ELSE", "END", "LIMIT", "MATCH", "ORDER", "RETURN", "SKIP", "THEN",
    "UNION", "UNWIND", "WHEN", "WHERE", "WITH",
})  # fmt: skip
_WHERE_TO = "Ask the first embedded engine, or Neo4j (--engine)"


def find_unlike(tokens: Sequence[Token]) -> Iterator[Silent]:
    """Yield the forms of a query that kglite may answer otherwise than the other engines."""
    tokens = list(tokens)
    for i in range(len(tokens)):
        yield from _operator(tokens, i)
        yield from _call(tokens, i)
        yield from _clause(tokens, i)
        yield from _virtual(tokens, i)
    yield from (Silent(i, "kglite groups wrongly here", HOW_TO_NAME) for i in find_hidden_aggregates(tokens))
    yield from (
        Silent(i, "kglite orders the columns after RETURN * otherwise", "WITH *, expression AS name RETURN *")
        for i in find_columns_after_star(tokens)
    )
    yield from _in_patterns(tokens)
    yield from (Silent(i, "kglite takes any value for a truth value", "Compare it") for i in _plain_operands(tokens))


def _plain_operands(tokens: list[Token]) -> Iterator[int]:
    """Yield literal numbers, texts, lists and maps that are operands of AND, OR, XOR or NOT: an error elsewhere."""
    pairs = find_pairs(tokens)
    opened = {end: start for start, end in pairs.items()}
    for i, token in enumerate(tokens):
        if token.upper not in _LOGICAL:
            continue
        start = opened.get(i - 1, i - 1)
        begins = start > 0 and _bounds(tokens[start - 1], "([{,|") and not is_string_with(tokens, start - 1)
        if token.upper != "NOT" and begins and _is_plain(tokens[start]):
            yield start
        end = pairs.get(i + 1, i + 1)
        after = tokens[end + 1] if end + 1 < len(tokens) else None
        if i + 1 < len(tokens) and _is_plain(tokens[i + 1]) and (after is None or _bounds(after, ")]},|")):
            yield i + 1


def _is_plain(token: Token) -> bool:
    return token.kind in {"number", "string"} or token.text in {"[", "{"}


def _bounds(token: Token, signs: str) -> bool:
    """Whether an operand of a logical operator ends or begins beside a token, one of some signs or words."""
    return token.upper in _LOGICAL or token.upper in _AROUND or token.text in set(signs)


def _operator(tokens: list[Token], i: int) -> Iterator[Silent]:
    if tokens[i].text in {"/", "%"} and i + 1 < len(tokens) and _ZERO.fullmatch(tokens[i + 1].text):
        yield Silent(i, "kglite gives null for what is divided by 0", _WHERE_TO)
    if tokens[i].kind == "symbol" and tokens[i].text in _OPERATORS:
        what, instead = _OPERATORS[tokens[i].text]
        yield Silent(i, f"kglite is not asked {what}", instead)


def _call(tokens: list[Token], i: int) -> Iterator[Silent]:
    token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    if token.upper == "CALL" and after and after.kind in _CALLABLE and _opens_clause(tokens, i):
        yield Silent(i, "kglite has other procedures, and no full-text index over all statements", "Use CONTAINS")
    if after is None or after.text != "(" or token.kind not in _CALLABLE or token.upper in _NOT_CALLS:
        return
    dotted = i > 0 and tokens[i - 1].text == "."
    labelled = i > 0 and tokens[i - 1].text in {":", "|", "&", "!"}
    if not labelled and (dotted or token.upper not in AGREED):
        yield Silent(i, f"{token.text}() was not found to agree on kglite and the other engines", _WHERE_TO)
    elif token.upper == "TOSTRING" and any(t.text in LARGE for t in tokens):
        yield Silent(i, "kglite writes numbers of 10 million and more as text without an exponent", "Return the number")
    elif token.upper == "ROUND" and len(read_arguments(tokens, i)) > 1:
        yield Silent(i, "kglite rounds to a number of digits by another rule", "round(1000 * x) / 1000.0")


def _opens_clause(tokens: list[Token], i: int) -> bool:
    """Whether a word can't be a name: it follows no sign after which a name stands, and is not used as one."""
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    named = before is not None and (before.upper in _BEFORE_NAME or before.text in {".", ":", "(", "[", ",", "|", "="})
    return not named and (after is None or after.text not in {".", ",", ")", "=", ":", "<", ">", "<>", "["})


def _clause(tokens: list[Token], i: int) -> Iterator[Silent]:
    if tokens[i].upper in _CLAUSES and _opens_clause(tokens, i):
        yield Silent(i, f"{tokens[i].upper} is no clause of Cypher, or not one that kglite reads alike", _WHERE_TO)


def _virtual(tokens: list[Token], i: int) -> Iterator[Silent]:
    token = tokens[i]
    before, after = tokens[i - 1].text if i else "", tokens[i + 1].text if i + 1 < len(tokens) else ""
    word = token.text.strip("`'\"").casefold()
    read = before == "." and token.kind in _CALLABLE and after != "("
    looked_up = before == "[" and after == "]" and token.kind == "string"
    if word in VIRTUAL and (read or looked_up):
        yield Silent(i, f"'{word}' is a property that kglite makes up and no node has", _NOT_IT)


def _in_patterns(tokens: list[Token]) -> Iterator[Silent]:
    """Yield made-up properties in the maps of patterns, and ids of links: null on other engines, here a number."""
    nodes, links = read_patterns(tokens)
    for part in (*nodes, *links):
        for at, key in part.keys.items():
            if key.casefold() in VIRTUAL or (part in links and key == "id"):
                yield Silent(at, f"'{key}' is a property that kglite makes up and none has", _NOT_IT)
    names = {link.variable for link in links if link.variable}
    yield from (
        Silent(node.start + 1, f"'{node.variable}' is a link and a node at once", "Give one another name")
        for node in nodes
        if node.variable in names
    )
    for i, token in enumerate(tokens):
        many = token.upper == "RELATIONSHIPS" or token.text in names
        if many and i > 1 and tokens[i - 1].upper == "IN":
            names.add(tokens[i - 2].text)
        elif many and i and tokens[i - 1].upper == "UNWIND":
            end = find_closing(tokens, i + 1) if token.upper == "RELATIONSHIPS" else i
            names.update(t.text for t in tokens[end + 2 : end + 3] if tokens[end + 1].upper == "AS")
    for i in range(2, len(tokens)):
        if tokens[i].text == "id" and tokens[i - 1].text == "." and tokens[i - 2].text in names:
            yield Silent(i, "a link has no id", "Use startNode(r).id and endNode(r).id")
