"""The network as a page of pyvis: nodes with place, colour and shape, weighted ties; physics off."""

import re
from typing import TYPE_CHECKING, Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.publish.export.base import Exporter, import_extra
from graphkit.publish.layout import make_sizes, place_nodes
from graphkit.publish.ties import Tie, find_ties

if TYPE_CHECKING:
    from pyvis.network import Network

LONGEST_LABEL = 80
_LOADED = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>")
"""What pyvis would load from elsewhere: Bootstrap for menus that this network has not, and a copy of what it holds."""


def make_network(graph: Graph) -> "Network":
    """Return a pyvis Network of the weighted ties between nodes, statements gathered into them.

    Labels are cut to a length that can be drawn and nothing is put in as HTML. OptionError without pyvis.
    """
    pyvis = import_extra("pyvis.network", "pyvis")
    make_point = import_extra("pyvis.node", "pyvis").Node
    make_edge = import_extra("pyvis.edge", "pyvis").Edge
    ties, places = find_ties(graph), place_nodes(graph)
    sizes = dict(zip(places, make_sizes(_weights(ties), list(places)), strict=True))
    network = pyvis.Network(height="720px", width="100%", cdn_resources="in_line", directed=False)
    network.toggle_physics(False)
    # Network.add_node and add_edge look through all earlier ones each time; ids are known to be unique here.
    for id, (x, y) in places.items():
        network.nodes.append(make_point(id, **_options(graph.node(id), x, y, sizes[id])).options)
        network.node_ids.append(id)
        network.node_map[id] = network.nodes[-1]
    for tie in ties:
        network.edges.append(make_edge(tie.source, tie.target, value=tie.weight, dashes=tie.uncertain).options)
    return network


def make(graph: Graph) -> str:
    """Return the page; it asks nothing of the network."""
    html: str = make_network(graph).generate_html(notebook=False)
    return _LOADED.sub("", html)


def _options(node: Node, x: float, y: float, size: float) -> dict[str, Any]:
    label = node.title if len(node.title) <= LONGEST_LABEL else node.title[: LONGEST_LABEL - 1] + "…"
    return {"label": label, "shape": node.shape, "color": node.colour, "x": x, "y": y, "size": size, "physics": False}


def _weights(ties: list[Tie]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for tie in ties:
        for end in (tie.source, tie.target):
            weights[end] = weights.get(end, 0) + tie.weight
    return weights


EXPORTER = Exporter(
    suffix=".html",
    about="The network of weighted ties as a page of pyvis, with all it needs inside.",
    opens="browsers; to change in Python with pyvis (graphkit.publish.export.pyvis.make_network)",
    make=make,
    text=False,
)
