"""One document read as a whole: statements, the links that their words carry, who took part."""

from collections.abc import Sequence
from functools import cache

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
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


def read_document(document: Document, framework: str | Sequence[str] = "gcm", issues: Issues | None = None) -> Reading:
    """Return all that a document says: its statements, their links, the nodes it introduces, who took part.

    Read against several frameworks, a statement has the links of each, ranked by themselves. What is skipped is
    recorded in ``issues``. UnknownNameError where a framework is not known, or has no cues in the document's language.
    """
    issues = Issues() if issues is None else issues
    statements = tuple(read_statements(document, issues))
    named, nodes = find_named(document, statements)
    asked = [k for s in statements for k in find_addressees(document, s)]
    about = [k for name in name_frameworks(framework) for k in find_links(document, statements, name)]
    links = [*about, *asked, *named]
    bodies, participation = find_participants(document, issues)
    new = {n.id: n for n in [*bodies, *nodes]}
    members = find_members(document, participation) if collective_id(document, "participants") in new else []
    facts = (*participation, *members)
    return Reading(document, statements, tuple(links), tuple(new[i] for i in sorted(new)), facts)


def name_frameworks(framework: str | Sequence[str]) -> tuple[str, ...]:
    """Return the names of one or several frameworks, each once, in their order."""
    return tuple(dict.fromkeys((framework,) if isinstance(framework, str) else framework))


def get_reference(framework: str | Sequence[str] = "gcm") -> Graph:
    """Return the frameworks and the gazetteer as one graph; not to be changed.

    A principle that several frameworks hold is one node, as the first of them names it. InputError where two
    frameworks have the same id.
    """
    return _get_reference(name_frameworks(framework))


@cache
def _get_reference(names: tuple[str, ...]) -> Graph:
    chosen = [load_framework(name) for name in names]
    ids = [f.id for f in chosen]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        raise InputError(f"Two of the frameworks {', '.join(names)} have the id '{twice}': build with one of them.")
    nodes, links = build_reference(load_gazetteer(), "gcm" if "gcm" in ids else ids[0])
    own: dict[str, Node] = {}
    for node in (n for f in chosen for n in f.make_nodes()):
        own.setdefault(node.id, node)
    stated = [k for f in chosen for k in f.make_links()]
    return Graph([*own.values(), *load_groups().make_nodes(), *nodes], [*stated, *links])
