"""Folding texts for matching."""

from hypothesis import given
from hypothesis import strategies as st

from graphkit.text.folding import fold_letters, fold_text


def test_markup_accents_and_hyphens_at_line_ends_are_folded_away() -> None:
    text = "La  **pro-\ntecc\u00adión**\nde “la NIÑEZ” <b>mi\u200bgrante</b>"
    assert fold_text(text).text == 'la proteccion de "la ninez" migrante'


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    assert fold_text("well-known co-\nOperation - yes").text == "well-known co- operation - yes"


def test_each_folded_character_leads_back_to_its_source() -> None:
    text = "A **bé** \n <i>c</i>"
    folded = fold_text(text)
    assert [(c, text[folded.source(i)]) for i, c in enumerate(folded.text) if c != " "] == [
        ("a", "A"),
        ("b", "b"),
        ("e", "é"),
        ("c", "c"),
    ]


@given(st.text(alphabet="aÉñ <b>/-\n*_\u200bİß", max_size=120))
def test_places_and_sources_agree_for_any_text(text: str) -> None:
    folded = fold_text(text)
    sources = [folded.source(i) for i in range(len(folded.text))]
    assert sources == sorted(set(sources))
    assert all(0 <= s < len(text) for s in sources)
    assert [folded.place(s) for s in sources] == list(range(len(sources)))


@given(st.text(max_size=80))
def test_folding_letters_keeps_the_length(text: str) -> None:
    assert len(fold_letters(text)) == len(text)
