"""Each kind of gap: found where it is, not where it is not; filters; how sure."""

import pytest
from spoken import Spoken

from graphkit.analysis.certainty import LEAST_STATEMENTS, Accuracy, Measure
from graphkit.analysis.echoes.neighbours import MOST
from graphkit.analysis.gaps.answers import METHOD as ANSWERS
from graphkit.analysis.gaps.answers import AnswerFeatures
from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.gaps import CHECKS, COLUMNS, SURE_ENOUGH, find_gaps
from graphkit.analysis.gaps.kinds import get_kinds
from graphkit.errors import InputError, OptionError, UnknownNameError
from graphkit.graph.ontology import nodes as n


def about(graph: Spoken, kind: str, **options: object) -> list[tuple[object, object]]:
    return [(f["actor"], f["about"]) for f in find_gaps(graph, [kind], **options)]


def test_an_objective_nobody_acts_on_is_found_and_says_whether_anyone_speaks_of_it() -> None:
    graph = Spoken(objectives=3)
    graph.say("AAA", "recommendation", [1])
    complaint = graph.say("AAA", "challenge", [2])
    found = find_gaps(graph, ["objective-unaddressed"])
    assert [(f["about"], f["detail"], f.statements) for f in found] == [
        ("gcm:2", "1 statement, none a recommendation or practice", (complaint,)),
        ("gcm:3", "nobody speaks of it", ()),
    ]


def say_often(graph: Spoken, actor: str, kind: str, goals: list[int], document: str = "paper") -> None:
    for _ in range(LEAST_STATEMENTS):
        graph.say(actor, kind, goals, document=document)


def test_a_challenge_shows_its_nearest_acts_first_those_on_its_objective() -> None:
    graph = Spoken()
    hard = graph.say("AAA", "challenge", [1], "Fishing crews find no help at the harbour")
    graph.say("AAA", "recommendation", [2], "Count seasonal workers in every census round")
    near = graph.say("AAA", "recommendation", [1], "Give advice to all comers")
    graph.say("CCC", "practice", [2], "Bridges were mended", document="elsewhere")
    (found,) = find_gaps(graph, ["challenge-partly-answered"])
    assert found.statements[:2] == (hard, near)
    assert (found["hangs_on"], found["wording"]) == ("paper", "Fishing crews find no help at the harbour")
    assert ANSWERS in find_gaps(graph, ["challenge-partly-answered"]).methods


def test_of_other_texts_a_bounded_number_of_acts_is_looked_at(monkeypatch) -> None:
    graph, pairs, find = Spoken(), [], AnswerFeatures.find
    monkeypatch.setattr(AnswerFeatures, "find", lambda *given: [pairs.extend(given[2].tolist()), find(*given)][1])
    graph.say("AAA", "challenge", [1], "Fishing crews find no help at the harbour")
    near = graph.say("CCC", "practice", [2], "Fishing crews at the harbour have a desk", document="elsewhere")
    for number in range(60):
        graph.say("CCC", "practice", [2], f"Harbour number {number} was dredged", document=f"paper {number}")
    (found,) = find_gaps(graph, ["challenge-partly-answered"])
    assert found.statements[1] == near
    assert len(pairs) == MOST


def test_an_act_without_a_common_group_can_answer_in_full() -> None:
    graph = Spoken()
    graph.say("AAA", "challenge", [1], "Fishing crews find no help desk at the harbour", groups=["workers"])
    graph.say("AAA", "recommendation", [1], "Open a help desk for fishing crews at the harbour")
    graph.say("AAA", "recommendation", [2], "Count seasonal work in every census round")
    assert not find_gaps(graph, ["challenge-partly-answered"]).findings


def test_kinds_seldom_right_or_never_judged_need_to_be_asked_for() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    offered, all_kinds = (find_gaps(graph, experimental=e).parameters["kinds"] for e in (False, True))
    assert offered == ["step-not-reached"]
    assert all_kinds == sorted(CHECKS)
    kind = get_kinds()["step-not-reached"]
    assert (kind.judged >= 10, kind.right / kind.judged >= 0.7) == (True, True)
    assert find_gaps(graph).notes == (kind.describe(),)
    assert find_gaps(graph, ["addressee-silent"]).notes == ("addressee-silent: never judged.",)


