"""Reading a graph back from rows of a file; what is broken is told with its line."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from graphkit.errors import GraphkitError, InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import get_link_type, get_node_type

Row = tuple[int, dict[str, Any]]
"""Line of the file and the row, in the form of :meth:`graphkit.graph.graph.Graph.rows`."""


def add_rows(graph: Graph, path: Path, rows: Iterable[Row]) -> None:
    """Add the nodes and links of rows to a graph; InputError with file and line where one can't be used."""
    number = 0
    try:
        for number, row in rows:  # noqa: B007 - the errors below name it
            data = dict(row)
            if "label" in data:
                graph.add_node(get_node_type(data.pop("label")).model_validate(data))
            else:
                graph.add_link(get_link_type(data.pop("type")).model_validate(data))
    except KeyError as error:
        raise InputError(f"{path}, line {number}: {error} is missing.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}, line {number}: {place}: {first['msg']}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8 and try again.") from error
    except (ValueError, csv.Error, RecursionError) as error:
        raise InputError(f"{path}, after line {number}: {error}. Export the graph again.") from error
    except InputError:
        raise
    except GraphkitError as error:
        raise InputError(f"{path}, line {number}: {error}") from error


def open_rows(path: Path) -> TextIO:
    """Open a UTF-8 file with its line ends as they are; InputError where it can't be opened."""
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error
