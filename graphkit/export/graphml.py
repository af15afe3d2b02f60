"""GraphML with typed attributes for networkx, igraph and Gephi, and the drawing data that visone and yEd read.

U. Brandes et al., GraphML Progress Report, 2001; the drawing elements are those of visone's own files.
"""

import math
from collections.abc import Iterator
from typing import Any

from graphkit.export.base import Exporter
from graphkit.export.columns import flat, link_columns, link_values, node_columns, short_title
from graphkit.export.markup import HEAD, attribute, content
from graphkit.graph import Graph
from graphkit.ontology import Link, Node

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
_SHOWN = '<data key="properties"><visone:labelAttribute nodeLabel="label" edgeLabel="link_type"/></data>\n'
"""Which attributes visone writes beside nodes and edges."""
_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}
_SHAPES = {"box": "rectangle", "square": "rectangle", "hexagon": "hexagon", "triangle": "triangle"}
_SHAPES |= {"diamond": "diamond", "triangleDown": "triangle2", "star": "octagon"}


def make(graph: Graph) -> Iterator[str]:
    """Yield the file, a line at a time."""
    nodes = {"label": "string", "node_type": "string"} | {k: t for k, t in node_columns().items() if k != "id"}
    links = {"link_type": "string", **link_columns(), "evidence_count": "integer"}
    del links["evidence"]
    yield HEAD + _ROOT + _GRAPHICS
    yield from _keys("node", nodes)
    yield from _keys("edge", links)
    yield '<graph id="graphkit" edgedefault="directed">\n' + _SHOWN
    for index, node in enumerate(graph.nodes(Node)):
        yield _node(node, _place(index, len(graph)))
    for index, link in enumerate(graph.links(Link)):
        yield _edge(index, link)
    yield "</graph>\n</graphml>\n"


def _keys(kind: str, columns: dict[str, str]) -> Iterator[str]:
    for name, type_ in columns.items():
        shown = _TYPES.get(type_, "string")
        yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{shown}"/>\n'


def _place(index: int, count: int) -> tuple[int, int]:
    """Return a place on a circle, in pixels, so that a program that lays nothing out still shows all nodes."""
    angle, radius = 2 * math.pi * index / max(count, 1), 10 * count
    return round(radius * math.cos(angle)), round(radius * math.sin(angle))


def _data(kind: str, values: dict[str, Any]) -> str:
    return "".join(f'<data key="{kind}_{k}">{content(flat(v))}</data>' for k, v in values.items())


def _node(node: Node, place: tuple[int, int]) -> str:
    title = short_title(node)
    values = {k: v for k, v in node.properties().items() if k != "id"}
    shape = _SHAPES.get(node.shape, "ellipse")
    drawing = (
        f'<y:ShapeNode><y:Geometry x="{place[0]}" y="{place[1]}" width="30" height="30"/>'
        f'<y:Fill color="{node.colour}" transparent="false"/><y:NodeLabel>{content(title)}</y:NodeLabel>'
        f'<y:Shape type="{shape}"/></y:ShapeNode>'
    )
    data = _data("node", {"label": title, "node_type": node.label, **values})
    shown = f'<data key="drawing"><visone:shapeNode>{drawing}</visone:shapeNode></data>'
    return f"<node id={attribute(node.id)}>{data}{shown}</node>\n"


def _edge(index: int, link: Link) -> str:
    data = _data("edge", {"link_type": link.type_name(), **link_values(link)})
    line = '<y:PolyLineEdge><y:Arrows source="none" target="standard"/></y:PolyLineEdge>'
    shown = f'<data key="line"><visone:polyLineEdge>{line}</visone:polyLineEdge></data>'
    ends = f"source={attribute(link.source)} target={attribute(link.target)}"
    return f'<edge id="e{index}" {ends}>{data}{shown}</edge>\n'


EXPORTER = Exporter(
    suffix=".graphml",
    about="The graph with typed attributes, colours and shapes; of each link the best evidence.",
    opens="networkx, igraph, visone, Gephi",
    make=make,
)
