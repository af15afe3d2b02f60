"""Words inside the name of a body are a name: no group, nobody asked, no objective where the body only speaks."""

import pytest
from linking_texts import nodes_of, read_links
from read_texts import addressees

SPEAKERS = {
    "en": [
        "The Committee on the Elimination of Discrimination against Women recommended that Togo open consulates.",
        "The Committee on Migrant Workers recommended that Togo open consulates.",
        "The Special Rapporteur on trafficking in persons, especially women and children, asked Togo for consulates.",
        "According to the Committee on the Rights of the Child, consulates should be opened.",
        "UN Women should open consulates.",
    ],
    "es": [
        "El Comité para la Eliminación de la Discriminación contra la Mujer recomendó que Togo abriera consulados.",
        "El Fondo de las Naciones Unidas para la Infancia propuso que Togo abriera consulados.",
        "Según el Comité de los Derechos del Niño, deben abrirse consulados.",
    ],
}


@pytest.mark.parametrize(("language", "wording"), [(k, w) for k, found in SPEAKERS.items() for w in found])
def test_the_name_of_a_speaker_is_not_what_it_speaks_of(language: str, wording: str) -> None:
    _, links = read_links(wording, language=language)
    assert nodes_of(links, "CONCERNS") == []
    assert nodes_of(links, "ADDRESSES") == ["gcm:14"]


@pytest.mark.parametrize(
    ("wording", "objectives", "groups"),
    [
        ("Ratify the Convention on domestic workers.", ["gcm:6"], ["workers"]),
        ("The Committee on Migrant Workers recommended that Togo shelter women.", ["gcm:7"], ["women"]),
    ],
)
def test_words_outside_a_body_s_name_count(wording: str, objectives: list[str], groups: list[str]) -> None:
    _, links = read_links(wording)
    assert set(objectives) <= set(nodes_of(links, "ADDRESSES"))
    assert nodes_of(links, "CONCERNS") == groups


def test_the_speaker_in_a_lead_in_gives_its_items_no_objective() -> None:
    _, links = read_links("The Committee on Migrant Workers recommended to:", "- Open consulates at night.")
    assert nodes_of(links, "ADDRESSES") == ["gcm:14"]


@pytest.mark.parametrize(
    ("wording", "roles"),
    [
        ("The United Nations Children's Fund urged Togo to count those who drown.", set()),
        ("The United Nations should count those who drown.", {"international-community"}),
        ("The Special Rapporteur on the human rights of migrants urged Togo to count those who drown.", set()),
    ],
)
def test_united_nations_within_an_agency_s_name_are_not_asked(wording: str, roles: set[str]) -> None:
    assert addressees(wording) == [roles]
