"""From readings and reference data to one graph: every link with evidence, nothing that the texts do not touch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphkit.dates import is_iso_date
from graphkit.errors import GraphError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, Evidence, Link, Node, get_link_type, get_node_type
from graphkit.graph.ontology.links import Authored, Hosted, Issued, MemberOf, PartOf, SaidBy, StatedIn, TakesPartIn
from graphkit.graph.ontology.nodes import Body, Document, Mechanism, State, StatementNode
from graphkit.graph.sections import make_sections
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink, Reading
from graphkit.text.document import READ_KINDS, Metadata, Statement
from graphkit.text.document import Document as Text

_READ_OF_WORDING = ("position", "opposes_harm", "amount", "currency", "indicator", "partner", "specificity", "para",
                    "address")  # fmt: skip
"""Properties of a statement's node that are what the reading found, unchanged."""
UNIVERSAL = 60
"""A body of more members than this does not draw all of them into the graph."""


def build_graph(readings: Iterable[Reading], reference: Graph, issues: Issues) -> Graph:
    """Return the graph of all readings, with the part of the reference data that they touch.

    Readings may come in any order and are let go one by one, so memory is bounded by the graph and the largest
    document. A link to a node that does not exist is a GraphError.
    """
    nodes: dict[str, list[Node]] = defaultdict(list)
    links: list[Link] = []
    for reading in readings:
        for node in _text_nodes(reading):
            nodes[node.id].append(node)
        links.extend(_text_links(reading))
        for id in _present(reading.document.metadata):
            if id not in reference:
                issues.add("build", reading.document.source.name, f"'{id}' is not in the gazetteer", "warning")
                nodes[id].append(Body(id=id, name=id))
    graph = Graph(n for n in reference.nodes(Node) if not isinstance(n, State | Body | Mechanism))
    for node in _actors_touched(reference, {end for link in links for end in (link.source, link.target)}):
        graph.add_node(node)
    for id in sorted(nodes.keys() - {n.id for n in graph.nodes(Node)}):
        graph.add_node(_one_of(nodes[id]))
    for link in [*links, *(k for k in reference.links(Link) if k.source in graph and k.target in graph)]:
        graph.add_link(link)
    return graph


def _one_of(nodes: list[Node]) -> Node:
    """Return one node for a name that several documents introduce, whatever their order; texts never share an id."""
    if any(isinstance(n, StatementNode | Document) for n in nodes) and len({n.model_dump_json() for n in nodes}) > 1:
        files = sorted({n.file if isinstance(n, Document) else getattr(n, "document", "?") for n in nodes})
        raise GraphError(f"Two documents share the id '{nodes[0].id}' ({', '.join(files)}): give each its own `id`.")
    return min(nodes, key=lambda n: n.model_dump_json())


def _actors_touched(reference: Graph, touched: set[str]) -> Iterator[Node]:
    """Yield actors and mechanisms that the texts touch, bodies those take part in, members of touched bodies."""
    keep = set(touched)
    for link in reference.links(Link):
        if isinstance(link, MemberOf | PartOf | TakesPartIn) and link.source in touched:
            keep.add(link.target)
    for id in sorted(touched):
        members = [m.source for m in reference.into(id, MemberOf)]
        keep.update(members if len(members) <= UNIVERSAL else ())
        keep.update(m.source for m in reference.into(id, TakesPartIn))
    for node in reference.nodes(Node):
        if isinstance(node, State | Body | Mechanism) and node.id in keep:
            yield node


def _present(meta: Metadata) -> list[str]:
    return list(dict.fromkeys((*meta.issuers, *meta.participants, *meta.hosts)))


def _text_nodes(reading: Reading) -> Iterator[Node]:
    """Yield the nodes that a text brings: itself, its sections and statements, names the reference data lacks."""
    yield make_document_node(reading.document)
    yield from reading.nodes
    yield from make_sections(reading.document, reading.statements)[0]
    issuer = next(iter(reading.document.metadata.issuers), None)
    for statement in reading.statements:
        yield make_statement_node(reading.document, statement, issuer)


