import pytest
from naming_texts import named_in, read_names

from graphkit.text.document import plain_text


def mechanisms(*lines, **options):
    return [id.removeprefix("mechanism:") for id in named_in(*lines, **options) if id.startswith("mechanism:")]


@pytest.mark.parametrize(
    "wording",
    [
        "The Montevideo Consensus on Population and Development",
        "The MONTEVIDEO CONSENSUS",
        "El Consenso de Montevideo sobre Población y Desarrollo",
    ],
)
def test_variants_of_a_known_name_are_one_node(wording) -> None:
    assert mechanisms(f"{wording} was read.") == ["montevideo-consensus-on-population-and-development"]


def test_spelling_and_order_of_words_do_not_split_a_known_mechanism() -> None:
    line = "The Multilateral MERCOSUR Agreement on Social Security and the Labor Migration Management Model."
    found = ["labour-migration-management-model-el-salvador", "mercosur-multilateral-agreement-on-social-security"]
    assert mechanisms(line) == found


@pytest.mark.parametrize(
    ("line", "slugs"),
    [
        ("Togo passed the Blue Harbour Act.", ["blue-harbour-act"]),
        ("Use the Fund for the Rivers of the North and Their Banks.", ["fund-for-rivers-of-north-and-their-banks"]),
        ("They signed the Protocol against Ghost Ships.", ["protocol-against-ghost-ships"]),
        ("Staff of the Blue Door programme came.", ["blue-door-program"]),
        ("Staff of the Blue Door Program came.", ["blue-door-program"]),
        ("A “second chance” programme began.", ["second-chance-program"]),
        ("El programa Puerta Azul comenzó.", ["programa-puerta-azul"]),
        ("The Red Sails and Green Masts Programme began.", ["red-sails-and-green-masts-program"]),
        ("Adopt Blue Harbour Guidelines in ports.", ["blue-harbour-guidelines"]),
        ("The Seafarers (Amendment) Act 2023 applies.", ["seafarers-amendment-act-2023"]),
        ("The Dock/Quay System opened.", ["dock-quay-system"]),
        ("The Law on the Rescue, Shelter and Care of Sailors applies.", ["law-on-rescue-shelter-and-care-of-sailors"]),
        ("El plan «Vuelve al Puerto» comenzó.", ["plan-vuelve-al-puerto"]),
        ("Togo began the plan “Sailors’ Wives First”", ["plan-sailors-wives-first"]),
        ("Togo's Blue Harbour Act and Ghana's Tall Ships Plan.", ["blue-harbour-act", "tall-ships-plan"]),
    ],
)
def test_capitalised_names_of_a_mechanism_are_found(line, slugs) -> None:
    assert mechanisms(line) == slugs


@pytest.mark.parametrize(
    "line",
    [
        "A national plan and a regional network were discussed.",
        "The IOM programme and the Salvadoran law helped.",
        "The National Plan and the Action Plan were discussed.",
        "Implement plans in every port.",
        "THE PLAN FOR HARBOURS",
        "The Regional Process in Central American countries.",
    ],
)
def test_common_words_are_no_names(line) -> None:
    assert mechanisms(line) == []


def test_a_name_that_many_states_share_counts_beside_its_owner() -> None:
    assert mechanisms("Mexico referred to its Migration Act.") == ["migration-act-mexico"]
    assert mechanisms("Nicaragua praised its Migration Act.") == ["migration-act-nicaragua"]
    assert mechanisms("The Migration Act was praised.") == []
    _, _, nodes = read_names("Togo referred to its Migration Act.")
    assert [n.name for n in nodes.values()] == ["Migration Act (Togo)"]


def test_in_the_report_of_one_state_a_common_name_is_that_states() -> None:
    assert mechanisms("The Migration Act was passed.", issuers=("MEX",)) == ["migration-act-mexico"]


def test_a_short_form_behind_an_article_means_the_mechanism_before() -> None:
    lines = ("The Blue Harbour Act was passed.", "Since the Act, ports are safe.", "An act of kindness.")
    assert mechanisms(*lines, statement="s1") == ["blue-harbour-act"]
    assert mechanisms(*lines, statement="s2") == []


def test_a_shortened_name_means_the_longer_one_before() -> None:
    lines = ("The Regional Framework Law on Migration was passed.", "The Framework Law is a model.")
    assert mechanisms(*lines, statement="s1") == ["regional-framework-law-on-migration"]


def test_it_at_the_opening_means_the_one_mechanism_before_but_not_an_empty_it() -> None:
    lines = ("The Blue Harbour Act was passed.", "It protects ports.", "It is clear that storms come.")
    assert mechanisms(*lines, statement="s1") == ["blue-harbour-act"]
    assert mechanisms(*lines, statement="s2") == []


def test_it_below_a_heading_means_the_mechanism_the_heading_names() -> None:
    assert mechanisms("# Box 1. Quito Process", "- It began late.") == ["quito-process"]


