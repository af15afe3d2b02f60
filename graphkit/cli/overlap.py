"""``graphkit overlap``: priorities that actors share, tested against chance."""

from pathlib import Path
from typing import Any

import click

from graphkit.analysis.overlap.alignment import LEAST_ACTIVITY, find_alignment
from graphkit.analysis.overlap.overlap import find_overlap
from graphkit.analysis.overlap.power import FINER, find_power
from graphkit.cli.analysis_options import kind_option, year_options
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.errors import OptionError
from graphkit.workspace import open_workspace

PAIRS = {"left_title": "one", "right_title": "other", "weight": "weight", "shared": "shared", "joint": "jointly",
         "expected": "by chance", "q": "q", "more_than_chance": "more than chance"}  # fmt: skip
SHARED = {"left": "one", "right": "other", "column": "what", "left_text": "one says", "right_text": "other says"}
PRIORITIES = {"column": "what", "column_title": "title", "speakers": "speakers", "count": "statements",
              "speaker_ids": "who"}  # fmt: skip
POWER = {"columns": "columns", "number": "number", "rows": "rows", "pairs": "pairs", "beyond": "more than chance",
         "able": "could be told", "needed": "share needed", "planted": "planted", "found": "found",
         "power": "power"}  # fmt: skip
LEAN = {"left_title": "one voice", "right_title": "other voice", "alignment": "alignment", "q": "q",
        "together": "lean together", "shared_ids": "both speak of"}  # fmt: skip
STRESS = {"voice_title": "voice", "column": "what", "column_title": "title", "count": "statements",
          "expected": "expected", "ratio": "times", "low": "at least", "high": "at most"}  # fmt: skip
HEADINGS = {"lean": LEAN, "stress": STRESS, "pairs": PAIRS, "shared": SHARED, "priorities": PRIORITIES, "power": POWER}


@click.command(name="overlap")
@store_option
@click.option("--show", type=click.Choice(tuple(HEADINGS)), default="lean", show_default=True,
              help="Voices that lean the same way, what each stresses beyond the common agenda, pairs of actors, their "
                   "wordings side by side, how many speak of each column, or what the test can tell with these and "
                   "finer columns.")  # fmt: skip
@click.option("--columns",
              help="What is shared: subtheme, objective, group, principle, cue, area ..., crossed by +; or ask. "
                   "Default: for lean and stress sub-themes where there are some, else objectives.")  # fmt: skip
@click.option("--rows", default="actor", show_default=True, help="Who shares: actor, document, role ...")
@click.option("--normalization", default="cosine", show_default=True,
              help="no, average, jaccard, cosine, dna-cosine (words of Discourse Network Analyzer).")  # fmt: skip
@click.option("--duplicates", default="include", show_default=True, help="include, document, year, acrossrange.")
@click.option("--actor", "actors", multiple=True, help="With --show shared: one or two rows to compare.")
@click.option("--least-activity", type=click.IntRange(min=1), default=3, show_default=True,
              help="Leave out rows with fewer statements.")  # fmt: skip
@click.option("--alpha", type=float, default=0.05, show_default=True, help="False discovery rate of the test.")
@kind_option
@year_options
@result_options
def command(
    store: Path, show: str, columns: str | None, rows: str, normalization: str, duplicates: str,
    actors: tuple[str, ...],
    least_activity: int, alpha: float, kinds: tuple[str, ...], start: int | None, end: int | None,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Compare what actors speak of: weight, what is shared, and whether it is more than chance gives."""
    if len(actors) > 2:
        raise OptionError(f"--actor was given {len(actors)} times; two rows can be compared.")
    headings = HEADINGS[show]
    shape = make_shape(format_name, as_json, limit, output, force, headings)
    table = open_workspace(store).table
    options: dict[str, Any] = {
        "rows": rows, "normalization": normalization, "duplicates": duplicates, "kinds": kinds, "start": start,
        "end": end, "least_activity": least_activity, "alpha": alpha,
    }  # fmt: skip
    if show in ("lean", "stress"):
        found = find_alignment(table, columns, least_activity=max(least_activity, LEAST_ACTIVITY), alpha=alpha)
        give_result(found.result() if show == "lean" else found.stress_result(alpha), shape)
        return
    columns = columns or "objective"
    if show == "power":
        give_result(find_power(table, dict.fromkeys((columns, *FINER)), **options), shape)
        return
    overlap = find_overlap(table, columns, **options)
    if show == "shared":
        left, right = (*actors, None, None)[:2]
        give_result(overlap.shared_result(left=left, right=right), shape)
    else:
        give_result(overlap.pair_result() if show == "pairs" else overlap.column_result(), shape)
