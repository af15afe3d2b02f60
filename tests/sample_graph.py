"""A small graph with every label and link type, and hostile texts; invented throughout."""

import random

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Evidence, Link, Node
from graphkit.graph.ontology import links as k
from graphkit.graph.ontology import nodes as n

FORMULA = '=HYPERLINK("http://example.invalid";"click")'
MARKUP = "States should <script>alert('1')</script> & keep \"forms\"\r\nshort."
CONTROL = "Form\x07s in\x0b every ‘lengua’\u2028 — también 移民 \U0001f30e\tfor all"
REFERENCE = Evidence(rule="reference", score=1, reference="Invented register, 2020")


def _found(rule: str, score: float, start: int, end: int, words: str = "") -> Evidence:
    return Evidence(rule=rule, score=score, document="coast-2030", start=start, end=end, words=words)


def _statement(cls: type[n.StatementNode], number: int, text: str, **more: object) -> n.StatementNode:
    start = number * 100
    fields = {"strength": "none", "score": 0.75, "rule": f"rule {number}", "issuer": "URY"}
    fields |= {"section": ("I. Sea", "1.2")}
    return cls(
        id=f"statement:{number:012x}",
        text=text,
        start=start,
        end=start + len(text),
        document="coast-2030",
        **(fields | more),
    )


def sample_nodes() -> list[Node]:
    return [
        n.Document(
            id="coast-2030", name="Coast, report", file="coast.md", sha256="0" * 64, genre="general", year=2030,
            characters=900, characters_read=800, assumed=("year", "language"),
        ),
        n.State(id="URY", name="Uruguay", region="South America"),
        n.State(id="CAN", name="Canada", status="member"),
        n.Body(id="andean-community", name="Andean Community", acronym="CAN", kind="intergovernmental"),
        n.Body(id="SEAFORUM", name="Forum of the Sea", name_es="Foro del Mar", acronym="SEAFORUM"),
        n.Body(id="body:club-of-piers", name="Club of Piers"),
        n.Collective(id="coast-2030:participants", name="Harbours of the coast", name_es="Puertos de la costa",
            collective="participants", document="coast-2030"),
        n.Section(id="coast-2030:section:1", name="I. Sea", document="coast-2030", number=1, level=1, start=0, end=900),
        n.Section(id="coast-2030:section:2", name="1.2", document="coast-2030", number=2, level=2, start=50, end=900),
        n.Framework(id="gcm", name="Global Compact", year=2018),
        n.ThematicArea(id="gcm:area:1", name="First area", number=1),
        n.Objective(id="gcm:1", name="Data", number=1, code="1"),
        n.Objective(id="gcm:20", name="Remittances", name_es="Remesas", number=20, code="20"),
        n.Objective(id="tides:1", name="Tide tables", number=1, code="1"),
        n.Subtheme(id="gcm:1.2", name="Counting <b>ships</b>", name_es="Contar barcos", code="1.2"),
        n.Principle(id="human-rights", name="Human rights", guiding=True),
        n.Group(id="women", name="Women"),
        n.Role(id="origin", name="States of origin"),
        n.Mechanism(id="mechanism:lighthouse-pact", name="Lighthouse Pact", kind="agreement", year=1999),
        _statement(
            n.Recommendation, 1, MARKUP, strength="recommend", strength_words="should", page=3, position="for",
            due="2031-06", amount=2.5e6, currency="EUR", indicator="=ships counted", specificity=4, para="140.47",
            address="Coast 2030, para. 140.47",
        ),
        _statement(n.Practice, 2, FORMULA),
        _statement(n.Challenge, 3, CONTROL, issuer=None, section=(), language="es"),
        _statement(n.Definition, 4, "'-1 ; \"tide\", a word", score=1),
        _statement(n.Assertion, 5, "Piers belong to", rest="everyone.", rest_start=540, rest_end=549),
    ]  # fmt: skip


