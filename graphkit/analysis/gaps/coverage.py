"""Who goes how far on what: the gap ladder for each actor (document, group, principle) and objective."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Finding, Result, Shown, make_finding
from graphkit.analysis.certainty import LEAST_STATEMENTS, Accuracy, Blanks, find_blanks, read_accuracy
from graphkit.analysis.certainty import METHOD as BLANK_METHOD
from graphkit.analysis.checks import check_share
from graphkit.analysis.columns import Axis, Bools, Ints, Table, Ties, as_table, join_ties
from graphkit.analysis.facets import get_facet, join, keep_scores
from graphkit.analysis.gaps.scope import Scopes, find_own_documents, find_scope
from graphkit.analysis.gaps.strength_scale import METHOD, STEPS, Step, find_statement_steps
from graphkit.errors import OptionError
from graphkit.graph.graph import Graph

ROWS = ("actor", "document", "group", "principle")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: how far, by which statements, and how sure a blank is."""

    row: str
    column: str
    step: Step
    statements: Mapping[Step, tuple[str, ...]]
    """Step -> ids of the statements on it, best link first; only steps that have some."""
    mechanisms: tuple[str, ...]
    """Ids of the mechanisms the actor takes part in that serve the objective."""
    reason: str
    """Why the cell is blank, if it is."""
    blank: float | None
    """For a silent cell: probability that the texts really say nothing; None where it is not known."""
    blank_low: float | None
    """The same if the text that was left out held as much as the rest."""

    @property
    def all_statements(self) -> tuple[str, ...]:
        """All statements, highest step first."""
        return tuple(id for step in sorted(self.statements, reverse=True) for id in self.statements[step])


@dataclass(frozen=True, repr=False)
class Coverage(Shown):
    """The matrix: R rows, C columns, a step each, with the statements behind."""

    table: Table
    rows: Axis
    columns: Axis
    steps: NDArray[np.int8]
    """R x C positions of :class:`~graphkit.analysis.gaps.strength_scale.Step`."""
    counts: Ints
    """R x C x 8 numbers of statements on each step."""
    blanks: Blanks
    scope: Bools
    """R x C: whether some text of the row has the column in its scope."""
    mechanisms: dict[tuple[int, int], tuple[str, ...]]
    """(row, column) -> mechanisms taken part in: a fact beside the cell, never a step of its ladder."""
    short: Bools
    """R: whether what a row says is too little for a silence to mean anything."""
    own: Bools
    """R x D: the texts that are a row's own."""
    joint: Ints
    """R: the first row that says exactly the same statements, such as a joint declaration; its own number if none."""
    codes: NDArray[np.int64]
    members: Ints
    """Statements in the order of ``codes`` = (row * C + column) * 8 + step."""
    parameters: Mapping[str, Any]

    def cell(self, row: str, column: str) -> Cell:
        """Return one cell by the ids of its row and column."""
        return self.cell_at(self.rows.get(row), self.columns.get(column))

    def cell_at(self, i: int, j: int) -> Cell:
        """Return one cell by its positions."""
        step = Step(int(self.steps[i, j]))
        silent = step == Step.SILENT
        return Cell(
            row=self.rows.ids[i],
            column=self.columns.ids[j],
            step=step,
            statements=self._statements(i, j),
            mechanisms=self.mechanisms.get((i, j), ()),
            reason=self._reason(i, step),
            blank=self.blanks.at(i, j) if silent else None,
            blank_low=self.blanks.low_at(i, j) if silent else None,
        )

    def _statements(self, i: int, j: int) -> dict[Step, tuple[str, ...]]:
        base = (i * len(self.columns) + j) * len(STEPS)
        bounds = np.searchsorted(self.codes, np.arange(base, base + len(STEPS) + 1))
        found = {s: self.members[bounds[s] : bounds[s + 1]] for s in STEPS}
        return {s: self.table.ids(part) for s, part in found.items() if len(part)}

    def only_text(self, i: int) -> str | None:
        """Return the id of a row's only own text; None where it has several or none."""
        texts = np.flatnonzero(self.own[i])
        return self.table.documents.ids[int(texts[0])] if len(texts) == 1 else None

    def speaking(self) -> Ints:
        """Return for each column how many rows speak of it; those that always speak jointly count once."""
        once = self.joint == np.arange(len(self.rows))
        result: Ints = (self.steps[once] > Step.SILENT).sum(axis=0)
        return result

    def _reason(self, i: int, step: Step) -> str:
        if step == Step.SILENT:
            return "its texts are too short to be silent" if self.short[i] else "no statement on this in the texts read"
        if step == Step.OUTSIDE:
            return "no text of its own was read" if not self.scope[i].any() else "its texts treat other themes"
        return ""

    def result(self) -> Result:
        """Return one finding a cell, rows first."""
        cells = (self.cell_at(i, j) for i in range(len(self.rows)) for j in range(len(self.columns)))
        return Result(
            name="coverage",
            title=f"How far each {self.rows.name} goes on each {self.columns.name}",
            columns=("row", "row_title", "column", "column_title", "step", "step_title", "count", "blank", "blank_low"),
            findings=tuple(self._finding(cell) for cell in cells),
            methods=(METHOD, BLANK_METHOD),
            parameters=self.parameters,
            could_not_judge=self.open_points(),
        )

    def _finding(self, cell: Cell) -> Finding:
        i, j = self.rows.positions[cell.row], self.columns.positions[cell.column]
        values = {
            "row": cell.row,
            "row_title": self.rows.titles[i],
            "column": cell.column,
            "column_title": self.columns.titles[j],
            "step": int(cell.step),
            "step_title": cell.step.title,
            "count": int(self.counts[i, j].sum()),
            "blank": cell.blank,
            "blank_low": cell.blank_low,
        }
        key = (self.rows.name, cell.row, self.columns.name, cell.column)
        return make_finding("coverage", key, values, cell.all_statements, cell.reason, cell.blank)

    def open_points(self, rows: Collection[str] = ()) -> tuple[str, ...]:
        """Return one line for each thing left open, on some rows only where their ids are given."""
        asked = np.array([not rows or id in rows for id in self.rows.ids], bool)
        silent = [self.rows.titles[i] for i in np.flatnonzero(asked & ~self.scope.any(axis=1))]
        lines = [f"{', '.join(silent)}: no text of its own was read."] if silent else []
        little = [self.rows.titles[i] for i in np.flatnonzero(asked & self.short & self.scope.any(axis=1))]
        lines += (
            [f"{', '.join(little)}: fewer than {LEAST_STATEMENTS} statements, too few to be silent."] if little else []
        )
        return (*lines, *self.blanks.open_points)


