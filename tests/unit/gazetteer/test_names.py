"""Names of countries, languages, months and currencies are those of the sources that their file names."""

import json
from pathlib import Path

import pytest

from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.names import (
    get_codes,
    get_countries,
    get_currencies,
    get_languages,
    get_months,
    get_territories,
)

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "graphkit/reference/names.json"


def test_the_file_is_what_the_tool_writes_of_the_versions_that_it_names(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    pytest.importorskip("pycountry")
    pytest.importorskip("babel")
    from make_names import find_sources, make_names

    held = json.loads(FILE.read_text(encoding="utf-8"))
    if held["source"] != find_sources():
        pytest.skip(f"names.json is of {held['source']}, installed are {find_sources()}")
    assert held == make_names()


def test_what_a_reading_asks_for_is_there():
    codes = {code for code in load_gazetteer().states if code in get_countries()}
    assert len(codes) > 190
    assert {get_codes()[get_countries()[code].alpha_2] for code in codes} == codes
    for language in ("en", "es", "fr", "pt", "ar", "ru", "zh", "de", "it"):
        assert {get_countries()[code].alpha_2 for code in codes} <= get_territories(language).keys()
    assert get_languages()["de"] == "German"
    assert get_months("fr")[8] == "août"
    assert get_months("es", "abbreviated")[1] == "ene"
    assert [row for row in get_currencies("es") if row[0] == "EUR"] == [("EUR", ["euro", "euros"], "€")]
