"""Whole graphs into and out of the embedded engine, past its query language."""

import json
from pathlib import Path
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import EVIDENCE_LISTS, LINK_TYPES, NODE_TYPES, SECOND_LABELS, get_link_type
from graphkit.store.arcadedb_engine import load_engine
from graphkit.store.records import (
    INDEXED,
    SEARCHED,
    group_links,
    group_nodes,
    make_batches,
    make_node_record,
    own_fields,
    read_link,
    read_node,
)

BATCH = 5_000
BUFFERED = 10_000
"""Links that the engine holds back before it writes them: what bounds its memory, with :data:`DEFERRED`."""
DEFERRED = 20_000
"""Ends of links that it holds back."""


def fill_database(path: Path, graph: Graph, name: str) -> None:
    """Make a new database: types and unique ids from the ontology, then nodes, then links, each in bulk."""
    database = load_engine().create_database(str(path))
    try:
        database.command("sqlscript", make_schema())
        with database.graph_batch(
            parallel_flush=False, batch_size=BUFFERED, max_deferred_incoming_edges=DEFERRED
        ) as batch:
            write_graph(batch, graph, name)
    finally:
        database.close()


def write_graph(batch: Any, graph: Graph, name: str) -> None:
    """Hand all nodes, then all links to a batch of the engine."""
    places: dict[str, str] = {}
    for label, nodes in group_nodes(graph).items():
        for some in make_batches(nodes, BATCH):
            rids = batch.create_vertices(label, [make_node_record(n, name) for n in some])
            places.update(zip((n.id for n in some), rids, strict=True))
    for (kind, _, _), links in group_links(graph).items():
        for some in make_batches(links, BATCH):
            sources, targets = [places[k.source] for k in some], [places[k.target] for k in some]
            _add_links(batch, kind, sources, targets, [k.stored() for k in some])


def _add_links(batch: Any, kind: str, sources: list[str], targets: list[str], properties: list[dict[str, Any]]) -> None:
    """Hand links to a batch in one crossing.

    The binding's own ``new_edges`` looks at every value for types that JSON has not, at a third of the cost of the
    whole write; ours are text, numbers, truth values and lists of text only.
    """
    from arcadedb._native.database import _call

    rows = json.dumps({"src": sources, "type": kind, "dst": targets, "props": properties}).encode()
    _call(f"Failed to write {kind} links", "arcadedb_n_gb", batch._gb, b"new_edges", rows)


def make_schema() -> str:
    """Return the SQL script that makes a type for each label and link type, and ids unique.

    A second label is the type that its labels' types extend: the engine then gives its nodes both labels.
    """
    lines = []
    for label in (*sorted(set(SECOND_LABELS.values())), *NODE_TYPES):
        extends = f" EXTENDS `{SECOND_LABELS[label]}`" if label in SECOND_LABELS else ""
        lines.append(f"CREATE VERTEX TYPE `{label}`{extends} BUCKETS 1;")
        if not extends:
            lines.append(f"CREATE PROPERTY `{label}`.id STRING (MANDATORY TRUE, NOTNULL TRUE);")
            lines.append(f"CREATE INDEX ON `{label}` (id) UNIQUE;")
    for label, name in (*INDEXED, *SEARCHED):
        lines.append(f"CREATE PROPERTY `{label}`.`{name}` STRING;")
        kind = "FULL_TEXT" if (label, name) in SEARCHED else "NOTUNIQUE"
        lines.append(f"CREATE INDEX ON `{label}` (`{name}`) {kind};")
    return "\n".join([*lines, *(f"CREATE EDGE TYPE `{name}` BUCKETS 1;" for name in LINK_TYPES)])


def read_graph(database: Any) -> Graph:
    """Return all that a database holds, type by type; UnknownNameError where a type is not of the ontology.

    Records name each other by record ids, so the ends of links are found without asking the engine for them.
    """
    graph, ids = Graph(), dict[str, str]()
    types = [
        (r.get("name"), r.get("type")) for r in database.query("sql", "SELECT FROM schema:types WHERE records > 0")
    ]
    for label in sorted(name for name, kind in types if kind == "vertex"):
        for row in _rows(database, f"SELECT *, @rid, @type FROM `{label}` WHERE @type = '{label}'"):
            known = {k: v for k, v in row.items() if not k.startswith("@") and v is not None}
            graph.add_node(read_node(label, known))
            ids[str(row["@rid"])] = known["id"]
    for kind in sorted(name for name, kind in types if kind == "edge"):
        fields = (*EVIDENCE_LISTS, *own_fields(get_link_type(kind)))
        columns = "".join(f", `{field}`" for field in fields)
        for row in _rows(database, f"SELECT @out AS `@out`, @in AS `@in`{columns} FROM `{kind}`"):
            known = {k: v for k, v in row.items() if v is not None}
            graph.add_link(read_link(kind, ids[str(row["@out"])], ids[str(row["@in"])], known))
    return graph


def _rows(database: Any, text: str) -> Any:
    return (row.to_dict(convert_types=False) for row in database.query("sql", text))
