"""What was skipped and why; counted at the end of each run."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_SHOWN = 5


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One record that could not be used: the stage, the place (file, offset, row) and the reason."""

    stage: str
    place: str
    reason: str
    severity: str = "note"
    """``note`` (left out by rule), ``warning`` (look at it) or ``error`` (a file or a row was skipped)."""
    lost: bool = False
    """Whether something that a file states is not in the graph because of it: the build then ends with status 1."""


class Issues:
    """Issues of one run, in the order they came."""

    def __init__(self) -> None:
        self._all: list[Issue] = []

    def add(self, stage: str, place: str, reason: str, severity: str = "note", lost: bool = False) -> None:
        """Record one issue."""
        self._all.append(Issue(stage, spell(place), spell(reason), severity, lost))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Add issues of another run."""
        for issue in issues:
            self.add(issue.stage, issue.place, issue.reason, issue.severity, issue.lost)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self._all)

    def __repr__(self) -> str:
        return f"Issues({len(self)}, errors: {len(self.errors())})"

    def __len__(self) -> int:
        return len(self._all)

    def count(self) -> dict[tuple[str, str, str], int]:
        """Return (severity, stage, reason) -> how many, most frequent first."""
        return dict(Counter((i.severity, i.stage, i.reason) for i in self._all).most_common())

    def losses(self) -> list[Issue]:
        """Return the issues for which a build ends with status 1: files and rows skipped, names not linked."""
        return [i for i in self._all if i.severity == "error" or i.lost]

    def errors(self) -> list[Issue]:
        """Return the issues that cost a whole file."""
        return [i for i in self._all if i.severity == "error"]


@dataclass(slots=True)
class Remarks:
    """What is said of many rows once, with their numbers."""

    rows: dict[tuple[str, str, bool, bool], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Severity, reason, whether something is lost and whether rows are named -> rows."""

    def add(self, severity: str, reason: str, row: int, lost: bool = False, named: bool = True) -> None:
        """Note a row; ``named``: the issue begins with the rows."""
        self.rows[severity, reason, lost, named].append(row)

    def issues(self, place: str) -> Iterator[Issue]:
        """Yield one issue for each reason, in the order in which they came up."""
        for (severity, reason, lost, named), rows in self.rows.items():
            yield Issue("table", place, f"{name_rows(rows)}: {reason}" if named else reason, severity, lost)


def name_rows(rows: Sequence[int]) -> str:
    """Return ``row 4``, or ``rows 4, 9, 12, 15, 20 and 120 more``."""
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, sorted(rows)[:_SHOWN]))}{more}"


def spell(text: str) -> str:
    r"""Return a text that UTF-8 can hold, half characters written out, as file names of other encodings have them.

    >>> spell("Per\udcfa.md")
    'Per\\xfa.md'
    """
    if text.isprintable():
        return text
    return "".join(_spell(c) if "\ud800" <= c <= "\udfff" else c for c in text)


def _spell(half: str) -> str:
    code = ord(half)
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
