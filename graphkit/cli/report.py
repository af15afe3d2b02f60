"""``graphkit report``: gaps and overlap for people, with the sentences behind each number."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.common import check_output, emit, output_options, quiet_option, store_option
from graphkit.errors import OptionError
from graphkit.files import write_bytes
from graphkit.publish.report.focus import KINDS, Question
from graphkit.workspace import open_workspace

if TYPE_CHECKING:
    from graphkit.publish.report.report import Report

FORMATS = ("html", "markdown", "xlsx", "csv", "json")


@click.command(name="report")
@click.argument("kind", type=click.Choice(KINDS), default="all", metavar="[gaps|overlap|all]")
@store_option
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="html", show_default=True)
@click.option("--actor", help="A state or body, by code, acronym or name.")
@click.option("--objective", help="An objective, by number or name.")
@click.option("--body", help="A body with its members.")
@output_options
@quiet_option
def command(
    kind: str, store: Path, format_name: str, actor: str | None, objective: str | None, body: str | None,
    output: Path | None, force: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write a report: main findings, matrix, gaps, shared priorities, each with its statements.

    With --actor or --body alone it is a briefing of one page. Text is printed unless -o names a file; what is written
    with --format json can be checked with `graphkit check`.
    """
    from graphkit.publish.report.report import make_report

    if output is None and format_name == "xlsx":
        raise OptionError("A workbook can't be printed. Say where to write it, such as -o report.xlsx")
    if output is not None:
        check_output(output, force)
    report = make_report(open_workspace(store), Question(kind, actor, objective, body), store)
    data = _make(report, format_name)
    if output is None:
        emit(data)
        return
    write_bytes(output, data)
    if not quiet:
        click.echo(f"Wrote {output}", err=True)


def _make(report: "Report", format_name: str) -> bytes:
    from graphkit.publish.report.markdown import make_markdown
    from graphkit.publish.report.page import make_page
    from graphkit.publish.report.tables import make_csv, make_xlsx

    makers: dict[str, Callable[[Report], str]] = {
        "html": make_page,
        "markdown": make_markdown,
        "csv": lambda r: "".join(make_csv(r)),
        "json": lambda r: r.to_json(),
    }
    return make_xlsx(report) if format_name == "xlsx" else makers[format_name](report).encode("utf-8")
