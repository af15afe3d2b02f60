"""``graphkit export``: write the graph in a form that another program opens."""

from pathlib import Path

import click

from graphkit.cli.common import (
    check_output,
    complete_from,
    emit,
    output_options,
    print_json,
    print_table,
    quiet_option,
    say,
    store_option,
)
from graphkit.errors import OptionError
from graphkit.graph.graph import Graph
from graphkit.publish.export import EXPORTERS, Exporter, get_exporter
from graphkit.workspace import open_workspace


@click.command(name="export")
@click.argument("format_name", metavar="[FORMAT]", required=False, shell_complete=complete_from(lambda: EXPORTERS))
@store_option
@output_options
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="With no FORMAT: list the formats as JSON.")
def command(format_name: str | None, store: Path, output: Path | None, force: bool, quiet: bool, as_json: bool) -> None:
    """Write the graph in FORMAT for other tools; without FORMAT, list the formats.

    Text of one file is printed unless -o names a place. Equal graphs give equal bytes.
    """
    if format_name is None:
        _list(as_json)
        return
    exporter = get_exporter(format_name)
    if output is None:
        _print(exporter, format_name, store)
        return
    target = check_output(output, force)
    _say_other_form(exporter, target)
    graph = open_workspace(store).graph
    exporter.write(graph, target)
    if not quiet:
        say(f"Wrote {target}", err=True)
    _say_unfit(exporter, graph)


def _print(exporter: Exporter, name: str, store: Path) -> None:
    if not (exporter.text and exporter.suffix):
        shape = f"graph{exporter.suffix}" if exporter.suffix else f"graph-{name}"
        raise OptionError(f"'{name}' can't be printed. Say where to write it, such as -o {shape}")
    graph = open_workspace(store).graph
    for piece in exporter.lines(graph):
        emit(piece)
    _say_unfit(exporter, graph)


def _say_other_form(exporter: Exporter, target: Path) -> None:
    """Warn where the ending of a file promises another form, as a workbook's."""
    known = {e.suffix for e in EXPORTERS.values() if e.suffix} | {".xlsx", ".csv"}
    if exporter.suffix and target.suffix in known and not target.name.endswith(exporter.suffix):
        say(f"Warning: {target} holds what {exporter.suffix} files hold, whatever its ending.", err=True)


def _say_unfit(exporter: Exporter, graph: Graph) -> None:
    """Print what the format could not hold, if anything."""
    from graphkit.publish.export.unfit import describe_unfit

    if said := describe_unfit(exporter, graph):
        say(f"Warning: {said}. JSONL and CSV hold all.", err=True)


def _list(as_json: bool) -> None:
    rows = [(name, e.suffix or "folder", e.about, e.opens) for name, e in EXPORTERS.items()]
    columns = ("format", "ending", "what", "opens in")
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print_table("Export formats", columns, rows)
