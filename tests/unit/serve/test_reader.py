"""Every answer to another program carries ids and wording, and nothing that it asks changes or ends the reader."""

import shutil
import threading
import time

import pytest

from graphkit.analysis.gaps.gaps import find_gaps
from graphkit.errors import BusyError, LimitError, OptionError, QueryError, StoreError, UnknownNameError
from graphkit.queries import find_queries
from graphkit.serve import reader as reading
from graphkit.serve.asker import Asker
from graphkit.serve.findings import ANALYSES
from graphkit.serve.reader import GraphReader, open_reader
from graphkit.serve.turns import WAITING, Turns
from graphkit.store.kglite import has_kglite
from graphkit.workspace import open_workspace

WRITES = [
    "CREATE (n:State {id: 'XXX'})", "MATCH (n) DETACH DELETE n", "MATCH (n) SET n.x = 1", "MERGE (n:State {id: 'Y'})",
    "MATCH (n) REMOVE n.name", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "DROP INDEX x",
    "CALL db.createLabel('X')", "FOREACH (x IN [1] | CREATE (:State))", "RETURN 1 AS a; CREATE (n)",
]  # fmt: skip


def test_rows_that_name_statements_come_with_their_wording_and_place(reader):
    answer = reader.run_query("MATCH (s:Recommendation) RETURN s.id AS id, s AS node ORDER BY id", limit=3)

    assert (answer["columns"], len(answer["rows"]), answer["truncated"]) == (("id", "node"), 3, True)
    assert [row["id"] for row in answer["statements"]] == [row[0] for row in answer["rows"]]
    assert all(row["wording"] and row["place"] for row in answer["statements"])


def test_every_query_of_the_library_answers_with_its_example(reader):
    for name, query in find_queries().items():
        assert tuple(reader.run_query(name)["columns"]) == query.returns, name


@pytest.mark.parametrize("text", WRITES)
def test_what_writes_is_refused_and_nothing_is_changed(reader, build, text):
    before = (build / "graph.arcadedb" / "seal.json").read_bytes()
    with pytest.raises((QueryError, StoreError), match="Only reading is possible here|second statement|is unknown"):
        reader.run_query(text)

    assert reader.run_query("MATCH (n) RETURN count(n) AS n")["rows"][0][0] == len(open_workspace(build).graph)
    assert (build / "graph.arcadedb" / "seal.json").read_bytes() == before


ALL = {"words": [], "since": 0, "until": 9999, "document": None, "region": None, "strength": None, "about": None}
FILTERS = [
    {"words": "MIGRACIÓN segura"},
    {"words": "los", "about": "gcm:23"},
    {"document": "doc-1", "since": 2013},
    {"region": "Test", "strength": "commit"},
    {"about": "women", "least_score": 0.8},
    {"until": 2012, "words": "school"},
]


@pytest.mark.parametrize("wanted", FILTERS)
def test_the_query_by_filters_finds_what_the_search_finds(reader, wanted):
    params = ALL | wanted | {"words": wanted.get("words", "").split(), "limit": 1000}
    rows = reader.run_query("statements_by_filters", params, limit=1000)["rows"]

    assert [row[0] for row in rows] == [s["id"] for s in reader.search_statements(**wanted, limit=1000)["statements"]]
    assert rows


def test_parameters_are_checked_and_default_to_the_example(reader):
    assert reader.run_query("statements_with_words", {"phrase": "migración"})["rows"]
    with pytest.raises(OptionError, match="No parameter is named 'phrse'. Did you mean 'phrase'"):
        reader.run_query("statements_with_words", {"phrse": "x"})
    with pytest.raises(OptionError, match="needs a value for"):
        reader.run_query("RETURN $x AS x")
    with pytest.raises(UnknownNameError, match="Did you mean 'coverage'"):
        reader.run_query("covrage")


def test_a_name_that_the_schema_has_not_is_warned_about(reader):
    assert reader.run_query("MATCH (s:Stat) RETURN s.id AS id")["warnings"] == [
        "line 1, column 10: no label is named 'Stat'. Did you mean 'State'?"
    ]


def test_an_endless_query_is_stopped_in_time_and_the_next_one_is_answered(reader, endless):
    began = time.monotonic()
    with pytest.raises(LimitError, match="stopped after 3 s"):
        reader.run_query(endless)

    assert time.monotonic() - began < 10
    assert reader.run_query("RETURN 1 AS a")["rows"] == [[1]]


def test_an_answer_that_is_too_long_is_refused(reader):
    text = "UNWIND range(1, 50) AS x RETURN reduce(t = 'x', i IN range(1, 19) | t + t) AS t"
    with pytest.raises(LimitError, match="longer than 16 MB"):
        reader.run_query(text, limit=50)


def test_queries_asked_at_the_same_time_get_each_its_own_answer(reader):
    answers = {}

    def ask(number):
        answers[number] = reader.run_query("RETURN $x AS x", {"x": number})["rows"]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: [[n]] for n in range(WAITING)}


