"""Restricts a query to one of several graphs in a database."""

from graphkit.cypher.patterns import Part, read_patterns
from graphkit.cypher.tokens import Token, read_tokens


def scope_to_graph(text: str) -> str:
    """Return the query with ``graph: $graph`` in every node of its patterns.

    Links never join nodes of two graphs, so what a pattern reaches from such a node is of the same graph.

    >>> scope_to_graph("MATCH (s:State {id: 'MEX'})-->(b) RETURN b.id")
    "MATCH (s:State {graph: $graph, id: 'MEX'})-->(b {graph: $graph}) RETURN b.id"
    """
    tokens = read_tokens(text)
    nodes, _ = read_patterns(tokens)
    for at, added in sorted((_insertion(tokens, node) for node in nodes), reverse=True):
        text = text[:at] + added + text[at:]
    return text


def _insertion(tokens: list[Token], node: Part) -> tuple[int, str]:
    """Return where to write into the text, and what: into the node's map, or a map of its own after its labels."""
    i = node.labels_end or node.end
    if tokens[i].text == "{":
        return tokens[i].start + 1, "graph: $graph" + (", " if tokens[i + 1].text != "}" else "")
    before = tokens[i - 1]
    return before.start + len(before.text), ("" if before.text == "(" else " ") + "{graph: $graph}"
