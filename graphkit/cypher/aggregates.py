"""Finds aggregates that the embedded engine does not see, so that it answers wrongly without a word.

The engine looks for aggregates inside arithmetic, comparisons, calls, lists, maps and CASE, but not below the operators
named here: ``NOT count(x) > 1`` gives a row for each row, ``collect(x)[0].id`` gives null.
"""

from collections.abc import Iterator, Sequence

from graphkit.cypher.tokens import Token

AGGREGATES = frozenset(
    {"COUNT", "SUM", "AVG", "MIN", "MAX", "COLLECT", "STDEV", "STDEVP", "PERCENTILECONT", "PERCENTILEDISC"}
)
HIDING = frozenset({"NOT", "AND", "OR", "XOR", "IS", "IN", "STARTS", "ENDS", "CONTAINS"})
HIDDEN = "the embedded engine does not see an aggregate below a property, NOT, AND, OR, IS, IN, =~ and the like"
HOW_TO_NAME = "Give the aggregate a name in a WITH of its own: WITH x, count(y) AS n RETURN x, NOT n > 1"
_HIDING_SYMBOLS = frozenset({"=~", "::"})
_QUANTIFIERS = frozenset({"ANY", "ALL", "NONE", "SINGLE", "REDUCE"})
_OPENERS, _CLOSERS = frozenset({"(", "[", "{", "CASE"}), frozenset({")", "]", "}", "END"})
_CLAUSES = frozenset({"RETURN", "WITH", "BY", "MATCH", "UNWIND", "CALL", "UNION", "SKIP", "LIMIT", "OFFSET"})
_BOUNDS = frozenset({",", "|", ";", "AS", "ASC", "DESC", "ORDER", "WHERE", "WHEN", "THEN", "ELSE", *_CLAUSES})


def find_hidden_aggregates(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the positions of calls of aggregates that an operator hides from the embedded engine."""
    words = [_word(tokens, i) for i in range(len(tokens))]
    partners = _partners(words)
    words = ["" if w in {"CASE", "END"} and i not in partners else w for i, w in enumerate(words)]
    for i, word in enumerate(words[:-1]):
        if word in AGGREGATES and words[i + 1] == "(" and i + 1 in partners and _is_hidden(words, partners, i):
            yield i


def _word(tokens: Sequence[Token], i: int) -> str:
    """Return a token as an operator, keyword or bracket; names of things are '' so that they are never one."""
    token, before = tokens[i], tokens[i - 1].text if i else ""
    if token.kind == "symbol":
        return token.text
    named = before == "." or before.upper() == "AS" or (i + 1 < len(tokens) and tokens[i + 1].text == ":")
    is_with = token.upper == "WITH" and before.upper() in {"STARTS", "ENDS"}
    return "" if named or is_with else token.upper


def _partners(words: Sequence[str]) -> dict[int, int]:
    """Return the position of each bracket's other end, both ways; CASE and END are brackets too."""
    found, opened = dict[int, int](), list[int]()
    for i, word in enumerate(words):
        if word in _OPENERS:
            opened.append(i)
        elif word in _CLOSERS and opened and (word == "END") == (words[opened[-1]] == "CASE"):
            found[i] = opened[-1]
            found[opened.pop()] = i
    return found


def _is_hidden(words: Sequence[str], partners: dict[int, int], start: int) -> bool:
    """Whether what contains the call at ``start``, up to its column, is an operand of a hiding operator."""
    end = partners[start + 1]
    while True:
        if _has_property(words, partners, end):
            return True
        left = _bound(words, partners, start, -1)
        right = _bound(words, partners, end, 1)
        index = words[left] == "[" and left > 0 and words[left - 1] in {"", ")", "]", "}"}
        if any(_hides(words, partners, i, index) for i in _level(partners, left + 1, right)):
            return True
        bound, left = words[left], _opener(words, partners, left)
        if left < 0 or words[left] in _CLAUSES:
            return False
        map_of_node = words[left] == "{" and words[left - 1] == ""
        if map_of_node or bound in {"WHERE", "|"}:  # n {.id, …} and [x IN … WHERE … | …]
            return True
        start, end = left, partners.get(left, len(words) - 1)


def _bound(words: Sequence[str], partners: dict[int, int], i: int, step: int) -> int:
    """Return the position next to an operand's level: a bound, an enclosing bracket, or beyond the text."""
    ends = _OPENERS if step < 0 else _CLOSERS
    i += step
    while 0 <= i < len(words) and words[i] not in ends and words[i] not in _BOUNDS:
        i = partners.get(i, i) + step
    return i


def _opener(words: Sequence[str], partners: dict[int, int], i: int) -> int:
    """Return the bracket or clause that encloses the bound at ``i``."""
    while i >= 0 and words[i] not in _OPENERS and words[i] not in _CLAUSES:
        i = partners.get(i, i) - 1 if words[i] in _CLOSERS else i - 1
    return i


def _level(partners: dict[int, int], start: int, end: int) -> Iterator[int]:
    """Yield the positions between two that are in no inner bracket."""
    i = start
    while i < end:
        yield i
        i = partners.get(i, i) + 1


def _hides(words: Sequence[str], partners: dict[int, int], i: int, index: bool) -> bool:
    """Whether a token hides its operands; the IN of ``[x IN …]`` and ``any(x IN …)`` does not."""
    if words[i] == "IN" and (words[i - 2] == "[" or words[_opener(words, partners, i - 1) - 1] in _QUANTIFIERS):
        return False
    return words[i] in HIDING or words[i] in _HIDING_SYMBOLS or (index and words[i] == "..")


def _has_property(words: Sequence[str], partners: dict[int, int], end: int) -> bool:
    """Whether a property is taken of what ends at a position, perhaps after an index."""
    i = end + 1
    while i < len(words) and words[i] == "[":
        i = partners.get(i, i) + 1
    return i < len(words) and words[i] == "."
