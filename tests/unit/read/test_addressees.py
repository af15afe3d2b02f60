"""Who is to act."""

import pytest
from read_texts import addressees, make_document

from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.statements.statements import read_statements


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("States must pay the rescue crews.", {"states"}),
        ("It is necessary for countries of origin to issue passports.", {"origin"}),
        (
            "The forum calls on governments, employers and trade unions to meet.",
            {"states", "private-sector", "trade-unions"},
        ),
        ("Countries of origin, transit and destination should share data.", {"origin", "transit", "destination"}),
        ("Passports must be issued by the authorities.", {"states"}),
        ("The Government of Norland considers that ports should be safe.", set()),
        ("Ports in destination countries must be safe.", set()),
        ("No country should be left alone.", set()),
        ("Crews from the United States should be heard.", set()),
        ("The media should report the rescue fairly.", {"media"}),
        ("Trade unions urged shipping companies to pay the crews.", {"private-sector"}),
        ("The NGO network urged parliaments to study the law.", {"parliaments"}),
        ("Trade unions asked to pay the crews must be heard.", {"trade-unions"}),
        ("Universities and parliaments should study the law.", {"academia", "parliaments"}),
        ("Mayors and local governments should open halls.", {"local-authorities"}),
        ("The International Organization for Migration should count those who drown.", {"international-community"}),
    ],
)
def test_actors_are_known_by_name_verb_or_preposition(sentence: str, roles: set[str]) -> None:
    assert addressees(f"{sentence}\n") == [roles]


def test_items_inherit_from_the_sentence_that_opens_their_list_unless_they_have_a_subject() -> None:
    text = "The international community must:\n\n- open ports;\n- involve civil society;\n- States should pay.\n"
    assert addressees(text) == [
        {"international-community"},
        {"international-community", "civil-society"},
        {"states"},
    ]


def test_inherited_addressees_say_so_and_show_the_words_above() -> None:
    text = "Employers should:\n\n- pay on time.\n"
    document = make_document(text)
    (statement,) = read_statements(document, Issues())
    (link,) = find_addressees(document, statement)
    assert (link.inherited, link.rule, text[link.start : link.end]) == (True, "lead-subject", "Employers")


def test_a_speaker_named_in_a_lead_in_is_not_called_upon() -> None:
    assert addressees("These are the demands of civil society:\n\n- Open ports.\n") == [set()]


def test_a_lead_in_that_ends_with_an_actor_calls_on_it() -> None:
    assert addressees("The captains recommended that coastal States:\n\n- Open ports.\n") == [{"states"}]


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Of governments of origin", {"origin"}),
        ("To employers and trade unions", {"private-sector", "trade-unions"}),
        ("Demands of civil society", set()),
        ("Ports and governments", set()),
    ],
)
def test_a_heading_that_names_only_actors_calls_on_them(heading: str, roles: set[str]) -> None:
    assert addressees(f"## {heading}\n\n- Open the ports at night.\n") == [roles]


def test_they_are_those_of_the_sentence_before() -> None:
    assert addressees("Several countries have opened ports. They have also built halls.\n") == [{"states"}, {"states"}]


def test_names_of_bodies_and_states_need_their_capitals() -> None:
    assert addressees("A can of paint was provided in who knows which port, and it has been used.\n") == [set()]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Los Estados deben pagar a las tripulaciones.", {"states"}),
        ("Es necesario que los países de origen garanticen pasaportes.", {"origin"}),
        ("Se insta a los empleadores y a los sindicatos a reunirse.", {"private-sector", "trade-unions"}),
        ("En los países de destino deben abrirse puertos.", set()),
        ("Las alcaldías y la sociedad civil deberían abrir albergues.", {"local-authorities", "civil-society"}),
    ],
)
def test_spanish_actors(sentence: str, roles: set[str]) -> None:
    assert addressees(f"{sentence}\n", "es") == [roles]


@pytest.mark.parametrize(
    ("language", "sentence", "roles"),
    [
        ("en", "The panel should recommend that the Government decriminalize fishing at night.", {"states"}),
        ("en", "It recommends that employers raise the pay of crews.", {"private-sector"}),
        ("en", "The panel should recommend that crews in the ports of destination countries rest.", set()),
        ("es", "El panel debe recomendar que el Gobierno despenalice la pesca nocturna.", {"states"}),
        ("es", "Se recomienda que los empleadores suban el salario de las tripulaciones.", {"private-sector"}),
    ],
)
def test_whoever_it_is_recommended_that_acts_is_asked(language: str, sentence: str, roles: set[str]) -> None:
    assert addressees(sentence, language) == [roles]
