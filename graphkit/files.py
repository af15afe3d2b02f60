"""Writing files so that nothing is ever half-written or lost: beside the target first, flushed to disk, then renamed.

What a killed process leaves beside a target is removed by the next write to it: a living writer holds a lock on its
temporary file or folder, a dead one does not.
"""

import ctypes
import errno
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import InputError, StoreError

_PART, _OLD = ".part", ".old"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 text with ``\\n`` line ends; StoreError where the place can't be written."""
    chunks = [text] if isinstance(text, str) else text
    write_bytes(path, (c.encode("utf-8") for c in chunks))


def write_bytes(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write bytes; the target is either the old file or the whole new one, after a power cut too."""
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_PART)
    except OSError as error:
        raise StoreError(f"{path} can't be written ({error.strerror}). Choose another place.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(file.fileno())
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path} can't be written ({error.strerror}). Is there room on the disk?") from error
    finally:
        Path(name).unlink(missing_ok=True)


def replace_dir(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new directory beside the target, then put it in the target's place; the old one stays on failure."""
    target = target.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover_dir(target)
        _remove_leftovers(target)
        with _locked_folder(target) as fresh:
            fresh.chmod(0o755)
            fill(fresh)
            _flush_tree(fresh)
            _put_in_place(fresh, target)
            _flush_folder(target.parent)
    except OSError as error:
        reason = "Is there room on the disk?" if error.errno == errno.ENOSPC else "Choose another place."
        raise StoreError(f"{target} can't be written ({error.strerror}). {reason}") from error


def recover_dir(target: Path) -> None:
    """Bring back the old directory where a process was killed between the two renames that replace it.

    Only systems that can't exchange two directories in one step need two renames.
    """
    if target.exists() or not target.parent.is_dir():
        return
    for old in _beside(target):
        if old.name.endswith(_OLD) and _is_left(old):
            old.replace(target)
            return


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Give a folder of this process among the system's temporary ones; those of dead processes are removed first."""
    target = Path(tempfile.gettempdir()) / prefix
    _remove_leftovers(target)
    with _locked_folder(target) as folder:
        yield folder


def _put_in_place(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.replace(target)
    elif not _exchange(fresh, target):
        target.replace(fresh.with_name(fresh.name + _OLD))
        fresh.replace(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two directories in one step, so that no moment is without either; False where the system can't."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


@contextmanager
def _locked_folder(target: Path) -> Iterator[Path]:
    """Make a folder beside a target and hold its lock; it and what was moved aside for it are removed at the end."""
    while True:
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=_PART))
        handle = _open_folder(fresh)
        if handle is None or _lock(handle) or fresh.exists():  # not every file system has locks
            break
        os.close(handle)  # another process removed the folder before it was locked
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(fresh.with_name(fresh.name + _OLD), ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _remove_leftovers(target: Path) -> None:
    """Remove what dead writers left beside a target."""
    for left in _beside(target):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _beside(target: Path) -> list[Path]:
    """Return the temporary files and folders made for a target, by whomever."""
    found = [p for p in target.parent.iterdir() if p.name.startswith(f".{target.name}.")]
    return sorted(p for p in found if p.name.endswith((_PART, _PART + _OLD)))


def _is_left(path: Path) -> bool:
    """Whether nobody holds the lock of a temporary file or folder any more."""
    handle = _open_folder(path)
    if handle is None:
        return False
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _open_folder(path: Path) -> int | None:
    """Return a handle by which a file or folder can be locked; None where it can't be opened, as on Windows."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None


def _lock(handle: int) -> bool:
    """Take the lock of an open file or folder; False where another process has it, or locks don't exist."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _flush_tree(folder: Path) -> None:
    for place, _, names in os.walk(folder):
        for name in names:
            _flush(Path(place) / name)
        _flush_folder(Path(place))


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder can't be opened to flush it
        _flush(folder)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some file systems can't flush a folder
            raise
    finally:
        os.close(handle)


def read_lines(path: Path) -> list[str]:
    """Return the lines of a UTF-8 text with their line feeds; no other character ends one, as in JSON lines."""
    return list(io.StringIO(read_text(path)))


def read_text(path: Path) -> str:
    """Read a UTF-8 text; InputError where it is missing or no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error
