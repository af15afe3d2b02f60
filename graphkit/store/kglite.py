"""The second embedded engine: kglite, for systems that have no wheel of the first.

It answers from memory: the graph comes from graph.jsonl, the record of a build, so there is no database that could be
damaged or out of date. It is for reading only, and what it would answer otherwise than the other engines is refused.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from graphkit.cypher.kglite_forms import VIRTUAL, find_unlike
from graphkit.cypher.kglite_words import rewrite_for_kglite
from graphkit.cypher.tokens import read_columns, read_tokens, returns_all
from graphkit.errors import LimitError, QueryError, StoreError, WriteRefusedError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import NODE_TYPES, SECOND_LABELS
from graphkit.store.asking import check_meaning, check_text, fill_params, find_use, form_error, place_error
from graphkit.store.base import (
    DEFAULT_GRAPH,
    DEFAULT_TIMEOUT,
    Row,
    Rows,
    StoredLink,
    StoredNode,
    StoredPath,
    join_graphs,
)
from graphkit.store.records import GRAPH, group_links, group_nodes, make_batches, make_node_record

BATCH = 10_000
PLAIN = {"disable_optimizer": True, "streaming": False, "hide_structural_keys": True}
"""How queries are run: its optimizer and its streamed aggregates lose rows, with a variable in the map of a pattern and
with OPTIONAL MATCH before an aggregate (0.21.2)."""
_NODE, _LINK, _PATH = (
    frozenset(keys.split()) for keys in ("id labels properties", "id start end type properties", "nodes relationships")
)
"""Keys of the maps by which the engine gives a node, link or path."""
_TOLD = re.compile(r"^(?:[A-Z]\w+ )*(?:syntax |execution )?error(?: at line (\d+), col (\d+))?: ", re.IGNORECASE)
_NAMED = re.compile(r"(?i)\b(variable|function):? '?(\w+)'?")


def has_kglite() -> bool:
    """Whether the second embedded engine is installed."""
    try:
        return importlib.util.find_spec("kglite") is not None
    except (ImportError, ValueError):
        return False


def load_kglite() -> Any:
    """Return the module ``kglite``, silent; StoreError where it is not installed."""
    if not has_kglite():
        raise StoreError("The second embedded engine is not installed. Get it with: pip install kglite==0.21.2")
    import kglite

    kglite.set_query_warning_policy("silent")
    return kglite


class KgliteStore:
    """A graph in memory that answers reading Cypher."""

    name = "kglite"

    def __init__(self, graph: Graph | None = None, name: str = DEFAULT_GRAPH) -> None:
        self.graph = name
        self._graph = graph or Graph()
        self._engine: Any = None
        self._ids: dict[int, str] = {}

    def write(self, graph: Graph, *, replace: bool = True) -> None:
        """Hold a graph in place of the one before, or joined to it."""
        self.close()
        self._graph = join_graphs(Graph() if replace else self._graph, graph)

    def read(self) -> Graph:
        """Return a copy of the graph."""
        return join_graphs(Graph(), self._graph)

    def query(
        self,
        text: str,
        params: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = DEFAULT_TIMEOUT,
        limit: int | None = None,
    ) -> Rows:
        """Run reading Cypher; WriteRefusedError with ``write``, QueryError for what the engine may answer otherwise.

        The whole answer is found before the first row is given, within ``timeout`` seconds.
        """
        if write:
            raise WriteRefusedError("kglite, the second embedded engine, is for reading only. Write on Neo4j.")
        check_text(text)
        given = fill_params(text, params, self.graph)
        for name, value in given.items():
            _refuse_dates(name, value)
        if found := next(find_unlike(read_tokens(text)), None):
            raise form_error(text, found)
        meaning = check_meaning(text, given)
        if meaning.unlike:
            raise form_error(text, meaning.unlike[0])
        answer = self._ask(text, given, timeout)
        if meaning.unread:  # an error of the engine itself says more
            raise form_error(text, meaning.unread)
        names, columns = list(answer.columns), read_columns(text) or list(answer.columns)
        if returns_all(text):  # Neo4j gives the variables of RETURN * in alphabetical order
            names = columns = sorted(names)
        return Rows(columns, self._rows(answer, names), limit)

    def _ask(self, text: str, params: dict[str, Any], timeout: float | None) -> Any:
        engine, sent = load_kglite(), rewrite_for_kglite(text)
        milliseconds = 0 if timeout is None else max(1, round(timeout * 1000))
        try:
            return self._opened().cypher(sent, params=params, timeout_ms=milliseconds, **PLAIN)
        except engine.CypherTimeoutError as error:
            raise LimitError(
                f"The query was stopped after {timeout:g} s. Narrow it down, or allow more time (--timeout)."
            ) from error
        except (engine.KgError, ValueError, TypeError) as error:
            raise _query_error(text, str(error), moved=sent != text) from error

    def _opened(self) -> Any:
        if self._engine is None:
            self._engine = fill_engine(load_kglite().KnowledgeGraph(), self._graph, self.graph)
        return self._engine

    def _rows(self, answer: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[Row]:
        for row in answer:
            yield tuple(self._value(row[name]) for name in names)

    def _value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._value(v) for v in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == _NODE and set(value["labels"]) & NODE_TYPES.keys():
            return _read_node(value)
        if value.keys() == _LINK:
            source, target = self._id_of(value["start"]), self._id_of(value["end"])
            return StoredLink(value["type"], source, target, _known(value["properties"]))
        if value.keys() == _PATH:
            nodes, links = (tuple(map(self._value, value[key])) for key in ("nodes", "relationships"))
            return StoredPath(nodes, links)
        return {k: self._value(v) for k, v in value.items()}

    def _id_of(self, place: int) -> str:
        """Return the id of the node that the engine keeps at a place."""
        if not self._ids:
            rows = self._opened().cypher("MATCH (n) RETURN elementId(n) AS place, n.id AS id")
            self._ids = {int(row["place"]): row["id"] for row in rows}
        return self._ids[place]

    def close(self) -> None:
        """Drop the engine's copy; the graph stays."""
        self._engine, self._ids = None, {}


