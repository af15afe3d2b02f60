"""Whether actors differ by camps at all: the leading contrast of who speaks of what, against shuffled statements."""

from dataclasses import dataclass

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Bools, Floats, Table
from graphkit.analysis.facets import Facet, get_facet

SHUFFLES = 199
LEVEL = 0.02
"""Stricter than the usual 0.05, so that of twenty shuffled sets of texts at most one shows clusters."""
SHOWN_EDGE = 0.95

METHOD = Method(
    "clusters beyond chance",
    "T = leading singular value of r_ia = (x_ia - k_i d_a / m) / sqrt(k_i d_a), x the numbers of statements; p = (1 + "
    "shuffles with T as large) / (1 + shuffles), a shuffle giving whole statements to other speakers; clusters are "
    "named where p <= 0.02",
    "correspondence analysis: M. Greenacre, Theory and Applications of Correspondence Analysis (1984); permutation "
    "test: E. J. G. Pitman, J. R. Stat. Soc. Suppl. 4 (1937) 119-130",
)


@dataclass(frozen=True, slots=True)
class Null:
    """The contrast found, the one that 95 % of shuffles stay below, and the p-value."""

    contrast: float
    shuffled: float
    p: float
    shuffles: int

    @property
    def beyond_chance(self) -> bool:
        """Whether the actors differ more than shuffled statements do."""
        return self.p <= LEVEL

    def describe(self) -> str:
        """Return the result in one sentence."""
        verdict = "beyond chance" if self.beyond_chance else "no clusters beyond chance"
        return (
            f"Contrast {self.contrast:.3f}; with shuffled statements 95 % stay below {self.shuffled:.3f} "
            f"(p {self.p:.3f}, {self.shuffles} shuffles): {verdict}."
        )


def find_residuals(counts: Floats) -> Floats:
    """Return R x C standardised residuals of counts; 0 in empty rows and columns."""
    whole = max(float(counts.sum()), 1.0)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / whole
    return np.divide(counts - expected, np.sqrt(expected), out=np.zeros_like(counts), where=expected > 0)


def find_cosines(counts: Floats) -> Floats:
    """Return V x V alignments: cosines of the rows' standardised residuals."""
    residuals = find_residuals(counts)
    length = np.sqrt((residuals**2).sum(axis=1, keepdims=True))
    unit = np.divide(residuals, length, out=np.zeros_like(residuals), where=length > 0)
    # einsum sums in one order on every machine, which a BLAS product does not.
    result: Floats = np.round(np.einsum("ia,ja->ij", unit, unit), 9)
    return result


def find_camps(
    table: Table, columns: Facet, keep: Bools | None, actors: Bools, seed: int, shuffles: int = SHUFFLES
) -> Null:
    """Test whether some actors differ from others in what they speak of.

    ``keep``: S booleans, which statements count; ``actors``: A booleans, which actors are compared.
    """
    from scipy.sparse import csr_matrix

    (_, said), (axis, ties) = get_facet(table, "actor"), columns
    size = len(table)
    who = csr_matrix((np.ones(len(said)), (said.rows, said.cols)), shape=(size, len(actors)))[:, actors]
    what = csr_matrix((np.ones(len(ties)), (ties.rows, ties.cols)), shape=(size, len(axis)))
    used = (np.diff(who.indptr) > 0) & (np.diff(what.indptr) > 0) & (True if keep is None else keep)
    rows = np.flatnonzero(used)
    who, what = who[rows], what[rows]
    rng = np.random.default_rng(seed)
    real = _contrast((who.T @ what).toarray())
    drawn = np.array([_contrast((who[rng.permutation(len(rows))].T @ what).toarray()) for _ in range(shuffles)])
    p = (1 + int((drawn >= real - 1e-9).sum())) / (1 + shuffles)
    edge = float(np.quantile(drawn, SHOWN_EDGE)) if shuffles else float("nan")
    return Null(round(real, 6), round(edge, 6), round(p, 4), shuffles)


def _contrast(counts: Floats) -> float:
    if not counts.sum():
        return 0.0
    residuals = find_residuals(counts) / np.sqrt(counts.sum())
    return float(np.linalg.svd(residuals, compute_uv=False)[0])
