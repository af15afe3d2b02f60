"""Is an overlap more than two rows of that activity would share anyway?

The bipartite configuration model gives each cell of a 0/1 matrix the probability p_ia = x_i y_a / (1 + x_i y_a) such
that all row and column totals are kept on average and nothing else is assumed. The overlap of two rows is then a sum
of independent events with probabilities p_ia p_ja, a Poisson-binomial variable, whose tail is computed exactly. Rows
of equal totals have equal probabilities, so the tail is computed once for each pair of totals, not of rows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Bools, Floats, Ints
from graphkit.errors import InputError, OptionError

TOLERANCE = 1e-11
BLOCK = 512

BICM = Method(
    "chance of an overlap",
    "p_ia = x_i y_a / (1 + x_i y_a) with sum_a p_ia = k_i and sum_i p_ia = d_a (maximum entropy); p-value = "
    "P(V >= v) with V = sum of Bernoulli(p_ia p_ja), exact by the recursion over columns",
    "Saracco, Di Clemente, Gabrielli, Squartini, Sci. Rep. 5 (2015) 10595; Saracco et al., New J. Phys. 19 (2017) "
    "053022; Poisson-binomial: Y. Hong, Comput. Stat. Data Anal. 59 (2013) 41-51",
)
FDR = Method(
    "false discovery rate",
    "q_(r) = min over s >= r of p_(s) m / s, m = number of pairs tested",
    "Benjamini, Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300",
)
POWER = Method(
    "smallest detectable overlap",
    "least v with P(V >= v) <= alpha / m: what one pair alone would need; none where even sharing all columns of the "
    "less active row is not enough",
    "graphkit, from the null model above; alpha / m is the first threshold of Benjamini and Hochberg's procedure",
)


@dataclass(frozen=True)
class Chances:
    """For each pair of rows i < j, in order: overlap, expected, p and q values, smallest detectable overlap."""

    left: Ints
    right: Ints
    shared: Ints
    expected: Floats
    p: Floats
    q: Floats
    detectable: Ints
    """-1 where no possible overlap could have been detected."""
    alpha: float

    @property
    def significant(self) -> Bools:
        """Which pairs share more than chance gives, at the false discovery rate alpha."""
        result: Bools = self.q <= self.alpha
        return result

    @property
    def power(self) -> float:
        """Share of the pairs for which some possible overlap could have been detected."""
        return float((self.detectable >= 0).mean()) if len(self.left) else float("nan")


def find_chances(binary: Bools, alpha: float = 0.05, shared: Ints | None = None) -> Chances:
    """Test the overlaps of all pairs of rows of an R x C 0/1 matrix.

    ``shared``: R x R overlaps to test in place of those of the matrix (such as those not due to joint statements).
    """
    if not 0 < alpha < 1:
        raise OptionError(f"alpha is {alpha}; it must be between 0 and 1.")
    rows = binary.shape[0]
    if rows < 2:
        raise InputError("An overlap needs at least two rows that say something; the graph has one or none.")
    left, right = (part.astype(np.int32) for part in np.triu_indices(rows, 1))
    seen = (binary.astype(np.int32) @ binary.astype(np.int32).T) if shared is None else shared
    overlap = seen[left, right].astype(np.int32)
    p_cells = solve_bicm(binary)
    kinds, kind = np.unique(p_cells, axis=0, return_inverse=True)
    degree = binary.sum(axis=1)
    expected, p, detectable = _test_pairs(kinds, kind.ravel(), degree, left, right, overlap, alpha / len(left))
    return Chances(left, right, overlap, expected, p, adjust_fdr(p), detectable, alpha)


def _test_pairs(
    kinds: Floats,
    kind: NDArray[np.intp],
    degree: NDArray[np.int64],
    left: Ints,
    right: Ints,
    overlap: Ints,
    level: float,
) -> tuple[Floats, Floats, Ints]:
    """Return expected overlap, p-value and smallest detectable overlap of pairs, once a pair of kinds of rows."""
    first, second = np.minimum(kind[left], kind[right]), np.maximum(kind[left], kind[right])
    mean = kinds @ kinds.T
    codes, which = _number(first * len(kinds) + second, len(kinds) ** 2)
    reach = np.zeros(len(codes), np.int64)
    np.maximum.at(reach, which, overlap)
    reach = np.maximum(reach, _chernoff(mean.ravel()[codes], level, kinds.shape[1]))
    by_reach = np.argsort(reach, kind="stable")
    place = np.empty_like(by_reach)
    place[by_reach] = np.arange(len(codes))
    order = np.argsort(place[which], kind="stable")
    bounds = np.searchsorted(place[which][order], np.arange(0, len(codes) + BLOCK, BLOCK))
    p, least = np.empty(len(left)), np.empty(len(left), np.int64)
    for number, start in enumerate(range(0, len(codes), BLOCK)):
        chosen = by_reach[start : start + BLOCK]
        a, b = np.divmod(codes[chosen], len(kinds))
        tails = poisson_binomial_tails(kinds[a] * kinds[b], int(reach[chosen].max()))
        pairs = order[bounds[number] : bounds[number + 1]]
        local = place[which[pairs]] - start
        p[pairs] = tails[local, overlap[pairs]]
        found = np.where((tails <= level).any(axis=1), np.argmax(tails <= level, axis=1), kinds.shape[1] + 1)
        least[pairs] = found[local]
    least[least > np.minimum(degree[left], degree[right])] = -1
    return mean[first, second], p, least.astype(np.int32)


def _number(codes: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes that occur (0 <= code < size), in order, and the place of each code among them."""
    found = np.flatnonzero(np.bincount(codes, minlength=size))
    place = np.zeros(size, np.int64)
    place[found] = np.arange(len(found))
    numbered: NDArray[np.int64] = place[codes]
    return found, numbered


