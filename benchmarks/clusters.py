"""Clusters on 100,000 weighted ties: our Leiden beside networkx's Louvain, time and modularity.

python benchmarks/clusters.py [--ties 100000]
"""

import argparse
import time

import networkx
import numpy as np

from graphkit.analysis.partition import Edges, find_modularity, find_partition


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


def run_networkx(edges: Edges) -> tuple[float, float, float]:
    """Return seconds to make the graph, seconds to cluster, and the modularity."""
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
    return built - start, done - built, find_modularity(edges, labels)


def main() -> None:
    """Run three shapes of networks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ties", type=int, default=100_000)
    ties = parser.parse_args().ties
    find_partition(make_ties(20, 2, 30))  # imports igraph, as networkx is imported already
    for nodes, camps in ((1_000, 12), (5_000, 40), (20_000, 60)):
        edges = make_ties(nodes, camps, ties)
        start = time.process_time()
        labels = find_partition(edges)
        ours = time.process_time() - start
        build, cluster, other = run_networkx(edges)
        mine = find_modularity(edges, labels)
        print(
            f"{nodes:>6,} nodes, {ties:,} ties: Leiden {ours:.3f} s with its graph, Louvain {build + cluster:.2f} s "
            f"with its graph ({cluster:.2f} s without): {(build + cluster) / ours:.0f} times "
            f"({cluster / ours:.0f}); modularity {mine:.4f} and {other:.4f}: not lower {mine >= other - 1e-9}"
        )


if __name__ == "__main__":
    main()
