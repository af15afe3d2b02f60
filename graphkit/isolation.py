"""Each file for itself: processes that read files under limits of time and memory, replaced when a file ends one.

A process reads many files, as starting one costs more than reading a short text. What a file does to its process (an
exception, a crash of a library in C, memory or time without end) costs that file alone. A process that failed after
it had read other files proves nothing: its last file is read once more in a fresh one, so that the outcome depends on
the file and not on what was read before it or beside it.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from graphkit.errors import GraphkitError

T = TypeVar("T")
FORKS = sys.platform == "linux"
"""Whether a process can begin as a copy of this one, at no cost; elsewhere it starts anew and imports what it needs."""
_READY = b"ready"
_LOOK = 0.2
"""Seconds between two looks at the clock of a process that reads."""
_IDLE = 4
"""A file may take this many times its seconds of computing where it waits, as for a slow disk."""
_BEGINS, _TRIES = 5.0, 4
"""Seconds in which a copy of this process says that it is ready, and how many are tried. A copy holds the locks that
other threads had at that moment, and nobody frees them: rarely, it never begins."""
_AHEAD = 4
"""Files that each process may be ahead of the one whose turn it is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; 0 sets no limit."""

    seconds: float = 300
    """Seconds of computing (of waiting: four times as many)."""
    memory: int = 2000
    """Megabytes besides those that the program takes itself. Kept on Linux only."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave nothing; the reason goes on from the name of the file."""

    reason: str
    again: bool = False
    """Whether another process might do better."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    number: int = -1
    """Number of the file it reads, or -1."""
    files: int = 0
    """How many files it was given."""
    began: tuple[float, float] = (0.0, 0.0)
    """Seconds of computing, and the clock, when it began its file."""


def read_each(
    read: Callable[[Path], T],
    files: Sequence[Path],
    limits: Limits = Limits(),
    jobs: int = 1,  # noqa: B008
) -> Iterator[T | Failure]:
    """Yield what ``read`` returns for each file, in their order, read in ``jobs`` processes of their own.

    A file whose reading raises, crashes or goes over a limit gives a :class:`Failure`; GraphkitError where no process
    begins. Where processes start anew (not on Linux), ``read`` must be importable by name.
    """
    pool = _Pool[T](read, limits, min(jobs, len(files)))
    try:
        yield from pool.run(files)
    finally:
        pool.close()


@dataclass(slots=True)
class _Pool(Generic[T]):
    read: Callable[[Path], T]
    limits: Limits
    jobs: int
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, T | Failure] = field(default_factory=dict)

    def run(self, files: Sequence[Path]) -> Iterator[T | Failure]:
        sizes = [_measure(file) if self.jobs > 1 else 0 for file in files]
        near: list[int] = []  # files that may be read now: the largest first, so that none is left for the end alone
        begun = 0
        for turn in range(len(files)):
            while turn not in self.done:
                ahead = min(turn + _AHEAD * self.jobs + 1, len(files))
                near += range(begun, ahead)
                begun = max(begun, ahead)
                while near and (worker := self._idle()):
                    near.sort(key=lambda n: (sizes[n], -n))
                    self._give(worker, near.pop(), files)
                for worker in self._look():
                    answer = self._answer(worker)
                    if isinstance(answer, Failure) and answer.again and worker.files > 1:
                        near.append(worker.number)
                    elif answer is not None:
                        self.done[worker.number] = answer
                    else:
                        continue
                    worker.number = -1
                    if isinstance(answer, Failure):
                        self._end(worker)
            yield self.done.pop(turn)

    def _idle(self) -> _Worker | None:
        free = next((w for w in self.workers if w.number < 0), None)
        if free is None and len(self.workers) < self.jobs:
            free = self._start()
        return free

    def _start(self) -> _Worker:
        """Return a process that is ready; GraphkitError where none gets so far."""
        for _ in range(_TRIES):
            worker = self._begin()
            if _is_ready(worker):
                return worker
            self._end(worker)
        said = f"{_TRIES} processes to read files were started and none was ready within {_BEGINS:g} seconds"
        raise GraphkitError(f"{said}. Run it again; a program of your own should build before it starts threads.")

    def _begin(self) -> _Worker:
        context = multiprocessing.get_context("fork" if FORKS else "spawn")
        here, there = context.Pipe()
        work = (there, self.read, self.limits.memory, os.getpid())
        process = context.Process(target=_serve, args=work, daemon=True)  # type: ignore[attr-defined]
        with _held_signals():
            process.start()
        there.close()
        self.workers.append(_Worker(process, here))
        return self.workers[-1]

    def _give(self, worker: _Worker, number: int, files: Sequence[Path]) -> None:
        worker.number, worker.files = number, worker.files + 1
        worker.began = (_computed(worker.process.pid), time.monotonic())
        with contextlib.suppress(OSError):  # it died while idle: its sentinel tells so
            worker.pipe.send(files[number])

    def _look(self) -> list[_Worker]:
        """Return the workers that have answered, died or gone over their time, after a wait for one of them."""
        busy = [w for w in self.workers if w.number >= 0]
        signs = {id(sign): w for w in busy for sign in (w.pipe, w.process.sentinel)}
        ready = wait([s for w in busy for s in (w.pipe, w.process.sentinel)], _LOOK)
        return list({id(w): w for w in (signs[id(s)] for s in ready)}.values()) or [w for w in busy if self._is_late(w)]

    def _is_late(self, worker: _Worker) -> bool:
        computed, clock = worker.began
        spent = max(_computed(worker.process.pid) - computed, (time.monotonic() - clock) / _IDLE)
        return 0 < self.limits.seconds < spent

    def _answer(self, worker: _Worker) -> T | Failure | None:
        try:
            if worker.pipe.poll():
                answer: T | Failure = pickle.loads(worker.pipe.recv_bytes())
                return answer
        except (EOFError, OSError):
            worker.process.join(1)
        if worker.process.is_alive():
            return self._late() if self._is_late(worker) else None
        return Failure(_fate(worker.process.exitcode), again=True)

    def _late(self) -> Failure:
        return Failure(f"takes over {self.limits.seconds:g} seconds to read. Split it, or raise --max-seconds.")

    def _end(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        with contextlib.suppress(OSError, TypeError):
            if FORKS:
                os.killpg(worker.process.pid or 0, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def close(self) -> None:
        """End all processes."""
        for worker in list(self.workers):
            self._end(worker)


@contextlib.contextmanager
def _held_signals() -> Iterator[None]:
    """Hold back what ends this process while it is copied: raised in the middle of that, it would be lost."""
    if not FORKS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_ready(worker: _Worker) -> bool:
    """Whether a process says in time that it is ready; one that is no copy of this one has no lock to wait for."""
    if not FORKS:
        return True
    try:
        return worker.pipe.poll(_BEGINS) and worker.pipe.recv_bytes() == _READY
    except (EOFError, OSError):
        return False


def _measure(file: Path) -> int:
    """Return the bytes of a file, 0 where they are not known."""
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _fate(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        cause = f"signal {name}: out of memory, or a fault in a library"
    else:
        cause = f"exit status {code}"
    return f"ended the process that read it ({cause}). Export it again."


def _computed(pid: int | None) -> float:
    """Return the seconds that a process has computed, 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _serve(pipe: "Connection[Any, Any]", read: Callable[[Path], object], memory: int, parent: int) -> None:
    """Answer the paths that come through a pipe until it is closed; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if FORKS:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
        os.setpgid(0, 0)
        _die_with(parent)
        cap_memory(memory)
        pipe.send_bytes(_READY)
    while True:
        try:
            pipe.send_bytes(_try(read, pipe.recv(), memory))
        except (EOFError, OSError):
            return


def _try(read: Callable[[Path], object], path: Path, memory: int) -> bytes:
    try:
        return pickle.dumps(attempt(read, path, memory))
    except Exception as error:  # noqa: BLE001 - an answer that can't be sent is the fault of its file alone
        return pickle.dumps(_explain(error, memory))


def attempt(read: Callable[[Path], T], path: Path, memory: int = 0) -> T | Failure:
    """Return what ``read`` returns for a file, or why it gives nothing, whatever it raises."""
    try:
        return read(path)
    except Exception as error:  # noqa: BLE001 - whatever a file does, the others are read
        return _explain(error, memory)


def _explain(error: Exception, memory: int) -> Failure:
    # A function in C that runs out of memory may end in a SystemError whose cause that is.
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):
        most = f"over {memory} MB of memory" if memory else "more memory than there is"
        return Failure(f"takes {most} to read. Split it, or raise --max-memory.", again=True)
    if isinstance(error, RecursionError):
        return Failure("is nested too deeply to be read. Simplify it.")
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Failure(f"can't be read, by a fault of graphkit ({text}). Please report it.")


def _die_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that ends."""
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def cap_memory(memory: int) -> None:
    """Let this process take so many megabytes more than it has now; a request for more is a MemoryError."""
    import resource

    if not memory:
        return
    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = now + memory * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
