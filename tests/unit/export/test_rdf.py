"""RDF: rdflib reads both forms as the same triples, and finds the words behind a link."""

import pytest
import rdflib
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS
from sample_graph import CONTROL, FORMULA, MARKUP, sample_graph

from graphkit.graph.ontology import Link, Node
from graphkit.publish.export import get_exporter
from graphkit.publish.export.rdf import BASE, PREFIXES, iri

GK = rdflib.Namespace(PREFIXES["gk"])
PLACES = """
PREFIX gk: <urn:x-graphkit:vocabulary:>
SELECT ?statement ?words ?start ?end WHERE {
  ?annotation a oa:Annotation, rdf:Statement ;
    rdf:subject ?statement ; rdf:predicate gk:addresses ; rdf:object <urn:x-graphkit:gcm:20> ;
    oa:hasTarget [ oa:hasSource ?document ; oa:hasSelector
      [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ,
      [ a oa:TextQuoteSelector ; oa:exact ?words ] ] .
  ?statement gk:addresses <urn:x-graphkit:gcm:20> ; prov:wasQuotedFrom ?document .
} ORDER BY ?start
"""


def parsed(name, kind):
    return rdflib.Graph().parse(data="".join(get_exporter(name).lines(sample_graph())), format=kind)


@pytest.fixture(scope="module")
def triples():
    return parsed("turtle", "turtle")


def node(id):
    return rdflib.URIRef(iri(id))


# rdflib's own reader of JSON-LD goes through a class that rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_both_forms_hold_the_same_triples(triples):
    assert set(parsed("jsonld", "json-ld")) == set(triples)


def test_every_node_has_its_label_as_class(triples):
    read = {(str(s), str(o)) for s, o in triples.subject_objects(RDF.type) if str(o).startswith(str(GK))}

    nodes = list(sample_graph().nodes(Node))
    classes = {name: str(GK[name]) for n in nodes for name in (n.label, n.second) if name}
    assert read == {(iri(n.id), classes[name]) for n in nodes for name in (n.label, n.second) if name}


def test_every_link_is_one_triple(triples):
    own = {str(p) for p in triples.predicates() if str(p).startswith(str(GK))}
    read = [(s, o) for s, p, o in triples if str(p) in own and str(o).startswith(BASE)]

    assert len(read) == sample_graph().link_count


def test_a_query_finds_the_words_that_carry_a_link(triples):
    rows = [tuple(v.toPython() for v in row) for row in triples.query(PLACES)]

    assert rows == [
        (iri("statement:000000000001"), "=I. Sea", 0, 6),
        (iri("statement:000000000001"), "keep", 141, 145),
    ]


def test_a_framework_is_a_concept_scheme(triples):
    assert (node("gcm"), RDF.type, SKOS.ConceptScheme) in triples
    assert (node("gcm:1"), SKOS.broader, node("gcm:area:1")) in triples
    assert (node("gcm:area:1"), SKOS.inScheme, node("gcm")) in triples
    assert (node("gcm:20"), SKOS.prefLabel, rdflib.Literal("Remesas", lang="es")) in triples


def test_statements_are_quoted_from_documents_and_attributed_to_actors(triples):
    one = node("statement:000000000001")

    assert (one, PROV.wasQuotedFrom, node("coast-2030")) in triples
    assert set(triples.objects(one, PROV.wasAttributedTo)) == {node("URY"), node("andean-community")}
    assert (node("coast-2030"), DCTERMS.title, rdflib.Literal("Coast, report", lang="en")) in triples


def test_hostile_texts_come_back_letter_by_letter(triples):
    texts = {str(o) for o in triples.objects(None, PROV.value)}

    assert {MARKUP, FORMULA, CONTROL} <= texts


def test_reference_data_cites_its_source(triples):
    sources = [triples.value(a, DCTERMS.source) for a in triples.subjects(RDF.predicate, GK.memberOf)]

    assert sources == [rdflib.Literal("Invented register, 2020")] * 2


def test_the_count_of_annotations_is_the_count_of_evidence(triples):
    oa = rdflib.Namespace(PREFIXES["oa"])

    assert len(set(triples.subjects(RDF.type, oa.Annotation))) == sum(
        len(link.evidence) for link in sample_graph().links(Link)
    )
