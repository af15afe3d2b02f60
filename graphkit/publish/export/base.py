"""What every export is: a graph in, one file or one folder of files out, the same bytes for equal graphs."""

import importlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import OptionError, StoreError
from graphkit.files import replace_dir, write_bytes, write_text
from graphkit.graph.graph import Graph

Content = str | bytes | Iterable[str]
"""What a file holds: text, bytes, or text in pieces."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: what it is called like on disk, who opens it, and the function that makes it."""

    suffix: str
    """Ending of the file, such as ``.jsonl``; empty where the export is a folder of files."""
    about: str
    opens: str
    """The programs and libraries it is for."""
    make: Callable[[Graph], Content | Mapping[str, Content]]
    """Graph -> content of the file, or file name -> content for a folder."""
    text: bool = True
    """Whether it may be printed to a terminal."""
    owns: tuple[str, ...] = ()
    """Patterns of the files that an older export to the same folder may have left there."""
    forbidden: re.Pattern[str] | None = None
    """Characters that the format can't hold and that are replaced; None: it holds all."""
    longest: int | None = None
    """Characters of the longest text it holds; longer ones are cut."""

    def write(self, graph: Graph, target: Path | str) -> None:
        """Write the export; the target is either as before or complete. StoreError where it can't be written."""
        content, path = self.make(graph), Path(target)
        if isinstance(content, Mapping):
            _write_folder(path, content, self.owns)
        else:
            _write_file(path, content)

    def lines(self, graph: Graph) -> Iterable[str]:
        """Return the text of a one-file export in pieces, for printing; OptionError where it is no text."""
        content = self.make(graph) if self.text and self.suffix else b""
        if isinstance(content, bytes | Mapping):
            raise OptionError("This format can't be printed. Say where to write it with -o.")
        return [content] if isinstance(content, str) else content


def _write_file(path: Path, content: Content) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; this format is one file. Choose another name.")
    if isinstance(content, bytes):
        write_bytes(path, content)
    else:
        write_text(path, content)


def _write_folder(target: Path, files: Mapping[str, Content], owns: tuple[str, ...]) -> None:
    present = sorted(target.iterdir()) if target.is_dir() else [target] if target.exists() else []
    for path in present:
        if path.name not in files and not any(path.match(pattern) for pattern in owns):
            raise StoreError(f"{target} holds '{path.name}', which is not of this export. Choose a new folder.")

    def fill(place: Path) -> None:
        for name in files:
            _write_file(place / name, files[name])

    replace_dir(target, fill)


def import_extra(module: str, extra: str) -> Any:
    """Return an optional package; OptionError that says how to get it where it is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise OptionError(f"This needs {package}. Get it with: pip install 'graphkit[{extra}]'") from error