def make_document_node(text: Text) -> Document:
    """Return the node of a loaded text."""
    meta = text.metadata
    read = sum(b.end - b.start for b in text.blocks if b.kind in READ_KINDS)
    return Document(
        id=meta.id,
        name=meta.title,
        file=text.source.name,
        sha256=text.source.sha256,
        genre=meta.genre,
        year=meta.year,
        date=_dated(meta.date),
        language=meta.language,
        publisher=meta.publisher,
        url=meta.url,
        characters=len(text.text),
        characters_read=read,
        form=meta.form,
        issuer_kind=meta.issuer_kind,
        place=meta.place,
        symbol=meta.symbol,
        assumed=meta.assumed,
        assumed_from=meta.assumed_from,
    )


def _dated(text: str | None) -> str | None:
    """Return a date that the calendar has; what a text was misread for is left out."""
    return text if text is not None and is_iso_date(text) else None


def make_statement_node(text: Text, statement: Statement, issuer: str | None) -> Node:
    """Return the node of a statement; its label follows from its kind."""
    block, rest = text.blocks[statement.block], statement.rest
    return get_node_type(LABEL_OF_KIND[statement.kind]).model_validate(
        {
            "id": statement.id,
            "text": text.wording(statement),
            "start": statement.start,
            "end": statement.end,
            "rest": text.wording(rest) if rest else None,
            "rest_start": rest.start if rest else None,
            "rest_end": rest.end if rest else None,
            "section": text.section(block),
            "page": block.page,
            "document": text.id,
            "issuer": issuer,
            "strength": statement.strength,
            "strength_words": text.wording(statement.strength_span) if statement.strength_span else None,
            "position_words": text.wording(statement.position_span) if statement.position_span else None,
            **{name: getattr(statement, name) for name in _READ_OF_WORDING},
            "due": _dated(statement.due),
            "language": text.metadata.language,
            "score": round(statement.score, 3),
            "rule": statement.rule,
            **statement.stated,
        }
    )


def _text_links(reading: Reading) -> Iterator[Link]:
    """Yield all links of one reading."""
    text = reading.document
    for found in reading.links:
        yield _link(text, found)
    silent = not any(k.type == "SAID_BY" for k in reading.links)  # a table that names nobody: its issuer's rows
    proof = (_metadata(text.metadata),)
    for statement in reading.statements:
        place = Evidence(rule="place", score=1, document=text.id, start=statement.start, end=statement.end)
        yield StatedIn(source=statement.id, target=text.id, evidence=(place,))
        for issuer in text.metadata.issuers:
            yield Issued(source=issuer, target=statement.id, evidence=proof)
            if silent:
                yield SaidBy(source=statement.id, target=issuer, evidence=proof)
    yield from make_sections(text, reading.statements)[1]
    yield from reading.participation
    yield from _document_links(text.metadata)


def _document_links(meta: Metadata) -> Iterator[Link]:
    """Yield who wrote a document, hosted what it reports, and took part."""
    for author in meta.issuers:
        yield Authored(source=author, target=meta.id, evidence=(_metadata(meta),))
    for host in meta.hosts:
        yield Hosted(source=host, target=meta.id, evidence=(_metadata(meta, "hosts"),))
    for actor in dict.fromkeys((*meta.issuers, *meta.participants)):
        capacity = "issuer" if actor in meta.issuers else "participant"
        yield TakesPartIn(source=actor, target=meta.id, capacity=capacity, evidence=(_metadata(meta),))


def _metadata(meta: Metadata, field: str = "issuers") -> Evidence:
    score = 0.7 if field in meta.assumed else 1.0
    return Evidence(rule="metadata", score=score, document=meta.id, reference=f"metadata of {meta.id}: {meta.title}")


def _link(text: Text, found: FoundLink) -> Link:
    """Return the link of words found; the statement is its source, but for ISSUED and CARRIES_OUT its target."""
    evidence = Evidence(
        rule=found.rule,
        score=round(found.score, 3),
        document=text.id,
        start=found.start,
        end=found.end,
        words=text.text[found.start : found.end],
    )
    kind = get_link_type(found.type)
    ends = (found.statement, found.node)
    source, target = ends[::-1] if found.type in {"ISSUED", "CARRIES_OUT"} else ends
    own = {"rank": found.rank, "inherited": found.inherited, "manner": found.manner, "agreement": found.agreement}
    known = {k: v for k, v in own.items() if k in kind.model_fields and v is not None}
    return kind.model_validate({"source": source, "target": target, "evidence": (evidence,), **known})
