"""What differs between two graphs: statements new, dropped, weakened, strengthened, with both wordings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.checks import check_share
from graphkit.analysis.columns import KINDS, Table, as_table
from graphkit.analysis.echoes.similarity import COSINE, find_pairs, make_vectors
from graphkit.analysis.facets import names_by_statement
from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.strength_scale import Step, find_statement_steps
from graphkit.graph.graph import Graph
from graphkit.text.document import STRENGTHS

LEAST = 0.6
LEAST_IN_PLACE = 0.3
"""Two wordings that stand between the same neighbours are taken for one statement already at this likeness."""
COLUMNS = ("change", "actor", "similarity", "before_document", "before_kind", "before_strength", "before_text",
           "after_document", "after_kind", "after_strength", "after_text")  # fmt: skip
CELL_COLUMNS = ("actor", "column", "before_step", "after_step", "before", "after", "change")
ORDER = ("dropped", "weakened", "strengthened", "new", "reworded", "same")

MATCHING = Method(
    "difference of two graphs",
    "a statement is the same if its id is; else it is matched, one to one and best first, to a statement of the other "
    "graph with a common speaker and cosine >= t, then to one that stands in its document between the same matched "
    f"neighbours with cosine >= {LEAST_IN_PLACE}. Strengthened or weakened: by the step of the gap ladder, then by "
    "the ladder of normative strength",
    "graphkit",
)


Pair = tuple[int, int, float]
"""Position before, position after, similarity."""
Place = tuple[str, int | None, int | None]


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
    pairs = _find_alike(one, two, same, min(least, LEAST_IN_PLACE))
    matched = same | _take_best(p for p in pairs if p[2] >= least)
    old = _find_places(one.table, {i: j for i, (j, _) in matched.items()})
    new = _find_places(two.table, {j: j for j, _ in matched.values()})
    return matched | _take_best((i, j, s) for i, j, s in pairs if i in old and old[i] == new.get(j))


def _find_alike(one: _Side, two: _Side, same: dict[int, tuple[int, float]], least: float) -> list[Pair]:
    """Return the pairs of differing statements of one speaker that are alike, the most alike first."""
    edge = len(one.table)
    texts = [*one.table.texts, *two.table.texts]
    languages = [t.languages[d] for t in (one.table, two.table) for d in t.document]
    # Words are weighed over all statements: among the few that differ, the words they share would weigh nothing.
    vectors = make_vectors(texts, languages)
    rest = np.setdiff1d(np.arange(len(texts)), [*same, *(edge + j for j, _ in same.values())]).astype(np.int32)
    found = find_pairs(vectors.take(rest), least, lambda a, b: (rest[a] < edge) & (rest[b] >= edge))
    order = np.lexsort((found.right, found.left, -found.cosine))
    ends = zip(rest[found.left[order]].tolist(), (rest[found.right[order]] - edge).tolist(), strict=True)
    pairs = ((i, j, round(s, 4)) for (i, j), s in zip(ends, found.cosine[order].tolist(), strict=True))
    return [(i, j, s) for i, j, s in pairs if _one_speaker(one.names.get(i), two.names.get(j))]


def _take_best(pairs: Iterable[Pair]) -> dict[int, tuple[int, float]]:
    """Return one partner for each statement; earlier pairs are taken first."""
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for i, j, similarity in pairs:
        if i not in found and j not in taken:
            found[i] = (j, similarity)
            taken.add(j)
    return found


def _find_places(table: Table, matched: dict[int, int]) -> dict[int, Place]:
    """Return the place of each unmatched statement that has a matched neighbour: its document and both neighbours.

    ``matched``: position -> position in the later graph.
    """
    documents = [table.documents.ids[d] for d in table.document]

    def nearest(order: Iterable[int]) -> dict[int, int | None]:
        found: dict[int, int | None] = {}
        document, last = "", None
        for p in order:
            if documents[p] != document:
                document, last = documents[p], None
            if p in matched:
                last = matched[p]
            else:
                found[p] = last
        return found

    before, after = nearest(range(len(table))), nearest(reversed(range(len(table))))
    places = {p: (documents[p], before[p], after[p]) for p in before}
    return {p: place for p, place in places.items() if place[1:] != (None, None)}


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
