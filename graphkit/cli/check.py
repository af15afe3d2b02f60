"""``graphkit check``: make a report again and compare every number."""

from pathlib import Path

import click

from graphkit.cli.analysis_options import accuracy_option, get_accuracy
from graphkit.cli.common import json_option, print_json, say
from graphkit.publish.report.check import Check, check_report


@click.command(name="check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), envvar="GRAPHKIT_STORE", show_envvar=True,
              help="Directory that `graphkit build` wrote; without it the one that the report names.")  # fmt: skip
@accuracy_option
@json_option
@click.pass_context
def command(context: click.Context, file: Path, store: Path | None, accuracy: Path | None, as_json: bool) -> None:
    """Recompute every value of a report in JSON, or every line of a short report in HTML or DOCX.

    A short report that was made with --accuracy is checked with the same table. Exit status 0 where all agree, 1 where
    one differs, each with a line of its own.
    """
    check = check_report(file, store, get_accuracy(accuracy))
    if as_json:
        print_json({"compared": check.compared, "differences": list(check.differences)})
    else:
        _print(check)
    if check.differences:
        context.exit(1)


def _print(check: Check) -> None:
    for line in check.differences:
        say(line)
    differ = len(check.differences)
    told = f"{differ:,} differ." if differ else "all agree."
    say(f"{check.compared:,} values compared: {told}")
