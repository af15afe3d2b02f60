"""Programs of others that open what graphkit does not: run without a shell, in a folder of their own, with a limit."""

import ctypes
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import InputError

SECONDS = 240
"""Time a program may take; less than a build gives a file, so that the reason is the program's."""


def find_program(*names: str) -> str | None:
    """Return the path of the first of some programs that is installed, or None."""
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def folder_for(data: bytes, name: str) -> Iterator[Path]:
    """Yield the path of a file in a folder of its own, which goes when the caller is done."""
    with tempfile.TemporaryDirectory(prefix="graphkit-") as place:
        path = Path(place, name)
        path.write_bytes(data)
        yield path


def run_program(path: Path, command: Sequence[str], made: Path, seconds: int = SECONDS) -> bytes:
    """Run a program and return what it made; InputError, which names ``path``, where it fails or takes too long."""
    name = Path(command[0]).name
    begin = _end_with_parent if sys.platform == "linux" else None
    try:
        run = subprocess.run(
            command, cwd=made.parent, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False,
            preexec_fn=begin,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{path}: {name} takes over {seconds} seconds. Split the file.") from error
    except OSError as error:
        raise InputError(f"{path}: {name} can't be started ({error.strerror}).") from error
    if run.returncode or not made.is_file():
        lines = [line.strip() for line in run.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        said = " ".join(lines[-1:])[:200]
        raise InputError(f"{path}: {name} can't read it ({said or f'status {run.returncode}'}). Export it again.")
    return made.read_bytes()


def _end_with_parent() -> None:
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
