"""Asks over the years, and the difference of two graphs."""

import pytest
from spoken import Spoken

from graphkit.analysis.time.compare import find_changed_cells, find_changes
from graphkit.analysis.time.timeline import find_timeline, find_years
from graphkit.errors import InputError, OptionError

DESK = "Open help desks in each harbour for fishing crews"
CENSUS = "Count seasonal workers in every census round"
SHELTER = "Give shelter after storms to stranded families"


def three_rounds() -> Spoken:
    graph = Spoken()
    for year in (2011, 2017, 2022):
        graph.document(f"d{year}", year)
    graph.document("d2022b", 2022)
    rounds = {
        "d2011": ((DESK, "recommendation"), (CENSUS, "recommendation")),
        "d2017": ((CENSUS, "recommendation"), ("Teach pilots about tides", "recommendation")),
        "d2022": ((f"{DESK} now stand", "practice"), (SHELTER, "recommendation")),
        "d2022b": ((f"{SHELTER} soon", "recommendation"), ("Paint bridges blue", "recommendation")),
    }
    for number, (document, said) in enumerate(rounds.items(), 1):
        for text, kind in said:
            graph.say(f"S{number}", kind, [number], text, document=document)
    return graph


def test_asks_persist_disappear_appear_and_turn_into_practice() -> None:
    found = {f["wording"]: (f["status"], f["years"], f["into_practice"]) for f in find_timeline(three_rounds())}
    assert found == {
        DESK: ("persists", [2011, 2022], True),
        CENSUS: ("disappears", [2011, 2017], False),
        SHELTER: ("appears", [2022], False),
    }


def test_asks_that_echo_nothing_are_counted_and_listed_when_wanted() -> None:
    graph = three_rounds()
    note = find_timeline(graph).notes[0]
    found = {
        f["wording"]: (f["status"], f["years"]) for f in find_timeline(graph, singles=True) if len(f["years"]) == 1
    }

    assert note.startswith("2 recommendations echo nothing in another document: 1 stand in texts of 2022 only, 1 in")
    assert found["Teach pilots about tides"] == ("disappears", [2017])
    assert found["Paint bridges blue"] == ("appears", [2022])


def test_each_course_names_its_statements_in_the_order_of_time() -> None:
    graph = three_rounds()
    first = find_timeline(graph).findings[0]
    assert [graph.node(id).document for id in first.statements] == ["d2011", "d2022"]
    assert first.note == f"done: {DESK} now stand"


def test_documents_without_a_year_are_left_out_by_name() -> None:
    graph = three_rounds()
    graph.document("undated", None)
    graph.say("S9", "recommendation", [1], DESK, document="undated")
    result = find_timeline(graph)
    assert result.could_not_judge == ("Left out, no year known: undated.",)


def test_shares_of_each_year_and_their_change() -> None:
    result = find_years(three_rounds())
    (first,) = result.find(year=2011, column="gcm:1")
    (last,) = result.find(year=2022, column="gcm:3")
    assert (first["count"], first["share"], first["change"]) == (2, 1.0, None)
    assert (last["share"], last["change"]) == (0.5, 0.5)


def test_a_timeline_needs_dates_and_two_years() -> None:
    graph = Spoken()
    graph.document("undated", None)
    graph.say("AAA", "recommendation", [1], document="undated")
    with pytest.raises(InputError, match="No document of the graph has a year"):
        find_timeline(graph)
    graph.document("only", 2017)
    graph.say("AAA", "recommendation", [1], document="only")
    with pytest.raises(InputError, match="All dated documents are of 2017"):
        find_timeline(graph)


def one_round(**changes: tuple[str, str, str]) -> Spoken:
    graph = Spoken()
    said = {"desk": (DESK, "recommendation", "recommend"), "census": (CENSUS, "recommendation", "commit")} | changes
    for text, kind, strength in said.values():
        if text:
            graph.say("AAA", kind, [1], text, strength=strength, roles=["states"])
    return graph


def changes(before: Spoken, after: Spoken) -> list[tuple[object, object, object]]:
    return [(f["change"], f["before_text"], f["after_text"]) for f in find_changes(before, after)]


def test_equal_graphs_do_not_differ() -> None:
    assert changes(one_round(), one_round()) == []


def test_new_dropped_strengthened_weakened_and_reworded_are_told_apart() -> None:
    reworded = DESK.replace("each", "every")
    after = Spoken()
    after.said = 100
    after.say("AAA", "recommendation", [1], reworded, strength="commit", roles=["states"])
    after.say("AAA", "recommendation", [1], CENSUS, strength="consider", roles=["states"])
    after.say("AAA", "recommendation", [2], "Teach pilots about tides", strength="recommend")
    assert changes(one_round(other=(SHELTER, "recommendation", "recommend")), after) == [
        ("dropped", SHELTER, None),
        ("weakened", CENSUS, CENSUS),
        ("strengthened", DESK, reworded),
        ("new", None, "Teach pilots about tides"),
    ]


def test_one_reworded_statement_among_equal_ones_is_matched() -> None:
    before, after = one_round(), one_round()
    before.say("AAA", "recommendation", [2], SHELTER, strength="recommend")
    after.said = 100
    after.say("AAA", "recommendation", [2], f"{SHELTER} soon", strength="recommend")

    assert changes(before, after) == [("reworded", SHELTER, f"{SHELTER} soon")]


@pytest.mark.parametrize(("number", "told"), [(5, ["reworded"]), (50, ["dropped", "new"])])
def test_a_free_rewording_is_matched_between_the_same_neighbours_only(number: int, told: list[str]) -> None:
    def paper(middle: str, number: int) -> Spoken:
        graph = Spoken()
        for at, text in ((1, CENSUS), (20, SHELTER), (60, "Mend piers"), (70, "Clear wells"), (number, middle)):
            graph.said = at
            graph.say("AAA", "recommendation", [1], text)
        return graph

    freely = "Help desks for fishing crews wherever they land"
    assert [c[0] for c in changes(paper(DESK, 3), paper(freely, number))] == told


def test_statements_of_different_speakers_are_not_matched() -> None:
    after = Spoken()
    after.said = 100
    after.say("CCC", "recommendation", [1], DESK, strength="recommend")
    before = Spoken()
    before.say("AAA", "recommendation", [1], DESK, strength="recommend")
    assert [c[0] for c in changes(before, after)] == ["dropped", "new"]


def test_cells_that_moved_are_named_with_their_statements() -> None:
    before, after = Spoken(), Spoken()
    before.say("AAA", "challenge", [1])
    after.say("AAA", "practice", [1])
    (cell,) = find_changed_cells(before, after)
    assert (cell["before"], cell["after"], cell["change"]) == ("mentioned", "practice or mechanism in place", "further")


def test_an_impossible_likeness_is_refused() -> None:
    with pytest.raises(OptionError, match="least is 0"):
        find_changes(one_round(), one_round(), least=0)
