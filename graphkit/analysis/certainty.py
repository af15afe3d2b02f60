"""How sure a blank is: what the measured recall of the reading leaves of 'nothing was found'."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Axis, Bools, Ints
from graphkit.errors import InputError

Z = 1.959964
"""Normal quantile of a 95 % interval."""
PACKAGED = "accuracy.json"

METHOD = Method(
    "certainty of a blank",
    "True counts T of a cell are gamma-Poisson with mean m (row total x column share / recall) and shape k; found "
    "counts are binomial with the recall r. Then P(T = 0 | none found) = ((k + m r) / (k + m))^k. k by moments over "
    "all cells, the mean of each from the others; lower bound: r x share of the characters read, at the lower end of "
    "the recall's 95 % interval.",
    "negative binomial thinning, Johnson, Kemp, Kotz: Univariate Discrete Distributions (2005), ch. 5; interval: "
    "E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision and recall of one thing the reading does, and on how many cases they were measured."""

    precision: float | None
    recall: float | None
    cases: int

    def recall_low(self) -> float | None:
        """Return the lower end of the recall's 95 % interval (Wilson)."""
        return None if self.recall is None else wilson(self.recall, self.cases)[0]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The measured accuracy of the reading; empty where nobody has measured it."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    """``detection``, ``objectives``, ``principles``, ``groups``, ``addressees``, ``actors``, ``mechanisms``."""
    objectives: Mapping[str, Measure] = field(default_factory=dict)
    """Objective number -> its own measure."""

    def digest(self) -> str:
        """Return twelve hex digits that change with any measure."""
        text = json.dumps(asdict(self), sort_keys=True)
        return blake2b(text.encode("utf-8"), digest_size=6).hexdigest()

    def link_recall(self, columns: str, number: str | None = None, low: bool = False) -> float | None:
        """Return the chance that a statement and its link to a column are both found; None: not measured."""
        link = self._link(columns, number)
        detection = self.measures.get("detection")
        if link is None or detection is None:
            return None
        parts = [m.recall_low() if low else m.recall for m in (detection, link)]
        return None if None in parts else float(np.prod([p for p in parts if p is not None]))

    def link_precision(self, columns: str) -> float | None:
        """Return the chance that a link found is right; None: not measured."""
        link = self.measures.get(f"{columns}s")
        return None if link is None else link.precision

    def _link(self, columns: str, number: str | None) -> Measure | None:
        own = self.objectives.get(number or "") if columns == "objective" else None
        if own is not None and own.recall is not None and own.cases >= LEAST_CASES:
            return own
        return self.measures.get(f"{columns}s")


LEAST_STATEMENTS = 6
"""Who says less than this in all is too short to be silent: whether it would speak of a thing can't be told."""
LEAST_CASES = 20
"""An objective's own recall is used when measured on at least this many cases, else that of all objectives."""


def wilson(share: float, cases: int) -> tuple[float, float]:
    """Return the Wilson 95 % interval of a share measured on so many cases; 0 to 1 for none."""
    if cases <= 0:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * cases)) / (1 + Z * Z / cases)
    half = Z * sqrt(share * (1 - share) / cases + Z * Z / (4 * cases * cases)) / (1 + Z * Z / cases)
    return max(0.0, middle - half), min(1.0, middle + half)


def read_accuracy(path: Path | None = None) -> Accuracy:
    """Read an accuracy table (JSON of ``graphkit evaluate``), or the packaged one; empty where there is none."""
    place = files("graphkit.analysis") / PACKAGED if path is None else path
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        data = data.get("all", data)
        fields = {name: _measure(row) for name, row in data["fields"].items()}
        own = {str(name): _measure(row) for name, row in data.get("objectives", {}).items()}
    except FileNotFoundError:
        if path is None:
            return Accuracy()
        raise InputError(f"{path} is missing. Write one: graphkit evaluate ... --json > {path}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{place} is no accuracy table ({error}). Write one with graphkit evaluate.") from error
    return Accuracy(fields, own)


