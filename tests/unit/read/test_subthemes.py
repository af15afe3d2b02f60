"""Sub-themes of the Global Compact: which a statement is about, in own wordings."""

import pytest

from graphkit.read.objectives.linking import Linker
from graphkit.reference.framework import load_framework
from tests.unit.read.linking_texts import make_text, nodes_of, read_links

WORDINGS = [
    ("States should run search and rescue operations at sea whatever the status of those on board.", "8.1"),
    ("Mexico will lower the cost of sending remittances to three per cent.", "20.1"),
    ("We will recognise foreign degrees by a quick and cheap procedure.", "18.2"),
    ("Governments should end the detention of children on migration grounds.", "13.2"),
    ("Colombia will issue birth certificates to children born to Venezuelan parents.", "4.1"),
    ("States must establish firewalls between health services and immigration enforcement.", "15.2"),
    ("The two States will open joint consular offices that also serve nationals of the other.", "14.3"),
]


@pytest.mark.parametrize(("text", "code"), WORDINGS, ids=[c for _, c in WORDINGS])
def test_a_plain_ask_is_about_its_sub_theme(text: str, code: str) -> None:
    assert f"gcm:{code}" in nodes_of(read_links(text)[1], "ABOUT")


def test_own_words_of_a_sub_theme_lie_inside_the_statement() -> None:
    document, links = read_links(*[text for text, _ in WORDINGS])
    lines = document.text.splitlines()
    own = [k for k in links if k.type == "ABOUT" and not k.inherited]
    assert own
    assert all(document.text[k.start : k.end] in lines[int(k.statement[1:])] for k in own)


def test_a_statement_has_at_most_two_sub_themes_ranked_from_one() -> None:
    _, links = read_links(*[text for text, _ in WORDINGS])
    for i in range(len(WORDINGS)):
        ranks = [k.rank for k in links if k.type == "ABOUT" and k.statement == f"s{i}"]
        assert ranks in ([1], [1, 2])


def test_what_has_nothing_to_do_with_migration_has_no_sub_theme() -> None:
    assert nodes_of(read_links("The committee will publish its minutes on Tuesday.")[1], "ABOUT") == []


def test_a_definition_has_no_sub_theme() -> None:
    assert nodes_of(read_links(WORDINGS[0][0], kind="definition")[1], "ABOUT") == []


def test_without_an_encoder_cues_alone_decide() -> None:
    document, statements = make_text(WORDINGS[0][0])
    linker = Linker(load_framework("gcm"), "en", encoder="none")
    assert "gcm:8.1" in nodes_of(list(linker.find_links(document, statements)), "ABOUT")


def test_wording_without_cues_names_the_clause_that_tells() -> None:
    document, links = read_links("Let nobody drown: whoever sees a boat in trouble must come to its help at once.")
    found = [k for k in links if k.type == "ABOUT"]
    assert all(document.text[k.start : k.end].strip() for k in found)


def test_a_framework_without_sub_themes_gives_none() -> None:
    assert nodes_of(read_links(WORDINGS[0][0], framework="sdg")[1], "ABOUT") == []
