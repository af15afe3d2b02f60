"""A query is restricted to one graph of a shared database by its patterns alone."""

import pytest

from graphkit.cypher.scoping import scope_to_graph

G = "{graph: $graph}"
CASES = {
    "MATCH (s:State {id: 'MEX'})-->(b) RETURN b": f"MATCH (s:State {{graph: $graph, id: 'MEX'}})-->(b {G}) RETURN b",
    "MATCH () RETURN count(*) AS n": f"MATCH ({G}) RETURN count(*) AS n",
    "MATCH (n:State WHERE n.id = 'x') RETURN n": f"MATCH (n:State {G} WHERE n.id = 'x') RETURN n",
    "MATCH (n) WHERE NOT (n.x = 1) RETURN (1 + 2) AS x": f"MATCH (n {G}) WHERE NOT (n.x = 1) RETURN (1 + 2) AS x",
    "MATCH (n) WHERE (n)-->() RETURN count(n) AS n": f"MATCH (n {G}) WHERE (n {G})-->({G}) RETURN count(n) AS n",
    "MATCH (n) WHERE EXISTS { (n)-[:MEMBER_OF]->(:Body) } RETURN n": (
        f"MATCH (n {G}) WHERE EXISTS {{ (n {G})-[:MEMBER_OF]->(:Body {G}) }} RETURN n"
    ),
    "RETURN '(n)' AS x": "RETURN '(n)' AS x",
    "CALL db.index.fulltext.queryNodes('i', $w) YIELD node RETURN node": (
        "CALL db.index.fulltext.queryNodes('i', $w) YIELD node WHERE node.graph = $graph RETURN node"
    ),
    "CALL db.index.fulltext.queryNodes('i', $w) YIELD score, node AS s WHERE s.x = 1 OR score > 2 RETURN s": (
        "CALL db.index.fulltext.queryNodes('i', $w) YIELD score, node AS s WHERE s.graph = $graph WITH * "
        "WHERE s.x = 1 OR score > 2 RETURN s"
    ),
    "CALL db.labels() YIELD label RETURN label": "CALL db.labels() YIELD label RETURN label",
}


@pytest.mark.parametrize("text", CASES)
def test_each_node_of_a_pattern_is_restricted_and_nothing_else(text):
    assert scope_to_graph(text) == CASES[text]
