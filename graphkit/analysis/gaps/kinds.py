"""The kinds of gap, and how often each was right where people judged it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEAST_RIGHT, LEAST_JUDGED = 0.7, 10
"""A kind is offered by default when this share of at least so many judged findings was right."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of gap: its check, what it says, and how it was judged."""

    name: str
    check: str
    about: str
    right: int = 0
    judged: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the judged findings that were right; None where nobody judged any."""
        return self.right / self.judged if self.judged else None

    @property
    def offered(self) -> bool:
        """Whether the kind is found without asking for experimental ones."""
        return self.judged >= LEAST_JUDGED and self.right / self.judged >= LEAST_RIGHT

    def describe(self) -> str:
        """Return in words how often the kind was right."""
        if self.precision is None:
            return f"{self.name}: never judged."
        return f"{self.name}: {100 * self.precision:.0f} % right of {self.judged} judged."


@cache
def get_kinds() -> dict[str, Kind]:
    """Return name -> kind, in alphabetical order."""
    data = tomllib.loads((files("graphkit.analysis.gaps") / "kinds.toml").read_text(encoding="utf-8"))
    return {name: Kind(name, **data[name]) for name in sorted(data)}


def offered_kinds(experimental: bool = False) -> tuple[str, ...]:
    """Return the kinds found by default, or all."""
    return tuple(name for name, kind in get_kinds().items() if experimental or kind.offered)
