"""Waits for an engine no longer than agreed: the query runs in a thread of its own and hands rows over in batches."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

from graphkit.errors import LimitError

BATCH = 500
AHEAD = 4
"""Batches that may wait to be read: what bounds the memory of a large answer."""


def refuse_late(stopped: threading.Event) -> None:
    """Raise LimitError where nobody waits any more, so that a change is not kept."""
    if stopped.is_set():
        raise LimitError("The query was stopped.")


class Worker(Iterator[Any]):
    """Iterates over what ``run`` yields in another thread; LimitError after ``timeout`` seconds of waiting for rows.

    An answer of a million rows may take longer, as long as rows come; time that their reader takes does not count.
    A query that is given up goes on until the engine notices; ``give_up`` is called to tell it. ``run`` is given what
    is set from then on: one that writes must look at it before it keeps anything.
    """

    def __init__(
        self,
        run: Callable[[threading.Event], Iterator[Any]],
        timeout: float | None,
        give_up: Callable[[], None] = lambda: None,
    ) -> None:
        self._timeout = timeout
        self._give_up = give_up
        self._queue: queue.Queue[list[Any] | BaseException | None] = queue.Queue(AHEAD)
        self._stopped = threading.Event()
        self._batch: list[Any] = []
        self._done = False
        threading.Thread(target=self._work, args=(run,), daemon=True, name="graphkit-query").start()

    def __next__(self) -> Any:
        while not self._batch:
            if self._done:
                raise StopIteration
            self._take()
        return self._batch.pop()

    def _take(self) -> None:
        try:
            found = self._queue.get(timeout=self._timeout)
        except queue.Empty:
            self.close()
            self._give_up()
            raise LimitError(
                f"The query was stopped after {self._timeout:g} s. Narrow it down, or allow more time (--timeout)."
            ) from None
        if isinstance(found, BaseException):
            self.close()
            raise found
        self._done = found is None
        self._batch = (found or [])[::-1]

    def close(self) -> None:
        """Stop: no more rows are given or fetched."""
        self._stopped.set()
        self._done, self._batch = True, []
        with_room = not self._queue.empty()
        while with_room:
            try:
                self._queue.get_nowait()
            except queue.Empty:
                with_room = False

    def _work(self, run: Callable[[threading.Event], Iterator[Any]]) -> None:
        batch: list[Any] = []
        try:
            for row in run(self._stopped):
                batch.append(row)
                if len(batch) >= BATCH and not self._put(batch):
                    return
                batch = [] if len(batch) >= BATCH else batch
            self._put(batch)
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the rows are read
            self._put(error)

    def _put(self, item: list[Any] | BaseException | None) -> bool:
        """Hand a batch over, waiting for room; False when nobody reads any more."""
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False
