"""Who carries a practice out, by name or as a collective; never taken from who tells of it."""

import pytest

from graphkit.read.actors.naming import find_named
from graphkit.text.blocks import Profile, make_blocks
from graphkit.text.document import Document, Metadata, Source, Statement


def doers_in(text, language="en"):
    """Return wording -> who carries it out, for every item and paragraph of a review of the UN."""
    blocks = make_blocks(text, Profile())
    document = Document(Source("d.txt", text, ""), Metadata("d", "d", issuers=("UN",), language=language), blocks)
    items = [b for b in blocks if b.kind in {"item", "paragraph"}]
    statements = [Statement(str(b.index), b.start, b.end, "practice", b.index, 1.0, "test") for b in items]
    links, _ = find_named(document, statements)
    return {
        document.wording(s): sorted(k.node for k in links if k.type == "CARRIES_OUT" and k.statement == s.id)
        for s in statements
    }


def test_the_author_of_a_report_does_nothing_by_writing_it() -> None:
    assert doers_in("Quays have been opened.\n\nThere are good quays.\n") == {
        "Quays have been opened.": [],
        "There are good quays.": [],
    }


def test_named_actors_do_what_they_are_the_subject_agent_or_owner_of() -> None:
    done = {
        "Togo, together with the IOM, has opened quays.": ["IOM", "TGO"],
        "The adoption of a quay plan by the OECS is notable.": ["OECS"],
        "Quays have been opened in Ghana, Togo and Benin.": ["BEN", "GHA", "TGO"],
        "Quays have been opened with boats built in Togo.": [],
    }
    assert doers_in("\n\n".join(done) + "\n") == done


def test_collectives_do_what_is_in_place_in_some_of_their_countries() -> None:
    done = {
        "In several countries there are quays.": ["d:some-states"],
        "A country with few ports opened quays.": ["d:some-states"],
        "Municipalities have opened quays.": ["collective:local-authorities"],
        "Quays are open throughout the region.": ["d:participants"],
        "Quays serve people in countries of origin.": [],
    }
    assert doers_in("\n\n".join(done) + "\n") == done


def test_a_list_takes_the_doer_of_its_lead_in() -> None:
    text = "Measures taken in some countries:\n\n- Quay funds.\n- Quay maps.\n\nFurther, the OECS:\n\n- Opens quays.\n"
    found = doers_in(text)
    assert found["Quay funds."] == found["Quay maps."] == ["d:some-states"]
    assert found["Opens quays."] == ["OECS"]


def test_a_practice_that_goes_on_about_the_one_before_has_its_doer() -> None:
    found = doers_in("Togo has opened quays.\n\nThese are lit at night.\n\nLamps are dear.\n")
    assert found == {"Togo has opened quays.": ["TGO"], "These are lit at night.": ["TGO"], "Lamps are dear.": []}


def test_a_box_on_a_measure_names_whose_it_is() -> None:
    text = "# Part\n\nTextbox 1. Quays granted by Togo\n\nAnyone may ask for a berth.\n\n# Next\n\nQuays are open.\n"
    assert doers_in(text) == {"Anyone may ask for a berth.": ["TGO"], "Quays are open.": []}


def test_doers_are_read_in_spanish_too() -> None:
    done = {
        "En varios países hay muelles.": ["d:some-states"],
        "Togo ha abierto muelles.": ["TGO"],
        "Hay muelles en toda la región.": ["d:participants"],
    }
    assert doers_in("\n\n".join(done) + "\n", "es") == done


