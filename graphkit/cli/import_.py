"""``graphkit import``: read back what ``graphkit export jsonl`` or ``csv`` wrote, perhaps edited in between."""

from pathlib import Path

import click

from graphkit.cli.common import out_option, quiet_option, say
from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document
from graphkit.publish.export.csv import EDGES, NODES, read_csv
from graphkit.publish.export.jsonl import read_jsonl
from graphkit.workspace import Manifest, write_workspace


@click.command(name="import")
@click.argument("path", type=click.Path(path_type=Path))
@out_option
@quiet_option
def command(path: Path, out: Path, quiet: bool) -> None:
    """Read a graph back from PATH, a JSONL file or a folder with nodes.csv and edges.csv.

    Every node, link and property is checked; the first that is broken is named with its file and line.
    """
    graph = read_graph(path)
    sources = {d.file: d.sha256 for d in graph.nodes(Document)}
    write_workspace(out, graph, Manifest(graph.digest(), len(graph), graph.link_count, sources), ())
    if not quiet:
        say(f"Read {len(graph)} nodes and {graph.link_count} links into {out}", err=True)


def read_graph(path: Path) -> Graph:
    """Return the graph of a JSONL file or a CSV folder; InputError where it is neither, broken or empty."""
    if path.is_dir() and not (path / NODES).exists():
        raise InputError(f"{path} holds no {NODES}. Name the folder that `graphkit export csv` wrote, or a JSONL file.")
    if path.suffix == ".csv" and path.is_file():
        raise InputError(f"{path} is one of two tables. Name the folder that holds {NODES} and {EDGES}: {path.parent}")
    graph = read_csv(path) if path.is_dir() else read_jsonl(path)
    if not len(graph):
        raise InputError(f"{path} holds no node.")
    return graph