def test_who_waits_too_long_or_in_too_long_a_row_is_told_to_come_again(build, endless):
    asker = Asker(build, seconds=1.5)
    asker.start()
    told = []

    def ask():
        with pytest.raises((LimitError, BusyError)) as error:
            asker.ask(endless, {}, 1)
        told.append(str(error.value))

    threads = [threading.Thread(target=ask) for _ in range(WAITING + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asker.close()
    assert sum("wait already" in line for line in told) >= 2
    assert sum("stopped after" in line for line in told) >= 1


def test_a_turn_that_takes_long_keeps_the_others_waiting_no_longer_than_agreed():
    turns = Turns("findings", 0.2)
    with turns.take():
        began = time.monotonic()
        with pytest.raises(BusyError, match="Another request for findings is being answered"), turns.take():
            pass
        assert 0.1 < time.monotonic() - began < 5
    with turns.take():
        pass


@pytest.mark.skipif("sys.platform != 'linux'", reason="memory is limited on Linux only")
def test_a_query_that_takes_too_much_memory_is_ended_and_the_next_one_is_answered(build):
    asker = Asker(build, seconds=60, memory=100)
    with pytest.raises(LimitError, match="too much memory"):
        asker.ask("UNWIND range(1, 20000000) AS a RETURN size(collect({a: a, b: [a, a, a]})) AS n", {}, 1)
    assert asker.ask("RETURN 1 AS a", {}, 1).rows == [[1]]
    asker.close()


def test_closing_ends_a_query_that_runs(build, endless):
    asker = Asker(build, seconds=60)
    asker.start()
    thread = threading.Thread(target=lambda: pytest.raises(BusyError, asker.ask, endless, {}, 1))
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    asker.close()
    thread.join()

    assert time.monotonic() - began < 10
    with pytest.raises(BusyError, match="ending"):
        asker.ask("RETURN 1 AS a", {}, 1)


def test_a_damaged_store_is_noticed_before_anything_is_served(build, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(build, copy)
    next((copy / "graph.arcadedb" / "database").glob("State*.bucket")).unlink()
    with pytest.raises(StoreError, match=r"is missing\. Make it again: graphkit repair"):
        open_reader(open_workspace(copy))


def test_without_the_engine_all_but_queries_is_answered(build, monkeypatch):
    monkeypatch.setattr(reading, "has_engine", lambda: False)
    monkeypatch.setattr(reading, "has_kglite", lambda: False)
    monkeypatch.setattr("graphkit.store.arcadedb_engine._loaded", False)
    monkeypatch.setattr("graphkit.store.arcadedb_engine.has_engine", lambda: False)
    opened = open_reader(open_workspace(build))

    assert opened.search_statements("migracion")["in_all"] == 1
    with pytest.raises(StoreError, match="engine is not installed"):
        opened.run_query("coverage")


@pytest.mark.parametrize("analysis", ANALYSES)
def test_a_finding_is_read_with_the_quotes_that_the_list_names(reader, analysis):
    listed = reader.list_findings(analysis, limit=5)
    assert listed["in_all"] >= len(listed["findings"])
    for row in listed["findings"]:
        read = reader.read_finding(analysis, row["finding"])
        assert read["statement_ids"] == row["statements"]
        assert [q["id"] for q in read["statements"]] == row["statements"][: reading.MOST_QUOTES]
        assert all(q["wording"] for q in read["statements"])


def test_findings_of_the_small_graph_have_quotes(reader):
    listed = [reader.list_findings(analysis, limit=50) for analysis in ANALYSES]
    assert sum(bool(one["statements"]) for one in listed) >= 3


def test_the_graph_and_the_schema_are_described(reader):
    told = reader.describe_graph(limit=2)
    assert ([d["id"] for d in told["documents"]], told["documents_in_all"]) == (["doc-0", "doc-1"], 3)
    assert told["statements"]["recommendation"] > 0
    assert reader.describe_schema()["links"]["SAID_BY"]["ends"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda r: r.read_statement("gcm:1"), lambda r: r.read_statement("../../etc/passwd"),
        lambda r: r.list_findings("gap"), lambda r: r.read_finding("gaps", "finding:0"), lambda r: r.read_query("x"),
        lambda r: r.make_page("atlsa"), lambda r: r.make_page("atlas", "de"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(reader: GraphReader, ask):
    with pytest.raises(UnknownNameError, match="No .* is named"):
        ask(reader)


def test_findings_take_a_least_certainty_and_are_else_those_of_the_command(reader):
    first, whole = reader.list_findings("gaps"), reader.list_findings("gaps", min_certainty=0.0)
    sure = reader.list_findings("gaps", min_certainty=0.99, limit=50)

    assert first["in_all"] == len(find_gaps(reader._graph))
    assert whole["in_all"] == len(find_gaps(reader._graph, min_confidence=0.0)) >= first["in_all"]
    assert all(row["confidence"] >= 0.99 for row in sure["findings"])
    assert all(reader.read_finding("gaps", row["finding"])["id"] for row in whole["findings"])


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_the_second_embedded_engine_answers_where_it_is_asked_for(build):
    reader = open_reader(open_workspace(build), engine="kglite")
    try:
        assert reader.run_query("RETURN 1 AS x")["rows"] == [[1]]
        with pytest.raises(QueryError, match="kglite"):
            reader.run_query("RETURN 'a' =~ 'b' AS x")
    finally:
        reader.close()
