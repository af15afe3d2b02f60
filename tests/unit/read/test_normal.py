"""Texts in decomposed form, with ligatures: the same graph, the offsets of the file as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph.ontology import Link
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.loading import load_document
from graphkit.match.tokens import read_tokens
from graphkit.pipeline import make_graph
from graphkit.text.normal import make_normal

TEXT = """---
title: Consulta
year: 2024
issuers: [URY]
language: es
---
# Recomendaciones

- Perú y México deben fortalecer la protección consular antes del año 2031.
- Se recomienda ampliar las vías de migración regular para niñas y niños.
- La Dirección Nacional de Puertos (DNP) debe ofrecer información en línea.

# Desafíos

- Persisten vacíos de información sobre las rutas marítimas.
"""


def _links(graph) -> set[tuple[str, str, str]]:
    return {(type(k).__name__, k.source, k.target) for k in graph.links(Link)}


def _graph(folder, name: str, text: str):
    path = folder / name / "text.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return make_graph(path).graph


def test_a_decomposed_text_gives_the_graph_of_its_composed_form(tmp_path) -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    graph = _graph(tmp_path, "nfd", decomposed)
    assert _links(graph) == _links(_graph(tmp_path, "nfc", TEXT))
    assert {"PER", "MEX", "DNP@URY"} <= {target for _, _, target in _links(graph)}
    for node in graph.nodes(StatementNode):
        assert decomposed[node.start : node.end] == node.text
    words = {e.words for k in graph.links(Link) for e in k.evidence if e.words}
    assert unicodedata.normalize("NFD", "México") in words
    assert all(decomposed[e.start : e.end] == e.words for k in graph.links(Link) for e in k.evidence if e.words)


def test_the_words_of_a_position_are_those_of_the_file(tmp_path) -> None:
    text = f"{TEXT}- La Conferencia Sudamericana sobre Migración rechaza la detención de niñas y niños.\n"
    found = {n.position_words for n in _graph(tmp_path, "nfd", unicodedata.normalize("NFD", text)).nodes(StatementNode)}
    assert found == {None, "rechaza"}


def test_the_issuer_is_that_of_the_composed_form(tmp_path) -> None:
    heads = "# Décima Reunión Técnica número único de Política Pública Común\n\n# República del Perú\n\n"
    text = heads + TEXT.partition("# ")[2]
    for form in ("NFC", "NFD"):
        (tmp_path / form).mkdir()
        (tmp_path / form / "text.md").write_text(unicodedata.normalize(form, text), encoding="utf-8")
    composed, decomposed = (load_document(tmp_path / form / "text.md") for form in ("NFC", "NFD"))
    assert composed.metadata.issuers == decomposed.metadata.issuers == ("PER",)
    assert [_clue(decomposed, c) for c in decomposed.clues] == [_clue(composed, c) for c in composed.clues]


def _clue(document, clue) -> tuple[str, str]:
    return clue.rule, unicodedata.normalize("NFC", document.text[clue.start : clue.end])


def test_ligatures_and_wide_forms_hide_no_name_and_no_cue(tmp_path) -> None:
    plain = TEXT.replace("ofrecer", "oﬁciar").replace("2031", "２０３１")
    graph = _graph(tmp_path, "odd", plain)
    assert any(n.strength == "commit-date" for n in graph.nodes(StatementNode))
    assert _links(graph) == _links(_graph(tmp_path, "even", TEXT.replace("ofrecer", "oficiar")))


def test_a_composed_text_is_left_alone() -> None:
    assert make_normal(TEXT) is None
    assert make_normal("plain ASCII") is None


@given(st.text(alphabet="aeoñéÉ ﬁ１\u0301\u0303x\n-", max_size=40))
def test_every_offset_of_the_composed_form_leads_back_in_order(text: str) -> None:
    normal = make_normal(text)
    if normal is None:
        return
    sources = [normal.source(i) for i in range(len(normal.text) + 1)]
    assert sources == sorted(sources) and sources[0] == 0 and sources[-1] == len(text)
    for i in range(len(normal.text)):
        part = text[normal.source(i) : normal.end(i + 1)]
        assert normal.text[i] in unicodedata.normalize("NFKC", part) or normal.text[i] in part


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_are_the_same_however_their_accents_are_written(form: str) -> None:
    assert read_tokens(unicodedata.normalize(form, "Perú, México; niñas")).words == ["Perú", "México", "niñas"]
