"""Databases of Discourse Network Analyzer (.dna, SQLite, version 3) -> one grid: each coded statement is a record.

P. Leifeld, Discourse Network Analysis: Policy Debates as Dynamic Networks, in The Oxford Handbook of Political
Networks, 2017. Positions of statements count UTF-16 units, as Java does.
"""

import contextlib
import datetime
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.tables.grid import MOST_ROWS, Grid, Opened

MARK = b"SQLite format 3\0"
_NEEDED = {
    "DOCUMENTS": {"ID", "Title", "Text", "Date"},
    "STATEMENTS": {"ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"},
    "STATEMENTTYPES": {"ID", "Label"},
    "VARIABLES": {"ID", "Variable", "DataType", "StatementTypeId"},
    "ENTITIES": {"ID", "Value"},
    "CODERS": {"ID", "Name"},
    **{f"DATA{kind}": {"StatementId", "VariableId"} for kind in ("SHORTTEXT", "LONGTEXT", "BOOLEAN", "INTEGER")},
}
_FIXED = ("statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text")
_VARIABLES = ("person", "organization", "concept", "agreement")


def open_dna(path: Path, data: bytes) -> Opened:
    """Return the statements of a .dna file; InputError where it is broken or of another version."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        try:
            base.deserialize(data)
            base.execute("PRAGMA trusted_schema=OFF")
            _check(path, base)
            grid = _read(path, base)
            grid.issues.extend(_check_version(path, base))
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise InputError(f"{path}: can't be read as a .dna database ({error}). Save it again in DNA.") from error
    return Opened((grid,), media="application/vnd.sqlite3")


def _check(path: Path, base: sqlite3.Connection) -> None:
    for table, columns in _NEEDED.items():
        found = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
        if not columns <= found:
            raise InputError(
                f"{path}: is a database{_version(base)} without the tables of DNA 3. Open it in DNA 3, save."
            )


def _check_version(path: Path, base: sqlite3.Connection) -> Iterator[Issue]:
    """Yield a warning where a database has the tables of version 3 and names another."""
    version = _version(base)
    if version and not version.startswith(" of version 3"):
        yield Issue("table", path.name, f"is a database{version}, read as one of version 3", "warning")


def _version(base: sqlite3.Connection) -> str:
    with contextlib.suppress(sqlite3.Error):
        row = base.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        return f" of version {row[0]}" if row else ""
    return ""


def _read(path: Path, base: sqlite3.Connection) -> Grid:
    values, names = _read_values(base)
    others = [name for name in names if name not in _VARIABLES]
    headings = (*_FIXED, *_VARIABLES, "coder", "start", "stop", *others)
    rows, issues = [], []
    bare: Counter[str] = Counter()
    for number, record in enumerate(_statements(base), 1):
        id, kind, text, start, stop = record[0], str(record[7]), record[8], record[9], record[10]
        wording = _cut(text, start, stop) if isinstance(text, str) else ""
        if not wording.strip():
            issues.append(
                Issue("table", path.name, f"record {number}: statement {id} lies outside its document", "warning")
            )
            continue
        found = values.get(id, {})
        bare[kind] += not {"organization", "concept"} & set(found)
        cells = [str(id), _date(record[1]), *(str(c or "") for c in record[2:8]), wording]
        cells += [found.get(name, "") for name in _VARIABLES]
        cells += [str(record[11] or ""), str(start), str(stop), *(found.get(name, "") for name in others)]
        rows.append((number, tuple(cells)))
    if len(rows) > MOST_ROWS:
        raise InputError(f"{path}: has {len(rows):,} statements; at most {MOST_ROWS:,} are read. Split it.")
    for kind, count in sorted(bare.items()):
        if count:
            reason = f"{count} statements of type {kind} have no organization or concept; other variables stay as data"
            issues.append(Issue("table", path.name, reason))
    return Grid(None, list(rows), headings, letters=False, issues=issues, exact=False)


def _statements(base: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    return base.execute(
        "SELECT s.ID, d.Date, d.ID, d.Title, d.Author, d.Source, d.Section, t.Label, d.Text, s.Start, s.Stop, c.Name "
        "FROM STATEMENTS s LEFT JOIN DOCUMENTS d ON s.DocumentId = d.ID LEFT JOIN STATEMENTTYPES t "
        "ON s.StatementTypeId = t.ID LEFT JOIN CODERS c ON s.Coder = c.ID ORDER BY s.ID"
    )


def _read_values(base: sqlite3.Connection) -> tuple[dict[object, dict[str, str]], list[str]]:
    """Return statement -> variable -> value, and all variables in their order."""
    # A column of SQLite holds values of any type, and a damaged file has them.
    kinds = [row[0] for row in base.execute("SELECT DISTINCT Variable FROM VARIABLES ORDER BY ID")]
    names = [name for name in kinds if isinstance(name, str)]
    values: dict[object, dict[str, str]] = {}
    queries = [
        f"SELECT x.StatementId, v.Variable, x.Value FROM DATA{kind} x JOIN VARIABLES v ON x.VariableId = v.ID"
        for kind in ("BOOLEAN", "INTEGER", "LONGTEXT")
    ]
    queries.append(
        "SELECT x.StatementId, v.Variable, e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON x.VariableId = v.ID "
        "JOIN ENTITIES e ON x.Entity = e.ID"
    )
    for query in queries:
        for statement, name, value in base.execute(query):
            if isinstance(name, str) and value is not None and str(value).strip():
                values.setdefault(statement, {})[name] = str(value)
    return values, names


def _cut(text: str, start: object, stop: object) -> str:
    """Return the characters between two positions that count UTF-16 units."""
    if not isinstance(start, int) or not isinstance(stop, int) or not 0 <= start < stop:
        return ""
    if text.isascii() or max(text) < "\U00010000":
        return text[start:stop]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * stop].decode("utf-16-le", "replace")


def _date(seconds: object) -> str:
    """Return seconds since 1970 as a date; nothing for the first day, which stands for no date."""
    if not isinstance(seconds, int) or abs(seconds) > 253_000_000_000:
        return ""
    day = datetime.datetime.fromtimestamp(0, datetime.UTC) + datetime.timedelta(seconds=seconds)
    return day.date().isoformat()
