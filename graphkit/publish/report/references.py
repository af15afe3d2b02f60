"""The statements cited on a page, numbered in the order of their first citation."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.publish.report.citations import Citation
from graphkit.publish.report.layout import MOST_CITED


@dataclass(frozen=True, slots=True)
class Cited:
    """The numbers of the statements cited in one place, and how many more there are."""

    shown: tuple[int, ...]
    more: int


@dataclass
class References:
    """Hands out the numbers."""

    citations: dict[str, Citation]
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, statements: Iterable[str], most: int = MOST_CITED) -> Cited:
        """Return the numbers of the first statements and how many more there are."""
        ids = list(dict.fromkeys(statements))
        shown = tuple(self.numbers.setdefault(id, len(self.numbers) + 1) for id in ids[:most])
        return Cited(shown, len(ids) - len(shown))

    def listed(self) -> list[tuple[int, Citation]]:
        """Return the citations in the order of their numbers."""
        return [(number, self.citations[id]) for id, number in self.numbers.items()]
