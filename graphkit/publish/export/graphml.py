"""GraphML with typed attributes for networkx and igraph, and the drawing data that visone and yEd read.

U. Brandes et al., GraphML Progress Report, 2001; the drawing elements are those of visone's own files.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.columns import flat, short_title
from graphkit.publish.export.markup import FORBIDDEN, HEAD, attribute, content
from graphkit.publish.export.network import Network, Tie, node_values, position_network, whole_network

_ROOT = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:visone="http://visone.info/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_GRAPHICS = (
    '<key id="drawing" for="node" yfiles.type="nodegraphics"/>\n'
    '<key id="line" for="edge" yfiles.type="edgegraphics"/>\n'
    '<key id="properties" for="graph" attr.name="properties" attr.type="string" visone.type="properties"/>\n'
)
_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}
_SHAPES = {"box": "rectangle", "square": "rectangle", "hexagon": "hexagon", "triangle": "triangle"}
_SHAPES |= {"diamond": "diamond", "triangleDown": "triangle2", "star": "octagon"}


def make(network: Network) -> Iterator[str]:
    """Yield the file, a line at a time."""
    yield HEAD + _ROOT + _GRAPHICS
    yield from _keys("node", {"label": "string", **network.node_columns})
    yield from _keys("edge", network.tie_columns)
    yield '<graph id="graphkit" edgedefault="directed">\n' + _shown(next(iter(network.tie_columns)))
    for index, node in enumerate(network.nodes):
        yield _node(node, _place(index, len(network.nodes)))
    for index, tie in enumerate(network.ties):
        yield _edge(index, tie)
    yield "</graph>\n</graphml>\n"


def _keys(kind: str, columns: Mapping[str, str]) -> Iterator[str]:
    for name, type_ in columns.items():
        shown = _TYPES.get(type_, "string")
        yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{shown}"/>\n'


def _shown(column: str) -> str:
    """Return which attributes visone writes beside nodes and edges."""
    return f'<data key="properties"><visone:labelAttribute nodeLabel="label" edgeLabel="{column}"/></data>\n'


def _place(index: int, count: int) -> tuple[int, int]:
    """Return a place on a circle, in pixels, so that a program that lays nothing out still shows all nodes."""
    angle, radius = 2 * math.pi * index / max(count, 1), 10 * count
    return round(radius * math.cos(angle)), round(radius * math.sin(angle))


def _data(kind: str, values: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{kind}_{k}">{content(flat(v))}</data>' for k, v in values.items())


def _node(node: Node, place: tuple[int, int]) -> str:
    title = short_title(node)
    drawing = (
        f'<y:ShapeNode><y:Geometry x="{place[0]}" y="{place[1]}" width="30" height="30"/>'
        f'<y:Fill color="{node.colour}" transparent="false"/><y:NodeLabel>{content(title)}</y:NodeLabel>'
        f'<y:Shape type="{_SHAPES.get(node.shape, "ellipse")}"/></y:ShapeNode>'
    )
    data = _data("node", {"label": title, **node_values(node)})
    shown = f'<data key="drawing"><visone:shapeNode>{drawing}</visone:shapeNode></data>'
    return f"<node id={attribute(node.id)}>{data}{shown}</node>\n"


def _edge(index: int, tie: Tie) -> str:
    line = '<y:PolyLineEdge><y:Arrows source="none" target="standard"/></y:PolyLineEdge>'
    shown = f'<data key="line"><visone:polyLineEdge>{line}</visone:polyLineEdge></data>'
    ends = f"source={attribute(tie.source)} target={attribute(tie.target)}"
    return f'<edge id="e{index}" {ends}>{_data("edge", tie.values)}{shown}</edge>\n'


def _make_whole(graph: Graph) -> Iterator[str]:
    return make(whole_network(graph))


def _make_positions(graph: Graph) -> Iterator[str]:
    return make(position_network(graph))


EXPORTER = Exporter(
    suffix=".graphml",
    about="The graph with typed attributes, colours and shapes; of each link the best evidence.",
    opens="networkx, igraph, visone",
    make=_make_whole,
    forbidden=FORBIDDEN,
)
POSITIONS = Exporter(
    suffix=".graphml",
    about="Who speaks of which objective: actors and objectives, ties weighted by statements.",
    opens="visone, networkx, igraph, Gephi",
    make=_make_positions,
)
