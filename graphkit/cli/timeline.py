"""``graphkit timeline``: asks that persist, appear, disappear, become practice."""

from pathlib import Path

import click

from graphkit.analysis.time.timeline import find_timeline, find_years
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.workspace import open_workspace

ASKS = {"status": "course", "years": "years", "into_practice": "into practice", "actors": "who",
        "wording": "first wording", "last_wording": "last wording"}  # fmt: skip


@click.command(name="timeline")
@store_option
@click.option("--show", type=click.Choice(("asks", "years")), default="asks", show_default=True,
              help="The course of recurring asks, or how much each year speaks of each column.")  # fmt: skip
@click.option("--columns", default="objective", show_default=True, help="With --show years: the columns.")
@click.option("--singles", is_flag=True, help="Name the recommendations that echo nothing in another document, too.")
@result_options
def command(
    store: Path, show: str, columns: str, singles: bool, format_name: str, as_json: bool, limit: int | None,
    output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Follow what is asked over the years of the documents."""
    shape = make_shape(format_name, as_json, limit, output, force, ASKS if show == "asks" else None)
    table = open_workspace(store).table
    give_result(find_timeline(table, singles=singles) if show == "asks" else find_years(table, columns), shape)
