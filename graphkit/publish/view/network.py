"""The network as pyvis data: nodes with place, colour and shape, weighted ties; physics off."""

from typing import TYPE_CHECKING, Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.view.layout import make_layout, make_sizes
from graphkit.publish.view.ties import Tie, find_ties

if TYPE_CHECKING:
    from pyvis.network import Network

LONGEST_LABEL = 80


def make_network(graph: Graph) -> "Network":
    """Return a pyvis Network of the weighted ties between nodes, statements gathered into them.

    Our pages take its nodes and draw them with their own template. It can be used by itself as well: labels are cut
    to a length that can be drawn and nothing is put in as HTML.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node as Point

    ties = find_ties(graph)
    places = make_layout(graph, [*ties, *_reference_ties(graph)])
    sizes = dict(zip(places, make_sizes(_weights(ties), list(places)), strict=True))
    network = Network(height="720px", width="100%", cdn_resources="in_line", directed=False)
    network.toggle_physics(False)
    # Network.add_node and add_edge look through all earlier ones each time; ids are known to be unique here.
    for id, (x, y) in places.items():
        network.nodes.append(Point(id, **_options(graph.node(id), x, y, sizes[id])).options)
        network.node_ids.append(id)
        network.node_map[id] = network.nodes[-1]
    for tie in ties:
        network.edges.append(Edge(tie.source, tie.target, value=tie.weight, dashes=tie.uncertain).options)
    return network


def _options(node: Node, x: float, y: float, size: float) -> dict[str, Any]:
    label = node.title if len(node.title) <= LONGEST_LABEL else node.title[: LONGEST_LABEL - 1] + "…"
    return {"label": label, "shape": node.shape, "color": node.colour, "x": x, "y": y, "size": size, "physics": False}


def _weights(ties: list[Tie]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for tie in ties:
        for end in (tie.source, tie.target):
            weights[end] = weights.get(end, 0) + tie.weight
    return weights


def _reference_ties(graph: Graph) -> list[Tie]:
    """Return the links among nodes that are no statements, so that members and participants have a place too."""
    plain = {n.id for n in graph.nodes(Node) if not isinstance(n, StatementNode)}
    links = (link for link in graph.links(Link) if link.source in plain and link.target in plain)
    return [Tie(link.source, link.target, 1, link.score) for link in links if link.type_name() != "PART_OF"]
