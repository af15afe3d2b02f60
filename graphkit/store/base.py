"""What every store keeps, and the values its queries give, alike on every engine."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, runtime_checkable

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node

DEFAULT_GRAPH = "graphkit"
"""Name of a graph that was given none; every stored node carries it in its property ``graph``."""
DEFAULT_TIMEOUT = 30.0
"""Seconds that the engine may take until the next rows."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node in an answer, with the label of its kind: ``graph`` and second labels (Statement, Actor) are left out."""

    label: str
    id: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link in an answer, with the ids of its ends."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredPath:
    """A path in an answer: n + 1 nodes joined by n links."""

    nodes: tuple[StoredNode, ...]
    links: tuple[StoredLink, ...]


class Rows:
    """The rows of an answer, read once, in the engine's order.

    Values are None, bool, int, float, str, list, dict, :class:`StoredNode`, :class:`StoredLink` and
    :class:`StoredPath`; dates, times and durations are their ISO 8601 text, on every engine.
    """

    def __init__(
        self,
        columns: Iterable[str],
        rows: Iterator[Row],
        limit: int | None = None,
        close: Callable[[], None] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.truncated = False
        """Whether the limit cut rows off; known when the rows have been read."""
        self._rows, self._limit, self._close = rows, limit, close

    def __iter__(self) -> Iterator[Row]:
        try:
            for count, row in enumerate(self._rows):
                if count == self._limit:
                    self.truncated = True
                    break
                yield row
        finally:
            self.close()

    def dicts(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as column -> value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self)

    def close(self) -> None:
        """Let the engine forget the rows that were not read."""
        close, self._close = self._close, None
        if close:
            close()

    def __enter__(self) -> "Rows":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@runtime_checkable
class Store(Protocol):
    """A graph at rest. Writing twice changes nothing; reading gives back an equal graph."""

    name: str

    def write(self, graph: Graph, *, replace: bool = True) -> None:
        """Write a graph; without ``replace``, join it to the one that is there. StoreError where that fails."""
        ...

    def read(self) -> Graph:
        """Return the stored graph."""
        ...

    def query(
        self,
        text: str,
        params: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = DEFAULT_TIMEOUT,
        limit: int | None = None,
    ) -> Rows:
        """Run Cypher and return its rows.

        WriteRefusedError where the text writes and ``write`` is False; QueryError where the engine refuses it;
        LimitError where no row comes for ``timeout`` seconds, be it the first or a later one.
        """
        ...

    def close(self) -> None:
        """Give back what the store holds; closing twice is allowed."""
        ...


def join_graphs(old: Graph, new: Graph) -> Graph:
    """Return both graphs as one: a node of both is the new one's, a link of both joins its evidence.

    Links of an old node that is another kind of thing now (another label) are let go.
    """
    nodes = {n.id: n for n in old.nodes(Node)} | {n.id: n for n in new.nodes(Node)}
    kept = {n.id for n in old.nodes(Node) if nodes[n.id].label == n.label}
    links = [k for k in old.links(Link) if k.source in kept and k.target in kept]
    return Graph(nodes.values(), [*links, *new.links(Link)])


def as_plain(value: Any) -> Any:
    """Return a value of an answer in JSON terms: a node with ``label``, a link with ``type`` and ends.

    What is no number to JSON is a word: ``NaN``, ``Infinity``, ``-Infinity``.
    """
    match value:
        case float(number) if not math.isfinite(number):
            return "NaN" if math.isnan(number) else ("Infinity" if number > 0 else "-Infinity")
        case StoredNode():
            return {"label": value.label, **value.properties}
        case StoredLink():
            return {"type": value.type, "source": value.source, "target": value.target, **value.properties}
        case StoredPath():
            return {"nodes": [as_plain(n) for n in value.nodes], "links": [as_plain(k) for k in value.links]}
        case list():
            return [as_plain(v) for v in value]
        case dict():
            return {k: as_plain(v) for k, v in value.items()}
    return value
