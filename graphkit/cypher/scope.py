"""The variables that ``RETURN *`` gives: needed where an answer has no row that would name its columns."""

from collections.abc import Iterator, Sequence

from graphkit.cypher.finders import find_closing, is_string_with
from graphkit.cypher.patterns import NAMES, read_patterns
from graphkit.cypher.tokens import Token, read_columns, read_tokens

_CLAUSES = frozenset({"MATCH", "WITH", "UNWIND", "CALL", "RETURN", "UNION"})


def read_scope(text: str) -> list[str]:
    """Return the variables at the last RETURN, in alphabetical order.

    >>> read_scope("MATCH (b:Body) WITH b AS x MATCH p = (x)-[r]->(c) WHERE EXISTS { (c)-->(d) } RETURN *")
    ['c', 'p', 'r', 'x']
    """
    tokens = read_tokens(text)
    starts = [i for i in _outer(tokens) if tokens[i].upper in _CLAUSES and not is_string_with(tokens, i)]
    found = set[str]()
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        match tokens[start].upper:
            case "UNION":
                found = set()
            case "WITH":
                kept = found if tokens[start + 1].text == "*" else set()
                found = kept | set(_columns(text, tokens, start, end))
            case "MATCH":
                found |= set(_pattern_names(tokens[start:end]))
            case "UNWIND" | "CALL":
                found |= set(_given_names(text, tokens, start, end))
    return sorted(name.strip("`") for name in found)


def _outer(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the positions of the tokens in no brackets that are no property, label or key."""
    depth = 0
    for i, token in enumerate(tokens):
        if depth == 0 and (i == 0 or tokens[i - 1].text not in {".", ":"}):
            yield i
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "symbol" else 0


def _columns(text: str, tokens: Sequence[Token], start: int, end: int) -> list[str]:
    """Return the columns of a WITH, read as those of a RETURN."""
    last = tokens[end - 1]
    items = text[tokens[start].start + len("WITH") : last.start + len(last.text)].lstrip().removeprefix("*")
    inner = read_tokens(items)
    where = next((inner[i].start for i in _outer(inner) if inner[i].upper == "WHERE"), len(items))
    return read_columns(f"RETURN {items[:where].lstrip().removeprefix(',')}")


def _pattern_names(clause: Sequence[Token]) -> Iterator[str]:
    where = next((i for i in _outer(clause) if clause[i].upper == "WHERE"), len(clause))
    pattern = clause[:where]
    for part in (part for parts in read_patterns(pattern) for part in parts):
        if part.variable:
            yield part.variable
    for i in _outer(pattern):
        if pattern[i].text == "=" and pattern[i - 1].kind in NAMES:
            yield pattern[i - 1].text


def _given_names(text: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """Yield what UNWIND … AS x, CALL … YIELD x and CALL { … RETURN x } name."""
    opened = next((i for i in range(start, min(end, start + 8)) if tokens[i].text == "{"), None)
    if tokens[start].upper == "CALL" and opened is not None:
        closed = find_closing(list(tokens), opened)
        yield from read_columns(text[tokens[opened].start + 1 : tokens[closed].start])
    elif tokens[start].upper == "UNWIND":
        yield from (tokens[i + 1].text for i in range(start, end - 1) if tokens[i].upper == "AS")
    else:
        told = next((i for i in range(start, end) if tokens[i].upper == "YIELD"), None)
        if told is not None:
            last = tokens[end - 1]
            yield from read_columns(f"RETURN {text[tokens[told].start + 5 : last.start + len(last.text)]}")
