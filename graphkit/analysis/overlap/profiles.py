"""Who says how much on what, and the two kinds of networks made of it, in the words of Discourse Network Analyzer.

A profile is an R x C matrix of numbers of statements: rows such as actors, columns such as objectives. ``twomode``
is the matrix itself; ``onemode`` joins rows that share columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.checks import check_years
from graphkit.analysis.columns import NO_YEAR, Axis, Bools, Floats, Ints, Table
from graphkit.analysis.facets import Facet, get_facet, keep_scores, keep_statements
from graphkit.analysis.gaps.cells import Cells, make_cells
from graphkit.errors import InputError, OptionError

DUPLICATES = ("include", "document", "year", "acrossrange")
ONEMODE = ("no", "average", "jaccard", "cosine", "dna-cosine")
TWOMODE = ("no", "activity", "prominence")

DNA = Method(
    "one-mode and two-mode networks",
    "w_ij = sum_a x_ia x_ja. average: w / ((n_i + n_j) / 2); jaccard: w / (m10 + m01 + m11) with m10 = sum of x_i "
    "where x_j = 0 and m11 = w; cosine: w / (|x_i| |x_j|); dna-cosine: w / (n_i n_j), what the program itself computes "
    "under that name. n_i = sum_a x_ia. Two-mode: activity x_ia / n_i, prominence x_ia / sum_i x_ia",
    "P. Leifeld, Discourse Network Analyzer (github.com/leifeld-lab/dna, Exporter.java); P. Leifeld, Discourse Network "
    "Analysis, in: Oxford Handbook of Political Networks (2017)",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """R x C numbers of statements, and the statements of each cell."""

    table: Table
    rows: Axis
    columns: Axis
    counts: Floats
    cells: Cells

    def statements(self, row: int, column: int) -> tuple[str, ...]:
        """Return the ids of a cell's statements, best link first."""
        return self.table.ids(self.cells.at(row, column))

    def active(self) -> Bools:
        """Return which rows say anything."""
        result: Bools = self.counts.sum(axis=1) > 0
        return result

    def spoken(self) -> Ints:
        """Return how many different statements each row has."""
        rows = self.cells.codes // self.cells.width
        pairs = np.unique(rows * np.int64(len(self.table)) + self.cells.members)
        return np.bincount(pairs // len(self.table), minlength=len(self.rows)).astype(np.int32)


def choose_statements(
    table: Table, kinds: Sequence[str] = (), start: int | None = None, end: int | None = None
) -> Bools:
    """Return which statements are of the kinds (all if none is named) and of documents from start to end (years)."""
    keep = table.of_kind(*kinds) if kinds else np.ones(len(table), bool)
    if start is not None or end is not None:
        check_years(table, "a question about years")
        years = table.years[table.document]
        low, high = start if start is not None else 1, end if end is not None else 9999
        if low > high:
            raise OptionError(f"The years go from {low} to {high}: the first must not be after the last.")
        keep &= (years >= low) & (years <= high) & (years != NO_YEAR)
    return keep


def make_profile(
    table: Table,
    rows: str | Facet = "actor",
    columns: str | Facet = "objective",
    *,
    duplicates: str = "include",
    min_score: float = 0.0,
    keep: Bools | None = None,
) -> Profile:
    """Return the profile of rows and columns (facets or their names).

    ``duplicates``: include counts every statement; document, year: a cell counts once a document or year;
    acrossrange: a cell counts once. ``keep``: S booleans, which statements count.
    """
    if duplicates not in DUPLICATES:
        raise OptionError(f"duplicates is '{duplicates}'. Choose one of {', '.join(DUPLICATES)}.")
    sides = []
    for side in (rows, columns):
        facet = get_facet(table, side) if isinstance(side, str) else side
        facet = keep_scores(facet, min_score)
        sides.append(facet if keep is None else keep_statements(facet, keep))
    (row_axis, row_ties), (column_axis, column_ties) = sides
    cells = make_cells(row_ties, column_ties, len(column_axis))
    shape = (len(row_axis), len(column_axis))
    return Profile(table, row_axis, column_axis, _count(table, cells, shape, duplicates), cells)


def _count(table: Table, cells: Cells, shape: tuple[int, int], duplicates: str) -> Floats:
    codes = cells.codes
    if duplicates == "acrossrange":
        codes = np.unique(codes)
    elif duplicates != "include":
        document = table.document[cells.members]
        label = document if duplicates == "document" else table.years[document]
        codes = np.unique(np.column_stack([codes, label]), axis=0)[:, 0]
    return np.bincount(codes, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def make_onemode(counts: Floats, normalization: str = "no") -> Floats:
    """Return the R x R network of rows that share columns; the diagonal is 0, and rows without statements have none.

    See the method note for the formulas. InputError where a count is not a number.
    """
    if normalization not in ONEMODE:
        raise OptionError(f"A one-mode network has no normalization '{normalization}'. Choose {', '.join(ONEMODE)}.")
    _check_finite(counts)
    shared = counts @ counts.T
    total = counts.sum(axis=1)
    length = np.sqrt((counts**2).sum(axis=1))
    norms: dict[str, Callable[[], Floats]] = {
        "no": lambda: np.ones_like(shared),
        "average": lambda: (total[:, None] + total[None, :]) / 2,
        "jaccard": lambda: _jaccard_norm(counts, shared),
        "cosine": lambda: np.outer(length, length),
        "dna-cosine": lambda: np.outer(total, total),
    }
    norm = norms[normalization]()
    result: Floats = np.divide(shared, norm, out=np.zeros_like(shared), where=norm > 0)
    np.fill_diagonal(result, 0)
    return result


def _jaccard_norm(counts: Floats, shared: Floats) -> Floats:
    absent = (counts == 0).astype(np.float64)
    only = counts @ absent.T
    result: Floats = only + only.T + shared
    return result


def make_twomode(counts: Floats, normalization: str = "no") -> Floats:
    """Return the R x C network, divided by row totals (activity) or column totals (prominence)."""
    if normalization not in TWOMODE:
        raise OptionError(f"A two-mode network has no normalization '{normalization}'. Choose {', '.join(TWOMODE)}.")
    _check_finite(counts)
    if normalization == "no":
        return counts.copy()
    total = counts.sum(axis=1 if normalization == "activity" else 0, keepdims=True)
    result: Floats = np.divide(counts, total, out=np.zeros_like(counts), where=total > 0)
    return result


def _check_finite(counts: NDArray[np.float64]) -> None:
    if not np.isfinite(counts).all():
        bad = int((~np.isfinite(counts)).sum())
        raise InputError(f"{bad} weights of the matrix are not numbers (NaN or infinite). Correct them and try again.")
