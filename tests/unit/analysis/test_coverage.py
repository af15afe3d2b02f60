"""The gap ladder: each step, its statements, its scope, and how sure a blank is."""

import numpy as np
import pytest
from spoken import Spoken

from graphkit.analysis.certainty import Accuracy, Measure
from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.errors import InputError, OptionError, UnknownNameError
from graphkit.graph.graph import Graph


def step(graph: Spoken, row: str, column: str, **options: object) -> Step:
    return find_coverage(graph, **options).cell(row, column).step


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("challenge", {}, Step.MENTIONED),
        ("definition", {}, Step.MENTIONED),
        ("principle", {}, Step.PRINCIPLE),
        ("recommendation", {"strength": "recommend"}, Step.RECOMMENDATION),
        ("recommendation", {"strength": "recommend", "roles": ("origin",)}, Step.RECOMMENDATION),
        ("recommendation", {"strength": "commit"}, Step.RECOMMENDATION),
        ("recommendation", {"strength": "commit", "roles": ("origin",)}, Step.COMMITMENT),
        ("recommendation", {"strength": "commit", "asks": ("AAA",)}, Step.COMMITMENT),
        ("recommendation", {"strength": "commit-addressee"}, Step.COMMITMENT),
        ("practice", {}, Step.IN_PLACE),
        ("recommendation", {"strength": "commit-means"}, Step.MEASURED),
        ("recommendation", {"strength": "commit-date"}, Step.MEASURED),
        ("challenge", {"strength": "commit-date"}, Step.MENTIONED),
    ],
)
def test_each_kind_and_strength_reaches_its_step(kind: str, more: dict, expected: Step) -> None:
    graph = Spoken()
    graph.say("SLV", kind, [2], **more)
    assert step(graph, "SLV", "gcm:2") == expected


def test_a_cell_stands_on_the_highest_step_and_keeps_the_statements_of_each() -> None:
    graph = Spoken()
    low = graph.say("SLV", "challenge", [1])
    high = graph.say("SLV", "practice", [1])
    cell = find_coverage(graph).cell("SLV", "gcm:1")
    assert (cell.step, cell.statements) == (Step.IN_PLACE, {Step.MENTIONED: (low,), Step.IN_PLACE: (high,)})
    assert cell.all_statements == (high, low)


def test_silence_differs_from_having_no_text() -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [1], asks=["GTM"])
    coverage = find_coverage(graph)
    assert coverage.cell("SLV", "gcm:2").step == Step.SILENT
    cell = coverage.cell("GTM", "gcm:2")
    assert (cell.step, cell.reason) == (Step.OUTSIDE, "no text of its own was read")
    assert "Name of GTM: no text of its own was read." in coverage.result().could_not_judge


def test_who_is_only_quoted_in_the_text_of_another_is_not_silent() -> None:
    graph = Spoken()
    graph.say("BREP", "recommendation", [1])
    graph.link("TAKES_PART_IN", "BREP", "paper", capacity="issuer")
    graph.say("MEX", "recommendation", [2])
    for _ in range(10):
        graph.say("BANNEX", "recommendation", [2])
    coverage = find_coverage(graph)
    steps = {who: coverage.cell(who, "gcm:3").step for who in ("BREP", "MEX", "BANNEX")}
    assert steps == {"BREP": Step.SILENT, "MEX": Step.OUTSIDE, "BANNEX": Step.SILENT}


def test_a_practice_belongs_to_who_carries_it_out_not_to_who_reports_it() -> None:
    graph = Spoken()
    graph.say("BREP", "practice", [3], done_by=["ARG"])
    coverage = find_coverage(graph)
    assert coverage.cell("ARG", "gcm:3").step == Step.IN_PLACE
    assert coverage.cell("BREP", "gcm:3").step == Step.MENTIONED


def test_a_mechanism_taken_part_in_is_a_fact_beside_the_cell_and_no_practice() -> None:
    graph = Spoken()
    graph.say("SLV", "challenge", [1])
    graph.mechanism("mechanism:pact", ["SLV"], [4])
    cell = find_coverage(graph).cell("SLV", "gcm:4")
    assert (cell.step, cell.mechanisms, cell.statements) == (Step.SILENT, ("mechanism:pact",), {})


