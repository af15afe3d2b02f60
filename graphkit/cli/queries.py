"""``graphkit queries``."""

import click

from graphkit.cli.common import complete_from, json_option, print_json, print_table
from graphkit.queries import find_queries, get_query


@click.command()
@click.argument("name", required=False, shell_complete=complete_from(find_queries))
@json_option
def command(name: str | None, as_json: bool) -> None:
    """List the library of queries, or show one with its text."""
    if name:
        query = get_query(name)
        data = {f: getattr(query, f) for f in query.__slots__}
        if as_json:
            print_json(data)
            return
        click.echo(f"{query.folder}/{query.name}: {query.title}\n\n{query.about}\n")
        click.echo(f"parameters: {', '.join(query.params) or 'none'}; returns: {', '.join(query.returns)}\n")
        click.echo(query.text)
        return
    queries = find_queries().values()
    if as_json:
        print_json([{"name": q.name, "folder": q.folder, "title": q.title, "params": q.params} for q in queries])
        return
    print_table("Queries", ("folder", "name", "title", "parameters"), [
        (q.folder, q.name, q.title, ", ".join(q.params)) for q in queries
    ])  # fmt: skip
