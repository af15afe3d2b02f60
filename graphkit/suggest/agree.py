"""How far several models agree, and what all of them say alike."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from graphkit.evaluation.agreement import kappa

Coded = Mapping[str, Mapping[str, Sequence[str]]]
"""Unit -> field -> codes, as :func:`graphkit.suggest.sheets.read_suggestions` gives them."""
LISTS = ("objectives", "subthemes", "principles", "groups", "addressees")


def find_agreements(models: Mapping[str, Coded]) -> list[dict[str, object]]:
    """Return for each pair of models the units of both, kappa of the kinds, and the F1 of each list."""
    rows = []
    for (left, one), (right, two) in combinations(models.items(), 2):
        units = sorted(one.keys() & two.keys())
        kinds = [(_kind(one[u]), _kind(two[u])) for u in units]
        row: dict[str, object] = {
            "left": left,
            "right": right,
            "units": len(units),
            "kappa of kind": round(kappa(kinds), 3) if kinds else None,
        }
        row |= {name: _f1([(set(one[u].get(name, ())), set(two[u].get(name, ()))) for u in units]) for name in LISTS}
        rows.append(row)
    return rows


def find_unanimous(models: Mapping[str, Coded]) -> list[str]:
    """Return the units on which all models give the same kind and the same objectives."""
    coded = list(models.values())
    shared = set.intersection(*(set(c) for c in coded)) if coded else set()
    return sorted(u for u in shared if len({(_kind(c[u]), frozenset(c[u].get("objectives", ()))) for c in coded}) == 1)


def _kind(labels: Mapping[str, Sequence[str]]) -> str:
    return next(iter(labels.get("kind", ())), "none")


def _f1(pairs: Sequence[tuple[set[str], set[str]]]) -> float | None:
    given = sum(len(a) + len(b) for a, b in pairs)
    return round(2 * sum(len(a & b) for a, b in pairs) / given, 3) if given else None
