"""``graphkit push`` on a real server: equal graphs, graphs of two names apart, one line for what is wrong."""

from contextlib import closing
from pathlib import Path

import pytest
import yaml
from made_graphs import make_synthetic

from graphkit.errors import UnknownNameError
from graphkit.issues import Issues
from graphkit.queries import find_queries
from graphkit.store.neo4j import Neo4jStore
from graphkit.workspace import Manifest, open_workspace, write_workspace

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def build(tmp_path):
    """A function that writes a build directory of a synthetic graph."""

    def write(size: int):
        graph = make_synthetic(size)
        path = tmp_path / f"graph-{size}"
        write_workspace(path, graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())
        return path, graph

    return write


@pytest.fixture
def server(neo4j_store, neo4j_server, monkeypatch):
    """An empty real server whose address and password are in the environment."""
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    return neo4j_server


@pytest.mark.neo4j
def test_what_is_pushed_is_read_back_and_a_smaller_graph_takes_its_place(server, build, run):
    for size in (60, 30):
        path, graph = build(size)
        status, out, err = run("push", "--store", path)
        assert (status, err) == (0, "")
        assert f"{len(graph):,} nodes" in out
        with closing(Neo4jStore.open()) as store:
            assert store.read() == graph


@pytest.mark.neo4j
def test_graphs_of_two_names_do_not_mix(server, build, run):
    made = {name: build(size) for name, size in (("first", 30), ("second", 40))}
    for name, (path, _) in made.items():
        assert run("push", "--store", path, "--graph", name)[0] == 0
    ours = "MATCH (s:State {graph: $graph}) RETURN count(s) AS n"
    for name, (_, graph) in made.items():
        states = sum(n.label == "State" for n in graph.nodes())
        with closing(Neo4jStore.open(graph=name)) as store:
            assert list(store.query(ours)) == [(states,)]
            assert list(store.query("MATCH (s:State) RETURN count(s) AS n")) == [(states,)]


@pytest.mark.neo4j
def test_the_library_answers_of_one_graph_beside_another_as_it_does_alone(server, build, run):
    (path, _), (other, _) = build(30), build(40)
    for name, place in (("first", path), ("second", other)):
        assert run("push", "--store", place, "--graph", name)[0] == 0
    with closing(Neo4jStore.open(graph="first")) as shared, closing(open_workspace(path).store()) as embedded:
        for query in find_queries().values():
            answers = [list(store.query(query.text, query.example)) for store in (shared, embedded)]
            assert answers[0] == answers[1], query.name


@pytest.mark.neo4j
def test_graphs_lists_what_a_database_holds_and_removes_one_alone(server, build, run):
    made = {name: build(size) for name, size in (("first", 30), ("second", 40))}
    for name, (path, _) in made.items():
        run("push", "--store", path, "--graph", name)
    with closing(Neo4jStore.open()) as store:
        assert store.count_graphs() == {name: sum(1 for _ in graph.nodes()) for name, (_, graph) in made.items()}
        store.remove_graph("first")
        assert list(store.count_graphs()) == ["second"]
        assert store.read() == made["second"][1]
        with pytest.raises(UnknownNameError, match="No graph is named 'first'"):
            store.remove_graph("first")


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("NEO4J_PASSWORD", "wrong-password", "refuses the user or password"),
        ("NEO4J_URI", "bolt://127.0.0.1:9", "No Neo4j server answers at bolt://127.0.0.1:9"),
        ("NEO4J_URI", "ftp://nowhere", "is no address of a Neo4j server"),
        ("NEO4J_DATABASE", "absent", "has no database 'absent'"),
        ("NEO4J_PASSWORD", "", "NEO4J_PASSWORD is not set"),
    ],
)
def test_what_is_wrong_is_one_line_without_the_password(server, build, run, monkeypatch, variable, value, message):
    monkeypatch.setenv(variable, value)
    status, _, err = run("push", "--store", build(20)[0])
    assert (status, err.count("\n")) == (2, 1)
    assert message in err
    assert server.password not in err


def test_the_compose_file_pins_the_server_and_keeps_it_on_this_machine():
    from neo4j_server import VERSION  # the version that the tests run

    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["neo4j"]
    assert service["image"] == f"neo4j:{VERSION}-community"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "${NEO4J_PASSWORD:?" in service["environment"]["NEO4J_AUTH"]
    assert {"healthcheck", "volumes"} <= service.keys()
