"""Name -> ``module:attribute``, imported on first use."""

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.errors import UnknownNameError


class Registry(Mapping[str, Any]):
    """A closed list of named things; looking one up imports its module."""

    def __init__(self, kind: str, entries: Mapping[str, str]) -> None:
        self.kind, self._entries = kind, dict(sorted(entries.items()))

    def __getitem__(self, name: str) -> Any:
        if name not in self._entries:
            raise UnknownNameError(self.kind, name, self._entries)
        module, _, attribute = self._entries[name].partition(":")
        return getattr(importlib.import_module(module), attribute)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries
