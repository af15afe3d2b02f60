"""The embedded database: ArcadeDB's native build, one directory on disk, no server."""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from graphkit.cypher.arcadedb_words import rewrite_for_arcadedb
from graphkit.cypher.tokens import read_columns, returns_all
from graphkit.errors import LimitError, StoreError
from graphkit.files import replace_dir, write_text
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Link, Node
from graphkit.store.arcadedb_bulk import fill_database, read_graph
from graphkit.store.arcadedb_engine import HARD_LIMIT, kept_attached, load_engine
from graphkit.store.arcadedb_errors import query_error, shorten, silent_error
from graphkit.store.arcadedb_values import read_rows
from graphkit.store.asking import check_meaning, check_text, fill_params
from graphkit.store.base import DEFAULT_GRAPH, DEFAULT_TIMEOUT, Row, Rows, join_graphs
from graphkit.store.records import FORMAT
from graphkit.store.seal import Seal, break_seal, check_seal, damaged, write_seal
from graphkit.store.waiting import Worker, refuse_late

Found = tuple[tuple[str, ...], Row]
"""The columns of an answer, and one of its rows."""
PATIENCE = 20.0
"""Seconds that a reader waits for another process that changes the database."""


class ArcadeStore:
    """An embedded database at a path; opened for reading only, unless a query is to write."""

    name = "arcadedb"

    def __init__(self, path: Path, graph: str = DEFAULT_GRAPH) -> None:
        self.path, self.graph = Path(path), graph
        self._database: Any = None
        self._sealed: Seal | None = None
        self._checked = False

    @classmethod
    def create(cls, path: Path, graph: Graph, name: str = DEFAULT_GRAPH) -> "ArcadeStore":
        """Make a database of a graph at a path; an older one stays until the new one is whole."""

        def fill(place: Path) -> None:
            _fill(place, graph, name)
            counts = Counter(chain((n.label for n in graph.nodes(Node)), (k.type_name() for k in graph.links(Link))))
            write_seal(place / "database", place, Seal(graph.digest(), dict(counts)))

        replace_dir(Path(path), fill)
        return cls.open(path, name)

    @classmethod
    def open(cls, path: Path, name: str = DEFAULT_GRAPH) -> "ArcadeStore":
        """Return the database at a path; StoreError where there is none, or one of an older form."""
        if not (Path(path) / "database").is_dir():
            raise StoreError(f"{path} holds no graph database. Make one: graphkit build FILES")
        if not _is_current(Path(path) / "format"):
            raise StoreError(
                f"{path} holds a graph in the form of an older graphkit. Make it anew: graphkit build FILES"
            )
        return cls(path, name)

    def write(self, graph: Graph, *, replace: bool = True) -> None:
        """Write a graph in place of the one that is there, or joined to it."""
        whole = graph if replace or not self.path.exists() else join_graphs(self.read(), graph)
        self.close()
        ArcadeStore.create(self.path, whole, self.graph)
        self._checked = False

    def read(self) -> Graph:
        """Return the stored graph."""
        try:
            return read_graph(self._readable())
        except load_engine().ArcadeDBError as error:
            raise StoreError(f"{self.path} can't be read ({shorten(str(error))}). Build the graph again.") from error

    def query(
        self,
        text: str,
        params: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = DEFAULT_TIMEOUT,
        limit: int | None = None,
    ) -> Rows:
        """Run Cypher; see :meth:`graphkit.store.base.Store.query`."""
        check_text(text, write=write)
        meaning = check_meaning(text, params)
        if wrong := silent_error(text, meaning):
            raise wrong
        if timeout is not None and timeout > HARD_LIMIT:
            raise LimitError(f"The embedded engine stops every query after {HARD_LIMIT:g} s. Ask for less time.")
        given = fill_params(text, params, self.graph)
        worker = Worker(lambda stopped: self._run(text, given, stopped if write else None), timeout, self.close)
        first = next(worker, None)
        starred = returns_all(text)
        columns = first[0] if first else sorted(meaning.columns) if starred else read_columns(text)
        if first and starred:  # Neo4j gives the variables of RETURN * in alphabetical order
            order = sorted(range(len(columns)), key=lambda i: columns[i])
            sorted_rows = (tuple(row[i] for i in order) for row in _values(first, worker))
            return Rows([columns[i] for i in order], sorted_rows, limit, worker.close)
        named = {rewrite_for_arcadedb(c): c for c in read_columns(text)}
        return Rows([named.get(c, c) for c in columns], _values(first, worker), limit, worker.close)

    def _run(self, text: str, params: Mapping[str, Any], stopped: threading.Event | None) -> Iterator[Found]:
        try:
            with kept_attached():
                if stopped:  # it writes
                    yield from self._change(text, params, stopped)
                else:
                    database, sent = self._readable(), rewrite_for_arcadedb(text)
                    yield from read_rows(database, text, database.query("opencypher", sent, dict(params)))
        except load_engine().ArcadeDBError as error:
            raise query_error(text, str(error)) from error

    def _change(self, text: str, params: Mapping[str, Any], stopped: threading.Event) -> list[Found]:
        """Return the rows of a query that writes, all of it or, where it does not reach its end, nothing."""
        database, sent = self._writable(), rewrite_for_arcadedb(text)
        with database.transaction():
            refuse_late(stopped)
            rows = list(read_rows(database, text, database.command("opencypher", sent, dict(params))))
            refuse_late(stopped)
        return rows

    def sealed(self) -> Seal | None:
        """Return what was written, None where a query changed it since.

        StoreError where a file of the database is missing, cut or changed.
        """
        if not self._checked:
            self._sealed, self._checked = check_seal(self.path / "database", self.path), True
        return self._sealed

    def _readable(self) -> Any:
        if self._database is None:
            seal = self.sealed()
            self._database = _open_for_reading(self.path / "database")
            found = _count(self._database) if seal else {}
            if seal and found != seal.counts:
                wrong = min(k for k in found.keys() | seal.counts.keys() if found.get(k) != seal.counts.get(k))
                self.close()
                raise damaged(self.path, f"it does not hold all records of {wrong}")
        return self._database

    def _writable(self) -> Any:
        if self._database is not None and self._database.is_read_only():
            self.close()
        if self._database is None:
            self.sealed()
            break_seal(self.path)  # first: a reader would take the files of an open database for damaged ones
            self._database = _open_for_writing(self.path / "database")
            self._sealed, self._checked = None, True
        return self._database

    def close(self) -> None:
        """Close the database; the next query opens it again."""
        database, self._database = self._database, None
        if database is not None:
            database.close()