@pytest.mark.parametrize(
    ("language", "wording", "doers"),
    [
        ("en", "Togo commended Ghana for opening its quays at night.", ["GHA"]),
        ("en", "Togo welcomed the adoption of a quay plan by Ghana.", ["GHA"]),
        ("en", "Togo and Benin congratulated Ghana on its new quay office.", ["GHA"]),
        ("en", "Togo welcomed Ghana's law on lighthouse keepers.", ["GHA"]),
        ("en", "Togo took note of the progress of Ghana in lighting its quays.", ["GHA"]),
        ("en", "Togo noted the opening of three quays.", []),
        ("en", "Togo also appreciated the lamps on the quays.", []),
        ("en", "Togo was encouraged by the new quays.", []),
        ("en", "Togo recognized the firm commitment of Ghana to its quays.", []),
        ("en", "Togo recognizes the papers of all sailors.", ["TGO"]),
        ("en", "Several countries noted the existence of quays.", ["d:some-states"]),
        ("es", "Togo reconoció los esfuerzos por iluminar los muelles.", []),
        ("en", "Several countries commended the harbour office for its quays.", []),
        ("en", "Delegations welcomed the new quays.", []),
        ("en", "Togo noted that it had opened three quays.", ["TGO"]),
        ("en", "Togo welcomed 300 families at its quays.", ["TGO"]),
        ("en", "Togo welcomed displaced families at its quays.", ["TGO"]),
        ("en", "Municipalities welcomed 300 families.", ["collective:local-authorities"]),
        ("en", "Togo was commended for its quays.", ["TGO"]),
        ("es", "Togo elogió a Ghana por abrir sus muelles de noche.", ["GHA"]),
        ("es", "Togo acogió con satisfacción la adopción por Ghana de un plan de muelles.", ["GHA"]),
        ("es", "Togo felicitó al Gobierno de Ghana por su oficina de muelles.", ["GHA"]),
        ("es", "Togo tomó nota de los avances de Ghana en sus muelles.", ["GHA"]),
        ("es", "Togo tomó nota de la apertura de tres muelles.", []),
        ("es", "Togo celebró los avances en los muelles.", []),
        ("es", "Togo y Benin valoraron la nueva oficina de muelles.", []),
        ("es", "Togo acogió a 300 familias en sus muelles.", ["TGO"]),
        ("es", "Togo acoge a 300 familias en sus muelles.", ["TGO"]),
        ("es", "Togo informó de que puso en marcha un registro de muelles.", ["TGO"]),
        ("es", "Togo informó de que abrió tres muelles.", ["TGO"]),
        ("es", "Togo informó de que otros abrieron tres muelles.", []),
        ("fr", "Le Togo a salué l'adoption d'un plan des quais.", []),
        ("fr", "Le Togo a félicité le Ghana pour ses quais.", ["GHA"]),
        ("pt", "Togo elogiou os novos cais.", []),
    ],
)
def test_praise_shows_a_deed_of_the_one_praised_not_of_the_one_who_praises(language, wording, doers) -> None:
    assert doers_in(f"{wording}\n", language) == {wording: doers}


def test_counted_states_are_those_of_the_sentence_or_the_nearest_list() -> None:
    text = (
        "Kenya, Uganda and Rwanda opened quays.\n\nThe work has the backing of the three governments.\n\n"
        "The four countries opened lamps.\n\nTogo tells of boats from Benin and the firms of both countries.\n\n"
        "Lamps help both countries.\n"
    )
    assert list(doers_in(text).values()) == [["KEN", "RWA", "UGA"], ["KEN", "RWA", "UGA"], ["d:participants"],
                                             ["BEN", "TGO"], []]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "The plan, drawn up since 2018 by the IOM, led by ECLAC, is in use.", ["ECLAC", "IOM"]),
        ("en", "The plan was adopted by Chile and later by Peru.", ["CHL", "PER"]),
        ("en", "Togo underlined the work done by Ghana on quays.", ["GHA"]),
        ("en", "Togo opened quays that were visited by Ghana.", ["TGO"]),
        ("en", "There is cooperation between the OECS and Togo on quays.", ["OECS", "TGO"]),
        ("en", "Rulings of the African Union have opened quays.", ["AU"]),
        ("es", "Hay un convenio entre Chile y Perú sobre muelles.", ["CHL", "PER"]),
        ("es", "El plan, escrito por la CEPAL y pagado por la OIM, está en marcha.", ["ECLAC", "IOM"]),
        ("fr", "Il existe un accord entre le Togo et le Ghana sur les quais.", ["GHA", "TGO"]),
        ("pt", "Existe um acordo entre Angola e Cabo Verde sobre os cais.", ["AGO", "CPV"]),
    ],
)
def test_all_who_do_a_thing_together_do_it(language: str, text: str, who: list[str]) -> None:
    assert doers_in(text + "\n", language) == {text: who}


def test_a_law_without_another_doer_is_in_place_with_its_state_and_an_agreement_with_the_body_it_is_called_by() -> None:
    agreement, compact = "For years there has been the MERCOSUR Residence Agreement.", "There is the Global Compact."
    assert doers_in(agreement + "\n") == {agreement: ["MERCOSUR"]}
    assert doers_in(compact + "\n") == {compact: []}
