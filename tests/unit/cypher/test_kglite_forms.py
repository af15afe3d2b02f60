"""What kglite would answer otherwise is refused by name, and what it says in other words is said so."""

import pytest
from made_graphs import make_synthetic
from same_answers import ask

from graphkit.cypher.kglite_forms import find_unlike
from graphkit.cypher.kglite_words import rewrite_for_kglite
from graphkit.cypher.tokens import read_tokens
from graphkit.errors import QueryError
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.kglite import KgliteStore, has_kglite

pytestmark = pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
WRONG = {
    "MATCH (n) RETURN n.title AS x": "'title' is a property that kglite makes up",
    "MATCH (n {type: 'State'}) RETURN n.id AS x": "'type' is a property that kglite makes up",
    "MATCH (n) RETURN n['label'] AS x": "'label' is a property that kglite makes up",
    "MATCH ()-[r]->() RETURN r.id AS x": "a link has no id",
    "MATCH p = ()-[r*1..2]->() RETURN [x IN r | x.id] AS x": "a link has no id",
    "MATCH p = ()-[*1..2]->() UNWIND relationships(p) AS r RETURN r.id AS x": "a link has no id",
    "MATCH (n) WHERE n.text =~ '.*a.*' RETURN n.id AS x": "not asked regular expressions",
    "RETURN [1] || [2] AS x": r"not asked \|\|",
    "RETURN date('2020-01-01') AS x": r"date\(\) was not found to agree",
    "RETURN duration.between($a, $b) AS x": r"between\(\) was not found to agree",
    "MATCH (s:Statement) WITH s.amount AS a RETURN toString(a) AS x": "as text without an exponent",
    "RETURN round(1.005, 2) AS x": "rounds to a number of digits",
    "MATCH (n) RETURN count(n) AS n HAVING n > 1": "HAVING is no clause",
    "RETURN 1 AS x FORMAT CSV": "FORMAT is no clause",
    "CALL db.labels() YIELD label RETURN label": "other procedures",
    "MATCH (a)-->(b) RETURN a.id AS a, NOT count(b) > 1 AS few": "groups wrongly",
    "WITH 1 AS b RETURN *, 2 AS a": "columns after",
}
RIGHT = [
    "MATCH (s:Recommendation) WITH s.end AS e MATCH (t {end: e}) RETURN e, {end: e, n: count(t)} AS m ORDER BY m.end",
    "MATCH (state:State) RETURN state.id AS kind, 1 AS let ORDER BY kind",
    "WITH 1 AS format RETURN format AS finish ORDER BY finish",
    "MATCH p = (a:State {id: 'AAA'})-[r*1..2]-(b) RETURN count(*) AS n, min(size([n IN nodes(p) | n.id])) AS m",
    "MATCH (s:State) WHERE (s)-[:MEMBER_OF]->() AND exists((s)--()) RETURN round(count(s)) AS n",
    "RETURN round(-2.5) AS a, round(-0.5) AS b, round(2.5) AS c, round(7) AS d, round(null) AS e",
    "MATCH (s:Statement) RETURN round(s.score * 10 - round(s.score * 4.0)) AS r, count(*) AS n ORDER BY r",
    "MATCH (n:State|Body) RETURN [l IN labels(n) WHERE l <> 'Actor'][0] AS l, count(*) AS n ORDER BY l",
]
LISTS = [
    "COLLECT { MATCH (s)-[:MEMBER_OF]->(b) RETURN b.id AS id ORDER BY id }",
    "COLLECT { MATCH (s)-[:MEMBER_OF]->(b) RETURN DISTINCT b.kind ORDER BY b.kind LIMIT 1 }",
    "COLLECT { MATCH (s)-[:ISSUED]->(x) RETURN x.nothing }",
    "size(COLLECT { MATCH (s)-[:ISSUED]->(x) WHERE x.end > 100 RETURN x }) + 1",
    "COLLECT { MATCH (s)<-[:SAID_BY]-(x) RETURN x {.id, e: x.end} AS m ORDER BY x.id }[0..2]",
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    graph = make_synthetic(40)
    first = ArcadeStore.create(tmp_path_factory.mktemp("kglite") / "graph", graph)
    yield first, KgliteStore(graph)
    first.close()


@pytest.mark.parametrize("text", WRONG)
def test_a_form_answered_otherwise_is_refused_with_its_place(engines, text):
    with pytest.raises(QueryError, match=rf"line 1, column \d+: .*{WRONG[text]}.*\n  "):
        engines[1].query(text, {"a": "2020", "b": "2021"})


@pytest.mark.parametrize("text", RIGHT)
def test_a_form_answered_alike_runs(engines, text):
    left, right = (ask(store, text) for store in engines)
    assert left == right != "refused"


@pytest.mark.parametrize("value", LISTS)
def test_a_list_of_a_subquery_is_asked_in_other_words_with_equal_rows(engines, value):
    text = f"MATCH (s:State)\nWHERE s.id < 'AAF'\nRETURN s.id AS id, {value} AS xs\nORDER BY id"
    left, right = (ask(store, text) for store in engines)
    assert left == right != "refused"


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (s) WHERE size(COLLECT { MATCH (s)-->(b) RETURN b.id }) > 1 RETURN s.id AS id",
        "MATCH (s) RETURN [x IN [1] | COLLECT { MATCH (s)-->(b) RETURN b.id }] AS xs",
        "RETURN 'COLLECT { MATCH (s) RETURN s.end }' AS text",
    ],
)
def test_what_can_not_be_moved_is_left_as_it_is(text):
    assert rewrite_for_kglite(text) == text


