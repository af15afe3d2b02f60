"""Which recommendations and practices answer a challenge: same objective, one of its groups, by document."""

from heapq import merge
from itertools import islice
from typing import Any

import numpy as np

from graphkit.analysis.columns import Bools, Ints, Positions, Table, Ties
from graphkit.analysis.facets import join

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
        self.of = _lists(table.ties["concerns"].rows, table.ties["concerns"].cols)
        self.by_goal = _lists(self.goals.cols, self.goals.rows)
        width = len(table.axes["group"])
        self.by_pair = _lists(self.grouped_goal.astype(np.int64) * width + self.groups.cols, self.groups.rows)

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
        """Return a few answers to a challenge in other documents, the first in the order of the texts."""
        document, groups = self.table.document, self.of.get(statement, ())
        width = len(self.table.axes["group"])
        lists = [self.by_pair.get(goal * width + g, []) for g in groups] if groups else [self.by_goal.get(goal, [])]
        other = (s for s in merge(*lists) if document[s] != document[statement])
        return list(islice(dict.fromkeys(islice(other, MOST_ELSEWHERE * max(len(lists), 1))), MOST_ELSEWHERE))


def _lists(keys: Positions, values: Positions) -> dict[int, list[int]]:
    """Return key -> values, in ascending order."""
    order = np.lexsort((values, keys))
    found: dict[int, list[int]] = {}
    for key, value in zip(keys[order].tolist(), values[order].tolist(), strict=True):
        found.setdefault(key, []).append(value)
    return found


def find_first_objective(table: Table) -> Ints:
    """Return S positions of each statement's most central objective, -1 where it has none."""
    ties = table.ties["addresses"]
    ranks = ties.ranks if ties.ranks is not None else np.ones(len(ties), np.int16)
    order = np.lexsort((ties.cols, -ranks, ties.rows))
    result = np.full(len(table), -1, np.int32)
    result[ties.rows[order]] = ties.cols[order]
    return result
