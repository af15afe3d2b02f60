"""Gwet's coefficient of agreement, which stays meaningful where nearly all units fall into one category.

Kappa and alpha fall to nought there, however well coders agree: what is left to chance is nearly everything.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

V = TypeVar("V")
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % interval; the interval is None with fewer than two units."""

    value: float
    low: float | None
    high: float | None


def find_gwet(
    said: Sequence[Sequence[V]], distance: Callable[[V, V], float], known: Collection[V] = ()
) -> Coefficient | None:
    """Return AC1 of units with one value a coder, or AC2 where a distance lies between 0 and 1; None for no two values.

    ``said``: the values of each unit, one for each coder who coded it, in any number; ``known``: further values that
    coders could have given. A unit with one value counts in what chance gives alone. None too where only one value
    could be given. The interval is that of Student's t with the units less one degrees of freedom, for these coders.

    K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British Journal of
    Mathematical and Statistical Psychology 61, 2008; weights and missing values: Handbook of Inter-Rater Reliability,
    4th edition, 2014, chapters 2 and 5.
    """
    units = [Counter(values) for values in said if values]
    values = list(dict.fromkeys([*known, *(v for unit in units for v in unit)]))
    paired = sum(unit.total() > 1 for unit in units)
    if not paired or len(values) < 2:
        return None
    near = {(a, b): 1.0 - distance(a, b) for a in values for b in values}
    shares = {v: sum(unit[v] / unit.total() for unit in units) / len(units) for v in values}
    scale = sum(near.values()) / (len(values) * (len(values) - 1))
    chance = scale * sum(p * (1 - p) for p in shares.values())
    seen = [_agree(unit, near) for unit in units]
    observed = sum(s for s in seen if s is not None) / paired
    value = (observed - chance) / (1 - chance)
    parts = []
    for unit, agreed in zip(units, seen, strict=True):
        own = 0.0 if agreed is None else len(units) / paired * (agreed - chance) / (1 - chance)
        expected = scale * sum((1 - shares[v]) * n / unit.total() for v, n in unit.items())
        parts.append(own - 2 * (1 - value) * (expected - chance) / (1 - chance))
    return _with_interval(value, parts)


def _agree(unit: Counter[V], near: dict[tuple[V, V], float]) -> float | None:
    """Return the share of pairs of coders who agree on a unit; None with one coder."""
    coders = unit.total()
    pairs = sum(n * (sum(near[a, b] * m for b, m in unit.items()) - 1) for a, n in unit.items())
    return pairs / (coders * (coders - 1)) if coders > 1 else None


def _with_interval(value: float, parts: Sequence[float]) -> Coefficient:
    if len(parts) < 2:
        return Coefficient(value, None, None)
    from scipy.special import stdtrit

    free = len(parts) - 1
    error = (sum((p - value) ** 2 for p in parts) / (free * len(parts))) ** 0.5
    width = float(stdtrit(free, (1 + LEVEL) / 2)) * error
    return Coefficient(value, max(-1.0, value - width), min(1.0, value + width))