def test_what_matters_most_comes_first_and_says_which_text_it_hangs_on() -> None:
    graph = Spoken(objectives=3)
    for actor in ("AAA", "CCC"):
        say_often(graph, actor, "recommendation", [1], f"paper {actor}")
    say_often(graph, "CCC", "challenge", [2], "paper CCC")
    say_often(graph, "DDD", "recommendation", [3], "paper DDD")
    accuracy = Accuracy({"detection": Measure(1, 0.9, 500), "objectives": Measure(1, 0.9, 500)})
    found = find_gaps(graph, ["step-not-reached"], below="recommendation", accuracy=accuracy).findings
    assert (found[0]["actor"], found[0]["about"], found[0]["hangs_on"]) == ("CCC", "gcm:2", "paper CCC")
    assert [f["importance"] for f in found] == sorted((f["importance"] for f in found), reverse=True)


def test_a_text_of_few_sentences_is_too_short_to_be_silent() -> None:
    graph = Spoken(objectives=2)
    graph.say("AAA", "recommendation", [1])
    result = find_gaps(graph, ["step-not-reached"])
    assert not result.findings
    assert result.could_not_judge[0] == "Name of AAA: fewer than 6 statements, too few to be silent."
    assert find_coverage(graph).cell("AAA", "gcm:2").blank is None


def test_a_recommendation_without_addressee_is_found_and_a_promise_is_none() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], roles=["origin"])
    graph.say("AAA", "recommendation", [1], asks=["CCC"])
    lone = graph.say("AAA", "recommendation", [2])
    graph.say("AAA", "practice", [2])
    graph.say("AAA", "recommendation", [2], strength="commit")
    assert [f.statements for f in find_gaps(graph, ["recommendation-without-addressee"])] == [(lone,)]


def test_an_addressee_silent_in_its_own_text_is_found_and_one_without_text_is_not_judged() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], asks=["CCC", "DDD", "AAA"])
    graph.say("CCC", "practice", [2], document="own")
    result = find_gaps(graph, ["addressee-silent"])
    assert [(f["actor"], f["about"]) for f in result] == [("CCC", "gcm:1")]
    assert any("Name of DDD" in line for line in result.could_not_judge)


def test_a_group_named_in_challenges_but_in_no_commitment_is_found_for_all_and_by_actor() -> None:
    graph = Spoken()
    graph.say("AAA", "challenge", [1], groups=["women", "youth"])
    graph.say("AAA", "recommendation", [1], groups=["youth"], strength="recommend")
    graph.say("CCC", "recommendation", [1], groups=["women"], strength="commit")
    assert about(graph, "group-without-commitment") == [("all texts", "youth"), ("AAA", "women"), ("AAA", "youth")]


def test_a_principle_declared_but_never_used_is_found() -> None:
    graph = Spoken()
    graph.say("AAA", "principle", [1], principles=["rule-of-law", "family-unity"])
    graph.say("AAA", "recommendation", [1], principles=["rule-of-law"])
    assert about(graph, "principle-unused") == [("all texts", "family-unity"), ("AAA", "family-unity")]


def test_a_mechanism_without_participants_is_found_with_who_names_it() -> None:
    graph = Spoken()
    named = graph.say("AAA", "practice", [1], mechanisms=["mechanism:lone", "mechanism:joined"])
    graph.actor("CCC")
    graph.link("TAKES_PART_IN", "CCC", "mechanism:joined")
    (found,) = find_gaps(graph, ["mechanism-without-participants"])
    assert (found["about"], found.statements) == ("mechanism:lone", (named,))


def test_a_practice_of_one_that_another_asks_for_is_transferable() -> None:
    graph = Spoken()
    asked = graph.say("AAA", "recommendation", [1], "Open school places for children of seasonal workers")
    done = graph.say("BREP", "practice", [1], "School places for children of seasonal workers were opened",
                     document="report", done_by=["CCC"])  # fmt: skip
    for number in range(5):
        graph.say("DDD", "recommendation", [2], f"Mend bridge {number} over river {number}", document="other")
    (found,) = find_gaps(graph, ["practice-transferable"])
    assert (found["actor"], found.statements) == ("AAA", (asked, done))
    assert found["detail"].startswith("CCC (echo ")


@pytest.mark.parametrize(
    ("practice", "objective", "found"),
    [
        ("Night ferries to harbours.", 9, 1),
        ("Ferries.", 9, 0),
        ("Bridge tolls.", 9, 0),
        ("Night ferries to harbours.", 1, 0),
    ],
    ids=["two telling words", "one word", "the name of the objective only", "another objective"],
)
def test_a_practice_answers_by_telling_words_on_a_common_objective(practice: str, objective: int, found: int) -> None:
    graph = Spoken(objectives=2)
    graph.add_node(n.Objective(id="gcm:9", name="Bridge tolls", number=9, code="9"))
    graph.say("AAA", "recommendation", [9], "Night ferries and bridge tolls")
    graph.say("CCC", "practice", [objective], practice, document="report")
    for number in range(40):
        graph.say(
            "DDD", "recommendation", [2], f"Mend pier {number} over stream {number} to harbours", document="other"
        )
    assert len(find_gaps(graph, ["practice-transferable"])) == found


