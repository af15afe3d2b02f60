"""What the picture formats draw: the whole graph, or only who speaks of which objective."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.publish.export.columns import link_columns, link_values, node_columns
from graphkit.publish.export.positions import find_positions


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of the picture, drawn once for each (name, source, target)."""

    source: str
    target: str
    name: str
    weight: int
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and ties with the columns their values may have (name -> type of the ontology)."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    node_columns: Mapping[str, str]
    tie_columns: Mapping[str, str]

    def degrees(self) -> Counter[str]:
        """Return node id -> how many ties reach or leave it."""
        return Counter(end for tie in self.ties for end in (tie.source, tie.target))


def whole_network(graph: Graph) -> Network:
    """Return every node and link; of each link the best evidence, the weight counts all of it."""
    ties = (
        Tie(k.source, k.target, k.type_name(), len(k.evidence), {"link_type": k.type_name(), **link_values(k)})
        for k in graph.links(Link)
    )
    columns = {k: t for k, t in link_columns().items() if k != "evidence"}
    return Network(
        tuple(graph.nodes(Node)),
        tuple(ties),
        _node_columns(),
        {"link_type": "string", **columns, "evidence_count": "integer"},
    )


def position_network(graph: Graph) -> Network:
    """Return the two-mode network of actors and objectives; the weight of a tie counts statements."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement, actor, objective in find_positions(graph):
        found[actor, objective].append(statement.id)
    ties = [
        Tie(a, o, "SPEAKS_OF", len(ids), {"weight": len(ids), "statements": ids})
        for (a, o), ids in sorted(found.items())
    ]
    nodes = [graph.node(id) for id in _ends(ties)]
    return Network(tuple(nodes), tuple(ties), _node_columns(), {"weight": "integer", "statements": "list of string"})


def _ends(ties: Iterable[Tie]) -> list[str]:
    return sorted({end for tie in ties for end in (tie.source, tie.target)})


def _node_columns() -> dict[str, str]:
    return {"node_type": "string"} | {k: t for k, t in node_columns().items() if k != "id"}


def node_values(node: Node) -> dict[str, Any]:
    """Return a node's values for the columns; its label is the column ``node_type``."""
    return {"node_type": node.label} | {k: v for k, v in node.properties().items() if k != "id"}
