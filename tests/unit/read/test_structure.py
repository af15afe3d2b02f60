"""What headings, labels, columns and numbers show: who is asked, who acted, by when, and how to cite a place."""

from pathlib import Path

import pytest

from graphkit.graph.build import build_graph
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import CallsOn, CarriesOut
from graphkit.issues import Issues
from graphkit.loading import load_document
from graphkit.read.read import get_reference, read_document
from graphkit.read.structure.matrix import read_due


def graph_of(tmp_path: Path, text: str) -> Graph:
    path = tmp_path / "harbour.md"
    path.write_text(text)
    return build_graph([read_document(load_document(path))], get_reference(), Issues())


def links_of(graph: Graph, kind: type) -> set[tuple[str, str]]:
    found = {(k.source, k.target) for k in graph.links(kind)}
    texts = {s.id: s.text for s in graph.statements()}
    return {(texts.get(a, a), texts.get(b, b)) for a, b in found}


COUNTRIES = """# Recommendations by country

## Peru

- Reduce the cost of remittances.

### Data

- Collect disaggregated data on migration.

## Bolivia (Plurinational State of)

- Prevent trafficking in persons.

## 3. Democratic Republic of the Congo

- Issue identity documents to returnees.
"""


def test_a_country_heading_names_who_is_asked(tmp_path: Path) -> None:
    assert links_of(graph_of(tmp_path, COUNTRIES), CallsOn) == {
        ("Reduce the cost of remittances.", "PER"),
        ("Collect disaggregated data on migration.", "PER"),
        ("Prevent trafficking in persons.", "BOL"),
        ("Issue identity documents to returnees.", "COD"),
    }


def test_a_country_heading_over_practices_names_who_acted(tmp_path: Path) -> None:
    text = (
        "# Good practices\n\n## Peru\n\n- Opened consulates for migrant workers.\n\n"
        "## Chile\n\n- Adopted a law on the integration of migrants.\n"
    )
    assert links_of(graph_of(tmp_path, text), CarriesOut) == {
        ("PER", "Opened consulates for migrant workers."),
        ("CHL", "Adopted a law on the integration of migrants."),
    }


@pytest.mark.parametrize("label", ["**Chile:**", "**Chile**:", "**Chile** –", "Chile:"])
def test_a_label_names_who_acted(tmp_path: Path, label: str) -> None:
    graph = graph_of(tmp_path, f"# Good practices\n\n- {label} adopted a law on the integration of migrants.\n")
    assert {source for source, _ in links_of(graph, CarriesOut)} == {"CHL"}


def test_a_heading_that_says_more_than_a_name_asks_nobody(tmp_path: Path) -> None:
    text = "# Peru and the sea\n\n- Reduce the cost of remittances.\n\n# Migrants of Chile\n\n- Prevent trafficking.\n"
    assert {target for _, target in links_of(graph_of(tmp_path, text), CallsOn)} <= {"states"}


def test_a_letterhead_does_not_ask_the_state_that_speaks(tmp_path: Path) -> None:
    text = "# REPUBLIC OF KENYA\n\n# Voluntary National Report\n\n- Collect disaggregated data on migration.\n"
    assert "KEN" not in {target for _, target in links_of(graph_of(tmp_path, text), CallsOn)}


MATRIX = """# Action plan

| Area | Recommendation | {who} | {when} |
|---|---|---|---|
| Consular | Strengthen consular protection for migrant workers. | Uruguay | 2027 |
| Data | Collect disaggregated data on missing migrants. | Honduras; Chile | 31/12/2028 |
| Trafficking | Prevent trafficking in persons at sea. | Ministry of Foreign Affairs | ongoing |
"""


@pytest.mark.parametrize(
    ("who", "when"),
    [("Responsible", "Deadline"), ("Lead agency", "By when"), ("Responsable", "Plazo"), ("A cargo de", "Fecha límite")],
)
def test_a_matrix_says_who_is_responsible_and_by_when(tmp_path: Path, who: str, when: str) -> None:
    graph = graph_of(tmp_path, MATRIX.format(who=who, when=when))
    assert links_of(graph, CallsOn) == {
        ("Strengthen consular protection for migrant workers.", "URY"),
        ("Collect disaggregated data on missing migrants.", "HND"),
        ("Collect disaggregated data on missing migrants.", "CHL"),
        ("Prevent trafficking in persons at sea.", "body:ministry-of-foreign-affairs"),
    }
    assert {s.text.split()[0]: s.due for s in graph.statements()} == {
        "Strengthen": "2027",
        "Collect": "2028-12-31",
        "Prevent": None,
    }


def test_a_column_is_evidence_with_the_words_of_its_cell(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, MATRIX.format(who="Responsible", when="Deadline"))
    words = {link.target: link.evidence[0].words for link in graph.links(CallsOn)}
    assert words == {"URY": "Uruguay", "HND": "Honduras", "CHL": "Chile",
                     "body:ministry-of-foreign-affairs": "Ministry of Foreign Affairs"}  # fmt: skip


@pytest.mark.parametrize(
    ("wording", "due"),
    [("2027-06-30", "2027-06-30"), ("30.6.2027", "2027-06-30"), ("junio de 2027", "2027-06"), ("2026/2028", "2028"),
     ("end of 2027", "2027"), ("soon", None), ("2026-28", "2028"), ("2027-13-45", "2027"),
     ("as funds may allow, 2027", "2027"), ("May - June 2027", "2027-06")],
)  # fmt: skip
def test_a_deadline_is_read_as_far_as_it_is_given(wording: str, due: str | None) -> None:
    assert read_due(wording) == due


NUMBERED = """A/HRC/59/15

# Report on crews of ferries

## Recommendations

140.47 States should reduce the cost of remittances.

12. States should:

(a) Train consular staff for migrant workers.

(b) Prevent trafficking in persons.

Peru should collect data on migration.
"""


def test_every_statement_has_an_address_that_a_person_can_cite(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, NUMBERED)
    places = {s.text.split()[-1]: (s.para, s.address) for s in graph.statements()}
    assert places == {
        "remittances.": ("140.47", "A/HRC/59/15, para. 140.47"),
        "workers.": ("12 (a)", "A/HRC/59/15, para. 12 (a)"),
        "persons.": ("12 (b)", "A/HRC/59/15, para. 12 (b)"),
        "migration.": (None, "A/HRC/59/15, “Recommendations”"),
    }


@pytest.mark.parametrize(
    "line",
    ["Themes: Migrants; Trafficking in persons; Rights of the child", "**Temas:** Migrantes, Trata de personas, Niñez",
     "Keywords: migration, protection of workers"],
)  # fmt: skip
def test_the_tags_of_a_theme_list_are_no_statements(tmp_path: Path, line: str) -> None:
    graph = graph_of(tmp_path, f"# Recommendations\n\n- Prevent trafficking in persons.\n\n{line}\n")
    assert [s.text for s in graph.statements()] == ["Prevent trafficking in persons."]
