"""The columns of RETURN * are known without a row."""

import pytest

from graphkit.cypher.meaning.clauses import read_meaning
from graphkit.cypher.tokens import read_tokens
from graphkit.graph.graph import Graph
from graphkit.store.arcadedb import ArcadeStore

SCOPES = {
    "MATCH (b:Body)<-[r]-(a) RETURN *": ["a", "b", "r"],
    "MATCH (n) WHERE n.name STARTS WITH 'x' WITH *, n.id AS z WHERE z > 'a' RETURN * ORDER BY z": ["n", "z"],
    "MATCH (n) WITH n.id AS z, n AS m MATCH (m)-->(o) WHERE EXISTS { (o)-->(p) } RETURN *": ["m", "o", "z"],
    "UNWIND [] AS x CALL (x) { MATCH (q) RETURN q.id AS id, count(*) AS n } RETURN *": ["id", "n", "x"],
    "MATCH q = (a)-->(b) RETURN * UNION MATCH q = (a)<--(b) RETURN *": ["a", "b", "q"],
}


@pytest.mark.parametrize("text", SCOPES)
def test_the_scope_of_the_last_return_is_read(text):
    assert sorted(read_meaning(read_tokens(text)).columns) == SCOPES[text]


@pytest.mark.parametrize("text", SCOPES)
def test_an_answer_without_a_row_has_these_columns(tmp_path, text):
    store = ArcadeStore.create(tmp_path / "graph", Graph())
    assert list(store.query(text).columns) == SCOPES[text]
    store.close()
