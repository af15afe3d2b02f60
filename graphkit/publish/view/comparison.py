"""Two voices side by side, as plain data: what each says on which matter, and what it stresses."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphkit.analysis.base import Result
from graphkit.analysis.columns import Axis
from graphkit.analysis.facets import get_facet
from graphkit.analysis.gaps.cells import make_cells
from graphkit.analysis.headline_material import Found
from graphkit.analysis.overlap.alignment import Alignment
from graphkit.analysis.voices import JOINED

Rows = Mapping[str, int]
UNTESTED = Result(
    "stress", "What voices stress", (), (), could_not_judge=("Fewer than two voices speak enough to be tested.",)
)


def make_comparison(given: Found, entities: Rows, statements: Rows) -> tuple[dict[str, Any], Result]:
    """Return voices and what they say as data, and the result that it was made from.

    ``voices`` are rows of the names that speak together; ``cells`` [voice, column, number expected or null,
    statements]; ``stress`` [voice, column, ratio to the expected, its 95 % interval, q]; ``pairs`` [voice, voice,
    alignment, whether they lean alike: null where the test can't tell]. Voices too quiet to be tested have no expected
    number.
    """
    table, alignment = given.table, given.alignment
    (voices, said), (columns, ties) = get_facet(table, "voice"), get_facet(table, _choose_columns(given))
    cells = make_cells(said, ties, len(columns))
    found = [divmod(int(code), len(columns)) for code in np.unique(cells.codes)]
    kept = sorted({v for v, _ in found})
    rows = {v: n for n, v in enumerate(kept)}
    tested = _Tested(alignment, voices, columns, rows)
    return {
        "columns": [entities[id] for id in columns.ids],
        "voices": [[entities[id] for id in voices.ids[v].split(JOINED)] for v in kept],
        "cells": [
            [rows[v], c, tested.expected(v, c), [statements[s] for s in table.ids(cells.at(v, c).tolist())]]
            for v, c in found
        ],
        "stress": tested.stress(),
        "pairs": tested.pairs(),
    }, alignment.stress_result() if alignment else UNTESTED


def _choose_columns(given: Found) -> str:
    if given.alignment is not None:
        return str(given.alignment.parameters["columns"])
    return "subtheme" if len(given.table.ties["about"]) else "objective"


class _Tested:
    """What the tests say of the voices that speak enough; nothing where there are fewer than two of them."""

    def __init__(self, alignment: Alignment | None, voices: Axis, columns: Axis, rows: Mapping[int, int]) -> None:
        self.alignment, self.voices, self.columns, self.rows = alignment, voices, columns, rows

    def expected(self, voice: int, column: int) -> float | None:
        """Return how many statements would be expected from the totals."""
        a, id = self.alignment, self.columns.ids[column]
        if a is None or self.voices.ids[voice] not in a.voices.positions or id not in a.columns.positions:
            return None
        return round(float(a.expected[a.voices.get(self.voices.ids[voice]), a.columns.get(id)]), 2)

    def _row(self, id: str) -> int:
        return self.rows[self.voices.get(id)]

    def stress(self) -> list[list[float]]:
        """Return what is said more often than expected, the surest first."""
        found = self.alignment.stress_result() if self.alignment else ()
        return [
            [self._row(f["voice"]), self.columns.get(f["column"]), f["ratio"], f["low"], f["high"], f["q"]]
            for f in found
        ]

    def pairs(self) -> list[list[Any]]:
        """Return how pairs of voices lean."""
        found = self.alignment.result() if self.alignment else ()
        return [[self._row(f["left"]), self._row(f["right"]), f["alignment"], f["together"]] for f in found]
