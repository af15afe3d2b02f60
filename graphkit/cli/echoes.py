"""``graphkit echoes``: statements of different documents that ask for the same."""

from pathlib import Path

import click

from graphkit.analysis.echoes.echoes import LEAST, LEAST_COSINE, LINK_SHARE, find_echoes
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.workspace import open_workspace

ASKS = {"count": "times", "actors": "who", "documents": "where", "since": "since", "until": "until",
        "wording": "wording"}  # fmt: skip
PAIRS = {"score": "score", "left_document": "one text", "left_text": "says", "right_document": "other text",
         "right_text": "says too", "words": "words"}  # fmt: skip


@click.command(name="echoes")
@store_option
@click.option("--show", type=click.Choice(("asks", "pairs")), default="asks", show_default=True,
              help="Recurring asks, or pairs of statements.")  # fmt: skip
@click.option("--statements", "kinds", multiple=True, default=("recommendation",), show_default=True,
              help="Kind of statement compared; may be repeated.")  # fmt: skip
@click.option("--least", type=float, default=LEAST, show_default=True, help="Lowest score of an echo (0 to 1).")
@click.option("--least-cosine", type=float, default=LEAST_COSINE, show_default=True, help="Lowest likeness of words.")
@click.option("--link-share", type=float, default=LINK_SHARE, show_default=True, help="Weight of shared links.")
@result_options
def command(
    store: Path, show: str, kinds: tuple[str, ...], least: float, least_cosine: float, link_share: float,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Find what is asked for in several documents: who asks, in which words, since when."""
    shape = make_shape(format_name, as_json, limit, output, force, ASKS if show == "asks" else PAIRS)
    graph = open_workspace(store).graph
    found = find_echoes(graph, kinds, least=least, least_cosine=least_cosine, link_share=link_share)
    give_result(found.ask_result() if show == "asks" else found.pair_result(), shape)
