"""The ladder of strength."""

import pytest
from read_texts import read

from graphkit.text.document import STRENGTHS


@pytest.mark.parametrize(
    ("sentence", "strength", "words"),
    [
        ("The right to rest belongs to every sailor.", "principle", None),
        ("Harbours could explore joint patrols, it is proposed.", "recommend", "proposed"),
        ("Explore joint patrols.", "consider", "Explore"),
        ("Harbours should open at night.", "recommend", "should"),
        ("Open the harbours at night.", "recommend", None),
        ("Crews must be paid.", "commit", "must"),
        ("Crews must be given a fund of their own.", "commit-means", "given a fund"),
        ("Ports must allocate a fund for repairs.", "commit-means", "allocate"),
        ("Ports must open by 2030 and report on it.", "commit-date", "by 2030"),
        ("Many boats have been built.", "none", None),
    ],
)
def test_the_wording_shows_the_step(sentence: str, strength: str, words: str | None) -> None:
    (statement,) = read(f"{sentence}\n")
    span = statement.strength_span
    assert (statement.strength, span and sentence[span.start : span.end]) == (strength, words)


def test_an_item_takes_the_force_of_the_sentence_that_opens_its_list() -> None:
    text = "The owners must:\n\n- pay the crews;\n- consider their families.\n"
    assert [s.strength for s in read(text)] == ["commit", "consider"]


def test_a_commitment_with_a_named_addressee_counts_more() -> None:
    assert [s.strength for s in read("States must pay the crews.\n")] == ["commit-addressee"]


def test_all_steps_are_on_the_ladder() -> None:
    text = "States must open by 2030. The right to rest holds. Explore it. Ports have been built.\n"
    assert {s.strength for s in read(text)} <= set(STRENGTHS)
