"""What was sent and what came back, kept on disk as it comes: nothing is asked twice, and a killed run goes on."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from graphkit.errors import StoreError
from graphkit.files import write_text

NAME, SENT = "answers.jsonl", "sent.jsonl"


class _Lines:
    """A file of JSON lines by their keys, each once; a line that a kill cut short is dropped."""

    def __init__(self, path: Path, usable: Callable[[dict[str, Any]], bool], *, sure: bool) -> None:
        """``sure``: a row that was added survives a power cut, not only the end of the process."""
        self.path, self._sure = path, sure
        self.rows: dict[str, dict[str, Any]] = {}
        self._file: IO[bytes] | None = None
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            with path.open("r+b") as file:
                file.truncate(len(whole))
        for line in whole.split(b"\n"):
            try:
                row = json.loads(line)
                if usable(row):
                    self.rows.setdefault(str(row["key"]), row)
            except (ValueError, KeyError, TypeError, RecursionError):
                continue

    def add(self, key: str, row: dict[str, Any]) -> None:
        """Keep a row under a key that is new."""
        self.rows[key] = {"key": key, **row}
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
        self._file.write(json.dumps(self.rows[key], ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n")
        self._file.flush()
        if self._sure:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class Answers:
    """Request digest -> answer, with what was asked; a folder is made with the first request."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            if folder.exists() and not folder.is_dir():
                raise StoreError(f"{folder} is a file. Choose another folder with --out.")
            self._answers = _Lines(folder / NAME, _is_answer, sure=True)
            self._sent = _Lines(folder / SENT, lambda row: True, sure=False)
        except OSError as error:
            raise self._refuse(error) from error

    def __len__(self) -> int:
        return len(self._answers.rows)

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Return what was answered to a request, None where it was not asked yet or its line was spoilt."""
        return self._answers.rows.get(key)

    def send(self, key: str, system: str, digest: str, user: str) -> None:
        """Note what is about to be sent: the guide in a file of its own, the units in a line."""
        if key in self._sent.rows:
            return
        try:
            guide = self._folder / f"guide-{digest[:12]}.txt"
            if not guide.exists():
                write_text(guide, system)
            self._sent.add(key, {"guide": guide.name, "request": json.loads(user)})
        except OSError as error:
            raise self._refuse(error) from error

    def add(self, key: str, row: dict[str, Any]) -> None:
        """Keep an answer; it is on disk when this returns."""
        try:
            self._answers.add(key, row)
        except OSError as error:
            raise self._refuse(error) from error

    def close(self) -> None:
        """Close the files."""
        self._answers.close()
        self._sent.close()

    def _refuse(self, error: OSError) -> StoreError:
        return StoreError(f"{self._folder} can't be used ({error.strerror}). Choose another folder with --out.")


def _is_answer(row: dict[str, Any]) -> bool:
    numbers = [row[name] for name in ("tokens_in", "tokens_out", "seconds")]
    return isinstance(row["text"], str) and all(isinstance(n, int | float) and n >= 0 for n in numbers)
