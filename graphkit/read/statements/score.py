"""What speaks for each kind of statement, weighed up."""

import math
from dataclasses import dataclass, field

from graphkit.text.document import KINDS


@dataclass(slots=True)
class Tally:
    """Weight by kind, and the strongest reason for each."""

    weight: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    best: dict[str, tuple[float, str]] = field(default_factory=dict)
    parts: list[tuple[str, float, str]] = field(default_factory=list)
    """Each weight that was added: kind, weight, reason."""
    kind: str = "none"
    """The kind decided on."""

    def add(self, kind: str, weight: float, rule: str) -> None:
        """Add weight to a kind for a reason."""
        self.weight[kind] += weight
        if weight:
            self.parts.append((kind, weight, rule))
        if weight > self.best.get(kind, (0.0, ""))[0]:
            self.best[kind] = (weight, rule)

    def settle(self) -> None:
        """Decide: the kind with most weight; of equals the first of :data:`KINDS`."""
        self.kind = max(KINDS, key=self.weight.__getitem__)

    @property
    def rule(self) -> str:
        """The strongest reason for the kind."""
        return self.best.get(self.kind, (0.0, "default"))[1]

    def shares(self) -> dict[str, float]:
        """Return each kind's share of certainty, 0 to 1 (softmax of the weights), where it is 0.01 at least."""
        most = max(self.weight.values())
        parts = {k: math.exp(w - most) for k, w in self.weight.items()}
        total = sum(parts.values())
        return {k: round(p / total, 4) for k, p in parts.items() if p >= 0.01 * total}
