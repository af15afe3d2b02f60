"""Names of countries, languages, months and currencies, as ISO 3166-1 and CLDR have them: names.json.

``tools/make_names.py`` writes it; it says from which versions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1; a name that it has not is empty."""

    alpha_3: str
    alpha_2: str
    name: str
    common_name: str = ""
    official_name: str = ""
    official_name_es: str = ""


@cache
def _read() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("graphkit.reference") / "names.json").read_text(encoding="utf-8"))
    return data


@cache
def get_countries() -> Mapping[str, Country]:
    """Return alpha-3 code -> country, in the order of codes."""
    return {row["alpha_3"]: Country(**row) for row in _read()["countries"]}


@cache
def get_codes() -> Mapping[str, str]:
    """Return alpha-2 code -> alpha-3 code."""
    return {country.alpha_2: code for code, country in get_countries().items()}


def get_territories(language: str) -> Mapping[str, str]:
    """Return alpha-2 code -> name in a language: English, Spanish, French, Portuguese and five others."""
    names: Mapping[str, str] = _read()["territories"][language]
    return names


def get_languages() -> Mapping[str, str]:
    """Return the codes of languages -> English names."""
    names: Mapping[str, str] = _read()["languages"]
    return names


def get_months(language: str, width: str = "wide") -> Mapping[int, str]:
    """Return number -> name of the months in a language that is read, ``wide`` or ``abbreviated``."""
    return dict(enumerate(_read()["months"][language][width], 1))


def get_currencies(language: str) -> list[tuple[str, list[str], str]]:
    """Return code, names and sign of today's currencies in a language that is read; the sign may be empty."""
    return [(code, names, sign) for code, names, sign in _read()["currencies"][language]]
