"""Candidate units."""

import pytest
from read_texts import make_document

from graphkit.read.statements.units import find_sentences, find_units
from graphkit.text.document import Span


def units(text: str, language: str = "en") -> list[str]:
    document = make_document(text, language)
    return [document.text[u.start : u.end] for u in find_units(document)]


def test_a_paragraph_is_cut_into_sentences_and_an_item_is_not() -> None:
    text = "Ports are open. They are safe.\n\n- Open more ports. Keep them safe.\n"
    assert units(text) == ["Ports are open.", "They are safe.", "Open more ports. Keep them safe."]


def test_abbreviations_initials_and_numbers_do_not_end_a_sentence() -> None:
    text = 'Dr. A. Bell (see vol. 3, p. 4) lives in the U.S. He said "Go." Then 3.5 % left, e.g. by boat.\n'
    assert units(text) == [
        'Dr. A. Bell (see vol. 3, p. 4) lives in the U.S. He said "Go."',
        "Then 3.5 % left, e.g. by boat.",
    ]


@pytest.mark.parametrize("mark", ["¹²", "[2]", "[^2]", "2"])
def test_the_mark_of_a_footnote_stands_between_two_sentences(mark: str) -> None:
    assert units(f"The port closed.{mark} Ships left.") == [f"The port closed.{mark}", "Ships left."]


def test_the_decimals_of_an_amount_are_no_mark_of_a_footnote() -> None:
    assert units("Ports paid 2018.75 Euros. Ships paid 1500.50 USD.") == [
        "Ports paid 2018.75 Euros.",
        "Ships paid 1500.50 USD.",
    ]


def test_spanish_signs_open_sentences() -> None:
    text = "El Sr. Paz llegó. ¿Quién lo esperaba? «Nadie», dijo la Lic. Mar.\n"
    assert units(text, "es") == ["El Sr. Paz llegó.", "¿Quién lo esperaba?", "«Nadie», dijo la Lic. Mar."]


def test_emphasis_around_all_of_a_unit_is_left_out_and_inside_it_stays() -> None:
    assert units("- **Open the ports.**\n- **Ports** stay open.\n- _Close them._\n") == [
        "Open the ports.",
        "**Ports** stay open.",
        "Close them.",
    ]


def test_the_end_of_a_cut_sentence_is_the_rest_of_its_first_part() -> None:
    document = make_document("- Officers in the ports of the\n\n7\n\nnorth need boats. They also need maps.\n")
    first, second = find_units(document)
    assert first.rest is not None
    assert document.text[first.rest.start : first.rest.end] == "north need boats."
    assert document.text[second.start : second.end] == "They also need maps."


def test_a_long_item_of_a_general_text_is_read_by_the_sentence() -> None:
    sentence = (
        "The harbour masters of all coasts have agreed on one form for crews who arrive without papers, it is said"
    )
    long = f"- **Crews:** {sentence}. {sentence}. {sentence}. Boats wait.\n- Short one. Of two.\n"
    assert units(long)[3:] == ["Boats wait.", "Short one. Of two."]


def test_more_abbreviations_and_a_lost_blank() -> None:
    text = "See Res. 73/195 and Nos. 4 to 6 of the Govt. Report. It rose in 2021.Ports opened at sea.Crews rested.\n"
    assert units(text) == [
        "See Res. 73/195 and Nos. 4 to 6 of the Govt. Report.",
        "It rose in 2021.",
        "Ports opened at sea.",
        "Crews rested.",
    ]


def test_a_dot_inside_a_name_or_an_address_ends_nothing() -> None:
    text = "The site www.Ports.Example shows node.Js and v2.Final to all.\n"
    assert units(text) == [text.strip()]


def test_numbers_that_run_on_in_a_paragraph_part_recommendations() -> None:
    text = "148.5. Open the ports (Fiji); 148.6. Train the pilots (Samoa, Tonga); 148.7. Light the quays (Fiji)."
    found = [text[s.start : s.end] for s in find_sentences(text, Span(0, len(text)), "en")]
    assert found == ["Open the ports (Fiji);", "Train the pilots (Samoa, Tonga);", "Light the quays (Fiji)."]
