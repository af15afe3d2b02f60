"""Sheets of text and numbers as an Excel workbook whose bytes depend on nothing but the cells."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LIMIT = 32_767
"""Characters that Excel allows in a cell."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = datetime.datetime(2000, 1, 1)
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)


def make_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """Return an xlsx file: sheet name -> rows, the first the heading.

    Text is never taken for a formula, what Excel forbids is replaced by U+FFFD and what it can't hold cut.
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
    book.properties.creator = "graphkit"
    book.properties.created = book.properties.modified = _EPOCH
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


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
