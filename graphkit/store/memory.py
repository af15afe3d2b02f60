"""A graph held in memory; asked in Cypher, it lends itself an embedded engine."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.store.base import DEFAULT_GRAPH, DEFAULT_TIMEOUT, Rows, join_graphs


class MemoryStore:
    """A graph that lives as long as the process."""

    name = "memory"

    def __init__(self, graph: Graph | None = None, name: str = DEFAULT_GRAPH) -> None:
        self.graph = name
        self._graph = graph or Graph()
        self._engine: Any = None
        self._place: tempfile.TemporaryDirectory[str] | None = None

    def write(self, graph: Graph, *, replace: bool = True) -> None:
        """Hold a graph in place of the one before, or joined to it."""
        self.close()
        self._graph = join_graphs(Graph(), graph) if replace else join_graphs(self._graph, graph)

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
        """Run Cypher; what a writing query changes is kept until the store is closed."""
        if self._engine is None:
            self._engine = self._make_engine()
        rows: Rows = self._engine.query(text, params, write=write, timeout=timeout, limit=limit)
        return rows

    def _make_engine(self) -> Any:
        from graphkit.store.arcadedb import ArcadeStore
        from graphkit.store.arcadedb_engine import has_engine
        from graphkit.store.kglite import KgliteStore, has_kglite

        if has_kglite() and not has_engine():
            return KgliteStore(self._graph, self.graph)
        self._place = tempfile.TemporaryDirectory(prefix="graphkit-memory-")
        return ArcadeStore.create(Path(self._place.name) / "graph", self._graph, self.graph)

    def close(self) -> None:
        """Drop the engine and its temporary database; the graph stays."""
        if self._engine is not None:
            self._engine.close()
        if self._place is not None:
            self._place.cleanup()
        self._engine = self._place = None
