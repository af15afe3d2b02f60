"""The same network from statements drawn anew, and with the errors the reading is known to make."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.certainty import Accuracy
from graphkit.analysis.columns import Floats
from graphkit.analysis.overlap.profiles import Profile

METHOD = Method(
    "resampling",
    "statements drawn with Poisson(1) weights; each count c then becomes Binomial(c, precision) + Poisson(row total x "
    "column share x precision (1 - recall) / recall), where precision and recall have been measured",
    "B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993); Poisson bootstrap: Hanley, MacGibbon, "
    "Comput. Methods Programs Biomed. 83 (2006) 57-62",
)


@dataclass(frozen=True, slots=True)
class Error:
    """Precision and recall of the links behind a profile."""

    precision: float
    recall: float

    @classmethod
    def of(cls, accuracy: Accuracy, columns: str) -> "Error | None":
        """Return the measured error of links to a facet; None where it was not measured."""
        first = columns.split("+")[0]
        recall, precision = accuracy.link_recall(first), accuracy.link_precision(first)
        return None if recall is None or precision is None or recall <= 0 else cls(precision, recall)


def resample(profile: Profile, replicates: int, seed: int, error: Error | None = None) -> Iterator[Floats]:
    """Yield R x C matrices of counts, one a replicate."""
    rng = np.random.default_rng(seed)
    size = len(profile.rows) * len(profile.columns)
    for _ in range(replicates):
        weights = rng.poisson(1.0, len(profile.table))
        drawn = weights[profile.cells.members].astype(np.float64)
        counts = np.bincount(profile.cells.codes, drawn, size).astype(np.float64).reshape(profile.counts.shape)
        yield counts if error is None else _with_error(rng, counts, error)


def _with_error(rng: np.random.Generator, counts: Floats, error: Error) -> Floats:
    right = rng.binomial(counts.astype(np.int64), error.precision)
    share = counts.sum(axis=0) / max(counts.sum(), 1)
    expected = np.outer(counts.sum(axis=1), share) * error.precision
    missed = rng.poisson(expected * (1 - error.recall) / error.recall)
    result: Floats = (right + missed).astype(np.float64)
    return result
