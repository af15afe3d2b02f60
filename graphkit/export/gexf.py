"""GEXF 1.3 as Gephi reads it: labels, colours, sizes by number of links, typed attributes, one kind a link type."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from graphkit.export.base import Exporter
from graphkit.export.columns import flat, link_columns, link_values, node_columns, short_title
from graphkit.export.markup import HEAD, attribute
from graphkit.graph import Graph
from graphkit.ontology import Link, Node

_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}


def make(graph: Graph) -> Iterator[str]:
    """Yield the file, a line at a time."""
    nodes = {"node_type": "string"} | {k: t for k, t in node_columns().items() if k != "id"}
    links = {"link_type": "string", **link_columns(), "evidence_count": "integer"}
    del links["evidence"]
    degrees = Counter(end for link in graph.links(Link) for end in (link.source, link.target))
    yield HEAD + '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>graphkit</creator></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", nodes)
    yield from _attributes("edge", links)
    yield "<nodes>\n"
    yield from (_node(node, degrees[node.id]) for node in graph.nodes(Node))
    yield "</nodes>\n<edges>\n"
    yield from (_edge(index, link) for index, link in enumerate(graph.links(Link)))
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(kind: str, columns: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, type_ in columns.items():
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES.get(type_, "string")}"/>\n'
    yield "</attributes>\n"


def _values(values: dict[str, Any]) -> str:
    rows = "".join(f'<attvalue for="{k}" value={attribute(flat(v))}/>' for k, v in values.items())
    return f"<attvalues>{rows}</attvalues>"


def _node(node: Node, degree: int) -> str:
    values = {k: v for k, v in node.properties().items() if k != "id"}
    red, green, blue = (int(node.colour[i : i + 2], 16) for i in (1, 3, 5))
    look = f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{4 + 2 * math.sqrt(degree):.2f}"/>'
    head = f"<node id={attribute(node.id)} label={attribute(short_title(node))}>"
    return f"{head}{_values({'node_type': node.label, **values})}{look}</node>\n"


def _edge(index: int, link: Link) -> str:
    name = link.type_name()
    ends = f"source={attribute(link.source)} target={attribute(link.target)}"
    head = f'<edge id="{index}" {ends} kind="{name}" label="{name}" weight="{len(link.evidence)}.0">'
    return f"{head}{_values({'link_type': name, **link_values(link)})}</edge>\n"


EXPORTER = Exporter(
    suffix=".gexf",
    about="The graph with labels, colours, sizes and typed attributes; weight counts the evidence.",
    opens="Gephi, networkx",
    make=make,
)
