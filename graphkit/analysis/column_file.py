"""The columns of a graph in a file beside it, for the commands that need no whole graph.

An uncompressed .npz without pickles: arrays as they are, texts as JSON; the archive notices a byte that changed when a
part is read. It names the record it was made of, so that it never answers for another graph.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from pydantic_core import from_json, to_json

from graphkit.analysis.columns import Axis, Table, Ties, make_table
from graphkit.errors import StoreError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.issues import Issue
from graphkit.summary import make_summary

_ARRAYS = ("kind", "strength", "document", "years", "characters", "characters_read", "stands")
_TEXTS = ("statements", "texts", "genres", "languages")
_TIES = ("rows", "cols", "scores", "ranks", "rule")


def pack_columns(graph: Graph, issues: Iterable[Issue], record: str) -> bytes:
    """Return the bytes of the file, with the summary of the build; ``record``: SHA-256 of graph.jsonl."""
    parts: dict[str, Any] = {"record": _pack(record), "summary": _pack(make_summary(graph, issues))}
    if any(graph.nodes(StatementNode)):
        parts |= _pack_table(make_table(graph))
    file = io.BytesIO()
    np.savez(file, **parts)
    return file.getvalue()


def read_summary(path: Path, record: str) -> dict[str, Any]:
    """Return the summary of a build; StoreError where the file is missing, damaged or of another record."""
    with _opened(path, record) as parts:
        found: dict[str, Any] = _unpack(parts["summary"])
        return found


def read_columns(path: Path, record: str) -> Table:
    """Return the columns of a graph; StoreError as in :func:`read_summary`, or where the graph holds no statement."""
    with _opened(path, record) as parts:
        names = _unpack(parts["names"])
        axes = {name: _make_axis(held) for name, held in names["axes"].items()}
        texts: dict[str, Any] = {name: tuple(_unpack(parts[name])) for name in _TEXTS}
        arrays: dict[str, Any] = {name: parts[name] for name in _ARRAYS}
        return Table(
            documents=axes.pop("document"),
            axes=axes,
            ties={name: _make_ties(name, tuple(rules), parts) for name, rules in names["rules"].items()},
            **texts,
            **arrays,
        )


def _pack_table(table: Table) -> dict[str, Any]:
    axes = {name: asdict(axis) for name, axis in {**table.axes, "document": table.documents}.items()}
    rules = {name: ties.rules for name, ties in table.ties.items()}
    ties = {f"{name}.{part}": getattr(held, part) for name, held in table.ties.items() for part in _TIES}
    texts = {name: _pack(getattr(table, name)) for name in _TEXTS}
    arrays = {name: getattr(table, name) for name in _ARRAYS}
    return {"names": _pack({"axes": axes, "rules": rules}), **texts, **arrays, **ties}


def _make_axis(held: Mapping[str, Any]) -> Axis:
    return Axis(held["name"], *(tuple(held[part]) for part in ("ids", "titles", "labels", "acronyms")))


def _make_ties(name: str, rules: tuple[str, ...], parts: "_Archive") -> Ties:
    return Ties(rules=rules, **{part: parts[f"{name}.{part}"] for part in _TIES})


def _pack(value: Any) -> Any:
    return np.frombuffer(to_json(value), np.uint8)


def _unpack(part: Any) -> Any:
    return from_json(part.tobytes())


@contextmanager
def _opened(path: Path, record: str) -> Iterator["_Archive"]:
    try:
        with ZipFile(path) as archive:
            parts = _Archive(archive)
            if _unpack(parts["record"]) != record:
                raise StoreError(f"{path} holds the columns of another graph.")
            yield parts
    except (OSError, ValueError, KeyError, TypeError, EOFError, RuntimeError, BadZipFile) as error:
        raise StoreError(f"{path} can't be read ({error}).") from error


class _Archive:
    """The arrays of an .npz, each checked as a whole before it is parsed, which ``numpy.load`` does too late."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive

    def __getitem__(self, name: str) -> Any:
        return np.load(io.BytesIO(self._archive.read(f"{name}.npy")), allow_pickle=False)
