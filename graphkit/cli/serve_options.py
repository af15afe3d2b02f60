"""Options that the serving verbs share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from graphkit.cli.common import engine_option
from graphkit.errors import OptionError

F = TypeVar("F", bound=Callable[..., Any])


def limit_options(command: F) -> F:
    """Add ``--engine``, ``--timeout`` and ``--max-rows``."""
    engine_option(command)
    rows = click.option(
        "--max-rows", type=click.IntRange(1), default=1000, show_default=True, help="Most rows of one answer."
    )
    seconds = click.FloatRange(0.001, 600)
    return click.option(
        "--timeout", type=seconds, default=10.0, show_default=True, help="Seconds that a query may take."
    )(rows(command))


def check_engine(engine: str) -> str:
    """Return an engine that answers from a build; OptionError for a server, which has its own ways to be asked."""
    if engine == "neo4j":
        told = "--engine neo4j: a build is served from its own files."
        raise OptionError(f"{told} Give --engine embedded or kglite, or set GRAPHKIT_ENGINE so.")
    return engine
