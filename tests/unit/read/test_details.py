"""What can be followed up: due date, sum, measure, partner, how definite; and who promises it."""

import csv

import pytest
from read_texts import read

from graphkit.read.statements.details import find_partner
from graphkit.read.statements.position import find_position
from graphkit.read.statements.specificity import find_specificity


def test_a_promise_says_by_when_with_what_money_and_with_whom() -> None:
    text = "We will open five shelters with US$ 2 million in cooperation with the port by 2027."
    (promise,) = read(f"# Commitments\n\n- {text}\n")
    assert (promise.strength, promise.due, promise.amount, promise.currency) == ("commit-date", "2027", 2e6, "USD")
    assert (promise.partner, promise.specificity) == ("the port", 5)


@pytest.mark.parametrize(
    ("figures", "amount"), [("1.234.567", 1234567), ("1,234,567", 1234567), ("1.5 million", 1.5e6)]
)
def test_a_sum_is_read_however_its_thousands_are_parted(figures: str, amount: float) -> None:
    (promise,) = read(f"# Commitments\n\n- We will open five shelters with US$ {figures} by 2027.\n")
    assert (promise.amount, promise.currency) == (amount, "USD")


def test_a_measure_is_kept_as_the_text_words_it() -> None:
    (promise,) = read("States should train at least 300 officers.\n")
    assert promise.indicator == "at least 300 officers"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("We will open the harbour to all.", "commit"),
        ("Peru will ensure access to the harbour.", "commit"),
        ("Peru and Chile will ensure access to the harbour.", "commit"),
        ("Peru, Chile and Togo will ensure access to the harbour.", "commit"),
        ("The Government of Peru will open the harbour.", "commit"),
        ("Member States are invited to consider opening the harbour.", "consider"),
        ("States should consider opening the harbour.", "consider"),
    ],
)
def test_plain_forms_bind_as_they_say(text: str, strength: str) -> None:
    (statement,) = read(f"{text}\n")
    assert statement.strength.removesuffix("-addressee") == strength


def test_no_partner_where_none_is_named() -> None:
    assert find_partner("Peru will train judges.", "en") is None


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("Share what was learnt with others.", "en", 1),
        ("Continue to open the harbours.", "en", 2),
        ("The port should consider a night watch.", "en", 3),
        ("Strengthen the piers.", "en", 4),
        ("Ratify the harbour convention.", "en", 5),
        ("Continuar abriendo los puertos.", "es", 2),
        ("El puerto ratificará el convenio.", "es", 5),
        ("Los puertos deberían estudiar una guardia nocturna.", "es", 3),
        ("All is well.", "en", None),
    ],
)
def test_the_first_verb_grades_how_definite_an_ask_is(text: str, language: str, grade: int | None) -> None:
    assert find_specificity(text, language) == grade


def test_the_grade_is_that_of_people_in_four_of_five_coded_rows(shared) -> None:
    with shared("upr", "upr-migration.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[1::2]
    assert sum(str(find_specificity(r["text"], "en")) == r["action"] for r in rows) >= 0.8 * len(rows)


def test_a_language_without_data_has_no_grade_and_no_partner_and_breaks_nothing() -> None:
    text = "Les États devraient ratifier la convention en coopération avec le port."
    assert (find_specificity(text, "fr"), find_partner(text, "fr")) == (None, None)
    assert find_position(text, "recommendation", "fr").value == "for"
