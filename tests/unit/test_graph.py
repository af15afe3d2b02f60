"""The graph keeps its promises: checked ends, joined evidence, fixed order, a lossless canonical form."""

import random

import pytest

from graphkit.errors import GraphError, InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import CallsOn, MemberOf, PartOf
from graphkit.graph.ontology.nodes import Body, Group, Role, State

NODES = [
    State(id="SLV", name="El Salvador"),
    Body(id="RCM", name="Regional Conference"),
    Group(id="women", name="Women"),
]


def member(reference: str, score: float = 1.0, **own: str) -> MemberOf:
    evidence = (Evidence(rule="reference", score=score, reference=reference),)
    return MemberOf(source="SLV", target="RCM", evidence=evidence, **own)


def test_a_link_to_a_node_that_is_not_there_is_refused():
    with pytest.raises(GraphError, match="names 'RCM', which is not a node"):
        Graph(NODES[:1], [member("statutes")])


def test_a_link_between_labels_that_may_not_be_joined_is_refused():
    evidence = (Evidence(rule="reference", score=1, reference="x"),)
    with pytest.raises(GraphError, match="PART_OF may not go from State 'SLV' to Group 'women'"):
        Graph(NODES, [PartOf(source="SLV", target="women", evidence=evidence)])


def test_a_link_without_evidence_can_not_be_made():
    with pytest.raises(ValueError, match="evidence"):
        MemberOf(source="SLV", target="RCM", evidence=())


def test_a_repeated_link_joins_its_evidence_best_first_and_once():
    graph = Graph(NODES, [member("b", 0.5), member("a", 0.9), member("b", 0.5, as_of="1996")])
    (link,) = graph.links()
    assert [(e.reference, e.score) for e in link.evidence] == [("a", 0.9), ("b", 0.5)]
    assert (link.score, link.as_of) == (0.9, "1996")


def test_two_different_nodes_of_one_id_are_refused_and_the_same_node_twice_is_not():
    with pytest.raises(GraphError, match="Two different nodes have the id 'SLV'"):
        Graph([*NODES, State(id="SLV", name="Other")])
    assert len(Graph(NODES * 2)) == 3


def test_the_order_in_which_things_come_does_not_change_the_bytes():
    links = [member("a"), member("b", 0.4)]
    digests = set()
    for seed in range(5):
        shuffled = random.Random(seed)
        nodes, some = NODES[:], links[:]
        shuffled.shuffle(nodes)
        shuffled.shuffle(some)
        digests.add(Graph(nodes, some).digest())
    assert len(digests) == 1


def test_whatever_is_added_changes_the_digest():
    graph = Graph(NODES)
    digests = [graph.digest(), graph.digest()]
    graph.add_node(Role(id="hosts", name="Hosts"))
    digests.append(graph.digest())
    graph.add_link(member("a"))
    digests.append(graph.digest())
    graph.add_link(member("b"))
    digests.append(graph.digest())
    assert len(set(digests)) == len(digests) - 1


def test_rows_give_back_an_equal_graph(tmp_path):
    graph = Graph(NODES, [member("a", as_of="1996", status="member")])
    (tmp_path / "graph.jsonl").write_text("".join(graph.lines()), encoding="utf-8")
    assert Graph.read(tmp_path / "graph.jsonl") == graph


def test_a_broken_row_is_named_by_its_line(tmp_path):
    (tmp_path / "graph.jsonl").write_text('{"label":"Group","id":"a","name":"A"}\n{"label":', encoding="utf-8")
    with pytest.raises(InputError, match="line 2: not a JSON row"):
        Graph.read(tmp_path / "graph.jsonl")


def test_a_score_that_is_no_number_is_named_by_its_row(tmp_path):
    graph = Graph(NODES, [member("a")])
    rows = "".join(graph.lines()).replace('"score":1.0', '"score":NaN')
    (tmp_path / "graph.jsonl").write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=r"^Row \d+ can't be read: evidence\.0\.score: .*, not nan\. Correct it"):
        Graph.read(tmp_path / "graph.jsonl")


def test_neighbours_are_found_from_both_ends():
    graph = Graph(NODES, [member("a")])
    assert [k.target for k in graph.out("SLV", MemberOf)] == ["RCM"]
    assert [k.source for k in graph.into("RCM", MemberOf)] == ["SLV"]
    assert graph.out("SLV", CallsOn) == []


def test_networkx_gets_every_property_and_link_type():
    result = Graph([*NODES, Role(id="states", name="States")], [member("a", as_of="1996")]).to_networkx()
    assert result.nodes["SLV"] == {"label": "State", "name": "El Salvador", "status": "member"}
    assert result.edges["SLV", "RCM", "MEMBER_OF"]["as_of"] == "1996"
    assert result.edges["SLV", "RCM", "MEMBER_OF"]["reference"] == "a"
