"""``graphkit graphs``."""

import click

from graphkit.cli.common import json_option, print_json, print_table, say


@click.command()
@click.option("--uri", help="Neo4j server; else NEO4J_URI. User and password: NEO4J_USERNAME, NEO4J_PASSWORD.")
@click.option("--database", help="Neo4j database; else NEO4J_DATABASE.")
@click.option("--remove", metavar="NAME", help="Remove the graph of this name from the database.")
@json_option
def command(uri: str | None, database: str | None, remove: str | None, as_json: bool) -> None:
    """List the graphs in a Neo4j database with their numbers of nodes, or remove one."""
    from graphkit.store.neo4j import Neo4jStore

    server = Neo4jStore.open(uri, database=database)
    try:
        if remove is not None:
            say(f"Removed the graph '{remove}': {server.remove_graph(remove):,} nodes.")
            return
        counts = server.count_graphs()
    finally:
        server.close()
    if as_json:
        print_json(counts)
    else:
        print_table("Graphs", ("name", "nodes"), [(name, f"{count:,}") for name, count in counts.items()])
