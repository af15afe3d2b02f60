"""``graphkit followup``: promises of States and bodies and what became of them, as the sheet that ministries keep."""

from pathlib import Path

import click

from graphkit.analysis.base import Result
from graphkit.analysis.time.followup import COLUMNS, find_followup
from graphkit.cli.common import check_output, say, store_option
from graphkit.cli.results import FORMATS, give_result, make_shape, result_options
from graphkit.errors import OptionError
from graphkit.files import write_bytes
from graphkit.workspace import open_workspace

SHOWN = {"institution": "institution", "ask": "ask", "due": "due", "status": "status", "action": "action",
         "date": "date"}  # fmt: skip
_ENDINGS = {".csv": "csv", ".md": "markdown", ".json": "json"}


@click.command(name="followup")
@store_option
@click.option("--actor", help="Id of a State or body: its promises only.")
@click.option("--dated", is_flag=True, help="Only what has a due date.")
@result_options
def command(
    store: Path, actor: str | None, dated: bool, format_name: str, as_json: bool, limit: int | None,
    output: Path | None, force: bool,
) -> None:  # fmt: skip
    """List what was promised or asked of whom, by when, and what became of it.

    The ending of --output chooses the format where --format does not: .xlsx, .csv, .md or .json.
    """
    chosen = _choose(format_name, output)
    if chosen != "xlsx":
        shape = make_shape(chosen, as_json, limit, output, force, SHOWN)
    elif output is not None:
        check_output(output, force)
    graph = open_workspace(store).graph
    if actor is not None and actor not in graph:
        raise OptionError(f"--actor: '{actor}' is no node of this graph. `graphkit query actors` lists the actors.")
    result = find_followup(graph, actor, dated)
    if chosen != "xlsx":
        give_result(result, shape)
    elif output is not None:
        write_bytes(output, _make_sheet(result, limit))
        say(f"Wrote {output}", err=True)


def _choose(format_name: str, output: Path | None) -> str:
    """Return the format: that of the option, else that of the file's ending."""
    if format_name != FORMATS[0] or output is None:
        return format_name
    ending = output.suffix.casefold()
    return "xlsx" if ending == ".xlsx" else _ENDINGS.get(ending, format_name)


def _make_sheet(result: Result, limit: int | None) -> bytes:
    from graphkit.publish.export.workbook import make_workbook

    rows = [[finding.values.get(c) for c in COLUMNS] for finding in result.findings[:limit]]
    return make_workbook({"follow-up": [[c.replace("_", " ") for c in COLUMNS], *rows]}, filters=True)
