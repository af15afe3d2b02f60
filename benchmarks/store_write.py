"""How fast a large graph goes into the embedded database: links a second, beside one CREATE per link.

python benchmarks/store_write.py [STATEMENTS]     20,000 statements and about 200,000 links unless told otherwise
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from large_graph import make_large

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link
from graphkit.store.arcadedb import ArcadeStore

SAMPLE = 3000
ONE = "MATCH (a:`{0}` {{id: $source}}), (b:`{1}` {{id: $target}}) CREATE (a)-[r:`{2}`]->(b) SET r = $properties"


def time_bulk(graph: Graph, place: Path) -> float:
    """Return the seconds to write the graph."""
    started = time.perf_counter()
    ArcadeStore.create(place, graph).close()
    return time.perf_counter() - started


def time_single(graph: Graph, place: Path) -> float:
    """Return the seconds a link, written one by one, each in a transaction of its own."""
    nodes_only = Graph(graph.nodes())
    store = ArcadeStore.create(place, nodes_only)
    links = list(graph.links(Link))[:SAMPLE]
    started = time.perf_counter()
    for link in links:
        ends = (graph.node(link.source).label, graph.node(link.target).label)
        params = {"source": link.source, "target": link.target, "properties": link.properties()}
        list(store.query(ONE.format(*ends, link.type_name()), params, write=True))
    taken = (time.perf_counter() - started) / len(links)
    store.close()
    return taken


def main() -> None:
    """Print the figures."""
    graph = make_large(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as place:
        bulk = time_bulk(graph, Path(place) / "bulk")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        single = time_single(graph, Path(place) / "single")
        back = time.perf_counter()
        equal = ArcadeStore.open(Path(place) / "bulk").read() == graph
        back = time.perf_counter() - back
    rate = graph.link_count / bulk
    print(
        f"graph: {len(graph):,} nodes, {graph.link_count:,} links; {before:.0f} MB before writing, {peak:.0f} MB peak"
    )
    print(f"bulk, nodes and start-up included: {bulk:.2f} s, {rate:,.0f} links a second (wanted: 20,000)")
    print(f"one by one: {1 / single:,.0f} links a second; bulk is {rate * single:.0f} times as fast")
    print(f"read back in {back:.2f} s: {'equal' if equal else 'NOT EQUAL'}")


if __name__ == "__main__":
    main()
