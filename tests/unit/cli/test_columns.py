"""Commands that need no whole graph answer from the columns beside it."""

import pytest
from made_graphs import make_synthetic

from graphkit.graph.graph import Graph
from graphkit.workspace import Manifest, write_workspace

VERBS = ("info", "gaps", "overlap", "clusters", "echoes", "timeline", "routes")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place, graph = tmp_path_factory.mktemp("columns") / "store", make_synthetic(statements=200)
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), [])
    return place


@pytest.mark.parametrize("verb", VERBS)
def test_the_answer_is_that_of_the_whole_graph_without_reading_it(run, store, monkeypatch, verb):
    with monkeypatch.context() as without:
        without.setattr("graphkit.workspace.COLUMNS", "none")
        whole = run(verb, "--store", store, "--json")
    assert whole[0] == 0
    monkeypatch.setattr(Graph, "read", None)
    assert run(verb, "--store", store, "--json") == whole
