"""``graphkit shell``."""

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.answers import ENDINGS, FORMATS, show_rows
from graphkit.cli.common import engine_option, print_table, say, store_option
from graphkit.cli.completion import TYPES, count_schema, find_completions
from graphkit.cli.query import LIMIT, find_query, open_engine, read_params, warn_of_schema
from graphkit.cypher.tokens import read_parameters
from graphkit.errors import GraphkitError, OptionError, UnknownNameError
from graphkit.graph.ontology import property_types
from graphkit.queries import find_queries
from graphkit.store.base import Store

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

HELP = """A query ends with ; and may have several lines. A name of the library runs that query.
:queries          the library               :schema [NAME, Stat*, …]  labels, link types, properties, numbers
:param KEY=VALUE  set a parameter           :params                   those that are set
:export FILE      write the last answer (.csv .json .jsonl .md .xlsx) :help  :quit"""


@click.command()
@store_option
@engine_option
@click.option("--uri", help="Neo4j server; else NEO4J_URI.")
@click.option("--database", help="Neo4j database; else NEO4J_DATABASE.")
@click.option("--graph", help="Name of the graph in the Neo4j database.")
def command(store: Path, engine: str, uri: str | None, database: str | None, graph: str | None) -> None:
    """Ask queries one after the other; from a terminal, or from standard input. :help lists what it knows."""
    opened = open_engine(engine, store, uri, database, graph)
    typed = sys.stdin.isatty()
    shell = Shell(opened, goes_on=typed)
    try:
        for line in _typed(shell) if typed else sys.stdin:
            if not shell.take(line.rstrip("\n")):
                break
        shell.finish()
    finally:
        opened.close()


def _typed(shell: "Shell") -> Iterator[str]:
    """Yield lines typed at a prompt with history and completion, until its end; Ctrl-C drops what was begun."""
    say(HELP)
    session = _make_session(shell)
    while True:
        try:
            yield session.prompt("      ... " if shell.lines else "graphkit> ")
        except KeyboardInterrupt:
            shell.lines = []
        except EOFError:
            return


def _make_session(shell: "Shell") -> "PromptSession[str]":
    """Return a prompt that completes by what stands before it, in the lines not yet ended too."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.history import FileHistory

    class Context(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            start, words = find_completions("\n".join([*shell.lines, document.text_before_cursor]))
            yield from (Completion(word, start_position=-start) for word in words)

    place = Path(click.get_app_dir("graphkit"))
    place.mkdir(parents=True, exist_ok=True)
    return PromptSession(history=FileHistory(str(place / "history")), completer=Context())


class Shell:
    """What a session knows: lines not yet ended, parameters, the last query."""

    def __init__(self, store: Store, *, goes_on: bool = False) -> None:
        self.store, self.goes_on = store, goes_on
        self.lines: list[str] = []
        self.params: dict[str, str] = {}
        self.last: tuple[str, dict[str, Any]] | None = None

    def take(self, line: str) -> bool:
        """Take one line; return False where the session ends. An error is said and the session goes on.

        It also goes on after Ctrl-C, which stops the query alone, where a person types.
        """
        text = line.strip()
        try:
            if not self.lines and text.startswith(":"):
                return self._do(text)
            if not self.lines and text.rstrip(";") in find_queries():
                self._ask(text.rstrip(";"))
            elif text or self.lines:
                self.lines.append(line)
                if text.endswith(";"):
                    self.finish()
        except GraphkitError as error:
            self.lines = []
            say(f"Error: {error}", err=True)
        except KeyboardInterrupt:
            if not self.goes_on:
                raise
            self.lines = []
            self.store.close()
            say("Stopped.", err=True)
        return True

    def finish(self) -> None:
        """Run what was typed without an end."""
        text, self.lines = "\n".join(self.lines).strip().rstrip(";"), []
        if text:
            self._ask(text)

    def _ask(self, word: str) -> None:
        query, text = find_query(word) if word in find_queries() else (None, word)
        known = query.params if query else read_parameters(text)
        pairs = [f"{k}={v}" for k, v in self.params.items() if k in known]
        self.last = (text, read_params(pairs, query, text))
        warn_of_schema(*self.last)
        self._show("table", None)

    def _show(self, form: str, output: Path | None) -> None:
        if self.last is None:
            raise OptionError("There is no answer yet: ask something first.")
        rows = self.store.query(*self.last, limit=None if output else LIMIT)
        show_rows(rows, form, output=output)
        if rows.truncated:
            say(f"Only the first {LIMIT} rows are shown; :export FILE writes all.", err=True)

    def _do(self, text: str) -> bool:
        name, _, rest = text[1:].partition(" ")
        known = {"queries", "schema", "param", "params", "export", "help", "quit"}
        if name not in known:
            raise UnknownNameError("command", name, known)
        if name == "quit":
            return False
        getattr(self, f"_{name}")(rest.strip())
        return True

    def _queries(self, rest: str) -> None:
        print_table("Queries", ("name", "title"), [(q.name, q.title) for q in find_queries().values()])

    def _schema(self, rest: str) -> None:
        counts, patterns = count_schema(self.store)
        chosen = [name for name in TYPES if fnmatchcase(name.casefold(), rest.casefold() or "*")]
        if not chosen:
            raise UnknownNameError("label or link type", rest, TYPES)
        rows = [(n, counts.get(n, 0), TYPES[n].about, ", ".join(property_types(TYPES[n])) * bool(rest)) for n in chosen]
        print_table("Schema", ("name", "number", "what", "properties"), rows)
        if rest:
            joined = [(shown, n) for names, shown, n in patterns if not names.isdisjoint(chosen)]
            print_table("Patterns", ("pattern", "number"), joined)

    def _param(self, rest: str) -> None:
        name, equals, value = rest.partition("=")
        if not equals or not name.strip():
            raise OptionError("Write :param KEY=VALUE, such as :param limit=5.")
        self.params[name.strip()] = value.strip()

    def _params(self, rest: str) -> None:
        print_table("Parameters", ("name", "value"), list(self.params.items()))

    def _export(self, rest: str) -> None:
        form = ENDINGS.get(Path(rest).suffix.lower())
        if form is None or form not in FORMATS:
            raise OptionError(f"'{rest}' must end in one of {', '.join(ENDINGS)}.")
        if Path(rest).exists():
            raise OptionError(f"{rest} exists already. Choose another name.")
        self._show(form, Path(rest))
        say(f"Wrote {rest}")

    def _help(self, rest: str) -> None:
        say(HELP)
