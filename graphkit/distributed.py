"""Reading on Apache Spark, for archives that outgrow one machine; the graph is made on one.

    documents = spark.read.format("binaryFile").option("recursiveFileLookup", True).load("hdfs:///archive")
    read_documents(documents, options).write.parquet("hdfs:///readings")      # on the cluster
    build_readings("readings", "graph", options)                              # on one machine, from a copy

Each document is read by the function that a build on one machine uses, under the same limits, and the graph is that of
such a build, byte for byte. Python, graphkit and the files that options name must be on each machine of the cluster.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import InputError, OptionError
from graphkit.issues import Issue, Issues
from graphkit.loading import SIDECARS, TYPES, is_wanted, name_beside
from graphkit.metadata_table import FILLED
from graphkit.pipeline import Built, Options, digest_options, join_readings, make_manifest, read_files, read_sheets
from graphkit.publish.export.base import import_extra
from graphkit.read.model.heads import read_heads
from graphkit.read.read import get_reference
from graphkit.read.reading import Reading
from graphkit.reading_cache import Kept, dump_readings, load_readings
from graphkit.workspace import check_place, write_workspace

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame

COLUMNS = {"path": "string", "statements": "int", "reading": "string", "made": "string"}
"""Columns of a table of readings: a document's path, how many statements it has, what was read as JSON, with what."""
_WHOLE = "_SUCCESS"
"""File that Spark writes when all others are there."""
_ROWS = 16
"""Readings that are in memory at once."""


def read_documents(documents: "DataFrame", options: Options = Options()) -> "DataFrame":  # noqa: B008
    """Return a table of readings (see :data:`COLUMNS`), one row a document, in the order of their paths.

    ``documents`` has the columns ``path`` (text) and ``content`` (bytes), as Spark's ``binaryFile`` gives them. Other
    columns of the names in :data:`~graphkit.metadata_table.FILLED` (``issuers``, ``year`` ...) are metadata of their
    documents. Sidecars are rows too, and are collected at once; the rest is read when the table is written. A document
    that can't be used is a row without statements that says why. OptionError for a table of metadata.
    """
    if options.table is not None:
        raise OptionError("A table of metadata is for one machine: join its columns to the table of documents.")
    path = documents["path"]
    tells = path.endswith(TYPES)
    for ending in SIDECARS:
        tells = tells | path.endswith(ending)
    beside = {row["path"]: bytes(row["content"]) for row in documents.where(tells).select("path", "content").collect()}
    columns = [c for c in ("path", "content", *FILLED) if c in documents.columns]
    parts = int(documents.sparkSession.conf.get("spark.sql.shuffle.partitions") or 1)
    ordered = documents.select(*columns).repartitionByRange(parts, "path").sortWithinPartitions("path")
    here = replace(options, jobs=1, cache=False, isolated=True)

    def read(batches: "Iterator[RecordBatch]") -> "Iterator[RecordBatch]":
        return read_batches(batches, here, beside)

    return ordered.mapInArrow(read, ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()))


def read_batches(
    batches: "Iterator[RecordBatch]", options: Options, beside: Mapping[str, bytes]
) -> "Iterator[RecordBatch]":
    """Yield the readings of a part of the table of documents; ``beside`` has files that tell of those beside them."""
    arrow = import_extra("pyarrow", "spark")
    read_heads(options.model, options.encoder, Issues())  # once, before processes begin as copies of this one
    get_reference(options.framework)
    made = f"{__version__} {digest_options(options)}"
    for batch in batches:
        rows = batch.to_pylist()
        with TemporaryDirectory() as folder:
            files = [_spool(Path(folder, str(number)), row, beside) for number, row in enumerate(rows)]
            for row, path, (readings, issues) in zip(rows, files, _read(files, rows, options), strict=True):
                statements, text = _dump(path, readings, issues)
                place = json.dumps((row["path"] or "").rpartition("/")[0], ensure_ascii=False)[1:-1]
                values = (row["path"], statements, text.replace(str(path.parent), place), made)
                yield arrow.RecordBatch.from_pylist([dict(zip(COLUMNS, values, strict=True))], schema=_schema())


