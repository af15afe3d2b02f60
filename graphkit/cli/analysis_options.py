"""Options that several analysis verbs share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.errors import OptionError

if TYPE_CHECKING:
    from graphkit.analysis.certainty import Accuracy

F = TypeVar("F", bound=Callable[..., Any])


def year_options(command: F) -> F:
    """Add ``--from`` and ``--to`` (as ``start`` and ``end``)."""
    command = click.option("--to", "end", type=int, help="Last year of the documents that count.")(command)
    return click.option("--from", "start", type=int, help="First year of the documents that count.")(command)


def kind_option(command: F) -> F:
    """Add ``--statements`` (as ``kinds``)."""
    return click.option(
        "--statements", "kinds", multiple=True, help="Kind of statement that counts; may be repeated. Default: all."
    )(command)


def accuracy_option(command: F) -> F:
    """Add ``--accuracy FILE``."""
    return click.option(
        "--accuracy", type=click.Path(path_type=Path), help="Accuracy table (JSON) in place of the packaged one."
    )(command)


def get_accuracy(path: Path | None) -> "Accuracy | None":
    """Return the accuracy table of a file; None stands for the packaged one."""
    from graphkit.analysis.certainty import read_accuracy

    return None if path is None else read_accuracy(path)


def read_weights(pairs: tuple[str, ...]) -> dict[str, float] | None:
    """Return component -> share from NAME=NUMBER; None where nothing is given."""
    weights = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        try:
            weights[name] = float(number)
        except ValueError:
            raise OptionError(f"--weight '{pair}' is not of the form NAME=NUMBER, such as priorities=1.") from None
    return weights or None