def fill_engine(engine: Any, graph: Graph, name: str) -> Any:
    """Write a graph into an empty engine and close it for writing; return it."""
    for label, nodes in group_nodes(graph).items():
        second = f":{SECOND_LABELS[label]}" if label in SECOND_LABELS else ""
        # The engine takes a name for a title too unless the title is set to null.
        text = f"UNWIND $rows AS row CREATE (n:{label}{second}) SET n = row SET n.title = null"
        for some in make_batches(nodes, BATCH):
            engine.cypher(text, params={"rows": [make_node_record(n, name) for n in some]})
    for (kind, source, target), links in group_links(graph).items():
        ends = f"MATCH (a:{source} {{id: row.a}}) MATCH (b:{target} {{id: row.b}})"
        text = f"UNWIND $rows AS row {ends} CREATE (a)-[r:{kind}]->(b) SET r = row.own"
        for some in make_batches(links, BATCH):
            rows = [{"a": k.source, "b": k.target, "own": k.stored()} for k in some]
            engine.cypher(text, params={"rows": rows})
    engine.read_only(True)
    return engine


def _read_node(value: Mapping[str, Any]) -> StoredNode:
    label = next(name for name in value["labels"] if name in NODE_TYPES)
    known = {k: v for k, v in _known(value["properties"]).items() if k not in VIRTUAL and k != GRAPH}
    return StoredNode(label, known.get("id", ""), known)


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in properties.items() if v is not None}


def _refuse_dates(name: str, value: Any) -> None:
    """Raise QueryError for a date or time: the engine compares them with text, which the other engines don't."""
    if isinstance(value, date | time | timedelta):
        raise QueryError(f"The value of ${name} is a date or time. Give it as text: the graph's dates are text.")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_dates(name, item)


def _query_error(text: str, message: str, *, moved: bool) -> QueryError:
    """Return the engine's message on a query as ours, with the place; a place in a rewritten query is not told."""
    told = _TOLD.match(message)
    reason = message[told.end() :] if told else message
    named = _NAMED.search(reason)
    if told and told[1] and not moved:
        at: tuple[int, int] | None = (int(told[1]), int(told[2]))
    else:
        at = find_use(text, named[1].casefold(), named[2]) if named else None
    return place_error(text, reason.splitlines()[0], at)
