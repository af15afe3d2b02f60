from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naming_texts import named_in, read_names
from read_texts import make_document

from graphkit.read.read import read_document


def test_states_and_bodies_are_found_by_name_acronym_demonym_and_possessive() -> None:
    line = "Kenya's ministers, the Peruvian envoy and staff of the Caribbean Community met the IOM and ACNUR."
    assert named_in(line) == ["CARICOM", "IOM", "KEN", "PER", "UNHCR"]


def test_a_list_names_each_of_its_members() -> None:
    line = "Offices in Bolivia, Chad, and Fiji (see annex) and in Togo are open."
    assert named_in(line) == ["BOL", "FJI", "TCD", "TGO"]


def test_the_longest_name_wins() -> None:
    line = "Guinea-Bissau, Equatorial Guinea, Papua New Guinea, South Sudan and the Dominican Republic signed."
    assert named_in(line) == ["DOM", "GNB", "GNQ", "PNG", "SSD"]


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("Ferries cross the Gulf of Guinea towards New Mexico and Mexico City.", []),
        ("Guinea signed; the guinea pig did not.", ["GIN"]),
        ("A shelter in Atlanta, Georgia took in families from Georgia.", ["GEO"]),
        ("Chad Miller spoke of Chad and Israel Duarte of Israel.", ["ISR", "TCD"]),
        ("Forms exist in Spanish, and the Spanish government prints them.", ["ESP"]),
        ("West Indian nurses are not Indian nurses.", ["IND"]),
        ("American and Latin American tourists came.", []),
        ("It cost US$40 or US\\$50; the US paid.", ["USA"]),
        ("Niger and Nigeria, Nigerien and Nigerian.", ["NER", "NGA"]),
        (
            "Countries of destination and the Global Compact for Migration (GCM) are no actors.",
            ["mechanism:global-compact-for-migration"],
        ),
        ("The Congolese envoy of the Democratic Republic of the Congo left.", ["COD"]),
        ("The Congolese envoy of the Republic of the Congo left.", ["COG"]),
        ("See https://iom.example/Kenya and www.WHO.example or mail IOM@who.example.", []),
        ("Costs fell (IOM, 2019), as IOM says.", ["IOM"]),
        ("El Salvador² and Costa Rica⁹ agreed.", ["CRI", "SLV"]),
        ("**Ecuador** and <b>Costa\nRica</b> agreed.", ["CRI", "ECU"]),
    ],
)
def test_traps(line, ids) -> None:
    assert named_in(line) == ids


def test_can_is_the_bloc_by_acronym_and_canada_by_name_and_a_verb_among_capitals() -> None:
    assert named_in("CAN and Canada talk.") == ["CAN", "andean-community"]
    assert named_in("(SICA, CAN, ALADI)") == ["ALADI", "SICA", "andean-community"]
    assert named_in("MIGRANTS CAN HELP, ASK THOSE WHO CAME") == []


def test_names_match_whatever_their_case_in_headings_but_not_small_letters() -> None:
    assert named_in("GOVERNMENT OF EL SALVADOR AND THE UNITED STATES") == ["SLV", "USA"]
    assert named_in("some chile and turkey with china") == []


def test_spanish_texts_are_read_with_spanish_names() -> None:
    line = "La OIM, la CEPAL y los EE. UU. apoyaron a personas haitianas y al Perú."
    assert named_in(line, language="es") == ["ECLAC", "HTI", "IOM", "PER", "USA"]


def test_granada_is_a_state_in_spanish_texts_only() -> None:
    assert named_in("Granada firmó.", language="es") == ["GRD"]
    assert named_in("The students of Granada signed.") == []


def test_an_acronym_that_the_text_defines_stands_for_what_it_abbreviates() -> None:
    first = "The Harbour Workers Association (HWA) opened."
    _, links, nodes = read_names(first, "- Later the HWA closed.")
    assert {k.node for k in links if k.type == "MENTIONS"} == {"HWA"}
    assert (nodes["HWA"].name, nodes["HWA"].acronym) == ("Harbour Workers Association", "HWA")


def test_a_known_name_keeps_its_id_under_another_acronym() -> None:
    lines = ("The International Red Cross Committee (XRCC) came.", "The XRCC left.")
    assert named_in(*lines, statement="s1") == ["ICRC"]


def test_a_defined_acronym_wins_over_the_known_one() -> None:
    lines = ("The Inland Ferry Owners Federation (IFO) met.", "The Island Dwellers Bank (IDB) lent.", "The IDB paid.")
    assert named_in(*lines, statement="s2") == ["body:island-dwellers-bank"]


def test_a_short_name_in_brackets_counts_behind_its_article_only() -> None:
    lines = ("The United Nations Network on Migration (the Network) met.", "The Network agreed.", "A Network of rails.")
    assert named_in(*lines, statement="s1") == ["UNNM"]
    assert named_in(*lines, statement="s2") == []


def test_a_list_of_acronyms_defines_them() -> None:
    lines = ("QRS\tQuiet Rivers Secretariat", "The QRS opened an office.")
    assert named_in(*lines, statement="s1") == ["QRS"]


def test_a_state_inside_the_name_of_a_mechanism_is_named_too_but_not_inside_a_body() -> None:
    assert named_in("The MERCOSUR Residence Agreement works.") == ["MERCOSUR", "mechanism:mercosur-residence-agreement"]
    assert named_in("The Norwegian Refugee Council and UN Women spoke.") == ["NRC", "UN Women"]


def test_the_state_that_issues_a_report_is_no_mention_in_it() -> None:
    line = "Ghana and Togo opened a post."
    assert named_in(line, issuers=("GHA",)) == ["TGO"]
    assert named_in(line, issuers=("UN",)) == ["GHA", "TGO"]


def test_cities_count_where_they_act() -> None:
    assert named_in("The cities of Lyonville and Porto Belo run shelters.") == ["body:lyonville", "body:porto-belo"]
    assert named_in("Medellín has opened a house; a meeting was held in Quito.") == ["body:medellin"]
    assert named_in("Los casos de Tijuana (véase el recuadro 2) y Rosario destacan.", language="es") == [
        "body:rosario",
        "body:tijuana",
    ]
    assert named_in("The municipalities of Guatemala report.") == ["GTM"]


def test_who_does_something_carries_it_out() -> None:
    def doers(line):
        return named_in(line, type="CARRIES_OUT")

    assert doers("The governments of Ghana, Togo and Benin have opened a post.") == ["BEN", "GHA", "TGO"]
    assert doers("A post was opened by Ghana and the IOM in Togo.") == ["GHA", "IOM"]
    assert doers("ILO's hotline in Togo.") == ["ILO"]
    assert doers("**Ghana** described its hotline.") == ["GHA"]
    assert doers("Lawyers from Ghana toured Togo.") == []
    assert named_in("Ghana has opened a post.", type="CARRIES_OUT", kind="challenge") == []


def test_who_reports_what_others_do_speaks_and_does_not_carry_it_out() -> None:
    line = "The PICUM delegation pointed out that Ghana has opened a post."
    assert named_in(line, type="SAID_BY") == ["PICUM"]
    assert named_in(line, type="CARRIES_OUT") == ["GHA"]


def test_in_the_report_of_one_state_the_government_is_that_state() -> None:
    _, links, _ = read_names("The Government has opened ten posts.", issuers=("GHA",))
    found = [(k.type, k.node, k.rule) for k in links]
    assert found == [("SAID_BY", "GHA", "document"), ("CARRIES_OUT", "GHA", "author")]


def test_who_should_act_or_is_asked_to_is_called_upon() -> None:
    def called(line, language="en"):
        return named_in(line, type="CALLS_ON", kind="recommendation", language=language)

    assert called("Ghana and the IOM should open a post in Togo.") == ["GHA", "IOM"]
    assert called("Call on Togo to open a post with Benin.") == ["TGO"]
    assert called("The Compact should assign to the IOM a task.") == ["IOM"]
    assert called("Se insta a Togo a abrir un puesto.", "es") == ["TGO"]
    assert called("Cooperation between ports and Togo should grow.") == []


