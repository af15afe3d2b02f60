"""Options and small helpers that several verbs share."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.errors import StoreError
from graphkit.text.visible import show_controls

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = "graphkit-out"


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

    Cells are shown as they are: markup in them has no effect, control characters are escaped.
    """
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console, texts = (
        make_console(),
        [[Text("" if cell is None else show_controls(str(cell))) for cell in row] for row in rows],
    )
    cells = [[name, *(row[i].plain for row in texts)] for i, name in enumerate(columns)]
    words = [max((cell_len(word) for cell in held for word in cell.split()), default=0) for held in cells]
    spare = console.width - sum(words) - 3 * len(words) - 1
    if spare >= 0:
        table = Table(title=title, title_justify="left", show_lines=False)
        for name, width in zip(columns, _share(words, [max(map(cell_len, c)) for c in cells], spare), strict=True):
            table.add_column(name, width=width)
        for row in texts:
            table.add_row(*row)
        console.print(table)
        return
    console.print(Text(title))
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
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
