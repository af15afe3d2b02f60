"""One at a time: those who wait are few and wait a bounded time, so that nobody fills the server with waiting."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graphkit.errors import BusyError

WAITING = 8
"""How many may wait for their turn; further ones are refused at once."""


class Turns:
    """A lock whose waiters are bounded in number and time."""

    def __init__(self, what: str, seconds: float) -> None:
        self._what, self._seconds = what, seconds
        self._lock, self._room = threading.Lock(), threading.BoundedSemaphore(1 + WAITING)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn and hold it; BusyError where too many wait already, or it takes too long."""
        if not self._room.acquire(blocking=False):
            raise BusyError(f"{WAITING} requests for {self._what} wait already. Try again in a moment.")
        try:
            if not self._lock.acquire(timeout=self._seconds):
                raise BusyError(f"Another request for {self._what} is being answered. Try again in a moment.")
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._room.release()
