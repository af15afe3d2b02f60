"""Gephi itself opens what is made for it: nodes, ties of each kind, labels, colours, sizes, typed columns, texts."""

import pytest
from gephi import Unavailable, open_files
from sample_graph import CONTROL, MARKUP, sample_graph

from graphkit.graph.ontology import Link, Node
from graphkit.publish.export import write_export
from graphkit.publish.export.columns import short_title
from graphkit.publish.export.markup import clean
from graphkit.publish.export.network import position_network

pytestmark = [pytest.mark.gephi, pytest.mark.slow]
FILES = {"gexf": "graph.gexf", "gexf-positions": "positions.gexf", "graphml": "graph.graphml"}
FILES |= {"graphml-positions": "positions.graphml", "ucinet": "ucinet"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Format -> the network that Gephi holds."""
    place = tmp_path_factory.mktemp("gephi")
    for name, file in FILES.items():
        write_export(sample_graph(), name, place / file)
    paths = [place / file / "actors.dl" if name == "ucinet" else place / file for name, file in FILES.items()]
    try:
        return dict(zip(FILES, open_files(*paths), strict=True))
    except Unavailable as reason:
        pytest.skip(str(reason))


def test_every_node_shows_its_label_and_colour(opened):
    shown = {id: (node["label"], node["colour"]) for id, node in opened["gexf"].nodes.items()}

    assert shown == {n.id: (clean(short_title(n)), n.colour.lower()) for n in sample_graph().nodes(Node)}


def test_every_link_is_a_directed_edge_of_its_kind_that_weighs_its_evidence(opened):
    edges = {key: (edge["weight"], edge["directed"]) for key, edge in opened["gexf"].edges.items()}

    assert edges == {(k.source, k.target, k.type_name()): (len(k.evidence), True) for k in sample_graph().links(Link)}


def test_what_has_more_ties_is_larger(opened):
    nodes = opened["gexf"].nodes

    assert nodes["URY"]["size"] > nodes["CAN"]["size"] > 0


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_columns_have_types_and_texts_are_whole(name, opened):
    nodes = opened[name].nodes

    assert {id: node["column node_type"] for id, node in nodes.items()} == {
        n.id: n.label for n in sample_graph().nodes(Node)
    }
    assert nodes["mechanism:lighthouse-pact"]["column year"] == 1999
    assert nodes["human-rights"]["column guiding"] is True
    assert nodes["statement:000000000001"]["column text"] == MARKUP
    assert nodes["statement:000000000003"]["column text"] == clean(CONTROL)


def test_graphml_gives_the_labels_and_joins_links_between_the_same_two_nodes(opened):
    graph = sample_graph()

    assert {id: node["label"] for id, node in opened["graphml"].nodes.items()} == {
        n.id: clean(short_title(n)) for n in graph.nodes(Node)
    }
    assert {key[:2] for key in opened["graphml"].edges} == {(k.source, k.target) for k in graph.links(Link)}


@pytest.mark.parametrize("name", ["gexf-positions", "graphml-positions"])
def test_positions_weigh_statements(name, opened):
    ties = {(source, target): edge["weight"] for (source, target, _), edge in opened[name].edges.items()}

    assert ties == {(t.source, t.target): t.weight for t in position_network(sample_graph()).ties}


def test_the_network_of_actors_for_ucinet_opens_with_its_names_and_weights(opened):
    names = {id: node["label"] for id, node in opened["ucinet"].nodes.items()}
    ties = {(names[a], names[b]): edge["weight"] for (a, b, _), edge in opened["ucinet"].edges.items()}

    assert ties == {("URY", "andean-community"): 3, ("andean-community", "URY"): 3}
