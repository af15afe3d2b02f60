"""Asks the embedded engine in a process of its own, which is ended when a query takes too long or too much memory.

The engine goes on with a query that nobody waits for any more; only the end of its process ends it for certain. The
queries stand in a row, so that a store is never asked from two threads at once.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from graphkit.errors import BusyError, GraphkitError, LimitError, QueryError, StoreError
from graphkit.isolation import FORKS, cap_memory
from graphkit.serve.turns import Turns

LONGEST_ANSWER = 16 * 2**20
"""Bytes of an answer as JSON; what is longer is refused."""
MEMORY = 2000
"""Megabytes that queries may take besides what the engine takes when it opens the database. Kept on Linux only."""
DEEPEST = 100
"""Lists and maps within one another, in a parameter or an answer; what is deeper is refused."""
_START = 120.0
"""Seconds that the engine may take to open the database."""
_KIND = 10.0
"""Seconds that an idle process may take to close the database and end by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query in JSON terms, and whether there were more than asked for."""

    columns: tuple[str, ...]
    rows: list[list[Any]]
    truncated: bool
    warnings: list[str]
    """What the query names that the schema has not."""


class Asker:
    """The engine over the database of a build directory; safe to ask from many threads."""

    def __init__(self, place: Path, seconds: float, memory: int = MEMORY, engine: str = "embedded") -> None:
        self._place, self._seconds, self._memory, self._name = place, seconds, memory, engine
        self._turns, self._engine = Turns("rows of a query", seconds), threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._busy = self._closed = False

    def start(self) -> None:
        """Open the database; StoreError where it can't be opened."""
        with self._engine:
            self._open()

    def ask(self, text: str, params: Mapping[str, Any], limit: int) -> Answer:
        """Run a reading query and return at most ``limit`` rows.

        QueryError and its kinds where the engine refuses it or a limit ends it; BusyError where too many wait.
        """
        with self._turns.take(), self._engine:
            try:
                return self._ask(text, params, limit)
            finally:
                self._busy = False

    def _ask(self, text: str, params: Mapping[str, Any], limit: int) -> Answer:
        if _is_deep(params):
            raise QueryError(f"A parameter is nested over {DEEPEST} levels deep. Flatten it.")
        pipe = self._open()
        self._busy = True
        try:
            pipe.send((text, dict(params), limit))
            if not pipe.poll(self._seconds):
                raise LimitError(f"The query was stopped after {self._seconds:g} s. Narrow it down.")
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            if self._closed:
                raise BusyError("The server is ending.") from error
            raise LimitError("The query took too much memory, or crashed the engine. Narrow it down.") from error
        except LimitError:
            self._end()
            raise
        if isinstance(answer, LimitError):
            self._end()
        if isinstance(answer, GraphkitError):
            raise answer
        found: Answer = answer
        return found

    def _open(self) -> "Connection[Any, Any]":
        """Return the pipe to a process that has the database open."""
        if self._closed:
            raise BusyError("The server is ending.")
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")  # a copy of a process with threads may hang
        here, there = context.Pipe()
        work = (there, self._place, self._seconds, self._memory, self._name)
        self._process, self._pipe = context.Process(target=_serve, args=work, daemon=True), here
        self._process.start()
        there.close()
        try:
            said = here.recv() if here.poll(_START) else StoreError(f"{self._place} took too long to open.")
        except (EOFError, OSError):
            said = StoreError(f"{self._place}: the engine ended while it opened the database.")
        if isinstance(said, GraphkitError):
            self._end()
            raise said
        return here

    def _end(self) -> None:
        """End the process: kindly where it is idle, so that it tidies up, else at once."""
        process, self._process, pipe, self._pipe = self._process, None, self._pipe, None
        if process is None or pipe is None:
            return
        if not self._busy:
            pipe.close()
            process.join(_KIND)
        process.kill()
        process.join()
        pipe.close()

    def close(self) -> None:
        """Give the engine back; a query that runs is ended, and whoever waits for it is told so."""
        self._closed = True
        if not self._engine.acquire(blocking=False):
            if self._process is not None:
                self._process.kill()
            self._engine.acquire()
        self._end()
        self._engine.release()


def _serve(pipe: "Connection[Any, Any]", place: Path, seconds: float, memory: int, engine: str) -> None:
    """Answer the queries that come through a pipe until it is closed; runs in a process of its own."""
    from graphkit.workspace import open_workspace

    _silence()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all of its processes; the parent ends this one
    try:
        store = open_workspace(place).store(engine)
        list(store.query("RETURN 1 AS ready"))
    except GraphkitError as error:
        pipe.send(StoreError(str(error)))
        return
    if FORKS:
        cap_memory(memory)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(_answer(store, seconds, *pipe.recv()))
    store.close()


def _is_deep(value: Any) -> bool:
    """Whether a value holds lists and maps within one another beyond what is allowed."""
    held = [value]
    for _ in range(DEEPEST + 1):
        inner = [v.values() if isinstance(v, Mapping) else v for v in held if isinstance(v, Mapping | list)]
        held = [item for items in inner for item in items]
    return any(isinstance(v, Mapping | list) for v in held)


def _silence() -> None:
    """Let nothing be printed: an engine out of memory prints its heap, and standard output may be a protocol's."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _answer(store: Any, seconds: float, text: str, params: Mapping[str, Any], limit: int) -> Answer | GraphkitError:
    """Return the rows, or what is wrong as an error that can be sent."""
    from graphkit.cypher.schema_check import check_schema
    from graphkit.store.base import as_plain

    try:
        warnings = [f"{doubt.where}: {doubt.reason}" for doubt in check_schema(text, params)]
        found, size = list[list[Any]](), 0
        with store.query(text, params, timeout=seconds, limit=limit) as rows:
            for row in rows:
                found.append([as_plain(value) for value in row])
                if _is_deep(found[-1]):
                    return QueryError(f"The answer is nested over {DEEPEST} levels deep. Flatten it.")
                size += len(json.dumps(found[-1], ensure_ascii=False))
                if size > LONGEST_ANSWER:
                    most = LONGEST_ANSWER // 2**20
                    return LimitError(f"The answer is longer than {most} MB. Ask for fewer rows or columns.")
        return Answer(rows.columns, found, rows.truncated, warnings)
    except (QueryError, StoreError) as error:
        return error
    except RecursionError:
        return QueryError("The query or its answer is nested too deeply. Flatten it.")
    except MemoryError:
        return LimitError("The query took too much memory. Narrow it down.")
    except Exception as error:  # noqa: BLE001 - whatever a query does, the next one is answered
        return QueryError(f"The query can't be run: {type(error).__name__}: {error}")
