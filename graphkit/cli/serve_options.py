"""Limits that the serving verbs share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def limit_options(command: F) -> F:
    """Add ``--timeout`` and ``--max-rows``."""
    rows = click.option(
        "--max-rows", type=click.IntRange(1), default=1000, show_default=True, help="Most rows of one answer."
    )
    seconds = click.FloatRange(0.001, 600)
    return click.option(
        "--timeout", type=seconds, default=10.0, show_default=True, help="Seconds that a query may take."
    )(rows(command))
