"""Matrices as plain data: cells, the statements behind them, and the order that puts like beside like."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.analysis.base import Result
from graphkit.analysis.coverage import Coverage, find_coverage
from graphkit.analysis.ladder import STEPS
from graphkit.graph import Graph

if TYPE_CHECKING:
    import numpy

Rows = Mapping[str, int]
SORTED_BEST = 400
"""Up to so many lines the order of the leaves is the best one; beyond, that of the tree."""


def make_gaps(graph: Graph, entities: Rows, statements: Rows) -> tuple[dict[str, Any], Result]:
    """Return the gap ladder of actors and objectives as data, and the result it was made from.

    ``steps`` are row by row; ``at`` and ``statements`` list the cells that hold statements (place = row * columns +
    column); ``blanks`` is the probability that a silent cell is really silent, null where it is not known.
    """
    coverage = find_coverage(graph)
    rows, columns = len(coverage.rows), len(coverage.columns)
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
        "mechanisms": {str(p): [entities[m] for m in c.mechanisms] for p, c in enumerate(cells) if c.mechanisms},
        **_orders(coverage),
    }, coverage.result()


def _orders(coverage: Coverage) -> dict[str, list[int]]:
    return {"rowOrder": order_alike(coverage.steps), "columnOrder": order_alike(coverage.steps.T)}


def order_alike(table: "numpy.ndarray") -> list[int]:
    """Return the order of rows that puts like beside like.

    Average linkage on Euclidean distance; leaves in the order of least distance between neighbours (Bar-Joseph,
    Gifford, Jaakkola, Fast optimal leaf ordering, Bioinformatics 17, 2001).
    """
    if len(table) < 3 or not table.size:
        return list(range(len(table)))
    from scipy.cluster.hierarchy import leaves_list, linkage

    tree = linkage(table.astype(float), "average", optimal_ordering=len(table) <= SORTED_BEST)
    return [int(i) for i in leaves_list(tree)]
