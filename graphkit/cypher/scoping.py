"""Restricts a query to one of several graphs in a database."""

from collections.abc import Iterator

from graphkit.cypher.patterns import NAMES, Part, read_patterns
from graphkit.cypher.tokens import Token, read_tokens

_AFTER_YIELD = frozenset({"WHERE", "RETURN", "WITH", "MATCH", "OPTIONAL", "CALL", "UNWIND", "ORDER", "LIMIT", "SKIP"})


def scope_to_graph(text: str) -> str:
    """Return the query with ``graph: $graph`` in every node of its patterns.

    Links never join nodes of two graphs, so what a pattern reaches from such a node is of the same graph. Nodes that a
    full-text index yields are restricted too.

    >>> scope_to_graph("MATCH (s:State {id: 'MEX'})-->(b) RETURN b.id")
    "MATCH (s:State {graph: $graph, id: 'MEX'})-->(b {graph: $graph}) RETURN b.id"
    """
    tokens = read_tokens(text)
    nodes, _ = read_patterns(tokens)
    added_at = [*(_insertion(tokens, node) for node in nodes), *_after_yields(tokens)]
    for at, added in sorted(added_at, reverse=True):
        text = text[:at] + added + text[at:]
    return text


def _insertion(tokens: list[Token], node: Part) -> tuple[int, str]:
    """Return where to write into the text, and what: into the node's map, or a map of its own after its labels."""
    i = node.labels_end or node.end
    if tokens[i].text == "{":
        return tokens[i].start + 1, "graph: $graph" + (", " if tokens[i + 1].text != "}" else "")
    before = tokens[i - 1]
    return before.start + len(before.text), ("" if before.text == "(" else " ") + "{graph: $graph}"


def _after_yields(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield where to write a condition on the node that a procedure yields, and what; one that is there stays."""
    for i, token in enumerate(tokens):
        if token.upper != "YIELD":
            continue
        end, name = i + 1, ""
        while end < len(tokens) and tokens[end].kind in NAMES and tokens[end].upper not in _AFTER_YIELD:
            named = end + 2 < len(tokens) and tokens[end + 1].upper == "AS"
            name = tokens[end + 2 * named].text if tokens[end].text == "node" else name
            end += 3 if named else 1
            if end >= len(tokens) or tokens[end].text != ",":
                break
            end += 1
        if name:
            more = " WITH *" if end < len(tokens) and tokens[end].upper == "WHERE" else ""
            last = tokens[end - 1]
            yield last.start + len(last.text), f" WHERE {name}.graph = $graph{more}"
