"""Vectors kept between runs, by what was encoded: a text that was read once is not encoded again.

Only a cache: it may be deleted at any time, and where it can't be read or written everything works without it.
"""

import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ENVIRONMENT = "GRAPHKIT_CACHE"
"""Environment variable that names another folder; empty: nothing is kept."""
MOST = 200_000
"""Vectors of one encoder that are kept, about 1 KB each; beyond, the older half is dropped."""
_SOME = 500


def find_cache_folder() -> Path | None:
    """Return the folder of caches, None where nothing is to be kept."""
    named = os.environ.get(ENVIRONMENT)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "graphkit" / "cache" if base else None
    try:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return None
    return Path(base) / "graphkit"


class VectorCache:
    """Text -> vector of one encoder, whose components are multiples of 1/``grid`` between -1 and 1."""

    def __init__(self, digest: str, grid: int) -> None:
        folder = find_cache_folder()
        self._path = None if folder is None else folder / f"vectors-{digest}.sqlite"
        self._grid = np.float32(grid)

    def get(self, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that are known."""
        keys = {_key(text): text for text in texts}
        if self._path is None or not keys or not self._path.exists():
            return {}
        rows: list[tuple[bytes, bytes]] = []
        try:
            with closing(self._open()) as database:
                for some in _parts(list(keys)):
                    marks = ",".join("?" * len(some))
                    rows += database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some).fetchall()
        except (sqlite3.Error, OSError):
            return {}
        return {keys[key]: np.frombuffer(data, "<i2").astype(np.float32) / self._grid for key, data in rows}

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors; what can't be kept is let go."""
        if self._path is None or not vectors:
            return
        rows = [(_key(text), np.rint(row * self._grid).astype("<i2").tobytes()) for text, row in vectors.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database, database:
                database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
                database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
                if count > MOST:
                    older = "SELECT key FROM vectors ORDER BY rowid LIMIT ?"
                    database.execute(f"DELETE FROM vectors WHERE key IN ({older})", (count - MOST // 2,))
        except sqlite3.OperationalError:
            return  # busy, read-only or full
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)  # damaged: begin again
        except OSError:
            return

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(str(self._path), timeout=5)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _parts(items: list[bytes]) -> Iterable[list[bytes]]:
    return (items[i : i + _SOME] for i in range(0, len(items), _SOME))
