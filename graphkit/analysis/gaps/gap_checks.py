"""The checks behind :func:`graphkit.analysis.gaps.gaps.find_gaps`: findings, and what is left open."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from graphkit.analysis.base import Finding, count, make_finding
from graphkit.analysis.certainty import thinned_zero
from graphkit.analysis.columns import Axis, Bools, Ints, Table, Ties, join_ties
from graphkit.analysis.facets import get_facet, join, keep_statements
from graphkit.analysis.gaps.answers import NONE, Answers, find_first_objective
from graphkit.analysis.gaps.gaps import Question
from graphkit.analysis.gaps.strength_scale import Step, has_addressee, is_open
from graphkit.analysis.voices import JOINED
from graphkit.text.document import STRENGTHS

COMMIT = STRENGTHS.index("commit")
ALL = "all texts"
NEAREST = 3
"""Acts shown beside a challenge."""


def make_gap(kind: str, key: tuple[object, ...], statements: Any = (), note: str = "", sure: float | None = None,
         **values: Any) -> Finding:  # fmt: skip
    """Return a finding of one kind; unnamed columns stay empty."""
    row = {"kind": kind, "actor": None, "actor_title": None, "about": None, "about_title": None, "wording": None,
           "detail": None, "hangs_on": None, "importance": None, **values}  # fmt: skip
    return make_finding("gap", (kind, *key), row, statements, note, None if sure is None else round(sure, 4))


def find_low_steps(q: Question) -> Iterator[Finding | str]:
    """Actor and objective below a step of the ladder; cells outside the scope of the actor's texts are not judged.

    Actors who always speak jointly are one finding, as one text is behind their silence. Collectives that are the same
    in every text are left out, as nobody could be asked to speak for them, and so is an objective of whose sub-themes
    the actor speaks.
    """
    c = q.coverage
    challenges = _own_challenges(q)
    below = _find_spoken_below(q)
    judged = ~c.short & (c.joint == np.arange(len(c.rows))) & ~_find_nameless(c.rows)
    for i, j in np.argwhere((c.steps > Step.OUTSIDE) & (c.steps < q.below) & judged[:, None]):
        cell = c.cell_at(int(i), int(j))
        if cell.step == Step.SILENT and (cell.row, int(j)) in below:
            continue
        weight = 1 + challenges.get((cell.row, int(j)), 0) + bool(cell.mechanisms)
        expected = float(c.blanks.expected[i, j])
        matters = expected * weight * (cell.blank if cell.blank is not None else 1.0)
        together = np.flatnonzero(c.joint == i)
        yield make_gap(
            "step-not-reached", (cell.row, cell.column, int(q.below)), cell.all_statements,
            cell.reason or f"no more than {cell.step.title}", cell.blank,
            actor=JOINED.join(c.rows.ids[t] for t in together),
            actor_title=JOINED.join(c.rows.titles[t] for t in together),
            about=cell.column, about_title=c.columns.titles[j], detail=f"{cell.step.title}, below {q.below.title}",
            hangs_on=c.only_text(int(i)), expected=expected,
            importance=None if np.isnan(matters) else round(matters, 4),
        )  # fmt: skip
    yield from c.open_points(q.actors)


def _find_nameless(rows: Axis) -> Bools:
    """Return which rows are collectives other than the participants of one meeting."""
    ids = zip(rows.ids, rows.labels, strict=True)
    return np.array([label == "Collective" and not id.endswith(":participants") for id, label in ids], bool)


def _find_spoken_below(q: Question) -> set[tuple[str, int]]:
    """Return actor and objective where a statement of the actor is about a sub-theme of the objective."""
    table, about = q.table, q.table.ties["about"]
    parents = [id.rpartition(".")[0] for id in table.axes["subtheme"].ids]
    goals, actors = table.axes["objective"].positions, table.axes["actor"].ids
    said = join_ties(table.ties["issued"], table.ties["carries_out"])
    a, b = join(said, about)
    pairs = zip(said.cols[a].tolist(), about.cols[b].tolist(), strict=True)
    return {(actors[who], goals[parents[what]]) for who, what in pairs if parents[what] in goals}


def _own_challenges(q: Question) -> dict[tuple[str, int], int]:
    """Return (actor, objective) -> number of challenges the actor names on it."""
    table, goals = q.table, q.table.ties["addresses"]
    hard = table.of_kind("challenge")
    names = q.names("actor")
    found: dict[tuple[str, int], int] = {}
    for s, goal in zip(goals.rows.tolist(), goals.cols.tolist(), strict=True):
        for who in names.get(s, ()) if hard[s] else ():
            found[who, goal] = found.get((who, goal), 0) + 1
    return found


def find_unaddressed_objectives(q: Question) -> Iterator[Finding | str]:
    """Objectives that no statement, or no recommendation and no practice, of any text is about."""
    table, axis = q.table, q.table.axes["objective"]
    ties = table.ties["addresses"]
    acts = table.of_kind("recommendation", "practice")
    spoken = np.bincount(ties.cols, minlength=len(axis))
    acted = np.bincount(ties.cols[acts[ties.rows]], minlength=len(axis))
    recall = q.accuracy.link_recall("objective")
    for j in np.flatnonzero(acted == 0):
        behind = table.ids(ties.rows[ties.cols == j])
        detail = (
            "nobody speaks of it"
            if not spoken[j]
            else f"{count(spoken[j], 'statement')}, none a recommendation or practice"
        )
        expected = acted.sum() / len(axis)
        sure = None if recall is None else float(thinned_zero(expected / recall, 1.0, recall))
        yield make_gap(
            "objective-unaddressed", (axis.ids[j],), behind, "looked for in all texts", sure,
            actor=ALL, actor_title=ALL, about=axis.ids[j], about_title=axis.titles[j], detail=detail,
        )  # fmt: skip


def find_partly_answered_challenges(q: Question) -> Iterator[Finding | str]:
    """Challenges that no act of their own text answers in full; the nearest acts are shown, of other texts too."""
    table = q.table
    answers, challenges = Answers(table), np.flatnonzero(table.of_kind("challenge"))
    own = answers.find(challenges, NEAREST)
    far = np.array([s for s in challenges.tolist() if own.get(s, NONE).grade == NONE.grade], np.int64)
    others = answers.find_elsewhere(far, NEAREST)
    first, names = find_first_objective(table), q.names("actor")
    objectives, actors = table.axes["objective"], table.axes["actor"]
    for s in challenges.tolist():
        here = own.get(s, NONE)
        if here.grade == "full":
            continue
        nearest = others.get(s, here)
        who, goal = names.get(s, [])[:1], int(first[s])
        shown = f"nearest: {table.texts[nearest.acts[0]]}" if nearest.acts else "no act near in any text"
        yield make_gap(
            "challenge-partly-answered", (table.statements[s],), table.ids([s, *nearest.acts]), here.grade,
            actor=who[0] if who else None, actor_title=actors.titles[actors.get(who[0])] if who else None,
            about=objectives.ids[goal] if goal >= 0 else None,
            about_title=objectives.titles[goal] if goal >= 0 else None, wording=table.texts[s],
            detail=f"{here.grade} in its own text; {shown}",
            hangs_on=table.documents.ids[int(table.document[s])],
        )  # fmt: skip


def find_recommendations_without_addressee(q: Question) -> Iterator[Finding | str]:
    """Recommendations that do not say who is to act; promises are left out, since the speaker makes them."""
    table = q.table
    asks, addressed = table.of_kind("recommendation"), has_addressee(table)
    open_ones = np.flatnonzero(is_open(table))
    share = float(addressed[asks].mean()) if asks.any() else 0.0
    sure = _really_none(share, _recall(q, "addressees"))
    names, first = q.names("speaker"), find_first_objective(table)
    actors, goals = table.axes["actor"], table.axes["objective"]
    for s in open_ones.tolist():
        who = names.get(s, (None,))[0]
        goal = int(first[s])
        yield make_gap(
            "recommendation-without-addressee", (table.statements[s],), (table.statements[s],), "", sure, actor=who,
            actor_title=None if who is None else actors.titles[actors.positions[who]],
            about=goals.ids[goal] if goal >= 0 else None, about_title=goals.titles[goal] if goal >= 0 else None,
            wording=table.texts[s],
        )  # fmt: skip


def find_silent_addressees(q: Question) -> Iterator[Finding | str]:
    """Actors that others call on about an objective of which their own texts say nothing."""
    table, c = q.table, q.coverage
    first, calls = find_first_objective(table), table.ties["calls_on"]
    asked = calls.where(table.of_kind("recommendation")[calls.rows] & (first[calls.rows] >= 0))
    names = q.names("speaker")
    axis = table.axes["actor"]
    found: dict[tuple[str, int], list[int]] = {}
    for s, actor in zip(asked.rows.tolist(), asked.cols.tolist(), strict=True):
        if axis.ids[actor] not in names.get(s, ()):
            found.setdefault((axis.ids[actor], int(first[s])), []).append(s)
    for (actor_id, goal), statements in sorted(found.items()):
        i = c.rows.positions[actor_id]
        cell = c.cell_at(i, goal)
        if cell.step == Step.OUTSIDE and (not q.actors or actor_id in q.actors):
            asked_about = f"{c.rows.titles[i]} is asked about {c.columns.ids[goal]}"
            yield f"{asked_about}: {cell.reason}, so its silence was not judged."
        if cell.step == Step.SILENT:
            yield make_gap(
                "addressee-silent", (actor_id, c.columns.ids[goal]), table.ids(statements), cell.reason, cell.blank,
                actor=actor_id, actor_title=c.rows.titles[i], about=c.columns.ids[goal],
                about_title=c.columns.titles[goal], wording=table.texts[statements[0]],
                detail=f"asked in {count(len(statements), 'statement')}",
            )  # fmt: skip


def find_groups_without_commitment(q: Question) -> Iterator[Finding | str]:
    """Groups that a speaker (or all together) names in challenges but in no commitment."""
    table = q.table
    bound = table.of_kind("recommendation") & (table.strength >= COMMIT)
    yield from _named_but_not_used(q, "group-without-commitment", "group", table.of_kind("challenge"), bound,
                                   "challenges", "commitments")  # fmt: skip


def find_unused_principles(q: Question) -> Iterator[Finding | str]:
    """Principles that a speaker (or all together) declares but invokes in no recommendation or practice."""
    table = q.table
    yield from _named_but_not_used(
        q, "principle-unused", "principle", table.of_kind("principle"),
        table.of_kind("recommendation", "practice"), "assertions", "recommendations or practices",
    )  # fmt: skip


def _named_but_not_used(
    q: Question, kind: str, facet: str, named: Bools, used: Bools, named_words: str, used_words: str
) -> Iterator[Finding]:
    """Yield what stands in statements ``named`` but in none ``used``: first for all texts, then actor by actor."""
    table = q.table
    axis, _ = full = get_facet(table, facet)
    everyone = Ties(*_all_rows(table))
    _, said = get_facet(table, "actor")
    shift = Ties(said.rows, said.cols + np.int32(1), said.scores)
    actors = table.axes["actor"]
    shape = (len(actors) + 1, len(axis))
    counts = {}
    members: dict[str, Any] = {}
    for name, keep in (("named", named), ("used", used)):
        _, ties = keep_statements(full, keep)
        parts = [_pairs(side, ties) for side in (everyone, shift)]
        cells = np.concatenate([p[0] * shape[1] + p[1] for p in parts])
        counts[name] = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        members[name] = (cells, np.concatenate([p[2] for p in parts]))
    recall = q.accuracy.link_recall(facet)
    ratio = counts["used"][0].sum() / max(counts["named"][0].sum(), 1)
    for i, j in np.argwhere((counts["named"] > 0) & (counts["used"] == 0)):
        behind = table.ids(np.sort(members["named"][1][members["named"][0] == i * shape[1] + j]))
        expected = counts["named"][i, j] * ratio
        sure = None if recall is None else float(thinned_zero(expected / recall, 1.0, recall))
        who, title = (ALL, ALL) if i == 0 else (actors.ids[i - 1], actors.titles[i - 1])
        yield make_gap(
            kind, (who, axis.ids[j]), behind, "", sure, actor=who, actor_title=title, about=axis.ids[j],
            about_title=axis.titles[j], wording=table.texts[table.positions[behind[0]]],
            detail=f"in {counts['named'][i, j]} {named_words}, in no {used_words}",
        )  # fmt: skip


def _all_rows(table: Table) -> tuple[Ints, Ints, Any]:
    rows = np.arange(len(table), dtype=np.int32)
    return rows, np.zeros(len(table), np.int32), np.ones(len(table), np.float32)


def _pairs(left: Ties, right: Ties) -> tuple[Any, Any, Any]:
    a, b = join(left, right)
    return left.cols[a].astype(np.int64), right.cols[b].astype(np.int64), left.rows[a]


def find_mechanisms_without_participants(q: Question) -> Iterator[Finding | str]:
    """Mechanisms of which neither the texts nor the reference data name a participant."""
    table, axis = q.table, q.table.axes["mechanism"]
    joined = set(table.ties["takes_part"].cols.tolist())
    named = table.ties["mentions_mechanism"]
    for j in range(len(axis)):
        if j not in joined:
            behind = table.ids(named.rows[named.cols == j])
            yield make_gap(
                "mechanism-without-participants", (axis.ids[j],), behind, "neither texts nor reference data say",
                actor=ALL, actor_title=ALL, about=axis.ids[j], about_title=axis.titles[j],
                detail=f"named in {count(len(behind), 'statement')}",
            )  # fmt: skip


def _recall(q: Question, name: str) -> float | None:
    measure = q.accuracy.measures.get(name)
    return None if measure is None else measure.recall


def _really_none(share: float, recall: float | None) -> float | None:
    """Return P(none is there | none was found) when a share was found and each is found with the recall."""
    if recall is None or recall <= 0 or share >= 1:
        return None
    return max(0.0, (1 - min(share / recall, 1.0)) / (1 - share))
