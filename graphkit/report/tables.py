"""Results as CSV and Markdown: safe against formulas, markup and broken rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graphkit.analysis.base import Result, show
from graphkit.export.cells import cell, table

EXTRA = ("statements", "note", "confidence")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BREAKS = re.compile(r"\s+")


def make_csv(result: Result) -> Iterator[str]:
    """Yield a CSV table of a result, line by line; unknown cells are empty, text is never taken for a formula."""
    columns = ("finding", *result.columns, *EXTRA)
    rows = ([cell(row[c]) for c in columns] for row in result.to_rows())
    yield from table(columns, rows)


def make_rows(result: Result) -> Iterator[Sequence[Any]]:
    """Yield heading and rows for a sheet: numbers stay numbers, lists become text, unknown stays empty."""
    columns = ("finding", *result.columns, *EXTRA)
    yield [c.replace("_", " ") for c in columns]
    for row in result.to_rows():
        yield [", ".join(map(str, v)) if isinstance(v, list | tuple) else v for v in (row[c] for c in columns)]


def make_markdown(result: Result, most: int | None = None, columns: Sequence[str] = ()) -> str:
    """Return a result as a Markdown table with its notes; at most so many rows."""
    named = columns or result.columns
    rows = [[show(f.values.get(c)) for c in named] + [", ".join(f.statements[:5])] for f in result.findings[:most]]
    lines = [f"## {escape(result.title)}", "", *markdown_table([*named, "statements"], rows)]
    left = len(result) - len(rows)
    lines += ["", f"{left} more rows are left out here."] if left else []
    lines += ["", *(f"- {escape(n)}" for n in result.notes)] if result.notes else []
    lines += (
        ["", *(f"- Could not judge: {escape(n)}" for n in result.could_not_judge)] if result.could_not_judge else []
    )
    return "\n".join(lines)


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table with every cell escaped."""
    head = [c.replace("_", " ") for c in columns]
    return [_line(head), "|" + "---|" * len(head), *(_line([escape(c) for c in row]) for row in rows)]


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line.

    >>> escape("a | <b>")
    'a \\\\| \\\\<b\\\\>'
    """
    return _MARKS.sub(r"\\\1", _BREAKS.sub(" ", text)).strip()


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