def _statement_links() -> list[Link]:
    one, two, three, four, five = (f"statement:{i:012x}" for i in range(1, 6))
    return [
        k.Issued(source="URY", target=one, evidence=(_found("heading", 1, 0, 7, "Uruguay"),)),
        k.Issued(source="andean-community", target=one, evidence=(_found("heading", 0.9, 0, 7),)),
        k.SaidBy(source=one, target="URY", evidence=(_found("heading", 1, 0, 7, "Uruguay"),)),
        k.SaidBy(source=one, target="andean-community", evidence=(_found("heading", 0.9, 0, 7),)),
        k.SaidBy(
            source=three, target="coast-2030:participants", manner="reports",
            evidence=(_found("passive", 0.7, 300, 305, "Form"),),
        ),
        k.CarriesOut(source="coast-2030:participants", target=two, evidence=(_found("name", 0.6, 200, 207),)),
        k.Fulfils(source=two, target=one, evidence=(_found("wording", 0.6, 200, 207),)),
        k.About(source=one, target="gcm:1.2", rank=1, evidence=(_found("cue:forms", 0.6, 150, 155, "forms"),)),
        k.Has(source="coast-2030:section:2", target=one, evidence=(_found("heading", 1, 50, 53, "1.2"),)),
        k.CarriesOut(source="SEAFORUM", target=two, evidence=(_found("name", 0.8, 200, 207),)),
        *(k.StatedIn(source=s, target="coast-2030", evidence=(_found("place", 1, 1, 2),)) for s in (one, two, three)),
        k.Addresses(source=one, target="gcm:1", rank=2, evidence=(_found("cue:forms", 0.6, 150, 155, "forms"),)),
        k.Addresses(
            source=one, target="gcm:20", rank=1,
            evidence=(_found("cue:keep", 0.9, 141, 145, "keep"), _found("section", 0.3, 0, 6, "=I. Sea")),
        ),
        k.Addresses(source=one, target="tides:1", rank=3, evidence=(_found("cue:tide", 0.5, 1, 2),)),
        k.Addresses(source=two, target="gcm:20", evidence=(_found("cue:click", 0.5, 1, 2),)),
        k.Invokes(source=five, target="human-rights", evidence=(_found("cue:belong", 0.7, 506, 512, "belong"),)),
        k.CallsOn(source=one, target="origin", inherited=True, evidence=(_found("lead-in", 0.7, 90, 96, "States"),)),
        k.CallsOn(source=one, target="CAN", evidence=(_found("name", 0.7, 90, 96),)),
        k.Concerns(source=three, target="women", evidence=(_found("cue:women", 0.7, 300, 305),)),
        k.Mentions(source=three, target="andean-community", evidence=(_found("name", 1, 300, 303),)),
        k.Mentions(source=three, target="body:club-of-piers", evidence=(_found("name", 0.5, 300, 303),)),
        k.Mentions(source=three, target="mechanism:lighthouse-pact", evidence=(_found("name", 1, 310, 315),)),
        k.Echoes(source=one, target=three, evidence=(_found("wording", 0.51, 100, 120),)),
        k.StatedIn(source=four, target="coast-2030", evidence=(_found("place", 1, 1, 2),)),
        k.StatedIn(source=five, target="coast-2030", evidence=(_found("place", 1, 1, 2),)),
    ]  # fmt: skip


def _reference_links() -> list[Link]:
    known = {"evidence": (REFERENCE,)}
    return [
        k.MemberOf(source="URY", target="SEAFORUM", as_of="2020", status="member", **known),
        k.TakesPartIn(source="URY", target="mechanism:lighthouse-pact", capacity="party", **known),
        k.MemberOf(source="URY", target="coast-2030:participants", **known),
        k.Authored(source="URY", target="coast-2030", **known),
        k.Hosted(source="SEAFORUM", target="coast-2030", **known),
        k.HasSection(source="coast-2030", target="coast-2030:section:1", **known),
        k.HasSection(source="coast-2030", target="coast-2030:section:2", **known),
        k.Next(source="coast-2030:section:1", target="coast-2030:section:2", **known),
        k.PartOf(source="coast-2030:section:2", target="coast-2030:section:1", **known),
        k.PartOf(source="gcm:1.2", target="gcm:1", **known),
        k.TakesPartIn(source="SEAFORUM", target="coast-2030", **known),
        k.PartOf(source="gcm:1", target="gcm:area:1", **known),
        k.PartOf(source="gcm:area:1", target="gcm", **known),
        k.PartOf(source="body:club-of-piers", target="SEAFORUM", **known),
        k.Supports(source="mechanism:lighthouse-pact", target="gcm:20", **known),
    ]


def sample_graph(seed: int | None = None) -> Graph:
    """Return the graph; with a seed, made from the same nodes and links in another order."""
    nodes, links = sample_nodes(), _statement_links() + _reference_links()
    if seed is not None:
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(links)
    return Graph(nodes, links)


def check_complete(graph: Graph) -> None:
    """Fail where the sample lacks a label or link type of the ontology."""
    assert {node.label for node in graph.nodes(Node)} == set(NODE_TYPES)
    assert {link.type_name() for link in graph.links(Link)} == set(LINK_TYPES)
