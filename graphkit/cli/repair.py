"""``graphkit repair``."""

from pathlib import Path

import click

from graphkit.cli.common import say, store_option
from graphkit.workspace import open_workspace


@click.command()
@store_option
def command(store: Path) -> None:
    """Make a damaged embedded database and the columns again from graph.jsonl, the record of the graph."""
    workspace = open_workspace(store)
    workspace.repair()
    counts = f"{workspace.manifest.nodes:,} nodes, {workspace.manifest.links:,} links"
    say(f"Made the database of {store} again: {counts}.")
