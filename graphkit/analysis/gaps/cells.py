"""Which statements stand behind each cell of a matrix, found without going through all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.columns import Ints, Ties
from graphkit.analysis.facets import join


@dataclass(frozen=True, slots=True)
class Cells:
    """Statements by cell code = row * width + column; within a cell the best link first."""

    width: int
    codes: NDArray[np.int64]
    members: Ints

    def at(self, row: int, column: int) -> Ints:
        """Return the positions of the statements of a cell."""
        code = row * self.width + column
        a, b = np.searchsorted(self.codes, [code, code + 1])
        return self.members[a:b]

    def counts(self, rows: int) -> Ints:
        """Return the rows x width numbers of statements."""
        return np.bincount(self.codes, minlength=rows * self.width).reshape(rows, self.width).astype(np.int32)


def make_cells(rows: Ties, columns: Ties, width: int) -> Cells:
    """Return the cells of two facets' ties: a statement is in each cell whose row and column it has."""
    a, b = join(rows, columns)
    codes = rows.cols[a].astype(np.int64) * width + columns.cols[b]
    best = np.minimum(rows.scores[a], columns.scores[b])
    order = np.lexsort((rows.rows[a], -best, codes))
    return Cells(width, codes[order], rows.rows[a][order])
