"""``graphkit build``."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from graphkit.cli.common import (
    complete_from,
    json_option,
    make_console,
    out_option,
    print_json,
    quiet_option,
    say,
    shown,
)
from graphkit.cli.table_options import read_table_options, table_options
from graphkit.errors import OptionError
from graphkit.isolation import Limits
from graphkit.issues import Issues
from graphkit.pipeline import Options, Progress, build_workspace
from graphkit.read.encoder import DEFAULT, ENCODERS
from graphkit.reference.framework import list_frameworks
from graphkit.text.document import UNKNOWN_SPEAKER, UNKNOWN_YEAR

UNKNOWN = {"issuer": UNKNOWN_SPEAKER, "year": UNKNOWN_YEAR}
"""What may be unknown of a document -> the reason of its issue."""
_SHOWN = 5
_MOST_JOBS = 4
"""Processes that read where nothing else is asked: each holds dictionaries and encoder of its own, about 300 MB."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@out_option
@click.option("--framework", "frameworks", multiple=True, default=("gcm",), show_default=True,
              shell_complete=complete_from(list_frameworks),
              help="Framework to read the texts against, or its file; may be repeated.")  # fmt: skip
@click.option("--loader", help="Loader for all files; without it the best fitting one is taken.")
@click.option("--language", help="Language of all texts: en, es, fr or pt; without it the text tells.")
@click.option("--meta", multiple=True, metavar="KEY=VALUE", help="Metadata for all texts, over what they say.")
@click.option("--metadata", "table", type=click.Path(path_type=Path),
              help="Table that `graphkit metadata` wrote and a person filled in.")  # fmt: skip
@click.option("--corrections", multiple=True, type=click.Path(path_type=Path),
              help="Review sheet whose corrections to apply; repeatable. What they disagree on is listed.")  # fmt: skip
@click.option("--encoder", default=DEFAULT, show_default=True, shell_complete=complete_from(lambda: sorted(ENCODERS)),
              help="Encoder of sentences; none reads without vectors.")  # fmt: skip
@click.option("--model", type=click.Path(path_type=Path), help="Model file of `graphkit learn`, not the packaged one.")
@click.option("--jobs", type=click.IntRange(1, 64), show_default="one for each core, at most 4",
              help="Processes that read texts.")  # fmt: skip
@click.option("--follow-links", is_flag=True, help="Follow links that lead out of the directories named.")
@click.option("--password", envvar="GRAPHKIT_PASSWORD", show_envvar=True, help="Password of locked PDF files.")
@click.option(
    "--max-seconds",
    type=click.FloatRange(0),
    default=Limits().seconds,
    show_default=True,
    metavar="SECONDS",
    help="Computing time a file may take; one that takes more is skipped and named. 0: no limit.",
)
@click.option("--max-memory", type=click.IntRange(0), default=Limits().memory, show_default=True, metavar="MB",
              help="Memory a file may take (kept on Linux). 0: no limit.")  # fmt: skip
@table_options
@click.option("--echoes/--no-echoes", default=True, show_default=True,
              help="Link statements of different texts that say the same.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read all files again, and keep no readings for the next build.")
@quiet_option
@json_option
def command(
    paths: tuple[Path, ...],
    out: Path,
    frameworks: tuple[str, ...],
    loader: str | None,
    language: str | None,
    meta: tuple[str, ...],
    table: Path | None,
    corrections: tuple[Path, ...],
    encoder: str,
    model: Path | None,
    jobs: int | None,
    follow_links: bool,
    password: str | None,
    max_seconds: float,
    max_memory: int,
    echoes: bool,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
    **tables: object,
) -> int:
    """Read documents (files or directories) and write their graph to a directory.

    Exit status 0: all files were read. 1: built, but some files were skipped. 2: nothing was built, an older
    build stays.
    """
    metadata = read_pairs(meta) | ({"language": language} if language else {})
    limits = Limits(max_seconds, max_memory)
    tabled = read_table_options(tables)
    options = Options(
        frameworks, loader, corrections, jobs or _count_cores(), metadata, tabled,
        password=password, limits=limits, follow_links=follow_links, isolated=True, table=table, echoes=echoes,
        encoder=encoder, model=model, cache=not no_cache,
    )  # fmt: skip
    with _progress(quiet or as_json) as progress:
        built = build_workspace(list(paths), out, options, progress)
    for issue in built.issues:
        listed = issue.reason in UNKNOWN.values()
        if issue.severity == "error" or (issue.severity == "warning" and not quiet and not listed):
            named = issue.place in issue.reason.split(": ")[0]
            text = issue.reason if named else f"{issue.place}: {issue.reason}"
            say(f"{issue.severity.capitalize()}: {text}", err=True)
    if not quiet:
        _list_unknown(built.issues)
    from graphkit.cli.info import print_summary
    from graphkit.summary import make_summary

    summary = make_summary(built.graph, list(built.issues))
    if as_json:
        print_json(summary)
    elif not quiet:
        print_summary(f"Built {out}", summary)
    return 1 if built.issues.losses() else 0


def _count_cores() -> int:
    """Return how many cores this process may use, at most as many as read by default."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(usable), _MOST_JOBS)


def _list_unknown(issues: Issues) -> None:
    """Print the files whose issuer or year is unknown, and what mends it."""
    found = {name: [i.place for i in issues if i.reason == reason] for name, reason in UNKNOWN.items()}
    for name, files in found.items():
        if files:
            shown = ", ".join(files[:_SHOWN]) + (f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else "")
            say(f"{name.capitalize()} unknown in {len(files)} file{'s' * (len(files) > 1)}: {shown}", err=True)
    if any(found.values()):
        mend = "--meta issuers=NAME --meta year=2017 for all, front matter or a sidecar for one, or a table for many"
        say(f"To state it: {mend} (graphkit metadata FILES -o table.xlsx).", err=True)


def read_pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return KEY=VALUE options as a mapping; OptionError where one has no ``=``."""
    wrong = [p for p in pairs if "=" not in p]
    if wrong:
        raise OptionError(f"--meta {wrong[0]}: write KEY=VALUE, such as --meta year=2017.")
    return {k.strip(): v.strip() for k, v in (p.split("=", 1) for p in pairs)}


class _Bar:
    """A progress bar on standard error."""

    def __enter__(self) -> Progress:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Display

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._display = Display(*columns, console=make_console(stderr=True), transient=True)
        self._task = self._display.add_task("Reading", total=None)
        self._display.start()
        return self._show

    def _show(self, name: str, done: int, total: int) -> None:
        self._display.update(self._task, description=shown(name[:40]), completed=done, total=total)

    def __exit__(self, *error: object) -> None:
        self._display.stop()


def _progress(quiet: bool) -> AbstractContextManager[Progress | None]:
    return nullcontext(None) if quiet or not sys.stderr.isatty() else _Bar()