def test_cells_below_a_chosen_step_are_found() -> None:
    graph = Spoken(objectives=2)
    say_often(graph, "AAA", "challenge", [1])
    assert about(graph, "step-not-reached") == [("AAA", "gcm:2")]
    assert sorted(about(graph, "step-not-reached", below="recommendation")) == [("AAA", "gcm:1"), ("AAA", "gcm:2")]


def test_filters_keep_actors_objectives_and_members_of_a_body() -> None:
    graph = Spoken(objectives=3)
    graph.members("BLOC", "AAA", "CCC")
    for actor in ("AAA", "CCC", "DDD"):
        say_often(graph, actor, "recommendation", [1], f"paper {actor}")
    assert about(graph, "step-not-reached", actors=["name of ccc"], objectives=["3"]) == [("CCC", "gcm:3")]
    assert {a for a, _ in about(graph, "step-not-reached", body="BLOC")} == {"AAA", "CCC"}


def test_confidence_filters_and_says_what_is_unknown() -> None:
    graph = Spoken(objectives=2)
    say_often(graph, "AAA", "recommendation", [1])
    accuracy = Accuracy({"detection": Measure(1, 1.0, 500), "objectives": Measure(1, 0.9, 500)})
    (gap,) = find_gaps(graph, ["step-not-reached"], accuracy=accuracy)
    assert 0 < gap.confidence < 1
    assert not find_gaps(graph, ["step-not-reached"], accuracy=accuracy, min_confidence=gap.confidence + 0.001).findings
    blind = find_gaps(graph, ["step-not-reached"], accuracy=Accuracy(), min_confidence=0.5)
    assert blind.could_not_judge[-1] == "1 findings left out: how sure they are is not known."


def test_what_is_known_to_be_doubtful_is_counted_and_given_on_request() -> None:
    graph = Spoken(objectives=2)
    say_often(graph, "AAA", "recommendation", [1], "paper AAA")
    for other in ("CCC", "DDD", "EEE", "FFF"):
        say_often(graph, other, "recommendation", [1, 2], f"paper {other}")
    accuracy = Accuracy({"detection": Measure(1, 0.5, 500), "objectives": Measure(1, 0.5, 500)})
    kind = ["step-not-reached"]
    (doubtful,) = find_gaps(graph, kind, accuracy=accuracy, min_confidence=0)
    assert doubtful.confidence < SURE_ENOUGH
    found = find_gaps(graph, kind, accuracy=accuracy)
    assert not found.findings
    assert found.could_not_judge[-1].startswith("Left out: 1 finding less sure than 75 %")


def test_who_always_speaks_jointly_is_silent_once() -> None:
    graph = Spoken(objectives=2)
    for number in range(6):
        said = graph.say("AAA", "recommendation", [1], f"Mend pier {number}", document="joint")
        graph.actor("CCC")
        graph.link("SAID_BY", said, "CCC")
    say_often(graph, "DDD", "recommendation", [2], "paper DDD")
    assert about(graph, "step-not-reached") == [("DDD", "gcm:1"), ("AAA & CCC", "gcm:2")]
    assert about(graph, "step-not-reached", actors=["CCC"]) == [("AAA & CCC", "gcm:2")]
    for voice in ("AAA & CCC", "Name of CCC & Name of AAA"):
        assert about(graph, "step-not-reached", actors=[voice]) == [("AAA & CCC", "gcm:2")]
    assert about(graph, "step-not-reached", actors=["AAA & DDD"]) == []
    with pytest.raises(UnknownNameError, match="EEE"):
        about(graph, "step-not-reached", actors=["AAA & EEE"])


def test_what_could_not_be_judged_of_others_is_left_out_where_actors_are_named() -> None:
    graph = Spoken(objectives=2)
    say_often(graph, "AAA", "recommendation", [1])
    graph.say("CCC", "recommendation", [1], document="short")
    graph.say("AAA", "recommendation", [2], asks=["DDD"])
    told = {who: " ".join(find_gaps(graph, actors=[who], experimental=True).could_not_judge) for who in ("AAA", "DDD")}
    assert "Name of CCC" not in told["AAA"] + told["DDD"]
    assert "Name of DDD" not in told["AAA"]
    assert "Name of DDD: no text of its own was read." in told["DDD"]


