"""The command line: one file per verb, imported when called; an error becomes one line and exit status 2."""

import contextlib
import importlib
import logging
import os
import signal
import sys

import click

from graphkit import __version__
from graphkit.cli.language import add_language, find_language, use_language
from graphkit.errors import GraphkitError, UnknownNameError

VERBS = {
    "build": "graphkit.cli.build",
    "cache": "graphkit.cli.cache",
    "check": "graphkit.cli.check",
    "clusters": "graphkit.cli.clusters",
    "code": "graphkit.cli.code",
    "compare": "graphkit.cli.compare",
    "doctor": "graphkit.cli.doctor",
    "echoes": "graphkit.cli.echoes",
    "evaluate": "graphkit.cli.evaluate",
    "explain": "graphkit.cli.explain",
    "export": "graphkit.cli.export",
    "followup": "graphkit.cli.followup",
    "framework": "graphkit.cli.framework",
    "gaps": "graphkit.cli.gaps",
    "graphs": "graphkit.cli.graphs",
    "import": "graphkit.cli.import_",
    "info": "graphkit.cli.info",
    "learn": "graphkit.cli.learn",
    "lint": "graphkit.cli.lint",
    "mcp": "graphkit.cli.mcp",
    "metadata": "graphkit.cli.metadata",
    "overlap": "graphkit.cli.overlap",
    "push": "graphkit.cli.push",
    "queries": "graphkit.cli.queries",
    "query": "graphkit.cli.query",
    "repair": "graphkit.cli.repair",
    "report": "graphkit.cli.report",
    "routes": "graphkit.cli.routes",
    "schema": "graphkit.cli.schema",
    "serve": "graphkit.cli.serve",
    "shell": "graphkit.cli.shell",
    "table": "graphkit.cli.table",
    "timeline": "graphkit.cli.timeline",
    "view": "graphkit.cli.view",
}
"""Verb -> module that holds its click command, named ``command``."""

SUMMARIES = {
    "build": "Read documents and write their graph.",
    "cache": "What is kept between builds; clear it.",
    "check": "Recompute every number of a report and compare.",
    "clusters": "Cooperation clusters of actors, with their stability.",
    "code": "Review by people, and suggestions of a language model for them.",
    "compare": "What differs between two graphs.",
    "doctor": "What is installed, what is missing, how to get it.",
    "echoes": "Statements of different documents that ask for the same.",
    "evaluate": "Measure the reading against coded labels.",
    "explain": "Every figure behind a statement and its links.",
    "export": "Write the graph or its statements for other tools.",
    "followup": "Promises and what became of them, as a sheet.",
    "framework": "Make, check and list frameworks.",
    "gaps": "Who is silent on what, within its own texts.",
    "graphs": "List the graphs in a Neo4j database, or remove one.",
    "import": "Read a graph back from JSONL or CSV.",
    "info": "What a graph holds and what was skipped.",
    "learn": "Fit the reading to your own labels.",
    "lint": "Name constructs that differ between the engines.",
    "mcp": "Offer a graph to a language model's program, for reading.",
    "metadata": "Who issued documents and when; a table to fill in.",
    "overlap": "Priorities that actors share, tested against chance.",
    "push": "Write a graph to a Neo4j server.",
    "queries": "The library of queries.",
    "query": "Run a query from the library, a file or the line.",
    "repair": "Make a damaged database again from graph.jsonl.",
    "report": "Gap and overlap reports with the sentences behind.",
    "routes": "Bodies and mechanisms by which a gap could be met.",
    "schema": "Labels, link types and their properties.",
    "serve": "Offer a graph to other programs and browsers, for reading.",
    "shell": "Ask queries one after the other.",
    "table": "Show how a table would be read.",
    "timeline": "Asks that persist, appear, disappear.",
    "view": "Interactive pages: network, matrix, atlas.",
}
"""What ``--help`` lists without importing a verb; a test compares them with the commands."""

_BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Verbs(click.Group):
    """A click group that imports a verb's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb's command."""
        if cmd_name not in VERBS and ctx.resilient_parsing:
            return None
        if cmd_name not in VERBS:
            raise UnknownNameError("command", cmd_name, VERBS)
        command: click.Command = importlib.import_module(VERBS[cmd_name]).command
        return add_language(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, SUMMARIES[verb]) for verb in sorted(VERBS)])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="graphkit")
@click.option("-v", "--verbose", count=True, help="Log what is done (-v), and details (-vv).")
def cli(verbose: int) -> None:
    """Turn migration-policy texts into a graph whose every link shows the words that carry it."""
    if verbose:
        level = logging.DEBUG if verbose > 1 else logging.INFO
        logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")


add_language(cli)


def main() -> None:
    """Run the command line: exit status 0, 1 (a check failed), 2 (bad input), 130 (interrupted) or 143 (terminated)."""
    from graphkit.cli.common import say

    use_language(find_language(sys.argv[1:], os.environ))
    for name in _BLAS_THREADS:  # processes read side by side; threads of a BLAS would only wait for each other
        os.environ.setdefault(name, "1")
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, _end)
    try:
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        _tell(error)
        sys.exit(2)
    except GraphkitError as error:
        say(f"Error: {error}", err=True)
        sys.exit(2)
    except _Ended:
        say("Stopped.", err=True)
        sys.exit(143)
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


class _Ended(BaseException):
    """The system asked to end (SIGTERM): as for Ctrl-C, what is half-done is put away first."""


def _end(_number: int, _frame: object) -> None:
    raise _Ended


def _tell(error: click.ClickException) -> None:
    """Print what is wrong with the command in one line; the help where nothing was asked."""
    from graphkit.cli.common import say

    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" `{context.command_path} --help` lists what it takes." if context else ""
    say(f"Error: {' '.join(error.format_message().split())}{hint}", err=True)
