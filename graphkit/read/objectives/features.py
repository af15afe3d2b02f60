"""What speaks for and against an objective in a statement, as a few figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graphkit.read.objectives.context import Context, Sign, Signs
from graphkit.reference.framework.model import Objective

_CAP = 3.0
"""Strength beyond which a lead-in, heading or topic counts no more."""
FEATURES = (
    "bias", "own", "behind", "lead", "governing", "heading", "topic", "bare-topic", "silent", "inside", "outside",
    "fallback", "fallback-beside", "fallback-context", "broad",
)  # fmt: skip
"""Names of the figures of :meth:`Case.features`, in their order."""


@dataclass(frozen=True)
class Case:
    """All that signals objectives for one statement: its own words and the three layers around it."""

    own: Signs
    lead: Signs
    heading: Signs
    topic: Signs
    governed: bool
    """Whether the lead-in says what its list is about."""
    area: frozenset[str] | None
    """Codes of the objectives of the thematic area that the headings name."""

    @classmethod
    def of(cls, context: Context, codes: Iterable[str], area: frozenset[str] | None) -> "Case":
        """Return the case of a statement, signs of other than the given codes left out."""
        known = frozenset(codes)

        def kept(signs: Signs) -> Signs:
            return {t: s for t, s in signs.items() if t in known}

        return cls(
            own=kept(context.signs("objective")),
            lead=kept(context.lead_signs("objective")),
            heading=kept(context.heading_signs("objective")),
            topic=kept(context.topic),
            governed=context.governed,
            area=area,
        )

    def codes(self) -> Iterator[str]:
        """Yield the codes of all objectives that something signals, each once."""
        yield from {**self.own, **self.lead, **self.heading, **self.topic}

    def inherited(self, code: str) -> tuple[str, Sign] | None:
        """Return the strongest sign around the statement, and where it stands: lead-in, section or topic."""
        layers = (("lead-in", self.lead), ("section", self.heading), ("topic", self.topic))
        found = [(name, layer[code]) for name, layer in layers if code in layer]
        return max(found, key=lambda f: f[1].strength, default=None)

    @cached_property
    def _own_best(self) -> tuple[float, float]:
        return _two_best(s.strength for s in self.own.values())

    @cached_property
    def _around(self) -> dict[str, tuple[float, float, float]]:
        layers = (self.lead, self.heading, self.topic)
        return {c: (_get(layers[0], c), _get(layers[1], c), _get(layers[2], c)) for c in self.codes()}

    @cached_property
    def _around_best(self) -> tuple[float, float]:
        return _two_best(map(sum, self._around.values()))

    def features(self, objective: Objective) -> tuple[float, ...]:
        """Return the figures named by :data:`FEATURES`; one is 0 where nothing speaks.

        ``own`` is the strength of its cues in the wording, ``behind`` (negative) how far another objective is ahead
        there; ``lead``, ``heading`` and ``topic`` the strengths around it, ``governing`` that of a lead-in which says
        what its list is about; ``bare-topic`` the topic's over 1 + the best strength in the wording, as context says
        more where the wording says little; ``silent`` 1 where the wording says next to nothing and the context speaks
        for this objective above all; ``inside`` and ``outside`` the thematic area that the headings name;
        ``fallback`` and ``broad`` 1 for such objectives, ``fallback-beside`` the best strength of another one (at
        most 5), ``fallback-context`` that of lead-ins and headings.
        """
        code, reach = objective.code, objective.reach
        mine = self.own[code].strength if code in self.own else 0.0
        top, others = self._own_best[0], _other(self._own_best, mine)
        lead, heading, topic = self._around[code]
        around = lead + heading + topic
        silent = top < 1 and around > _other(self._around_best, around)
        fallback = float(reach == "fallback")
        inside = self.area is not None and code in self.area
        return (
            1.0,
            mine,
            min(mine - others, 0.0),
            lead,
            lead * self.governed,
            heading,
            topic,
            topic / (1 + top),
            float(silent),
            float(inside),
            float(self.area is not None and not inside),
            fallback,
            min(others, 5.0) * fallback,
            (lead + heading) * fallback,
            float(reach == "broad"),
        )


def _get(signs: Signs, code: str) -> float:
    return min(signs[code].strength, _CAP) if code in signs else 0.0


def _two_best(values: Iterable[float]) -> tuple[float, float]:
    first, second = 0.0, 0.0
    for value in values:
        if value > first:
            first, second = value, first
        elif value > second:
            second = value
    return first, second


def _other(best: tuple[float, float], mine: float) -> float:
    """Return the best of the others."""
    return best[1] if mine == best[0] else best[0]
