"""Offices of one name in two States; forms of names in running text."""

import pytest
from naming_texts import named_in, read_names

from graphkit.graph.ontology.links import PartOf
from graphkit.graph.ontology.nodes import Body
from graphkit.pipeline import make_graph

OFFICE = "The National Harbour Directorate (NHD) opened a desk for crews."


def _text(folder, state: str) -> None:
    front = f"---\ntitle: Consultation {state}\nyear: 2024\nissuers: [{state}]\nlanguage: en\n---\n"
    folder.joinpath(f"{state}.md").write_text(f"{front}# Practices\n\n- {OFFICE}\n- The NHD trained pilots.\n")


def test_offices_of_one_name_in_two_states_stay_two_each_tied_to_its_state(tmp_path) -> None:
    for state in ("CHL", "URY"):
        _text(tmp_path, state)
    graph = make_graph(tmp_path).graph
    offices = {b.id: (b.name, b.acronym) for b in graph.nodes(Body) if "Harbour" in b.name}
    assert offices == {
        "NHD@CHL": ("National Harbour Directorate (Chile)", "NHD"),
        "NHD@URY": ("National Harbour Directorate (Uruguay)", "NHD"),
    }
    ties = [k for k in graph.links(PartOf) if k.source in offices]
    assert {(k.source, k.target) for k in ties} == {("NHD@CHL", "CHL"), ("NHD@URY", "URY")}
    assert {k.evidence[0].words for k in ties} == {"National Harbour Directorate"}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("The National Harbour Directorate (NHD) of Peru trained pilots.", "NHD@PER"),
        ("Peru's National Harbour Directorate (NHD) trained pilots.", "NHD@PER"),
        ("The National Harbour Directorate (NHD) trained pilots.", "NHD"),
        ("The Coastal Pilots Association (CPA) of Peru trained pilots.", "CPA"),
    ],
)
def test_a_state_named_beside_an_office_is_its_state(text: str, id: str) -> None:
    _, _, nodes = read_names(text)
    assert set(nodes) <= {id} and id in named_in(text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kosovo* and Serbia share data.", ["SRB", "XKX"]),
        ("Kosovo (UNSCR 1244) shares data.", ["XKX"]),
        ("DR Congo and the D.R. Congo share data.", ["COD"]),
        ("Congo, Dem. Rep. and Congo, Rep. share data.", ["COD", "COG"]),
        ("Korea, Rep. and Korea, Dem. People's Rep. share data.", ["KOR", "PRK"]),
        ("Congo (Democratic Republic of the) shares data.", ["COD"]),
        ("Macedonia FYR shares data.", ["MKD"]),
        ("UN Children's Fund staff and the U.N. Office on Drugs and Crime share data.", ["UNICEF", "UNODC"]),
    ],
)
def test_forms_of_tables_name_the_right_state_in_running_text(text: str, ids: list[str]) -> None:
    assert named_in(text) == ids


def test_spanish_forms_of_the_united_nations_bodies_are_known() -> None:
    text = "El Fondo de la ONU para la Infancia y el Fondo de Naciones Unidas para la Infancia apoyan a los puertos."
    assert named_in(text, language="es") == ["UNICEF"]
