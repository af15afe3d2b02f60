"""Precision, recall and F1 of statements against coded units, with bootstrap intervals.

A unit counts as found when a statement shares at least half of the shorter of the two. Intervals are the 2.5 and 97.5
percentiles of a bootstrap over units and statements (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap,
1993).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.evaluation.gold import LIST_FIELDS, Unit, normal, same_name

if TYPE_CHECKING:
    import numpy as np

    Counts = np.ndarray[Any, np.dtype[np.float64]]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall, F1 (or one share), how many cases, and the interval of the last."""

    precision: float | None
    recall: float | None
    f1: float
    cases: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All measures of one set of units."""

    units: int
    statements: int
    fields: dict[str, Score]
    kinds: dict[str, Score]
    objectives: dict[str, Score]
    confusion: dict[tuple[str, str], int]
    """(coded, read) -> units; ``missed``: no statement was read there; coded ``none``: invented."""
    misses: list[dict[str, str]] = field(default_factory=list)


def find_accuracy(rows: Sequence[Row], units: Sequence[Unit], samples: int = 1000, seed: int = 7) -> Accuracy:
    """Measure exchange-form statements against coded units of the same texts."""
    pairs, invented = _match(rows, units)
    found = [(u, r) for u, r in pairs if r is not None and u.kinds != ("none",)]
    draw = _Bootstrap(samples, seed)
    fields = {"detection": _detection(pairs, invented, draw), "kind": _share(found, _kind_right, draw)}
    first = [(u, r) for u, r in found if u.primary]
    fields["first objective"] = _share(first, _first_right, draw)
    for name in LIST_FIELDS:
        fields[name] = draw.prf([_counts(name, u, r) for u, r in found])
    fields["mechanisms"] = draw.prf([_mechanism_counts(u, r) for u, r in found])
    return Accuracy(
        units=len(units),
        statements=len(invented),
        fields=fields,
        kinds=_per_kind(found, draw),
        objectives=_per_objective(found, draw),
        confusion=dict(Counter(("|".join(u.kinds), r["kind"] if r else "missed") for u, r in pairs)),
        misses=_misses(pairs),
    )


def pair_units(rows: Sequence[Row], units: Sequence[Unit]) -> list[tuple[Unit, Row | None]]:
    """Return each unit with the statement that is read there, None where there is none."""
    return _match(rows, units)[0]


def _match(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[list[tuple[Unit, Row | None]], list[bool]]:
    """Return each unit with its best statement, and for each statement in reach whether it is an invention."""
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[str(row["source"]).split("/")[-1][:3]].append(row)
    pairs: list[tuple[Unit, Row | None]] = []
    invented = []
    for source in sorted({u.source for u in units}):
        own = sorted((u for u in units if u.source == source), key=lambda u: u.start)
        near = _neighbours(own, by_source[source])
        pairs += [(u, _best(u, near[u.id])) for u in own]
        low, high = own[0].start, max(u.end for u in own)
        reach = [r for r in by_source[source] if r["end"] > low and r["start"] < high]
        covered: Counter[int] = Counter()
        for unit in own:
            for row in near[unit.id] if unit.kinds != ("none",) else ():
                covered[id(row)] += unit.overlap(row)
        invented += [covered[id(r)] * 2 < r["end"] - r["start"] for r in reach]
    return pairs, invented


def _neighbours(units: list[Unit], rows: list[Row]) -> dict[str, list[Row]]:
    return {u.id: [r for r in rows if u.overlap(r)] for u in units}


def _best(unit: Unit, rows: list[Row]) -> Row | None:
    hits = [r for r in rows if unit.overlap(r) * 2 >= min(unit.end - unit.start, r["end"] - r["start"])]
    return max(hits, key=unit.overlap, default=None)


def _kind_right(unit: Unit, row: Row) -> bool:
    return row["kind"] in unit.kinds


def _first_right(unit: Unit, row: Row) -> bool:
    return bool(row.get("objectives")) and str(row["objectives"][0]) in unit.may["objectives"]


def _counts(name: str, unit: Unit, row: Row) -> tuple[int, int, int]:
    got = {normal(name, v) for v in row.get(name, ())}
    return len(got & unit.may[name]), len(got - unit.may[name]), len(unit.must[name] - got)


def _mechanism_counts(unit: Unit, row: Row) -> tuple[int, int, int]:
    got, may = row.get("mechanisms", ()), unit.mechanisms
    hits = sum(any(same_name(g, m) for m in may) for g in got)
    missed = [m for m in may if not any(same_name(m, g) for g in got)]
    distinct = [m for m in missed if not any(same_name(m, z) for z in may if z < m)]
    return hits, len(got) - hits, len(distinct)


class _Bootstrap:
    """Resampling with a fixed seed."""

    def __init__(self, samples: int, seed: int) -> None:
        self.samples, self.seed = samples, seed

    def prf(self, counts: Sequence[tuple[int, int, int]]) -> Score:
        """Return the score of (hits, false, missed) counts, one row a case."""
        import numpy as np

        table = np.array(counts or [(0, 0, 0)], dtype=float)
        p, r, f = _prf(table.sum(axis=0))
        drawn = _prf(self._sums(table))[2]
        low, high = np.percentile(drawn, (2.5, 97.5))
        return Score(float(p), float(r), float(f), int((table[:, 0] + table[:, 2]).sum()), float(low), float(high))

    def _sums(self, table: "Counts") -> "Counts":
        import numpy as np

        weights = np.random.default_rng(self.seed).multinomial(len(table), [1 / len(table)] * len(table), self.samples)
        sums: Counts = (weights @ table).T
        return sums


def _prf(sums: Any) -> tuple[Any, Any, Any]:
    """Return precision, recall and F1 of summed hits, false and missed; 1 where there was nothing to find."""
    import numpy as np

    hits, false, missed = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(hits + false > 0, hits / (hits + false), 1.0)
        r = np.where(hits + missed > 0, hits / (hits + missed), 1.0)
        f = np.where(p + r > 0, 2 * p * r / (p + r), 0.0)
    return p, r, f


def _detection(pairs: list[tuple[Unit, Row | None]], invented: list[bool], draw: _Bootstrap) -> Score:
    """Precision counts statements, recall counts units; both are resampled."""
    import numpy as np

    units = np.array([(int(bool(r)), int(not r)) for u, r in pairs if u.is_statement] or [(0, 0)], dtype=float)
    rows = np.array([(int(not i), int(i)) for i in invented] or [(0, 0)], dtype=float)

    def f1(good: Any, bad: Any, hit: Any, miss: Any) -> tuple[Any, Any, Any]:
        p, r = good / np.maximum(good + bad, 1), hit / np.maximum(hit + miss, 1)
        return p, r, 2 * p * r / np.maximum(p + r, 1e-9)

    p, r, f = f1(*rows.sum(axis=0), *units.sum(axis=0))
    low, high = np.percentile(f1(*draw._sums(rows), *draw._sums(units))[2], (2.5, 97.5))
    return Score(float(p), float(r), float(f), len(units), float(low), float(high))


def _share(found: list[tuple[Unit, Row]], right: Callable[[Unit, Row], bool], draw: _Bootstrap) -> Score:
    import numpy as np

    marks = np.array([[int(right(u, r))] for u, r in found] or [[0]], dtype=float)
    low, high = np.percentile(draw._sums(marks)[0] / len(marks), (2.5, 97.5))
    return Score(None, None, float(marks.mean()), len(found), float(low), float(high))


def _per_kind(found: list[tuple[Unit, Row]], draw: _Bootstrap) -> dict[str, Score]:
    def counts(kind: str, unit: Unit, row: Row) -> tuple[int, int, int]:
        got, right = row["kind"] == kind, kind in unit.kinds
        return int(got and right), int(got and not right), int(unit.kinds == (kind,) and not got)

    kinds = sorted({k for u, _ in found for k in u.kinds} - {"none"})
    return {k: draw.prf([counts(k, u, r) for u, r in found]) for k in kinds}


def _per_objective(found: list[tuple[Unit, Row]], draw: _Bootstrap) -> dict[str, Score]:
    def counts(number: str, unit: Unit, row: Row) -> tuple[int, int, int]:
        got = number in {str(v) for v in row.get("objectives", ())}
        may, must = number in unit.may["objectives"], number in unit.must["objectives"]
        return int(got and may), int(got and not may), int(must and not got)

    numbers = sorted({n for u, _ in found for n in u.may["objectives"]}, key=int)
    return {n: draw.prf([counts(n, u, r) for u, r in found]) for n in numbers}


def _misses(pairs: list[tuple[Unit, Row | None]]) -> list[dict[str, str]]:
    """Return what went wrong, one row for each field of a unit; the place, not the wording."""
    rows = []
    for unit, row in pairs:
        if row is None:
            if unit.is_statement:
                rows.append(_miss(unit, "detection", "|".join(unit.kinds), "missed"))
            continue
        if row["kind"] not in unit.kinds:
            rows.append(_miss(unit, "kind", "|".join(unit.kinds), row["kind"]))
        for name in LIST_FIELDS if unit.kinds != ("none",) else ():
            got = {normal(name, v) for v in row.get(name, ())}
            if got - unit.may[name] or unit.must[name] - got:
                rows.append(_miss(unit, name, ", ".join(sorted(unit.must[name])), ", ".join(sorted(got))))
    return rows


def _miss(unit: Unit, name: str, coded: str, read: str) -> dict[str, str]:
    return {"unit": unit.id, "place": f"{unit.start}-{unit.end}", "field": name, "coded": coded, "read": read}
