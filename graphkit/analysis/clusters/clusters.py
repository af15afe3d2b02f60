"""Cooperation clusters of actors: how many, how stable, what each stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Finding, Method, Result, Shown, make_finding
from graphkit.analysis.certainty import Accuracy, read_accuracy
from graphkit.analysis.checks import check_seed
from graphkit.analysis.clusters.actor_ties import (
    COMPONENTS,
    METHOD,
    ActorTies,
    find_priority_ties,
    make_actor_ties,
    mix,
)
from graphkit.analysis.clusters.null import METHOD as NULL
from graphkit.analysis.clusters.null import Null, find_camps
from graphkit.analysis.clusters.partition import (
    CONSENSUS,
    LEIDEN,
    RAND,
    SEEDS,
    Labels,
    check_resolution,
    co_assign,
    find_consensus,
    find_modularity,
    find_partition,
    find_rand,
    find_recovery,
    make_edges,
)
from graphkit.analysis.clusters.resampling import METHOD as RESAMPLING
from graphkit.analysis.clusters.resampling import Error, resample
from graphkit.analysis.columns import Axis, Floats, Positions, Table, as_table
from graphkit.analysis.facets import Facet, get_facet
from graphkit.analysis.overlap.distinctive import LEAST_Z, find_distinctive
from graphkit.analysis.overlap.distinctive import METHOD as DISTINCTIVE
from graphkit.analysis.overlap.profiles import Profile, choose_statements, make_profile
from graphkit.errors import InputError, OptionError
from graphkit.graph.graph import Graph

RANGE = (0.5, 2.5)
STEPS = 11
REPLICATES = 100
TRIAL_REPLICATES = 20
STANDS_FOR = ("objective", "group", "principle")
COLUMNS = ("cluster", "size", "members", "member_titles", "stability", "verdict", "priorities", "memberships",
           "mechanisms", "stands_for", "stands_for_ids")  # fmt: skip
TIE_COLUMNS = ("left", "right", "weight", "priorities", "memberships", "mechanisms", "same_cluster", "stability")

STABILITY = Method(
    "stability",
    "cluster: mean over replicates of the largest Jaccard index with a cluster of the replicate (0.75 and more stable, "
    "0.6 to 0.75 a pattern, less doubtful); tie: share of replicates that put both actors together; resolution: the "
    "one in the range whose replicates agree most with the whole (adjusted Rand), trivial partitions aside",
    "C. Hennig, Comput. Stat. Data Anal. 52 (2007) 258-271; U. von Luxburg, Found. Trends Mach. Learn. 2 (2010) 235",
)


@dataclass(frozen=True, repr=False)
class Clusters(Shown):
    """A partition of the actors with the networks, replicates and profiles it rests on."""

    table: Table
    profile: Profile
    ties: ActorTies
    labels: Labels
    resolution: float
    trials: tuple[tuple[float, int, float], ...]
    """Resolution, number of clusters, agreement of its replicates."""
    together: Floats
    """R x R shares of replicates that put two actors together."""
    stability: NDArray[np.float64]
    """One value a cluster."""
    modularity: float
    asks: Facet | None
    parameters: Mapping[str, Any]
    null: Null
    """What shuffled statements give."""
    open_points: tuple[str, ...] = ()

    @property
    def actors(self) -> Axis:
        """The clustered actors."""
        return self.ties.actors

    @property
    def beyond_chance(self) -> bool:
        """Whether there are clusters to name; ties placed by memberships on request are never tested by the texts."""
        return self.null.beyond_chance

    def members(self, cluster: int) -> list[int]:
        """Return the members of a cluster, those most at home in it first."""
        inside = np.flatnonzero(self.labels == cluster)
        home = self.together[np.ix_(inside, inside)].mean(axis=1)
        return [int(inside[i]) for i in np.lexsort((inside, -home))]

    def result(self) -> Result:
        """Return one finding a cluster, the largest first."""
        trials = ", ".join(f"{r:.2g}: {n} clusters ({a:.2f})" for r, n, a in self.trials)
        return Result(
            "clusters",
            "Cooperation clusters",
            COLUMNS,
            tuple(self._cluster(c) for c in range(int(self.labels.max()) + 1)) if self.beyond_chance else (),
            (METHOD, NULL, LEIDEN, CONSENSUS, STABILITY, RAND, RESAMPLING, DISTINCTIVE),
            self.parameters,
            self.open_points,
            (
                self.null.describe(),
                f"Resolution {self.resolution:.3g}, modularity {self.modularity:.3f}. Tried (agreement): {trials}.",
            ),
        )

    def _cluster(self, cluster: int) -> Finding:
        inside = self.members(cluster)
        ids = [self.actors.ids[i] for i in inside]
        stands_for, behind = self._stands_for(inside)
        stability = float(self.stability[cluster])
        values = {
            "cluster": cluster + 1,
            "size": len(inside),
            "members": ids,
            "member_titles": [self.actors.titles[i] for i in inside],
            "stability": round(stability, 3) if len(inside) > 1 else None,
            "verdict": _verdict(stability) if len(inside) > 1 else "alone",
            **self._shares(inside),
            "stands_for": [text for text, _ in stands_for],
            "stands_for_ids": [id for _, id in stands_for],
        }
        return make_finding(
            "cluster", sorted(ids), values, behind, "", round(stability, 3) if len(inside) > 1 else None
        )

    def _shares(self, inside: Sequence[int]) -> dict[str, float | None]:
        """Return which part of the weight inside a cluster each component gives."""
        block = np.ix_(inside, inside)
        whole = sum(self.ties.shares.values())
        parts = {c: float(self.ties.parts[c][block].sum() * self.ties.shares[c] / whole) for c in COMPONENTS}
        total = sum(parts.values())
        return {c: round(v / total, 3) if total else None for c, v in parts.items()}

    def _stands_for(self, inside: Sequence[int]) -> tuple[list[tuple[str, str]], list[str]]:
        """Return the distinctive objectives, groups, principles and asks with ids, and some statements behind them."""
        rows = np.zeros(len(self.profile.rows), bool)
        rows[self.ties.positions[list(inside)]] = True
        named: list[tuple[float, str, str]] = []
        behind: list[str] = []
        facets = [get_facet(self.table, name) for name in STANDS_FOR] + ([self.asks] if self.asks else [])
        for facet in facets:
            profile = make_profile(self.table, "actor", facet)
            z = find_distinctive(profile.counts, rows)
            for a in np.argsort(-z, kind="stable")[:3]:
                if z[a] >= LEAST_Z:
                    text = f"{facet[0].name}: {profile.columns.titles[a]} (z {z[a]:.1f})"
                    named.append((float(z[a]), text, profile.columns.ids[a]))
                    behind += [s for i in np.flatnonzero(rows) for s in profile.statements(int(i), int(a))[:3]]
        named.sort(key=lambda x: (-x[0], x[1]))
        return [found[1:] for found in named], list(dict.fromkeys(behind or self._most_shared(np.flatnonzero(rows))))

    def _most_shared(self, rows: Positions) -> list[str]:
        """Return statements on what most of some rows speak of, for clusters without distinctive matter."""
        speakers = (self.profile.counts[rows] > 0).sum(axis=0)
        best = [int(a) for a in np.argsort(-speakers, kind="stable")[:3] if speakers[a] > 1]
        return [s for a in best for i in rows for s in self.profile.statements(int(i), a)[:2]]

    def tie_result(self, least: float = 0.0) -> Result:
        """Return one finding a tie above a weight, the heaviest first, with its parts and its stability."""
        total = self.ties.total
        left, right = np.nonzero(np.triu(total > least, 1))
        order = np.lexsort((right, left, -total[left, right]))
        findings = tuple(self._tie(int(left[n]), int(right[n]), total) for n in order)
        methods = (METHOD, STABILITY, RESAMPLING)
        return Result("ties", "Ties between actors", TIE_COLUMNS, findings, methods, self.parameters, self.open_points)

    def _tie(self, i: int, j: int, total: Floats) -> Finding:
        ids = (self.actors.ids[i], self.actors.ids[j])
        values = {
            "left": ids[0],
            "right": ids[1],
            "weight": round(float(total[i, j]), 6),
            **{c: round(float(self.ties.parts[c][i, j]), 4) for c in COMPONENTS},
            "same_cluster": bool(self.labels[i] == self.labels[j]),
            "stability": round(float(self.together[i, j]), 3),
        }
        stability = round(float(self.together[i, j]), 3)
        return make_finding("tie", ids, values, self._shared_statements(i, j), "", stability)

    def _shared_statements(self, i: int, j: int) -> list[str]:
        a, b = (int(self.ties.positions[x]) for x in (i, j))
        lesser = np.minimum(self.profile.counts[a], self.profile.counts[b])
        shared = [int(c) for c in np.argsort(-lesser, kind="stable")[:3] if lesser[c] > 0]
        return [s for c in shared for side in (a, b) for s in self.profile.statements(side, c)[:2]]


def _verdict(stability: float) -> str:
    return "stable" if stability >= 0.75 else "pattern" if stability >= 0.6 else "doubtful"


def find_clusters(
    source: Graph | Table,
    columns: str | Facet = "objective",
    *,
    weights: Mapping[str, float] | None = None,
    resolution: float | None = None,
    span: tuple[float, float] = RANGE,
    replicates: int = REPLICATES,
    seed: int = 7,
    least_activity: int = 3,
    speaking: bool = True,
    kinds: Sequence[str] = (),
    start: int | None = None,
    end: int | None = None,
    accuracy: Accuracy | None = None,
    asks: Facet | None = None,
) -> Clusters:
    """Return the cooperation clusters of the actors.

    ``columns``: the facet of the shared priorities; ``weights``: shares of priorities, memberships and mechanisms in
    a tie (1, 0, 0: memberships place nobody); ``resolution``: None chooses it from ``span``; ``speaking``: only actors
    with ``least_activity`` statements; ``asks``: the facet of recurring
    asks, to say what clusters stand for. InputError where fewer than two actors have a tie.
    """
    if replicates < 1:
        raise OptionError(f"replicates is {replicates}; it must be 1 or more.")
    check_seed(seed)
    if span[0] > span[1]:
        raise OptionError(f"The resolutions go from {span[0]:g} to {span[1]:g}: the first must not be larger.")
    resolutions = [check_resolution(r) for r in (span if resolution is None else (resolution,))]
    table = as_table(source)
    profile = make_profile(table, "actor", columns, keep=choose_statements(table, kinds, start, end))
    ties = make_actor_ties(table, profile, weights, least_activity, speaking)
    if len(ties.actors) < 2:
        raise InputError(
            "Clusters need at least two actors that share a priority, a body or a mechanism; there are none."
        )
    facet = columns if not isinstance(columns, str) else get_facet(table, columns)
    compared = np.zeros(len(table.axes["actor"]), bool)
    compared[ties.positions] = True
    null = find_camps(table, facet, choose_statements(table, kinds, start, end), compared, seed)
    known = accuracy if accuracy is not None else read_accuracy()
    error = Error.of(known, profile.columns.name)
    drawn = [_redraw(ties, profile, counts, least_activity) for counts in resample(profile, replicates, seed, error)]
    seeds = [seed + n for n in range(SEEDS)]
    edges = make_edges(ties.total)
    chosen = _choose(edges, drawn[:TRIAL_REPLICATES], seeds, resolutions, resolution)
    labels = find_consensus(edges, chosen[0], seeds)
    runs = [find_partition(make_edges(total), chosen[0], seed + n) for n, total in enumerate(drawn)]
    parameters = {
        "columns": profile.columns.name, "weights": dict(ties.shares), "resolution": resolution, "span": list(span),
        "replicates": replicates, "seed": seed, "least_activity": least_activity, "speaking": speaking,
        "kinds": list(kinds), "start": start,
        "end": end,
    }  # fmt: skip
    return Clusters(
        table, profile, ties, labels, chosen[0], tuple(chosen[1]), co_assign(runs), find_recovery(labels, runs),
        find_modularity(edges, labels), asks, parameters, null, _open_points(error, profile, ties),
    )  # fmt: skip


def _redraw(ties: ActorTies, profile: Profile, counts: Floats, least_activity: int) -> Floats:
    """Return the ties of a replicate: shared priorities anew, memberships and mechanisms as they are."""
    spoken = profile.spoken()[ties.positions] >= max(least_activity, 1)
    drawn = np.where(spoken[:, None], counts[ties.positions], 0)
    return mix({**ties.parts, "priorities": find_priority_ties(drawn)}, ties.shares)


def _choose(
    edges: Any, drawn: Sequence[Floats], seeds: Sequence[int], span: Sequence[float], fixed: float | None
) -> tuple[float, list[tuple[float, int, float]]]:
    """Return the resolution whose replicates agree most with the whole network, and all that were tried."""
    grid = [fixed] if fixed is not None else np.geomspace(span[0], span[1], STEPS).tolist()
    networks = [make_edges(total) for total in drawn]
    trials = []
    for value in grid:
        labels = find_consensus(edges, value, seeds)
        found = [find_rand(labels, find_partition(network, value, seeds[0] + n)) for n, network in enumerate(networks)]
        trials.append((float(value), int(labels.max()) + 1, float(np.mean(found))))
    real = [t for t in trials if 1 < t[1] <= max(edges.size / 2, 2)] or trials
    return max(real, key=lambda t: (round(t[2], 6), -abs(np.log(t[0]))))[0], trials


def _open_points(error: Error | None, profile: Profile, ties: ActorTies) -> tuple[str, ...]:
    lines = []
    if error is None:
        lines.append(
            f"What the reading's errors do to the clusters: its accuracy for {profile.columns.name}s has not been "
            "measured; stability covers the choice of statements only."
        )
    silent = int((profile.counts[ties.positions].sum(axis=1) == 0).sum())
    if silent:
        lines.append(f"{silent} of {len(ties.actors)} actors say nothing; only memberships and mechanisms place them.")
    return tuple(lines)
