"""A query that writes is kept whole or not at all, and readers beside it work or wait."""

import subprocess
import sys
import threading

import pytest
from made_graphs import make_synthetic

from graphkit.errors import LimitError, QueryError, StoreError
from graphkit.graph.ontology import Node
from graphkit.store import arcadedb
from graphkit.store.arcadedb import ArcadeStore

COUNT = "MATCH (n) RETURN count(n) AS n"
ENDLESS = "UNWIND range(1, 30000000) AS i MERGE (s:State {id: 'x' + toString(i)}) RETURN count(s) AS n"
FAILING = "UNWIND [2, 1, 0] AS i CREATE (s:State {id: 'x' + toString(i), number: 2 / i})"
WRITER = """
import sys
from pathlib import Path
from graphkit.store.arcadedb import ArcadeStore

store = ArcadeStore.open(Path(sys.argv[1]))
list(store.query("CREATE (:State {id: 'new', name: 'new'})", write=True))
store._database.begin()
store._database.command("opencypher", "CREATE (:State {id: 'never', name: 'never'})")
print(flush=True)
sys.stdin.readline()
store._database.rollback()
store.close()
"""


@pytest.fixture
def place(tmp_path):
    ArcadeStore.create(tmp_path / "graph", make_synthetic(5)).close()
    return tmp_path / "graph"


@pytest.fixture
def writer(place):
    """A process that has added a node, is in the middle of a second change, and ends when it is sent a line."""
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    child.stdout.readline()
    yield child
    child.kill()
    child.communicate()


def count(place) -> int:
    store = ArcadeStore.open(place)
    ((found,),) = store.query(COUNT)
    store.close()
    return found


@pytest.mark.parametrize(("text", "limit", "error"), [(ENDLESS, 0.5, LimitError), (FAILING, 60, QueryError)])
def test_a_write_that_does_not_reach_its_end_keeps_nothing(place, text, limit, error):
    before, store = count(place), ArcadeStore.open(place)
    with pytest.raises(error):
        list(store.query(text, write=True, timeout=limit))
    store.close()

    assert count(place) == before


def test_a_reader_waits_for_the_process_that_writes(place, writer):
    before, found = len(list(make_synthetic(5).nodes(Node))), list[int]()
    reader = threading.Thread(target=lambda: found.append(count(place)))
    reader.start()
    writer.stdin.write("\n")
    writer.stdin.flush()
    reader.join(60)

    assert found == [before + 1]


def test_a_writer_beside_which_one_waits_too_long_is_named_and_undone_when_it_is_killed(place, writer, monkeypatch):
    monkeypatch.setattr(arcadedb, "PATIENCE", 0.1)
    busy = r"is being changed by another process. Try again when it is done.$"
    store = ArcadeStore.open(place)
    for text, write in ((COUNT, False), ("CREATE (:State {id: 'z'})", True)):
        with pytest.raises(StoreError, match=busy):
            list(store.query(text, write=write))
    monkeypatch.undo()
    writer.kill()
    writer.wait()

    assert count(place) == len(list(make_synthetic(5).nodes(Node))) + 1
