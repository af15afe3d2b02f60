"""Partitions of a weighted network: Leiden, consensus over seeds, how alike two partitions are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Floats, Positions
from graphkit.errors import InputError, OptionError

Labels = NDArray[np.int64]
ITERATIONS = 2
RANDOMNESS = 0.001
SEEDS = 10
AGREE = 0.5
LOWEST, HIGHEST = 0.01, 100.0

LEIDEN = Method(
    "Leiden clusters",
    "maximise sum_ij (w_ij - g k_i k_j / 2m) [same cluster], k_i = sum_j w_ij, g the resolution",
    "Traag, Waltman, van Eck, Sci. Rep. 9 (2019) 5233; resolution: Reichardt, Bornholdt, Phys. Rev. E 74 (2006) 016110",
)
CONSENSUS = Method(
    "consensus over seeds",
    "cluster again the network whose weights are the shares of runs in which two nodes are together (below 0.5: 0), "
    "until all runs agree",
    "Lancichinetti, Fortunato, Sci. Rep. 2 (2012) 336",
)
RAND = Method(
    "agreement of two partitions", "adjusted Rand index: (pairs alike - expected) / (most - expected)",
    "Hubert, Arabie, J. Classif. 2 (1985) 193-218",
)  # fmt: skip


@dataclass(frozen=True)
class Edges:
    """A weighted network of ``size`` nodes as parallel arrays, left < right, weights above 0."""

    size: int
    left: Positions
    right: Positions
    weights: Floats

    @cached_property
    def listed(self) -> list[tuple[str, str, float]]:
        """The same as the library wants it; it is asked about one network many times."""
        ends = zip(self.left.tolist(), self.right.tolist(), self.weights.tolist(), strict=True)
        return [(str(i), str(j), weight) for i, j, weight in ends]


def make_edges(matrix: Floats) -> Edges:
    """Return the edges of a symmetric matrix; InputError where a weight is not a number or negative."""
    if not np.isfinite(matrix).all():
        raise InputError("A tie's weight is not a number (NaN or infinite). Correct the weights and try again.")
    if (matrix < 0).any():
        raise InputError("A tie's weight is negative, and clusters need weights of 0 or more.")
    left, right = np.nonzero(np.triu(matrix, 1))
    return Edges(len(matrix), left, right, matrix[left, right])


def find_partition(edges: Edges, resolution: float = 1.0, seed: int = 7) -> Labels:
    """Return a cluster number for each node (0, 1, ... from the largest cluster); nodes without ties are alone."""
    from graspologic_native import leiden

    check_resolution(resolution)
    if not len(edges.left):
        return np.arange(edges.size, dtype=np.int64)
    _, found = leiden(
        edges.listed, None, resolution=resolution, randomness=RANDOMNESS, iterations=ITERATIONS, use_modularity=True,
        seed=seed, trials=1,
    )  # fmt: skip
    alone = iter(range(edges.size, 2 * edges.size))
    return order_labels(np.array([found.get(str(i), next(alone)) for i in range(edges.size)], np.int64))


def check_resolution(resolution: float) -> float:
    """Return a resolution that makes sense, or OptionError."""
    if not np.isfinite(resolution) or not LOWEST <= resolution <= HIGHEST:
        raise OptionError(f"The resolution is {resolution}; it must be between {LOWEST:g} and {HIGHEST:g}.")
    return resolution


def order_labels(labels: Labels) -> Labels:
    """Return the labels renumbered: larger clusters first, equal ones by their first node."""
    found, first, index, count = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(found), np.int64)
    place[np.lexsort((first, -count))] = np.arange(len(found))
    return place[index.ravel()]


def find_modularity(edges: Edges, labels: Labels, resolution: float = 1.0) -> float:
    """Return sum_c (inside_c / m - g (degree_c / 2m)^2); 0 for a network without ties."""
    whole = edges.weights.sum()
    if whole == 0:
        return 0.0
    same = labels[edges.left] == labels[edges.right]
    degree = np.bincount(edges.left, edges.weights, edges.size) + np.bincount(edges.right, edges.weights, edges.size)
    share = np.bincount(labels, degree) / (2 * whole)
    return float(edges.weights[same].sum() / whole - resolution * (share**2).sum())


def find_consensus(edges: Edges, resolution: float, seeds: Sequence[int]) -> Labels:
    """Return the partition on which runs from several seeds agree."""
    runs = [find_partition(edges, resolution, seed) for seed in seeds]
    for _ in range(20):
        if all((run == runs[0]).all() for run in runs):
            break
        together = co_assign(runs)
        np.fill_diagonal(together, 0)
        together[together < AGREE] = 0
        agreed = make_edges(together)
        runs = [find_partition(agreed, 1.0, seed) for seed in seeds]
    return runs[0]


def co_assign(runs: Sequence[Labels]) -> Floats:
    """Return R x R shares of runs in which two nodes are in the same cluster."""
    total = np.zeros((len(runs[0]), len(runs[0])))
    for run in runs:
        total += run[:, None] == run[None, :]
    return total / len(runs)


def find_rand(one: Labels, two: Labels) -> float:
    """Return the adjusted Rand index of two partitions: 1 alike, 0 as by chance."""
    table = np.zeros((one.max() + 1, two.max() + 1))
    np.add.at(table, (one, two), 1)

    def pairs(counts: Any) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, a, b, all_pairs = (
        pairs(table),
        pairs(table.sum(axis=1)),
        pairs(table.sum(axis=0)),
        pairs(np.array([len(one)])),
    )
    expected = a * b / all_pairs if all_pairs else 0.0
    most = (a + b) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def find_recovery(labels: Labels, runs: Sequence[Labels]) -> NDArray[np.float64]:
    """Return for each cluster the mean over runs of its largest Jaccard index with a cluster of the run."""
    best = np.zeros(labels.max() + 1)
    for run in runs:
        table = np.zeros((labels.max() + 1, run.max() + 1))
        np.add.at(table, (labels, run), 1)
        either = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
        best += (table / either).max(axis=1)
    return best / len(runs)
