"""Statements: what is one, and of which kind."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_texts import kinds, make_document, read

from graphkit.issues import Issues
from graphkit.read.statements.statements import read_statements

REPORT = """# Report on the harbours of Aldonia

## Introduction

The workshop was held in Bren on 3 May 2018. The event was moderated by A. Bell.

## 1.1 Progress

Bren and Alda have opened two shelters. In several countries there are networks of lawyers.

- A night school for sailors.
- Training of guards.

## 1.2 Situations to consider

- Lack of beds in winter.
- Long waits at the gates, with violence among guards.

## 1.3 Challenges

As regards shelters:

- Opening them at night.
- Recognition of work done on board.
- Insufficient lighting of the quays.

## 1.4 Recommendations

- Build a third shelter.
- Free meals for all who arrive.

With the support of:

The harbour office
"""


def test_headings_forms_and_cues_decide_the_kinds() -> None:
    assert kinds(REPORT) == [
        *("practice", "practice", "practice", "practice"),
        *("challenge", "challenge"),
        *("recommendation", "recommendation", "challenge"),
        *("recommendation", "recommendation"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Port authorities must publish their fees.", "recommendation"),
        ("It is essential that crews be paid on time.", "recommendation"),
        ("The council calls on ship owners to hire locally.", "recommendation"),
        ("Greater care for stranded crews is needed.", "recommendation"),
        ("Because crews lack shelter, harbours should open their halls.", "recommendation"),
        ("The right to rest belongs to every sailor.", "principle"),
        ("No port can guard the sea on its own, and no state can do so alone.", "principle"),
        ("Kenya trains pilots and lends boats to the islands.", "practice"),
        ("The harbour council meets twice a year over the wages of crews.", "practice"),
        ("The quay has lamps, but the guards rarely light them.", "challenge"),
        ("Only two of the ports have published their fees.", "challenge"),
        ("The fees have not been posted.", "challenge"),
        ("Sailors remain without papers for months.", "challenge"),
        ("The meeting directs the harbour office to count the boats.", "recommendation"),
        ("The following box presents the boats of the islands.", None),
        ("The ministers took note of the report of the harbour master.", None),
        ("The rules of the port respect the principles of fairness and care.", "principle"),
        ("Orderly migration is understood as movement that follows the law.", "definition"),
        ("Three harbours have adopted a joint protocol on rescue.", "practice"),
        ("There are programmes that teach the language to new crews.", "practice"),
        ("Crews suffer abuse and lack access to doctors.", "challenge"),
        ("Harbours do not have data on those who drown.", "challenge"),
        ("Several captains deplored the state of the quays.", "challenge"),
        ("The boatmen noted with concern that the quays are dark.", "challenge"),
        ("The lifeboat has been weakened by storms.", "challenge"),
        ("Two of the boats remain unpaid and the crews fear reprisals.", "challenge"),
        ("The council welcomed the opening of a night school.", "practice"),
        ("The port of Bren has repainted its halls.", "practice"),
        ("Norway keeps a school for sailors.", "practice"),
        ("The captains agreed to meet each spring.", "recommendation"),
        ("Ship owners were urged to repaint the halls.", "recommendation"),
        ("The captains reaffirmed that no one may be left at sea.", "principle"),
        ('For the purposes of this text, "a hall" means a person-to-person meeting place.', "definition"),
        ('"Sailor" refers to people who live on board.', "definition"),
        ("The forum closed with a vote of thanks.", None),
        ("It should be noted that the harbour lies in the north.", None),
        ("In 2015, 4 million people crossed the strait.", None),
        ("This document has three parts.", None),
        ("What do sailors want?", None),
    ],
)
def test_the_wording_alone_shows_the_kind(sentence: str, kind: str | None) -> None:
    assert kinds(f"{sentence}\n") == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("State of implementation", "practice"),
        ("Bottlenecks", "challenge"),
        ("We demand", "recommendation"),
        ("Guiding considerations", "principle"),
        ("Progress, challenges and recommendations", None),
    ],
)
def test_a_heading_of_one_kind_tells_that_of_its_items_and_one_of_several_kinds_does_not(
    heading: str, kind: str | None
) -> None:
    assert kinds(f"## {heading}\n\n- Boats for the night watch\n") == ([kind] if kind else [])


def test_an_item_under_challenges_is_a_task_unless_it_names_a_problem() -> None:
    text = "## Challenges\n\n- Lighting of the quays.\n- Saturated halls and stranded crews.\n- End the delays.\n"
    assert kinds(text) == ["recommendation", "challenge", "recommendation"]


def test_a_table_cell_that_gives_an_order_is_a_statement() -> None:
    text = "| Port | Action |\n|---|---|\n| Bren | Open the halls of the harbour at night |\n"
    assert kinds(text) == ["recommendation"]


def test_the_heading_of_a_column_tells_what_its_cells_name() -> None:
    text = "| Port | Progress | Gap |\n|---|---|---|\n| Bren | Lamps on all the quays | Berths far from the town |\n"
    assert kinds(text) == ["practice", "challenge"]


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("The parties should assume the following commitments:", "recommendation"),
        ("We propose:", "recommendation"),
        ("They observe the following principles:", "principle"),
        ("The following programmes are in place:", "practice"),
        ("Among the difficulties are the following:", "challenge"),
    ],
)
def test_the_sentence_that_opens_a_list_tells_the_kind_of_its_items_and_is_none_itself(lead: str, kind: str) -> None:
    assert kinds(f"{lead}\n\n- Boats for the night watch\n- A school on the quay\n") == [kind, kind]


def test_lists_of_themes_and_contents_are_no_statements() -> None:
    assert kinds("The meeting was structured around four themes:\n\n- Rescue at sea.\n- Work on board.\n") == []


def test_a_cut_statement_keeps_its_first_part_and_points_to_its_rest() -> None:
    text = "Harbours must open their halls to all who arrive by\n\n12\n\nnight. They must also feed them.\n"
    first, second = read(text)
    assert (text[first.start : first.end], first.rest and text[first.rest.start : first.rest.end]) == (
        "Harbours must open their halls to all who arrive by",
        "night.",
    )
    assert text[second.start : second.end] == "They must also feed them."


def test_ids_depend_on_the_wording_and_not_on_the_place() -> None:
    once = read("Harbours must **open**.\n")
    again = read("It rained.\n\nHarbours\u200b  must open.\n\nHarbours must open.\n")
    assert once[0].id == again[0].id != again[1].id


def test_what_is_no_statement_is_counted_with_the_reason() -> None:
    issues = Issues()
    read_statements(make_document("This report has two parts.\n"), issues)
    assert [(i.stage, i.place, i.reason) for i in issues] == [
        ("statements", "text.md:0", "no statement (text about itself)")
    ]


def test_every_statement_says_how_sure_its_kind_is_and_by_which_rule() -> None:
    for statement in read(REPORT):
        total = statement.score + sum(statement.candidates.values())
        assert 0.9 <= total <= 1.001
        assert statement.rule
        assert statement.kind not in statement.candidates


NOISY = [
    "HARBOURS SHOULD OPEN THEIR GATES AT NIGHT TO ALL WHO ARRIVE.",
    "Har\u00adbours shou\u200bld op-\nen their gates at night.",
    "\u202bHarbours should open their gates\u202c at night.",
    "Harbours\x00 should\x07 open their gates at night.",
    "Har- bours sh0uld open; they mu5t, they must open.",
    "Harbours   should\topen their gates at night.",
]


@pytest.mark.parametrize("text", NOISY)
def test_noise_does_not_hide_a_recommendation(text: str) -> None:
    assert kinds(text) == ["recommendation"]


def test_a_line_in_another_language_breaks_nothing() -> None:
    text = "Harbours should record the following:\n\n- Nombre del barco.\n- Edad de la tripulación.\n"
    assert kinds(text) == ["recommendation", "recommendation"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB .,:;-•*()\n\t\u200b¿áñ1'\"", max_size=300), st.sampled_from(["en", "es"]))
def test_any_text_can_be_read_and_statements_lie_inside_it_in_order(text: str, language: str) -> None:
    found = read(f"States should act: {text}\n\n- States must {text}", language)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(s.start < s.end for s in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["states should act, ", "the following: ", "regarding and ", "((", "a-\n", "as well as "]
)
def test_reading_time_grows_with_the_text_only(unit: str) -> None:
    def cost(size: int) -> float:
        begin = time.process_time()
        read(unit * (size // len(unit)))
        return time.process_time() - begin

    cost(10_000)
    size = 1_000_000 if unit.startswith("states") else 250_000
    assert cost(size) < 40 * cost(size // 10) + 1


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "- Ms. Ana Perez, Director for Migration, Permanent Mission of Togo, for the rights of migrants;\n"),
        ("en", "- H.E. Mr. John Doe, Ambassador, Special Envoy on Trafficking in Persons;\n"),
        ("en", "- Mr. John Doe, Adviser for the protection of migrants before the United Nations;\n"),
        ("en", "The delegation of Togo was headed by the Minister for Migrants and Refugees.\n"),
        ("en", "The delegation included representatives of the Ministry of Labour and the Migration Institute.\n"),
        ("es", "- Sr. Juan Ruiz, Director de Política Migratoria y Protección de Migrantes;\n"),
        ("es", "La delegación de Togo estuvo encabezada por la Ministra de Migración.\n"),
    ],
)
def test_a_list_of_persons_states_nothing(language: str, line: str) -> None:
    assert kinds(line, language) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "- Ms. Ana Perez, Director for Migration, said that Togo had opened three shelters for migrants.\n"),
        ("en", "The delegation included the rights of migrants in its law and opened three shelters.\n"),
        ("en", "The delegation stated that Togo had opened three shelters for migrants.\n"),
        ("es", "La Sra. Pérez, ministra de Trabajo, señaló que se abrieron tres albergues para migrantes.\n"),
    ],
)
def test_what_a_person_or_a_delegation_says_is_stated(language: str, line: str) -> None:
    assert len(kinds(line, language)) == 1


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("en", "Togo had not yet adopted a law against the trafficking of migrants.", "challenge"),
        ("en", "Malta failed to provide shelter to asylum seekers.", "challenge"),
        ("en", "Neither Togo nor Malta had established a complaints office for migrant workers.", "challenge"),
        ("en", "No State in the area had ratified the Convention on migrant workers.", "challenge"),
        ("es", "Malta aún no ha creado un registro de migrantes desaparecidos.", "challenge"),
        ("es", "Ni Togo ni Malta habían creado refugios para migrantes.", "challenge"),
        ("en", "Togo has not only adopted a law for migrant workers but also opened two offices for them.", "practice"),
        ("en", "Togo opened two offices for migrant workers who have not been paid.", "practice"),
    ],
)
def test_what_has_not_been_done_is_no_practice(language: str, line: str, kind: str) -> None:
    assert kinds(f"{line}\n", language) == [kind]


def test_the_number_of_an_article_is_no_statement() -> None:
    text = "# Ley de puertos\n\nArtículo 4. El instituto resolverá las solicitudes en noventa días.\n"
    assert [s.start for s in read(text, "es")] == [text.index("El instituto")]