def test_a_stated_scope_turns_silence_into_outside() -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [1])
    scopes = {"paper": ["gcm:1", "gcm:2"]}
    assert step(graph, "SLV", "gcm:2", scopes=scopes) == Step.SILENT
    assert step(graph, "SLV", "gcm:3", scopes=scopes) == Step.OUTSIDE


def test_a_text_on_one_theme_is_held_to_the_areas_it_treats() -> None:
    from graphkit.graph.ontology.nodes import ThematicArea

    graph = Spoken()
    for number, members in ((1, (1, 2)), (2, (3, 4))):
        graph.add_node(ThematicArea(id=f"gcm:area:{number}", name=f"Area {number}", number=number))
        for objective in members:
            graph.link("PART_OF", f"gcm:{objective}", f"gcm:area:{number}")
    graph.document("paper", genre="thematic workshop")
    graph.say("SLV", "recommendation", [1])
    assert [step(graph, "SLV", f"gcm:{i}") for i in (2, 3)] == [Step.SILENT, Step.OUTSIDE]


@pytest.mark.parametrize(("rows", "row"), [("document", "paper"), ("group", "women"), ("principle", "human-rights")])
def test_documents_groups_and_principles_have_a_ladder_too(rows: str, row: str) -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [2], groups=["women"], principles=["human-rights"])
    assert step(graph, row, "gcm:2", rows=rows) == Step.RECOMMENDATION
    assert step(graph, row, "gcm:1", rows=rows) == Step.SILENT


def test_links_below_the_lowest_score_are_left_out() -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [2], score=0.4)
    graph.say("SLV", "recommendation", [1], score=0.9)
    assert [step(graph, "SLV", f"gcm:{i}", min_score=0.5) for i in (1, 2)] == [Step.RECOMMENDATION, Step.SILENT]


def test_without_a_measured_accuracy_a_blank_is_unknown_not_sure() -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [1])
    coverage = find_coverage(graph, accuracy=Accuracy())
    assert coverage.cell("SLV", "gcm:2").blank is None
    assert any("has not been measured" in line for line in coverage.result().could_not_judge)


def measured(recall: float, cases: int = 1000) -> Accuracy:
    return Accuracy({"detection": Measure(1.0, 1.0, cases), "objectives": Measure(0.9, recall, cases)})


def test_the_better_the_recall_the_surer_the_blank() -> None:
    graph = Spoken(objectives=3)
    for _ in range(10):
        graph.say("SLV", "recommendation", [1])
        graph.say("GTM", "recommendation", [2], document="other")
    sure = [find_coverage(graph, accuracy=measured(r)).cell("SLV", "gcm:2") for r in (0.5, 0.8, 1.0)]
    chances = [c.blank for c in sure]
    assert chances == sorted(chances)
    assert chances[-1] == 1.0
    assert all(c.blank_low <= c.blank for c in sure)


def test_the_probability_of_a_blank_agrees_with_simulation() -> None:
    from graphkit.analysis.certainty import thinned_zero

    rng = np.random.default_rng(5)
    mean, shape, recall = 1.7, 0.8, 0.75
    true = rng.poisson(rng.gamma(shape, mean / shape, 400_000))
    found = rng.binomial(true, recall)
    simulated = (true[found == 0] == 0).mean()
    assert thinned_zero(mean, shape, recall) == pytest.approx(simulated, abs=0.005)


def test_an_empty_graph_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match="holds no statement"):
        find_coverage(Spoken())


def test_unknown_rows_columns_and_cells_are_named() -> None:
    graph = Spoken()
    graph.say("SLV", "recommendation", [1])
    with pytest.raises(OptionError, match="no rows 'planet'"):
        find_coverage(graph, rows="planet")
    with pytest.raises(UnknownNameError, match="Did you mean 'objective'"):
        find_coverage(graph, columns="objectiv")
    with pytest.raises(UnknownNameError, match="Did you mean 'SLV'"):
        find_coverage(graph).cell("SLVV", "gcm:1")


def test_the_order_of_the_input_changes_nothing() -> None:
    one = Spoken()
    one.say("SLV", "recommendation", [1])
    one.say("GTM", "practice", [2])
    rows = list(one.rows())
    nodes, links = [r for r in rows if "label" in r], [r for r in rows if "type" in r]
    two = Graph.from_rows([*nodes[::-1], *links[::-1]])
    assert find_coverage(two).result().to_json() == find_coverage(one).result().to_json()
