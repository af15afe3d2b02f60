"""Writes a graph to a Neo4j server: in batches that may be repeated, then removes what the graph no longer holds.

Every batch is one transaction of one MERGE over a list of rows. The driver repeats a batch whose outcome it could not
learn; repeating changes nothing, so neither does pushing again after any failure.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import NODE_TYPES, SECOND_LABELS, Link
from graphkit.store.records import INDEXED, SEARCHED, group_links, group_nodes, make_batches, make_node_record

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

WRITING_LABEL = "GraphkitWriting"
COMMITS_LOST = 5
"""How often one batch may lose the connection while it is committed."""

NODES = """UNWIND $rows AS row
MERGE (n:`{label}` {{graph: $graph, id: row.id}})
SET n = row{second}
RETURN count(*) AS done"""
LINKS = """UNWIND $rows AS row
MATCH (a:`{source}` {{graph: $graph, id: row.source}})
MATCH (b:`{target}` {{graph: $graph, id: row.target}})
MERGE (a)-[r:`{type}`]->(b)
SET r = row.properties
RETURN count(*) AS done"""
PAGE = """MATCH (n:`{label}` {{graph: $graph}}) WHERE n.id > $after
RETURN n.id AS id ORDER BY id LIMIT $size"""
DROP_NODES = "UNWIND $ids AS id MATCH (n:`{label}` {{graph: $graph, id: id}}) DETACH DELETE n"
COUNT_LINKS = "MATCH (a:`{label}` {{graph: $graph}})-[r]->() RETURN type(r) AS type, count(r) AS links"
PAGE_LINKS = """MATCH (a:`{label}` {{graph: $graph}}) WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $size
OPTIONAL MATCH (a)-[r]->(b)
RETURN a.id AS source, type(r) AS type, b.id AS target, elementId(r) AS link
ORDER BY source"""
DROP_LINKS = "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"


def make_schema() -> Iterator[tuple[str, str]]:
    """Yield (name, statement) of what makes (graph, id) unique for each label, and ids, years, words quick to find."""
    for label in NODE_TYPES:
        key = f"graphkit_{label}_key"
        yield key, f"CREATE CONSTRAINT {key} IF NOT EXISTS FOR (n:`{label}`) REQUIRE (n.graph, n.id) IS UNIQUE"
    for label, name in INDEXED:
        index = f"graphkit_{label}_{name}"
        yield index, f"CREATE INDEX {index} IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"
    for label, name in SEARCHED:
        search = f"{label}[{name}]"
        yield search, f"CREATE FULLTEXT INDEX `{search}` IF NOT EXISTS FOR (n:`{label}`) ON EACH [n.`{name}`]"
    for label in (*NODE_TYPES, *sorted(set(SECOND_LABELS.values()))):
        index = f"graphkit_{label}_id"
        yield index, f"CREATE INDEX {index} IF NOT EXISTS FOR (n:`{label}`) ON (n.id)"


class Push:
    """One write of one graph."""

    def __init__(self, session: "Session", name: str, size: int) -> None:
        self.session, self.name, self.size = session, name, size

    def run(self, graph: Graph) -> None:
        """Write the graph and drop what is no longer in it."""
        self._make_schema()
        self._do(f"MERGE (w:{WRITING_LABEL} {{graph: $graph}})")
        for label, nodes in group_nodes(graph).items():
            second = f", n:`{SECOND_LABELS[label]}`" if label in SECOND_LABELS else ""
            self._write(NODES.format(label=label, second=second), nodes, lambda n: make_node_record(n, self.name))
        for (kind, source, target), links in group_links(graph).items():
            self._write(LINKS.format(type=kind, source=source, target=target), links, _link_row)
        self._drop_nodes(graph)
        self._drop_links(graph)
        self._do(f"MATCH (w:{WRITING_LABEL} {{graph: $graph}}) DELETE w")

    def _make_schema(self) -> None:
        """Make the constraints and indexes that are missing, and wait until they are ready."""
        known = {r["name"] for r in self.session.run("SHOW INDEXES YIELD name")}
        missing = [text for name, text in make_schema() if name not in known]
        for text in missing:
            self.session.run(text).consume()
        if missing:
            self.session.run("CALL db.awaitIndexes(60)").consume()

    def _do(self, text: str, **params: Any) -> list[dict[str, Any]]:
        """Run one statement in a transaction that is tried again."""

        from neo4j.exceptions import IncompleteCommit

        def work(transaction: "ManagedTransaction") -> list[dict[str, Any]]:
            return transaction.run(text, graph=self.name, **params).data()

        for _ in range(COMMITS_LOST):
            try:
                return self.session.execute_write(work)
            except IncompleteCommit:  # the driver leaves it to us whether that may be repeated; a MERGE may
                continue
        return self.session.execute_write(work)

    def _write(self, text: str, items: Iterable[Any], as_row: Callable[[Any], dict[str, Any]]) -> None:
        for some in make_batches(items, self.size):
            done = self._do(text, rows=[as_row(item) for item in some])[0]["done"]
            if done != len(some):
                raise StoreError(
                    f"The server took {done} of {len(some)} rows: something else changes the graph. Push again."
                )

    def _drop_nodes(self, graph: Graph) -> None:
        for label in NODE_TYPES:
            after = ""
            while ids := [r["id"] for r in self._do(PAGE.format(label=label), after=after, size=self.size)]:
                gone = [id for id in ids if id not in graph or graph.node(id).label != label]
                if gone:
                    self._do(DROP_NODES.format(label=label), ids=gone)
                after = ids[-1]

    def _drop_links(self, graph: Graph) -> None:
        """Drop links that are not in the graph, and copies of links that are; labels whose counts agree are skipped."""
        wanted: dict[tuple[str, str], int] = {}
        for link in graph.links(Link):
            key = (graph.node(link.source).label, link.type_name())
            wanted[key] = wanted.get(key, 0) + 1
        for label in NODE_TYPES:
            found = {(label, r["type"]): r["links"] for r in self._do(COUNT_LINKS.format(label=label))}
            if any(wanted.get(key) != count for key, count in found.items()):
                self._drop_links_of(label, {k.key for k in graph.links(Link)})

    def _drop_links_of(self, label: str, keep: set[tuple[str, str, str]]) -> None:
        after, seen = "", set[tuple[str, str, str]]()
        while page := self._do(PAGE_LINKS.format(label=label), after=after, size=self.size):
            gone = []
            for row in page:
                key = (row["type"], row["source"], row["target"])
                if row["link"] is not None and (key not in keep or key in seen):
                    gone.append(row["link"])
                seen.add(key)
            if gone:
                self._do(DROP_LINKS, ids=gone)
            after = page[-1]["source"]


def _link_row(link: Link) -> dict[str, Any]:
    return {"source": link.source, "target": link.target, "properties": link.stored()}
