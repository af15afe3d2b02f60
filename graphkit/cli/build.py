"""``graphkit build``."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from graphkit.cli.common import complete_from, json_option, make_console, out_option, print_json, quiet_option
from graphkit.errors import OptionError
from graphkit.pipeline import Options, Progress, build_workspace
from graphkit.read.encoder import DEFAULT, ENCODERS
from graphkit.reference.framework import list_frameworks


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@out_option
@click.option("--framework", default="gcm", show_default=True, shell_complete=complete_from(list_frameworks),
              help="Framework to read the texts against, or its file.")  # fmt: skip
@click.option("--loader", help="Loader for all files; without it the best fitting one is taken.")
@click.option("--language", help="Language of all texts, en or es; without it the text tells.")
@click.option("--meta", multiple=True, metavar="KEY=VALUE", help="Metadata for all texts, over what they say.")
@click.option("--corrections", type=click.Path(path_type=Path), help="Review sheet whose corrections to apply.")
@click.option("--encoder", default=DEFAULT, show_default=True, shell_complete=complete_from(lambda: sorted(ENCODERS)),
              help="Encoder of sentences; none reads without vectors.")  # fmt: skip
@click.option("--model", type=click.Path(path_type=Path), help="Model file of `graphkit learn`, not the packaged one.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read texts.")
@quiet_option
@json_option
def command(
    paths: tuple[Path, ...],
    out: Path,
    framework: str,
    loader: str | None,
    language: str | None,
    meta: tuple[str, ...],
    corrections: Path | None,
    encoder: str,
    model: Path | None,
    jobs: int,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read documents (files or directories) and write their graph to a directory.

    Exit status 0: all files were read. 1: built, but some files were skipped. 2: nothing was built, an older
    build stays.
    """
    metadata = read_pairs(meta) | ({"language": language} if language else {})
    options = Options(framework, loader, corrections, jobs, metadata, encoder, model)
    with _progress(quiet or as_json) as progress:
        built = build_workspace(list(paths), out, options, progress)
    for issue in built.issues:
        if issue.severity == "error" or (issue.severity == "warning" and not quiet):
            named = issue.reason.startswith(issue.place)
            text = issue.reason if named else f"{issue.place}: {issue.reason}"
            click.echo(f"{issue.severity.capitalize()}: {text}", err=True)
    from graphkit.cli.info import print_summary
    from graphkit.summary import make_summary

    summary = make_summary(built.graph, list(built.issues))
    if as_json:
        print_json(summary)
    elif not quiet:
        print_summary(f"Built {out}", summary)
    return 1 if built.issues.errors() else 0


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
        self._display.update(self._task, description=name[:40], completed=done, total=total)

    def __exit__(self, *error: object) -> None:
        self._display.stop()


def _progress(quiet: bool) -> AbstractContextManager[Progress | None]:
    return nullcontext(None) if quiet or not sys.stderr.isatty() else _Bar()
