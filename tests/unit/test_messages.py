"""What graphkit says has its Spanish, and a finished text is found again by the words around its gaps."""

import re

import pytest

from graphkit.cli.language import find_language
from graphkit.messages import Translator, read_catalogue
from tools.find_messages import find_messages


@pytest.fixture(scope="module")
def spanish() -> Translator:
    return Translator("es", {"Mexico": "México", "UNHCR": "ACNUR", "Trinidad and Tobago": "Trinidad y Tabago"})


def test_no_message_lacks_its_spanish() -> None:
    missing = {text: place for text, place in find_messages().items() if text not in read_catalogue("es")}
    assert missing == {}, "add them to graphkit/messages/es.toml"


def test_the_spanish_puts_in_what_the_english_puts_in() -> None:
    wrong = []
    for english, told in read_catalogue("es").items():
        gaps = english.count("{}")
        numbers = [int(n) for n in re.findall(r"\{(\d)", told)]
        if max(numbers, default=-1) >= gaps or (told.count("{}") not in (0, gaps) and gaps):
            wrong.append(english)
    assert wrong == []


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("issuer unknown in 1 file: a.md", "emisor desconocido en 1 archivo: a.md"),
        ("issuer unknown in 3 files: a.md and 2 more", "emisor desconocido en 3 archivos: a.md y 2 más"),
        ("1 actor speaks of 3 of 1 objective.", "1 actor habla de 3 de 1 objetivo."),
        ("2 actors speak of 3 of 23 objectives.", "2 actores hablan de 3 de 23 objetivos."),
        ("Mexico, UNHCR and Trinidad and Tobago", "México, ACNUR y Trinidad y Tabago"),
        ("UNHCR: no text of its own was read.", "ACNUR: no se leyó ningún texto propio."),
        ("Could not judge: 9 pairs", "No se pudo juzgar: 9 pares"),
        ("1,200 statements", "1.200 enunciados"),
        ("No store is named 'x'. Known: y.", "No existe motor de nombre «x». Se conocen: y."),
    ],
)
def test_what_is_put_in_is_told_too(spanish: Translator, english: str, told: str) -> None:
    assert spanish.tell(english) == told


@pytest.mark.parametrize("text", ["", "{}", "Welcome the plan of action", "statement:9e96a3762cc1", "((("])
def test_what_is_no_message_stays(spanish: Translator, text: str) -> None:
    assert spanish.tell(text) == text


def test_english_stays_as_it_is() -> None:
    assert Translator("en").tell("Could not judge:") == "Could not judge:"


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        (["gaps", "--lang", "es"], {}, "es"),
        (["--lang=es", "gaps"], {}, "es"),
        (["gaps", "--lang", "en"], {"GRAPHKIT_LANG": "es"}, "en"),
        (["query", "--", "--lang", "es"], {}, "en"),
        (["gaps", "--lang"], {"GRAPHKIT_LANG": "xx"}, "en"),
    ],
)
def test_the_language_is_that_of_the_line_then_that_of_the_environment(words, environment, language) -> None:
    assert find_language(words, environment) == language
