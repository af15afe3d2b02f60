"""A table of what is known of documents, to fill in by hand and to give back to a build: one row a file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OptionError
from graphkit.files import read_text, write_bytes, write_text
from graphkit.text.document import Document

FILLED = (
    "issuers",
    "issuer_kind",
    "title",
    "year",
    "date",
    "place",
    "language",
    "genre",
    "form",
    "symbol",
    "participants",
    "hosts",
    "url",
)
"""Columns that a build reads; an empty cell says nothing."""
SAID = " from"
"""Ends the heading of a column that shows the words which gave a value; a build passes over it."""
WORDED = ("issuers", "title", "year", "place", "form")
COLUMNS = ("path", *FILLED, *(name + SAID for name in WORDED), "problem")
Rows = dict[str, dict[str, str]]
"""Path or name of a file -> its filled fields."""


def make_row(path: Path, document: Document | None, problem: str = "") -> dict[str, str]:
    """Return the row of a file; one that could not be read has a problem and no values."""
    row = dict.fromkeys(COLUMNS, "") | {"path": str(path), "problem": problem}
    if document is None:
        return row
    for name in FILLED:
        value = getattr(document.metadata, name)
        row[name] = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    for said in document.metadata.assumed_from:
        name, _, words = said.partition(": ")
        if name in WORDED:
            row[name + SAID] = words
    return row


def write_table(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write rows as .xlsx or .csv, by the ending; no cell is taken for a formula."""
    table = [list(COLUMNS), *([row[c] for c in COLUMNS] for row in rows)]
    if path.suffix.lower() == ".xlsx":
        from graphkit.publish.export.workbook import make_workbook

        write_bytes(path, make_workbook({"documents": table}, filters=True))
    elif path.suffix.lower() == ".csv":
        from graphkit.cells import BOM, guard

        lines = io.StringIO(newline="")
        csv.writer(lines).writerows([guard(c) if c else "" for c in row] for row in table)
        write_text(path, BOM + lines.getvalue())
    else:
        raise OptionError(f"{path}: write a table as .xlsx or .csv.")


def read_table(path: Path) -> Rows:
    """Return the fields of a filled table by the path of each file; InputError names what is wrong with it."""
    table = (
        _xlsx(path) if path.suffix.lower() == ".xlsx" else list(csv.reader(io.StringIO(read_text(path), newline="")))
    )
    heading = [c.strip() for c in table[0]] if table else []
    if "path" not in heading:
        raise InputError(f"{path} has no column 'path'. Make a table: graphkit metadata FILES -o {path.name}")
    unknown = [c for c in heading if c and c not in COLUMNS and not c.endswith(SAID)]
    if unknown:
        raise InputError(f"{path}: the column '{unknown[0]}' is not known. Known: {', '.join(('path', *FILLED))}.")
    rows: Rows = {}
    for number, cells in enumerate(table[1:], 2):
        row = dict(zip(heading, map(_plain, cells), strict=False))
        name = row.get("path", "")
        fields = {c: row[c] for c in FILLED if row.get(c)}
        if name in rows:
            raise InputError(f"{path}, row {number}: the file '{name}' has a row already. Keep one.")
        if name:
            rows[name] = fields
        elif fields:
            raise InputError(f"{path}, row {number}: has no path. Name the file.")
    return rows


def _xlsx(path: Path) -> list[list[str]]:
    import openpyxl

    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            rows = book.worksheets[0].iter_rows(values_only=True)
            return [["" if c is None else _text(c) for c in row] for row in rows]
    except Exception as error:  # noqa: BLE001 - openpyxl raises what zipfile, xml and itself raise
        raise InputError(f"{path} can't be read as xlsx ({error}). Save it again, or as CSV.") from error


def _text(value: Any) -> str:
    """Return a cell as text: a whole number without a decimal point, a date as ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def _plain(cell: str) -> str:
    from graphkit.cells import unguard

    return unguard(cell.strip()).strip()


def fields_of(path: Path, rows: Rows) -> dict[str, str]:
    """Return the fields of a file: of the row with its path as given or resolved, else the only one of its name."""
    for name, fields in rows.items():
        if name == str(path) or Path(name).resolve() == path.resolve():
            return fields
    same = [fields for name, fields in rows.items() if Path(name).name == path.name]
    return same[0] if len(same) == 1 else {}


def find_unused(rows: Rows, files: Sequence[Path]) -> Iterator[str]:
    """Yield the rows that name no file of a build."""
    known = {p.resolve() for p in files}, {p.name for p in files}
    for name in rows:
        if Path(name).resolve() not in known[0] and Path(name).name not in known[1]:
            yield name