def find_coverage(
    source: Graph | Table,
    rows: str = "actor",
    columns: str = "objective",
    *,
    scopes: Scopes | None = None,
    min_score: float = 0.0,
    accuracy: Accuracy | None = None,
    everyone: bool = False,
) -> Coverage:
    """Return the gap ladder for each row and column.

    ``rows``: actor, document, group or principle; ``columns``: any facet, such as objective, area, group, principle.
    ``min_score`` leaves out links below a score. ``everyone`` keeps actors who say nothing and are asked nothing.
    """
    if rows not in ROWS:
        raise OptionError(f"Coverage has no rows '{rows}'. Choose one of {', '.join(ROWS)}.")
    check_share("min_score", min_score)
    table = as_table(source)
    across = keep_scores(get_facet(table, columns), min_score)
    axis, ties, steps = _row_ties(table, rows, min_score, everyone)
    a, b = join(ties, across[1])
    codes = (ties.cols[a].astype(np.int64) * len(across[0]) + across[1].cols[b]) * len(STEPS) + steps[a]
    strength = np.minimum(ties.scores[a], across[1].scores[b])
    order = np.lexsort((ties.rows[a], -strength, codes))
    codes, members = codes[order], ties.rows[a][order]
    shape = (len(axis), len(across[0]), len(STEPS))
    counts = np.bincount(codes, minlength=int(np.prod(shape))).astype(np.int32).reshape(shape)
    mechanisms = _mechanisms(table, axis) if (rows, columns) == ("actor", "objective") else {}
    own = _documents_of(table, rows, axis)
    scope: Bools = (own.astype(np.int32) @ find_scope(table, across, scopes).astype(np.int32)) > 0
    reached = _highest(counts, scope)
    known = accuracy if accuracy is not None else read_accuracy()
    blanks = find_blanks(counts.sum(axis=2), scope, _read_share(table, own), known, columns, across[0])
    short = np.bincount(ties.cols, minlength=len(axis)) < LEAST_STATEMENTS
    blanks.sure[short] = blanks.low[short] = np.nan
    return Coverage(
        table, axis, across[0], reached, counts, blanks, scope, mechanisms, short, own, _find_joint(ties, len(axis)),
        codes, members,
        {"rows": rows, "columns": columns, "min_score": min_score, "everyone": everyone},
    )  # fmt: skip


