"""A door: one kind of file, opened safely, turned into a document."""

import hashlib
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import InputError
from graphkit.issues import Issue, spell
from graphkit.text.document import Document, Source
from loaders.formats.making import make_document
from loaders.metadata.metadata import read_encoding

MEGABYTE = 1_000_000
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, LookupError, ValueError,
                  RuntimeError)  # fmt: skip
"""What zipfile raises for an archive whose bytes were changed, whatever its documentation says."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a door read from a file: its text, what its properties state of it, what had to be left out."""

    source: Source
    stated: Mapping[str, object] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A loader for one kind of file, whatever its genre."""

    name: str
    fits: Callable[[Path, bytes], float]
    """How well it fits a file, 0 to 1, from its name and first bytes."""
    opens: Callable[[Path, bytes, str | None], Opened]
    """Called with the path, the file's bytes, and the encoding asked for; a password where files may be locked."""
    limit: int = 100 * MEGABYTE
    """Bytes of the largest file it opens."""
    locked: bool = False
    """Whether its files may have a password, and no encoding."""

    def accepts(self, path: Path, head: bytes) -> float:
        """Return how well this door fits the file, 0 (not at all) to 1."""
        return self.fits(path, head)

    def load(self, path: Path, **options: str) -> Document:
        """Read the file; InputError where it can't be used, OptionError where an option makes no sense."""
        encoding, password = options.pop("encoding", None) or read_encoding(path), options.pop("password", None)
        opened = self.opens(path, read_bytes(path, self.limit), password if self.locked else encoding)
        if not any(unicodedata.category(c)[0] in "LN" for c in opened.source.text):
            raise InputError(f"{path}: holds no words. Give a file with text.")
        return make_document(opened.source, opened.stated, options, opened.issues)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a file that exists, is not empty and is no larger than the limit."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise InputError(
                f"{path}: has {size / MEGABYTE:.0f} MB; at most {limit // MEGABYTE} MB are read. Split it."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the name.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a directory, not a file.") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error
    if not data:
        raise InputError(f"{path}: is empty.")
    return data


def make_source(path: Path, data: bytes, text: str, media: str, page_starts: tuple[int, ...] = ()) -> Source:
    """Return the record of a file as read."""
    return Source(spell(path.name), text, hashlib.sha256(data).hexdigest(), media, page_starts, path)
