"""Sheets of text and numbers as an Excel workbook whose bytes depend on nothing but the cells."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LIMIT = 32_767
"""Characters that Excel allows in a cell."""
NARROWEST, WIDEST = 9, 60
"""Width of a column to read, in characters."""
ROWS_MEASURED = 200
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = datetime.datetime(2000, 1, 1)
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)


def make_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]], filters: bool = False) -> bytes:
    """Return an xlsx file: sheet name -> rows, the first the heading.

    ``filters``: each sheet can be filtered by its columns, which are as wide as their text, up to a limit. Text is
    never taken for a formula, what Excel forbids is replaced by U+FFFD and what it can't hold cut.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                _put(sheet.cell(number, column), value)
        if filters:
            _set_for_reading(sheet)
    book.properties.creator = "graphkit"
    book.properties.created = book.properties.modified = _EPOCH
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _set_for_reading(sheet: Any) -> None:
    """Put a filter on the heading, make it bold, and fit the columns to the first rows."""
    from openpyxl.styles import Alignment, Font

    sheet.auto_filter.ref = sheet.dimensions
    for column in sheet.iter_cols(max_row=min(sheet.max_row, ROWS_MEASURED)):
        longest = max(len(str(cell.value)) for cell in column if cell.value is not None or cell.row == 1)
        sheet.column_dimensions[column[0].column_letter].width = min(max(longest + 2, NARROWEST), WIDEST)
        column[0].font, column[0].alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        text = _FORBIDDEN.sub("\ufffd", value)
        cell.value = text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"
        cell.data_type = "s"
    else:
        cell.value = value


def _timeless(data: bytes) -> bytes:
    """Return a zip file with the same parts and no times; the library stamps the moment of saving."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return buffer.getvalue()
