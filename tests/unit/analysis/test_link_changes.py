"""Links that differ between two graphs: told apart, with words before and after, statements matched first."""

import pytest
from spoken import Spoken

from graphkit.analysis.time.link_changes import find_changed_links
from graphkit.errors import OptionError

DESK = "Open help desks in each harbour for fishing crews"


def graph(score: float = 0.8, objectives: tuple[int, ...] = (1,), text: str = DESK, shift: int = 0) -> Spoken:
    made = Spoken()
    made.said = shift
    made.say("SLV", "recommendation", objectives, text, score=score, rule="cue:desks")
    return made


def changes(before: Spoken, after: Spoken) -> list[tuple[str, str, str]]:
    return [(f["change"], f["type"], f["target"]) for f in find_changed_links(before, after)]


def test_equal_graphs_have_no_changed_links() -> None:
    assert changes(graph(), graph()) == []


def test_new_and_dropped_links_of_a_statement_are_told() -> None:
    assert changes(graph(objectives=(1, 2)), graph(objectives=(2, 3))) == [
        ("dropped", "ADDRESSES", "gcm:1"),
        ("new", "ADDRESSES", "gcm:3"),
    ]


@pytest.mark.parametrize(("score", "change"), [(0.5, "weakened"), (0.85, "strengthened"), (1.0, "strengthened")])
def test_links_are_weakened_and_strengthened_by_their_score(score: float, change: str) -> None:
    (found,) = find_changed_links(graph(0.8), graph(score))

    assert (found["change"], found["before_score"], found["after_score"]) == (change, 0.8, score)


def test_a_score_that_hardly_moves_is_the_same() -> None:
    assert changes(graph(0.8), graph(0.84)) == []


def test_links_of_reworded_statements_are_compared_and_cite_both() -> None:
    before, after = graph(), graph(objectives=(2,), text=DESK.replace("each", "every"), shift=50)
    for other in ("Teach pilots about tides", "Paint bridges blue"):
        before.say("GTM", "recommendation", [3], other)

    dropped, new = find_changed_links(before, after)

    assert (dropped["change"], new["change"]) == ("dropped", "new")
    assert dropped.statements == ("statement:000000000001",)
    assert new.statements == ("statement:000000000033",)


def test_links_of_statements_without_counterpart_are_counted_not_listed() -> None:
    after = graph()
    after.say("SLV", "recommendation", [2], "Teach pilots about tides")

    result = find_changed_links(graph(), after)

    assert len(result) == 0
    assert result.notes[1].endswith("0 before, 2 after.")


def test_memberships_are_compared_too_and_cite_their_source() -> None:
    after = graph()
    after.members("BONE", "SLV")

    (found,) = find_changed_links(graph(), after)

    assert (found["change"], found["type"], found["after_words"]) == ("new", "MEMBER_OF", "invented")


def test_an_impossible_likeness_is_refused() -> None:
    with pytest.raises(OptionError, match="least is 2"):
        find_changed_links(graph(), graph(), least=2)
