"""One SQLite file: a table a label, a table a link type, full-text search over names and wordings.

Each statement table has its own index, which Datasette finds; ``search`` covers all labels at once. Diacritics
are folded, so ``migracion`` finds ``migración``.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, STATEMENT_LABELS, Link, Node, property_types
from graphkit.publish.export.base import Exporter

_TYPES = {"integer": "INTEGER", "float": "REAL", "boolean": "INTEGER"}
_TOKENS = "tokenize='unicode61 remove_diacritics 2'"


def make(graph: Graph) -> bytes:
    """Return the database file."""
    with closing(sqlite3.connect(":memory:")) as database:
        for label, cls in NODE_TYPES.items():
            _fill(database, label, property_types(cls), ["id"], _nodes(graph, cls))
        for name, link in LINK_TYPES.items():
            columns = {"source": "string", "target": "string"} | property_types(link)
            _fill(database, name, columns, ["source", "target"], _links(graph, link))
            database.execute(f'CREATE INDEX "{name}_target" ON "{name}" (target)')
        _index(database, graph)
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _nodes(graph: Graph, cls: type[Node]) -> Iterable[dict[str, Any]]:
    return (node.properties() for node in graph.nodes(cls))


def _links(graph: Graph, cls: type[Link]) -> Iterable[dict[str, Any]]:
    for link in graph.links(cls):
        evidence = [e.model_dump(exclude_none=True) for e in link.evidence]
        yield {"source": link.source, "target": link.target, **link.properties(), "evidence": evidence}


def _fill(
    database: sqlite3.Connection,
    name: str,
    columns: dict[str, str],
    key: list[str],
    rows: Iterable[dict[str, Any]],
) -> None:
    typed = ", ".join(f'"{c}" {_TYPES.get(t, "TEXT")}' for c, t in columns.items())
    database.execute(f'CREATE TABLE "{name}" ({typed}, PRIMARY KEY ({", ".join(key)}))')
    marks = ", ".join("?" * len(columns))
    values = ([_value(row.get(c)) for c in columns] for row in rows)
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list) else value


def _index(database: sqlite3.Connection, graph: Graph) -> None:
    for label in STATEMENT_LABELS:
        fts = f'"{label}_fts"'
        database.execute(f'CREATE VIRTUAL TABLE {fts} USING fts5(text, content="{label}", {_TOKENS})')
        database.execute(f"INSERT INTO {fts} ({fts}) VALUES ('rebuild')")
    database.execute(f"CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, label UNINDEXED, text, {_TOKENS})")
    rows = ((node.id, node.label, _words(node)) for node in graph.nodes(Node))
    database.executemany("INSERT INTO search VALUES (?, ?, ?)", rows)


def _words(node: Node) -> str:
    spanish = getattr(node, "name_es", None)
    return f"{node.title} {spanish}" if spanish else node.title


EXPORTER = Exporter(
    suffix=".db",
    about="The whole graph as an SQLite database, one table a label and a link type, with full-text search.",
    opens="sqlite3, Datasette",
    make=make,
    text=False,
)
