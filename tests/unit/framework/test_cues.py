import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.reference.framework.cues import parse_cue


def phrases(text, words=None):
    return [part.phrases for part in parse_cue("objective", "1", 2.0, text, words or {}).parts]


def test_alternatives_and_optional_words_give_every_phrase():
    assert phrases("(sea|land) [open] border") == [("sea open border", "sea border", "land open border", "land border")]


def test_brackets_may_be_nested():
    assert phrases("((big|small) red|blue) bus") == [("big red bus", "small red bus", "blue bus")]


def test_a_named_list_stands_for_its_phrases():
    assert phrases("help <who>", {"who": ["(young|old) people", "cats"]}) == [
        ("help young people", "help old people", "help cats")
    ]


def test_parts_keep_how_they_are_joined():
    cue = parse_cue("group", "children", 1.0, "care .. child & school ! ministry", {})
    assert [(p.join, p.phrases) for p in cue.parts] == [
        ("", ("care",)),
        ("..", ("child",)),
        ("&", ("school",)),
        ("!", ("ministry",)),
    ]


@pytest.mark.parametrize(
    "text", ["(a|b", "a) b", "[a", "", "<nobody> works", "()", "[maybe]", "?!", "(a|!)", "a ..", "& a", "a & & b"]
)
def test_a_malformed_cue_is_refused_with_its_text(text):
    with pytest.raises(InputError):
        phrases(text)


def test_a_cue_of_too_many_phrases_is_refused():
    with pytest.raises(InputError, match="400"):
        phrases(" ".join(["(a|b|c|d)"] * 6))


@given(st.text(alphabet="ab ()[]|<>", max_size=40))
def test_any_text_is_either_parsed_or_refused(text):
    try:
        found = phrases(text, {"a": ["b"]})
    except InputError:
        return
    assert all(phrase for part in found for phrase in part)
