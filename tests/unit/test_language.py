"""Language data and detection."""

import pytest

from graphkit.errors import UnknownNameError
from graphkit.reference.language import LANGUAGES, detect_language, get_language_data


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbours of the north should be open to all who arrive.", "en"),
        ("Los puertos del norte deben estar abiertos para quienes llegan.", "es"),
        ("Abrir los puertos y las minas del sur a quienes llegan (see the annex on harbours).", "es"),
        ("Les ports du nord doivent être ouverts à tous ceux qui arrivent.", "fr"),
        ("Os portos do norte devem estar abertos para quem chega.", "pt"),
        ("", "en"),
        ("12345 !!!", "en"),
    ],
)
def test_the_language_with_most_function_words_is_detected(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="Known: en, es, fr, pt"):
        get_language_data("reading", "de")


@pytest.mark.parametrize("name", ["reading", "roles"])
def test_all_languages_have_the_same_rules(name: str) -> None:
    def shape(language: str) -> dict[str, list[str]]:
        data = get_language_data(name, language)
        lists = {k: [row.get("name") or row["id"] for row in v] for k, v in data.items() if isinstance(v, list)}
        return lists | {k: sorted(v) for k, v in data.items() if isinstance(v, dict) and k != "sets"}

    assert shape("es") == shape("en")


@pytest.mark.parametrize("language", ["fr", "pt"])
def test_languages_read_through_another_have_its_rules(language: str) -> None:
    for name in ("reading", "roles"):
        own, other = get_language_data(name, language), get_language_data(name, "es")
        for group in (k for k, rows in other.items() if isinstance(rows, list) and k != "pair"):
            names = [row.get("name") or row["id"] for row in other[group]]
            assert [row.get("name") or row["id"] for row in own[group]] == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_gives_its_reason(language: str) -> None:
    data = get_language_data("reading", language)
    rows = [row for group in ("section", "cue", "lead", "strength") for row in data[group]]
    assert [row["name"] for row in rows if len(row.get("reason", "")) < 10] == []
