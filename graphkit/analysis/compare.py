"""What differs between two graphs: statements new, dropped, weakened, strengthened, with both wordings."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.checks import check_share
from graphkit.analysis.coverage import find_coverage
from graphkit.analysis.facets import names_by_statement
from graphkit.analysis.ladder import Step, find_statement_steps
from graphkit.analysis.similarity import COSINE, find_pairs, make_vectors
from graphkit.analysis.table import KINDS, Table, as_table
from graphkit.document import STRENGTHS
from graphkit.graph import Graph

LEAST = 0.6
COLUMNS = ("change", "actor", "similarity", "before_document", "before_kind", "before_strength", "before_text",
           "after_document", "after_kind", "after_strength", "after_text")  # fmt: skip
CELL_COLUMNS = ("actor", "column", "before_step", "after_step", "before", "after", "change")
ORDER = ("dropped", "weakened", "strengthened", "new", "reworded", "same")

MATCHING = Method(
    "difference of two graphs",
    "a statement is the same if its id is; else it is matched, one to one and best first, to a statement of the other "
    "graph with a common speaker and cosine >= t. Strengthened or weakened: by the step of the gap ladder, then by the "
    "ladder of normative strength",
    "graphkit",
)


@dataclass(frozen=True)
class _Side:
    table: Table
    names: dict[int, list[str]]
    rank: list[tuple[int, int]]
    """Step and strength of each statement."""

    @classmethod
    def of(cls, source: Graph | Table) -> "_Side":
        table = as_table(source)
        steps = find_statement_steps(table)
        rank = list(zip(steps.tolist(), table.strength.tolist(), strict=True))
        return cls(table, names_by_statement(table, "actor"), rank)

    def fields(self, position: int | None, prefix: str) -> dict[str, object]:
        t = self.table
        known = position is not None
        return {
            f"{prefix}_document": t.documents.ids[t.document[position]] if known else None,
            f"{prefix}_kind": KINDS[int(t.kind[position])] if known else None,
            f"{prefix}_strength": STRENGTHS[int(t.strength[position])] if known else None,
            f"{prefix}_text": t.texts[position] if known else None,  # type: ignore[index]
        }


def find_changes(
    before: Graph | Table, after: Graph | Table, *, least: float = LEAST, all_rows: bool = False
) -> Result:
    """Return the statements that differ between two graphs; ``all_rows`` adds those that do not."""
    check_share("least", least, above_zero=True)
    one, two = _Side.of(before), _Side.of(after)
    matched = _match(one, two, least)
    findings = [_finding(one, two, i, j, s) for i, (j, s) in matched.items()]
    taken = {j for j, _ in matched.values()}
    findings += [_finding(one, two, i, None, None) for i in range(len(one.table)) if i not in matched]
    findings += [_finding(one, two, None, j, None) for j in range(len(two.table)) if j not in taken]
    counts = Counter(f["change"] for f in findings)
    kept = [f for f in findings if all_rows or f["change"] != "same"]
    kept.sort(key=lambda f: (ORDER.index(f["change"]), f["actor"] or "", f.statements))
    note = ", ".join(f"{counts[name]} {name}" for name in ORDER)
    parameters = {"least": least, "all_rows": all_rows}
    title = "Statements that differ between two graphs"
    return Result("changes", title, COLUMNS, tuple(kept), (MATCHING, COSINE), parameters, (), (f"Statements: {note}.",))


def match_statements(before: Graph | Table, after: Graph | Table, least: float = LEAST) -> dict[str, str]:
    """Return statement id before -> id after, for those that are the same or are matched by wording and speaker."""
    check_share("least", least, above_zero=True)
    one, two = _Side.of(before), _Side.of(after)
    return {one.table.statements[i]: two.table.statements[j] for i, (j, _) in _match(one, two, least).items()}


def _match(one: _Side, two: _Side, least: float) -> dict[int, tuple[int, float]]:
    """Return position before -> position after and similarity."""
    same = {i: (two.table.positions[id], 1.0) for i, id in enumerate(one.table.statements) if id in two.table.positions}
    taken = {j for j, _ in same.values()}
    edge = len(one.table)
    texts = [*one.table.texts, *two.table.texts]
    languages = [t.languages[d] for t in (one.table, two.table) for d in t.document]
    # Words are weighed over all statements: among the few that differ, the words they share would weigh nothing.
    free = np.ones(len(texts), bool)
    free[[*same, *(edge + j for j in taken)]] = False
    vectors = make_vectors(texts, languages)
    pairs = find_pairs(vectors, least, lambda a, b: (a < edge) & (b >= edge) & free[a] & free[b])
    found: dict[int, tuple[int, float]] = {}
    for p in np.lexsort((pairs.right, pairs.left, -pairs.cosine)):
        i, j = int(pairs.left[p]), int(pairs.right[p]) - edge
        if i not in found and j not in taken and _one_speaker(one.names.get(i), two.names.get(j)):
            found[i] = (j, round(float(pairs.cosine[p]), 4))
            taken.add(j)
    return same | found


def _one_speaker(before: list[str] | None, after: list[str] | None) -> bool:
    return bool(set(before or ()) & set(after or ())) or not (before or after)


def _finding(one: _Side, two: _Side, i: int | None, j: int | None, similarity: float | None) -> Finding:
    who = (one.names.get(i) if i is not None else two.names.get(j)) or [None]  # type: ignore[list-item, arg-type]
    values = {
        "change": _change(one, two, i, j),
        "actor": who[0],
        "similarity": similarity,
        **one.fields(i, "before"),
        **two.fields(j, "after"),
    }
    ids = [side.table.statements[at] for side, at in ((one, i), (two, j)) if at is not None]
    return make_finding("change", (i is None, *ids), values, dict.fromkeys(ids))


def _change(one: _Side, two: _Side, i: int | None, j: int | None) -> str:
    if i is None:
        return "new"
    if j is None:
        return "dropped"
    if one.rank[i] != two.rank[j]:
        return "weakened" if one.rank[i] > two.rank[j] else "strengthened"
    return "same" if one.table.texts[i] == two.table.texts[j] else "reworded"


def find_changed_cells(before: Graph | Table, after: Graph | Table, columns: str = "objective") -> Result:
    """Return the cells of the gap ladder that stand on another step than before; actors in both graphs only."""
    one, two = (find_coverage(source, columns=columns) for source in (before, after))
    findings = []
    for actor in sorted(set(one.rows.ids) & set(two.rows.ids)):
        for column in [c for c in one.columns.ids if c in two.columns.positions]:
            a, b = one.cell(actor, column), two.cell(actor, column)
            if a.step != b.step:
                values = {
                    "actor": actor, "column": column, "before_step": int(a.step), "after_step": int(b.step),
                    "before": a.step.title, "after": b.step.title, "change": _direction(a.step, b.step),
                }  # fmt: skip
                behind = dict.fromkeys((*a.all_statements, *b.all_statements))
                findings.append(make_finding("changed cell", (actor, column), values, behind))
    alone = sorted(set(one.rows.ids) ^ set(two.rows.ids))
    open_points = (f"In one graph only, not compared: {', '.join(alone)}.",) if alone else ()
    title = "Cells of the gap ladder that moved"
    return Result("changed cells", title, CELL_COLUMNS, tuple(findings), (MATCHING,), {"columns": columns}, open_points)


def _direction(before: Step, after: Step) -> str:
    if Step.OUTSIDE in (before, after):
        return "scope changed"
    return "further" if after > before else "less far"
