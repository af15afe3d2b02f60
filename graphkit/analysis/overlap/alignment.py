"""Who leans the same way, and what each voice stresses beyond the common agenda: tests that count statements."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, count, make_finding
from graphkit.analysis.checks import check_seed
from graphkit.analysis.clusters.null import find_cosines
from graphkit.analysis.columns import Axis, Floats, Positions, Table, as_table
from graphkit.analysis.facets import get_facet
from graphkit.analysis.overlap.chance import FDR, adjust_fdr
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

SHUFFLES = 999
LEAST_ACTIVITY = 6
ALPHA = 0.05
COLUMNS = ("left", "left_title", "right", "right_title", "alignment", "p", "q", "together", "shared_ids")
STRESS_COLUMNS = ("voice", "voice_title", "column", "column_title", "count", "expected", "ratio", "low", "high", "q")

ALIGNMENT = Method(
    "alignment",
    "A_ij = sum_a r_ia r_ja / sqrt(sum_a r_ia^2 sum_a r_ja^2), r_ia = (x_ia - e_ia) / sqrt(e_ia), e the numbers "
    "expected from totals; p (two-sided, of A itself) by giving whole statements to other voices within strata of "
    "genre and year; together: yes or no where the test can tell, else unknown",
    "Pearson residuals: A. Agresti, Categorical Data Analysis (2013), 3.3; permutation within strata: P. Good, "
    "Permutation, Parametric and Bootstrap Tests of Hypotheses (2005)",
)
STRESS = Method(
    "stress",
    "ratio = x_ia / e_ia with the exact Poisson interval (95 %) of x_ia; q from the permutations",
    "F. Garwood, Biometrika 28 (1936) 437-442",
)


@dataclass(frozen=True)
class Alignment:
    """The voices compared, their numbers of statements by column, and the tests."""

    table: Table
    voices: Axis
    columns: Axis
    counts: Floats
    expected: Floats
    alignment: Floats
    p: Floats
    """V x V, of ``alignment``."""
    p_cell: Floats
    """V x C, of more statements than expected."""
    detectable: float
    """Alignment that 95 % of the shuffled pairs stay below."""
    members: dict[tuple[int, int], list[int]]
    parameters: dict[str, Any]
    too_quiet: tuple[str, ...]

    def result(self) -> Result:
        """Return one finding a pair, the surest and strongest first."""
        left, right = np.triu_indices(len(self.voices), 1)
        q = adjust_fdr(self.p[left, right])
        order = np.lexsort((right, left, -np.abs(self.alignment[left, right]), np.round(q, 9)))
        findings = tuple(self._pair(int(left[n]), int(right[n]), float(q[n])) for n in order)
        name = self.columns.name
        title = f"How voices lean on {name}s: alike (above 0) or apart (below 0)"
        sure = sum(f["together"] is not None for f in findings)
        note = (
            f"{count(len(findings), 'pair')} tested, {sure} differ from chance; a pair must align by about "
            f"{self.detectable:.2f} to be told from chance."
        )
        return Result("alignment", title, COLUMNS, findings, (ALIGNMENT, FDR), self.parameters, self._open(), (note,))

    def stress_result(self, most: float = ALPHA) -> Result:
        """Return what each voice stresses beyond the common agenda, at a false discovery rate."""
        q = adjust_fdr(self.p_cell.ravel()).reshape(self.p_cell.shape)
        cells = [(int(i), int(a)) for i, a in np.argwhere((q <= most) & (self.counts > self.expected))]
        cells.sort(key=lambda c: (q[c], -self.counts[c] / self.expected[c], c))
        findings = tuple(self._cell(i, a, float(q[i, a])) for i, a in cells)
        title = f"What voices stress beyond the common agenda of {self.columns.name}s"
        note = "Empty means: no voice stresses anything more than shuffled statements would."
        notes = () if findings else (note,)
        return Result("stress", title, STRESS_COLUMNS, findings, (STRESS, ALIGNMENT, FDR), self.parameters,
                      self._open(), notes)  # fmt: skip

    def _pair(self, i: int, j: int, q: float) -> Finding:
        lesser = np.minimum(self.counts[i], self.counts[j])
        shared = [int(a) for a in np.argsort(-lesser, kind="stable") if lesser[a] > 0]
        value = float(self.alignment[i, j])
        told = q <= self.parameters["alpha"]
        values = {
            "left": self.voices.ids[i],
            "left_title": self.voices.titles[i],
            "right": self.voices.ids[j],
            "right_title": self.voices.titles[j],
            "alignment": round(value, 4),
            "p": round(float(self.p[i, j]), 4),
            "q": round(q, 4),
            "together": (value > 0) if told else None,
            "shared_ids": [self.columns.ids[a] for a in shared],
        }
        behind = [s for a in shared[:3] for v in (i, j) for s in self.members.get((v, a), [])[:2]]
        return make_finding("alignment", (values["left"], values["right"], self.columns.name), values,
                            dict.fromkeys(self.table.ids(behind)))  # fmt: skip

    def _cell(self, i: int, a: int, q: float) -> Finding:
        low, high = poisson_interval(int(self.counts[i, a]))
        expected = float(self.expected[i, a])
        values = {
            "voice": self.voices.ids[i],
            "voice_title": self.voices.titles[i],
            "column": self.columns.ids[a],
            "column_title": self.columns.titles[a],
            "count": int(self.counts[i, a]),
            "expected": round(expected, 3),
            "ratio": round(float(self.counts[i, a]) / expected, 3),
            "low": round(low / expected, 3),
            "high": round(high / expected, 3),
            "q": round(q, 4),
        }
        key = (values["voice"], values["column"])
        return make_finding("stress", key, values, self.table.ids(self.members.get((i, a), [])))

    def _open(self) -> tuple[str, ...]:
        least = self.parameters["least_activity"]
        quiet = ", ".join(self.too_quiet)
        return (f"Said in fewer than {least} statements, so not compared: {quiet}.",) if quiet else ()


def poisson_interval(number: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean behind a count."""
    from scipy.stats import chi2

    low = 0.0 if number == 0 else float(chi2.ppf(0.025, 2 * number) / 2)
    return low, float(chi2.ppf(0.975, 2 * (number + 1)) / 2)


