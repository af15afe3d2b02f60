"""Clusters on 100,000 weighted ties: our Leiden beside networkx's Louvain, time and modularity.

python benchmarks/clusters.py [--ties 100000]
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import networkx
import numpy as np

from graphkit.analysis.clusters.partition import Edges, find_modularity, find_partition

RUNS = 5


def make_ties(nodes: int, camps: int, ties: int, seed: int = 3) -> Edges:
    """Return weighted ties, most of them inside planted camps."""
    rng = np.random.default_rng(seed)
    camp = rng.integers(0, camps, nodes)
    found = np.zeros((0, 2), np.int64)
    while len(found) < ties:
        ends = np.sort(rng.integers(0, nodes, (ties * 4, 2)), axis=1)
        inside = camp[ends[:, 0]] == camp[ends[:, 1]]
        keep = (ends[:, 0] < ends[:, 1]) & (rng.random(len(ends)) < np.where(inside, 1.0, 0.1))
        found = np.unique(np.concatenate([found, ends[keep]]), axis=0)
    chosen = found[np.sort(rng.permutation(len(found))[:ties])]
    return Edges(nodes, chosen[:, 0], chosen[:, 1], rng.gamma(2.0, 1.0, ties))


@dataclass(frozen=True)
class Run:
    """Seconds of the processor for the graph and for the clusters, and the modularity."""

    build: float
    cluster: float
    modularity: float


def run_graphkit(edges: Edges) -> Run:
    """Cluster by Leiden; the graph is built inside."""
    start = time.process_time()
    labels = find_partition(edges)
    return Run(0.0, time.process_time() - start, find_modularity(edges, labels))


def run_networkx(edges: Edges) -> Run:
    """Cluster by networkx's Louvain."""
    start = time.process_time()
    graph = networkx.Graph()
    graph.add_nodes_from(range(edges.size))
    triples = zip(edges.left.tolist(), edges.right.tolist(), edges.weights.tolist(), strict=True)
    graph.add_weighted_edges_from(triples)
    built = time.process_time()
    found = networkx.community.louvain_communities(graph, seed=7)
    done = time.process_time()
    labels = np.empty(edges.size, np.int64)
    for number, members in enumerate(found):
        labels[list(members)] = number
    return Run(built - start, done - built, find_modularity(edges, labels))


def find_median(run: Callable[[Edges], Run], edges: Edges) -> Run:
    """Return the middle one of some runs by its time: a machine that does other work disturbs single ones."""
    return sorted((run(edges) for _ in range(RUNS)), key=lambda r: r.build + r.cluster)[RUNS // 2]


def main() -> None:
    """Run three shapes of networks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ties", type=int, default=100_000)
    ties = parser.parse_args().ties
    find_partition(make_ties(20, 2, 30))  # imports igraph, as networkx is imported already
    for nodes, camps in ((1_000, 12), (5_000, 40), (20_000, 60)):
        edges = make_ties(nodes, camps, ties)
        ours, other = find_median(run_graphkit, edges), find_median(run_networkx, edges)
        whole = other.build + other.cluster
        print(
            f"{nodes:>6,} nodes, {ties:,} ties: Leiden {ours.cluster:.3f} s with its graph, Louvain {whole:.2f} s with "
            f"its graph ({other.cluster:.2f} s without): {whole / ours.cluster:.0f} times "
            f"({other.cluster / ours.cluster:.0f}); modularity {ours.modularity:.4f} and {other.modularity:.4f}: "
            f"not lower {ours.modularity >= other.modularity - 1e-9}"
        )


if __name__ == "__main__":
    main()