def _chernoff(mean: Floats, level: float, most: int) -> NDArray[np.int64]:
    """Return values v that P(V >= v) <= level is sure to hold at; ``most`` where the bound shows none.

    P(V >= v) <= exp(v - m - v log(v / m)) for v >= m (H. Chernoff, Ann. Math. Stat. 23 (1952) 493-507).
    """
    safe = np.maximum(mean, 1e-12)
    low, high = safe.copy(), np.full(len(mean), float(most))
    for _ in range(24):
        middle = (low + high) / 2
        enough = middle - safe - middle * np.log(middle / safe) <= np.log(level)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    result: NDArray[np.int64] = np.minimum(np.ceil(high), most).astype(np.int64)
    return result


def poisson_binomial_tails(chance: Floats, most: int | None = None) -> Floats:
    """Return N x (most + 1) values P(V >= v) of sums of C independent events with N x C probabilities.

    ``most``: the largest v asked for, C by default. States above it are held as one, so nothing is lost in rounding.
    """
    size, columns = chance.shape
    top = columns if most is None else most
    mass = np.zeros((top + 1, size))
    mass[0] = 1
    step = np.empty_like(mass)
    for number in range(columns):
        p, end = np.ascontiguousarray(chance[:, number]), min(number + 1, top)
        np.multiply(mass[:end], p, out=step[:end])
        mass[: min(end, top)] *= 1 - p
        mass[1 : end + 1] += step[:end]
    tails = np.cumsum(mass[::-1], axis=0)[::-1]
    result: Floats = np.minimum(tails.T, 1)
    result[:, 0] = 1
    return result


def adjust_fdr(p: Floats) -> Floats:
    """Return Benjamini-Hochberg q-values of p-values."""
    from scipy.stats import false_discovery_control

    result: Floats = false_discovery_control(p)
    return result


def solve_bicm(binary: Bools) -> Floats:
    """Return the R x C probabilities of the bipartite configuration model of a 0/1 matrix.

    Empty and full rows and columns are certain (0 or 1) and taken out first, again and again; the rest is solved for
    the distinct totals by Newton's method on the likelihood, which is concave.
    """
    p = np.zeros(binary.shape)
    rows, columns = np.ones(binary.shape[0], bool), np.ones(binary.shape[1], bool)
    peeled = True
    while peeled and rows.any() and columns.any():
        part = binary[np.ix_(rows, columns)]
        peeled = _peel(p, part.sum(axis=1), part.shape[1], rows, columns, by_row=True)
        if not peeled:
            peeled = _peel(p, part.sum(axis=0), part.shape[0], columns, rows, by_row=False)
    if rows.any() and columns.any():
        part = binary[np.ix_(rows, columns)]
        p[np.ix_(rows, columns)] = _solve(part.sum(axis=1), part.sum(axis=0))
    return p


def _peel(p: Floats, total: NDArray[np.int64], full: int, side: Bools, other: Bools, by_row: bool) -> bool:
    """Fix the empty and full lines of one side and take them out; return whether there were any."""
    certain = (total == 0) | (total == full)
    lines = np.flatnonzero(side)[certain]
    for line, value in zip(lines, total[certain] == full, strict=True):
        if by_row:
            p[line, other] = value
        else:
            p[other, line] = value
    side[lines] = False
    return bool(len(lines))


def _solve(row_totals: NDArray[np.int64], column_totals: NDArray[np.int64]) -> Floats:
    """Return the probabilities for totals of which none is empty or full."""
    k, k_at, k_count = np.unique(row_totals, return_inverse=True, return_counts=True)
    d, d_at, d_count = np.unique(column_totals, return_inverse=True, return_counts=True)
    theta = np.log(k / np.sqrt(row_totals.sum()))
    eta = np.log(d / np.sqrt(row_totals.sum()))
    for _ in range(500):
        p = _logistic(theta[:, None] + eta[None, :])
        gap = np.concatenate([k_count * (k - p @ d_count), d_count * (d - k_count @ p)])
        if np.abs(gap).max() < TOLERANCE * max(row_totals.sum(), 1):
            break
        step = _newton_step(p * (1 - p) * np.outer(k_count, d_count), gap)
        step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-300))
        theta, eta = theta + step[: len(k)], eta + step[len(k) :]
    else:
        raise InputError("The null model of this matrix does not converge: its rows are almost empty or almost full.")
    return p[np.ix_(k_at.ravel(), d_at.ravel())]


def _newton_step(weight: Floats, gap: Floats) -> Floats:
    """Return the Newton step; the one free direction (x scaled up, y down) is left at rest."""
    hessian = np.block([[np.diag(weight.sum(axis=1)), weight], [weight.T, np.diag(weight.sum(axis=0))]])
    rest = np.concatenate([np.ones(weight.shape[0]), -np.ones(weight.shape[1])])
    scale = np.trace(hessian) / len(rest) ** 2
    result: Floats = np.linalg.solve(hessian + scale * np.outer(rest, rest), gap)
    return result


def _logistic(value: Floats) -> Floats:
    return np.exp(-np.logaddexp(0, -value))
