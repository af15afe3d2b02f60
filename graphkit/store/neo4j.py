"""A graph on a Neo4j 5 server, by the official driver.

Several graphs may share a database: every node carries its graph's name, and nothing is written to or removed from a
graph of another name. While a graph is being written a node ``GraphkitWriting`` names it, so a half-written one is
noticed; a whole graph has nothing in the database but its own nodes and links.
"""

import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphkit.cypher.guard import HOW, read_prefix
from graphkit.cypher.scoping import scope_to_graph
from graphkit.cypher.tokens import read_parameters, read_tokens, show_place
from graphkit.errors import (
    GraphkitError,
    LimitError,
    OptionError,
    QueryError,
    StoreError,
    UnknownNameError,
    WriteRefusedError,
)
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import NODE_TYPES
from graphkit.store.asking import check_text, fill_params
from graphkit.store.base import DEFAULT_GRAPH, DEFAULT_TIMEOUT, Row, Rows, join_graphs
from graphkit.store.neo4j_push import WRITING_LABEL, Push
from graphkit.store.neo4j_values import read_rows
from graphkit.store.records import read_link, read_node
from graphkit.store.waiting import Worker, refuse_late

if TYPE_CHECKING:
    from neo4j import Driver, Session

DEFAULT_URI = "bolt://127.0.0.1:7687"
SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})
OLDEST = (5, 23)
"""Version that brought ``CALL () { … }``."""
FETCH = 1000
"""Rows the driver asks for at a time."""
RETRY_SECONDS = 60.0
"""How long a batch is tried again after the connection was lost."""
NODES_OF = "MATCH (n:`{label}` {{graph: $graph}}) RETURN properties(n) AS p"
LINKS_OF = "MATCH (a:`{label}` {{graph: $graph}})-[r]->(b) RETURN type(r) AS t, a.id, b.id, properties(r) AS p"
OLDER = """MATCH (d:Document {graph: $graph})<-[:STATED_IN]-(s) WITH s LIMIT 1
WITH s WHERE NOT s:Statement
RETURN s.id AS id"""
"""Before format 2 a statement had one label only."""
_WHERE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")


