"""Which objectives a statement is about, most central first.

What speaks for an objective is summed up in a few figures (:func:`make_features`): the strength of its cues in the
wording, by how much another objective is ahead, what lead-in, headings and running topic signal. A logistic
regression over them gives the score; its coefficients belong to the framework (``calibration``).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graphkit.extract.context import Context, Sign, Signs, join_signs
from graphkit.extract.reading import FoundLink
from graphkit.framework.model import Framework, Objective

MOST = 3
"""Most objectives of one statement."""
_CAP = 6.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An objective that something speaks for."""

    objective: Objective
    features: dict[str, float]
    own: Sign | None
    inherited: Sign | None
    """The strongest sign of the lead-ins, headings and running topic."""
    where: str
    """``lead-in``, ``section`` or ``topic``: where the inherited sign stands."""
    score: float


class ObjectiveFinder:
    """Finds the objectives of one framework."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._by_code = {o.code: o for o in framework.objectives}
        self._areas = {str(a.number): frozenset(a.objectives) for a in framework.areas}

    def find(self, context: Context) -> list[FoundLink]:
        """Return an ADDRESSES link for each objective the statement is about, ranked from 1."""
        if context.statement.kind == "definition":
            return []
        ranked = sorted(self.rate(context), key=lambda c: (-c.score, c.objective.number))
        chosen = [c for i, c in enumerate(ranked[:MOST]) if self._holds(c, i, context)]
        return [self._link(c, i + 1, context) for i, c in enumerate(chosen)]

    def _holds(self, candidate: Candidate, place: int, context: Context) -> bool:
        least = self.framework.calibration.further if place else self.framework.calibration.first
        if context.statement.kind == "principle":
            least = max(least, self.framework.calibration.principle)
        return candidate.score >= least

    def rate(self, context: Context) -> Iterator[Candidate]:
        """Yield every objective that something speaks for, in the framework's order."""
        own = self._known(context.signs("objective"))
        layers = {
            "lead-in": self._known(context.lead_signs("objective")),
            "section": self._known(context.heading_signs("objective")),
            "topic": self._known(context.topic),
        }
        area = self._area(context)
        inherited = join_signs(*layers.values())
        for code, objective in self._by_code.items():
            if code in own or code in inherited:
                features = make_features(objective, own, layers, area)
                where = next((n for n, layer in layers.items() if layer.get(code) is inherited.get(code)), "")
                score = self._score(features)
                yield Candidate(objective, features, own.get(code), inherited.get(code), where, score)

    def _known(self, signs: Signs) -> Signs:
        return {t: s for t, s in signs.items() if t in self._by_code}

    def _area(self, context: Context) -> frozenset[str] | None:
        """Return the objectives of the thematic area that the headings name."""
        named = context.heading_signs("area")
        best = max(named, key=lambda a: named[a].strength, default=None)
        return self._areas[best] if best else None

    def _score(self, features: dict[str, float]) -> float:
        weights = self.framework.calibration.weights
        total = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return round(1 / (1 + math.exp(-total)), 4)

    def _link(self, candidate: Candidate, rank: int, context: Context) -> FoundLink:
        sign, inherited = (candidate.own, False) if candidate.own else (candidate.inherited, True)
        if not candidate.own or (candidate.inherited and candidate.inherited.strength > 2 * candidate.own.strength):
            sign, inherited = candidate.inherited, True
        assert sign is not None
        way = candidate.where if inherited else "cue"
        return FoundLink(
            type="ADDRESSES",
            statement=context.statement.id,
            node=self.framework.objective_id(candidate.objective.code),
            score=candidate.score,
            rule=f"{way}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})",
            start=sign.hit.start,
            end=sign.hit.end,
            rank=rank,
            inherited=inherited,
        )


def make_features(
    objective: Objective, own: Signs, layers: dict[str, Signs], area: frozenset[str] | None
) -> dict[str, float]:
    """Return what speaks for and against an objective, by name; a figure is 0 where nothing does.

    ``own`` is the strength of its cues in the wording, ``behind`` (negative) how far another objective is ahead there;
    ``lead``, ``heading`` and ``topic`` strengths in the lead-ins, headings and running topic, at most 6;
    ``bare-topic`` the last over 1 + the best strength in the wording, as context says more where the wording says
    little; ``silent`` is 1 where it says next to nothing and context speaks for this objective above all;
    ``inside`` and ``outside`` the thematic area named by the headings; ``fallback`` and ``broad`` are 1 for
    such objectives, ``fallback-beside`` the best strength of another one (at most 5) and ``fallback-context`` that of
    lead-ins and headings.
    """
    code = objective.code
    mine = own[code].strength if code in own else 0.0
    others = max((s.strength for t, s in own.items() if t != code), default=0.0)
    lead, heading, topic = _around(code, layers)
    rival = max((sum(_around(c, layers)) for c in {*chain(*layers.values())} if c != code), default=0.0)
    silent = max(mine, others) < 1
    fallback = objective.reach == "fallback"
    return {
        "bias": 1.0,
        "own": mine,
        "behind": min(mine - others, 0.0),
        "lead": lead,
        "heading": heading,
        "topic": topic,
        "bare-topic": topic / (1 + max(mine, others)),
        "silent": float(silent and lead + heading + topic > rival),
        "inside": float(area is not None and code in area),
        "outside": float(area is not None and code not in area),
        "fallback": float(fallback),
        "fallback-beside": min(others, 5.0) * fallback,
        "fallback-context": (lead + heading) * fallback,
        "broad": float(objective.reach == "broad"),
    }


def _around(code: str, layers: dict[str, Signs]) -> tuple[float, float, float]:
    """Return how strongly lead-ins, headings and running topic signal an objective."""
    lead, heading, topic = (layers[name].get(code) for name in ("lead-in", "section", "topic"))
    return _capped(lead), _capped(heading), _capped(topic)


def _capped(sign: Sign | None) -> float:
    return min(sign.strength, _CAP) if sign else 0.0
