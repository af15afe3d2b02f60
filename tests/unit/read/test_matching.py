import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.match.lemma import fold_word, get_lemma_form
from graphkit.match.tokens import Lexicon, read_tokens
from graphkit.read.statements.rules import any_of
from graphkit.text.document import Span


def words_of(text, found):
    return [(text[m.start : m.end], m.payload) for m in found]


def test_the_longest_of_several_phrases_wins() -> None:
    text = "Ministers from Upper Land met those of Land and Upper Landing."
    lexicon = Lexicon([("Land", "L"), ("Upper Land", "UL")], fold_word)
    assert words_of(text, lexicon.find(read_tokens(text))) == [("Upper Land", "UL"), ("Land", "L")]


def test_a_phrase_may_stand_for_several_things() -> None:
    text = "the Harbour Pact"
    lexicon = Lexicon([("Harbour Pact", 1), ("harbour pact", 2)], fold_word)
    assert words_of(text, lexicon.find(read_tokens(text))) == [("Harbour Pact", 1), ("Harbour Pact", 2)]


def test_case_counts_only_where_the_form_says_so() -> None:
    text = "WHO asked who went"
    assert words_of(text, Lexicon([("WHO", "body")], str).find(read_tokens(text))) == [("WHO", "body")]


def test_markup_line_ends_and_hidden_characters_do_not_break_a_phrase() -> None:
    lexicon = Lexicon([("blue river basin", "x")], fold_word)
    texts = ("**Blue** <b>River</b>\nBasin", "Blue\u00a0Ri\u200bver Ba\u00adsin's", "BLUE RI-\nVER BASIN")
    for text in texts:
        assert [m.payload for m in lexicon.find(read_tokens(text))] == ["x"], text


def test_offsets_point_into_the_source_text_of_each_span() -> None:
    text = "noise The wide -- 17 -- sea route noise"
    tokens = read_tokens(text, Span(6, 14), Span(24, 33))
    [match] = Lexicon([("wide sea", 1)], fold_word).find(tokens)
    assert (match.start, match.end) == (text.index("wide"), text.index("sea") + 3)


def test_lemmas_action_nouns_and_spelling_variants_meet_in_one_form() -> None:
    lexicon = Lexicon([("protect the labour rights of migrants", 1)], get_lemma_form("en"))
    for text in ("protecting labor rights of migrants", "Protection of migrants"):
        assert bool(lexicon.find(read_tokens(text))) == ("rights" in text), text


def test_spanish_inflection_and_accents_do_not_hide_a_phrase() -> None:
    lexicon = Lexicon([("protección de la niñez retornada", 1)], get_lemma_form("es"))
    assert lexicon.find(read_tokens("proteger a la niñez retornada"))


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon([], fold_word).find(read_tokens("any words")) == []


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=6))
def test_every_match_can_be_read_back_in_the_text(text: str, phrases: list[str]) -> None:
    lexicon = Lexicon([(p, p) for p in phrases], fold_word)
    for match in lexicon.find_all(read_tokens(text)):
        inside = [fold_word(w) for w in read_tokens(text[match.start : match.end]).words]
        assert [w for w in inside if w] == [w for w in map(fold_word, read_tokens(match.payload).words) if w]


@pytest.mark.parametrize("unit", ["a-\n", "<b", "a\u00ad", "'s "])
def test_cost_stays_linear_on_hostile_text(unit: str) -> None:
    assert len(read_tokens(unit * 200_000).text) == len(unit) * 200_000


@given(
    st.lists(st.text("ab ", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=8), st.text("ab ")
)
def test_alternatives_written_together_find_what_they_find_one_by_one(words: list[str], text: str) -> None:
    plain = sorted({" ".join(word.split()) for word in words}, key=lambda w: (-len(w), w))
    apart = [m.span() for m in re.finditer("|".join(map(re.escape, plain)), text)]
    assert [m.span() for m in re.finditer(any_of(words), text)] == apart
