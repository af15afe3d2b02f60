"""Routes for a gap: who is held, what ties a body to the objective, who is left out, and the order."""

import pytest
from spoken import Spoken

from graphkit.analysis.columns import make_table
from graphkit.analysis.gaps.routes import find_forums, find_routes
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.errors import InputError, UnknownNameError

PAIR = ("SLV", "GTM")


@pytest.fixture
def graph() -> Spoken:
    graph = Spoken(objectives=3)
    graph.say("SLV", "recommendation", [1])
    graph.say("GTM", "recommendation", [1])
    return graph


def routes(graph: Spoken) -> list[tuple[str, float]]:
    return [(f["route"], f["score"]) for f in find_routes(graph, "2", actors=PAIR)]


def test_a_mechanism_that_serves_the_objective_is_a_route(graph: Spoken) -> None:
    graph.mechanism("mechanism:pact", ["SLV", "GTM", "HND"], [2])
    graph.mechanism("mechanism:other", ["SLV", "GTM"], [3])

    (found,) = find_routes(graph, "2", actors=PAIR)

    assert (found["route"], found["score"], found["covered"]) == ("mechanism:pact", 0.75, ["GTM", "SLV"])
    assert found["reason"] == "serves the objective: its mandate"


def test_members_that_are_left_out_are_named_and_lower_the_rank(graph: Spoken) -> None:
    graph.mechanism("mechanism:half", ["SLV"], [2])
    graph.mechanism("mechanism:whole", ["SLV", "GTM"], [2])

    whole, half = find_routes(graph, "2", actors=PAIR)

    assert (whole["route"], whole["uncovered"]) == ("mechanism:whole", [])
    assert (half["route"], half["uncovered"], half["score"]) == ("mechanism:half", ["GTM"], 0.375)


def test_statements_on_the_objective_by_a_body_or_naming_it_tie_it_and_are_cited(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    behind = (
        graph.say("BONE", "recommendation", [2]),
        graph.say("SLV", "recommendation", [2, 1], names=["BONE"]),
        graph.say("GTM", "recommendation", [2], asks=["BONE"]),
    )
    graph.say("GTM", "recommendation", [3], names=["BONE"])

    (found,) = find_routes(graph, "2", actors=PAIR)

    assert (found["score"], found.statements) == (1 - 2**-3, behind)


def test_members_of_a_participating_body_are_held(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    graph.mechanism("mechanism:pact", ["BONE"], [2])

    assert routes(graph) == [("BONE", 0.75), ("mechanism:pact", 0.75)]


def test_a_body_serves_what_its_mechanisms_serve_and_says_so(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM")
    graph.mechanism("mechanism:pact", ["BONE"], [2])

    found = find_routes(graph, "2", actors=PAIR).find(route="BONE")[0]

    assert found["reason"] == "serves the objective: takes part in mechanism:pact"


def test_of_equal_routes_the_one_with_fewer_others_comes_first(graph: Spoken) -> None:
    graph.mechanism("mechanism:a-wide", ["SLV", "GTM", "HND", "NIC"], [2])
    graph.mechanism("mechanism:narrow", ["SLV", "GTM", "HND"], [2])

    assert [route for route, _ in routes(graph)] == ["mechanism:narrow", "mechanism:a-wide"]


def test_unknown_participants_are_told_not_taken_for_none(graph: Spoken) -> None:
    graph.mechanism("mechanism:open", [], [2])
    graph.mechanism("mechanism:elsewhere", ["HND"], [2])
    graph.say("BONE", "recommendation", [2])

    result = find_routes(graph, "2", actors=PAIR)

    assert len(result) == 0
    assert result.could_not_judge == (
        "No route reaches GTM, SLV.",
        "Work on gcm:2, but who takes part is not known: Name of BONE, mechanism:open.",
    )


def test_without_actors_those_below_the_step_are_meant(graph: Spoken) -> None:
    graph.say("SLV", "practice", [2])

    assert find_routes(graph, "2").parameters["actors"] == ["GTM"]
    assert find_routes(graph, "1", below=Step.IN_PLACE).parameters["actors"] == ["GTM", "SLV"]


def test_the_members_of_a_body_are_the_actors(graph: Spoken) -> None:
    graph.members("BONE", "SLV", "GTM", "HND")

    assert find_routes(graph, "2", body="BONE").parameters["actors"] == ["GTM", "HND", "SLV"]


def test_bad_input_is_one_line(graph: Spoken) -> None:
    graph.actor("BONE")
    with pytest.raises(UnknownNameError, match="Did you mean 'SLV'"):
        find_routes(graph, "2", actors=["SLVV"])
    with pytest.raises(InputError, match="No member of 'BONE' is known"):
        find_routes(graph, "2", body="BONE")
    with pytest.raises(InputError, match="No actor with a text of its own is below 'mentioned'"):
        find_routes(graph, "1")
    with pytest.raises(UnknownNameError, match="No objective is named '99'"):
        find_routes(graph, "99")


def test_who_holds_nearly_all_states_is_no_route_without_a_mandate() -> None:
    graph = Spoken(objectives=2)
    states = [f"S{n:02d}" for n in range(20)]
    for state in states:
        graph.say(state, "recommendation", [1], f"{state} opens offices", document=f"of {state}")
    graph.members("BALL", *states)
    graph.members("BFEW", *states[:4])
    graph.say("S00", "recommendation", [2], "BALL and BFEW count workers", names=["BALL", "BFEW"])
    found = find_routes(graph, "2", actors=["S01"])
    assert [f["route"] for f in found] == ["BFEW"]
    assert any("hold nearly all States" in line for line in found.could_not_judge)


def test_forums_of_an_objective_are_ranked_by_what_speaks_for_them_whomever_they_hold(graph: Spoken) -> None:
    graph.mechanism("mechanism:pact", ["HND"], [2])
    graph.members("BONE", "SLV")
    said = graph.say("BONE", "recommendation", [2])
    graph.members("BTWO", "SLV")

    found = [(f.id, f.evidence, f.serves, f.statements) for f in find_forums(make_table(graph), "gcm:2")]

    assert found == [("mechanism:pact", 2, True, ()), ("BONE", 1, False, (said,))]