def _values(first: tuple[Any, Row] | None, rest: Iterator[tuple[Any, Row]]) -> Iterator[Row]:
    if first:
        yield first[1]
        for _, row in rest:
            yield row


def _open_for_reading(path: Path) -> Any:
    """Open a database once no other process changes it; what a writer that was killed left unfinished is undone."""
    engine, until = load_engine(), time.monotonic() + PATIENCE
    while True:
        try:
            return engine.open_database(str(path), read_only=True)
        except engine.ArcadeDBError as error:
            if "recovery" not in str(error) or time.monotonic() > until:
                raise _open_error(path, str(error)) from error
        with contextlib.suppress(StoreError):
            _open_for_writing(path).close()  # undoes it, unless the writer lives and holds the lock
        time.sleep(0.05)


def _open_for_writing(path: Path) -> Any:
    engine = load_engine()
    try:
        return engine.open_database(str(path), read_only=False)
    except engine.ArcadeDBError as error:
        raise _open_error(path, str(error)) from error


def _open_error(path: Path, message: str) -> StoreError:
    if "recovery" in message or "lock" in message.casefold():
        return StoreError(f"{path} is being changed by another process. Try again when it is done.")
    return damaged(path.parent, f"it can't be opened ({shorten(message)})")


def _count(database: Any) -> dict[str, int]:
    """Return label or link type -> number of its records."""
    rows = database.query("sql", "SELECT name, records FROM schema:types WHERE records > 0")
    known = NODE_TYPES.keys() | LINK_TYPES.keys()
    return {str(r.get("name")): int(r.get("records")) for r in rows if r.get("name") in known}


def _fill(place: Path, graph: Graph, name: str) -> None:
    try:
        fill_database(place / "database", graph, name)
    except load_engine().ArcadeDBError as error:
        raise StoreError(f"{place} can't be written ({shorten(str(error))}).") from error
    write_text(place / "format", f"{FORMAT}\n")


def _is_current(path: Path) -> bool:
    try:
        return path.read_text(encoding="utf-8").strip() == str(FORMAT)
    except OSError:
        return False
