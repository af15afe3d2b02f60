"""``graphkit clusters``: cooperation clusters of actors, with their stability."""

from pathlib import Path

import click

from graphkit.analysis.base import Result
from graphkit.analysis.clusters.brokers import find_brokers
from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.analysis.overlap.bipartite import find_two_sided_clusters
from graphkit.cli.analysis_options import accuracy_option, get_accuracy, kind_option, read_weights, year_options
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.workspace import open_workspace

CLUSTERS = {"cluster": "cluster", "size": "size", "stability": "stability", "verdict": "verdict",
            "members": "members", "stands_for": "stands for"}  # fmt: skip
SHOW = ("clusters", "ties", "brokers", "two-sided")


@click.command(name="clusters")
@store_option
@click.option("--show", type=click.Choice(SHOW), default="clusters", show_default=True,
              help="Clusters, ties, brokers, or actors with what they gather around.")  # fmt: skip
@click.option("--columns", default="objective", show_default=True, help="What shared priorities are shared in.")
@click.option("--weight", "weights", multiple=True, metavar="NAME=NUMBER",
              help="Share of priorities, memberships, mechanisms in a tie (1, 0, 0).")  # fmt: skip
@click.option("--resolution", type=float, help="Fix the resolution; else it is chosen from --range.")
@click.option("--range", "span", type=(float, float), default=(0.5, 2.5), show_default=True, help="Resolutions tried.")
@click.option("--replicates", type=int, default=100, show_default=True, help="Resamplings for the stability.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--least-activity", type=click.IntRange(min=1), default=3, show_default=True,
              help="Actors with fewer statements share no priorities.")  # fmt: skip
@click.option("--speaking/--all-actors", default=True, show_default=True,
              help="Leave out actors that say nothing, or place them by memberships.")  # fmt: skip
@kind_option
@year_options
@accuracy_option
@result_options
def command(
    store: Path, show: str, columns: str, weights: tuple[str, ...], resolution: float | None,
    span: tuple[float, float], replicates: int, seed: int, least_activity: int, speaking: bool,
    kinds: tuple[str, ...], start: int | None, end: int | None, accuracy: Path | None,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Find clusters of actors by shared priorities, memberships and mechanisms, and how far they can be trusted."""
    headings = CLUSTERS if show == "clusters" else None
    shape = make_shape(format_name, as_json, limit, output, force, headings)
    table = open_workspace(store).table
    result: Result
    if show == "two-sided":
        level = 1.0 if resolution is None else resolution
        result = find_two_sided_clusters(
            table, columns, resolution=level, seed=seed, kinds=kinds, start=start, end=end
        )  # fmt: skip
    else:
        found = find_clusters(
            table, columns, weights=read_weights(weights), resolution=resolution, span=span, replicates=replicates,
            seed=seed, least_activity=least_activity, speaking=speaking, kinds=kinds, start=start, end=end,
            accuracy=get_accuracy(accuracy),
        )  # fmt: skip
        result = {"clusters": found.result, "ties": found.tie_result}.get(show, lambda: find_brokers(found))()
    give_result(result, shape)
