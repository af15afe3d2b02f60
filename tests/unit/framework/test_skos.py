"""A framework made from a vocabulary is one that texts can be read against."""

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.errors import InputError
from graphkit.reference.framework.loader import load_framework
from graphkit.reference.framework.skos import make_files

pytest.importorskip("rdflib", reason="rdflib reads RDF; it is an extra")
SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix : <http://example.invalid/piers/> .
:s a skos:ConceptScheme ; dct:title "Pier plan" .
:area a skos:Concept ; skos:prefLabel "Harbours"@en , "Puertos"@es ; skos:narrower :b .
:a a skos:Concept ; skos:notation "10" ; skos:prefLabel "Ferry crews (all)"@en ;
 skos:altLabel "ship's crews"@en ; skos:broader :area .
:b a skos:Concept ; skos:notation "2" ; skos:prefLabel "Pier lamps"@en , "Faroles del muelle"@es .
:c a skos:Concept ; skos:notation "3" ; skos:prefLabel "Marées"@fr .
"""
OWL = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
<owl:Class rdf:about="http://example.invalid/Harbour"><rdfs:label xml:lang="en">Harbour works</rdfs:label></owl:Class>
<owl:Class rdf:about="http://example.invalid/Lamp"><rdfs:label xml:lang="en">Pier lamps</rdfs:label>
<rdfs:subClassOf rdf:resource="http://example.invalid/Harbour"/></owl:Class></rdf:RDF>"""


def init(folder, name, text):
    source = folder / name
    source.write_text(text, encoding="utf-8")
    return CliRunner().invoke(
        cli, ["framework", "init", str(folder / "made"), "--from", str(source)], standalone_mode=False
    )


def test_concepts_become_objectives_with_their_labels_as_cues(tmp_path):
    done = init(tmp_path, "piers.ttl", SKOS)
    assert done.exception is None
    found = load_framework(tmp_path / "made")
    assert (found.id, found.name) == ("pier-plan", "Pier plan")
    assert [(o.code, o.name, o.name_es) for o in found.objectives] == [
        ("2", "Pier lamps", "Faroles del muelle"), ("3", "Marées", None), ("10", "Ferry crews (all)", None),
    ]  # fmt: skip
    assert [(a.name, a.objectives) for a in found.areas] == [("Harbours", ("2", "10"))]
    assert "note: Marées: has no label in English or Spanish; its own label is its cue" in done.output


def test_texts_are_read_against_a_framework_made_from_a_vocabulary(tmp_path):
    from graphkit.graph.ontology.links import Addresses
    from graphkit.pipeline import Options, make_graph

    init(tmp_path, "piers.ttl", SKOS)
    (tmp_path / "asks.md").write_text("States should pay for pier lamps.\n\nStates must train ship's crews.\n")
    graph = make_graph(tmp_path / "asks.md", Options(framework=str(tmp_path / "made"), isolated=False)).graph
    found = {(graph.node(x.source).text[:20], x.target) for x in graph.links(Addresses)}
    assert found == {("States should pay fo", "pier-plan:2"), ("States must train sh", "pier-plan:10")}


def test_classes_of_an_ontology_are_taken_where_there_are_no_concepts(tmp_path):
    assert init(tmp_path, "piers.owl", OWL).exception is None
    found = load_framework(tmp_path / "made")
    assert ([o.name for o in found.objectives], [a.name for a in found.areas]) == (["Pier lamps"], ["Harbour works"])


def test_the_same_vocabulary_gives_the_same_files_in_any_order(tmp_path):
    lines = SKOS.splitlines(keepends=True)
    for name, text in (("a.ttl", SKOS), ("b.ttl", "".join([*lines[:2], lines[-1], *lines[2:-1]]))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    one, two = (make_files(tmp_path / n)[0] for n in ("a.ttl", "b.ttl"))
    assert {k: v.replace("a.ttl", "") for k, v in one.items()} == {k: v.replace("b.ttl", "") for k, v in two.items()}


@pytest.mark.parametrize(
    ("text", "said"),
    [("no turtle <", "is no turtle that can be read"), ("", "holds no SKOS concept and no OWL class"),
     (SKOS.replace("@en", "@ru").replace("@es", "@ru"), "no concept has a label in English or Spanish")],
)  # fmt: skip
def test_a_file_that_is_no_vocabulary_costs_one_clear_line(tmp_path, text, said):
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        make_files(tmp_path / "a.ttl")
    assert "\n" not in str(caught.value)
