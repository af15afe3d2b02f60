"""Options of the verbs that read tables."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

_OPTIONS = (
    click.option("--columns", multiple=True, metavar="ROLE=HEADING", help="Columns of a table: text=Pledge,issuer=From."),
    click.option("--mapping", type=click.Path(path_type=Path), help="Mapping file of a table."),
    click.option("--codebook", type=click.Path(path_type=Path), help="What the labels in a table stand for."),
    click.option("--names", type=click.Path(path_type=Path), help="Names that only a table uses, and their ids."),
    click.option("--sheet", multiple=True, help="Sheet of a workbook to read; without it all with texts."),
    click.option("--encoding", help="Encoding of the files; without it the bytes tell."),
    click.option("--delimiter", help="Character between the cells; without it the file tells."),
)  # fmt: skip


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of tables to a command; it gets them by name."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_table_options(given: Mapping[str, object]) -> dict[str, str]:
    """Return the options given, as the loader of tables takes them: several values on lines of their own."""
    found = {}
    for name, value in given.items():
        if value not in (None, ()):
            found[name] = "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return found