def _row_ties(table: Table, rows: str, min_score: float, everyone: bool) -> tuple[Axis, Ties, NDArray[np.int8]]:
    """Return the rows that matter, their ties from statements, and the step of each tie."""
    axis, ties = keep_scores(get_facet(table, rows), min_score)
    if rows != "actor":
        return axis, ties, find_statement_steps(table)[ties.rows]
    ties, told = _with_tellers(table, keep_scores((axis, table.ties["issued"]), min_score)[1], ties)
    steps = np.where(told, np.int8(Step.MENTIONED), find_statement_steps(table)[ties.rows])
    shown = np.zeros(len(axis), bool)
    for part in (ties.cols, table.ties["calls_on"].cols):
        shown[part] = True
    chosen = np.flatnonzero(shown | everyone)
    at = np.full(len(axis), -1, np.int32)
    at[chosen] = np.arange(len(chosen))
    return axis.take(chosen), Ties(ties.rows, at[ties.cols], ties.scores), steps


def _with_tellers(table: Table, said: Ties, voiced: Ties) -> tuple[Ties, Bools]:
    """Return the ties with those to who tells of a practice of others, and which these are: they spoke of it, no more.

    Without them the teller of a practice would be called silent on what it tells of.
    """
    joined, width = join_ties(voiced, said), len(table.axes["actor"])
    own = voiced.rows.astype(np.int64) * width + voiced.cols
    return joined, ~np.isin(joined.rows.astype(np.int64) * width + joined.cols, own)


def _find_joint(ties: Ties, rows: int) -> Ints:
    """Return for each row the first one with the same statements."""
    order = np.lexsort((ties.rows, ties.cols))
    bounds = np.searchsorted(ties.cols[order], np.arange(rows + 1))
    said = [ties.rows[order[a:b]].tobytes() for a, b in pairwise(bounds)]
    first: dict[bytes, int] = {}
    return np.array([first.setdefault(key, i) if key else i for i, key in enumerate(said)], np.int32)


def _highest(counts: Ints, scope: Bools) -> NDArray[np.int8]:
    """Return the highest step with a statement; silent or outside where there is none."""
    spoken = counts.any(axis=2)
    top = counts.shape[2] - 1 - (counts[:, :, ::-1] > 0).argmax(axis=2)
    blank = np.where(scope, int(Step.SILENT), int(Step.OUTSIDE))
    result: NDArray[np.int8] = np.where(spoken, top, blank).astype(np.int8)
    return result


def _documents_of(table: Table, rows: str, axis: Axis) -> Bools:
    """Return R x D: the texts that are a row's own."""
    if rows == "document":
        return np.eye(len(axis), dtype=bool)
    if rows != "actor":
        return np.ones((len(axis), len(table.documents)), bool)
    return find_own_documents(table)[[table.axes["actor"].positions[id] for id in axis.ids]]


def _read_share(table: Table, own: Bools) -> NDArray[np.float64]:
    """Return R shares of the characters of a row's texts that were read for statements; NaN without a text."""
    texts = own.astype(np.float64)
    return divide(texts @ table.characters_read, texts @ table.characters)


def divide(above: Any, below: Any) -> NDArray[np.float64]:
    """Return above / below, NaN where below is 0."""
    result: NDArray[np.float64] = np.divide(above, below, out=np.full(np.shape(below), np.nan), where=below > 0)
    return result


def _mechanisms(table: Table, axis: Axis) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return (actor, objective) -> mechanisms the actor takes part in that serve the objective."""
    parts, serves = table.ties["takes_part"], table.ties["supports"]
    by_mechanism = Ties(parts.cols, parts.rows, parts.scores)
    order = np.argsort(by_mechanism.rows, kind="stable")
    by_mechanism = by_mechanism.where(order)
    a, b = join(by_mechanism, serves)
    at = {table.axes["actor"].positions[id]: i for i, id in enumerate(axis.ids)}
    found: dict[tuple[int, int], list[str]] = {}
    for actor, objective, mechanism in zip(by_mechanism.cols[a], serves.cols[b], by_mechanism.rows[a], strict=True):
        if int(actor) in at:
            names = found.setdefault((at[int(actor)], int(objective)), [])
            names.append(table.axes["mechanism"].ids[int(mechanism)])
    return {key: tuple(sorted(set(names))) for key, names in sorted(found.items())}