def find_alignment(
    source: Graph | Table,
    columns: str | None = None,
    *,
    least_activity: int = LEAST_ACTIVITY,
    alpha: float = ALPHA,
    shuffles: int = SHUFFLES,
    seed: int = 7,
) -> Alignment:
    """Return which voices lean the same way, joint speakers folded into one voice.

    ``columns``: None takes sub-themes where the graph has some, else objectives. InputError where fewer than two
    voices say at least ``least_activity`` statements.
    """
    from scipy.sparse import csr_matrix

    check_seed(seed)
    table = as_table(source)
    about = table.ties.get("about")
    name = columns or ("subtheme" if about is not None and len(about) else "objective")
    (voices, said), (axis, ties) = get_facet(table, "voice"), get_facet(table, name)
    who = csr_matrix((np.ones(len(said)), (said.rows, said.cols)), shape=(len(table), len(voices)))
    what = csr_matrix((np.ones(len(ties)), (ties.rows, ties.cols)), shape=(len(table), len(axis)))
    rows = np.flatnonzero((np.diff(who.indptr) > 0) & (np.diff(what.indptr) > 0))
    spoken = np.asarray(who[rows].sum(axis=0)).ravel()
    active = np.flatnonzero(spoken >= least_activity)
    if len(active) < 2:
        found = "one" if len(active) else "no"
        raise InputError(
            f"Shared priorities need two voices with at least {least_activity} statements; the graph holds {found}."
        )
    rows = rows[np.asarray(who[rows][:, active].sum(axis=1)).ravel() > 0]
    who, what = who[rows][:, active].tocsr(), what[rows]
    used = np.flatnonzero(np.asarray(what.sum(axis=0)).ravel() > 0)
    what = what[:, used].tocsr()
    counts = (who.T @ what).toarray()
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    strata = _strata(table, rows)
    p, p_cell, edge = _permute(who, what, strata, counts, shuffles, seed)
    quiet = tuple(voices.titles[i] for i in np.flatnonzero((spoken > 0) & (spoken < least_activity)))
    parameters = {"columns": name, "least_activity": least_activity, "alpha": alpha, "shuffles": shuffles, "seed": seed}
    return Alignment(
        table, voices.take(active), axis.take(used), counts, expected, find_cosines(counts), p, p_cell, edge,
        _members(who, what, rows), parameters, quiet,
    )  # fmt: skip


def _strata(table: Table, rows: Positions) -> list[Positions]:
    """Return positions of the rows by genre and year of their text; strata of one voice can't be shuffled."""
    document = table.document[rows]
    keys = [(table.genres[d], int(table.years[d])) for d in document.tolist()]
    names = sorted(set(keys))
    at = np.array([names.index(k) for k in keys])
    return [np.flatnonzero(at == n) for n in range(len(names))]


def _permute(
    who: Any, what: Any, strata: list[Positions], counts: Floats, shuffles: int, seed: int
) -> tuple[Floats, Floats, float]:
    """Return p of each pair and cell, and the alignment that 95 % of shuffled pairs stay below.

    Where each stratum holds one voice only, statements are shuffled over all strata: else nothing could differ.
    """
    speakers = [len(np.unique(who[part].indices)) for part in strata]
    parts = strata if max(speakers) > 1 else [np.concatenate(strata)]
    rng = np.random.default_rng(seed)
    real = find_cosines(counts)
    over, cells = np.ones_like(real), np.ones_like(counts)
    upper = np.triu_indices(len(real), 1)
    edges = []
    for _ in range(shuffles):
        order = np.arange(who.shape[0])
        for part in parts:
            order[part] = rng.permutation(part)
        drawn = (who[order].T @ what).toarray()
        found = find_cosines(drawn)
        over += np.abs(found) >= np.abs(real) - 1e-9
        cells += drawn >= counts
        edges.append(float(np.quantile(np.abs(found[upper]), 0.95)))
    return over / (shuffles + 1), cells / (shuffles + 1), round(float(np.mean(edges)), 4) if edges else float("nan")


def _members(who: Any, what: Any, rows: Positions) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = {}
    for n, s in enumerate(rows.tolist()):
        for v in who.indices[who.indptr[n] : who.indptr[n + 1]].tolist():
            for a in what.indices[what.indptr[n] : what.indptr[n + 1]].tolist():
                found.setdefault((v, a), []).append(s)
    return found
