"""``graphkit echoes``: statements of different documents that ask for the same."""

from pathlib import Path

import click

from graphkit.analysis.echoes.echoes import find_echoes
from graphkit.analysis.echoes.pair_model import TIERS
from graphkit.cli.common import store_option
from graphkit.cli.results import give_result, make_shape, result_options
from graphkit.workspace import open_workspace

ASKS = {"count": "times", "actors": "who", "documents": "where", "since": "since", "until": "until",
        "wording": "wording"}  # fmt: skip
PAIRS = {"score": "score", "tier": "tier", "left_document": "one text", "left_text": "says",
         "right_document": "other text", "right_text": "says too", "words": "words"}  # fmt: skip


@click.command(name="echoes")
@store_option
@click.option("--show", type=click.Choice(("asks", "pairs")), default="asks", show_default=True,
              help="Recurring asks, or pairs of statements.")  # fmt: skip
@click.option("--statements", "kinds", multiple=True, default=("recommendation",), show_default=True,
              help="Kind of statement compared; may be repeated.")  # fmt: skip
@click.option("--tier", type=click.Choice(TIERS), default="sure", show_default=True,
              help="How sure pairs must be; recurring asks and links are made of sure ones only.")  # fmt: skip
@result_options
def command(
    store: Path, show: str, kinds: tuple[str, ...], tier: str,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Find what is asked for in several documents: who asks, in which words, since when."""
    shape = make_shape(format_name, as_json, limit, output, force, ASKS if show == "asks" else PAIRS)
    found = find_echoes(open_workspace(store).table, kinds, tier=tier)
    give_result(found.ask_result() if show == "asks" else found.pair_result(), shape)
