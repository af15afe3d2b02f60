"""Sheets of text and numbers as an Excel workbook whose bytes depend on nothing but the cells."""

import datetime
import io
import logging
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graphkit.errors import LimitError
from graphkit.publish.export.markup import clean

LIMIT = 32_767
"""Characters that Excel allows in a cell."""
MOST_ROWS = 1_048_576
"""Rows that Excel allows in a sheet, its heading too."""
EXACT = 2**53
"""Whole numbers beyond this lose digits in Excel, so they are written as text."""
NARROWEST, WIDEST = 9, 60
"""Width of a column to read, in characters."""
ROWS_MEASURED = 200
SHOWN = 5
"""Cells that a warning names."""
_EPOCH = datetime.datetime(2000, 1, 1)
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)
_log = logging.getLogger(__name__)


def make_workbook(
    sheets: Mapping[str, Iterable[Sequence[Any]]], filters: bool = False, warn: Callable[[str], None] = _log.warning
) -> bytes:
    """Return an xlsx file: sheet name -> rows, the first the heading.

    ``filters``: each sheet can be filtered by its columns, which are as wide as their text, up to a limit. Text is
    never taken for a formula, what Excel forbids is replaced by U+FFFD and what it can't hold cut; ``warn`` is told
    where and how often.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=not filters)  # which keeps no row, but can't go back to one either
    if filters:
        book.remove(book.active)
    changed: dict[str, list[str]] = defaultdict(list)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        _fill(sheet, rows, changed)
        if filters:
            _set_for_reading(sheet)
    if changed:
        told = "; ".join(_name_cells(what, cells) for what, cells in sorted(changed.items()))
        warn(f"Warning: cells of the workbook that can't hold their text: {told}. JSON and CSV hold all.")
    book.properties.creator = "graphkit"
    book.properties.created = book.properties.modified = _EPOCH
    buffer = io.BytesIO()
    book.save(buffer)
    return without_times(buffer.getvalue())


def _name_cells(what: str, cells: Sequence[str]) -> str:
    more = f" and {len(cells) - SHOWN:,} more" if len(cells) > SHOWN else ""
    return f"{len(cells):,} with text {what} ({', '.join(cells[:SHOWN])}{more})"


def _fill(sheet: Any, rows: Iterable[Sequence[Any]], changed: dict[str, list[str]]) -> None:
    try:
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise LimitError(f"An Excel sheet holds {MOST_ROWS - 1:,} rows, and there are more. Write CSV instead.")
            sheet.append([_make_cell(sheet, value, changed, number, n) for n, value in enumerate(row, 1)])
    except BaseException:
        if hasattr(sheet, "close"):  # a sheet that is left open complains when it is forgotten
            sheet.close()
        raise


def _set_for_reading(sheet: Any) -> None:
    """Put a filter on the heading, make it bold, and fit the columns to the first rows."""
    from openpyxl.styles import Alignment, Font

    sheet.auto_filter.ref = sheet.dimensions
    for column in sheet.iter_cols(max_row=min(sheet.max_row, ROWS_MEASURED)):
        longest = max(len(str(cell.value)) for cell in column if cell.value is not None or cell.row == 1)
        sheet.column_dimensions[column[0].column_letter].width = min(max(longest + 2, NARROWEST), WIDEST)
        column[0].font, column[0].alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def _make_cell(sheet: Any, value: Any, changed: dict[str, list[str]], row: int, column: int) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    if isinstance(value, int) and abs(value) > EXACT:
        value = str(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = clean(value)
    odd = {"replaced by U+FFFD": text != value, f"cut to {LIMIT:,} characters": len(text) > LIMIT}
    for what in [w for w, holds in odd.items() if holds]:
        changed[what].append(f"{sheet.title}!{get_column_letter(column)}{row}")
    made = WriteOnlyCell(sheet, text if len(text) <= LIMIT else text[: LIMIT - 1] + "…")
    made.data_type = "s"
    return made


def without_times(data: bytes) -> bytes:
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
