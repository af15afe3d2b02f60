"""What Neo4j refuses for what its words stand for, no engine is asked; what it answers, is not refused."""

from pathlib import Path

import pytest
from made_graphs import make_synthetic

from graphkit.cypher.meaning.clauses import read_meaning
from graphkit.cypher.schema_check import check_schema, find_errors
from graphkit.cypher.tokens import DEEPEST, read_tokens
from graphkit.errors import QueryError
from graphkit.queries import find_queries
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.kglite import KgliteStore, has_kglite

DATA = Path(__file__).parents[2] / "data" / "meaning-queries.txt"
_, REFUSED, ANSWERED = (
    [line for line in part.splitlines() if line and line[0] not in "#["]
    for part in DATA.read_text(encoding="utf-8")
    .replace("\n[meaning, answered]\n", "\n[meaning, refused]\n")
    .split("\n[meaning, refused]\n")
)
UNKNOWN = {
    "MATCH (a:State), (b:Body) WITH a RETURN {x: b.id} AS m": "column 45: Variable 'b' not defined",
    "MATCH (a:State), (b:Body) WITH a CALL { WITH b RETURN b.id AS i } RETURN i": "column 46: Variable 'b' not defined",
    "MATCH (a:State), (b:Body) WITH a CALL (b) { RETURN b.id AS i } RETURN i": "column 40: Variable 'b' not defined",
    "UNWIND [unknown] AS x RETURN x": "column 9: Variable 'unknown' not defined",
    "MATCH (b:Body {id: zzz.id}) RETURN b.id AS b": "column 20: Variable 'zzz' not defined",
    "MATCH ()-[r:MEMBER_OF {status: zzz}]->(b) RETURN b.id AS b": "column 32: Variable 'zzz' not defined",
    "MATCH (a) WHERE EXISTS { (a)-->(b {id: zzz}) } RETURN a.id AS a": "column 40: Variable 'zzz' not defined",
}
NEVER = [
    "UNWIND [7] AS i MATCH (n {id: i}) RETURN n.id AS id",
    "MATCH (d:Document) WITH d.year AS y MATCH (n) WHERE n.id = y RETURN n.id AS id",
    "MATCH (d:Document) WITH collect(d.year) AS ys MATCH (n:State) WHERE n.id IN ys RETURN n.id AS id",
    "MATCH (d:Document), (n:State) WHERE d.year = n.name RETURN n.id AS id",
    "MATCH (d:Document) RETURN CASE d.year WHEN '2020' THEN 1 END AS x",
]
"""Queries that compare a property with what it never equals, known from a row or from another property."""
KGLITE = {
    "WITH {id: 1} AS a RETURN a {.id} AS m": "of nodes only",
    "MATCH (a)-[r]->() RETURN r {.score} AS m": "of nodes only",
    "UNWIND [1, 1.0] AS x RETURN DISTINCT x": "1 and 1.0",
    "UNWIND [[1], [1.0]] AS x RETURN count(DISTINCT x) AS n": "1 and 1.0",
    "UNWIND [1, 1.0] AS x RETURN x, count(*) AS n": "1 and 1.0",
    "RETURN 1 AS x UNION RETURN 1.0 AS x": "1 and 1.0",
    "RETURN toString(1e10) AS x": "large and small numbers",
    "RETURN toFloat(' 1.5 ') AS x": "numbers in fewer forms",
    "RETURN toInteger(1e30) AS x": "no whole number",
    "RETURN [1] + null AS x": "adds null to a list",
    "RETURN 1.5 / 0 AS x": "divided by 0",
    "RETURN 1 != 2 AS x": "not read as Cypher",
}
ARCADE = {
    "MATCH (a:State) WITH a.region AS r, count(*) AS n WHERE a.region > 'A' RETURN r, n": "by its expression in WHERE",
    "MATCH (a:State) WITH a, null AS b OPTIONAL MATCH (a)-->(b) RETURN b": "'b', which is null, for a new variable",
}


def errors(text: str) -> list[str]:
    return [error.reason for error in read_meaning(read_tokens(text)).errors]


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    graph = make_synthetic(20)
    first = ArcadeStore.create(tmp_path_factory.mktemp("meaning") / "graph", graph)
    yield [first, *([KgliteStore(graph)] if has_kglite() else [])]
    first.close()


def test_what_neo4j_refuses_is_found_and_only_that():
    assert [text for text in REFUSED if not errors(text)] == []
    assert {text: errors(text) for text in ANSWERED if errors(text)} == {}
    assert len(REFUSED) > 150
    assert len(ANSWERED) > 150


def test_every_query_of_the_library_is_read_to_its_end_and_has_no_error():
    read = {name: read_meaning(read_tokens(q.text), q.example) for name, q in find_queries().items()}
    assert [name for name, meaning in read.items() if meaning.unread or meaning.errors or meaning.unequal] == []


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_variable_that_is_not_known_is_refused_by_every_engine(engines, text):
    for engine in engines:
        with pytest.raises(QueryError, match=f"line 1, {UNKNOWN[text]}"):
            engine.query(text)
    assert UNKNOWN[text] in f"{find_errors(text)[0].where}: {find_errors(text)[0].reason}"


@pytest.mark.parametrize("text", NEVER)
def test_a_value_of_a_row_that_a_property_never_equals_is_named(text):
    assert any("which it never equals" in doubt.reason for doubt in check_schema(text))


@pytest.mark.parametrize("text", NEVER[:3])
def test_an_id_beside_a_number_of_a_row_is_not_asked_of_an_index_that_makes_them_alike(engines, text):
    with pytest.raises(QueryError, match="id is text and is compared with a number, which it never equals"):
        engines[0].query(text)


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("text", KGLITE)
def test_what_the_second_engine_takes_otherwise_is_refused(engines, text):
    with pytest.raises(QueryError, match=KGLITE[text]):
        engines[1].query(text)


@pytest.mark.parametrize("text", ARCADE)
def test_what_the_first_engine_takes_otherwise_is_refused_and_linted(engines, text):
    with pytest.raises(QueryError, match=ARCADE[text]):
        engines[0].query(text)
    assert any(ARCADE[text] in doubt.reason for doubt in find_errors(text))


@pytest.mark.parametrize(
    "text",
    [f"RETURN {'(' * DEEPEST}1{')' * DEEPEST} AS x", f"RETURN {'NOT ' * 5000}true AS x",
     f"RETURN {'CASE WHEN true THEN ' * 500}1{' END' * 500} AS x", f"RETURN {'- ' * 5000}1 AS x",
     "MATCH (a) " + "WHERE EXISTS { MATCH (a) " * 90 + "}" * 90 + " RETURN a"],
)  # fmt: skip
def test_a_deep_text_is_read_or_left_to_the_engine(text):
    assert errors(text) == []


@pytest.mark.parametrize(("text", "at"), [("MATCH (n) RETURN", 11), ("MATCH (n) RETURN n.id n", 23), ("SELECT 1", 1)])
def test_where_the_reading_ends_is_linted(text, at):
    (doubt,) = find_errors(text)
    assert (doubt.where, "not read as Cypher" in doubt.reason) == (f"line 1, column {at}", True)


def test_a_query_that_writes_is_left_to_the_engine():
    assert errors("MATCH (a) SET a.x = zzz RETURN a") == []
    assert find_errors("MATCH (a) SET a.x = zzz RETURN a") == []
