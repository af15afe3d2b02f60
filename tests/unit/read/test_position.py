"""For or against: what the main clause shows, in sentences written before the rules (tests/data/positions.tsv)."""

import csv
from pathlib import Path

import pytest
from read_texts import read

from graphkit.read.statements.position import find_position

_DATA = Path(__file__).parents[2] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines(), delimiter="\t"))


_ROWS = _rows("positions.tsv")
_SETS = {"tuned on": _ROWS[::2], "kept for measuring": _ROWS[1::2], "written later": _rows("positions_unseen.tsv")}
_AGAINST = ("against", "withdraws")


@pytest.mark.parametrize("name", _SETS)
def test_nine_in_ten_of_what_is_opposed_are_found_and_nine_in_ten_of_the_found_are_right(name: str) -> None:
    rows = _SETS[name]
    found = [find_position(r["text"], r["kind"], r["language"]).value in _AGAINST for r in rows]
    coded = [r["position"] in _AGAINST for r in rows]
    right = sum(f and c for f, c in zip(found, coded, strict=True))
    assert right >= 0.9 * sum(coded)
    assert right >= 0.9 * sum(found)


def test_the_words_that_show_it_are_named() -> None:
    text = "The Government will not extend the seasonal visa scheme."
    position = find_position(text, "recommendation", "en")
    assert (position.value, text[position.start : position.end]) == ("against", "will not")


def test_a_list_is_against_what_its_lead_in_denies() -> None:
    text = "Employers should not:\n\n- keep passports;\n- charge fees.\n"
    assert [s.position for s in read(text)] == ["against", "against"]


def test_who_is_against_a_harm_stands_for_the_objective() -> None:
    (harm,) = read("States should not detain children.\n")
    (good,) = read("States should not open consulates.\n")
    assert (harm.position, harm.opposes_harm) == ("against", True)
    assert (good.position, good.opposes_harm) == ("against", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Repeal the decree on residence.", "against"),
        ("The ministry repealed the decree on residence.", "withdraws"),
        ("The ministry will repeal the decree on residence.", "withdraws"),
        ("States should repeal the decree on residence.", "against"),
        ("End the arbitrary detention of families.", "for"),
    ],
)
def test_taking_back_is_withdrawing_when_done_and_opposing_when_asked_for(text: str, value: str) -> None:
    assert find_position(text, "recommendation", "en").value == value


def test_a_definition_takes_no_stand() -> None:
    assert find_position("Transit is not residence.", "definition", "en").value == "unknown"


@pytest.mark.parametrize("text", ["", "…", "no", "\u202eno", "no " * 5000, "(" * 3000, "not to " * 3000])
def test_any_text_has_a_position_in_little_time(text: str) -> None:
    assert find_position(text, "recommendation", "en").value in {"for", "against"}


def test_to_cease_a_harm_is_for_the_objective_as_to_abolish_it_is() -> None:
    text = "- Peru should stop detaining children.\n- Chile should abolish the detention of children.\n"
    assert [s.position for s in read(text)] == ["for", "for"]


def test_what_is_asked_for_may_be_named_by_what_it_is_not() -> None:
    assert find_position("Pedimos a los socios fondos no reembolsables.", "recommendation", "es").value == "for"
    assert find_position("Pedimos a los socios no cobrar intereses.", "recommendation", "es").value == "against"
