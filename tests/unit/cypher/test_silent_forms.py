"""Forms that the embedded engine would answer wrongly without an error are refused, and only those."""

import pytest
from made_graphs import make_synthetic

from graphkit.cypher.lint import lint_query
from graphkit.errors import QueryError
from graphkit.store.arcadedb import ArcadeStore

PATH = "MATCH p = shortestPath((a:State {id: 'AAA'})-[r*..4]-(b:State {id: 'AAB'})) "
WRONG = [
    PATH + "WHERE all(r IN relationships(p) WHERE type(r) <> 'MENTIONS') RETURN length(p) AS n",
    PATH + "WHERE length(p) > 2 RETURN length(p) AS n",
    PATH + "WHERE a.name <> 'x' AND none(n IN nodes(p) WHERE n:Body) RETURN length(p) AS n",
    PATH + "WHERE size(r) > 2 RETURN length(p) AS n",
    PATH.replace("shortestPath", "allShortestPaths") + "WHERE nodes(p)[1]:Body RETURN count(p) AS n",
    "WITH 1 AS a RETURN *, 2 AS b",
    "MATCH (s:State) RETURN DISTINCT *, s.id AS id",
]
RIGHT = [
    PATH + "RETURN length(p) AS n",
    PATH + "WHERE a.name <> 'x' RETURN length(p) AS n",
    PATH + "WITH p WHERE length(p) > 2 RETURN length(p) AS n",
    "WITH 1 AS a RETURN *",
    "WITH 1 AS a WITH *, 2 AS b RETURN *",
    "RETURN 2 * 3 AS n, 4 AS m",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = ArcadeStore.create(tmp_path_factory.mktemp("silent") / "graph", make_synthetic(40))
    yield store
    store.close()


@pytest.mark.parametrize("text", WRONG)
def test_a_form_answered_wrongly_is_refused_with_its_place_and_another_form(store, text):
    with pytest.raises(QueryError, match=r"line 1, column \d+: the embedded engine .*\n  "):
        store.query(text)
    assert {"condition-on-shortest", "columns-after-star"} & {remark.rule for remark in lint_query(text)}


@pytest.mark.parametrize("text", RIGHT)
def test_a_form_answered_rightly_runs(store, text):
    list(store.query(text))


def test_return_star_gives_variables_in_alphabetical_order(store):
    rows = store.query("MATCH (s:State {id: 'AAA'}) WITH s.id AS z, 1 AS a RETURN *")
    assert (rows.columns, list(rows)) == (("a", "z"), [(1, "AAA")])


def test_one_of_several_shortest_paths_is_linted_where_it_is_shown_not_where_it_is_measured():
    shown, measured = (PATH + f"RETURN {what} AS x ORDER BY x" for what in ("[n IN nodes(p) | n.id]", "length(p)"))
    rules = [{remark.rule for remark in lint_query(text)} for text in (shown, measured)]
    assert ["one-of-shortest" in found for found in rules] == [True, False]


@pytest.mark.parametrize(
    "text",
    ["UNWIND ['x'] AS i MATCH (b:Body {id: i}) RETURN count(b) AS n",
     "MATCH (s:State) MATCH (b:Body {id: s.id, name: null}) RETURN count(b) AS n",
     "RETURN [i IN ['x'] | EXISTS { (:Body {id: i}) }] AS n",
     "MATCH (s:State) WITH s.id AS a, s.name AS b MATCH (c:Body {id: a, name: b}) RETURN count(c) AS n"],
)  # fmt: skip
def test_a_variable_that_is_named_is_asked_for_in_a_map(store, text):
    assert len(list(store.query(text))) == 1