@pytest.mark.parametrize(
    ("text", "at"), [("MATCH (n)\nRETURN x", "2, column 8"), ("RETURN 1 AS x,\n  = 2 AS y", "2, column 3")]
)
def test_an_error_of_the_engine_shows_its_place(engines, text, at):
    with pytest.raises(QueryError, match=f"can't be run: line {at}: "):
        engines[1].query(text)


def test_a_date_as_parameter_is_refused_since_the_graph_holds_text(engines):
    from datetime import date

    with pytest.raises(QueryError, match=r"\$day is a date or time. Give it as text"):
        engines[1].query("MATCH (s:Statement) WHERE s.due IN $day RETURN s", {"day": [date(2030, 1, 1)]})


def test_values_of_a_graph_come_back_equal():
    from graphkit.graph.graph import Graph
    from graphkit.graph.ontology.nodes import Recommendation

    whole = {"document": "d", "strength": "none", "rule": "r", "section": ("ñ", '"'), "end": 2**53 + 1, "start": -1}
    node = Recommendation(id="s1", text="移民\n\\ 'x' $y \U0001f30d", score=0.1 + 0.2, **whole)
    ((found, big, nan),) = KgliteStore(Graph([node])).query(
        "MATCH (s) RETURN s, $big AS big, $nan AS nan", {"big": -(2**63), "nan": float("nan")}
    )

    assert found.properties == {k: list(v) if isinstance(v, tuple) else v for k, v in node.properties().items()}
    assert (big, nan != nan) == (-(2**63), True)


@pytest.mark.parametrize(
    "text",
    ["RETURN 123 AND true", "RETURN true OR 'foo' AS x", "RETURN NOT [] AS x", "RETURN {x: []} XOR true",
     "MATCH ()-[r]->() MATCH (r) RETURN r", "RETURN 1 / 0.0 AS x", "RETURN 1 / 0.00 AS x",
     "RETURN 5 % 0e0 AS x"],
)  # fmt: skip
def test_what_is_an_error_or_infinite_elsewhere_is_refused(text):
    assert list(find_unlike(read_tokens(text)))


@pytest.mark.parametrize(
    "text",
    ["MATCH (n) WHERE n.x = 123 AND n.y IN ['a'] OR NOT n.z STARTS WITH 'b' AND n.x < 3 RETURN n.id",
     "RETURN [1][0] = 1 AND NOT [2][0] = 1 OR 'a' + 'b' = 'ab' AS x",
     "MATCH (n)-[r]->(m) WHERE NOT (n)-->(m) RETURN r"],
)  # fmt: skip
def test_operands_that_are_conditions_are_not_refused(text):
    assert list(find_unlike(read_tokens(text))) == []
