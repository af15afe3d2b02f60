"""UCINET and DNA forms: the counts in them are those of the graph."""

import csv

import igraph
import pandas
import pytest
from sample_graph import sample_graph

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Addresses, SaidBy
from graphkit.graph.ontology.nodes import Document, Objective, Recommendation, State
from graphkit.publish.export import write_export
from graphkit.publish.export.dna import HEADING
from graphkit.publish.export.positions import find_positions

SAID = {"URY": [1, 2], "ARG": [2, 2, 3], "body town": [3], "CHL": []}


def known():
    return (Evidence(rule="r", score=1),)


@pytest.fixture
def graph():
    result = Graph([Objective(id=f"gcm:{i}", name="", number=i, code=str(i)) for i in (1, 2, 3)])
    result.add_node(
        Document(id="d", name="D", file="d", sha256="", genre="", characters=9, characters_read=9, date="2017-09")
    )
    for actor, objectives in SAID.items():
        result.add_node(State(id=actor, name=actor))
        for number, objective in enumerate(objectives):
            id = f"{actor} {number}"
            result.add_node(
                Recommendation(id=id, text='Say; "so"', start=0, end=1, document="d", strength="none", score=1, rule="")
            )
            result.add_link(SaidBy(source=id, target=actor, evidence=known()))
            result.add_link(Addresses(source=id, target=f"gcm:{objective}", evidence=known()))
    return result


def test_the_matrix_counts_statements(graph, tmp_path):
    write_export(graph, "ucinet", tmp_path / "ucinet")

    assert (tmp_path / "ucinet" / "actors-objectives.dl").read_text().splitlines() == [
        "dl nr=3 nc=3", "format=fullmatrix", "row labels:", "ARG,URY,body_town", "column labels:",
        "gcm:1,gcm:2,gcm:3", "data:", "0 2 1", "1 1 0", "0 0 1",
    ]  # fmt: skip


def test_igraph_reads_the_network_of_actors(graph, tmp_path):
    write_export(graph, "ucinet", tmp_path / "ucinet")
    network = igraph.Graph.Read_DL(str(tmp_path / "ucinet" / "actors.dl"), directed=False)
    names = network.vs["name"]

    shared = {frozenset((names[e.source], names[e.target])): e["weight"] for e in network.es}
    assert names == ["ARG", "URY", "body_town"]
    assert shared == {frozenset(("ARG", "URY")): 1.0, frozenset(("ARG", "body_town")): 1.0}


def test_objectives_stand_in_the_order_of_their_numbers(graph, tmp_path):
    graph.add_node(Objective(id="gcm:10", name="", number=10, code="10"))
    graph.add_link(Addresses(source="URY 0", target="gcm:10", evidence=known()))
    write_export(graph, "ucinet", tmp_path / "ucinet")

    assert "gcm:1,gcm:2,gcm:3,gcm:10\n" in (tmp_path / "ucinet" / "actors-objectives.dl").read_text()


def test_the_event_list_has_a_row_for_every_position(graph, tmp_path):
    write_export(graph, "dna", tmp_path / "events.csv")
    events = pandas.read_csv(tmp_path / "events.csv", sep=";")

    assert tuple(events.columns) == HEADING
    assert events.groupby(["organization", "concept"]).size().to_dict() == {
        ("ARG", "gcm:2"): 2, ("ARG", "gcm:3"): 1, ("URY", "gcm:1"): 1, ("URY", "gcm:2"): 1, ("body town", "gcm:3"): 1,
    }  # fmt: skip
    assert set(events["time"]) == {"2017-09-01 00:00:00"}
    assert set(events["text"]) == {'Say; "so"'}


def test_every_event_has_all_columns_though_texts_are_hostile(tmp_path):
    write_export(sample_graph(), "dna", tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(newline="") as file:
        rows = list(csv.reader(file, delimiter=";", strict=True))

    assert {len(row) for row in rows} == {len(HEADING)}
    assert len(rows) - 1 == len(list(find_positions(sample_graph())))
