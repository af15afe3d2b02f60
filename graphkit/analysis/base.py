"""What every analysis returns: findings with identifiers and statements, and how they were made."""

import html
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import OptionError
from graphkit.ids import make_id

if TYPE_CHECKING:
    import pandas
    import polars

SHOWN_IN_NOTEBOOK = 50


@dataclass(frozen=True, slots=True)
class Method:
    """How a number is made: its name, the formula, and the source that defines it."""

    name: str
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer row; ``statements`` are the ids of the statements it rests on, strongest or first first."""

    id: str
    values: Mapping[str, Any]
    statements: tuple[str, ...] = ()
    note: str = ""
    confidence: float | None = None
    """Probability that the finding is real, 0 to 1; None where it is not known."""

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """All answers to one question, in a fixed order, with the methods and what could not be judged."""

    name: str
    title: str
    columns: tuple[str, ...]
    findings: tuple[Finding, ...]
    methods: tuple[Method, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    could_not_judge: tuple[str, ...] = ()
    """One line for each thing left open, and why."""
    notes: tuple[str, ...] = ()
    """One line for each thing a reader must know to read the numbers."""

    def __repr__(self) -> str:
        return f"Result({self.title!r}, {len(self)} findings)"

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def find(self, **values: Any) -> list[Finding]:
        """Return the findings whose columns have these values."""
        unknown = sorted(values.keys() - set(self.columns))
        if unknown:
            raise OptionError(f"{self.name} has no column '{unknown[0]}'. Columns: {', '.join(self.columns)}.")
        return [f for f in self.findings if all(f.values.get(k) == v for k, v in values.items())]

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one dictionary a finding: its id, the columns, statement ids, note, confidence."""
        return [
            {
                "finding": f.id,
                **{c: f.values.get(c) for c in self.columns},
                "statements": list(f.statements),
                "note": f.note,
                "confidence": f.confidence,
            }
            for f in self.findings
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, ready for JSON."""
        return {
            "name": self.name,
            "title": self.title,
            "parameters": dict(self.parameters),
            "columns": list(self.columns),
            "methods": [{"name": m.name, "formula": m.formula, "source": m.source} for m in self.methods],
            "could_not_judge": list(self.could_not_judge),
            "notes": list(self.notes),
            "findings": self.to_rows(),
        }

    def to_json(self, indent: int | None = 1) -> str:
        """Return everything as JSON; unknown numbers are null, never zero."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a pandas table (needs ``pip install graphkit[frames]``)."""
        import pandas

        return pandas.DataFrame(self.to_rows(), columns=["finding", *self.columns, "statements", "note", "confidence"])

    def to_polars(self) -> "polars.DataFrame":
        """Return the rows as a polars table (needs ``pip install graphkit[frames]``)."""
        import polars

        return polars.DataFrame(self.to_rows(), infer_schema_length=None)

    def _repr_html_(self) -> str:
        """Show the result in a notebook; every cell is escaped."""
        heads = [*self.columns, "statements"]
        rows = [[*(show(f.values.get(c)) for c in self.columns), len(f.statements)] for f in self.findings]
        more = f"<p>and {len(rows) - SHOWN_IN_NOTEBOOK} more</p>" if len(rows) > SHOWN_IN_NOTEBOOK else ""
        open_points = "".join(f"<li>{html.escape(line)}</li>" for line in self.could_not_judge)
        return (
            f"<table><caption>{html.escape(self.title)}</caption><thead><tr>"
            + "".join(f"<th scope='col'>{html.escape(h)}</th>" for h in heads)
            + "</tr></thead><tbody>"
            + "".join(_html_row(row) for row in rows[:SHOWN_IN_NOTEBOOK])
            + f"</tbody></table>{more}"
            + (f"<p>Could not judge:</p><ul>{open_points}</ul>" if open_points else "")
        )


class Shown(ABC):
    """What holds an analysis' matrices; in a notebook it shows itself as its main result."""

    @abstractmethod
    def result(self) -> Result:
        """Return the main result."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.result().title!r})"

    def _repr_html_(self) -> str:
        return self.result()._repr_html_()


def show(value: Any) -> str:
    """Return a value as people read it: unknown as ``unknown``, numbers with at most four digits."""
    if value is None:
        return "unknown"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(show, value))
    return str(value)


def count(number: int, what: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "body", "bodies"), count(1200, "statement")
    ('1 body', '1,200 statements')
    """
    return f"{number:,} {what if number == 1 else many or what + 's'}"


def _html_row(cells: Sequence[Any]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(str(c))}</td>" for c in cells) + "</tr>"


def make_finding(
    analysis: str,
    key: Sequence[object],
    values: Mapping[str, Any],
    statements: Iterable[str] = (),
    note: str = "",
    confidence: float | None = None,
) -> Finding:
    """Return a finding whose id is computed from the analysis and its key: same question, same id."""
    return Finding(make_id("finding", analysis, *key), values, tuple(statements), note, confidence)
