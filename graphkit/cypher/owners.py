"""What the ontology lets a node or link of a pattern be, and so which properties of which types it may have."""

from functools import cache

from graphkit.cypher.patterns import Part
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES
from graphkit.graph.ontology.schema import get_labels, property_types, stored_evidence_types

_STORED = {"graph": "string", "id": "string"}
"""Properties that every stored node has beside its own, and their types."""


@cache
def known_labels() -> frozenset[str]:
    """Return all labels, the second ones (Statement, Actor) too."""
    return frozenset(name for label in NODE_TYPES for name in get_labels(label))


@cache
def with_label(name: str) -> frozenset[str]:
    """Return the node classes that carry a label, be it their own or a second one."""
    return frozenset(label for label in NODE_TYPES if name in get_labels(label))


def find_classes(part: Part) -> frozenset[str]:
    """Return the labels of the classes that a node of a pattern may be of: all, where it names none or unknown ones."""
    if part.negated or any(name not in known_labels() for name in part.names.values()):
        return frozenset(NODE_TYPES)
    return frozenset[str]().union(*(with_label(n) for n in part.names.values())) or frozenset(NODE_TYPES)


def find_properties(part: Part, *, link: bool) -> dict[str, frozenset[str]]:
    """Return property -> its types in what a part may be; empty where the part names an unknown label or type."""
    known = frozenset(LINK_TYPES) if link else known_labels()
    if any(name not in known for name in part.names.values()):
        return {}
    if link:
        named = frozenset(LINK_TYPES) if part.negated or not part.names else frozenset(part.names.values())
        return _joined(named, link=True)
    return _joined(find_classes(part), link=False)


@cache
def _joined(names: frozenset[str], *, link: bool) -> dict[str, frozenset[str]]:
    tables = [property_types(LINK_TYPES[n] if link else NODE_TYPES[n]) for n in names]
    found: dict[str, frozenset[str]] = {}
    for table in (*tables, stored_evidence_types() if link else _STORED):
        for name, kind in table.items():
            found[name] = found.get(name, frozenset()) | {kind}
    return found
