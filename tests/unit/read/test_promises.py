"""What those who speak bind themselves to, and what only looks like a promise."""

import pytest
from read_texts import read

from graphkit.loading import load_document
from graphkit.read.read import read_document
from graphkit.read.statements.promises import find_promise

LISTS = {
    "en": ["We agree to:", "The Parties resolve to:", "The Vice-Ministers decided, at their last meeting, to:"],
    "es": ["Acuerdan:", "Acordamos:", "Las Ministras y los Ministros convienen en:", "Nos comprometemos a:"],
    "fr": ["Nous convenons de :", "Les ministres conviennent de :"],
    "pt": ["Acordamos:", "Os ministros acordam:"],
}
ITEMS = {
    "en": ["Open night shelters for sailors.", "Train the harbour police."],
    "es": ["Abrir albergues nocturnos para marineros.", "Capacitar a los pilotos."],
    "fr": ["Ouvrir des abris pour les marins.", "Former la police du port."],
    "pt": ["Abrir abrigos para os marinheiros.", "Capacitar a polícia do porto."],
}


@pytest.mark.parametrize(("language", "lead"), [(k, lead) for k, leads in LISTS.items() for lead in leads])
def test_what_is_agreed_to_is_promised(language: str, lead: str) -> None:
    items = "".join(f"- {item}\n" for item in ITEMS[language])
    found = [(s.kind, s.strength) for s in read(f"{lead}\n\n{items}", language) if s.lead]
    assert found == [("recommendation", "commit")] * 2


@pytest.mark.parametrize(
    ("language", "lead", "item"),
    [
        ("en", "We call upon shipping companies to:", "Open night shelters."),
        ("en", "The Parties agreed that harbours should:", "Open night shelters."),
        ("es", "Los ministros acuerdan que los puertos deberían:", "Abrir albergues nocturnos."),
        ("es", "Acuerdan:", "Exhortar a los armadores a abrir albergues."),
    ],
)
def test_what_is_asked_of_others_is_no_promise(language: str, lead: str, item: str) -> None:
    assert read(f"{lead}\n\n- {item}\n", language)[-1].strength == "recommend"


def test_a_heading_that_opens_a_list_binds_as_a_lead_in_does() -> None:
    text = "# Acta\n\n## LOS MINISTROS ACUERDAN:\n\n1. Abrir albergues para marineros.\n2. Capacitar a los pilotos.\n"
    assert [s.strength for s in read(text, "es")] == ["commit", "commit"]


@pytest.mark.parametrize(
    ("language", "wording"),
    [
        ("en", "Harbours should build on the commitment of others."),
        ("en", "The pledges of donors should reach the sailors."),
        ("es", "Los puertos deberían aprovechar el compromiso de otros."),
    ],
)
def test_the_word_of_others_is_no_promise(language: str, wording: str) -> None:
    assert [s.strength for s in read(f"{wording}\n", language)] == ["recommend"]


@pytest.mark.parametrize(
    ("wording", "strength"),
    [
        ("Ports must work with the funds and programmes of the system.", "commit"),
        ("Ports must report by indicators under the Convention.", "commit"),
        ("Ports must use their natural resources well.", "commit"),
        ("Ports must train at least 40 pilots.", "commit-date"),
        ("Ports must train at least one pilot.", "commit-date"),
        ("Ports must prefer rest over a salary.", "commit"),
        ("Ports must house crews that wait for more than three days.", "commit"),
        ("Ports must cut fees by 3 per cent.", "commit-date"),
        ("Ports must report by 2031.", "commit-date"),
        ("Ports must spend US$ 4 million on lamps.", "commit-means"),
        ("Ports must provide sufficient resources for lamps.", "commit-means"),
    ],
)
def test_only_dates_measures_sums_and_means_bound_to_it_raise_a_promise(wording: str, strength: str) -> None:
    assert [s.strength for s in read(f"{wording}\n")] == [strength]


