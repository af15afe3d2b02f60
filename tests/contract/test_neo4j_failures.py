"""What can go wrong with a server: each is one clear line, and nothing half-written stays unnoticed."""

import os
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from made_graphs import make_synthetic
from sample_graph import sample_graph
from servers import Wire, listen, old_server, open_empty

from graphkit.errors import GraphkitError, LimitError, OptionError, StoreError, WriteRefusedError
from graphkit.store.neo4j import Neo4jStore
from graphkit.store.neo4j_push import WRITING_LABEL


def one_line(error: BaseException) -> str:
    """Return an error's text, which has to be one line."""
    assert "\n" not in str(error)
    return str(error)


def test_no_server_at_the_address():
    with pytest.raises(StoreError) as caught:
        Neo4jStore("bolt://127.0.0.1:9", "neo4j", "secret-word").read()

    assert "bolt://127.0.0.1:9" in one_line(caught.value)
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize("uri", ["127.0.0.1:7687", "http://127.0.0.1", "bolt://", "", "neo4j://127.0.0.1:port"])
def test_an_address_of_another_kind(uri):
    with pytest.raises((OptionError, StoreError)) as caught:
        Neo4jStore(uri, "neo4j", "x").read()

    one_line(caught.value)


def test_a_server_of_an_older_version():
    port = listen(old_server)
    with pytest.raises(StoreError, match=f"127.0.0.1:{port} runs Neo4j 4.4.1; graphkit needs Neo4j 5") as caught:
        Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x").read()

    one_line(caught.value)


@pytest.mark.parametrize("greeting", [b"\0\0\0\0", b"SSH-2.0-other\r\n"])
def test_a_server_that_speaks_another_language(greeting):
    port = listen(lambda caller: caller.sendall(greeting))
    with pytest.raises(StoreError, match=r"is no Neo4j server of version 5|No Neo4j server answers") as caught:
        Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x").read()

    one_line(caught.value)


def test_the_drivers_own_messages_are_not_printed(capfd):
    command = [sys.executable, "-m", "graphkit", "query", "RETURN 1 AS x", "--engine", "neo4j"]
    port = listen(lambda caller: None)
    known = {**os.environ, "NEO4J_URI": f"neo4j://127.0.0.1:{port}", "NEO4J_PASSWORD": "x"}

    assert subprocess.run(command, env=known, check=False).returncode == 2
    assert (
        capfd.readouterr().err
        == f"Error: No Neo4j server answers at neo4j://127.0.0.1:{port}. Start it, or check NEO4J_URI.\n"
    )


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_server):
    with pytest.raises(StoreError, match="Check NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        Neo4jStore(neo4j_server.uri, "neo4j", "wrong-word").read()

    assert "wrong-word" not in one_line(caught.value)


@pytest.mark.neo4j
def test_a_database_that_is_not_there(neo4j_server):
    with pytest.raises(StoreError, match="has no database 'nowhere'") as caught:
        Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password, database="nowhere").read()

    one_line(caught.value)


@pytest.mark.neo4j
def test_a_graph_of_another_name_is_left_alone_and_must_be_said(neo4j_server):
    left, right = (open_empty(neo4j_server, graph=name) for name in ("left", "right"))
    left.write(sample_graph())
    right.write(make_synthetic(20))
    right.write(make_synthetic(30))

    assert left.read() == sample_graph()
    assert right.read() == make_synthetic(30)
    unsaid = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with closing(unsaid), pytest.raises(StoreError, match="holds the graphs left, right"):
        unsaid.query("MATCH (n) RETURN count(n) AS n")
    assert list(left.query("MATCH (n) RETURN count(n) AS n")) == [(len(sample_graph()),)]
    text = "MATCH (n {graph: $graph}) RETURN count(n) AS n"
    assert list(left.query(text)) == [(len(sample_graph()),)]
    assert list(right.query(text)) == [(len(make_synthetic(30)),)]
    right.close()
    left.close()


@pytest.mark.neo4j
def test_a_graph_that_is_not_there_is_named(neo4j_server):
    left = open_empty(neo4j_server, graph="left")
    left.write(sample_graph())
    left.close()
    other = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password, graph="other")
    with pytest.raises(StoreError, match="holds no graph 'other', only 'left'"):
        other.read()
    other.close()