def _measure(row: Mapping[str, Any]) -> Measure:
    for name in ("precision", "recall"):
        value = row.get(name)
        if value is not None and not 0 <= float(value) <= 1:
            raise ValueError(f"{name} {value} is not between 0 and 1")
    return Measure(row.get("precision"), row.get("recall"), int(row.get("cases", 0)))


@dataclass(frozen=True, slots=True)
class Blanks:
    """R x C probabilities that a silent cell is really silent; NaN where they are not known."""

    sure: NDArray[np.float64]
    low: NDArray[np.float64]
    expected: NDArray[np.float64]
    """R x C numbers of statements that a cell would hold by its row and column."""
    open_points: tuple[str, ...] = ()

    def at(self, i: int, j: int) -> float | None:
        """Return the probability of one cell, None where it is not known."""
        return _known(self.sure[i, j])

    def low_at(self, i: int, j: int) -> float | None:
        """Return the lower bound of one cell, None where it is not known."""
        return _known(self.low[i, j])


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def find_blanks(
    counts: Ints, scope: Bools, read: NDArray[np.float64], accuracy: Accuracy, columns: str, axis: Axis
) -> Blanks:
    """Return how sure each blank is, from R x C counts, the scope, R shares of text read, and the accuracy."""
    recall = _recalls(accuracy, columns, axis, low=False)
    worst = _recalls(accuracy, columns, axis, low=True)
    if np.isnan(recall).any():
        unknown = np.full(counts.shape, np.nan)
        expected, _ = _expected(counts, scope)
        return Blanks(
            unknown,
            unknown.copy(),
            expected,
            (f"How sure blanks are: the recall for {columns}s has not been measured.",),
        )
    mean, shape = _expected(counts, scope)
    mean = mean / recall
    sure = thinned_zero(mean, shape, recall)
    low = thinned_zero(mean, shape, worst * np.nan_to_num(read, nan=0.0)[:, None])
    nothing = ~scope
    sure[nothing] = low[nothing] = np.nan
    return Blanks(sure, low, mean)


def _recalls(accuracy: Accuracy, columns: str, axis: Axis, low: bool) -> NDArray[np.float64]:
    found = [accuracy.link_recall(columns, id.rpartition(":")[2], low) for id in axis.ids]
    return np.array([np.nan if r is None else max(r, 1e-6) for r in found], np.float64)


def _expected(counts: Ints, scope: Bools) -> tuple[NDArray[np.float64], float]:
    """Return R x C expected counts (row total x column share, half a count added to each column) and the shape k."""
    inside = np.where(scope, counts, 0).astype(np.float64)
    share = (inside.sum(axis=0) + 0.5) / (inside.sum() + 0.5 * counts.shape[1])
    weight = scope * share
    total = weight.sum(axis=1, keepdims=True)
    mean = inside.sum(axis=1, keepdims=True) * np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    return mean, _find_shape(inside, scope)


def _find_shape(counts: NDArray[np.float64], scope: Bools) -> float:
    """Return the shape k by moments: E x(x - 1) = m^2 (1 + 1/k), with m of each cell from the other cells.

    A mean that holds the cell itself would follow its chance and make the counts look steadier than they are.
    """
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    rest = counts.sum() - rows - columns + counts
    others = np.divide((rows - counts) * (columns - counts), rest, out=np.zeros_like(counts), where=rest > 0)
    square = float((counts * others)[scope].sum())
    excess = float((counts * (counts - 1))[scope].sum()) - square
    return float(np.clip(square / excess if excess > 0 else 1e6, 0.05, 1e6))


def thinned_zero(mean: Any, shape: float, recall: Any) -> NDArray[np.float64]:
    """Return P(T = 0 | none found) for gamma-Poisson T of a mean and shape, each found with probability ``recall``."""
    result: NDArray[np.float64] = ((shape + mean * recall) / (shape + mean)) ** shape
    return result
