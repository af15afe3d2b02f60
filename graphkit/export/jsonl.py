"""graph.jsonl: the whole graph, one node or link a line; the canonical record, which `graphkit import` reads back."""

from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import InputError
from graphkit.export.base import Exporter
from graphkit.graph import Graph


def make(graph: Graph) -> Iterator[str]:
    """Yield the canonical lines."""
    return graph.lines()


def read_jsonl(path: Path) -> Graph:
    """Return the graph of a file that this export wrote; InputError where it is none."""
    try:
        return Graph.read(path)
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}). Export the graph again.") from error


EXPORTER = Exporter(
    suffix=".jsonl",
    about="The whole graph without loss, one node or link a line, every link with all its evidence.",
    opens="graphkit import, any JSON reader",
    make=make,
)
