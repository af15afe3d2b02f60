"""One document read as a whole: statements, the links that their words carry, who took part."""

from functools import cache

from graphkit.graph.graph import Graph
from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.actors.naming import find_named
from graphkit.read.actors.participation import find_participants
from graphkit.read.objectives.linking import find_links
from graphkit.read.reading import Reading
from graphkit.read.speakers.collectives import collective_id, find_members
from graphkit.read.statements.statements import read_statements
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.gazetteer import build_reference, load_gazetteer
from graphkit.text.document import Document


def read_document(document: Document, framework: str = "gcm", issues: Issues | None = None) -> Reading:
    """Return all that a document says: its statements, their links, the nodes it introduces, who took part.

    What is skipped is recorded in ``issues``. UnknownNameError where the framework is not known, or has no cues in
    the document's language.
    """
    issues = Issues() if issues is None else issues
    statements = tuple(read_statements(document, issues))
    named, nodes = find_named(document, statements)
    asked = [k for s in statements for k in find_addressees(document, s)]
    links = [*find_links(document, statements, framework), *asked, *named]
    bodies, participation = find_participants(document, issues)
    new = {n.id: n for n in [*bodies, *nodes]}
    members = find_members(document, participation) if collective_id(document, "participants") in new else []
    facts = (*participation, *members)
    return Reading(document, statements, tuple(links), tuple(new[i] for i in sorted(new)), facts)


@cache
def get_reference(framework: str = "gcm") -> Graph:
    """Return the framework and the gazetteer as one graph; not to be changed."""
    chosen = load_framework(framework)
    nodes, links = build_reference(load_gazetteer(), chosen.id)
    return Graph([*chosen.make_nodes(), *load_groups().make_nodes(), *nodes], [*chosen.make_links(), *links])
