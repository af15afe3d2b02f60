"""What every store keeps: writing twice changes nothing, reading gives back what was written, answers are alike."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_graphs import make_synthetic
from sample_graph import sample_graph

from graphkit.errors import GraphkitError, LimitError, OptionError, QueryError, StoreError, WriteRefusedError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import MemberOf
from graphkit.graph.ontology.nodes import Body, State
from graphkit.store import STORES
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.base import Store, StoredLink, StoredNode, StoredPath, as_plain, join_graphs
from graphkit.store.kglite import KgliteStore, has_kglite
from graphkit.store.memory import MemoryStore
from graphkit.store.neo4j import Neo4jStore

ROOT = Path(__file__).resolve().parents[2]
MARKS = {
    "kglite": [pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")],
    "neo4j": [pytest.mark.neo4j],
}
RUNAWAY = "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j WITH i, j WHERE i + j < 0 RETURN count(*) AS n"


@pytest.fixture(params=[pytest.param(name, marks=MARKS.get(name, [])) for name in STORES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: dict[str, Any] = {
        "arcadedb": lambda: ArcadeStore(tmp_path / "graph"),
        "kglite": KgliteStore,
        "memory": MemoryStore,
        "neo4j": lambda: request.getfixturevalue("neo4j_store"),
    }
    found = made[request.param]()
    yield found
    found.close()


def small_graph(status: str = "member") -> Graph:
    fact = {"rule": "reference", "score": 1.0, "reference": "Invented, 2020"}
    nodes = [State(id="AAA", name="Aland"), State(id="BBB", name="Bland"), Body(id="HUB", name="Hub")]
    links = [
        MemberOf.model_validate({"source": s, "target": "HUB", "status": status, "evidence": (fact,)})
        for s in ("AAA", "BBB")
    ]
    return Graph(nodes, links)


def test_every_store_of_the_registry_is_a_store(store):
    assert isinstance(store, Store)
    assert type(store) is STORES[store.name]


@pytest.mark.parametrize("graph", [sample_graph(), make_synthetic(60), Graph()], ids=["sample", "synthetic", "empty"])
def test_reading_gives_back_what_was_written(store, graph):
    store.write(graph)

    assert store.read() == graph
    assert store.read().digest() == graph.digest()


def test_writing_twice_changes_nothing(store):
    store.write(sample_graph())
    store.write(sample_graph())

    assert store.read() == sample_graph()
    assert [r for (r,) in store.query("MATCH ()-[r]->() RETURN count(r) AS links")] == [sample_graph().link_count]


def test_replacing_removes_what_the_new_graph_does_not_hold(store):
    store.write(make_synthetic(40))
    store.write(sample_graph())

    assert store.read() == sample_graph()


def test_replacing_a_graph_by_one_with_fewer_links_removes_the_links(store):
    fewer = Graph(small_graph().nodes(State))
    store.write(small_graph())
    store.write(fewer)

    assert store.read() == fewer


def test_joining_keeps_both_graphs_and_their_evidence(store):
    first, second = make_synthetic(40), make_synthetic(70, seed=8)
    store.write(first)
    store.write(second, replace=False)

    assert store.read() == join_graphs(first, second)


def test_nodes_links_and_paths_come_as_the_same_values(store):
    store.write(small_graph())
    row = next(
        iter(
            store.query("MATCH p = (s:State {id: 'AAA'})-[m:MEMBER_OF]->(b) RETURN s, m, p, [m] AS ms, {of: b} AS map")
        )
    )
    state = StoredNode("State", "AAA", {"id": "AAA", "name": "Aland", "status": "member"})
    body = StoredNode("Body", "HUB", {"id": "HUB", "name": "Hub", "kind": "unknown"})
    link = StoredLink("MEMBER_OF", "AAA", "HUB", next(small_graph().links(MemberOf)).stored())

    assert row == (state, link, StoredPath((state, body), (link,)), [link], {"of": body})
    assert as_plain(row[0]) == {"label": "State", "id": "AAA", "name": "Aland", "status": "member"}


def test_a_wording_that_looks_like_a_record_id_stays_a_wording(store):
    store.write(small_graph())
    text = "(#1:0)-[#12:0]->(#2:0)"

    ((as_value, as_map, beside_path),) = store.query(
        "MATCH p = (a:State {id: 'AAA'}) RETURN $text, {x: $text}, [$text, p][0]", {"text": text}
    )

    assert (as_value, as_map, beside_path) == (text, {"x": text}, text)


def test_a_path_against_the_direction_keeps_the_ends_of_its_links(store):
    store.write(small_graph())
    ((path,),) = store.query("MATCH p = (:Body)<-[:MEMBER_OF]-(:State {id: 'BBB'}) RETURN p")

    assert [n.id for n in path.nodes] == ["HUB", "BBB"]
    assert (path.links[0].source, path.links[0].target) == ("BBB", "HUB")


VALUES = {
    "RETURN null AS v": None,
    "RETURN true AS v": True,
    "RETURN 7 AS v": 7,
    "RETURN 7.0 AS v": 7.0,
    "RETURN 9223372036854775807 AS v": 9223372036854775807,
    "RETURN 'ñ\\n\\'' AS v": "ñ\n'",
    "RETURN [1, null, 'a', [2.5]] AS v": [1, None, "a", [2.5]],
    "RETURN {a: {b: []}} AS v": {"a": {"b": []}},
    "RETURN date('2018-12-10') AS v": "2018-12-10",
    "RETURN localdatetime('2018-12-10T09:30') AS v": "2018-12-10T09:30",
    "RETURN datetime('2018-12-10T09:30:01.25Z') AS v": "2018-12-10T09:30:01.250Z",
    "RETURN datetime('2018-12-10T09:30:00[Europe/Paris]') AS v": "2018-12-10T09:30+01:00[Europe/Paris]",
    "RETURN time('09:30:00-03:00') AS v": "09:30-03:00",
    "RETURN localtime('09:30:15') AS v": "09:30:15",
    "RETURN duration('P1Y2M3DT4H5M6.789S') AS v": "P1Y2M3DT4H5M6.789S",
    "RETURN duration({days: -1, hours: 25}) AS v": "P-1DT25H",
    "RETURN duration('PT0S') AS v": "PT0S",
    "RETURN point({x: 1, y: 2}) AS v": {"x": 1.0, "y": 2.0, "crs": "cartesian", "srid": 7203},
}


def test_values_are_plain_and_alike(store):
    store.write(small_graph())
    found = {text: v for text in VALUES if (v := _value(store, text)) is not REFUSED}

    refused = {text for text in VALUES if "(" in text and store.name == "kglite"}  # dates, times and points
    assert VALUES.keys() - found.keys() == refused
    assert found == {k: v for k, v in VALUES.items() if k not in refused}
    assert {k: type(v) for k, v in found.items()} == {k: type(VALUES[k]) for k in found}


REFUSED = object()


def _value(store: Store, text: str) -> Any:
    """Return the value of an answer; REFUSED where the second embedded engine refuses the query."""
    try:
        return next(iter(store.query(text)))[0]
    except QueryError:
        if store.name != "kglite":
            raise
        return REFUSED


def test_columns_are_known_even_without_a_row(store):
    store.write(small_graph())

    assert store.query("MATCH (s:State {id: 'none'}) RETURN s.name, count(*) AS `how many`, s AS s").columns == (
        "s.name",
        "how many",
        "s",
    )


def test_parameters_of_every_kind_arrive(store):
    store.write(small_graph())
    given = {"a": [1, 2.5, "x", None, True], "b": {"c": [1]}, "d": None, "e": "'; MATCH (n) RETURN n //"}

    assert list(store.query("RETURN $a AS a, $b AS b, $d AS d, $e AS e", given)) == [tuple(given.values())]


def test_a_missing_parameter_is_named(store):
    store.write(small_graph())
    with pytest.raises(QueryError, match=r"value for \$year"):
        store.query("MATCH (d:Document) WHERE d.year = $year RETURN d")


@pytest.mark.parametrize("value", [2**63, [-(2**63) - 1], {"a": [2**64]}, {1: "a"}, {"a", "b"}, [object()], b"bytes"])
def test_a_value_that_cypher_can_not_hold_is_named(store, value):
    store.write(small_graph())
    with pytest.raises(QueryError, match=r"The value of \$given"):
        store.query("RETURN $given AS x", {"given": value})


@pytest.mark.parametrize("text", ["", " \n", ";", "// remark", "RETURN 1 AS a; RETURN 2 AS b"])
def test_a_text_is_one_statement(store, text):
    store.write(small_graph())
    with pytest.raises(QueryError, match=r"is empty|second statement at line 1, column 16"):
        store.query(text)


@pytest.mark.parametrize("text", ["MATCH (n {m: 1})\nRETURN m", "RETURN 'm' AS m,\n       m(1) AS x"])
def test_an_error_of_meaning_shows_its_place(store, text):
    store.write(small_graph())
    with pytest.raises(QueryError) as caught:
        store.query(text)

    assert "line 2, column 8: " in str(caught.value)


def test_the_graphs_name_is_given_to_a_query_that_asks_for_it(store):
    store.write(small_graph())

    assert list(store.query("MATCH (s:State {graph: $graph}) RETURN s.id AS id ORDER BY id")) == [("AAA",), ("BBB",)]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:State {id: 'X'})",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "MERGE (:State {id: 'X'})",
        "CALL db.createLabel('X')",
        "LOAD CSV FROM 'file:///etc/hosts' AS row RETURN row",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
        "CREATE INDEX some FOR (n:State) ON (n.name)",
        "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
        "/* RETURN 1 */ MATCH (n) REMOVE n.name",
        "DROP DATABASE neo4j",
        "\\u0043REATE (:State {id: 'X'})",
        "RETURN 1 AS a UNION CALL { CREATE (:State {id: 'X'}) } RETURN 1 AS a",
        "PROFILE CREATE (:State {id: 'X'})",
        "CYPHER 5 CREATE (:State {id: 'X'})",
        "CYPHER runtime=slotted TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
        "WITH 1 AS AS CREATE (:State {id: 'X'})",
        "CALL /* x */ `db`.createLabel('X')",
        "CALL apoc.cypher.doIt('CREATE (:State)', {}) YIELD value RETURN value",
        "MATCH (n) CALL (n) { RETURN 1 AS one } IN 2 CONCURRENT TRANSACTIONS RETURN one",
        "RETURN 1 AS a // \\u000aCREATE (:State {id: 'X'})",
    ],
)
def test_a_writing_query_is_refused_before_it_runs(store, text):
    store.write(small_graph())
    with pytest.raises((WriteRefusedError, QueryError)):
        list(store.query(text))

    assert store.read() == small_graph()


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (call:State) RETURN call.id AS set ORDER BY set",
        "MATCH (s:State) RETURN s.id AS `create` ORDER BY s.id // DELETE",
        "MATCH (s:State) WHERE s.name <> 'x; CREATE (n)' RETURN s.id AS id ORDER BY id",
        "UNWIND [{set: 'AAA'}, {set: 'BBB'}] AS map RETURN map.set AS id ORDER BY id;",
    ],
)
def test_a_reading_query_that_only_looks_like_writing_runs(store, text):
    store.write(small_graph())
    if store.name == "kglite" and "ORDER BY set" in text:  # it wants backticks for its keywords
        with pytest.raises(QueryError, match="line 1, column 27.*keyword"):
            store.query(text)
        return

    assert list(store.query(text)) == [("AAA",), ("BBB",)]


def test_a_writing_query_runs_when_it_is_meant(store):
    store.write(small_graph())
    text = "MATCH (s:State {id: 'AAA'}) SET s.name = 'Changed' RETURN s.id AS id"
    if store.name == "kglite":
        with pytest.raises(WriteRefusedError, match="for reading only"):
            store.query(text, write=True)
        return
    list(store.query(text, write=True))

    assert list(store.query("MATCH (s:State {id: 'AAA'}) RETURN s.name AS name")) == [("Changed",)]


def test_a_query_that_runs_forever_is_stopped(store):
    store.write(small_graph())
    with pytest.raises(LimitError, match="after 0.5 s"):
        list(store.query(RUNAWAY, timeout=0.5))

    assert list(store.query("RETURN 1 AS one")) == [(1,)]


def test_a_long_answer_is_not_stopped_while_rows_come(store):
    store.write(small_graph())
    read = 0
    for read, _ in enumerate(store.query("UNWIND range(1, 50000) AS i RETURN i, toString(i) AS t", timeout=4), 1):
        if read % 10_000 == 0:
            time.sleep(0.9)  # so that the whole takes longer than the limit, however fast the engine is

    assert read == 50_000


def test_a_limit_cuts_rows_and_says_so(store):
    store.write(small_graph())
    cut, whole = (store.query("UNWIND range(1, 5) AS i RETURN i", limit=n) for n in (3, 5))

    assert (list(cut), cut.truncated) == ([(1,), (2,), (3,)], True)
    assert (len(list(whole)), whole.truncated) == (5, False)


def test_rows_may_be_left_unread(store):
    store.write(small_graph())
    with store.query("UNWIND range(1, 1000000) AS i RETURN i") as rows:
        assert next(iter(rows)) == (1,)

    assert list(store.query("RETURN 1 AS one")) == [(1,)]


def test_a_syntax_error_shows_its_place(store):
    store.write(small_graph())
    with pytest.raises(QueryError) as caught:
        store.query("MATCH (s:State)\nWHERE s.name = = 2\nRETURN s")

    assert "line 2, column 1" in str(caught.value)
    assert "WHERE s.name = = 2" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["RETURN 1 AS", "MATCH (n) RETURN m", "RETURN 'open", "", "RETURN nosuchthing(1) AS x"]
)
def test_a_malformed_query_is_one_of_our_errors(store, text):
    store.write(small_graph())
    with pytest.raises(QueryError):
        list(store.query(text))


def test_closing_twice_is_allowed_and_the_store_opens_again(store):
    store.write(small_graph())
    store.close()
    store.close()

    assert store.read() == small_graph()


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_memory_lends_itself_the_second_engine_where_the_first_is_missing(monkeypatch):
    monkeypatch.setattr("graphkit.store.arcadedb_engine.has_engine", lambda: False)
    store = MemoryStore(small_graph())

    assert list(store.query("MATCH (b:Body) RETURN b.id AS id")) == [("HUB",)]
    with pytest.raises(WriteRefusedError, match="kglite"):
        store.query("CREATE (:State {id: 'X'})", write=True)
    store.close()
    assert store.read() == small_graph()


def test_a_missing_database_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="graphkit build"):
        ArcadeStore.open(tmp_path / "nothing")


def test_a_database_of_an_older_form_is_refused_with_the_command_that_makes_it_anew(tmp_path):
    ArcadeStore.create(tmp_path / "graph", small_graph()).close()
    for content in ("1\n", None):
        (tmp_path / "graph" / "format").unlink() if content is None else (tmp_path / "graph" / "format").write_text(
            content
        )
        with pytest.raises(StoreError, match="older graphkit.*graphkit build"):
            ArcadeStore.open(tmp_path / "graph")


@pytest.mark.neo4j
def test_a_graph_of_an_older_form_on_a_server_is_refused_until_it_is_pushed_anew(neo4j_store):
    neo4j_store.write(sample_graph())
    list(neo4j_store.query("MATCH (s:Statement) REMOVE s:Statement", write=True))
    neo4j_store.close()
    with pytest.raises(StoreError, match="older graphkit.*graphkit push"):
        neo4j_store.query("RETURN 1 AS one")

    neo4j_store.write(sample_graph())
    assert neo4j_store.read() == sample_graph()


def test_second_labels_and_lists_of_evidence_can_be_asked_in_plain_cypher(store):
    store.write(sample_graph())
    ask = {
        "MATCH (s:Statement) RETURN count(s) AS n": 5,
        "MATCH (a:Actor) RETURN count(a) AS n": 5,
        "MATCH (n:Statement:Practice) RETURN count(n) AS n": 1,
        "MATCH (s:Statement)-[r]->() WHERE any(x IN r.evidence_rules WHERE x = 'section') RETURN count(r) AS n": 1,
        "MATCH ()-[r:ADDRESSES]->() UNWIND r.evidence_scores AS x WITH x WHERE x < 0.5 RETURN count(x) AS n": 1,
        "CALL db.index.fulltext.queryNodes('Statement[text]', 'piers') YIELD node RETURN count(node) AS n": 1,
        "MATCH (:Document)-[:HAS_SECTION]->(:Section)-[:NEXT]->(b:Section)-[:HAS]->(s) RETURN count(s) AS n": 1,
    }

    refused = {text for text in ask if text.startswith("CALL") and store.name == "kglite"}
    assert {text: _value(store, text) for text in ask} == {**ask, **dict.fromkeys(refused, REFUSED)}


def test_a_failed_write_leaves_the_old_database(tmp_path, monkeypatch):
    store = ArcadeStore.create(tmp_path / "graph", small_graph())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graphkit.store.arcadedb_bulk.write_graph", fail)
    with pytest.raises(StoreError, match="No space left"):
        store.write(sample_graph())

    assert store.read() == small_graph()
    assert [p.name for p in tmp_path.iterdir()] == ["graph"]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Harbour {id: 'x'})",
        "MATCH (s:State {id: 'AAA'}) SET s:Harbour RETURN 1",
        "MATCH (a:State {id: 'AAA'}), (b:Body) CREATE (a)-[:LIKES]->(b)",
    ],
)
def test_a_type_that_the_ontology_has_not_is_a_clear_error_when_read(tmp_path, text):
    store = ArcadeStore.create(tmp_path / "graph", small_graph())
    list(store.query(text, write=True))

    with pytest.raises(GraphkitError, match="Harbour|LIKES"):
        store.read()
    store.close()


GROWTH = """
import resource, sys
sys.path.insert(0, "benchmarks")
from large_graph import make_large
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.arcadedb_engine import load_engine
graph = make_large(10_000)
load_engine()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
ArcadeStore.create(sys.argv[1], graph).close()
print(peak() - before)
"""


@pytest.mark.slow
def test_writing_a_hundred_thousand_links_takes_the_memory_of_a_few_batches(tmp_path):
    command = [sys.executable, "-c", GROWTH, str(tmp_path / "graph")]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert int(said) < 240  # MB; 180, and 110 more when the engine held back as many links as the graph has


def test_the_engine_prints_nothing_and_leaves_no_log(tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ArcadeStore.create(tmp_path / "graph", small_graph()).close()

    assert capfd.readouterr() == ("", "")
    assert [p.name for p in tmp_path.iterdir()] == ["graph"]


def test_no_password_in_the_environment_is_a_clear_error(monkeypatch):
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(OptionError, match="NEO4J_PASSWORD"):
        Neo4jStore.open()


def test_the_password_is_never_shown():
    assert "hidden-word" not in repr(Neo4jStore("bolt://127.0.0.1:1", "neo4j", "hidden-word"))


def test_a_node_of_another_schema_is_a_clear_error(store):
    store.write(small_graph())
    if store.name == "kglite":
        return  # nothing can write into it
    list(store.query("MATCH (s:State {id: 'AAA'}) SET s.shoe_size = 43 RETURN s.id AS id", write=True))

    with pytest.raises(StoreError, match="State 'AAA' has not the properties"):
        store.query("RETURN 1 AS one").close()
        store._engine.read() if store.name == "memory" else store.read()
