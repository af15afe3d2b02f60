"""Writing files so that nothing is ever half-written: beside the target first, then renamed."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from graphkit.errors import InputError, StoreError


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 text with ``\\n`` line ends; StoreError where the place can't be written."""
    chunks = [text] if isinstance(text, str) else text
    write_bytes(path, (c.encode("utf-8") for c in chunks))


def write_bytes(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write bytes; the target is either the old file or the whole new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise StoreError(f"{path} can't be written ({error.strerror}). Choose another place.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise StoreError(f"{path} can't be written ({error.strerror}). Is there room on the disk?") from error
    finally:
        Path(name).unlink(missing_ok=True)


def replace_dir(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new directory beside the target, then put it in the target's place; the old one stays on failure."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise StoreError(f"{target} can't be written ({error.strerror}). Choose another place.") from error
    old = fresh.with_name(fresh.name + ".old")
    try:
        fresh.chmod(0o755)
        fill(fresh)
        if target.exists():
            target.replace(old)
        fresh.replace(target)
    except OSError as error:
        raise StoreError(f"{target} can't be written ({error.strerror}). Is there room on the disk?") from error
    finally:
        if old.exists() and not target.exists():
            old.replace(target)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def read_text(path: Path) -> str:
    """Read a UTF-8 text; InputError where it is missing or no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error
