"""Routes for a gap: who takes part, what ties a body to the objective, who is left out, and the order."""

import pytest
from spoken import Spoken

from graphkit.analysis.routes import find_routes
from graphkit.errors import OptionError, UnknownNameError

PAIR = {"objectives": ["2"], "actors": ["SLV", "GTM"]}


@pytest.fixture
def graph() -> Spoken:
    graph = Spoken(objectives=3)
    graph.say("SLV", "recommendation", [1])
    graph.say("GTM", "recommendation", [1])
    return graph


def routes(graph: Spoken, **options: object) -> list[tuple[str, float]]:
    return [(f["route"], f["score"]) for f in find_routes(graph, **(options or PAIR))]


def test_a_mechanism_whose_mandate_is_the_objective_is_a_route(graph: Spoken) -> None:
    graph.mechanism("mechanism:pact", ["SLV", "GTM", "HND"], [2])
    graph.mechanism("mechanism:other", ["SLV", "GTM"], [3])

    (found,) = find_routes(graph, **PAIR)

    assert (found["route"], found["score"], found["covered"], found["others"]) == (
        "mechanism:pact",
        1,
        ["GTM", "SLV"],
        1,
    )
    assert found["mandates"] == ["its mandate"]


def test_members_that_are_left_out_are_named_and_lower_the_rank(graph: Spoken) -> None:
    graph.mechanism("mechanism:half", ["SLV"], [2])
    graph.mechanism("mechanism:whole", ["SLV", "GTM"], [2])

    whole, half = find_routes(graph, **PAIR)

    assert (whole["route"], whole["uncovered"]) == ("mechanism:whole", [])
    assert (half["route"], half["uncovered"], half["score"]) == ("mechanism:half", ["GTM"], 0.5)
    assert "leaves out GTM" in half["reason"]


def test_a_statement_on_the_objective_ties_a_body_half_as_firmly_and_is_cited(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    first = graph.say("BONE", "recommendation", [2], score=0.8)
    second = graph.say("SLV", "recommendation", [2, 1], names=["BONE"], score=0.6)

    (found,) = find_routes(graph, **PAIR)

    assert found["score"] == pytest.approx(1 - (1 - 0.4) * (1 - 0.3))
    assert found.statements == (first, second)


def test_taking_part_through_a_body_counts_half(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    graph.mechanism("mechanism:pact", ["BONE", "GTM"], [2])

    found = find_routes(graph, **PAIR).find(route="mechanism:pact")[0]

    assert found["score"] == 0.75
    assert "SLV through BONE" in found["reason"]


def test_a_body_serves_what_its_mechanisms_serve(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    graph.mechanism("mechanism:pact", ["BONE"], [2])

    assert routes(graph)[0] == ("BONE", 1)


def test_observers_count_half_and_suspended_members_not(graph: Spoken) -> None:
    graph.mechanism("mechanism:pact", ["BONE"], [2])
    for state, status in (("SLV", "observer"), ("GTM", "suspended")):
        graph.link("MEMBER_OF", state, "BONE", status=status)

    found = find_routes(graph, **PAIR).find(route="BONE")[0]

    assert (found["score"], found["covered"], found["uncovered"]) == (0.25, ["SLV"], ["GTM"])


def test_of_equal_routes_the_one_with_fewer_others_comes_first(graph: Spoken) -> None:
    graph.mechanism("mechanism:a-wide", ["SLV", "GTM", "HND", "NIC"], [2])
    graph.mechanism("mechanism:narrow", ["SLV", "GTM", "HND"], [2])

    assert [route for route, _ in routes(graph)] == ["mechanism:narrow", "mechanism:a-wide"]


def test_unknown_participants_are_told_not_taken_for_none(graph: Spoken) -> None:
    graph.mechanism("mechanism:open", [], [2])
    graph.mechanism("mechanism:closed", ["BUNKNOWN"], [2])
    graph.mechanism("mechanism:elsewhere", ["HND"], [2])

    result = find_routes(graph, **PAIR)

    assert len(result) == 0
    assert [line.partition(" in ")[2] for line in result.could_not_judge] == [
        "Name of BUNKNOWN, mechanism:closed, mechanism:open."
    ]


def test_without_names_every_silent_cell_is_a_gap(graph: Spoken) -> None:
    graph.say("SLV", "practice", [2])
    graph.mechanism("mechanism:pact", ["GTM", "HND"], [2])

    assert find_routes(graph).parameters["objectives"] == ["gcm:3"]
    graph.mechanism("mechanism:more", ["GTM", "HND"], [3])
    (found,) = find_routes(graph)
    assert (found["objective"], found["actors"]) == ("gcm:3", ["GTM", "SLV"])


def test_the_members_of_a_body_are_the_actors(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM", "HND")

    assert find_routes(graph, ["2"], body="BONE").parameters["actors"] == ["GTM", "HND", "SLV"]


def test_most_and_least_limit_the_routes(graph: Spoken) -> None:
    graph.mechanism("mechanism:half", ["SLV"], [2])
    graph.mechanism("mechanism:whole", ["SLV", "GTM"], [2])

    assert routes(graph, **PAIR, most=1) == routes(graph, **PAIR, least=0.6) == [("mechanism:whole", 1)]


def test_bad_input_is_one_line(graph: Spoken) -> None:
    graph.actor("BONE")
    with pytest.raises(UnknownNameError, match="Did you mean 'SLV'"):
        find_routes(graph, ["2"], actors=["SLVV"])
    with pytest.raises(OptionError, match="No member of 'BONE' is known"):
        find_routes(graph, ["2"], body="BONE")
    with pytest.raises(UnknownNameError, match="Did you mean 'mentioned'"):
        find_routes(graph, ["2"], below="mentionned")
    with pytest.raises(OptionError, match="No gap was found"):
        find_routes(graph, ["1"])
