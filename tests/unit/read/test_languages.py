"""Texts in other languages and in several: each part by its own rules, what is not read named."""

import unicodedata

import pytest

from graphkit.errors import InputError
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.loading import load_document
from graphkit.pipeline import Options, make_graph
from graphkit.read.explain import explain_statement
from graphkit.read.model.heads import get_heads
from graphkit.read.read import read_document
from graphkit.reference.language import detect_language

GERMAN = (
    "Die Staaten sollen die Rechte der Migrantinnen und Migranten schützen. Die Häfen sollen für alle geöffnet werden, "
    "die ihr Land verlassen müssen. Die Behörden sollen Daten über die Wanderung erheben und veröffentlichen.\n\n"
)
ENGLISH = (
    "States should protect the rights of all migrants in their ports. The harbours should be open to all who arrive "
    "by sea, and the authorities should collect data on migration. Families of crews should be reunited soon.\n\n"
)
SPANISH = (
    "Los Estados deben proteger los derechos de las personas migrantes en sus puertos. Las autoridades deben recopilar "
    "datos sobre la migración y publicarlos cada año. Las familias de los trabajadores deben reunirse pronto.\n\n"
)


def _write(folder, text: str):
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (ENGLISH, "en"), (SPANISH, "es")])
def test_the_language_is_told(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_a_text_in_a_language_that_is_not_read_is_skipped_with_its_language_named(tmp_path) -> None:
    _write(tmp_path, GERMAN)
    tmp_path.joinpath("other.md").write_text(ENGLISH)
    built = make_graph(tmp_path)
    (error,) = built.issues.errors()
    assert error.place == "text.md" and "is in German, which is not read" in error.reason
    assert {n.document for n in built.graph.nodes(StatementNode)} and len(built.issues.errors()) == 1


def test_a_text_in_such_a_language_alone_stops_the_build_with_one_line(tmp_path) -> None:
    with pytest.raises(InputError, match="is in German, which is not read"):
        make_graph(_write(tmp_path, GERMAN))


def test_a_text_in_two_languages_is_read_part_by_part(tmp_path) -> None:
    text = f"# Recommendations\n\n{ENGLISH}# Recomendaciones\n\n{SPANISH}"
    graph = make_graph(_write(tmp_path, text), Options(metadata={"issuers": "URY"})).graph
    found = sorted(graph.nodes(StatementNode), key=lambda n: n.start)
    assert [n.kind for n in found] == ["recommendation"] * 6
    assert [text[n.start : n.end] == n.text for n in found] == [True] * 6


def test_an_item_that_stands_in_both_parts_has_an_id_in_each(tmp_path) -> None:
    item = "- Visa 5.1 (IOM)\n\n"
    text = f"# Recommendations\n\n{ENGLISH}{item}# Recomendaciones\n\n{SPANISH}{item}"
    graph = make_graph(_write(tmp_path, text), Options(metadata={"issuers": "URY"})).graph
    found = [n for n in graph.nodes(StatementNode) if n.text == "Visa 5.1 (IOM)"]
    assert len({n.id for n in found}) == 2
    assert {n.start for n in found} == {text.find("Visa"), text.rfind("Visa")}


def test_a_statement_of_either_part_is_explained_as_it_was_decided(tmp_path) -> None:
    text = f"# Recommendations\n\n{ENGLISH}# Recomendaciones\n\n{SPANISH}"
    for form in ("NFC", "NFD"):
        document = load_document(_write(tmp_path, unicodedata.normalize(form, text)), issuers="URY")
        for statement in read_document(document, "gcm", None, get_heads()).statements:
            first = explain_statement(document, statement.id, "gcm", get_heads())[0]
            assert (first.title, first.chance) == (f"kind: {statement.kind}", statement.score)


def test_a_part_in_a_language_that_is_not_read_is_left_out_aloud(tmp_path) -> None:
    built = make_graph(_write(tmp_path, ENGLISH * 2 + GERMAN), Options(metadata={"issuers": "URY"}))
    assert any("of the text is in German, which is not read" in i.reason for i in built.issues)
    assert not any("Staaten" in n.text for n in built.graph.nodes(StatementNode))


def test_a_quotation_in_another_language_is_no_part(tmp_path) -> None:
    text = ENGLISH + 'The mayor said "Los puertos deben estar abiertos" and States should open them to all crews.\n'
    built = make_graph(_write(tmp_path, text), Options(metadata={"issuers": "URY"}))
    assert len(list(built.graph.nodes(StatementNode))) == 4
