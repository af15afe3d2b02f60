"""Matrices as plain data: cells, the statements behind them, and the order that puts like beside like."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphkit.analysis.base import Finding, Result
from graphkit.analysis.columns import Table
from graphkit.analysis.gaps.coverage import Coverage, find_coverage
from graphkit.analysis.gaps.leads import METHOD, find_leads
from graphkit.analysis.gaps.routes import find_forums
from graphkit.analysis.gaps.strength_scale import STEPS
from graphkit.analysis.overlap.overlap import find_overlap

if TYPE_CHECKING:
    import numpy

Rows = Mapping[str, int]
MOST_STATEMENTS = 100
"""So many statements of a pair of actors are listed in its cell; the rest can be found under each objective."""
ALL_STATEMENTS = 400_000
"""So many of all pairs together: more pairs list fewer each, as those of 140,000 pairs were half of a page."""
FEWEST_STATEMENTS = 2
MOST_LED = 20
"""So many statements of a forum are listed."""


def make_gaps(table: Table, entities: Rows, statements: Rows) -> tuple[dict[str, Any], Result]:
    """Return the gap ladder of actors and objectives as data, and the result it was made from.

    ``steps`` are row by row; ``at`` and ``statements`` list the cells that hold statements (place = row * columns +
    column); ``blanks`` is the probability that a silent cell is really silent, null where it is not known. ``leads``:
    place -> [wordings, practices, the statement after which it would stand]; ``forums``: for each column
    [entity, evidence, whether it serves the objective, statements].
    """
    coverage = find_coverage(table)
    rows, columns = len(coverage.rows), len(coverage.columns)
    result = coverage.result()
    cells = [coverage.cell_at(i, j) for i in range(rows) for j in range(columns)]
    filled = [(place, [statements[s] for s in c.all_statements]) for place, c in enumerate(cells) if c.statements]
    return {
        "rows": [entities[id] for id in coverage.rows.ids],
        "columns": [entities[id] for id in coverage.columns.ids],
        "steps": [int(c.step) for c in cells],
        "stepNames": [s.title for s in STEPS],
        "at": [place for place, _ in filled],
        "statements": [found for _, found in filled],
        "blanks": [c.blank for c in cells],
        "leads": _leads(coverage, statements),
        "forums": [_forums(coverage.table, id, entities, statements) for id in coverage.columns.ids],
        "mechanisms": {str(p): [entities[m] for m in c.mechanisms] for p, c in enumerate(cells) if c.mechanisms},
        **_orders(coverage),
    }, replace(result, methods=(*result.methods, METHOD))


def _leads(coverage: Coverage, statements: Rows) -> dict[str, list[Any]]:
    def rows(positions: Iterable[int]) -> list[int]:
        return [statements[id] for id in coverage.table.ids(positions)]

    return {
        str(i * len(coverage.columns) + j): [rows(lead.wordings), rows(lead.practices), rows([lead.after])[0]]
        for (i, j), lead in sorted(find_leads(coverage).items())
    }


def _forums(table: Table, objective: str, entities: Rows, statements: Rows) -> list[list[Any]]:
    return [
        [entities[f.id], f.evidence, f.serves, [statements[s] for s in f.statements[:MOST_LED]]]
        for f in find_forums(table, objective)
    ]


def make_overlap(table: Table, entities: Rows, statements: Rows) -> tuple[dict[str, Any], Result]:
    """Return the objectives that pairs of actors share as data, and the result it was made from.

    ``pairs`` hold the places of both actors in ``rows``, what they share, what chance would give, and whether they
    share more than that (null: could not be tested).
    """
    overlap = find_overlap(table)
    ids = overlap.profile.rows.ids
    result = overlap.pair_result()
    most = max(FEWEST_STATEMENTS, min(MOST_STATEMENTS, ALL_STATEMENTS // max(1, len(result))))
    place = {id: n for n, id in enumerate(ids)}
    pairs = [_pair(finding, place, entities, statements, most) for finding in result]
    rows = [entities[id] for id in ids]
    return {"rows": rows, "pairs": pairs, "rowOrder": order_alike(overlap.weights)}, result


def _pair(finding: Finding, place: Rows, entities: Rows, statements: Rows, most: int) -> dict[str, Any]:
    near, far = sorted((place[finding["left"]], place[finding["right"]]))
    return {
        "a": near,
        "b": far,
        "shared": [entities[id] for id in finding["shared_ids"]],
        "joint": finding["joint"],
        "expected": finding["expected"],
        "p": finding["p"],
        "beyond": finding["more_than_chance"],
        "count": len(finding.statements),
        "statements": [statements[s] for s in finding.statements[:most]],
    }


def _orders(coverage: Coverage) -> dict[str, list[int]]:
    return {"rowOrder": order_alike(coverage.steps), "columnOrder": order_alike(coverage.steps.T)}


def order_alike(table: "numpy.ndarray") -> list[int]:
    """Return the order of rows that puts like beside like.

    Rows stand in the order of their angles in the plane of the first two principal axes, cut open at the widest gap
    (Friendly, Corrgrams: exploratory displays for correlation matrices, The American Statistician 56, 2002).
    """
    import numpy as np

    if len(table) < 3 or not table.size:
        return list(range(len(table)))
    centred = table.astype(float) - table.mean(axis=0)
    left, size, _ = np.linalg.svd(centred, full_matrices=False)
    places = left[:, :2] * size[:2]
    angles = np.round(np.arctan2(places[:, -1], places[:, 0]), 9)
    order = np.argsort(angles, kind="stable")
    gaps = np.diff(angles[order], append=angles[order[0]] + 2 * np.pi)
    turned = np.roll(order, -int(gaps.argmax()) - 1)
    return [int(i) for i in (turned if turned[0] < turned[-1] else turned[::-1])]
