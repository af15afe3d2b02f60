"""The directory a build writes: manifest.json, graph.jsonl (the record), its columns, issues.jsonl, the database."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import StoreError
from graphkit.files import recover_dir, replace_dir, write_bytes, write_text
from graphkit.graph.graph import Graph
from graphkit.issues import Issue

if TYPE_CHECKING:
    from graphkit.analysis.columns import Table
    from graphkit.store.base import Store

FORMAT = 3
"""Version of the directory's layout; raised when an older graphkit can't read it."""
DATABASE = "graph.arcadedb"
COLUMNS = "columns.npz"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of; nothing of time or place, so equal builds give equal bytes."""

    digest: str
    nodes: int
    links: int
    sources: dict[str, str] = field(default_factory=dict)
    """File name -> SHA-256."""
    options: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    """File name -> why it was left out."""
    version: str = __version__
    format: int = FORMAT
    record: str = ""
    """SHA-256 of graph.jsonl; the graph's digest leaves out which row of a table a statement was."""


class Workspace:
    """An opened build directory."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self._graph: Graph | None = None

    def __repr__(self) -> str:
        return f"Workspace('{self.path}', {self.manifest.nodes} nodes, {self.manifest.links} links)"

    @property
    def graph(self) -> Graph:
        """The graph, read from graph.jsonl on first use."""
        if self._graph is None:
            self._check_record()
            self._graph = Graph.read(self.path / "graph.jsonl", self.manifest.digest)
        return self._graph

    @property
    def table(self) -> "Table":
        """The columns of the graph; made of graph.jsonl where their file is lost or damaged."""
        from graphkit.analysis.column_file import read_columns
        from graphkit.analysis.columns import make_table

        self._check_record()
        try:
            return read_columns(self.path / COLUMNS, self.manifest.record)
        except StoreError:
            return make_table(self.graph)

    def summarise(self) -> dict[str, Any]:
        """Return what the graph holds and what its build skipped; see :func:`graphkit.summary.make_summary`."""
        from graphkit.analysis.column_file import read_summary
        from graphkit.summary import make_summary

        self._check_record()
        try:
            return read_summary(self.path / COLUMNS, self.manifest.record)
        except StoreError:
            return make_summary(self.graph, self.issues())

    def _check_record(self) -> None:
        record = self.path / "graph.jsonl"
        if _digest(record) != self.manifest.record:
            raise StoreError(f"{record} is not the graph that {self.path}/manifest.json names. Build again.")

    def store(self, engine: str = "embedded") -> "Store":
        """Open the embedded database for reading; StoreError where it is damaged or holds another graph.

        Where its engine is not installed, or ``engine`` is ``kglite``, the second embedded engine answers from
        graph.jsonl instead.
        """
        from graphkit.store.arcadedb import ArcadeStore
        from graphkit.store.arcadedb_engine import has_engine, load_engine
        from graphkit.store.kglite import KgliteStore, has_kglite, load_kglite

        if engine == "kglite" or (has_kglite() and not has_engine()):
            load_kglite()
            return KgliteStore(self.graph)
        load_engine()
        store = ArcadeStore.open(self.path / DATABASE)
        seal = store.sealed()
        if seal is not None and seal.graph != self.manifest.digest:
            raise StoreError(
                f"{store.path} holds another graph than {self.path}/graph.jsonl. "
                f"Make it again: graphkit repair --store {self.path}"
            )
        return store

    def repair(self) -> None:
        """Make the columns and the embedded database again from graph.jsonl."""
        from graphkit.analysis.column_file import pack_columns
        from graphkit.store.arcadedb import ArcadeStore

        write_bytes(self.path / COLUMNS, pack_columns(self.graph, self.issues(), self.manifest.record))
        ArcadeStore.create(self.path / DATABASE, self.graph).close()

    def issues(self) -> list[Issue]:
        """Return what the build skipped and why."""
        with (self.path / "issues.jsonl").open(encoding="utf-8") as file:
            return [Issue(**json.loads(line)) for line in file]


def _digest(record: Path) -> str:
    """Return the SHA-256 of graph.jsonl."""
    try:
        with record.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{record} can't be read ({error.strerror}). Build again.") from error


def _line(issue: Issue) -> str:
    return json.dumps(asdict(issue), ensure_ascii=False, sort_keys=True) + "\n"


def check_place(path: Path) -> None:
    """Raise StoreError where a build can't be written: a file, or a directory of other files."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file. Name a directory for the build.")
    if path.exists() and any(path.iterdir()) and not (path / "manifest.json").is_file():
        raise StoreError(f"{path} holds files that are not a graphkit build. Choose an empty or new directory.")


def write_workspace(path: Path, graph: Graph, manifest: Manifest, issues: Iterable[Issue]) -> None:
    """Write a build directory as a whole; an older one of ours is replaced, anything else is left alone."""
    check_place(path)
    skipped = list(issues)

    def fill(place: Path) -> None:
        from graphkit.analysis.column_file import pack_columns
        from graphkit.store.arcadedb import ArcadeStore
        from graphkit.store.arcadedb_engine import has_engine

        write_text(place / "graph.jsonl", graph.lines())
        write_text(
            place / "issues.jsonl", (json.dumps(asdict(i), ensure_ascii=False, sort_keys=True) + "\n" for i in skipped)
        )
        if has_engine():  # without a wheel for this system everything but Cypher works
            ArcadeStore.create(place / DATABASE, graph)
        whole = replace(manifest, record=_digest(place / "graph.jsonl"))
        write_bytes(place / COLUMNS, pack_columns(graph, skipped, whole.record))
        write_text(place / "manifest.json", json.dumps(asdict(whole), indent=1, sort_keys=True) + "\n")

    replace_dir(path, fill)


def open_workspace(path: Path | str) -> Workspace:
    """Open a build directory; StoreError where there is none or another version wrote it."""
    path = Path(path)
    recover_dir(path.absolute())
    try:
        data = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StoreError(f"{path} holds no graph. Make one: graphkit build FILES --out {path}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}/manifest.json can't be read ({error}). Build again.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("version", "unknown") if isinstance(data, dict) else "unknown"
        made = f"{path} was written by graphkit {found}, whose form of the graph this one ({__version__}) can't read"
        raise StoreError(f"{made}. Build it again: graphkit build FILES --out {path}")
    try:
        return Workspace(path, Manifest(**data))
    except TypeError as error:
        raise StoreError(f"{path}/manifest.json lacks a field or has one too many. Build again.") from error