def test_a_body_is_found_by_its_acronym_also_where_a_state_has_that_code() -> None:
    graph = Spoken(objectives=2)
    say_often(graph, "CAN", "recommendation", [1])
    say_often(graph, "AAA", "recommendation", [2], document="other")
    graph.add_node(n.Body(id="fishers-league", name="Fishers' League", acronym="CAN"))
    graph.link("MEMBER_OF", "AAA", "fishers-league")
    assert about(graph, "step-not-reached", body="can") == [("AAA", "gcm:1")]
    assert about(graph, "step-not-reached", actors=["CAN"]) == [("CAN", "gcm:2")]
    with pytest.raises(UnknownNameError, match="No body is named"):
        about(graph, "step-not-reached", body="AAA")


def test_collectives_of_nobody_in_particular_are_never_called_silent() -> None:
    graph = Spoken(objectives=2)
    graph.add_node(n.Collective(id="collective:civil-society", name="Civil society", collective="civil-society"))
    say_often(graph, "collective:civil-society", "recommendation", [1], "paper")
    assert not about(graph, "step-not-reached")


def test_who_tells_of_a_practice_of_others_has_spoken_of_it() -> None:
    graph = Spoken(objectives=3)
    say_often(graph, "BREP", "recommendation", [1], "report")
    graph.say("BREP", "practice", [2], document="report", done_by=["CCC"])
    assert about(graph, "step-not-reached", actors=["BREP"]) == [("BREP", "gcm:3")]


def test_a_text_on_other_things_is_held_to_the_areas_it_treats() -> None:
    graph = Spoken(objectives=3)
    say_often(graph, "AAA", "recommendation", [1], "paper")
    for number in range(20):
        graph.say("AAA", "recommendation", [], f"Mend pier {number}", document="paper")
    for area, numbers in {"roads": (1, 2), "ports": (3,)}.items():
        graph.add_node(n.ThematicArea(id=area, name=area, number=len(numbers)))
        for number in numbers:
            graph.link("PART_OF", f"gcm:{number}", area)
    assert about(graph, "step-not-reached") == [("AAA", "gcm:2")]


def test_a_missing_addressee_is_the_less_sure_the_more_addressees_the_reading_misses() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], roles=["origin"])
    graph.say("AAA", "recommendation", [1])
    sure = [
        find_gaps(
            graph,
            ["recommendation-without-addressee"],
            accuracy=Accuracy({"addressees": Measure(1, r, 99)}),
            min_confidence=0,
        )
        .findings[0]
        .confidence
        for r in (0.6, 0.8, 1.0)
    ]
    assert sure == pytest.approx([1 / 3, 0.75, 1.0], abs=1e-4)


def test_every_check_is_listed_and_answers_with_the_same_columns() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    result = find_gaps(graph, experimental=True)
    assert result.columns == COLUMNS
    assert result.parameters["kinds"] == sorted(CHECKS)
    assert all(set(f.values) == set(COLUMNS) for f in result)
    assert len({f.id for f in result}) == len(result)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"kinds": ["silent"]}, UnknownNameError, "No kind of gap is named 'silent'"),
        ({"actors": ["AAB"]}, UnknownNameError, "Did you mean 'AAA'"),
        ({"actors": [""]}, UnknownNameError, "No actor is named ''"),
        ({"actors": ["AAA & "]}, UnknownNameError, "No actor is named ' '"),
        ({"objectives": ["24"]}, UnknownNameError, "No objective is named '24'"),
        ({"body": "BLOCK"}, UnknownNameError, "Did you mean 'BLOC'"),
        ({"body": "BLOC"}, OptionError, "No member of 'BLOC' is known"),
        ({"below": "top"}, UnknownNameError, "No step is named 'top'"),
        ({"min_confidence": 2}, OptionError, "min_confidence is 2"),
    ],
)
def test_what_is_not_there_is_named_in_one_line(options: dict, error: type, words: str) -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], asks=["BLOC"])
    with pytest.raises(error, match=words):
        find_gaps(graph, **options)


def test_an_empty_graph_is_refused() -> None:
    with pytest.raises(InputError, match="no statement"):
        find_gaps(Spoken())


def test_who_speaks_of_a_subtheme_is_not_silent_on_its_objective() -> None:
    graph = Spoken(objectives=2)
    graph.add_node(n.Subtheme(id="gcm:2.1", name="Piers", code="2.1"))
    say_often(graph, "AAA", "recommendation", [1])
    graph.link("ABOUT", graph.say("AAA", "recommendation", [1]), "gcm:2.1", rank=1)
    assert about(graph, "step-not-reached") == []
