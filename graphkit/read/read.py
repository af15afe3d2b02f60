"""One document read as a whole: statements, the links that their words carry, who took part."""

from dataclasses import replace
from functools import cache

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link
from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.actors.homes import find_home_links
from graphkit.read.actors.naming import find_named
from graphkit.read.actors.participation import find_participants
from graphkit.read.model.heads import Heads
from graphkit.read.objectives.linking import find_links
from graphkit.read.reading import FoundLink, Reading
from graphkit.read.statements.statements import read_statements
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.gazetteer import build_reference, load_gazetteer
from graphkit.text.document import Document
from graphkit.text.normal import Normal, compose_document, make_normal, restore_issue, restore_statement

LONG, HARDLY = 8, 0.2
"""Statements from which a text is judged as a whole; share with an objective below which it is off the theme."""


def read_document(
    document: Document, framework: str = "gcm", issues: Issues | None = None, heads: Heads | None = None
) -> Reading:
    """Return all that a document says: its statements, their links, the nodes it introduces, who took part.

    ``heads`` decide, the packaged ones where none are given. What is skipped is recorded in ``issues``.
    UnknownNameError where the framework is not known, or has no cues in the document's language.
    """
    issues = Issues() if issues is None else issues
    if normal := make_normal(document.text):
        return _read_composed(document, normal, framework, issues, heads)
    statements = tuple(read_statements(document, issues, heads))
    named, nodes = find_named(document, statements)
    asked = [k for s in statements for k in find_addressees(document, s)]
    links = [*find_links(document, statements, framework, heads=heads), *asked, *named]
    _note_scope(document, len(statements), links, issues)
    bodies, participation = find_participants(document, issues)
    new = {n.id: n for n in [*bodies, *nodes]}
    facts: list[Link] = [*participation, *find_home_links(document, named, nodes)]
    return Reading(document, statements, tuple(links), tuple(new[i] for i in sorted(new)), tuple(facts))


def _note_scope(document: Document, count: int, links: list[FoundLink], issues: Issues) -> None:
    """Say so where a text of some length hardly speaks of what the framework is about."""
    about = len({link.statement for link in links if link.type == "ADDRESSES"})
    if count >= LONG and about < HARDLY * count:
        reason = f"hardly speaks of migration: {about} of its {count} statements have an objective"
        issues.add("read", document.source.name, reason, "warning")


def _read_composed(document: Document, normal: Normal, framework: str, issues: Issues, heads: Heads | None) -> Reading:
    """Return the reading of a text's composed form, with the offsets of the text as it is."""
    noted = Issues()
    reading = read_document(compose_document(document, normal), framework, noted, heads)
    issues.extend(restore_issue(i, normal) for i in noted)
    return Reading(
        document,
        tuple(restore_statement(s, normal) for s in reading.statements),
        tuple(replace(k, start=normal.source(k.start), end=normal.end(k.end)) for k in reading.links),
        reading.nodes,
        tuple(_restore_link(k, document, normal) for k in reading.participation),
    )


def _restore_link(link: Link, document: Document, normal: Normal) -> Link:
    """Return a link whose evidence has the offsets and words of the text as it is."""
    evidence = []
    for e in link.evidence:
        start, end = normal.source(e.start or 0), normal.end(e.end or 0)
        placed = {"start": start, "end": end, "words": document.text[start:end]}
        evidence.append(e.model_copy(update=placed) if e.start is not None else e)
    return link.model_copy(update={"evidence": tuple(evidence)})


@cache
def get_reference(framework: str = "gcm") -> Graph:
    """Return the framework and the gazetteer as one graph; not to be changed."""
    chosen = load_framework(framework)
    nodes, links = build_reference(load_gazetteer(), chosen.id)
    return Graph([*chosen.make_nodes(), *load_groups().make_nodes(), *nodes], [*chosen.make_links(), *links])