def test_an_acronym_that_the_text_defines_names_the_mechanism() -> None:
    lines = ("The Tall Ships Initiative (TSI) began.", "The TSI grew.")
    _, links, nodes = read_names(*lines)
    assert {k.node for k in links} == {"mechanism:tall-ships-initiative"}
    assert nodes["mechanism:tall-ships-initiative"].acronym == "TSI"


def test_an_institution_listed_by_its_kind_belongs_to_its_document() -> None:
    _, links, nodes = read_names("The following exist:", "- National harbour commission, with three seats.")
    found = [(n.id, n.name) for n in nodes.values()]
    assert found == [("mechanism:national-harbour-commission-d", "National harbour commission")]
    assert [k.score for k in links] == [0.5]


def test_links_can_be_read_back_in_the_text() -> None:
    document, links, _ = read_names("Togo signed the *Paris\nAgreement* and ILO Convention 189.")
    words = {plain_text(document.text[k.start : k.end]) for k in links if k.node.startswith("mechanism:")}
    assert words == {"Paris Agreement", "ILO Convention 189"}


def test_nodes_that_no_statement_names_are_not_made() -> None:
    _, _, nodes = read_names("# The Blue Harbour Act", "Ports are safe.")
    assert nodes == {}


@pytest.mark.parametrize(
    ("line", "slugs"),
    [
        ("La Ley de Migración 21.325 rige.", ["migration-law-chile"]),
        ("La Ley N.º 1036 de 2022 rige.", ["ley-1036-de-2022"]),
        ("Law No. 77 applies.", ["law-77"]),
        ("The Ferry Policy 2016 applies.", ["ferry-policy-2016"]),
    ],
)
def test_a_number_is_part_of_a_name_and_tells_laws_apart(line, slugs) -> None:
    assert mechanisms(line, language="es" if line.startswith("La ") else "en") == slugs


def test_an_agreement_of_a_common_name_is_told_by_its_parties() -> None:
    _, _, nodes = read_names("The Bilateral Labour Agreement between Togo and Ghana was signed.")
    assert [n.name for n in nodes.values()] == ["Bilateral Labour Agreement (Ghana, Togo)"]


def test_what_goes_on_behind_the_kind_is_no_mechanism_in_english() -> None:
    assert mechanisms("The Harbour Policy Analyst met the Blue Conference Resort owner.") == []
    assert mechanisms("El Plan Puerto Seguro comenzó.", language="es") == ["plan-puerto-seguro"]


def test_the_law_of_somebody_unknown_is_not_the_nearest_states() -> None:
    assert mechanisms("Togo joined the Blue Basin Authority's National Strategy.") == []


@pytest.mark.parametrize(
    ("line", "slugs"),
    [
        (
            "The Smuggling of Sailors Act and the Seafaring in Winter Act were passed.",
            ["seafaring-in-winter-act", "smuggling-of-sailors-act"],
        ),
        ("The UN launched the Harbour Response Plans for its coasts.", ["harbour-response-plans"]),
        ("Three Lighthouse Resource Centers opened.", ["lighthouse-resource-centers"]),
        ('The "free ports, free crews" policy caps fees.', ["free-ports-free-crews-policy"]),
        (
            "The Common Country Analyses and Our Common Agenda name crews.",
            ["common-country-analysis", "our-common-agenda"],
        ),
        ("The Progress Declaration of the International Migration Review Forum was read.", ["progress-declaration"]),
    ],
)
def test_names_are_found_whole_and_in_the_plural(line, slugs) -> None:
    assert mechanisms(line) == slugs


@pytest.mark.parametrize("line", ["El programa MARLIN abrió.", "Rige el sistema MARLIN de puertos."])
def test_a_name_in_capitals_behind_its_kind_is_found_in_spanish(line) -> None:
    assert [slug.split("-")[-1] for slug in mechanisms(line, language="es")] == ["marlin"]


def test_a_forum_that_says_something_is_somebody() -> None:
    assert named_in("The Harbour Youth Forum urged crews to rest.") == ["body:harbour-youth-forum"]
    assert mechanisms("Crews met at the Harbour Youth Forum.") == ["harbour-youth-forum"]


@pytest.mark.parametrize(("year", "named"), [(2017, []), (2018, ["gcm"]), (2022, ["gcm"]), (None, ["gcm"])])
def test_the_compact_counts_once_it_was_adopted(year, named) -> None:
    from dataclasses import replace

    from linking_texts import make_text

    from graphkit.read.actors.naming import find_named

    document, statements = make_text("States act under the Global Compact for Migration.", kind="practice")
    links, _ = find_named(replace(document, metadata=replace(document.metadata, year=year)), statements)
    assert [k.node for k in links if k.type == "MENTIONS"] == ["mechanism:global-compact-for-migration"] * len(named)
