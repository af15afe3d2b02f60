"""GEXF 1.3 as Gephi reads it: labels, colours, sizes by number of ties, typed attributes, one kind a link type."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.columns import flat, short_title
from graphkit.publish.export.markup import FORBIDDEN, HEAD, attribute
from graphkit.publish.export.network import Network, Tie, node_values, position_network, whole_network

_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}


def make(network: Network) -> Iterator[str]:
    """Yield the file, a line at a time."""
    degrees = network.degrees()
    yield HEAD + '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>graphkit</creator></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", network.node_columns)
    yield from _attributes("edge", {k: t for k, t in network.tie_columns.items() if k != "weight"})
    yield "<nodes>\n"
    yield from (_node(node, degrees[node.id]) for node in network.nodes)
    yield "</nodes>\n<edges>\n"
    yield from (_edge(index, tie) for index, tie in enumerate(network.ties))
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(kind: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, type_ in columns.items():
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES.get(type_, "string")}"/>\n'
    yield "</attributes>\n"


def _values(values: Mapping[str, Any]) -> str:
    rows = "".join(f'<attvalue for="{k}" value={attribute(flat(v))}/>' for k, v in values.items())
    return f"<attvalues>{rows}</attvalues>"


def _node(node: Node, degree: int) -> str:
    red, green, blue = (int(node.colour[i : i + 2], 16) for i in (1, 3, 5))
    look = f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{4 + 2 * math.sqrt(degree):.2f}"/>'
    head = f"<node id={attribute(node.id)} label={attribute(short_title(node))}>"
    return f"{head}{_values(node_values(node))}{look}</node>\n"


def _edge(index: int, tie: Tie) -> str:
    ends = f"source={attribute(tie.source)} target={attribute(tie.target)}"
    head = f'<edge id="{index}" {ends} kind="{tie.name}" label="{tie.name}" weight="{tie.weight}.0">'
    return f"{head}{_values({k: v for k, v in tie.values.items() if k != 'weight'})}</edge>\n"


def _make_whole(graph: Graph) -> Iterator[str]:
    return make(whole_network(graph))


def _make_positions(graph: Graph) -> Iterator[str]:
    return make(position_network(graph))


EXPORTER = Exporter(
    suffix=".gexf",
    about="The graph with labels, colours, sizes and typed attributes; weight counts the evidence.",
    opens="Gephi, networkx",
    make=_make_whole,
    forbidden=FORBIDDEN,
)
POSITIONS = Exporter(
    suffix=".gexf",
    about="Who speaks of which objective: actors and objectives, ties weighted by statements.",
    opens="Gephi, networkx",
    make=_make_positions,
)
