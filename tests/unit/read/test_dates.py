"""Dates, deadlines, sums of money and measures, in four languages."""

import pytest
from read_texts import read

from graphkit.errors import UnknownNameError
from graphkit.read.statements.amounts import find_amounts, find_measures
from graphkit.read.statements.dates import find_dates, find_deadlines

DEADLINES = {
    "en": [
        ("by 2031", "2031"), ("before the end of 2027", "2027"), ("by June 2027", "2027-06"),
        ("by the end of June 2027", "2027-06"), ("no later than 1st January 2028", "2028-01-01"),
        ("by December 31, 2026", "2026-12-31"), ("by end-2027", "2027"), ("by 2027-06-30", "2027-06-30"),
        ("by 30/06/2027", "2027-06-30"), ("by 05/06/2027", "2027"), ("2030 at the latest", "2030"),
        ("within two years", None), ("over the next five (5) years", None), ("by the end of the year", None),
    ],
    "es": [
        ("a más tardar en 2030", "2030"), ("para el año 2035", "2035"), ("antes de finales de 2027", "2027"),
        ("a más tardar el 30 de junio de 2027", "2027-06-30"), ("para diciembre del 2026", "2026-12"),
        ("al 2030", "2030"), ("en un plazo de 90 días", None), ("dentro de dos años", None),
    ],
    "fr": [
        ("d’ici à 2031", "2031"), ("avant fin 2027", "2027"), ("au plus tard le 1er janvier 2028", "2028-01-01"),
        ("à l'horizon 2030", "2030"), ("dans un délai de deux ans", None),
    ],
    "pt": [
        ("até 2030", "2030"), ("até ao final de 2027", "2027"), ("até 30 de junho de 2027", "2027-06-30"),
        ("no prazo de dois anos", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("language", "words", "due"), [(c, *row) for c, rows in DEADLINES.items() for row in rows])
def test_a_deadline_is_found_whole_and_as_exact_as_its_words(language: str, words: str, due: str | None) -> None:
    text = f"... {words}, ..."
    found = find_deadlines(text, language)
    assert [(text[d.start : d.end], d.due) for d in found] == [(words, due)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since 2010"), ("en", "from 2010 to 2014"), ("en", "guided by the 2030 Agenda"), ("en", "2030 Agenda"),
        ("en", "by 2,031 people"), ("en", "rose by 2030%"), ("es", "de 2010 a 2030"), ("es", "para la Agenda 2030"),
        ("fr", "l'Agenda 2030"), ("pt", "a Agenda 2030"), ("en", ""),
    ],
)  # fmt: skip
def test_a_year_alone_a_name_and_a_number_are_no_deadline(language: str, text: str) -> None:
    assert find_deadlines(text, language) == []


def test_every_year_of_three_centuries_can_be_a_deadline() -> None:
    for year in range(1900, 2200):
        assert [d.due for d in find_deadlines(f"Ports open by {year}.", "en")] == [str(year)]


def test_dates_are_found_without_words_before_them() -> None:
    text = "Firmado el 3 de mayo de 2021 y el 7.12.2022; en 1999."
    assert [d.iso for d in find_dates(text, "es")] == ["2021-05-03", "2022", "1999"]


@pytest.mark.parametrize(
    ("language", "words", "value", "currency"),
    [
        ("en", "US$ 25 million", 25e6, "USD"), ("en", "US$25m", 25e6, "USD"), ("en", "€3.5m", 3.5e6, "EUR"),
        ("en", "USD 1.2 billion", 1.2e9, "USD"), ("en", "two million dollars", 2e6, "USD"),
        ("en", "25,000 euros", 25e3, "EUR"), ("en", "KES 1,200,000", 1.2e6, "KES"),
        ("en", "$10-15 million", 1e7, "USD"),
        ("en", "100 million Canadian dollars", 1e8, "CAD"), ("es", "25 millones de dólares", 25e6, "USD"),
        ("es", "1.500 millones de pesos mexicanos", 1.5e9, "MXN"), ("es", "1,5 millones de euros", 1.5e6, "EUR"),
        ("es", "mil millones de dólares", 1e9, "USD"), ("es", "S/ 20 millones", 2e7, "PEN"),
        ("fr", "3,5 millions d'euros", 3.5e6, "EUR"), ("fr", "10 000 €", 1e4, "EUR"),
        ("pt", "R$ 10 milhões", 1e7, "BRL"), ("pt", "2 mil milhões de euros", 2e9, "EUR"),
    ],
)  # fmt: skip
def test_a_sum_has_its_value_its_currency_and_its_words(language: str, words: str, value: float, currency: str) -> None:
    text = f"... {words} ..."
    found = find_amounts(text, language)
    assert [(text[a.start : a.end], a.value, a.currency) for a in found] == [(words, pytest.approx(value), currency)]


def test_dollars_of_no_country_are_said_to_be_assumed() -> None:
    assert [a.assumed for a in find_amounts("US$ 5, then $5 and 5 dollars", "en")] == [False, True, True]


@pytest.mark.parametrize("text", ["ALL 25 States", "SDG 10", "25 migrants", "Top 5", "in pen 200 boats", "1 and 2"])
def test_a_number_beside_a_word_is_no_sum(text: str) -> None:
    assert find_amounts(text, "en") == []


def test_shares_and_counts_are_measures_sums_and_years_are_none() -> None:
    text = "Cut it to less than 3 per cent, hire an additional 500 officers for up to US$ 3 million by at least 2030."
    assert [(m.value, m.unit) for m in find_measures(text, "en")] == [(3, "%"), (500, "officers")]


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        find_deadlines("bis 2030", "de")


@pytest.mark.parametrize("date", ["by 2031", "by June 2033", "before the end of 2052", "by 1 May 2031"])
def test_a_commitment_with_any_date_is_of_the_strongest_kind(date: str) -> None:
    (statement,) = read(f"The crews must be paid {date}.\n")
    assert statement.strength == "commit-date"


@pytest.mark.parametrize("year", [1997, 2004, 2026, 2031])
def test_what_runs_since_any_year_is_a_practice(year: int) -> None:
    assert [s.kind for s in read(f"A hotline for crews, free since {year}, answers in six languages.\n")] == [
        "practice"
    ]
