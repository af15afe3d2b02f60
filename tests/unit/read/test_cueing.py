import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.match.lexicon import CueLexicon
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.framework.cues import parse_cue
from graphkit.reference.framework.model import CueSet


def read(text, *cues, negators=()):
    """Return (target, words) of the hits; cues are (target, weight, notation)."""
    parsed = tuple(parse_cue("objective", t, w, c, {}) for t, w, c in cues)
    cued = CueLexicon([CueSet(language="en", cues=parsed, negators=negators)], "en").read(text)
    return [(h.cue.target, text[h.start : h.end]) for hits in cued.hits.values() for h in hits]


def test_a_cue_inside_a_longer_one_of_the_same_target_is_left_out():
    assert read("Mobile consulate visits", ("14", 4, "consulate"), ("14", 4, "mobile consulate")) == [
        ("14", "Mobile consulate")
    ]


def test_the_same_words_may_speak_for_two_targets():
    found = read("Remittance data", ("1", 3, "data"), ("20", 4, "remittance"), ("1", 4, "remittance data"))
    assert sorted(found) == [("1", "Remittance data"), ("20", "Remittance")]


def test_weight_zero_takes_words_out_of_reach():
    cues = [("21", 4, "return"), ("21", 0, "tax return")]
    assert read("File a tax return", *cues) == []
    assert read("A tax break upon return", *cues) == [("21", "return")]


def test_weight_zero_reaches_into_cues_with_gaps_but_not_into_longer_phrases():
    cues = [("7", 4, "protect .. right"), ("7", 4, "protect labour right bodies"), ("7", 0, "labour right")]
    assert read("to protect the labour rights", *cues) == []
    assert read("to protect labour rights bodies", *cues) == [("7", "protect labour rights bodies")]


def test_parts_must_come_in_order_near_and_in_one_clause():
    cue = ("4", 3, "issue .. passport")
    assert read("issue swift new passports", cue) == [("4", "issue swift new passports")]
    assert read("passports are an issue", cue) == []
    assert read("this is an issue; passports too", cue) == []
    assert read("issue " + "very " * 12 + "nice passports", cue) == []


def test_other_conditions_look_at_the_whole_text_or_its_neighbourhood():
    assert read("On ports. Then visas.", ("5", 3, "visa & port")) == [("5", "visas")]
    assert read("visas only", ("5", 3, "visa & port")) == []
    assert read("a visa card", ("5", 3, "visa ! card")) == []
    assert read("a visa " + "and so on " * 6 + "a card", ("5", 3, "visa ! card")) == [("5", "visa")]


def test_a_negator_undoes_what_follows_it():
    assert read("all services except schools", ("15", 3, "school"), negators=("except",)) == []
    assert read("schools except on Sundays", ("15", 3, "school"), negators=("except",)) == [("15", "schools")]


def test_brackets_and_examples_are_marked_as_asides():
    parsed = tuple(parse_cue("objective", "1", 3, c, {}) for c in ("census", "survey", "register"))
    lexicon = CueLexicon([CueSet(language="en", cues=parsed)], "en")
    cued = lexicon.read("A census (with a survey), including one register, they said; the census.")
    hits = cued.hits["objective", "1"]
    assert [(h.cue.text, h.aside) for h in hits] == [
        ("census", False),
        ("survey", True),
        ("register", True),
        ("census", False),
    ]


@pytest.fixture(scope="module")
def lexicon():
    return CueLexicon([load_framework("gcm").get_cues("en"), load_groups().cue_sets["en"]], "en")


@given(text=st.text(max_size=300))
def test_any_text_is_read_and_every_hit_lies_inside_it(lexicon, text):
    for hits in lexicon.read(text).hits.values():
        assert all(0 <= h.start < h.end <= len(text) for h in hits)


HOSTILE = ("(", "migrant ", "including, ", "access to ", "(a) such as ", "not ", "protect the rights of migrants ")


@pytest.mark.parametrize("unit", HOSTILE)
def test_cost_stays_linear_on_hostile_text(lexicon, unit):
    assert lexicon.read(unit * 20_000).length <= 140_000
