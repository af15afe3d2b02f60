"""``graphkit schema``: the labels and link types of the graph, from the classes that define them."""

import json
from pathlib import Path
from typing import Any

import click

from graphkit.cli.common import check_output, json_option, output_options
from graphkit.files import write_text
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, property_types, schema_markdown


@click.command()
@output_options
@json_option
def command(output: Path | None, force: bool, as_json: bool) -> None:
    """Print the labels and link types with their properties, as Markdown or JSON."""
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n" if as_json else schema_markdown()
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(check_output(output, force), text)


def schema() -> dict[str, Any]:
    """Return the schema for programs: labels and link types with what they mean, their properties and ends."""
    return {
        "labels": {
            name: {"about": cls.about, "properties": property_types(cls), "colour": cls.colour, "shape": cls.shape}
            for name, cls in NODE_TYPES.items()
        },
        "links": {
            name: {"about": cls.about, "properties": property_types(cls), "ends": [list(e) for e in cls.ends]}
            for name, cls in LINK_TYPES.items()
        },
    }
