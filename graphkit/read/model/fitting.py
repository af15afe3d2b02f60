"""Fits linear heads to labels: ridge-penalised logistic regression, several heads at once.

Multinomial (one of several) or one head for each output; minimised by L-BFGS (D. C. Liu, J. Nocedal, Mathematical
Programming 45, 1989) from a fixed start, so equal labels give equal weights on one machine.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.read.model.bank import Figures

Values = NDArray[Any]


def find_names(rows: Sequence[Figures], texts: Sequence[str], least: int = 3) -> tuple[str, ...]:
    """Return the names of the figures that occur in at least so many texts, in order."""
    seen: dict[str, set[str]] = defaultdict(set)
    for row, text in zip(rows, texts, strict=True):
        for name in row:
            if len(seen[name]) < least:
                seen[name].add(text)
    return tuple(sorted(name for name, held in seen.items() if len(held) >= least))


def make_table(rows: Sequence[Figures], names: Sequence[str]) -> Any:
    """Return rows x names as a sparse matrix."""
    from scipy.sparse import csr_matrix

    index = {name: i for i, name in enumerate(names)}
    indptr, indices, data = [0], [], []
    for row in rows:
        for name, value in row.items():
            j = index.get(name)
            if j is not None:
                indices.append(j)
                data.append(value)
        indptr.append(len(indices))
    return csr_matrix((np.array(data, np.float32), indices, indptr), shape=(len(rows), len(names)))


def fit(
    table: Any,
    dense: Values,
    targets: Values,
    weights: Values,
    ridge: float = 5.0,
    one: bool = False,
    steps: int = 60,
    start: Values | None = None,
) -> tuple[Values, Values]:
    """Return weights of the n x d table and of the n x e vectors for n x c targets (0 to 1) of n x c weights.

    ``one``: the targets of a row sum to 1 and exclude each other. ``start``: (d + e) x c weights that the penalty
    draws to, instead of to zero: what was learnt before is kept where the labels do not speak against it.
    """
    from scipy.optimize import minimize

    wide, across = table.shape[1], table.T.tocsr()
    shape = (wide + dense.shape[1], targets.shape[1])
    origin = np.zeros(shape, np.float32) if start is None else start

    def loss(flat: Any) -> tuple[float, Any]:
        beta = flat.reshape(shape).astype(np.float32)
        scores = table @ beta[:wide] + dense @ beta[wide:]
        total, slope = (_loss_one if one else _loss_each)(scores, targets, weights)
        gradient = np.vstack([across @ slope, dense.T @ slope]) + ridge * (beta - origin)
        away = flat - origin.ravel()
        return total + 0.5 * ridge * float((away**2).sum()), gradient.astype(np.float64).ravel()

    options = {"maxiter": steps, "maxcor": 6, "ftol": 1e-7}
    found = minimize(loss, origin.ravel().astype(np.float64), jac=True, method="L-BFGS-B", options=options)
    beta = found.x.reshape(shape).astype(np.float32)
    return beta[:wide], beta[wide:]


def _loss_each(scores: Values, targets: Values, weights: Values) -> tuple[float, Values]:
    total = (weights * (np.logaddexp(0, scores) - targets * scores)).sum(dtype=np.float64)
    return float(total), weights * (1 / (1 + np.exp(-scores)) - targets)


def _loss_one(scores: Values, targets: Values, weights: Values) -> tuple[float, Values]:
    scores = scores - scores.max(axis=1, keepdims=True)
    parts = np.exp(scores)
    whole = parts.sum(axis=1, keepdims=True)
    given = weights * targets
    total = -(given * (scores - np.log(whole))).sum(dtype=np.float64)
    slope: Values = parts / whole * given.sum(axis=1, keepdims=True) - given
    return float(total), slope
