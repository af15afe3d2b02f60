"""Facets: the sides on which statements can be counted, alone or crossed (``objective+group``)."""

from collections.abc import Callable
from functools import reduce

import numpy as np

from graphkit.analysis.columns import KINDS, NO_YEAR, Axis, Bools, Ints, Positions, Table, Ties, join_ties
from graphkit.analysis.voices import find_voiced, make_voices
from graphkit.errors import UnknownNameError

Facet = tuple[Axis, Ties]
"""An axis of A entries and ties from statements to it."""


def get_facet(table: Table, name: str) -> Facet:
    """Return a facet by name; ``+`` crosses facets: a column for each pair that some statement has."""
    parts = name.split("+")
    unknown = [part for part in parts if part not in _DERIVED]
    if unknown:
        raise UnknownNameError("facet", unknown[0], _DERIVED)
    return reduce(cross, (_DERIVED[part](table) for part in parts))


def join(left: Ties, right: Ties) -> tuple[Ints, Ints]:
    """Return positions (into left, into right) of all pairs of ties that share their row, in the order of left."""
    counts = np.bincount(right.rows, minlength=int(max(left.rows.max(initial=-1), right.rows.max(initial=-1))) + 1)
    starts = np.concatenate(([0], np.cumsum(counts)))[:-1]
    repeat = counts[left.rows]
    a = np.repeat(np.arange(len(left), dtype=np.int32), repeat)
    ends = np.cumsum(repeat)
    within = np.arange(len(a)) - np.repeat(ends - repeat, repeat)
    return a, (np.repeat(starts[left.rows], repeat) + within).astype(np.int32)


def cross(left: Facet, right: Facet) -> Facet:
    """Return the facet of pairs; a statement has a pair when it has both, with the lower of the two scores."""
    (axis_a, ties_a), (axis_b, ties_b) = left, right
    a, b = join(ties_a, ties_b)
    codes = ties_a.cols[a].astype(np.int64) * len(axis_b) + ties_b.cols[b]
    kept, cols = np.unique(codes, return_inverse=True)
    pairs = [divmod(int(code), len(axis_b)) for code in kept]
    axis = Axis(
        f"{axis_a.name}+{axis_b.name}",
        tuple(f"{axis_a.ids[i]} + {axis_b.ids[j]}" for i, j in pairs),
        tuple(f"{axis_a.titles[i]} + {axis_b.titles[j]}" for i, j in pairs),
        tuple(f"{axis_a.labels[i]}+{axis_b.labels[j]}" for i, j in pairs),
    )
    scores = np.minimum(ties_a.scores[a], ties_b.scores[b])
    rows = ties_a.rows[a]
    order = np.lexsort((cols, rows))
    return axis, Ties(rows[order], cols[order].astype(np.int32), scores[order])


def names_by_statement(table: Table, facet: str) -> dict[int, list[str]]:
    """Return statement position -> ids of its entries in a facet, only for those that have some."""
    axis, ties = get_facet(table, facet)
    found: dict[int, list[str]] = {}
    for row, col in zip(ties.rows.tolist(), ties.cols.tolist(), strict=True):
        found.setdefault(row, []).append(axis.ids[col])
    return found


def keep_statements(facet: Facet, keep: Bools) -> Facet:
    """Return the facet with the ties of some statements only."""
    axis, ties = facet
    return axis, ties.where(keep[ties.rows])


def keep_scores(facet: Facet, lowest: float) -> Facet:
    """Return the facet without ties below a score."""
    axis, ties = facet
    return facet if lowest <= 0 else (axis, ties.where(ties.scores >= np.float32(lowest)))


def _speakers(table: Table) -> Facet:
    return table.axes["actor"], find_voiced(table)


def _linked(axis: str, ties: str) -> Callable[[Table], Facet]:
    return lambda table: (table.axes[axis], table.ties[ties])


def _one_each(name: str, ids: list[str], positions: Positions, titles: list[str] | None = None) -> Facet:
    rows = np.arange(len(positions), dtype=np.int32)
    axis = Axis(name, tuple(ids), tuple(titles or ids), (name.capitalize(),) * len(ids))
    return axis, Ties(rows, positions.astype(np.int32), np.ones(len(rows), np.float32))


def _document(table: Table) -> Facet:
    rows = np.arange(len(table), dtype=np.int32)
    return table.documents, Ties(rows, table.document, np.ones(len(rows), np.float32))


def _kind(table: Table) -> Facet:
    return _one_each("kind", list(KINDS), table.kind)


def _year(table: Table) -> Facet:
    years = table.years[table.document]
    known = np.unique(years[years != NO_YEAR])
    rows = np.flatnonzero(years != NO_YEAR).astype(np.int32)
    names = tuple(str(int(y)) for y in known)
    cols = np.searchsorted(known, years[rows]).astype(np.int32)
    return Axis("year", names, names, ("Year",) * len(names)), Ties(rows, cols, np.ones(len(rows), np.float32))


def _area(table: Table) -> Facet:
    """Follow ADDRESSES to the objective's thematic area."""
    of = np.full(len(table.axes["objective"]), -1, np.int32)
    of[table.ties["area"].rows] = table.ties["area"].cols
    found = table.ties["addresses"]
    keep = of[found.cols] >= 0
    areas = Ties(found.rows[keep], of[found.cols[keep]], found.scores[keep])
    return table.axes["area"], join_ties(areas)


def _cue(table: Table) -> Facet:
    """Objective by the family of cues that linked it, wherever they stood: finer columns than the objectives alone."""
    ties, axis = table.ties["addresses"], table.axes["objective"]
    if ties.rule is None:
        return axis, ties
    families = [rule.partition(":")[2] or rule for rule in ties.rules]
    names = sorted(set(families))
    family = np.array([names.index(name) for name in families], np.int64)
    codes = ties.cols.astype(np.int64) * max(len(names), 1) + family[ties.rule]
    kept, cols = np.unique(codes, return_inverse=True)
    pairs = [divmod(int(code), len(names)) for code in kept]
    ids = tuple(f"{axis.ids[i]} | {names[j]}" for i, j in pairs)
    titles = tuple(f"{axis.titles[i]} ({names[j]})" for i, j in pairs)
    return Axis("cue", ids, titles, ("Cue",) * len(ids)), Ties(ties.rows, cols.astype(np.int32), ties.scores)


def _ask(table: Table) -> Facet:
    """Recurring asks: the finest columns, and the nearest to what is really asked for."""
    from graphkit.analysis.echoes.echoes import find_echoes

    return find_echoes(table).facet()


_DERIVED: dict[str, Callable[[Table], Facet]] = {
    "actor": _speakers,
    "addressee": _linked("actor", "calls_on"),
    "area": _area,
    "ask": _ask,
    "cue": _cue,
    "document": _document,
    "doer": _linked("actor", "carries_out"),
    "group": _linked("group", "concerns"),
    "kind": _kind,
    "mechanism": _linked("mechanism", "mentions_mechanism"),
    "named": _linked("actor", "mentions"),
    "objective": _linked("objective", "addresses"),
    "principle": _linked("principle", "invokes"),
    "role": _linked("role", "calls_on_role"),
    "speaker": _linked("actor", "issued"),
    "voice": make_voices,
    "subtheme": _linked("subtheme", "about"),
    "year": _year,
}
