"""Values in cells of a table: text that a spreadsheet will not run, and back again without loss."""

import csv
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BOM = "\ufeff"
"""Put before a table so that Excel reads it as UTF-8; pandas, polars and readr skip it."""

_GUARDED = re.compile(r"'*(?:[=+\-@\t\r\n]|$)")


def guard(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe is put before =, +, -, @, tab, return.

    An empty text becomes a lone apostrophe, because an empty cell means unknown. :func:`unguard` undoes it.
    See OWASP, CSV Injection.

    >>> guard("=1+1"), guard("plain"), guard("")
    ("'=1+1", 'plain', "'")
    """
    return "'" + text if _GUARDED.match(text) else text


def unguard(cell: str) -> str:
    """Return the text that :func:`guard` was given.

    >>> unguard(guard("'=1+1"))
    "'=1+1"
    """
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def cell(value: Any) -> str:
    """Return a value as a cell: empty for None, lists as JSON, numbers as they are, text guarded."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard(value) if isinstance(value, str) else repr(value)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a CSV table, a line at a time: byte order mark, heading, rows; lines end with ``\\r\\n`` (RFC 4180)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BOM
    for row in itertools.chain([columns], rows):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
