"""Workbooks (XLSX, XLSM, XLS, ODS) -> grids: the values as last calculated, not the formulas."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.formats.file_loader import BROKEN_ARCHIVE
from loaders.tables.grid import MOST_ROWS, Grid, Opened, as_value

_UNPACKED = 1_500_000_000
"""Bytes that a workbook may unpack to: more than the largest table that is read."""
_MOST_CELLS = 30_000_000
_SHOWN = 5
_FULL = 32_767
"""Characters that a cell of Excel holds: what is longer was cut when it was saved."""
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\br="(\d{1,9})"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3})\d{1,9}"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_FAULTY = re.compile(rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*\bt="e"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


_PICTURES = re.compile(rb"xl/media/|xl/drawings/|Pictures/")
"""Names of parts of a workbook that are pictures; an archive's directory is not packed."""


def open_workbook(path: Path, data: bytes) -> Opened:
    """Return the sheets of a workbook; InputError where it is broken, has a password or unpacks to too much."""
    import python_calamine as calamine

    sheets = _read_parts(path, data) if data.startswith(b"PK") else {}
    for name, xml in sheets.items():
        _check_size(path, name, xml)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        names = [s.name for s in book.sheets_metadata if str(s.typ).endswith("WorkSheet")]
        grids = tuple(_read_sheet(path, book, name) for name in names)
    except calamine.PasswordError as error:
        raise InputError(f"{path}: has a password. Save it without one.") from error
    except InputError:
        raise
    except BaseException as error:  # a fault in the engine is a PanicException, which is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: can't be read as a workbook ({reason}). Save it again as XLSX.") from error
    for grid in grids:
        grid.issues += _full_cells(f"{path.name}, {grid.sheet}", grid)
        if (part := sheets.get(grid.sheet or "")) is not None:
            grid.issues += _odd_cells(f"{path.name}, {grid.sheet}", part)
    if not any(grid.rows for grid in grids) and _PICTURES.search(data):
        raise InputError(f"{path}: holds pictures and no cells. Type their table, or give the pictures as PDF.")
    return Opened(grids, media=_MEDIA)


def _read_parts(path: Path, data: bytes) -> dict[str, bytes]:
    """Return sheet -> its XML, of an XLSX file; empty for other workbooks."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(path, data, sum(i.file_size for i in archive.infolist()))
            return {name: archive.read(part) for name, part in _sheet_parts(archive)}
    except BROKEN_ARCHIVE as error:
        raise InputError(f"{path}: is no workbook (its archive is broken: {error}). Save it again.") from error


def _check_size(path: Path, sheet: str, xml: bytes) -> None:
    """Raise InputError for a sheet of more rows or cells than is read; a far cell costs memory for all before it."""
    rows = max((int(m[1]) for m in _ROW.finditer(xml)), default=0)
    columns = max(map(_column_number, {m[1] for m in _CELL.finditer(xml)}), default=0)
    if rows > MOST_ROWS:
        raise InputError(f"{path}, sheet {sheet}: has {rows:,} rows; at most {MOST_ROWS:,} are read. Split it.")
    if rows * columns > _MOST_CELLS:
        reason = f"reaches to column {columns:,} of row {rows:,}. Delete what is far from the table"
        raise InputError(f"{path}, sheet {sheet}: {reason}.")


def _column_number(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = 26 * number + byte - 64
    return number


def _check_archive(path: Path, data: bytes, size: int) -> None:
    if size > _UNPACKED or size > 300 * len(data) + 10_000_000:
        raise InputError(f"{path}: unpacks to {size // 1_000_000} MB, more than a table of its size holds.")


def _read_sheet(path: Path, book: Any, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS:
        raise InputError(f"{path}, sheet {name}: has {sheet.total_height:,} rows; at most {MOST_ROWS:,}. Split it.")
    rows = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        values = tuple(as_value(v) for v in row)
        if any(values):
            rows.append((number, values))
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Grid(name, rows, merged=sorted(merged), exact=False)


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet of an XLSX file and the part of the archive that holds it."""
    import html

    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    targets = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        fields = dict(re.findall(r'([\w:]+)="([^"]*)"', tag.decode("utf-8", "replace")))
        targets[fields.get("Id")] = fields.get("Target", "").removeprefix("/xl/")
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        fields = dict(re.findall(r'([\w:]+)="([^"]*)"', tag.decode("utf-8", "replace")))
        part = "xl/" + targets.get(fields.get("r:id"), "")
        if part in names:
            yield html.unescape(fields.get("name", "")), part


def _full_cells(place: str, grid: Grid) -> Iterator[Issue]:
    cells = [
        f"{_letters(column)}{number}"
        for number, values in grid.rows
        for column, value in enumerate(values, 1)
        if isinstance(value, str) and len(value) >= _FULL
    ]
    if cells:
        yield _name_cells(place, f"cells hold {_FULL:,} characters, the most there can be: their end may be cut", cells)


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _name_cells(place: str, text: str, cells: list[str]) -> Issue:
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    return Issue("table", place, f"{text}: {', '.join(cells[:_SHOWN])}{more}", "warning")


def _odd_cells(place: str, xml: bytes) -> Iterator[Issue]:
    if hidden := len(_HIDDEN.findall(xml)):
        yield Issue("table", place, f"{hidden} hidden rows are read too")
    for pattern, text in (
        (_FAULTY, "cells hold an error and are read as blank"),
        (_UNCALCULATED, "cells hold formulas that were never calculated; open and save the file once"),
    ):
        cells = [c.decode() for c in pattern.findall(xml)]
        if cells:
            yield _name_cells(place, text, cells)
