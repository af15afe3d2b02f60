"""Readings kept between builds: a file that did not change is not read again.

An entry's name is a digest of all that its reading depends on: the file and the files beside it that tell of it,
options, framework, model, encoder, and the programs that read. An entry is data that is checked against the classes of
a reading, never a pickle, so that a folder somebody else wrote to can make a build wrong at worst and can't run
anything. Only a cache: it may be deleted at any time, and where it can't be read or written everything works without.
"""

import json
import os
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, entry_points, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from graphkit.errors import GraphkitError
from graphkit.files import write_bytes
from graphkit.graph.ontology import Link, Node, get_link_type, get_node_type
from graphkit.issues import Issue
from graphkit.loading import GROUP, name_beside
from graphkit.read.reading import FoundLink, Reading
from graphkit.read.vector_cache import find_cache_folder
from graphkit.text.document import Document, Statement

MOST = 500_000_000
"""Bytes of all entries after a build; beyond, those not used for longest are dropped."""
LONGEST = 4_000_000
"""Characters of a file's text whose reading is kept; the entry of a longer one would take much memory to write."""
_ENDING = ".reading"
_CHECK = 16
"""Bytes of the checksum that an entry begins with."""

Kept = tuple[list[Reading], list[Issue]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reading without the nodes and links, whose classes their rows name."""

    document: Document
    statements: tuple[Statement, ...]
    links: tuple[FoundLink, ...]
    nodes: tuple[dict[str, Any], ...]
    participation: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Entries:
    readings: tuple[_Entry, ...]
    issues: tuple[Issue, ...]


@cache
def _form() -> "TypeAdapter[_Entries]":
    return TypeAdapter(_Entries)


def find_folder() -> Path | None:
    """Return the folder of the readings, None where nothing is to be kept."""
    folder = find_cache_folder()
    return None if folder is None else folder / "readings"


def make_key(path: Path, settings: Mapping[str, object], places: Mapping[str, Path | None]) -> str | None:
    """Return the name of a file's entry; None where nothing is kept, or a file can't be read.

    ``settings`` are the options that a reading depends on; ``places`` files and folders that options name.
    """
    if find_folder() is None:
        return None
    try:
        told = [_digest_file(p) if p.is_file() else "" for p in map(path.with_name, name_beside(path.name))]
        parts = [digest_programs(), os.fspath(path), _digest_file(path), told, digest_settings(settings, places)]
    except OSError:
        return None
    return _digest(json.dumps(parts).encode("utf-8", "surrogatepass"))


def digest_settings(settings: Mapping[str, object], places: Mapping[str, Path | None]) -> str:
    """Return a digest of what a reading depends on besides its file and the programs; OSError for a lost place."""
    parts = [settings, {name: _digest_place(place) for name, place in places.items() if place is not None}]
    return _digest(json.dumps(parts, sort_keys=True, default=str).encode("utf-8", "surrogatepass"))


def get_kept(key: str) -> Kept | None:
    """Return what was read from a file, None where it is not known or its entry is damaged."""
    place = _place(key)
    try:
        data = place.read_bytes()
        os.utime(place)
    except OSError:
        return None
    return _unpack(data)


def keep(key: str, readings: list[Reading], issues: list[Issue]) -> None:
    """Keep what was read from a file; what can't be kept whole, or would not come back as it is, is let go."""
    if sum(len(r.document.text) for r in readings) > LONGEST:
        return
    try:
        data = zlib.compress(dump_readings(readings, issues), 1)
        write_bytes(_place(key), _check(data) + data)
    except (ValueError, TypeError, GraphkitError):
        return


def measure() -> tuple[int, int]:
    """Return how many entries there are, and their bytes."""
    sizes = [size for _, size, _ in _list_entries()]
    return len(sizes), sum(sizes)


def trim(most: int = MOST) -> None:
    """Drop the entries that were not used for longest until the others hold at most so many bytes."""
    entries = sorted(_list_entries())
    total = sum(size for _, size, _ in entries)
    for _, size, place in entries:
        if total <= most:
            return
        place.unlink(missing_ok=True)
        total -= size


def _list_entries() -> Iterator[tuple[float, int, Path]]:
    """Yield when each entry was last used, its bytes and its place."""
    folder = find_folder()
    for place in sorted(folder.glob(f"*{_ENDING}")) if folder is not None else ():
        try:
            found = place.stat()
        except OSError:  # another build dropped it
            continue
        yield found.st_mtime, found.st_size, place


def _place(key: str) -> Path:
    folder = find_folder()
    assert folder is not None, "a key is made where there is a folder"
    return folder / f"{key}{_ENDING}"


def dump_readings(readings: Sequence[Reading], issues: Sequence[Issue]) -> bytes:
    """Return what was read from a file as JSON; ValueError where it would not come back as it is."""
    entries = [
        _Entry(
            r.document,
            r.statements,
            r.links,
            tuple({"label": n.label, **n.model_dump(mode="json")} for n in r.nodes),
            tuple({"type": k.type_name(), **k.model_dump(mode="json")} for k in r.participation),
        )
        for r in readings
    ]
    data = _form().dump_json(_Entries(tuple(entries), tuple(issues)))
    if load_readings(data) != (list(readings), list(issues)):
        raise ValueError("what was read has no form in JSON")
    return data


def load_readings(data: bytes | str) -> Kept:
    """Return what :func:`dump_readings` wrote; ValueError where it is anything else."""
    held = _form().validate_json(data)
    try:
        return [_restore(entry) for entry in held.readings], list(held.issues)
    except (TypeError, KeyError, GraphkitError) as error:
        raise ValueError(f"is no reading ({error})") from error


def _unpack(data: bytes) -> Kept | None:
    check, packed = data[:_CHECK], data[_CHECK:]
    if check != _check(packed):
        return None
    try:
        return load_readings(zlib.decompress(packed))
    except (ValueError, zlib.error):
        return None


def _restore(entry: _Entry) -> Reading:
    nodes: list[Node] = [get_node_type(str(row.pop("label"))).model_validate(row) for row in map(dict, entry.nodes)]
    links: list[Link] = [
        get_link_type(str(row.pop("type"))).model_validate(row) for row in map(dict, entry.participation)
    ]
    return Reading(entry.document, entry.statements, entry.links, tuple(nodes), tuple(links))


_FINDER = "trafilatura"
"""The extra without which some pages are read otherwise; without the other extras a file is not read at all."""


@cache
def digest_programs() -> str:
    """Return a digest of all that reads: Python, graphkit and the loaders as they are, and the libraries' versions."""
    parts: list[object] = [sys.version]
    names = {str(r).split(";")[0].strip() for r in requires("graphkit") or () if "extra ==" not in str(r)}
    names = {"".join(c if c.isalnum() or c in "-_." else " " for c in name).split()[0] for name in names}
    for name in sorted(names | {_FINDER}):
        try:
            parts.append((name, version(name)))
        except PackageNotFoundError:  # not for this system, or not installed
            continue
    points = entry_points(group=GROUP)
    parts += sorted((p.name, p.value, p.dist.version if p.dist else "") for p in points)
    parts += [_digest_place(Path(str(files(name)))) for name in ("graphkit", "loaders")]
    return _digest(json.dumps(parts).encode())


def _digest_place(place: Path) -> str:
    """Return a digest of a file, or of all files of a folder."""
    found = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return _digest("\n".join(f"{p.relative_to(place)} {_digest_file(p)}" for p in found).encode("utf-8", "replace"))


def _digest_file(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


def _check(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECK).digest()
