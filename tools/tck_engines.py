"""Engines that hold the graphs of the compatibility kit, whose labels are not ours, behind graphkit's own checks."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphkit.cypher.tokens import read_tokens
from graphkit.errors import GraphkitError
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.arcadedb_engine import load_engine
from graphkit.store.base import Store, StoredLink, StoredNode, StoredPath, as_plain
from graphkit.store.kglite import PLAIN, KgliteStore, load_kglite
from graphkit.store.neo4j import Neo4jStore

_ELEMENTS = ({"id", "labels", "properties"}, {"id", "start", "end", "type", "properties"})
_DATES = frozenset({"DATE", "TIME", "LOCALTIME", "DATETIME", "LOCALDATETIME", "DURATION"})
_OWN = frozenset({"id", "graph", "title", "type", "label"})
"""Properties that an engine adds or leaves out where a graph is not ours."""
CLEAR = "MATCH (n) DETACH DELETE n"
GIVE_IDS = "MATCH (n) WHERE n.id IS NULL SET n.id = 0"
"""Every node of ours has an id, and kglite gives one where there is none."""


class Holder:
    """An engine that holds one of the kit's graphs at a time."""

    def __init__(self, store: Store, write: Callable[[str], object], clear: Callable[[], object]) -> None:
        self.store, self._write, self._clear = store, write, clear

    def hold(self, graph: Sequence[str]) -> str:
        """Make a graph in place of the one before; return why the engine can't, or nothing."""
        try:
            self._clear()
            for text in graph:
                for statement in _split_statements(text):
                    self._write(statement)
            if graph:
                self._write(GIVE_IDS)
        except Exception as error:  # noqa: BLE001 - whatever a binding raises means: not this graph
            return f"{type(error).__name__}: {error}"
        return ""

    def ask(self, text: str, params: dict[str, Any]) -> Any:
        """Return columns and rows, nodes and links by their properties; 'refused' where the engine does not run it."""
        try:
            rows = self.store.query(text, params)
            return list(rows.columns), [[_plain(v) for v in row] for row in rows]
        except GraphkitError:
            return "refused"


def _split_statements(text: str) -> list[str]:
    ends = [t.start for t in read_tokens(text) if t.text == ";"]
    parts = [text[a:b] for a, b in zip([0, *(e + 1 for e in ends)], [*ends, len(text)], strict=True)]
    return [part for part in parts if read_tokens(part)]


def _has_dates(text: str) -> bool:
    tokens = read_tokens(text)
    return any(t.upper in _DATES and after.text == "(" for t, after in pairwise(tokens))


def _plain(value: Any) -> Any:
    """Return a value in JSON terms, without what tells only of an engine's way to keep a foreign node."""
    match value:
        case StoredNode() | StoredLink():
            return _own(value.properties)
        case StoredPath():
            return [[_plain(part) for part in parts] for parts in (value.nodes, value.links)]
        case list():
            return [_plain(v) for v in value]
        case dict() if value.keys() in _ELEMENTS or "@rid" in value:
            return _own(value.get("properties", value))
        case dict():
            return {k: _plain(v) for k, v in value.items()}
    return as_plain(value)


def _own(properties: Any) -> dict[str, Any]:
    return {k: _plain(v) for k, v in properties.items() if k not in _OWN and not k.startswith("@") and v is not None}


def open_holders(stack: ExitStack, place: Path, server: Any = None) -> dict[str, Holder]:
    """Return name -> engine; all are closed with the stack. ``server`` is a running one of tools/neo4j_server.py."""
    arcade = ArcadeStore(place)
    arcade._database = load_engine().create_database(str(place))
    kglite = KgliteStore()

    def renew() -> None:
        kglite.close()
        kglite._engine = load_kglite().KnowledgeGraph()

    def fill(text: str) -> None:
        if _has_dates(text):
            raise ValueError("kglite is asked no dates (docs/cypher.md)")
        kglite._engine.cypher(text, **PLAIN)
        kglite._engine.cypher("MATCH (n) SET n.title = null", **PLAIN)  # else a name, where there is none

    found = {
        "ArcadeDB": Holder(
            arcade,
            lambda text: arcade._database.command("opencypher", text),
            lambda: arcade._database.command("opencypher", CLEAR),
        ),
        "kglite": Holder(kglite, fill, renew),
    }
    if server:
        neo4j = Neo4jStore(server.uri, server.user, server.password)
        session = stack.enter_context(neo4j.session())

        def run(text: str) -> None:
            session.run(text).consume()

        found["Neo4j"] = Holder(neo4j, run, lambda: run(CLEAR))
    for holder in found.values():
        stack.callback(holder.store.close)
    return found
