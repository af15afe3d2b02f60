"""Nodes and links as the flat properties an engine keeps, and back."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from graphkit.errors import StoreError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import EVIDENCE_LISTS, Evidence, Link, Node, get_link_type, get_node_type

_OPTIONAL = frozenset({"document", "start", "end", "reference"})
"""Fields of evidence that may be unknown."""
INDEXED = (("Statement", "document"), ("Statement", "due"))
"""(label, property) that both engines index besides ids; text only, since ArcadeDB takes '2023' for 2023 where a number
has a declared type, and Neo4j not."""
SEARCHED = (("Statement", "text"), ("Document", "name"), ("Mechanism", "name"))
"""(label, property) of each full-text index, whose name on both engines is ``Statement[text]`` and so on."""
FORMAT = 3
"""Version of the form in which a database holds a graph; raised when what is older can't be asked the same way."""
GRAPH = "graph"
"""Property that names a stored node's graph."""


def make_node_record(node: Node, graph: str) -> dict[str, Any]:
    """Return the properties to store for a node."""
    return {**node.properties(), GRAPH: graph}


def read_node(label: str, record: Mapping[str, Any]) -> Node:
    """Return the node of stored properties."""
    known = {k: v for k, v in record.items() if k != GRAPH}
    try:
        return get_node_type(label).model_validate(known)
    except ValueError as error:
        raise _not_ours(f"{label} '{record.get('id')}'") from error


def read_link(type_name: str, source: str, target: str, record: Mapping[str, Any]) -> Link:
    """Return the link of stored properties; its evidence is read from the lists."""
    kind = get_link_type(type_name)
    own = {k: record[k] for k in own_fields(kind) if k in record}
    try:
        evidence = _read_evidence(record)
        return kind.model_validate({"source": source, "target": target, "evidence": evidence, **own})
    except (ValueError, KeyError) as error:
        raise _not_ours(f"{type_name} link of '{source}'") from error


def _read_evidence(record: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Return the evidence of a link's lists; an importer that knows no empty text leaves lists of it out."""
    count = len(record["evidence_rules"])
    columns = []
    for name, (field, none) in EVIDENCE_LISTS.items():
        unknown = None if field in _OPTIONAL else none
        values = record.get(name) or [none] * count
        columns.append([(field, unknown if v == none else v) for v in values])
    return tuple(Evidence.model_validate(dict(row)) for row in zip(*columns, strict=True))


@cache
def own_fields(kind: type[Link]) -> tuple[str, ...]:
    """Return the fields of a link type alone; kept, since the class computes them anew at each look."""
    return tuple(f for f in kind.model_fields if f not in {"source", "target", "evidence"})


def _not_ours(what: str) -> StoreError:
    return StoreError(f"The stored {what} has not the properties of this version's schema. Write the graph again.")


def group_nodes(graph: Graph) -> dict[str, list[Node]]:
    """Return label -> nodes, both in a fixed order."""
    groups: dict[str, list[Node]] = {}
    for node in graph.nodes(Node):
        groups.setdefault(node.label, []).append(node)
    return dict(sorted(groups.items()))


def group_links(graph: Graph) -> dict[tuple[str, str, str], list[Link]]:
    """Return (link type, label of source, label of target) -> links, all in a fixed order."""
    groups: dict[tuple[str, str, str], list[Link]] = {}
    labels = {node.id: node.label for node in graph.nodes(Node)}
    for link in graph.links(Link):
        key = (link.type_name(), labels[link.source], labels[link.target])
        groups.setdefault(key, []).append(link)
    return dict(sorted(groups.items()))


def make_batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of at most ``size`` items."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
