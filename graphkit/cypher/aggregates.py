"""Finds aggregates that the embedded engine does not see, so that it answers wrongly without a word.

The engine looks for aggregates inside arithmetic, comparisons, calls, lists, maps and CASE, but not below the operators
named here: ``NOT count(x) > 1`` gives a row for each row, ``collect(x)[0].id`` gives null.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(slots=True)
class _Stretch:
    """What is between two bounds at one level of brackets: an operand, with all its operators."""

    left: int
    """The bound before it, -1 at the beginning."""
    opener: int
    """The bracket or clause around it, -1 for none."""
    hides: bool = False
    slices: bool = False


def find_hidden_aggregates(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the positions of calls of aggregates that an operator hides from the embedded engine."""
    words = [_word(tokens, i) for i in range(len(tokens))]
    partners = _partners(words)
    words = ["" if w in {"CASE", "END"} and i not in partners else w for i, w in enumerate(words)]
    stretches = _read_stretches(words, partners)
    for i, word in enumerate(words[:-1]):
        called = word in AGGREGATES and words[i + 1] == "(" and i + 1 in partners
        if called and _is_hidden(words, partners, stretches, i):
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


def _read_stretches(words: Sequence[str], partners: dict[int, int]) -> list[_Stretch]:
    """Return the stretch of each token: a bracket is of the one around it."""
    found, now, around = list[_Stretch](), _Stretch(-1, -1), list[_Stretch]()
    for i, word in enumerate(words):
        if word in _CLOSERS and i in partners:
            now = around.pop()
        found.append(now)
        if word in _OPENERS:
            around.append(now)
            now = _Stretch(i, i)
        elif word in _BOUNDS:
            now = _Stretch(i, i if word in _CLAUSES else now.opener)
        else:
            now.hides |= _hides(words, i, now.opener)
            now.slices |= word == ".."
    return found


def _is_hidden(words: Sequence[str], partners: dict[int, int], stretches: Sequence[_Stretch], start: int) -> bool:
    """Whether what contains the call at ``start``, up to its column, is an operand of a hiding operator."""
    end = partners[start + 1]
    while True:
        stretch = stretches[start]
        left, opener = stretch.left, stretch.opener
        index = left > 0 and words[left] == "[" and words[left - 1] in {"", ")", "]", "}"}
        if _has_property(words, partners, end) or stretch.hides or (index and stretch.slices):
            return True
        if opener < 0 or words[opener] in _CLAUSES:
            return False
        map_of_node = opener > 0 and words[opener] == "{" and words[opener - 1] == ""
        if map_of_node or words[left] in {"WHERE", "|"}:  # n {.id, …} and [x IN … WHERE … | …]
            return True
        start, end = opener, partners.get(opener, len(words) - 1)


def _hides(words: Sequence[str], i: int, opener: int) -> bool:
    """Whether a token hides its operands; the IN of ``[x IN …]`` and ``any(x IN …)`` does not."""
    if words[i] == "IN":
        return (i < 2 or words[i - 2] != "[") and (opener < 1 or words[opener - 1] not in _QUANTIFIERS)
    return words[i] in HIDING or words[i] in _HIDING_SYMBOLS


def _has_property(words: Sequence[str], partners: dict[int, int], end: int) -> bool:
    """Whether a property is taken of what ends at a position, perhaps after an index."""
    i = end + 1
    while i < len(words) and words[i] == "[":
        i = partners.get(i, i) + 1
    return i < len(words) and words[i] == "."
