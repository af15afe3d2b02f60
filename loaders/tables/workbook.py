"""Workbooks (XLSX, XLSM, XLS, ODS) -> grids: the values as last calculated, not the formulas."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.tables.grid import MOST_ROWS, Grid, Opened, as_value, letter

_UNPACKED = 1_500_000_000
"""Bytes that a workbook may unpack to: more than the largest table that is read."""
_SHOWN = 5
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_FAULTY = re.compile(rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*\bt="e"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def open_workbook(path: Path, data: bytes) -> Opened:
    """Return the sheets of a workbook; InputError where it is broken, has a password or unpacks to too much."""
    import python_calamine as calamine

    if data.startswith(b"PK"):
        _check_archive(path, data)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        names = [s.name for s in book.sheets_metadata if str(s.typ).endswith("WorkSheet")]
        grids = tuple(_read_sheet(path, book, name) for name in names)
    except calamine.PasswordError as error:
        raise InputError(f"{path}: has a password. Save it without one.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: can't be read as a workbook ({reason}). Save it again as XLSX.") from error
    _note_cells(path, data, grids)
    return Opened(grids, media=_MEDIA)


def _check_archive(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(i.file_size for i in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"{path}: is no workbook (its archive is broken: {error}). Save it again.") from error
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


def _note_cells(path: Path, data: bytes, grids: tuple[Grid, ...]) -> None:
    """Note hidden rows, cells with errors and formulas that were never calculated; of XLSX only."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = dict(_sheet_parts(archive))
        for grid in grids:
            if (part := parts.get(grid.sheet or "")) is not None:
                grid.issues += _odd_cells(f"{path.name}, {grid.sheet}", archive.read(part))


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


def _odd_cells(place: str, xml: bytes) -> Iterator[Issue]:
    if hidden := len(_HIDDEN.findall(xml)):
        yield Issue("table", place, f"{hidden} hidden rows are read too")
    for pattern, text, severity in (
        (_FAULTY, "cells hold an error and are read as blank", "warning"),
        (_UNCALCULATED, "cells hold formulas that were never calculated; open and save the file once", "warning"),
    ):
        cells = [c.decode() for c in pattern.findall(xml)]
        if cells:
            more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
            yield Issue("table", place, f"{text}: {', '.join(cells[:_SHOWN])}{more}", severity)


def place_of(grid: Grid, number: int, column: int) -> str:
    """Return how a spreadsheet calls a cell, such as ``C4``; the column is counted from 0."""
    return f"{letter(column)}{number}" if grid.letters else f"record {number}"
