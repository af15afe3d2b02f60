"""A bank of linear heads: named figures and vectors in, one score for each name out; exact on every machine.

Figures, vectors and weights are whole numbers of fixed steps, and their sums stay below 2**53: no order of summing,
so no BLAS, thread count or processor, changes a score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.read.encoder import GRID

Figures = dict[str, float]
Scores = NDArray[np.float64]
FIGURE = 64
"""Figures are multiples of 1 / FIGURE."""
WEIGHT = 2**20
"""Scores are multiples of 1 / WEIGHT."""
_AT_ONCE = 128
"""Rows scored together, so that memory does not grow with the document."""


@dataclass(frozen=True)
class Bank:
    """Weights of several heads over the same figures."""

    outputs: tuple[str, ...]
    names: tuple[str, ...]
    """Names of the figures, one row of ``weights`` each."""
    weights: NDArray[np.int64]
    """Figures x outputs, in steps of FIGURE / WEIGHT."""
    dense: NDArray[np.float64]
    """Components of the vectors x outputs, whole numbers; no row where the heads were fitted without an encoder."""
    index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {name: i for i, name in enumerate(self.names)})

    def score(self, rows: Sequence[Figures], vectors: NDArray[np.int64]) -> Scores:
        """Return n x outputs scores (log odds, or what a softmax takes) of n rows of figures and of vectors."""
        starts = range(0, len(rows), _AT_ONCE)
        parts = [self._score(rows[i : i + _AT_ONCE], vectors[i : i + _AT_ONCE]) for i in starts]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.outputs)))

    def _score(self, rows: Sequence[Figures], vectors: NDArray[np.int64]) -> Scores:
        total = np.zeros((len(rows), len(self.outputs)), np.int64)
        at: list[int] = []
        names: list[int] = []
        values: list[int] = []
        for i, row in enumerate(rows):
            for name, value in row.items():
                j = self.index.get(name)
                if j is not None:
                    at.append(i)
                    names.append(j)
                    values.append(round(value * FIGURE))
        if at:
            starts = np.flatnonzero(np.diff(at, prepend=-1))
            parts = self.weights[names] * np.array(values, np.int64)[:, None]
            total[np.array(at)[starts]] = np.add.reduceat(parts, starts, axis=0)
        if self.dense.shape[0]:
            total += (vectors.astype(np.float64) @ self.dense).astype(np.int64)
        return total / WEIGHT

    def explain(self, row: Figures, output: str) -> list[tuple[float, str]]:
        """Return what each figure adds to one score, by size, the largest first."""
        column = self.outputs.index(output)
        parts = [
            (float(self.weights[j, column] * round(value * FIGURE)) / WEIGHT, name)
            for name, value in row.items()
            if (j := self.index.get(name)) is not None
        ]
        return sorted((p for p in parts if p[0]), key=lambda p: (-abs(p[0]), p[1]))

    def select(self, outputs: Iterable[str]) -> list[int]:
        """Return the columns of some outputs."""
        return [self.outputs.index(name) for name in outputs]


def make_bank(outputs: Sequence[str], names: Sequence[str], weights: Any, dense: Any, least: float = 0.004) -> Bank:
    """Return a bank of fitted weights (figures x outputs, components x outputs) without what weighs next to nothing.

    ``dense`` is per component of a vector as the encoder gives it, in steps of 1 / GRID.
    """
    weights = np.where(np.abs(weights) < least, 0, weights)
    kept = np.flatnonzero(np.abs(weights).sum(axis=1))
    whole = np.rint(weights[kept] * (WEIGHT / FIGURE)).astype(np.int64)
    return Bank(tuple(outputs), tuple(names[int(i)] for i in kept), whole, np.rint(np.asarray(dense) * (WEIGHT / GRID)))
