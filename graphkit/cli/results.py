"""How the analyses' verbs show a Result: a table to read, or CSV, JSON and Markdown, printed or written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from graphkit.analysis.base import Finding, Result, show
from graphkit.cells import cell, table
from graphkit.cli.common import check_output, emit, output_options, print_table, say
from graphkit.cli.language import tell
from graphkit.files import write_text
from graphkit.text.document import plain_text

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "markdown")
IDS_SHOWN = 2
WIDEST_CELL = 120
"""A cell of the table printed to read is cut here; a written table and the other formats hold all of it."""
LINES_SHOWN = 5


@dataclass(frozen=True)
class Shape:
    """How a result is to be given: its format, where to, and how many rows."""

    format: str
    output: Path | None
    force: bool
    limit: int | None
    headings: Mapping[str, str] = field(default_factory=dict)
    """Column -> heading, for the columns that the table to read shows; empty: all columns."""


def result_options(command: F) -> F:
    """Add ``--format``, ``--json``, ``--limit``, ``--output`` and ``--force``; see :func:`make_shape`."""
    choose = click.option("--format", "format_name", type=click.Choice(FORMATS), default="table", show_default=True,
                          help="How to give the answer.")  # fmt: skip
    as_json = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    limit = click.option("--limit", type=click.IntRange(min=1), help="Give at most so many rows.")
    return output_options(limit(choose(as_json(command))))


def make_shape(
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
    headings: Mapping[str, str] | None = None,
) -> Shape:  # fmt: skip
    """Return the shape of the options; StoreError when the file is there and may not be replaced."""
    if output is not None:
        check_output(output, force)
    return Shape("json" if as_json else format_name, output, force, limit, headings or {})


def give_result(result: Result, shape: Shape) -> None:
    """Print a result, or write it as a whole, in the shape asked for."""
    shown = cut_result(result, shape.limit)
    if shape.format == "table" and shape.output is None:
        print_result(shown, shape.headings)
        return
    text = _TEXTS[shape.format](shown, shape.headings)
    if shape.output is None:
        emit("".join(text))
    else:
        write_text(shape.output, text)
        say(f"Wrote {shape.output}", err=True)


def cut_result(result: Result, limit: int | None) -> Result:
    """Return the first findings of a result; a cut result says so in its notes."""
    if limit is None or len(result) <= limit:
        return result
    note = f"The first {limit} of {len(result)} rows."
    return replace(result, findings=result.findings[:limit], notes=(*result.notes, note))


def print_result(result: Result, headings: Mapping[str, str]) -> None:
    """Print a result to read: chosen columns, the ids of its statements, and what could not be judged.

    Marks of markup that the source texts have are left out here; all other formats give the exact wording.
    """
    if not result.findings:
        say(f"{result.title}: nothing found.")
    else:
        names, rows = make_cells(result, headings)
        print_table(
            result.title, names, ([_clip(tell(plain_text(value)), WIDEST_CELL) for value in row] for row in rows)
        )
    for line in result.notes:
        say(line)
    if result.could_not_judge:
        say("Could not judge:")
    for line in result.could_not_judge[:LINES_SHOWN]:
        say(f"  {line}")
    if len(result.could_not_judge) > LINES_SHOWN:
        say(f"  and {len(result.could_not_judge) - LINES_SHOWN} more (--format json gives all)")


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width].rstrip() + " …"


def make_cells(result: Result, headings: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of a table to read."""
    chosen = headings or {c: c for c in result.columns}
    sure = any(f.confidence is not None for f in result)
    names = [*chosen.values(), *(["certainty"] if sure else []), "statements"]
    return names, [_cells(f, chosen, sure) for f in result]


def _cells(finding: Finding, chosen: Mapping[str, str], sure: bool) -> list[str]:
    values = ["" if finding.values.get(c) is None else show(finding.values[c]) for c in chosen]
    return [*values, *([show(finding.confidence)] if sure else []), show_ids(finding.statements)]


def show_ids(ids: Sequence[str]) -> str:
    """Return the first ids and how many there are more."""
    more = f" and {len(ids) - IDS_SHOWN} more" if len(ids) > IDS_SHOWN else ""
    return " ".join(ids[:IDS_SHOWN]) + more


def _csv(result: Result, _: Mapping[str, str]) -> Iterator[str]:
    rows = result.to_rows()
    columns = ["finding", *result.columns, "statements", "note", "confidence"]
    return table(columns, ([cell(row[c]) for c in columns] for row in rows))


def _json(result: Result, _: Mapping[str, str]) -> Iterator[str]:
    yield result.to_json() + "\n"


def _markdown(result: Result, headings: Mapping[str, str]) -> Iterator[str]:
    names, rows = make_cells(result, headings)
    yield f"# {tell(result.title)}\n\n"
    for row in (names, ["---"] * len(names), *rows):
        yield "| " + " | ".join(_plain(tell(value)) for value in row) + " |\n"
    for title, lines in (
        ("Could not judge", result.could_not_judge),
        ("Notes", result.notes),
        ("Methods", [f"{m.name}: {m.formula} ({m.source})" for m in result.methods]),
    ):
        if lines:
            yield f"\n## {tell(title)}\n\n" + "".join(f"- {_plain(tell(line))}\n" for line in lines)


def _plain(text: str) -> str:
    """Return a text that Markdown takes for words: no markup, no new cell."""
    for mark in "\\|<>*_`[]":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


_TEXTS: dict[str, Callable[[Result, Mapping[str, str]], Iterator[str]]] = {
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
    "table": _markdown,
}
"""A table to read that is written to a file is Markdown: it reads as plain text too."""