def _schema() -> Any:
    arrow = import_extra("pyarrow", "spark")
    kinds = {"string": arrow.string(), "int": arrow.int32()}
    return arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def _dump(path: Path, readings: list[Reading], issues: list[Issue]) -> tuple[int, str]:
    """Return how many statements were read from a file, and all that was read as JSON."""
    try:
        return sum(len(r.statements) for r in readings), dump_readings(readings, issues).decode()
    except ValueError as error:
        return 0, dump_readings([], [Issue("load", path.name, f"{path}: {error}", "error")]).decode()


def _spool(folder: Path, row: Mapping[str, Any], beside: Mapping[str, bytes]) -> Path:
    """Write a document, and what tells of it, to a folder of its own; what has no name for a file is not there then."""
    folder.mkdir()
    where, _, name = (row["path"] or "").rpartition("/")
    for other in name_beside(name) if name else ():
        if (told := beside.get(f"{where}/{other}" if where else other)) is not None:
            (folder / other).write_bytes(told)
    path = folder / name
    with contextlib.suppress(OSError, ValueError):
        path.write_bytes(row["content"] or b"")
    return path


def _read(files: list[Path], rows: list[dict[str, Any]], options: Options) -> Iterator[Kept]:
    """Yield what was read from each file; what a search of a directory passes over is passed over here too."""
    stated = {path: {c: str(row[c]) for c in FILLED if row.get(c)} for path, row in zip(files, rows, strict=True)}
    issues = {path: Issues() for path in files}
    wanted = [path for path in files if is_wanted(path, issues[path])]
    answers = read_files(wanted, options, stated)
    for path in files:
        yield next(answers) if path in set(wanted) else ([], list(issues[path]))


def build_readings(place: Path | str, out: Path | str, options: Options = Options()) -> Built:  # noqa: B008
    """Write the graph of a folder of readings to a directory, as ``build_workspace`` does that of files.

    ``options`` are those of the reading; corrections and echoes count here. InputError where the folder is not whole,
    holds anything else, or its readings were made by another version or with other options.
    """
    check_place(Path(out))
    issues = Issues()
    corrections = read_sheets(options)
    built = join_readings(_iterate(Path(place), options), corrections, options, issues)
    write_workspace(Path(out), built.graph, make_manifest(built, options), built.issues)
    return built


def _iterate(place: Path, options: Options) -> Iterator[tuple[Path, Kept]]:
    """Yield each document's path with what was read from it."""
    made, last = f"{__version__} {digest_options(options)}", None
    for row in _iterate_rows(place):
        path = row["path"] or ""
        if row["made"] != made:
            said = f"{path} was read by another version of graphkit, with other options or another model"
            raise InputError(f"{place}: {said}. Give the same ones, or read again.")
        if last is not None and path <= last:
            told = path or "a row without a path"
            raise InputError(f"{place}: {told} comes twice or out of order. Write readings to an empty folder.")
        last = path
        try:
            yield Path(path), load_readings(row["reading"])
        except ValueError as error:
            raise InputError(f"{place}: the reading of {path} is damaged. Read again.") from error


def _iterate_rows(place: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a folder of readings."""
    arrow, parquet = import_extra("pyarrow", "spark"), import_extra("pyarrow.parquet", "spark")
    if not (place / _WHOLE).is_file():
        raise InputError(f"{place} has no {_WHOLE}: no readings, or not all of them. Write them again with Spark.")
    for file in sorted(place.glob("*.parquet")):
        try:
            with parquet.ParquetFile(file) as opened:
                if opened.schema_arrow.names != list(COLUMNS):
                    raise InputError(f"{file} holds no readings. Write them with graphkit.distributed.")
                for batch in opened.iter_batches(batch_size=_ROWS):
                    yield from batch.to_pylist()
        except (arrow.ArrowException, OSError) as error:
            raise InputError(f"{file} can't be read ({error}). Copy it again.") from error
