"""``graphkit schema``: the labels and link types of the graph, from the classes that define them."""

import json
from pathlib import Path

import click

from graphkit.cli.common import check_output, json_option, output_options
from graphkit.files import write_text
from graphkit.graph.ontology import schema_data, schema_markdown


@click.command()
@output_options
@json_option
def command(output: Path | None, force: bool, as_json: bool) -> None:
    """Print the labels and link types with their properties, as Markdown or JSON."""
    text = json.dumps(schema_data(), ensure_ascii=False, indent=1) + "\n" if as_json else schema_markdown()
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(check_output(output, force), text)
