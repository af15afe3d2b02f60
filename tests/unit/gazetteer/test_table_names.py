import csv

import pytest

from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.gazetteer.lookup import find_actor


def _id(name: str) -> str | None:
    found = find_actor(name)
    return found.id if found else None


@pytest.mark.parametrize(
    "name",
    [
        "Congo, Dem. Rep.", "Congo (Democratic Republic of the)", "Congo, The Democratic Republic of the",
        "Congo [DRC]",
        "Dem. Rep. of the Congo", "DR Congo", "D.R. Congo", "DRC", "RDC", "Congo (Kinshasa)", "Congo, Rep. Dem. del",
        "the Democratic Republic of the Congo", "Rép. dém. du Congo", "Congo – Kinshasa",
    ],
)  # fmt: skip
def test_every_form_of_the_larger_congo_is_the_larger_congo(name: str) -> None:
    assert _id(name) == "COD"


@pytest.mark.parametrize("name", ["Congo", "Congo, Rep.", "Republic of the Congo", "Congo (Brazzaville)", "Congo²"])
def test_every_form_of_the_smaller_congo_is_the_smaller_congo(name: str) -> None:
    assert _id(name) == "COG"


@pytest.mark.parametrize("name", ["Congo (east)", "Congo, River", "Korea", "Corea", "Korea*", "Congo (formerly Zaire)"])
def test_a_form_that_may_be_two_states_is_none(name: str) -> None:
    assert _id(name) is None


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Korea, Rep.", "KOR"), ("Korea (Republic of)", "KOR"), ("Korea, South", "KOR"), ("Corea, Rep. de", "KOR"),
        ("Korea, Dem. People’s Rep.", "PRK"), ("Korea, Dem. Rep.", "PRK"), ("DPR Korea", "PRK"), ("DPRK", "PRK"),
        ("Kosovo", "XKX"), ("Kosovo*", "XKX"), ("Kosovo (UNSCR 1244)", "XKX"), ("Kosovo (as of UNSCR 1244/99)", "XKX"),
        ("Macedonia FYR", "MKD"), ("Sao Tome & Principe", "STP"), ("Cote d'Ivoire", "CIV"), ("Swaziland", "SWZ"),
        ("Turkey", "TUR"), ("Egypt, Arab Rep.", "EGY"), ("Micronesia, Fed. Sts.", "FSM"), ("Gambia, The", "GMB"),
        ("Serbia[2]", "SRB"), ("Serbia1", "SRB"), ("Government of Peru", "PER"), ("Gobierno del Perú", "PER"),
        ("Peru (chair)", "PER"), ("U.S.", "USA"), ("UK", "GBR"), ("PER", "PER"), ("Guinea", "GIN"),
        ("Guinea, Equatorial", "GNQ"), ("Sudan, South", "SSD"),
    ],
)  # fmt: skip
def test_states_are_found_as_tables_write_them(name: str, id: str) -> None:
    assert _id(name) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("UN Children's Fund", "UNICEF"), ("United Nations Children’s Fund (UNICEF)", "UNICEF"), ("UNICEF", "UNICEF"),
        ("U.N. Refugee Agency", "UNHCR"), ("International Organization for Migration (IOM)", "IOM"),
    ],
)  # fmt: skip
def test_bodies_are_found_by_name_acronym_or_both(name: str, id: str) -> None:
    assert _id(name) == id


@pytest.mark.parametrize("name", ["", "-", "N/A", "us", "CAN", "Peru and Chile", "Atlantis"])
def test_what_names_nobody_or_two_is_none(name: str) -> None:
    assert _id(name) is None


def test_no_name_of_a_state_leads_to_another_state() -> None:
    for state in load_gazetteer().states.values():
        found = {_id(n.text) for n in state.names if n.form in {"name", "cell"}}
        assert found <= {state.id, None}, state.id


def test_kosovo_says_that_it_is_no_member() -> None:
    assert load_gazetteer().states["XKX"].status == "non-member"


def test_every_state_of_the_universal_periodic_review_is_known(shared) -> None:
    with shared("upr", "upr-migration.csv").open(encoding="utf-8", newline="") as file:
        names = {row[side] for row in csv.DictReader(file) for side in ("to", "from")}
    assert {name for name in names if _id(name) is None} == set()