@pytest.mark.neo4j
def test_the_server_itself_refuses_what_the_text_hides(neo4j_store, monkeypatch):
    neo4j_store.write(sample_graph())
    monkeypatch.setattr("graphkit.store.asking.refuse_writes", lambda text: None)
    for text in ("CREATE (:State {id: 'X'})", "CALL db.createLabel('X')"):
        with pytest.raises(WriteRefusedError):
            list(neo4j_store.query(text))

    assert neo4j_store.read() == sample_graph()


@pytest.mark.neo4j
def test_a_half_written_graph_is_noticed_and_mended(neo4j_store, monkeypatch):
    graph = make_synthetic(60)

    def stop(*_: object) -> None:
        raise StoreError("stopped for the test")

    with monkeypatch.context() as patched:
        patched.setattr("graphkit.store.neo4j_push.Push._drop_nodes", stop)
        with pytest.raises(StoreError, match="stopped"):
            neo4j_store.write(graph)
    with pytest.raises(StoreError, match="not written to its end. Push it again"):
        neo4j_store.query("MATCH (n) RETURN count(n) AS n")
    neo4j_store.write(graph)

    assert neo4j_store.read() == graph
    assert list(neo4j_store.query(f"MATCH (w:{WRITING_LABEL}) RETURN count(w) AS n")) == [(0,)]


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_push_whose_server_is_killed_in_the_middle_is_as_good_as_one_in_one_go_when_repeated(neo4j_server):
    graph = make_synthetic(600)
    store = open_empty(neo4j_server, batch=40, retry=2)
    killer = threading.Timer(1.0, neo4j_server.kill)
    killer.start()
    with pytest.raises(GraphkitError, match=r"lost in the middle. Push again|No Neo4j server answers") as caught:
        store.write(graph)
    killer.join()
    neo4j_server.start()
    half = count(store)
    store.close()
    store.write(graph)

    one_line(caught.value)
    assert half < len(graph) + graph.link_count
    assert store.read() == graph
    store.close()


@pytest.mark.neo4j
def test_a_push_whose_connection_is_cut_is_noticed_and_as_good_as_one_in_one_go_when_repeated(neo4j_server):
    graph, whole = make_synthetic(200), open_empty(neo4j_server)
    wire = Wire(neo4j_server.port, 150_000)
    store = Neo4jStore(f"bolt://127.0.0.1:{wire.port}", neo4j_server.user, neo4j_server.password, batch=40, retry=1)
    with pytest.raises(StoreError, match="lost in the middle. Push again") as caught:
        store.write(graph)

    one_line(caught.value)
    assert 0 < count(whole) < len(graph) + graph.link_count
    with pytest.raises(StoreError, match="not written to its end. Push it again"):
        whole.read()
    wire.mend()
    store.write(graph)
    assert whole.read() == store.read() == graph
    store.close()
    whole.close()


@pytest.mark.neo4j
def test_an_answer_whose_connection_is_cut_is_an_error_and_not_a_shorter_answer(neo4j_server):
    open_empty(neo4j_server)
    wire = Wire(neo4j_server.port, float("inf"))
    store = Neo4jStore(f"bolt://127.0.0.1:{wire.port}", neo4j_server.user, neo4j_server.password)
    rows = iter(store.query("UNWIND range(1, 1000000) AS n RETURN n"))
    next(rows)
    wire.left = 0
    with pytest.raises(StoreError, match="lost in the middle. Try again"):
        list(rows)
    store.close()


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_push_goes_on_by_itself_when_the_server_comes_back(neo4j_server):
    graph = make_synthetic(600)
    store = open_empty(neo4j_server, batch=40)

    def restart() -> None:
        neo4j_server.kill()
        neo4j_server.start()

    restarter = threading.Timer(1.0, restart)
    restarter.start()
    started = time.monotonic()
    store.write(graph)
    restarter.join()

    assert time.monotonic() - started > 1.0
    assert store.read() == graph
    store.close()


def count(store: Neo4jStore) -> int:
    """Return how many nodes and links there are, whatever their state."""
    with store.session() as session:
        return session.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + count(r) AS n").single()[
            "n"
        ]


@pytest.mark.neo4j
def test_a_write_that_is_stopped_by_its_time_limit_keeps_nothing(neo4j_store):
    neo4j_store.write(sample_graph())
    endless = "UNWIND range(1, 30000000) AS i CREATE (:State {id: toString(i)})"
    with pytest.raises(LimitError):
        list(neo4j_store.query(endless, write=True, timeout=1))

    assert neo4j_store.read() == sample_graph()
