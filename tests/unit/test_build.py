"""Readings become a graph: evidence spells the source, issuers fall back to metadata, reference data is pruned."""

from dataclasses import replace

import pytest

from graphkit.errors import GraphError
from graphkit.graph.build import build_graph
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence, Node
from graphkit.graph.ontology.links import (
    Addresses,
    Authored,
    CarriesOut,
    Has,
    HasSection,
    Hosted,
    Issued,
    MemberOf,
    SaidBy,
    StatedIn,
    TakesPartIn,
)
from graphkit.graph.ontology.nodes import Body, Group, Mechanism, Objective, Section, State
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink, Reading
from graphkit.text.document import Block, Document, Metadata, Source, Span, Statement

TEXT = "Ports\n\nWe urge harbour towns to house crews.\n"
FACT = (Evidence(rule="reference", score=1, reference="statutes"),)


def reference() -> Graph:
    states = [State(id=i, name=i) for i in ("AAA", "BBB", "CCC")]
    bodies = [Body(id="LEAGUE", name="League"), Body(id="FAR", name="Far league")]
    others = [
        Group(id="crews", name="Crews"),
        Mechanism(id="mechanism:pact", name="Pact"),
        Objective(id="gcm:7", name="Seven", number=7, code="7"),
    ]
    ends = [("AAA", "LEAGUE"), ("BBB", "LEAGUE"), ("CCC", "FAR")]
    return Graph([*states, *bodies, *others], [MemberOf(source=s, target=t, evidence=FACT) for s, t in ends])


def reading(id: str = "harbours", **changes: object) -> Reading:
    blocks = (Block(0, "heading", 0, 5, level=1), Block(1, "paragraph", 7, 44, headings=(0,), page=3))
    meta = Metadata(id=id, title="Harbours", year=2020, issuers=("AAA",))
    document = Document(Source(f"{id}.txt", TEXT, "0" * 64), meta, blocks)
    statement = Statement(f"statement:{id}", 7, 44, "recommendation", 1, 0.9, "modal", strength_span=Span(10, 14))
    links = (FoundLink("ADDRESSES", statement.id, "gcm:7", 0.8, "cue:house", 32, 37, rank=1),)
    return Reading(document, (statement,), links, **changes)  # type: ignore[arg-type]


def test_every_text_link_spells_the_words_of_its_place():
    graph = build_graph([reading()], reference(), Issues())
    (link,) = graph.links(Addresses)
    assert (link.best.words, link.rank, link.score) == (TEXT[32:37], 1, 0.8)
    (statement,) = graph.statements()
    assert (statement.text, statement.page, statement.section) == (TEXT[7:44], 3, ("Ports",))
    assert [k.target for k in graph.links(StatedIn)] == ["harbours"]


def test_the_issuer_of_the_metadata_speaks_where_the_text_names_none():
    (link,) = build_graph([reading()], reference(), Issues()).links(SaidBy)
    assert (link.target, link.manner, link.best.rule) == ("AAA", "own", "metadata")


def test_a_speaker_named_in_the_text_takes_the_place_of_the_issuer():
    found = FoundLink("SAID_BY", "statement:harbours", "BBB", 0.9, "speaker", 7, 9)
    graph = build_graph([Reading(reading().document, reading().statements, (found,))], reference(), Issues())
    assert [(k.target, k.best.words) for k in graph.links(SaidBy)] == [("BBB", "We")]
    assert [k.source for k in graph.links(Issued)] == ["AAA"]
    assert next(graph.statements()).issuer == "AAA"


def test_hosts_and_authors_belong_to_the_document_and_say_nothing():
    base = reading()
    meta = replace(base.document.metadata, hosts=("BBB",))
    graph = build_graph([replace(base, document=replace(base.document, metadata=meta))], reference(), Issues())
    assert [(k.source, k.target) for k in graph.links(Hosted)] == [("BBB", "harbours")]
    assert [(k.source, k.target) for k in graph.links(Authored)] == [("AAA", "harbours")]
    assert [k.target for k in graph.links(SaidBy)] == ["AAA"]


def test_sections_stand_in_the_order_of_the_text_with_their_statements():
    graph = build_graph([reading()], reference(), Issues())
    (section,) = graph.nodes(Section)
    assert (section.name, section.number, section.level, section.start) == ("Ports", 1, 1, 0)
    assert [(k.source, k.target) for k in graph.links(HasSection)] == [("harbours", section.id)]
    assert [(k.source, k.target) for k in graph.links(Has)] == [(section.id, "statement:harbours")]


def test_actors_that_no_text_touches_stay_out_but_members_of_touched_bodies_come_in():
    graph = build_graph([reading()], reference(), Issues())
    assert [n.id for n in graph.nodes(State)] == ["AAA"]
    assert [n.id for n in graph.nodes(Body)] == ["LEAGUE"]
    named = FoundLink("MENTIONS", "statement:harbours", "LEAGUE", 1, "name", 7, 9)
    graph = build_graph([Reading(reading().document, reading().statements, (named,))], reference(), Issues())
    assert [n.id for n in graph.nodes(State)] == ["AAA", "BBB"]


def test_an_issuer_the_gazetteer_does_not_know_is_kept_and_said():
    base = reading()
    meta = Metadata(id="harbours", title="Harbours", issuers=("GUILD",))
    document = Document(base.document.source, meta, base.document.blocks)
    issues = Issues()
    graph = build_graph([Reading(document, base.statements, base.links)], reference(), issues)
    assert graph.node("GUILD").label == "Body"
    assert [i.reason for i in issues] == ["'GUILD' is not in the gazetteer"]


def test_the_order_of_documents_does_not_change_the_graph():
    new = Body(id="body:guild", name="Guild"), Body(id="body:guild", name="The Guild")
    found = [reading("a", nodes=(new[0],)), reading("b", nodes=(new[1],))]
    graphs = [build_graph(order, reference(), Issues()) for order in (found, found[::-1])]
    assert graphs[0].digest() == graphs[1].digest()
    assert [n.title for n in graphs[0].nodes(Node) if n.id == "body:guild"] == ["Guild"]


def test_two_documents_of_one_id_are_refused():
    other = Metadata(id="harbours", title="Other")
    second = Reading(Document(reading().document.source, other, reading().document.blocks), (), ())
    with pytest.raises(GraphError, match="share the id 'harbours'"):
        build_graph([reading(), second], reference(), Issues())


def test_participation_and_practice_links_point_from_the_actor():
    takes = TakesPartIn(source="BBB", target="harbours", capacity="delegation", evidence=FACT)
    base = reading(participation=(takes,))
    done = FoundLink("CARRIES_OUT", "statement:harbours", "BBB", 0.8, "subject", 7, 9)
    practice = Statement("statement:harbours", 7, 44, "practice", 1, 0.9, "report")
    graph = build_graph([Reading(base.document, (practice,), (done,), (), (takes,))], reference(), Issues())
    assert [(k.source, k.target) for k in graph.links(CarriesOut)] == [("BBB", "statement:harbours")]
    assert [(k.source, k.capacity) for k in graph.links(TakesPartIn)] == [("AAA", "issuer"), ("BBB", "delegation")]
