"""The columns of a build in a file of their own: the answers of the whole graph, without reading it."""

import random
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from sample_graph import sample_graph

from graphkit.analysis.columns import make_table
from graphkit.errors import StoreError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.issues import Issue
from graphkit.summary import make_summary
from graphkit.workspace import COLUMNS, Manifest, open_workspace, write_workspace

SKIPPED = [Issue("load", "poem.txt", "no statement", "error"), Issue("read", "a.md", "a heading", "note")]


def write(path, graph):
    write_workspace(path, graph, Manifest(graph.digest(), len(graph), graph.link_count), SKIPPED)
    return path


@pytest.fixture
def store(tmp_path):
    return write(tmp_path / "store", sample_graph())


@pytest.fixture
def without_graph(monkeypatch):
    """No whole graph can be read."""

    def refuse(*_args):
        raise AssertionError("the whole graph was read")

    monkeypatch.setattr(Graph, "read", refuse)


def as_values(value):
    """Return a table as plain values, with the types of its arrays."""
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.tolist()
    if isinstance(value, dict):
        return {key: as_values(held) for key, held in value.items()}
    if is_dataclass(value):
        return {field.name: as_values(getattr(value, field.name)) for field in fields(value)}
    return value


def test_columns_and_summary_are_those_of_the_graph(store, without_graph):
    graph, workspace = sample_graph(), open_workspace(store)
    assert as_values(workspace.table) == as_values(make_table(graph))
    assert workspace.summarise() == make_summary(graph, SKIPPED)


def damages():
    rng = random.Random(3)
    yield from ((f"cut at {share:.0%}", lambda data, s=share: data[: int(len(data) * s)]) for share in (0, 0.3, 0.99))
    for number in range(40):
        place = rng.random()
        yield f"byte {number}", lambda data, p=place: data[: int(len(data) * p)] + b"\xff" + data[int(len(data) * p) :]
    yield "another file", lambda data: b"PK\x05\x06" + bytes(18)


def test_damaged_columns_are_made_again_and_never_believed(store):
    whole, table = (store / COLUMNS).read_bytes(), as_values(make_table(sample_graph()))
    workspace = open_workspace(store)
    for name, damage in damages():
        (store / COLUMNS).write_bytes(damage(whole))
        assert as_values(workspace.table) == table, name
        assert workspace.summarise() == make_summary(sample_graph(), SKIPPED), name


def test_columns_of_another_graph_or_none_are_not_used(store, tmp_path):
    other = Graph(n for n in sample_graph().nodes() if not isinstance(n, StatementNode))
    (store / COLUMNS).write_bytes((write(tmp_path / "other", other) / COLUMNS).read_bytes())
    assert open_workspace(store).summarise() == make_summary(sample_graph(), SKIPPED)
    (store / COLUMNS).unlink()
    assert len(open_workspace(store).table) == len(make_table(sample_graph()))


def test_a_changed_record_is_refused_though_the_columns_are_whole(store):
    with (store / "graph.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    workspace = open_workspace(store)
    for ask in (workspace.summarise, lambda: workspace.table):
        with pytest.raises(StoreError, match="Build again"):
            ask()


def test_repairing_makes_lost_columns_again_to_the_byte(store):
    whole = (store / COLUMNS).read_bytes()
    (store / COLUMNS).unlink()
    open_workspace(store).repair()
    assert (store / COLUMNS).read_bytes() == whole


def test_a_graph_without_statements_has_a_summary(tmp_path, without_graph):
    bare = Graph(n for n in sample_graph().nodes() if not isinstance(n, StatementNode))
    assert open_workspace(write(tmp_path / "bare", bare)).summarise() == make_summary(bare, SKIPPED)
