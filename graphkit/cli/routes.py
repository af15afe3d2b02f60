"""``graphkit routes``: bodies and mechanisms by which a gap could be met."""

from pathlib import Path

import click

from graphkit.analysis.gaps.gaps import STEP_NAMES
from graphkit.analysis.gaps.routes import find_routes_for_gaps
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.errors import UnknownNameError
from graphkit.workspace import open_workspace

HEADINGS = {"objective": "objective", "title": "route", "score": "score", "covered": "holds", "uncovered": "leaves out",
            "reason": "reason"}  # fmt: skip
PER_GAP = 3


@click.command(name="routes")
@store_option
@click.option("--objective", "objectives", multiple=True, help="Objective, by number or name. Without: all with gaps.")
@click.option("--actor", "actors", multiple=True, help="State or body to reach, by code, acronym or name.")
@click.option("--body", help="A body: its members are to be reached.")
@click.option("--below", default="mentioned", show_default=True,
              help=f"Without --actor: reach those below this step: {', '.join(STEP_NAMES)}.")  # fmt: skip
@click.option("--most", type=click.IntRange(min=1), default=PER_GAP, show_default=True,
              help="Routes for each objective.")  # fmt: skip
@result_options
def command(
    store: Path, objectives: tuple[str, ...], actors: tuple[str, ...], body: str | None, below: str, most: int,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Show bodies and mechanisms that the actors of a gap take part in and that work on its objective.

    Name --objective and --actor (or --body) for one gap; else routes are given for every gap of the ladder.
    """
    shape = make_shape(format_name, as_json, limit, output, force, HEADINGS)
    if below not in STEP_NAMES:
        raise UnknownNameError("step", below, STEP_NAMES)
    table = open_workspace(store).table
    result = find_routes_for_gaps(table, objectives, actors=actors, body=body, below=STEP_NAMES[below], most=most)
    give_result(result, shape)
