"""What is opposed or taken back raises no step and is no agreement."""

import csv

import pytest
from spoken import Spoken

from graphkit.analysis.columns import find_stand, make_table
from graphkit.analysis.echoes.echoes import find_echoes
from graphkit.analysis.gaps.strength_scale import Step, find_statement_steps
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import nodes as n
from graphkit.publish.export.dna import make


def _turned(graph: Graph, id: str, **changes: object) -> Graph:
    nodes = [x.model_copy(update=changes) if x.id == id else x for x in graph.nodes()]
    return Graph(nodes, graph.links())


@pytest.mark.parametrize("position", ["against", "withdraws"])
def test_an_opposed_or_withdrawn_practice_is_only_mentioned(position: str) -> None:
    graph = Spoken()
    done = graph.say("AAA", "practice", [1], strength="commit-date")
    before = find_statement_steps(make_table(graph)).tolist()
    after = find_statement_steps(make_table(_turned(graph, done, position=position))).tolist()
    assert (before, after) == ([Step.MEASURED], [Step.MENTIONED])


def test_who_opposes_a_harm_keeps_the_step() -> None:
    graph = Spoken()
    ask = graph.say("AAA", "recommendation", [1])
    turned = _turned(graph, ask, position="against", opposes_harm=True)
    assert find_statement_steps(make_table(turned)).tolist() == [Step.RECOMMENDATION]


def test_the_agreement_of_an_opposed_objective_is_nought() -> None:
    graph = Spoken()
    ask = graph.say("AAA", "recommendation", [1])
    rows = [list(csv.DictReader("".join(make(g)).splitlines(), delimiter=";")) for g in (
        graph, _turned(graph, ask, position="against"))]  # fmt: skip
    assert [[r["agreement"] for r in found] for found in rows] == [["1"], ["0"]]


@pytest.mark.parametrize(
    ("position", "stand"), [("for", 1), (None, 1), ("against", -1), ("withdraws", -1), ("reports", 0), ("unknown", 0)]
)
def test_each_position_has_its_stand(position: str | None, stand: int) -> None:
    graph = Spoken()
    id = graph.say("AAA", "practice", [1])
    node = graph.node(id)
    assert isinstance(node, n.StatementNode)
    assert find_stand(node.model_copy(update={"position": position})) == stand


def test_an_ask_and_its_refusal_are_no_echo() -> None:
    graph = Spoken()
    text = "open mobile consulates for nationals in border towns"
    graph.say("AAA", "recommendation", [1], f"States should {text}")
    ask = graph.say("BBB", "recommendation", [1], f"States should also {text}", document="other")
    graph.say("CCC", "recommendation", [1], "Something else altogether", document="third")
    assert len(find_echoes(graph).pairs.left) == 1
    assert len(find_echoes(_turned(graph, ask, position="against")).pairs.left) == 0
