"""GraphML and GEXF: networkx and igraph read them, with types, colours and the hostile texts."""

from xml.etree import ElementTree

import igraph
import networkx
import pytest
from sample_graph import CONTROL, MARKUP, sample_graph

from graphkit.graph.ontology import Link, Node
from graphkit.publish.export import write_export
from graphkit.publish.export.columns import short_title
from graphkit.publish.export.markup import attribute, clean, content


@pytest.fixture
def graphml(tmp_path):
    write_export(sample_graph(), "graphml", tmp_path / "graph.graphml")
    return str(tmp_path / "graph.graphml")


@pytest.fixture
def gexf(tmp_path):
    write_export(sample_graph(), "gexf", tmp_path / "graph.gexf")
    return str(tmp_path / "graph.gexf")


def links(graph):
    return sorted((k.source, k.target, k.type_name()) for k in graph.links(Link))


@pytest.mark.parametrize(("reader", "fixture"), [(networkx.read_graphml, "graphml"), (networkx.read_gexf, "gexf")])
def test_networkx_reads_every_node_and_link(reader, fixture, request):
    network = reader(request.getfixturevalue(fixture))

    assert dict(network.nodes(data="node_type")) == {n.id: n.label for n in sample_graph().nodes(Node)}
    assert sorted(network.edges(data="link_type")) == links(sample_graph())
    assert network.nodes["mechanism:lighthouse-pact"]["year"] == 1999
    assert network.nodes["human-rights"]["guiding"] is True
    assert network.nodes["statement:000000000001"]["text"] == MARKUP
    assert network.nodes["statement:000000000001"]["section"] == "I. Sea; 1.2"


def test_igraph_reads_every_node_and_link(graphml):
    network = igraph.Graph.Read_GraphML(graphml)
    ids = network.vs["id"]

    assert dict(zip(ids, network.vs["node_type"], strict=True)) == {n.id: n.label for n in sample_graph().nodes(Node)}
    read = [(ids[e.source], ids[e.target], e["link_type"]) for e in network.es]
    assert sorted(read) == links(sample_graph())


def test_gephi_finds_colour_size_label_and_kind(gexf):
    network = networkx.read_gexf(gexf)
    looks = network.nodes["URY"]["viz"]
    kinds = {e.get("kind") for e in ElementTree.parse(gexf).iter("{http://gexf.net/1.3}edge")}

    assert {c: looks["color"][c] for c in "rgb"} == {"r": 11, "g": 92, "b": 173}
    assert looks["size"] > networkx.read_gexf(gexf).nodes["CAN"]["viz"]["size"]
    assert network.nodes["URY"]["label"] == "Uruguay"
    assert kinds == {k.type_name() for k in sample_graph().links(Link)}


def test_visone_finds_a_shape_a_colour_and_a_label_for_every_node(graphml):
    names = {"y": "http://www.yworks.com/xml/graphml", "visone": "http://visone.info/xmlns"}
    shapes = ElementTree.parse(graphml).findall(".//visone:shapeNode/y:ShapeNode", names)

    assert [s.findtext("y:NodeLabel", namespaces=names) for s in shapes] == [
        clean(short_title(n)) for n in sample_graph().nodes(Node)
    ]
    assert [s.find("y:Fill", names).get("color") for s in shapes] == [n.colour for n in sample_graph().nodes(Node)]


def test_what_xml_forbids_is_replaced_and_the_rest_kept():
    assert clean(CONTROL) == CONTROL.replace("\x07", "\ufffd").replace("\x0b", "\ufffd")


@pytest.mark.parametrize("text", [MARKUP, "a \"b\" 'c'\r\n\t<&>", "]]>", "移民 \U0001f30e", "\x00\ud800"])
def test_text_comes_back_from_xml(text):
    element = ElementTree.fromstring(f"<e a={attribute(text)}>{content(text)}</e>")

    assert (element.get("a"), element.text) == (clean(text), clean(text))


@pytest.mark.parametrize(
    ("name", "reader"), [("graphml-positions", networkx.read_graphml), ("gexf-positions", networkx.read_gexf)]
)
def test_positions_join_actors_and_objectives_by_their_statements(name, reader, tmp_path):
    write_export(sample_graph(), name, tmp_path / "positions")
    network = reader(tmp_path / "positions")

    assert dict(network.nodes(data="node_type")) == {
        "URY": "State", "andean-community": "Body", "gcm:1": "Objective", "gcm:20": "Objective", "tides:1": "Objective",
    }  # fmt: skip
    assert {(a, o, w) for a, o, w in network.edges(data="weight")} == {
        (actor, objective, 1) for actor in ("URY", "andean-community") for objective in ("gcm:1", "gcm:20", "tides:1")
    }
    assert network.get_edge_data("URY", "gcm:1")["statements"] == "statement:000000000001"
