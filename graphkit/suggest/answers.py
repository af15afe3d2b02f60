"""Answers kept on disk as they come, so that nothing is asked twice and a killed run goes on where it was."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from graphkit.errors import StoreError

NAME = "answers.jsonl"


class Answers:
    """Request digest -> answer, one JSON line each; a line that a kill cut short is dropped and asked again."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._rows: dict[str, dict[str, Any]] = {}
        self._file: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._load()
        except OSError as error:
            raise StoreError(f"{folder} can't be used ({error.strerror}). Choose another folder with --out.") from error

    def _load(self) -> None:
        data = self.path.read_bytes() if self.path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            with self.path.open("r+b") as file:
                file.truncate(len(whole))
        for line in whole.splitlines():
            try:
                row = json.loads(line)
                self._rows.setdefault(str(row["key"]), row)
            except (ValueError, KeyError, TypeError):
                continue

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Return what was answered to a request, None where it was not asked yet."""
        return self._rows.get(key)

    def add(self, key: str, row: dict[str, Any]) -> None:
        """Keep an answer; it is on disk when this returns."""
        self._rows[key] = {"key": key, **row}
        if self._file is None:
            self._file = self.path.open("ab")
        self._file.write(json.dumps(self._rows[key], ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
