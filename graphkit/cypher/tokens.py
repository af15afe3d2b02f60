"""Cypher cut into tokens: enough to tell clauses from names, strings and comments, on every engine alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n\r]*|/\*.*?\*/)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<name>`(?:[^`]|``)*`)
  | (?P<param>\$(?:[^\W\d]\w*|`(?:[^`]|``)*`|\d+))
  | (?P<number>0[xX][0-9a-fA-F]+|0[oO][0-7]+|(?:\d+\.(?!\.)\d*|\d+|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<symbol><=|>=|<>|=~|\+=|\.\.|\|\||::|.)
    """,
    re.VERBOSE | re.DOTALL,
)
DEEPEST = 100
"""Most brackets in brackets: nobody writes more, and a hostile text of more would take minutes to check."""
_OPENERS = {"'": "a string", '"': "a string", "`": "a name in backticks", "/*": "a comment"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (word, name, string, number, param, symbol), exact text and place in the query."""

    kind: str
    text: str
    start: int

    @property
    def upper(self) -> str:
        """The text in capitals if it is a word, else empty: what keywords are compared with."""
        return self.text.upper() if self.kind == "word" else ""


def read_tokens(text: str) -> list[Token]:
    """Return the tokens without white space and comments.

    QueryError where a string or comment has no end, or brackets stand more than DEEPEST deep.
    """
    found, depth = list[Token](), 0
    for token in read_all_tokens(text):
        if token.kind == "symbol":
            depth += (token.text in "([{") - (token.text in ")]}")
            if depth > DEEPEST:
                raise QueryError(f"The query has brackets more than {DEEPEST} deep at {place(text, token.start)}.")
        if token.kind not in {"space", "comment"}:
            found.append(token)
    return found


def read_all_tokens(text: str) -> Iterator[Token]:
    """Yield every token, white space and comments too: joined, they spell the query."""
    for match in _TOKEN.finditer(text):
        kind, found, start = str(match.lastgroup), match.group(), match.start()
        opener = text[start : start + 2] if text.startswith("/*", start) else found
        if kind == "symbol" and opener in _OPENERS:
            raise QueryError(f"The query has {_OPENERS[opener]} without an end, opened at {place(text, start)}.")
        yield Token(kind, found, start)


def place(text: str, offset: int) -> str:
    """Return ``line L, column C`` of an offset, both from 1."""
    line, newline = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset)
    return f"line {line}, column {offset - newline}"


def show_place(text: str, line: int, column: int) -> str:
    """Return the query's line with a caret under the column, for an error message; empty if there is none."""
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return ""
    return f"\n  {lines[line - 1]}\n  {' ' * max(0, column - 1)}^"


def read_parameters(text: str) -> list[str]:
    """Return the names of the parameters that a query uses, each once, in the order of their places."""
    return list(dict.fromkeys(t.text[1:].strip("`") for t in read_tokens(text) if t.kind == "param"))


def read_columns(text: str) -> list[str]:
    """Return the columns of the last RETURN as the query names them; empty for ``*`` or without a RETURN."""
    items = _last_items(read_tokens(text))
    return [] if any(item[0].text == "*" for item in items) else [_column(text, item) for item in items]


def returns_all(text: str) -> bool:
    """Whether the last RETURN is ``RETURN *``."""
    return any(len(item) == 1 and item[0].text == "*" for item in _last_items(read_tokens(text)))


def _last_items(tokens: list[Token]) -> list[list[Token]]:
    """Return the tokens of each item of the last RETURN."""
    returns = [i for i in _outer(tokens) if tokens[i].upper == "RETURN" and (i == 0 or tokens[i - 1].text != ".")]
    items = _split(tokens[returns[-1] + 1 :]) if returns else []
    return [item for item in items if item]


def _outer(tokens: list[Token]) -> Iterator[int]:
    """Yield the positions of the tokens that stand in no bracket: a subquery's RETURN is not the query's."""
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "symbol" else 0
        if depth == 0:
            yield i


def _split(tokens: list[Token]) -> list[list[Token]]:
    """Split what stands between RETURN and ORDER BY, SKIP or LIMIT at its outer commas."""
    items: list[list[Token]] = [[]]
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "symbol" else 0
        after = tokens[i + 1].upper if i + 1 < len(tokens) else ""
        ends = token.upper in {"SKIP", "LIMIT", "OFFSET", "UNION"} or (token.upper == "ORDER" and after == "BY")
        if depth < 0 or token.text == ";" or (depth == 0 and ends and items[-1] and items[-1][-1].upper != "AS"):
            break
        if depth == 0 and token.text == ",":
            items.append([])
        elif not (token.upper == "DISTINCT" and i == 0):
            items[-1].append(token)
    return items


def _column(text: str, item: list[Token]) -> str:
    """Return the alias, else the wording of the expression."""
    if len(item) > 2 and item[-2].upper == "AS":
        return item[-1].text.strip("`")
    return text[item[0].start : item[-1].start + len(item[-1].text)]
