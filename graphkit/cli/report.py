"""``graphkit report``: gaps and overlap for people, with the sentences behind each number."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.analysis_options import accuracy_option, get_accuracy
from graphkit.cli.common import check_output, emit, output_options, quiet_option, say, store_option
from graphkit.cli.language import get_language
from graphkit.errors import OptionError
from graphkit.files import write_bytes
from graphkit.publish.report.focus import KINDS, Question
from graphkit.workspace import open_workspace

if TYPE_CHECKING:
    from graphkit.publish.report.report import Report

FORMATS = ("html", "markdown", "docx", "xlsx", "csv", "json")
ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".docx": "docx", ".xlsx": "xlsx", ".csv": "csv",
           ".json": "json"}  # fmt: skip
SHORT = "short"
SHORT_FORMATS = ("html", "markdown", "docx")


@click.command(name="report")
@click.argument("kind", type=click.Choice((SHORT, *KINDS)), default=SHORT, metavar="[short|gaps|overlap|all]")
@store_option
@click.option("--format", "format_name", type=click.Choice(FORMATS), help="Default: as the file ends, else html.")
@accuracy_option
@click.option("--actor", help="A state or body, by code, acronym or name.")
@click.option("--objective", help="An objective, by number or name.")
@click.option("--body", help="A body with its members.")
@output_options
@quiet_option
def command(
    kind: str, store: Path, format_name: str | None, accuracy: Path | None, actor: str | None,
    objective: str | None, body: str | None, output: Path | None, force: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write a report. short: a few pages to read, what was read and at most seven findings with quotes. gaps, overlap,
    all: every row with its statements; so are xlsx, csv and json. csv and json are English in every language.

    With --actor or --body alone it is a briefing of one page. Text is printed unless -o names a file. `graphkit check`
    makes a short report (HTML, DOCX) or one in JSON again and compares every value.
    """
    from graphkit.publish.report.report import make_report

    form = format_name or _find_format(output)
    if output is None and form in ("xlsx", "docx"):
        what = "A workbook" if form == "xlsx" else "A Word document"
        raise OptionError(f"{what} can't be printed. Say where to write it, such as -o report.{form}")
    if output is not None:
        check_output(output, force)
    focused = any(value is not None for value in (actor, objective, body))
    if kind == SHORT and not focused and form in SHORT_FORMATS:
        data = _make_short(store, form, get_language(), accuracy)
    elif form == "docx":
        raise OptionError("A Word document is made of the short report of the whole graph only. Choose html or xlsx.")
    elif accuracy is not None:
        raise OptionError(
            "Only the short report of the whole graph (HTML, Markdown, Word) takes --accuracy. Leave it out."
        )
    else:
        asked = Question("all" if kind == SHORT else kind, actor, objective, body)
        data = _make(make_report(open_workspace(store), asked, store, get_language()), form)
    if output is None:
        emit(data)
        return
    write_bytes(output, data)
    if not quiet:
        say(f"Wrote {output}", err=True)


def _find_format(output: Path | None) -> str:
    """Return the format that a file's ending names; html without a file or ending. OptionError for another ending."""
    ending = "" if output is None else output.suffix.lower()
    if ending and ending not in ENDINGS:
        raise OptionError(f"No report ends in '{ending}'. Known: {', '.join(ENDINGS)}. Or name the --format.")
    return ENDINGS.get(ending, "html")


def _make_short(store: Path, form: str, language: str, accuracy: Path | None) -> bytes:
    from graphkit.publish.report.short import make_docx, make_html, make_markdown, make_short

    short = make_short(open_workspace(store).graph, str(store), language, get_accuracy(accuracy))
    if form == "docx":
        return make_docx(short)
    return (make_html if form == "html" else make_markdown)(short).encode("utf-8")


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
