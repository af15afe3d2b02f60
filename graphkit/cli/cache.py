"""``graphkit cache``."""

import click

from graphkit.cli.common import json_option, print_json, say
from graphkit.reading_cache import MOST, find_folder, measure, trim


@click.group()
def command() -> None:
    """Show or clear the readings that are kept between builds, so that unchanged files are not read again."""


@command.command()
@json_option
def show(as_json: bool) -> None:
    """Show where readings are kept, how many, and how much room they take."""
    folder, (count, size) = find_folder(), measure()
    if as_json:
        print_json({"folder": None if folder is None else str(folder), "readings": count, "bytes": size, "most": MOST})
    elif folder is None:
        say("Nothing is kept: GRAPHKIT_CACHE is empty, or there is no home folder.")
    else:
        say(f"{folder}: {count:,} readings, {size / 1e6:.1f} of at most {MOST / 1e6:.0f} MB")


@command.command()
def clear() -> None:
    """Remove all readings that are kept; the next build reads all files again."""
    count, size = measure()
    trim(0)
    say(f"Removed {count:,} readings, {size / 1e6:.1f} MB.")
