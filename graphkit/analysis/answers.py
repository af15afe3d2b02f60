"""Which recommendations and practices answer a challenge: same objective, one of its groups, by document."""

from typing import Any

import numpy as np

from graphkit.analysis.facets import join
from graphkit.analysis.table import Bools, Ints, Positions, Table, Ties

MOST_ELSEWHERE = 3


class Answers:
    """Recommendations and practices by objective, group and document."""

    def __init__(self, table: Table) -> None:
        acts = table.of_kind("recommendation", "practice")
        goals = table.ties["addresses"]
        self.table = table
        self.goals = goals.where(acts[goals.rows])
        a, b = join(self.goals, table.ties["concerns"])
        self.groups = Ties(self.goals.rows[a], table.ties["concerns"].cols[b], self.goals.scores[a])
        self.grouped_goal = self.goals.cols[a]
        self.of = _lists(table.ties["concerns"])

    def _key(self, goal: Any, group: Any, document: Any) -> Any:
        width = len(self.table.axes["group"]) + 1
        docs = len(self.table.documents) + 1
        return (np.asarray(goal, np.int64) * width + group + 1) * docs + document + 1

    def near(self, statements: Positions, goals: Ints, documents: Ints) -> Bools:
        """Return which challenges have an answer in their own document."""
        t = self.table
        plain = np.unique(self._key(self.goals.cols, -1, t.document[self.goals.rows]))
        exact = np.unique(self._key(self.grouped_goal, self.groups.cols, t.document[self.groups.rows]))
        result: Bools = np.isin(self._key(goals, -1, documents), plain)
        has_group = np.zeros(len(t), bool)
        has_group[t.ties["concerns"].rows] = True
        result &= ~has_group[statements]
        at = np.full(len(t), -1, np.int64)
        at[statements] = np.arange(len(statements))
        ties = t.ties["concerns"]
        ties = ties.where(at[ties.rows] >= 0)
        hit = np.isin(self._key(goals[at[ties.rows]], ties.cols, documents[at[ties.rows]]), exact)
        result[at[ties.rows[hit]]] = True
        return result

    def elsewhere(self, statement: int, goal: int) -> list[int]:
        """Return a few answers to a challenge in other documents."""
        t = self.table
        groups = self.of.get(statement, ())
        if groups:
            found = self.groups.rows[(self.grouped_goal == goal) & np.isin(self.groups.cols, groups)]
        else:
            found = self.goals.rows[self.goals.cols == goal]
        other = np.unique(found[t.document[found] != t.document[statement]])
        return [int(s) for s in other[:MOST_ELSEWHERE]]


def _lists(ties: Ties) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, col in zip(ties.rows.tolist(), ties.cols.tolist(), strict=True):
        found.setdefault(row, []).append(col)
    return found


def find_first_objective(table: Table) -> Ints:
    """Return S positions of each statement's most central objective, -1 where it has none."""
    ties = table.ties["addresses"]
    ranks = ties.ranks if ties.ranks is not None else np.ones(len(ties), np.int16)
    order = np.lexsort((ties.cols, -ranks, ties.rows))
    result = np.full(len(table), -1, np.int32)
    result[ties.rows[order]] = ties.cols[order]
    return result