def test_a_lead_in_hands_its_parts_down() -> None:
    lines = ("The delegation of Togo recommended the following:", "- Open a post.", "- Print maps.")
    _, links, _ = read_names(*lines, kind="recommendation", issuers=("UN",))
    issued = [(k.statement, k.node, k.inherited) for k in links if k.type == "SAID_BY"]
    assert issued == [("s0", "TGO", True), ("s1", "TGO", True)]


def test_every_link_shows_the_words_that_name_the_actor() -> None:
    document, links, _ = read_names("The Government of **Costa Rica** and the OECS have met in Kingston.")
    words = {(k.node, document.text[k.start : k.end]) for k in links}
    assert words == {("CRI", "Costa Rica"), ("OECS", "OECS")}


WORDS = st.sampled_from(
    ["Ecuador", "CAN", "the", "of", "Act", "plan", "(IOM)", "(the Network)", "and", ",", ".", "\n", "Law 7", "'s",
     "Fund", "for", "Blue", "Harbour", "should", "by", "cities such as", "Quito", "It", "https://x", "\u200b", "⁹",
     "“", "”", "\u202e"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_any_text_is_read_without_failing_and_offsets_stay_inside(text) -> None:
    document, links, _ = read_names("x " + text.replace("#", " "))
    assert all(0 <= k.start < k.end <= len(document.text) and 0 < k.score <= 1 for k in links)


def test_an_office_is_a_body_only_where_the_text_gives_its_acronym() -> None:
    assert named_in("The Harbour Lights Department (HLD) and the Fog Horn Department paid.") == ["HLD"]


def test_the_secretariat_of_a_body_is_the_body() -> None:
    assert named_in("The IGAD Secretariat paid.") == ["IGAD"]


def test_a_state_gets_no_acronym_from_a_bracket_behind_it() -> None:
    assert named_in("Boats of Ghana (XYZ) sail.", "The XYZ sails.", statement="s1") == []


def test_an_adjective_of_nationality_acts_with_its_government_only() -> None:
    assert named_in("The Ghanaian authorities have opened a post.", type="CARRIES_OUT") == ["GHA"]
    assert named_in("El Gobierno ghanés otorgó permisos.", type="CARRIES_OUT", language="es") == ["GHA"]
    assert named_in("Ghanaian nurses have opened a post.", type="CARRIES_OUT") == []


def test_the_state_in_the_first_cell_of_a_row_does_what_the_row_tells() -> None:
    row = "| Togo | A night ferry with Benin has been opened and is free of charge |"
    text = f"Ports.\n\n| State | Measure |\n|---|---|\n{row}\n"
    reading = read_document(make_document(text))
    (statement,) = reading.statements
    links = {(k.type, k.node, k.inherited) for k in reading.links if k.node in {"TGO", "BEN"}}
    assert links == {("MENTIONS", "TGO", True), ("CARRIES_OUT", "TGO", True), ("MENTIONS", "BEN", False)}


def test_an_empty_cell_is_a_cell_too() -> None:
    rows = "| **Togo** | | Crews lack lights in ports |\n| | Benin | Crews lack boats in ports |\n"
    document = make_document(f"Ports.\n\n| State | Progress | Challenges |\n|---|---|---|\n{rows}")
    reading = read_document(document)
    assert [s.kind for s in reading.statements] == ["challenge", "challenge"]
    assert {k.node for k in reading.links if k.type == "MENTIONS"} == {"TGO"}


def test_a_text_with_an_issuer_keeps_whom_it_calls_on() -> None:
    document = make_document(
        "# Ports\n\n- States should reduce the cost of remittances.\n- Chile should open its ports.\n"
    )
    document = replace(document, metadata=replace(document.metadata, issuers=("IOM",)))
    called = {k.node for k in read_document(document).links if k.type == "CALLS_ON"}
    assert called == {"states", "CHL"}


def test_a_statement_of_few_words_is_read() -> None:
    assert [s.kind for s in read_document(make_document("- Ratify the ICRMW.\n")).statements] == ["recommendation"]
