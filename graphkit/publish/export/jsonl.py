"""graph.jsonl: the whole graph, one node or link a line; the canonical record, which `graphkit import` reads back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.reading import Row, add_rows, open_rows


def make(graph: Graph) -> Iterator[str]:
    """Yield the canonical lines."""
    return graph.lines()


def read_jsonl(path: Path) -> Graph:
    """Return the graph of a file that this export wrote; InputError with the line where it is broken."""
    graph = Graph()
    with open_rows(path) as file:
        add_rows(graph, path, _rows(file))
    return graph


def _rows(file: TextIO) -> Iterator[Row]:
    for number, line in enumerate(file, 1):
        row = json.loads(line)
        if not isinstance(row, dict):
            raise InputError(f"{file.name}, line {number}: no JSON object.")
        yield number, row


EXPORTER = Exporter(
    suffix=".jsonl",
    about="The whole graph without loss, one node or link a line, every link with all its evidence.",
    opens="graphkit import, any JSON reader",
    make=make,
)
