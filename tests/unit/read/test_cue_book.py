"""Cues in folded texts."""

from graphkit.match.phrases import Cue, CueBook, expand_phrase


def test_a_pattern_stands_for_each_combination_of_its_alternatives() -> None:
    found = set(expand_phrase("{has,have} {,not} <done>", {"done": ["met", "gone"]}))
    assert found == {"has met", "has not met", "has gone", "has not gone", *("have met", "have not met")} | {
        "have gone",
        "have not gone",
    }


def test_commas_may_stand_in_alternatives_parted_by_bars() -> None:
    assert list(expand_phrase("{origin, transit|destination}", {})) == ["origin, transit", "destination"]


def test_only_whole_words_are_found_and_a_longer_phrase_hides_shorter_ones_of_its_group() -> None:
    book = CueBook([(Cue("a", "short"), ["port"]), (Cue("a", "long"), ["port of call"]), (Cue("b", "own"), ["of"])], {})
    found = book.find("a port, a port of call, an airport")
    assert {g: [(h.start, h.cue.name) for h in hits] for g, hits in found.items()} == {
        "a": [(2, "short"), (10, "long")],
        "b": [(15, "own")],
    }
