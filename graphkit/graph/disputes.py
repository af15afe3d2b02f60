"""Where people who reviewed the same statements disagree; nothing is settled by who comes last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphkit.graph.review_sheet import RANKED, Correction


@dataclass(frozen=True, slots=True)
class Dispute:
    """One column of one statement on which rows disagree."""

    unit: str
    field: str
    said: tuple[tuple[Correction, tuple[str, ...]], ...]


def find_disputes(corrections: Iterable[Correction]) -> list[Dispute]:
    """Return where two rows hold different values right; the order counts only in lists that are ranked."""
    held: dict[tuple[str, str], list[tuple[Correction, tuple[str, ...]]]] = defaultdict(list)
    for c in corrections:
        for field, values in c.values or c.changes:
            held[c.unit, field].append((c, values))
    kinds = {u: {v for _, v in said} for (u, f), said in held.items() if f == "kind"}
    return [
        Dispute(unit, field, tuple(said))
        for (unit, field), said in sorted(held.items())
        if len({v if field in RANKED else tuple(sorted(v)) for _, v in said}) > 1
        and (field == "kind" or ("none",) not in kinds.get(unit, ()))  # who takes a statement out says no more of it
    ]


def without_disputed(c: Correction, disputes: Iterable[Dispute]) -> Correction:
    """Return a correction without the columns of its unit that are in dispute; how a kind binds goes with the kind."""
    fields = {d.field for d in disputes if d.unit == c.unit}
    fields |= {"strength"} if "kind" in fields else set()
    return replace(c, changes=tuple((f, v) for f, v in c.changes if f not in fields)) if fields else c
