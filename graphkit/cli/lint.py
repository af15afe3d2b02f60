"""``graphkit lint``."""

from dataclasses import asdict

import click

from graphkit.cli.common import json_option, print_json
from graphkit.cli.query import find_query
from graphkit.cypher.lint import lint_query
from graphkit.cypher.schema_check import check_schema, find_errors


@click.command()
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@json_option
def command(queries: tuple[str, ...], as_json: bool) -> int:
    """Name constructs that the embedded engine and Neo4j answer differently, why, and what to write instead.

    Each QUERY is the name of one of the library, a .cypher file, or Cypher text. Exit status 1 where there is any.
    """
    texts = {word: find_query(word)[1] for word in queries}
    found = {word: lint_query(text) for word, text in texts.items()}
    doubts = {word: [*find_errors(text), *check_schema(text)] for word, text in texts.items()}
    if as_json:
        print_json({word: [*map(asdict, remarks), *map(asdict, doubts[word])] for word, remarks in found.items()})
    else:
        for word, remarks in found.items():
            name = word if len(word) < 60 and "\n" not in word else "query"
            for r in remarks:
                click.echo(f"{name}, {r.where}: {r.rule}: {r.reason} Instead: {r.instead}")
            for doubt in doubts[word]:
                click.echo(f"{name}, {doubt.where}: {doubt.reason}")
        if not any([*found.values(), *doubts.values()]):
            click.echo("Nothing that the engines answer differently, and nothing that the schema has not.")
    return 1 if any([*found.values(), *doubts.values()]) else 0
