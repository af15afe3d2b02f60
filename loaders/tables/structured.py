"""JSON, JSON lines and Parquet -> one grid: each record is a row, numbered from 1."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OptionError
from graphkit.issues import name_rows, spell
from loaders.tables.encoding import decode_table
from loaders.tables.grid import MOST_ROWS, Grid, Opened, Value, as_value

_DEPTH = 50
"""Levels of nesting that are looked through for the list of records."""


def open_json(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the records of a JSON file: its list, or the longest list of objects in it."""
    decoded = decode_table(str(path), data, encoding)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if (lines := _read_lines(decoded.text)) is not None:
            return _make(path, lines, decoded.note)
        reason = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"{path}: is no JSON ({reason}). Export it again.") from error
    records = max(_lists(value, 0), key=len, default=[])
    if not records and isinstance(value, dict):
        records = [value]
    if not records:
        raise InputError(f"{path}: holds no list of records. A table in JSON is a list of objects.")
    return _make(path, records, decoded.note)


def open_json_lines(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the records of a file with one JSON object a line; InputError names the first broken line."""
    decoded = decode_table(str(path), data, encoding)
    records = []
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{path}, line {number}: is no JSON ({error}). Export it again.") from error
            records.append(record if isinstance(record, dict) else {})
    return _make(path, records, decoded.note)


def _read_lines(text: str) -> list[dict[str, Any]] | None:
    """Return the objects of JSON lines in a file that is called JSON; None where it is no such file."""
    try:
        records = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None
    return records if records and all(isinstance(r, dict) for r in records) else None


def _lists(value: object, depth: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the lists of objects in a value, outermost first."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        if value and all(isinstance(v, dict) for v in value):
            yield value
        for part in value if not value or not isinstance(value[0], dict) else ():
            yield from _lists(part, depth + 1)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _lists(part, depth + 1)


def _make(path: Path, records: Iterable[Mapping[str, Any]], note: str) -> Opened:
    flat = [dict(_flatten(r)) for r in records]
    if len(flat) > MOST_ROWS:
        raise InputError(f"{path}: has {len(flat):,} records; at most {MOST_ROWS:,} are read. Split it.")
    whole = [{spell(k): _spell(v) for k, v in record.items()} for record in flat]
    if odd := [n for n, (old, new) in enumerate(zip(flat, whole, strict=True), 1) if old != new]:
        note = "; ".join([*([note] if note else []), f"half characters are written out in {name_rows(odd)}"])
    keys = tuple(dict.fromkeys(k for record in whole for k in record))
    rows = [(n, tuple(record.get(k, "") for k in keys)) for n, record in enumerate(whole, 1)]
    return Opened((Grid(None, rows, keys, letters=False, exact=False),), (note,) if note else (), "application/json")


def _spell(value: Value) -> Value:
    """Return a text or texts without half characters, which JSON can spell and no file can hold."""
    return tuple(map(spell, value)) if isinstance(value, tuple) else spell(value)


def _flatten(record: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Yield heading and value; an object in a record gives "Group / Sub", deeper ones stay as JSON."""
    for key, value in record.items():
        if isinstance(value, dict):
            for sub, inner in value.items():
                yield f"{key} / {sub}", _plain(inner)
        else:
            yield str(key), _plain(value)


def _plain(value: object) -> Value:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, list):
        return as_value([_named(v) for v in value])
    return as_value(value)


def _named(value: object) -> object:
    """Return the name of an object in a list, as APIs give it; other objects as JSON."""
    if isinstance(value, dict):
        known = next((value[k] for k in ("name", "label", "title", "value") if isinstance(value.get(k), str)), None)
        return known or json.dumps(value, ensure_ascii=False, sort_keys=True)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def open_parquet(path: Path, data: bytes) -> Opened:
    """Return the rows of a Parquet file; OptionError where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise OptionError(f"{path}: needs pyarrow. Get it with: pip install 'graphkit[parquet]'") from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > MOST_ROWS:
            raise InputError(f"{path}: has {file.metadata.num_rows:,} rows; at most {MOST_ROWS:,}. Split it.")
        table = file.read()
        columns = [[as_value(v) for v in column.to_pylist()] for column in table.columns]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{path}: is a broken Parquet file ({error}). Export it again.") from error
    rows = list(enumerate(zip(*columns, strict=True), 1))
    grid = Grid(None, rows, tuple(map(str, table.column_names)), letters=False, exact=False)
    return Opened((grid,), media="application/vnd.apache.parquet")
