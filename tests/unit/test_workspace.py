"""A build directory is written as a whole, opened only if it is ours, and equal builds are equal."""

import gc
import json

import pytest
from test_build import reading, reference

from graphkit.errors import InputError, StoreError
from graphkit.graph.build import build_graph
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Group
from graphkit.issues import Issue, Issues
from graphkit.workspace import Manifest, open_workspace, write_workspace


@pytest.fixture
def graph():
    """A small graph."""
    return build_graph([reading()], reference(), Issues())


def write(place, graph):
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), [Issue("load", "a", "empty")])


def test_what_is_written_is_read_back(tmp_path, graph):
    write(tmp_path / "out", graph)
    workspace = open_workspace(tmp_path / "out")
    assert (workspace.graph, workspace.issues()) == (graph, [Issue("load", "a", "empty")])
    assert workspace.manifest.digest == graph.digest()


def test_the_digest_of_an_opened_graph_is_not_reckoned_again_until_it_changes(tmp_path, graph, monkeypatch):
    write(tmp_path / "out", graph)
    opened = open_workspace(tmp_path / "out").graph
    with monkeypatch.context() as patch:
        patch.setattr(Graph, "rows", lambda _: pytest.fail("the rows were gone through"))
        assert opened.digest() == graph.digest()
    opened.add_node(Group(id="lighthouse-keepers", name="Lighthouse keepers"))
    assert opened.digest() != graph.digest()


def test_a_graph_that_can_not_be_read_leaves_the_search_for_cycles_as_it_was(tmp_path):
    (tmp_path / "graph.jsonl").write_text("{", encoding="utf-8")
    for wanted, switch in ((False, gc.disable), (True, gc.enable)):
        switch()
        with pytest.raises(InputError, match="line 1: not a JSON row"):
            Graph.read(tmp_path / "graph.jsonl")
        assert gc.isenabled() is wanted


def test_a_directory_that_is_not_ours_is_left_alone(tmp_path, graph):
    (tmp_path / "thesis.docx").write_text("dear")
    with pytest.raises(StoreError, match="holds files that are not a graphkit build"):
        write(tmp_path, graph)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_an_interrupted_build_leaves_the_old_one(tmp_path, graph, monkeypatch):
    write(tmp_path / "out", graph)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("graphkit.store.arcadedb.ArcadeStore.create", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out", build_graph([reading("other")], reference(), Issues()))
    assert open_workspace(tmp_path / "out").graph == graph
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_missing_broken_or_foreign_build_is_said_in_one_line(tmp_path, graph):
    with pytest.raises(StoreError, match="holds no graph. Make one: graphkit build"):
        open_workspace(tmp_path)
    write(tmp_path / "out", graph)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    (tmp_path / "out" / "manifest.json").write_text(json.dumps({**manifest, "format": 99, "version": "9.9"}))
    with pytest.raises(StoreError, match=r"written by graphkit 9\.9"):
        open_workspace(tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text("{")
    with pytest.raises(StoreError, match=r"manifest\.json can't be read"):
        open_workspace(tmp_path / "out")
