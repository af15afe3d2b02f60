"""A table of what is known of documents, to fill in by hand and to give back to a build: one row a file."""

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import closing
from os.path import realpath
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


def make_row(path: Path, documents: Sequence[Document], problem: str = "") -> dict[str, str]:
    """Return the row of a file; one that could not be read has a problem and no documents.

    Of a table that holds several documents it has what they have in common.
    """
    found = [_make_fields(document) for document in documents]
    common = {k: v for k, v in found[0].items() if all(row.get(k) == v for row in found)} if found else {}
    return dict.fromkeys(COLUMNS, "") | common | {"path": str(path), "problem": problem}


def _make_fields(document: Document) -> dict[str, str]:
    row = {}
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
    table = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(read_text(path))
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


def _csv(text: str) -> list[list[str]]:
    """Return the cells of a CSV, parted as its first line is: Excel saves semicolons where commas part decimals."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


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


def match_rows(rows: Rows, files: Sequence[Path]) -> tuple[dict[Path, dict[str, str]], list[str]]:
    """Return file -> the fields of its row, and what is to be said of the rows that are of no file.

    A row is of the file at its path, resolved; else of the one file of its name, where that has no row yet and no other
    such row has this name.
    """
    at = {realpath(file): file for file in files}
    found: dict[Path, dict[str, str]] = {}
    left = []
    for name, fields in rows.items():
        file = at.get(realpath(name))
        if file is None or file in found:
            left.append(name)
        else:
            found[file] = fields
    free = _by_name(file for file in files if file not in found)
    same = _by_name(map(Path, left))
    odd = []
    for name in left:
        fitting = free.get(Path(name).name, [])
        if len(fitting) == len(same[Path(name).name]) == 1:
            found[fitting[0]] = rows[name]
        elif fitting:
            odd.append(f"the row of '{name}' may be of '{fitting[0]}' or not: write the path of its file")
        else:
            again = "names a file that has another row" if realpath(name) in at else "names no file of this build"
            odd.append(f"the row of '{name}' {again}")
    return found, odd


def _by_name(paths: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        found.setdefault(path.name, []).append(path)
    return found
