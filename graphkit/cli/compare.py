"""``graphkit compare``: what differs between two graphs."""

from pathlib import Path

import click

from graphkit.analysis.time.compare import LEAST, find_changed_cells, find_changes
from graphkit.analysis.time.link_changes import find_changed_links
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.workspace import open_workspace

STATEMENTS = {"change": "change", "actor": "who", "similarity": "likeness", "before_strength": "before",
              "before_text": "wording before", "after_strength": "after", "after_text": "wording after"}  # fmt: skip
LINKS = {"change": "change", "type": "type", "source_title": "from", "target": "to", "before_score": "before",
         "before_words": "words before", "after_score": "after", "after_words": "words after"}  # fmt: skip
HEADINGS = {"statements": STATEMENTS, "links": LINKS}


@click.command(name="compare")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--show", type=click.Choice(("statements", "links", "cells")), default="statements", show_default=True,
              help="Statements or links that differ, or cells of the gap ladder that moved.")  # fmt: skip
@click.option("--least", type=float, default=LEAST, show_default=True, help="Lowest likeness of two wordings.")
@click.option("--all", "all_rows", is_flag=True, help="Name the statements that do not differ, too.")
@result_options
def command(
    before: Path, after: Path, show: str, least: float, all_rows: bool, format_name: str, as_json: bool,
    limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Compare the graphs of the build directories BEFORE and AFTER: new, dropped, weakened, strengthened."""
    shape = make_shape(format_name, as_json, limit, output, force, HEADINGS.get(show))
    one, two = open_workspace(before).graph, open_workspace(after).graph
    if show == "cells":
        give_result(find_changed_cells(one, two), shape)
    elif show == "links":
        give_result(find_changed_links(one, two, least=least), shape)
    else:
        give_result(find_changes(one, two, least=least, all_rows=all_rows), shape)
