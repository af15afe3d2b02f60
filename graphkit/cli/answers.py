"""Rows of an answer as a table, CSV, JSON, JSON lines, Markdown or xlsx; tables leave out marks of markup."""

import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from graphkit.cells import cell, table
from graphkit.cli.common import emit, make_console, say, shown
from graphkit.errors import OptionError
from graphkit.files import write_bytes, write_text
from graphkit.publish.export.workbook import make_workbook
from graphkit.store.base import Row, Rows, as_plain
from graphkit.store.records import make_batches
from graphkit.text.document import plain_text

FORMATS = ("table", "csv", "json", "jsonl", "markdown", "xlsx")
ENDINGS = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".xlsx": "xlsx"}
"""Ending of a file -> its format."""
WIDE = 60
"""Characters of a cell that a table shows, unless all are asked for."""
PART = 1000
"""Rows that share a table's column widths; more come as further tables, so that not all have to be held."""


def show_rows(rows: Rows, form: str, *, output: Path | None = None, full: bool = False) -> None:
    """Print rows, or write them to a file; all but tables, Markdown and xlsx are streamed."""
    if form == "table" and output is None:
        _print_table(rows, full)
        return
    if form == "xlsx":
        if output is None:
            raise OptionError("xlsx is a file: give --output FILE.xlsx.")
        write_bytes(output, make_workbook({"rows": chain([rows.columns], _cells(rows))}))
        return
    chunks = {"csv": _csv, "json": _json, "jsonl": _jsonl, "markdown": _markdown, "table": _text_table}[form](rows)
    if output:
        write_text(output, chunks)
        return
    for chunk in chunks:
        emit(chunk)


def _cells(rows: Iterable[Row]) -> Iterator[list[Any]]:
    for row in rows:
        plain = [as_plain(v) for v in row]
        yield [v if isinstance(v, int | float | str | None) else _compact(v) for v in plain]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _csv(rows: Rows) -> Iterator[str]:
    chunks = table(rows.columns, ([cell(as_plain(v)) for v in row] for row in rows))
    return (chunk.removeprefix("\ufeff") for chunk in chunks)


def _json(rows: Rows) -> Iterator[str]:
    opener = "[\n"
    for row in rows:
        yield opener + _compact_row(rows, row)
        opener = ",\n"
    yield "[]\n" if opener == "[\n" else "\n]\n"


def _jsonl(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield _compact_row(rows, row) + "\n"


def _compact_row(rows: Rows, row: tuple[Any, ...]) -> str:
    return json.dumps(dict(zip(rows.columns, map(as_plain, row), strict=True)), ensure_ascii=False)


def _markdown(rows: Rows) -> Iterator[str]:
    yield "| " + " | ".join(map(_escape, rows.columns)) + " |\n"
    yield "|" + "---|" * len(rows.columns) + "\n"
    for row in _cells(rows):
        yield "| " + " | ".join(_escape("" if v is None else str(v)) for v in row) + " |\n"


def _escape(text: str) -> str:
    for char in "\\|<>[]*_`":
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())


def _text_table(rows: Rows) -> Iterator[str]:
    from rich.console import Console

    for part in _parts(rows):
        buffer = io.StringIO()
        Console(file=buffer, width=200, no_color=True).print(_make_table(rows.columns, part, full=True))
        yield buffer.getvalue()


def _print_table(rows: Rows, full: bool) -> None:
    count, cut = 0, False
    for part in _parts(rows):
        made = _make_table(rows.columns, part, full)
        make_console().print(made)
        count, cut = count + made.row_count, cut or _is_cut(made)
    say(f"{count} row{'' if count == 1 else 's'}" + (" (wide cells are cut: --full)" if cut else ""))


def _parts(rows: Rows) -> Iterator[list[Row]]:
    """Yield the rows in parts, at least one, be it empty."""
    parts = make_batches(rows, PART)
    yield next(parts, [])
    yield from parts


def _make_table(columns: Iterable[str], rows: Iterable[Row], full: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    made = Table(header_style="bold", row_styles=["", "dim"])
    for column in columns:
        made.add_column(Text(column), overflow="fold")
    for row in _cells(rows):
        texts = [shown(plain_text(v)) if isinstance(v, str) else "" if v is None else str(v) for v in row]
        made.add_row(*(Text(t if full or len(t) <= WIDE else t[: WIDE - 1] + "…") for t in texts))
    return made


def _is_cut(made: Any) -> bool:
    return any(str(c).endswith("…") for column in made.columns for c in column.cells)
