"""What a shell offers while a query is typed, by what stands before it; and how much of each kind a graph holds."""

import re
from collections.abc import Iterable

from graphkit.cypher.owners import find_properties, known_labels
from graphkit.cypher.patterns import NAMES, read_patterns
from graphkit.cypher.tokens import Token, read_tokens
from graphkit.errors import GraphkitError
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, SECOND_LABELS, Link, Node
from graphkit.queries import find_queries
from graphkit.store.base import Store

TYPES: dict[str, type[Node] | type[Link]] = {**NODE_TYPES, **LINK_TYPES}
COMMANDS = (":queries", ":schema", ":param", ":params", ":export", ":help", ":quit")
KEYWORDS = ("MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "RETURN", "ORDER BY", "LIMIT", "UNWIND", "EXISTS", "COUNT")
_SIGNS = frozenset(":|&!")
_TYPED = re.compile(r"\w*$")
_SECOND = sorted(set(SECOND_LABELS.values()))
_LABEL = f"[l IN labels({{0}}) WHERE NOT l IN {_SECOND}][0]"
_NUMBERS = "MATCH (n) WITH {0} AS a RETURN a, count(*) AS n ORDER BY a"
_PATTERNS = "MATCH (a)-[r]->(b) WITH {0} AS a, type(r) AS t, {1} AS b RETURN a, t, b, count(*) AS n ORDER BY t, a, b"


def find_completions(text: str) -> tuple[int, list[str]]:
    """Return how many letters are typed of the word at the end of a text, and what it may become, in order.

    After ``(x:`` labels, after ``[r:`` link types that may begin or end at the node before, after ``x.`` properties of
    what the patterns say x is, after ``:`` at the beginning of a line commands, else keywords and the library's names.

    >>> find_completions("MATCH (s:State)-[:IS")
    (2, ['ISSUED'])
    """
    typed = _TYPED.search(text)
    begun = typed.group() if typed else ""
    before = text[: len(text) - len(begun)]
    if before.strip() == ":":
        return len(begun) + 1, _fitting(COMMANDS, f":{begun}")
    try:
        tokens = read_tokens(before)
    except GraphkitError:
        return len(begun), []  # within a string or comment
    return len(begun), _fitting(_offer(tokens), begun)


def _offer(tokens: list[Token]) -> Iterable[str]:
    last = tokens[-1].text if tokens else ""
    opened = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text in {"(", "["}), -1)
    named = opened >= 0 and all(t.kind in NAMES or t.text in _SIGNS for t in tokens[opened + 1 :])
    if last in _SIGNS and named:
        return sorted(known_labels()) if tokens[opened].text == "(" else _link_types(tokens, opened)
    if last == "." and len(tokens) > 1:
        return _properties(tokens, tokens[-2].text)
    return (*KEYWORDS, *find_queries()) if last != "." else ()


def _link_types(tokens: list[Token], opened: int) -> list[str]:
    """Return the link types that a node of the pattern before may have, in the direction that is typed."""
    nodes, _ = read_patterns([*tokens, Token("symbol", "]", 0)])
    before = next((n for n in nodes if opened - 3 <= n.end < opened), None)
    inward = tokens[opened - 2].text == "<"
    names = set(before.names.values()) if before else set[str]()
    labels = {label for label in NODE_TYPES if not names or names & {label, SECOND_LABELS.get(label, label)}}
    return sorted(n for n, c in LINK_TYPES.items() if any(end[1 if inward else 0] in labels for end in c.ends))


def _properties(tokens: list[Token], variable: str) -> list[str]:
    """Return the properties of what a variable is in the patterns; of everything where they don't say."""
    nodes, links = read_patterns(tokens)
    own = [(n, False) for n in nodes if n.variable == variable] + [(k, True) for k in links if k.variable == variable]
    named = [(part, link) for part, link in own if part.names] or own
    return sorted({name for part, link in named for name in find_properties(part, link=link)})


def _fitting(words: Iterable[str], begun: str) -> list[str]:
    """Return the words that begin as typed, then those that hold it; whatever the case."""
    listed, low = list(dict.fromkeys(words)), begun.casefold()
    first = [w for w in listed if w.casefold().startswith(low)]
    return first + [w for w in listed if w not in first and low and low in w.casefold()]


def count_schema(store: Store) -> tuple[dict[str, int], list[tuple[frozenset[str], str, int]]]:
    """Return label or link type -> number, and for each pattern its names, how Cypher writes it, and its number."""
    counts = {str(a): int(n) for a, n in store.query(_NUMBERS.format(_LABEL.format("n")))}
    patterns = list[tuple[frozenset[str], str, int]]()
    for a, t, b, n in store.query(_PATTERNS.format(_LABEL.format("a"), _LABEL.format("b"))):
        counts[t] = counts.get(t, 0) + n
        patterns.append((frozenset({a, t, b}), f"(:{a})-[:{t}]->(:{b})", n))
    return counts, patterns
