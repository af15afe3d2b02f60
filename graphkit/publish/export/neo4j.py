"""CSV files for Neo4j's own importer, with the arguments it needs.

In the folder: ``neo4j-admin database import full @import.args neo4j`` (Neo4j 5). Wordings are kept as they are:
nothing is guarded against spreadsheets, because no spreadsheet is meant to open these files. Nodes carry the name of
the graph, so that graphkit finds what was imported as if it had pushed it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, SECOND_LABELS, Link, Node, property_types
from graphkit.publish.export.base import Content, Exporter
from graphkit.store.base import DEFAULT_GRAPH
from graphkit.store.records import GRAPH, make_node_record

UNIT = "\x1f"
"""Between the items of a list: the ASCII unit separator, which no wording holds; where one does, a blank stands."""

_TYPES = {"integer": "long", "float": "double", "boolean": "boolean", "list of string": "string[]"}
_OPTIONS = (
    "--array-delimiter=U+001F",
    "--id-type=string",
    "--legacy-style-quoting=false",
    "--multiline-fields=true",
    "--overwrite-destination=true",
)


def make(graph: Graph) -> dict[str, Content]:
    """Return a file for every label and link type that occurs, and ``import.args``."""
    labels = sorted({node.label for node in graph.nodes(Node)})
    types = sorted({link.type_name() for link in graph.links(Link)})
    files: dict[str, Content] = {f"nodes-{label}.csv": _nodes(graph, NODE_TYPES[label]) for label in labels}
    files |= {f"links-{name}.csv": _links(graph, LINK_TYPES[name]) for name in types}
    sources = [f"--nodes={_both(label)}=nodes-{label}.csv" for label in labels]
    sources += [f"--relationships={name}=links-{name}.csv" for name in types]
    return files | {"import.args": "\n".join([*sources, *_OPTIONS, ""])}


def _both(label: str) -> str:
    """Return a label with its second label, as the importer reads them."""
    return f"{label}:{SECOND_LABELS[label]}" if label in SECOND_LABELS else label


def _nodes(graph: Graph, cls: type[Node]) -> Iterator[str]:
    columns = {k: t for k, t in property_types(cls).items() if k != "id"} | {GRAPH: "string"}
    yield _line(["id:ID", *_heads(columns)])
    for node in graph.nodes(cls):
        yield _line([node.id, *_values(make_node_record(node, DEFAULT_GRAPH), columns)])


def _links(graph: Graph, cls: type[Link]) -> Iterator[str]:
    columns = property_types(cls)
    yield _line([":START_ID", ":END_ID", *_heads(columns)])
    for link in graph.links(cls):
        yield _line([link.source, link.target, *_values(link.properties(), columns)])


def _heads(columns: Mapping[str, str]) -> list[str]:
    return [f"{name}:{_TYPES.get(kind, 'string')}" for name, kind in columns.items()]


def _values(values: Mapping[str, Any], columns: Iterable[str]) -> list[Any]:
    return [values.get(name) for name in columns]


def _line(cells: Iterable[Any]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(value: Any) -> str:
    """Return a cell: nothing for unknown, which the importer leaves out, and quoted text, however empty."""
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return _quoted(UNIT.join(item.replace(UNIT, " ") for item in value))
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


EXPORTER = Exporter(
    suffix="",
    about="CSV files and arguments for Neo4j's own importer, one file a label and a link type.",
    opens="neo4j-admin database import (Neo4j 5)",
    make=make,
    owns=("nodes-*.csv", "links-*.csv", "import.args", "import.report"),
)
