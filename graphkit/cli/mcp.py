"""``graphkit mcp``: tools for language models over the Model Context Protocol."""

import os
import signal
from pathlib import Path

import click

from graphkit.cli.common import say, store_option
from graphkit.cli.serve_options import check_engine, limit_options
from graphkit.publish.export.base import import_extra


@click.command(short_help="Offer a graph to a language model's program, for reading.")
@store_option
@limit_options
def command(store: Path, engine: str, timeout: float, max_rows: int) -> None:
    """Offer a built graph to a program that speaks the Model Context Protocol, over standard input and output.

    Its tools search and read statements, findings and the schema, and run queries that read. Nothing can be changed.
    """
    import_extra("mcp.server.lowlevel", "mcp")
    import anyio

    from graphkit.serve.reader import open_reader
    from graphkit.serve.tools import serve_stdio
    from graphkit.workspace import open_workspace

    reader = open_reader(open_workspace(store), timeout, max_rows, check_engine(engine))

    def end(number: int, _frame: object) -> None:
        """End at once: a thread that waits for standard input can't be woken, and nothing is half-written."""
        reader.close()
        say("Stopped.", err=True)
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        anyio.run(serve_stdio, reader)
    finally:
        reader.close()
