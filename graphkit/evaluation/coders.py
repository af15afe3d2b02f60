"""How far people agree who reviewed the same statements, by column and document, and where they do not."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from graphkit.evaluation.agreement import kappa
from graphkit.evaluation.gwet import Coefficient, find_gwet
from graphkit.graph.review_sheet import CLOSED, EDITED, FIELDS, Correction

ALL = "all documents"
Values = frozenset[str]
V = TypeVar("V")
Coded = Mapping[str, Mapping[str, Values]]
"""Unit -> column -> values."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one column; None where it can't be said, as with fewer than two units."""

    document: str
    field: str
    units: int
    """Units that two coders or more coded."""
    same: float
    """Share of them on which all say the same."""
    kappa: float | None
    """Cohen's, for two coders and a column with one value."""
    alpha: float | None
    """Krippendorff's; the distance of lists is MASI."""
    gwet: Coefficient | None
    """Gwet's AC1 with its 95 % interval; for lists AC2, weighted by MASI."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One column of one unit, and what each coder says."""

    unit: str
    document: str
    wording: str
    field: str
    said: tuple[tuple[str, Values], ...]


def name_coders(sheets: Mapping[str, Iterable[Correction]]) -> dict[str, list[Correction]]:
    """Return coder -> rows of sheets by their names; a name that stands in several sheets is told apart by them."""
    rows: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for sheet, found in sheets.items():
        for row in found:
            rows[row.coder, sheet].append(row)
    names = Counter(coder for coder, _ in rows)
    return {coder if names[coder] == 1 else f"{coder} ({sheet})": list(r) for (coder, sheet), r in rows.items()}


def find_coder_agreements(coders: Mapping[str, Sequence[Correction]]) -> list[Agreement]:
    """Return the agreement on each column, over all documents first, then by document.

    Kappa: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960.
    Alpha: K. Krippendorff, Content Analysis, 4th edition, 2019, chapter 12. MASI: R. Passonneau, Measuring agreement on
    set-valued items (MASI) for semantic and pragmatic annotation, LREC 2006. Gwet: :mod:`graphkit.evaluation.gwet`.
    """
    coded = {name: _code(rows) for name, rows in coders.items()}
    documents = {row.unit: row.document for rows in coders.values() for row in rows}
    shared = [u for u, n in sorted(Counter(u for c in coded.values() for u in c).items()) if n > 1]
    found = [_agree(ALL, field, shared, coded) for field in EDITED]
    for document in sorted({documents[u] for u in shared}):
        own = [u for u in shared if documents[u] == document]
        found += [_agree(document, field, own, coded) for field in EDITED]
    return [a for a in found if a is not None]


def find_disagreements(coders: Mapping[str, Sequence[Correction]]) -> list[Disagreement]:
    """Return each column of each unit on which two coders or more differ, in the order of document and unit."""
    coded = {name: _code(rows) for name, rows in coders.items()}
    rows = {row.unit: row for some in coders.values() for row in some}
    found = []
    for unit, row in sorted(rows.items(), key=lambda item: (item[1].document, item[0])):
        for field in EDITED:
            said = tuple((n, c[unit][field]) for n, c in coded.items() if unit in c and field in c[unit])
            if len({v for _, v in said}) > 1:
                found.append(Disagreement(unit, row.document, row.wording, field, said))
    return found


def _code(rows: Iterable[Correction]) -> dict[str, dict[str, Values]]:
    """Return what one coder says of each unit; of a statement that is taken out only that.

    What a coder let stand in a row is said too: the coder has seen it and would have changed it.
    """
    coded: dict[str, dict[str, Values]] = {}
    for row in rows:
        values = {field: frozenset(found) for field, found in (*row.left, *row.values)}
        gone = values.get("kind") == frozenset({"none"})
        coded.setdefault(row.unit, {}).update({"kind": values["kind"]} if gone else values)
    return coded


def _agree(document: str, field: str, units: Sequence[str], coded: Mapping[str, Coded]) -> Agreement | None:
    said = [[c[u][field] for c in coded.values() if u in c and field in c[u]] for u in units]
    said = [values for values in said if len(values) > 1]
    if not said:
        return None
    pairs = [(v[0], v[1]) for v in said] if len(coded) == 2 and field not in FIELDS else []
    distance: Callable[[Values, Values], float] = masi if field in FIELDS else lambda a, b: float(a != b)
    same = sum(len(set(values)) == 1 for values in said) / len(said)
    known = [frozenset({value}) for value in CLOSED.get(field, ())]
    gwet = find_gwet(said, distance, known)
    return Agreement(
        document, field, len(said), same, kappa(pairs) if pairs else None, find_alpha(said, distance), gwet
    )


def masi(left: Values, right: Values) -> float:
    """Return the distance of two sets: 0 where they are equal, 1 where they share nothing.

    >>> masi(frozenset("ab"), frozenset("a"))
    0.6666666666666667
    """
    if left == right:
        return 0.0
    both = left & right
    weight = 2 / 3 if both in (left, right) else 1 / 3
    return 1.0 - weight * len(both) / len(left | right)


def find_alpha(said: Iterable[Sequence[V]], distance: Callable[[V, V], float]) -> float | None:
    """Return Krippendorff's alpha of units with two values or more; None where all values are one and the same."""
    units = [list(values) for values in said if len(values) > 1]
    pooled = Counter(v for values in units for v in values)
    total = sum(pooled.values())
    observed = sum(2 * distance(a, b) / (len(values) - 1) for values in units for a, b in combinations(values, 2))
    expected = sum(2 * pooled[a] * pooled[b] * distance(a, b) for a, b in combinations(pooled, 2))
    return 1.0 - (total - 1) * observed / expected if expected else None
