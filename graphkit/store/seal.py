"""A record of a database's files, by which a later opening sees that one is missing, cut or changed.

An engine that finds a file gone or cut answers with the rows that are left, which would read as "nobody says so".
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from graphkit.errors import StoreError
from graphkit.files import write_text

SEAL = "seal.json"
WHOLE = 128 * 2**20
"""Bytes of a database up to which whole files are compared (a tenth of a second); beyond, their sizes and ends."""
_END = 2**16
_OWN = frozenset({"statistics.json", "database.lck", "last-tx-id.bin"})
"""Files that the engine writes anew when it only reads, and loses where two read at once; it needs none of them to
read. :class:`~.arcadedb.ArcadeStore` compares its counts instead."""
_UNFINISHED = ".tmp"
"""Ending of files that a reader writes, also when it only reads, and renames at once: another reader may be at it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What was written: the digest of the graph, and the number of records of each label and link type."""

    graph: str
    counts: dict[str, int]


def write_seal(folder: Path, place: Path, seal: Seal) -> None:
    """Record the files of ``folder``, and what they hold, in ``place``/seal.json."""
    rows = {"files": _measure(folder), **asdict(seal)}
    write_text(place / SEAL, json.dumps(rows, indent=1, sort_keys=True) + "\n")


def break_seal(place: Path) -> None:
    """Record that a query changed the database, so that it no longer is what was built."""
    write_text(place / SEAL, json.dumps({"changed": True}) + "\n")


def check_seal(folder: Path, place: Path) -> Seal | None:
    """Return what the database holds, None where a query changed it.

    StoreError where a file is missing, cut or changed.
    """
    seal = _read_seal(place)
    if seal is None:
        return None
    held, known = seal
    found = _measure(folder)
    for name in sorted(known.keys() | found.keys()):
        if known.get(name) != found.get(name):
            if _read_seal(place) is None:  # a writer came in between
                return None
            raise damaged(place, f"{name} is {'not as it was written' if name in found else 'missing'}")
    return held


def _read_seal(place: Path) -> tuple[Seal, dict[str, list[object]]] | None:
    """Return what was written and its files; None where the seal is broken."""
    try:
        seal = json.loads((place / SEAL).read_text(encoding="utf-8"))
        if seal.get("changed"):
            return None
        known = {name: row for name, row in seal["files"].items() if name not in _OWN}
        return Seal(str(seal["graph"]), dict(seal["counts"])), known
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(place, f"{SEAL} is missing or can't be read") from error


def damaged(place: Path, what: str) -> StoreError:
    """Return the error that names what is wrong with a database, and how to mend it."""
    return StoreError(f"{place} is damaged: {what}. Make it again: graphkit repair --store {place.parent}")


def _measure(folder: Path) -> dict[str, list[object]]:
    """Return file -> [size, digest of what is compared]."""
    try:
        kept = (p for p in folder.iterdir() if p.name not in _OWN and not p.name.endswith(_UNFINISHED))
        sizes = {p.name: p.stat().st_size for p in kept if p.is_file()}
        whole = sum(sizes.values()) <= WHOLE
        return {name: [size, _digest(folder / name, size, whole)] for name, size in sorted(sizes.items())}
    except OSError as error:
        raise StoreError(f"{folder} can't be read ({error.strerror}).") from error


def _digest(path: Path, size: int, whole: bool) -> str:
    sha = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        if whole or size <= 2 * _END:
            sha.update(file.read())
        else:
            sha.update(file.read(_END))
            file.seek(-_END, 2)
            sha.update(file.read())
    return sha.hexdigest()
