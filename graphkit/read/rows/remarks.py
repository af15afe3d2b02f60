"""What is said of rows: each reason once, with the rows for which it holds."""

from collections import defaultdict
from dataclasses import dataclass, field

from graphkit.issues import Issues

_SHOWN = 5


@dataclass(slots=True)
class Remarks:
    """Reasons and their rows; ``{rows}`` in a reason is where the rows are named."""

    rows: dict[tuple[str, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, severity: str, reason: str, row: int, lost: bool = False) -> None:
        """Note a row; ``lost``: something it states does not come into the graph."""
        self.rows[severity, reason, lost].append(row)

    def report(self, place: str, issues: Issues) -> None:
        """Record one issue for each reason, in the order in which they came up."""
        for (severity, reason, lost), rows in self.rows.items():
            more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
            shown = ", ".join(map(str, sorted(rows)[:_SHOWN])) + more
            named = f"row{'s' if len(rows) > 1 else ''} {shown}: "
            issues.add("table", place, reason.replace("{rows}", named), severity, lost)
