"""Write graphkit/reference/names.json: names of countries, languages, months and currencies in the languages read.

    python tools/make_names.py

Names and codes of countries are those of ISO 3166-1 as Debian's iso-codes has them (by pycountry), all others those of
CLDR (by babel). The file says from which versions, and is written the same from the same ones.
"""

import gettext
import json
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

FOLDER = Path(__file__).resolve().parent.parent / "graphkit" / "reference"
READ = ("en", "es", "fr", "pt")
NAMED = (*READ, "ar", "ru", "zh", "de", "it")
"""Languages in which countries are named."""


def list_countries() -> list[dict[str, str]]:
    """Return the countries of ISO 3166-1 by code."""
    spanish = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, ["es"])
    found = []
    for country in sorted(pycountry.countries, key=lambda c: str(c.alpha_3)):
        row = {k: getattr(country, k, "") for k in ("alpha_3", "alpha_2", "name", "common_name", "official_name")}
        official = row["official_name"]
        row["official_name_es"] = spanish.gettext(official) if official else ""
        found.append({k: v for k, v in row.items() if v})
    return found


def list_currencies(language: str) -> list[list[Any]]:
    """Return code, names and sign of each currency of today."""
    locale = Locale(language)
    rows = get_global("territory_currencies").values()
    found = []
    for code in sorted({row[0] for held in rows for row in held if not row[2]}):
        names = (get_currency_name(code, locale=locale), *(get_currency_name(code, n, locale) for n in (1, 2)))
        sign = str(locale.currency_symbols.get(code, code))
        found.append([code, [*dict.fromkeys(map(str, names))], "" if sign == code else sign])
    return found


def list_months(language: str) -> dict[str, list[str]]:
    """Return the names of the months in running text, short and whole."""
    widths = Locale(language).months["format"]
    return {width: [str(widths[width][n]) for n in range(1, 13)] for width in ("abbreviated", "wide")}


def list_territories(language: str) -> dict[str, str]:
    """Return the two letters of each country and territory -> its name."""
    names = sorted(Locale(language).territories.items())
    return {code: str(name) for code, name in names if len(code) == 2 and code.isalpha()}


def find_sources() -> dict[str, str]:
    """Return what the names are taken from."""
    cldr = get_global("cldr")["version"]
    return {
        "countries": f"ISO 3166-1, by pycountry {version('pycountry')}",
        "all others": f"Unicode CLDR {cldr}, by babel {version('babel')}; its licence is in LICENSE.unicode",
        "made by": "tools/make_names.py, November 2026",
    }


def make_names() -> dict[str, Any]:
    """Return the content of the file."""
    return {
        "source": find_sources(),
        "countries": list_countries(),
        "territories": {language: list_territories(language) for language in NAMED},
        "languages": {c: str(n) for c, n in sorted(Locale("en").languages.items()) if len(c) <= 3},
        "months": {language: list_months(language) for language in READ},
        "currencies": {language: list_currencies(language) for language in READ},
    }


def main() -> None:
    """Write the file, and the licence of CLDR beside it."""
    text = json.dumps(make_names(), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"
    (FOLDER / "names.json").write_text(text, encoding="utf-8")
    licence = (files("babel") / "locale-data" / "LICENSE.unicode").read_text(encoding="utf-8")
    (FOLDER / "LICENSE.unicode").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