@pytest.mark.parametrize(
    ("language", "lead", "item", "position"),
    [
        ("en", "States are urged:", "Not to return anyone to a country where torture awaits them.", "for"),
        ("en", "States are urged:", "Not to detain children.", "for"),
        ("en", "States are urged:", "Not to open consulates.", "against"),
        ("es", "Los Estados acuerdan:", "No devolver a nadie a un país donde corra peligro.", "for"),
        ("es", "Los Estados acuerdan:", "No detener a niñas y niños.", "for"),
        ("es", "Los Estados acuerdan:", "No abrir más consulados.", "against"),
    ],
)
def test_a_list_that_asks_to_refrain_from_a_harm_is_for_the_safeguard(language, lead, item, position) -> None:
    assert [s.position for s in read(f"{lead}\n\n- {item}\n", language)] == [position]


@pytest.mark.parametrize(
    ("language", "wording"),
    [
        ("en", "# Minutes\n\nThe Deputy Ministers undertook to:\n\n- Open shelters for migrant families.\n"),
        ("en", "# Minutes\n\nThe heads of delegation recommended opening shelters for migrant families.\n"),
        ("es", "# Acta\n\nLas y los Viceministros se comprometen a:\n\n- Abrir albergues para familias migrantes.\n"),
        ("es", "# Acta\n\nLos señores Viceministros proponen abrir albergues para familias migrantes.\n"),
    ],
)
def test_ministers_who_met_are_those_taking_part_not_the_body_they_met_in(tmp_path, language, wording) -> None:
    (tmp_path / "acta.md").write_text(wording, encoding="utf-8")
    document = load_document(tmp_path / "acta.md", issuers="RCM", language=language)
    said = [k.node for k in read_document(document).links if k.type == "SAID_BY"]
    assert said == [f"{document.metadata.id}:participants"]


@pytest.mark.parametrize(
    ("language", "wording", "who"),
    [
        ("en", "Norway announced that it would open three harbours by 2031.", {"NOR"}),
        ("en", "Norway said it would open three harbours by 2031.", {"NOR"}),
        ("en", "The Government of Fiji plans to open three harbours by 2031.", {"FJI"}),
        ("en", "By 2031, Fiji and Samoa will open three harbours.", {"FJI", "WSM"}),
        ("en", "Samoa pledged to open three harbours by 2031.", {"WSM"}),
        ("es", "Panamá se comprometió a abrir tres puertos antes de 2031.", {"PAN"}),
        ("es", "Panamá anunció que abrirá tres puertos antes de 2031.", {"PAN"}),
        ("es", "Cuba y Panamá acordaron abrir tres puertos antes de 2031.", {"CUB", "PAN"}),
    ],
)
def test_who_binds_itself_promises_and_speaks(tmp_path, language: str, wording: str, who: set[str]) -> None:
    title = {"en": "# Report of the meeting on harbours", "es": "# Informe de la reunión sobre puertos"}[language]
    file = tmp_path / "text.md"
    file.write_text(f"---\nlanguage: {language}\n---\n{title}\n\n{wording}\n", encoding="utf-8")
    reading = read_document(load_document(file))
    (statement,) = reading.statements
    assert (statement.kind, statement.strength, statement.due) == ("recommendation", "commit-date", "2031")
    assert {k.node for k in reading.links if k.type == "SAID_BY"} == who
    assert {k.node for k in reading.links if k.type == "CALLS_ON"} == who


@pytest.mark.parametrize(
    ("language", "wording"),
    [
        ("en", "Norway said that harbours are safe."),
        ("en", "Norway has opened three harbours."),
        ("es", "Panamá para los marineros"),
        ("es", "Panamá pidió que los armadores pagaran."),
        ("es", "Panamá anunció que los armadores pagarán."),
    ],
)
def test_what_is_told_of_others_or_done_is_no_promise(language: str, wording: str) -> None:
    assert find_promise(wording, language) is None


def test_a_promise_is_found_across_lines_and_after_a_phrase() -> None:
    wording = "From next year on, the Government\nof Fiji  will open three harbours."
    found = find_promise(wording, "en")
    assert found is not None
    assert wording[found.start : found.end] == "Government\nof Fiji  will"
