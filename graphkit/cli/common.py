"""Options and small helpers that several verbs share."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.cli.language import tell
from graphkit.errors import StoreError

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = "graphkit-out"


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and direction characters, which terminals obey, and halves of characters, which they can't show."""


def shown(text: str) -> str:
    r"""Return a text as a terminal may have it: control and direction characters written out, line ends kept.

    >>> shown("\x1b[31mred")
    '\\x1b[31mred'
    """
    return _UNSEEN.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)


def say(text: str, err: bool = False) -> None:
    """Print a line to read, in the language in use; it may hold words of a document."""
    click.echo(shown(tell(text)), err=err)


def emit(data: str | bytes) -> None:
    """Print data for programs as they are; on a terminal they are for reading."""
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    click.echo(shown(text) if sys.stdout.isatty() else text.encode("utf-8"), nl=False)


def store_option(command: F) -> F:
    """Add ``--store DIR``: the directory that ``graphkit build`` wrote."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        envvar="GRAPHKIT_STORE",
        show_default=True,
        show_envvar=True,
        help="Directory that `graphkit build` wrote.",
    )(command)


def engine_option(command: F) -> F:
    """Add ``--engine``: what answers Cypher."""
    return click.option(
        "--engine",
        type=click.Choice(["embedded", "kglite", "neo4j"]),
        default="embedded",
        envvar="GRAPHKIT_ENGINE",
        show_default=True,
        show_envvar=True,
        help="What answers: the embedded engine of this system, the second embedded engine, or a server.",
    )(command)


def out_option(command: F) -> F:
    """Add ``--out DIR``: the directory that a build or import writes."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        envvar="GRAPHKIT_STORE",
        show_default=True,
        show_envvar=True,
        help="Directory to write; an older build there is replaced when the new one is whole.",
    )(command)


def quiet_option(command: F) -> F:
    """Add ``--quiet``."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress, no notes.")(command)


def json_option(command: F) -> F:
    """Add ``--json`` (as ``as_json``)."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def output_options(command: F) -> F:
    """Add ``--output FILE`` and ``--force``."""
    command = click.option("--force", is_flag=True, help="Replace an existing file.")(command)
    return click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")(command)


def complete_from(find_names: Callable[[], Iterable[str]]) -> Callable[[Any, Any, str], list[str]]:
    """Return what completes a value in the shell: the names that begin with what is typed."""

    def complete(_context: Any, _parameter: Any, typed: str) -> list[str]:
        return sorted(name for name in find_names() if name.startswith(typed))

    return complete


def find_text(name: str, places: Iterable[Path]) -> Path | None:
    """Return the file of a document by its name: a place itself, in it, or in a directory in it; None if not there."""
    for place in places:
        for path in (place, place / name, *sorted(place.glob(f"*/{name}"))):
            if path.name == name and path.is_file():
                return path
    return None


def check_output(path: Path, force: bool) -> Path:
    """Return the path, or raise StoreError when it exists and may not be replaced."""
    if path.exists() and not force:
        raise StoreError(f"{path} exists already. Add --force to replace it, or choose another name.")
    return path


def make_console(stderr: bool = False) -> "Console":
    """Return a rich console that wraps at the terminal's width."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, or each row as a list where the terminal is too narrow for the longest words of a table.

    Title, columns and cells are told in the language in use. Markup in cells has no effect, control characters are
    escaped.
    """
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    title, columns = tell(title), [tell(column) for column in columns]
    console = make_console()
    texts = [[Text("" if cell is None else shown(tell(str(cell)))) for cell in row] for row in rows]
    cells = [[name, *(row[i].plain for row in texts)] for i, name in enumerate(columns)]
    words = [max((cell_len(word) for cell in held for word in cell.split()), default=0) for held in cells]
    spare = console.width - sum(words) - 3 * len(words) - 1
    if spare >= 0:
        table = Table(title=shown(title), title_justify="left", show_lines=False)
        for name, width in zip(columns, _share(words, [max(map(cell_len, c)) for c in cells], spare), strict=True):
            table.add_column(name, width=width)
        for row in texts:
            table.add_row(*row)
        console.print(table)
        return
    console.print(Text(shown(title)))
    for row in texts:
        listed = Table.grid(padding=(0, 2))
        for column, text in zip(columns, row, strict=True):
            listed.add_row(Text(column, style="bold"), text)
        console.print("", listed)


def _share(widths: list[int], wanted: list[int], spare: int) -> list[int]:
    """Return the widths of columns, what is spare given bit by bit to the column that is cut most."""
    widths = list(widths)
    for _ in range(spare):
        most = max(range(len(widths)), key=lambda i: wanted[i] / max(1, widths[i]))
        widths[most] += widths[most] < wanted[most]
    return widths


def print_json(data: object) -> None:
    """Print data as indented JSON."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo(_UNSEEN.sub(lambda m: m[0] if m[0] in "\r\n" else f"\\u{ord(m[0]):04x}", text))
