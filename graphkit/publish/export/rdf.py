"""The graph as RDF: PROV for who said what where, Web Annotation for places in the text, SKOS for frameworks.

Every link is one triple of the vocabulary below, and every evidence of it an ``oa:Annotation`` that is also the
``rdf:Statement`` of that triple: its target is the document, narrowed by an ``oa:TextPositionSelector`` and an
``oa:TextQuoteSelector``. Objectives, thematic areas, principles, groups and roles are SKOS concepts, frameworks
concept schemes, states and bodies PROV agents, documents and statements PROV entities.

W3C recommendations: PROV-O 2013, Web Annotation Data Model and Vocabulary 2017, SKOS Reference 2009.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Evidence, Link, Node, property_types
from graphkit.graph.ontology import links as k
from graphkit.graph.ontology import nodes as n
from graphkit.ids import make_id

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "gk": "urn:x-graphkit:vocabulary:",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASE = "urn:x-graphkit:"
"""What the address of every node begins with; its id follows, percent-encoded."""

_DATATYPES = {"integer": "xsd:integer", "float": "xsd:double", "boolean": "xsd:boolean"}
_CLASSES: dict[type[Node], tuple[str, ...]] = {
    n.Document: ("prov:Entity",),
    n.State: ("prov:Agent",),
    n.Body: ("prov:Agent", "prov:Organization"),
    n.Framework: ("skos:ConceptScheme",),
    n.ThematicArea: ("skos:Concept",),
    n.Objective: ("skos:Concept",),
    n.Principle: ("skos:Concept",),
    n.Group: ("skos:Concept",),
    n.Role: ("skos:Concept",),
    n.Mechanism: ("prov:Entity",),
    n.Collective: ("prov:Agent",),
    n.Section: ("prov:Entity",),
    n.Subtheme: ("skos:Concept",),
    n.StatementNode: ("prov:Entity",),
}
_ALSO: dict[type[Link], str] = {k.StatedIn: "prov:wasQuotedFrom", k.SaidBy: "prov:wasAttributedTo"}
"""Link types that say the same as a property of another vocabulary, in the same direction."""


@dataclass(frozen=True, slots=True)
class Value:
    """A literal; ``kind`` is a data type such as ``xsd:integer``, ``language`` a tag such as ``es``."""

    text: str
    kind: str | None = None
    language: str | None = None


Resource = tuple[str, list[tuple[str, "str | Value"]]]
"""An address and its (property, address or literal) pairs, in the order to write them."""


def iri(id: str) -> str:
    """Return the address of a node.

    >>> iri("gcm:1"), iri("body:club of piers")
    ('urn:x-graphkit:gcm:1', 'urn:x-graphkit:body:club%20of%20piers')
    """
    return BASE + quote(id, safe=":-._~")


def find_resources(graph: Graph) -> Iterator[Resource]:
    """Yield the vocabulary, then the nodes with their links, then the evidence of each link."""
    yield from _vocabulary()
    links = list(graph.links(Link))
    out: dict[str, list[Link]] = {}
    for link in links:
        out.setdefault(link.source, []).append(link)
    for node in graph.nodes(Node):
        yield iri(node.id), [*_described(node), *_linked(graph, out.get(node.id, []), node)]
    for link in links:
        for evidence in link.evidence:
            yield from _annotation(link, evidence)


def _vocabulary() -> Iterator[Resource]:
    for label, cls in NODE_TYPES.items():
        above: list[tuple[str, str | Value]] = [("rdfs:subClassOf", f"gk:{cls.second}")] if cls.second else []
        yield f"gk:{label}", [("rdf:type", "rdfs:Class"), *above, *_named(label, cls.about)]
    for name, link in LINK_TYPES.items():
        yield _property(name), [("rdf:type", "rdf:Property"), *_named(name, link.about)]


def _named(name: str, about: str) -> list[tuple[str, str | Value]]:
    return [("rdfs:label", Value(name, language="en")), ("rdfs:comment", Value(about, language="en"))]


def _property(name: str) -> str:
    """Return the property of a link type, such as ``gk:callsOn`` for ``CALLS_ON``."""
    first, *others = name.lower().split("_")
    return "gk:" + first + "".join(word.capitalize() for word in others)


def _described(node: Node) -> Iterator[tuple[str, str | Value]]:
    yield from (("rdf:type", f"gk:{label}") for label in (node.label, node.second) if label)
    for cls, classes in _CLASSES.items():
        if isinstance(node, cls):
            yield from (("rdf:type", c) for c in classes)
    yield "dcterms:identifier", Value(node.id)
    types = property_types(type(node))
    for name, value in node.properties().items():
        for item in value if isinstance(value, list) else [value]:
            if name != "id":
                yield _literal(node, name, types[name], item)


def _literal(node: Node, name: str, kind: str, value: object) -> tuple[str, Value]:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if name in {"name", "name_es"}:
        label = "dcterms:title" if isinstance(node, n.Document) else "skos:prefLabel"
        return label, Value(text, language="es" if name == "name_es" else getattr(node, "language", "en"))
    if name == "text":
        return "prov:value", Value(text, language=getattr(node, "language", None))
    if name == "acronym_es":
        return "skos:altLabel", Value(text, language="es")
    known = {"language": "dcterms:language", "code": "skos:notation", "acronym": "skos:altLabel"}
    return known.get(name, f"gk:{_camel(name)}"), Value(text, _DATATYPES.get(kind))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _linked(graph: Graph, links: list[Link], node: Node) -> Iterator[tuple[str, str | Value]]:
    for link in links:
        yield _property(link.type_name()), iri(link.target)
        if type(link) in _ALSO:
            yield _ALSO[type(link)], iri(link.target)
        if isinstance(link, k.PartOf) and not isinstance(node, n.Body | n.Section):
            scheme = isinstance(graph.node(link.target), n.Framework)
            yield "skos:inScheme" if scheme else "skos:broader", iri(link.target)
    for written in graph.into(node.id, k.Authored):
        yield "prov:wasAttributedTo", iri(written.source)


def _annotation(link: Link, evidence: Evidence) -> Iterator[Resource]:
    place = (evidence.document, evidence.start, evidence.end, evidence.rule, evidence.reference, evidence.score)
    id = make_id("evidence", *link.key, *place)
    found: list[tuple[str, str | Value]] = [("rdf:type", "oa:Annotation"), ("rdf:type", "rdf:Statement")]
    found += [("rdf:subject", iri(link.source)), ("rdf:predicate", _property(link.type_name()))]
    found += [("rdf:object", iri(link.target)), ("oa:hasBody", iri(link.target)), ("oa:motivatedBy", "oa:linking")]
    found += [("gk:rule", Value(evidence.rule)), ("gk:score", Value(repr(evidence.score), "xsd:double"))]
    if evidence.reference:
        found.append(("dcterms:source", Value(evidence.reference)))
    if evidence.document is None:
        yield iri(id), found
        return
    yield iri(id), [*found, ("oa:hasTarget", iri(f"{id}:target"))]
    yield from _target(id, evidence)


def _target(id: str, evidence: Evidence) -> Iterator[Resource]:
    target: list[tuple[str, str | Value]] = [("rdf:type", "oa:SpecificResource")]
    target.append(("oa:hasSource", iri(evidence.document or "")))
    position, quotation = iri(f"{id}:position"), iri(f"{id}:quotation")
    placed = evidence.start is not None and evidence.end is not None
    target += [("oa:hasSelector", position)] if placed else []
    target += [("oa:hasSelector", quotation)] if evidence.words else []
    yield iri(f"{id}:target"), target
    if placed:
        offsets = [("oa:start", evidence.start), ("oa:end", evidence.end)]
        numbers = [(name, Value(str(offset), "xsd:nonNegativeInteger")) for name, offset in offsets]
        yield position, [("rdf:type", "oa:TextPositionSelector"), *numbers]
    if evidence.words:
        yield quotation, [("rdf:type", "oa:TextQuoteSelector"), ("oa:exact", Value(evidence.words))]
