"""``graphkit push``."""

from pathlib import Path

import click

from graphkit.cli.common import quiet_option, say, store_option
from graphkit.workspace import open_workspace


@click.command()
@store_option
@click.option("--uri", help="Server, such as neo4j://localhost:7687 or neo4j+s://host; else NEO4J_URI.")
@click.option("--database", help="Database; else NEO4J_DATABASE, else the server's default.")
@click.option("--graph", default="graphkit", show_default=True, help="Name of the graph in the database.")
@click.option(
    "--replace/--merge",
    default=True,
    show_default=True,
    help="Make the graph there equal to this one, or join this one to it.",
)
@quiet_option
def command(store: Path, uri: str | None, database: str | None, graph: str, replace: bool, quiet: bool) -> None:
    """Write a graph to a Neo4j server.

    User and password come from NEO4J_USERNAME and NEO4J_PASSWORD. Pushing again changes nothing; after a lost
    connection, push again and it goes on. Graphs of other names in the database are left alone.
    """
    from graphkit.store.neo4j import Neo4jStore

    opened = open_workspace(store)
    server = Neo4jStore.open(uri, database=database, graph=graph)
    try:
        server.write(opened.graph, replace=replace)
    finally:
        server.close()
    if not quiet:
        verb = "is now" if replace else "was joined to"
        counts = f"{opened.manifest.nodes:,} nodes and {opened.manifest.links:,} links"
        say(f"The graph '{graph}' at {server.uri} {verb} that of {store}: {counts}.")
