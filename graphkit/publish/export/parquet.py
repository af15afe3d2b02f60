"""nodes.parquet and edges.parquet: the whole graph as two typed tables, lists as lists, evidence as structures."""

import io
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence, Link, Node
from graphkit.publish.export.base import Content, Exporter, import_extra
from graphkit.publish.export.columns import link_columns, node_columns


def make(graph: Graph) -> dict[str, Content]:
    """Return both tables; OptionError where pyarrow is missing."""
    arrow = import_extra("pyarrow", "parquet")
    evidence = arrow.struct(_fields(arrow, {k: link_columns()[k] for k in Evidence.model_fields}))
    nodes = _fields(arrow, {"id": "string", "label": "string"} | node_columns())
    links = _fields(arrow, {"source": "string", "target": "string", "type": "string"} | link_columns())
    links = [f for f in links if f.name != "evidence"] + [arrow.field("evidence", arrow.list_(evidence))]
    return {
        "nodes.parquet": _table(arrow, nodes, [{"label": n.label, **n.properties()} for n in graph.nodes(Node)]),
        "edges.parquet": _table(arrow, links, [_link_row(k) for k in graph.links(Link)]),
    }


def _link_row(link: Link) -> dict[str, Any]:
    evidence = [e.model_dump() for e in link.evidence]
    ends = {"source": link.source, "target": link.target, "type": link.type_name()}
    return ends | link.properties() | {"evidence": evidence}


def _fields(arrow: Any, columns: dict[str, str]) -> list[Any]:
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "float": arrow.float64(),
        "boolean": arrow.bool_(),
        "list of string": arrow.list_(arrow.string()),
    }
    return [arrow.field(name, types[kind]) for name, kind in columns.items()]


def _table(arrow: Any, fields: list[Any], rows: list[dict[str, Any]]) -> bytes:
    parquet = import_extra("pyarrow.parquet", "parquet")
    buffer = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, arrow.schema(fields)), buffer, compression="zstd")
    return buffer.getvalue()


EXPORTER = Exporter(
    suffix="",
    about="The whole graph without loss as two typed tables, nodes.parquet and edges.parquet.",
    opens="pandas, polars, pyarrow",
    make=make,
    text=False,
)
