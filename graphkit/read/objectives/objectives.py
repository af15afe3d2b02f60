"""Which objectives a statement is about, most central first.

What speaks for an objective is summed up in a few figures (:mod:`graphkit.read.objectives.features`). A logistic
regression over them gives the score; its coefficients belong to the framework (``calibration``), fitted on coded units.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphkit.read.objectives.context import Context, Sign
from graphkit.read.objectives.features import FEATURES, Case
from graphkit.read.reading import FoundLink
from graphkit.reference.framework.model import Framework, Objective

MOST = 3
"""Most objectives of one statement."""
GROUP_SCORE = 0.78
"""Share of the groups taken from the first objective that codings confirm."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An objective that something speaks for, with the figures and the score that they give."""

    objective: Objective
    features: tuple[float, ...]
    score: float


class ObjectiveFinder:
    """Finds the objectives of one framework."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._by_code = {o.code: o for o in framework.objectives}
        self._by_id = {framework.objective_id(o.code): o for o in framework.objectives}
        self._areas = {str(a.number): frozenset(a.objectives) for a in framework.areas}
        self._weights = tuple(framework.calibration.weights.get(name, 0.0) for name in FEATURES)

    def find(self, context: Context) -> list[FoundLink]:
        """Return an ADDRESSES link for each objective the statement is about, ranked from 1."""
        if context.statement.kind == "definition":
            return []
        case = self.get_case(context)
        ranked = sorted(self.rate(case), key=lambda c: (-c.score, c.objective.number))
        chosen = [c for i, c in enumerate(ranked[:MOST]) if self._holds(c, i, context)]
        return [self._link(c, i + 1, context, case) for i, c in enumerate(chosen)]

    def get_case(self, context: Context) -> Case:
        """Return all that signals objectives of the framework for a statement."""
        named = context.heading_signs("area")
        best = max(named, key=lambda a: named[a].strength, default=None)
        return Case.of(context, self._by_code, self._areas[best] if best else None)

    def rate(self, case: Case) -> Iterator[Candidate]:
        """Yield every objective that something speaks for."""
        for code in case.codes():
            objective = self._by_code[code]
            features = case.features(objective)
            total = sum(map(float.__mul__, self._weights, features))
            yield Candidate(objective, features, round(1 / (1 + math.exp(-total)), 4))

    def get_scores(self, context: Context) -> dict[str, float]:
        """Return code -> score of every objective that something speaks for, whether or not it is chosen."""
        return {c.objective.code: c.score for c in self.rate(self.get_case(context))}

    def find_group(self, objectives: list[FoundLink]) -> list[FoundLink]:
        """Return a CONCERNS link to the group that the first objective is all about, if its own words show it."""
        for link in objectives[:1]:
            group = self._by_id[link.node].group
            if group and not link.inherited:
                rule = f"objective:{link.rule.partition(':')[2]}"
                return [replace(link, type="CONCERNS", node=group, score=GROUP_SCORE, rule=rule, rank=None)]
        return []

    def _holds(self, candidate: Candidate, place: int, context: Context) -> bool:
        least = self.framework.calibration.further if place else self.framework.calibration.first
        if context.statement.kind == "principle":
            least = max(least, self.framework.calibration.principle)
        return candidate.score >= least

    def _link(self, candidate: Candidate, rank: int, context: Context, case: Case) -> FoundLink:
        way, sign = _explain(case, candidate.objective.code)
        return FoundLink(
            type="ADDRESSES",
            statement=context.statement.id,
            node=self.framework.objective_id(candidate.objective.code),
            score=candidate.score,
            rule=f"{way}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})",
            start=sign.hit.start,
            end=sign.hit.end,
            rank=rank,
            inherited=way != "cue",
        )


def _explain(case: Case, code: str) -> tuple[str, Sign]:
    """Return where the best words for an objective stand, and which they are; its own unless they are far weaker."""
    own, inherited = case.own.get(code), case.inherited(code)
    if own and not (inherited and inherited[1].strength > 2 * own.strength):
        return "cue", own
    assert inherited
    return inherited