class Neo4jStore:
    """A graph of one name in one database of a server; connects when first used."""

    name = "neo4j"

    def __init__(
        self,
        uri: str,
        user: str,
        password: str,
        *,
        database: str | None = None,
        graph: str | None = None,
        batch: int = 2000,
        retry: float = RETRY_SECONDS,
    ) -> None:
        if graph is not None and not graph.strip():
            raise OptionError("A graph in a database needs a name: --graph NAME.")
        self.uri, self.database, self.graph, self.batch, self.retry = uri, database, graph, batch, retry
        self._auth = (user, password)
        self._driver: Driver | None = None
        self._graphs: list[str] | None = None

    def __repr__(self) -> str:
        return f"Neo4jStore({self.uri!r}, database={self.database!r}, graph={self.graph!r})"

    @classmethod
    def open(cls, uri: str | None = None, *, database: str | None = None, graph: str | None = None) -> "Neo4jStore":
        """Return the store that NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE name.

        OptionError where there is no password: it is taken from the environment only, so it is never in a list of
        processes or a history.
        """
        password = os.environ.get("NEO4J_PASSWORD")
        if not password:
            raise OptionError("NEO4J_PASSWORD is not set. Set it in the environment: export NEO4J_PASSWORD=…")
        where = uri or os.environ.get("NEO4J_URI") or DEFAULT_URI
        user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        return cls(where, user, password, database=database or os.environ.get("NEO4J_DATABASE"), graph=graph)

    def write(self, graph: Graph, *, replace: bool = True) -> None:
        """Write a graph in batches, each a transaction that is tried again, then remove what it no longer holds."""
        name = self.graph or DEFAULT_GRAPH
        whole = graph if replace else join_graphs(self._read(name), graph)
        with self._errors("write"), self.session() as session:
            Push(session, name, self.batch).run(whole)
        self._graphs = None

    def read(self) -> Graph:
        """Return the stored graph."""
        return self._read(self._name(alone=False))

    def _read(self, name: str) -> Graph:
        graph = Graph()
        with self._errors("read"), self.session() as session:
            for label in NODE_TYPES:
                for record in session.run(NODES_OF.format(label=label), graph=name):
                    graph.add_node(read_node(label, record["p"]))
            for label in NODE_TYPES:
                text = LINKS_OF.format(label=label)
                for kind, source, target, properties in session.run(text, graph=name):
                    graph.add_link(read_link(kind, source, target, properties))
        return graph

    def query(
        self,
        text: str,
        params: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = DEFAULT_TIMEOUT,
        limit: int | None = None,
    ) -> Rows:
        """Run Cypher; see :meth:`graphkit.store.base.Store.query`.

        Where the database holds several graphs, a reading query sees only the one of this store's name; a writing one
        has to say which it means (``{graph: $graph}``). StoreError where it does not, where no name was given, or
        for a graph that was not written to its end.
        """
        check_text(text, write=write)
        unsaid = "graph" not in read_parameters(text)
        name = self._name(alone=unsaid and write)
        if unsaid and self._shared():
            text = scope_to_graph(text)
        given = fill_params(text, params, name)
        worker = Worker(lambda stopped: self._run(text, given, stopped if write else None), timeout, self.close)
        columns = next(worker)
        return Rows(columns, worker, limit, worker.close)

    def _run(
        self, text: str, params: dict[str, Any], stopped: threading.Event | None
    ) -> Iterator[Row | tuple[str, ...]]:
        """Yield the columns, then the rows."""
        with self._errors("query", text), self.session(write=bool(stopped)) as session, self.session() as looker:
            if not stopped:  # it only reads
                with self._errors("query", text, before=1):
                    _refuse_planned_writes(session, text, params)
            if stopped and "TRANSACTIONS" not in {token.upper for token in read_tokens(text)}:
                yield from _change(session, looker, text, params, stopped)
                return
            result = session.run(text, params)
            yield tuple(result.keys())
            yield from read_rows(result, looker)

    def _name(self, *, alone: bool) -> str:
        """Return the name of the graph to ask; StoreError where that is not clear, or it is half-written.

        With ``alone`` it must be the only one in the database, since the query does not say which it asks.
        """
        known, half, older = self._find_graphs()
        if older and self.graph in {None, *older}:
            raise StoreError(f"The graph '{older[0]}' has the form of an older graphkit. Push it anew: graphkit push")
        if half and self.graph in {None, *half}:
            raise StoreError(f"The graph '{half[0]}' was not written to its end. Push it again: graphkit push")
        if len(known) > 1 and (alone or self.graph is None):
            raise StoreError(
                f"The database holds the graphs {', '.join(known)}. Say which is meant: --graph NAME"
                + (", and (n {graph: $graph}) in a query that writes." if alone else ".")
            )
        if self.graph is not None and known and self.graph not in known:
            raise StoreError(f"The database holds no graph '{self.graph}', only '{', '.join(known)}'.")
        return self.graph or (known[0] if known else DEFAULT_GRAPH)

    def _shared(self) -> bool:
        """Whether the database holds more than one graph."""
        return len(self._find_graphs()[0]) > 1

    def count_graphs(self) -> dict[str, int]:
        """Return the name of each graph in the database -> its number of nodes."""
        text = "MATCH (n) WHERE n.graph IS NOT NULL AND n.id IS NOT NULL RETURN n.graph AS name, count(n) AS nodes"
        with self._errors("read"), self.session() as session:
            return {r["name"]: r["nodes"] for r in session.run(f"{text} ORDER BY name")}

    def remove_graph(self, name: str) -> int:
        """Remove a graph's nodes and links, in batches; return how many nodes. UnknownNameError where there is none."""
        known = self.count_graphs()
        if name not in known:
            raise UnknownNameError("graph", name, known)
        with self._errors("write"), self.session() as session:
            Push(session, name, self.batch).run(Graph())
        self._graphs = None
        return known[name]

    def _find_graphs(self) -> tuple[list[str], list[str], list[str]]:
        """Return the names of the graphs in the database, of those half-written and of those in an older form.

        Asked again until all is whole.
        """
        if self._graphs is None:
            with self._errors("read"), self.session() as session:
                known = sorted({r["name"] for r in session.run(_names_query())})
                half = sorted(r["name"] for r in session.run(f"MATCH (w:{WRITING_LABEL}) RETURN w.graph AS name"))
                older = [name for name in known if session.run(OLDER, graph=name).single() is not None]
            if half or older:
                return known, half, older
            self._graphs = known
        return self._graphs, [], []

    def session(self, *, write: bool = True) -> "Session":
        """Return a session of the driver; StoreError where the server can't be reached or is too old."""
        from neo4j import READ_ACCESS, WRITE_ACCESS

        mode = WRITE_ACCESS if write else READ_ACCESS
        return self._connected().session(database=self.database, default_access_mode=mode, fetch_size=FETCH)

    def _connected(self) -> "Driver":
        if self._driver is None:
            with self._errors("connect"):
                driver = self._make_driver()
                try:
                    with driver.session(database=self.database) as session:
                        agent = session.run("RETURN 1").consume().server.agent
                    _check_version(agent, self.uri)
                except BaseException:
                    driver.close()
                    raise
                self._driver = driver
        return self._driver

    def _make_driver(self) -> "Driver":
        import logging

        from neo4j import GraphDatabase
        from neo4j.exceptions import ConfigurationError

        logging.getLogger("neo4j").addHandler(logging.NullHandler())  # errors are told by us, in one line
        if self.uri.partition("://")[0] not in SCHEMES:
            raise self._no_address()
        try:
            return GraphDatabase.driver(
                self.uri,
                auth=self._auth,
                max_transaction_retry_time=self.retry,
                connection_timeout=10,
            )
        except (ConfigurationError, ValueError) as error:
            raise self._no_address() from error

    def _no_address(self) -> OptionError:
        return OptionError(f"'{self.uri}' is no address of a Neo4j server, such as {DEFAULT_URI}.")

    @contextmanager
    def _errors(self, doing: str, text: str = "", before: int = 0) -> Iterator[None]:
        """Turn the driver's errors into one of ours; ``before`` lines were put before the query's text."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except GraphkitError:
            raise
        except ValueError as error:
            if doing != "connect":
                raise
            raise self._no_address() from error
        except (DriverError, Neo4jError, OSError) as error:
            raise self._explained(error, doing, text, before) from error

    def _explained(self, error: Exception, doing: str, text: str, before: int) -> GraphkitError:
        from neo4j.exceptions import AuthError, ServiceUnavailable, SessionExpired, UnsupportedServerProduct

        code, message = str(getattr(error, "code", "") or ""), str(getattr(error, "message", "") or error)
        if isinstance(error, AuthError) or ".Security." in code:
            return StoreError(f"{self.uri} refuses the user or password. Check NEO4J_USERNAME and NEO4J_PASSWORD.")
        if isinstance(error, UnsupportedServerProduct):
            return StoreError(f"What answers at {self.uri} is no Neo4j server of version {_dotted(OLDEST)} or later.")
        if code.endswith("DatabaseNotFound"):
            return StoreError(f"{self.uri} has no database '{self.database}'. Check --database or NEO4J_DATABASE.")
        if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
            if self._driver is None:
                return StoreError(f"No Neo4j server answers at {self.uri}. Start it, or check NEO4J_URI.")
            again = "Push again: what is there is not written twice." if doing == "write" else "Try again."
            return StoreError(f"The connection to {self.uri} was lost in the middle. {again}")
        if "TransactionTimedOut" in code or "Terminated" in code:
            return LimitError("The server stopped the query after its own time limit. Narrow it down.")
        if "writing in read access mode" in message.casefold() or code.endswith("AccessMode"):
            return WriteRefusedError(f"The query writes, and this is for reading. {HOW}.")
        return _query_error(message, text, before)

    def close(self) -> None:
        """Close the connection; the next use opens it again."""
        driver, self._driver, self._graphs = self._driver, None, None
        if driver is not None:
            driver.close()


def _change(
    session: "Session", looker: "Session", text: str, params: dict[str, Any], stopped: threading.Event
) -> list[Any]:
    """Return the columns and rows of a query that writes, all of it or, where it does not reach its end, nothing."""
    with session.begin_transaction() as transaction:
        result = transaction.run(text, params)
        found = [tuple(result.keys()), *read_rows(result, looker)]
        refuse_late(stopped)
        transaction.commit()
    return found


def _names_query() -> str:
    """Return the query for the first and last graph name of each label, which the index on (graph, id) answers."""
    one = "MATCH (n:`{}`) WHERE n.graph IS NOT NULL AND n.id IS NOT NULL RETURN n.graph AS name ORDER BY name{} LIMIT 1"
    parts = [f"CALL () {{ {one.format(label, way)} }} RETURN name" for label in NODE_TYPES for way in ("", " DESC")]
    return " UNION ".join(parts)


def _query_error(message: str, text: str, before: int) -> QueryError:
    """Return the server's message with the place in the query, where it names one."""
    at = _WHERE.search(message)
    if not at or int(at[1]) <= before:  # 0 stands for a place that the server does not know
        return QueryError(f"The query can't be run: {' '.join(_WHERE.sub('', message).split())}")
    line, column = int(at[1]) - before, int(at[2])
    reason = " ".join(message[: at.start()].split())
    return QueryError(f"The query can't be run: line {line}, column {column}: {reason}{show_place(text, line, column)}")


def _refuse_planned_writes(session: "Session", text: str, params: dict[str, Any]) -> None:
    """Ask the server's planner whether the query writes; it knows procedures that a reader of the text does not."""
    if {"EXPLAIN", "PROFILE"} & set(read_prefix(read_tokens(text))):
        return
    kind = session.run(f"EXPLAIN\n{text}", params).consume().query_type
    if kind != "r":
        raise WriteRefusedError(f"The query writes, and this is for reading. {HOW}.")


def _check_version(agent: str, uri: str) -> None:
    """Raise StoreError for a server that is too old; an agent of another form is taken as it is."""
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(f"{uri} runs {agent.replace('/', ' ')}; graphkit needs Neo4j {_dotted(OLDEST)} or later.")


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
