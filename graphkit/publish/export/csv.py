"""nodes.csv and edges.csv: the whole graph as two tables, without loss; `graphkit import` reads the folder back.

The first columns are those that R's and Python's igraph expect: ``id`` in nodes, ``source`` and ``target`` in edges.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from graphkit.cells import cell, table, unguard
from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node, get_link_type, get_node_type, property_types
from graphkit.publish.export.base import Content, Exporter
from graphkit.publish.export.columns import link_columns, node_columns
from graphkit.publish.export.reading import Row, add_rows, open_rows

NODES, EDGES = "nodes.csv", "edges.csv"


def node_table(graph: Graph) -> Iterator[str]:
    """Yield the table of nodes: id, label, then every property of the ontology."""
    columns = ["id", "label", *(c for c in node_columns() if c != "id")]
    rows = ([n.id, n.label, *_cells(n.properties(), columns[2:])] for n in graph.nodes(Node))
    return table(columns, rows)


def edge_table(graph: Graph) -> Iterator[str]:
    """Yield the table of links: source, target, type, the best evidence, and all evidence as JSON."""
    columns = ["source", "target", "type", *link_columns()]
    rows = ([k.source, k.target, k.type_name(), *_cells(_values(k), columns[3:])] for k in graph.links(Link))
    return table(columns, rows)


def _values(link: Link) -> dict[str, Any]:
    evidence = [e.model_dump(exclude_none=True) for e in link.evidence]
    return {k: v for k, v in link.properties().items() if v != ""} | {"evidence": evidence}


def _cells(values: Mapping[str, Any], columns: list[str]) -> list[str]:
    return [cell(values.get(c)) for c in columns]


def make(graph: Graph) -> dict[str, Content]:
    """Return both tables."""
    return {NODES: node_table(graph), EDGES: edge_table(graph)}


def read_csv(folder: Path) -> Graph:
    """Return the graph of a folder that this export wrote; InputError with file and line where it is broken.

    The columns may stand in another order, and those of unknown properties may be missing. Semicolons or tabs may
    stand between them, because spreadsheets of many countries save tables so.
    """
    graph = Graph()
    for name, parse, needed in (
        (NODES, _node_row, ("id", "label")),
        (EDGES, _link_row, ("source", "target", "type", "evidence")),
    ):
        with open_rows(folder / name) as file:
            add_rows(graph, folder / name, _rows(file, parse, needed))
    return graph


def _rows(file: TextIO, parse: Callable[[dict[str, str]], dict[str, Any]], needed: tuple[str, ...]) -> Iterator[Row]:
    heading = file.readline()
    separator = max(",;\t", key=heading.count)
    reader = csv.DictReader(chain([heading], file), restval="", restkey="", strict=True, delimiter=separator)
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"{file.name}, line 1: the column '{missing[0]}' is missing. Export the graph again.")
    for row in reader:
        if "" in row:
            raise InputError(f"{file.name}, line {reader.line_num}: more cells than columns.")
        yield reader.line_num, parse(row)


def _node_row(row: dict[str, str]) -> dict[str, Any]:
    return {"label": row["label"], **_parsed(row, property_types(get_node_type(row["label"])))}


def _link_row(row: dict[str, str]) -> dict[str, Any]:
    cls = get_link_type(row["type"])
    own = {k: t for k, t in property_types(cls).items() if k in cls.model_fields and k != "evidence"}
    ends = {k: row[k] for k in ("source", "target")}
    return {"type": row["type"], **ends, **_parsed(row, own), "evidence": json.loads(row["evidence"])}


def _parsed(row: dict[str, str], types: dict[str, str]) -> dict[str, Any]:
    filled = {k: t for k, t in types.items() if row.get(k)}
    return {k: json.loads(row[k]) if t == "list of string" else unguard(row[k]) for k, t in filled.items()}


EXPORTER = Exporter(
    suffix="",
    about="The whole graph without loss as two tables, nodes.csv and edges.csv.",
    opens="graphkit import, Excel, pandas, polars, R, igraph",
    make=make,
)
