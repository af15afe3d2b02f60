"""How fast a large graph goes to a Neo4j server: our push beside one MERGE per row, a transaction per 1,000 rows.

    python benchmarks/neo4j_write.py [STATEMENTS]     20,000 statements and about 200,000 links unless told otherwise

Starts a server of its own (tools/neo4j_server.py). The plain way writes a part of the rows, since all would take long;
rates are per row. Both ways run on the same server one after the other, the database emptied between.
"""

import resource
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from large_graph import make_large
from neo4j_server import Server

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.store.neo4j import Neo4jStore
from graphkit.store.neo4j_push import _link_row
from graphkit.store.records import make_batches, make_node_record

PART = 10_000
ONE_NODE = "MERGE (n:`{}` {{graph: $graph, id: $row.id}}) SET n = $row"
ONE_LINK = """MATCH (a:`{}` {{graph: $graph, id: $row.source}}), (b:`{}` {{graph: $graph, id: $row.target}})
MERGE (a)-[r:`{}`]->(b) SET r = $row.properties"""


def empty(store: Neo4jStore) -> None:
    """Remove all nodes and links."""
    with store.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def time_push(store: Neo4jStore, graph: Graph) -> float:
    """Return the rows a second of our push."""
    started = time.perf_counter()
    store.write(graph)
    return (len(graph) + graph.link_count) / (time.perf_counter() - started)


def time_plain(store: Neo4jStore, graph: Graph) -> float:
    """Return the rows a second of one MERGE per row, 1,000 to a transaction, over nodes and links in proportion."""
    share = PART / (len(graph) + graph.link_count)
    nodes = [(ONE_NODE.format(n.label), make_node_record(n, "plain")) for n in graph.nodes(Node)]
    rows = [*islice(nodes, int(len(nodes) * share)), *_link_rows(graph, int(graph.link_count * share))]
    with store.session() as session:
        _write_rest(session, nodes[int(len(nodes) * share) :])  # ends of the links, not measured
        started = time.perf_counter()
        for some in make_batches(rows, 1000):
            with session.begin_transaction() as transaction:
                for text, row in some:
                    transaction.run(text, graph="plain", row=row).consume()
                transaction.commit()
    return len(rows) / (time.perf_counter() - started)


def _link_rows(graph: Graph, count: int) -> list[tuple[str, dict[str, object]]]:
    links = list(graph.links(Link))
    chosen = links[:: max(1, len(links) // count)][:count]
    ends = [(graph.node(k.source).label, graph.node(k.target).label, k.type_name()) for k in chosen]
    return [(ONE_LINK.format(*e), _link_row(k)) for e, k in zip(ends, chosen, strict=True)]


def _write_rest(session: object, nodes: list[tuple[str, dict[str, object]]]) -> None:
    for text in sorted({t for t, _ in nodes}):
        batch = text.replace("$row", "row")
        for some in make_batches([row for t, row in nodes if t == text], 2000):
            session.run(f"UNWIND $rows AS row {batch}", rows=some, graph="plain").consume()  # type: ignore[attr-defined]


def main() -> None:
    """Print the figures."""
    graph = make_large(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Server() as server:
        store = Neo4jStore(server.uri, server.user, server.password)
        store.write(make_large(500))  # warms the server and makes the constraints both ways use
        empty(store)
        plain = time_plain(store, graph)
        empty(store)
        push = time_push(store, graph)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = time_push(store, graph)
        equal = store.read() == graph
        store.close()
    print(
        f"graph: {len(graph):,} nodes, {graph.link_count:,} links; {before:.0f} MB before writing, {peak:.0f} MB peak"
    )
    print(f"one MERGE per row: {plain:,.0f} rows a second (over {PART:,} rows)")
    print(f"push: {push:,.0f} rows a second, {push / plain:.1f} times as fast (wanted: 2.0); again: {again:,.0f}")
    print(f"read back: {'equal' if equal else 'NOT EQUAL'}")


if __name__ == "__main__":
    main()
