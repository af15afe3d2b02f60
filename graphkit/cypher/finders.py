"""What every finder of the linter needs: calls, runs of words, the parts of a query."""

from collections.abc import Callable, Iterator, Sequence

from graphkit.cypher.tokens import Token

Finder = Callable[[list[Token]], Iterator[int]]
"""Yields the positions of tokens where a construct stands."""
OPENERS, CLOSERS = frozenset("([{"), frozenset(")]}")
ITEMS_END = frozenset({"ORDER", "SKIP", "LIMIT", "OFFSET", "WHERE", "UNION"})
"""Words that end the columns of a RETURN or WITH."""
_PARTS = frozenset({"RETURN", "WITH"})


def find_calls(*names: str) -> Finder:
    """Return a finder of calls of functions that are not properties of something."""

    def find(tokens: list[Token]) -> Iterator[int]:
        for i, token in enumerate(tokens[:-1]):
            if token.upper in names and tokens[i + 1].text == "(" and not after_dot(tokens, i):
                yield i

    return find


def after_dot(tokens: list[Token], i: int) -> bool:
    """Whether a word is the name of a property, label or type."""
    return i > 0 and tokens[i - 1].text in {".", ":"}


def find_words(*words: str, first: bool = False) -> Finder:
    """Return a finder of a run of words, anywhere or at the beginning."""

    def find(tokens: list[Token]) -> Iterator[int]:
        for i in range(1 if first else len(tokens)):
            run = tuple(t.upper for t in tokens[i : i + len(words)])
            if run == words and not after_dot(tokens, i):
                yield i

    return find


def find_any(*finders: Finder) -> Finder:
    """Return a finder of what any of several finds."""
    return lambda tokens: (i for find in finders for i in find(tokens))


def find_parts(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each RETURN and WITH up to the next clause that reads or the end."""
    ends = _PARTS | {"MATCH", "UNWIND", "CALL", "OPTIONAL", "UNION"}
    starts = [i for i, t in enumerate(tokens) if t.upper in _PARTS and not is_string_with(tokens, i)]
    for i in starts:
        depth = 0
        for j in range(i + 1, len(tokens)):
            depth += (tokens[j].text in "([{") - (tokens[j].text in ")]}")
            if depth < 0 or (depth == 0 and tokens[j].upper in ends and not is_string_with(tokens, j)):
                yield i, j
                break
        else:
            yield i, len(tokens)


def is_string_with(tokens: list[Token], i: int) -> bool:
    """Whether a WITH belongs to STARTS WITH or ENDS WITH."""
    return i > 0 and tokens[i].upper == "WITH" and tokens[i - 1].upper in {"STARTS", "ENDS"}


def find_opening(tokens: list[Token], i: int) -> int:
    """Return the position of the bracket that the one at ``i`` closes."""
    depth = 0
    for j in range(i, -1, -1):
        depth += (tokens[j].text in CLOSERS) - (tokens[j].text in OPENERS)
        if depth == 0:
            return j
    return 0


def find_closing(tokens: list[Token], i: int) -> int:
    """Return the position of the bracket that closes the one at ``i``, or of the last token."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j].text in OPENERS) - (tokens[j].text in CLOSERS)
        if depth == 0:
            return j
    return len(tokens) - 1


def find_pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the position of each opening bracket -> of the one that closes it, or of the last token."""
    found, opened = dict[int, int](), list[int]()
    for i, token in enumerate(tokens):
        if token.text in OPENERS:
            opened.append(i)
        elif token.text in CLOSERS and opened:
            found[opened.pop()] = i
    return found | dict.fromkeys(opened, len(tokens) - 1)


def read_arguments(tokens: list[Token], i: int) -> list[list[Token]]:
    """Return the arguments of the call at ``i``."""
    found, depth = [list[Token]()], 0
    for token in tokens[i + 1 :]:
        depth += (token.text in OPENERS) - (token.text in CLOSERS)
        if depth == 0:
            break
        if depth == 1 and token.text == ",":
            found.append([])
        elif depth > 1 or token.text not in OPENERS:
            found[-1].append(token)
    return found


def find_arguments(name: str, number: int, opener: str) -> Finder:
    """Return a finder of calls of a function whose argument of that number, from 0, begins with a sign."""

    def find(tokens: list[Token]) -> Iterator[int]:
        for i in find_calls(name)(tokens):
            wanted = read_arguments(tokens, i)[number : number + 1]
            if any(arg and arg[0].text == opener for arg in wanted):
                yield i

    return find
