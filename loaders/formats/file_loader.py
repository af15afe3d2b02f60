"""A door: one kind of file, opened safely, turned into a document."""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import InputError, OptionError
from graphkit.issues import Issue, spell
from graphkit.text.document import Document, Source
from loaders.formats.making import make_document

MEGABYTE = 1_000_000


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
        encoding, password = options.pop("encoding", None), options.pop("password", None)
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


def decode(path: Path, data: bytes, encoding: str | None = None) -> str:
    """Return the text of bytes: in the encoding asked for, else in the one its byte order mark names, else UTF-8.

    Nothing is normalised: a leading byte order mark of UTF-8 and all line ends stay, so that offsets count the
    characters of ``data.decode("utf-8")``. InputError names the byte that does not fit and what it may be.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    wanted = encoding or marked or "utf-8"
    try:
        return data.decode(wanted)
    except LookupError as error:
        raise OptionError(f"There is no encoding '{wanted}'. Try utf-8, cp1252 or utf-16.") from error
    except UnicodeError as error:
        place = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        likely = "" if encoding else _guess(data)
        raise InputError(f"{path}: is not {wanted.upper()}{place}{likely}. Save it as UTF-8 and try again.") from error


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _guess(data: bytes) -> str:
    """Return a hint at what bytes that are no UTF-8 may be, for the error message."""
    if is_binary(data[:8192]):
        return "; it looks like a binary file"
    return "; if it is Western European, give the option encoding=cp1252"


def is_binary(head: bytes) -> bool:
    """Return whether first bytes are those of no text: NUL bytes, or more control characters than a text holds."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    control = sum(b < 32 and b not in b"\t\n\r\f\x1b\x1a" for b in head)
    return b"\0" in head or control * 5 > len(head) > 0
