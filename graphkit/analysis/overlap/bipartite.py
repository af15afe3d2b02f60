"""Clusters of actors together with what they speak of: bipartite clusters."""

from collections.abc import Sequence

import numpy as np

from graphkit.analysis.base import Method, Result, make_finding
from graphkit.analysis.checks import check_seed
from graphkit.analysis.clusters.partition import Labels, check_resolution, order_labels
from graphkit.analysis.columns import Floats, Table, as_table
from graphkit.analysis.facets import Facet
from graphkit.analysis.overlap.profiles import choose_statements, make_profile
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

COLUMNS = ("cluster", "actors", "columns", "inside", "share")
SEEDS = 10
MOST_CLUSTERS, MOST_MOVES = 12, 200

METHOD = Method(
    "bipartite clusters",
    "maximise sum_ia (x_ia - g k_i d_a / m) [same cluster], x the numbers of statements, k and d row and column "
    "totals, m their sum; the best of ten seeds",
    "M. J. Barber, Phys. Rev. E 76 (2007) 066102, with its search by rows and columns in turn (BRIM)",
)


def find_two_sided_clusters(
    source: Graph | Table,
    columns: str | Facet = "objective",
    *,
    rows: str = "actor",
    resolution: float = 1.0,
    seed: int = 7,
    kinds: Sequence[str] = (),
    start: int | None = None,
    end: int | None = None,
) -> Result:
    """Return clusters that hold rows and columns alike: who gathers around what."""
    check_resolution(resolution)
    check_seed(seed)
    table = as_table(source)
    profile = make_profile(table, rows, columns, keep=choose_statements(table, kinds, start, end))
    axis = profile.columns
    used_rows, used_columns = (np.flatnonzero(profile.counts.any(axis=axis)) for axis in (1, 0))
    if not len(used_rows):
        raise InputError(f"No {rows} speaks of any {profile.columns.name}, so there is nothing to cluster.")
    counts = profile.counts[np.ix_(used_rows, used_columns)]
    best = max((partition_two_sided(counts, resolution, seed + n) for n in range(SEEDS)), key=lambda x: x[1])
    labels, quality = best
    findings = []
    for cluster in range(int(labels.max()) + 1):
        here = labels == cluster
        i, j = np.flatnonzero(here[: len(used_rows)]), np.flatnonzero(here[len(used_rows) :])
        inside, whole = counts[np.ix_(i, j)].sum(), counts[i].sum() + counts[:, j].sum()
        values = {
            "cluster": cluster + 1,
            "actors": [profile.rows.ids[used_rows[x]] for x in i],
            "columns": [axis.titles[used_columns[x]] for x in j],
            "inside": int(inside),
            "share": round(float(2 * inside / whole), 3) if whole else None,
        }
        behind = [s for a in i for c in j for s in profile.statements(int(used_rows[a]), int(used_columns[c]))[:2]]
        key = [rows, axis.name, *(profile.rows.ids[used_rows[x]] for x in i), *(axis.ids[used_columns[x]] for x in j)]
        findings.append(make_finding("two-sided cluster", key, values, dict.fromkeys(behind)))
    parameters = {"rows": rows, "columns": profile.columns.name, "resolution": resolution, "seed": seed,
                  "kinds": list(kinds), "start": start, "end": end}  # fmt: skip
    title = f"{rows.capitalize()}s and the {profile.columns.name}s they gather around"
    notes = (f"Bipartite modularity {quality:.3f}.",)
    return Result("two-sided clusters", title, COLUMNS, tuple(findings), (METHOD,), parameters, (), notes)


def partition_two_sided(counts: Floats, resolution: float, seed: int) -> tuple[Labels, float]:
    """Return labels of rows then columns, and Barber's modularity of the partition at resolution 1.

    Columns start in random clusters, from two to as many as there are rows or columns; rows and columns then move in
    turn to where they gain most, until none moves; the best end is kept.
    """
    rows, columns = map(int, counts.shape)
    excess = counts - resolution * np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    rng = np.random.default_rng(seed)
    best, most = np.zeros(rows + columns, np.int64), float(excess.sum())
    for clusters in range(2, min(rows, columns, MOST_CLUSTERS) + 1):
        start: Labels = rng.integers(0, clusters, columns)
        sides, gain = _move(excess, start, clusters)
        if gain > most + 1e-9:
            best, most = sides, gain
    labels = order_labels(best)
    return labels, find_two_sided_modularity(counts, labels)


def _move(excess: Floats, columns: Labels, clusters: int) -> tuple[Labels, float]:
    """Return the labels at which no row and no column gains by moving, and the excess inside clusters."""
    gain = -np.inf
    for _ in range(MOST_MOVES):
        rows = (excess @ np.eye(clusters)[columns]).argmax(axis=1)
        by_row = excess.T @ np.eye(clusters)[rows]
        columns = by_row.argmax(axis=1)
        now = float(by_row.max(axis=1).sum())
        if now <= gain + 1e-9:
            break
        gain = now
    return np.concatenate([rows, columns]).astype(np.int64), gain


def find_two_sided_modularity(counts: Floats, labels: Labels) -> float:
    """Return Barber's modularity: sum over same clusters of (x_ia - k_i d_a / m) / m."""
    whole = counts.sum()
    excess = counts - np.outer(counts.sum(axis=1), counts.sum(axis=0)) / whole
    same = labels[: counts.shape[0]][:, None] == labels[counts.shape[0] :][None, :]
    return float(excess[same].sum() / whole)
