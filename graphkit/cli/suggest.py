"""``graphkit code suggest``."""

from pathlib import Path

import click

from graphkit.cli.common import quiet_option, say, store_option
from graphkit.cli.language import tell
from graphkit.cli.texts import load_texts
from graphkit.errors import OptionError
from graphkit.suggest.run import BATCH, Estimate, Limits, Outcome
from graphkit.workspace import open_workspace


@click.command()
@store_option
@click.option(
    "--endpoint", required=True, help="Address of an OpenAI-compatible server: https, or http on this machine."
)
@click.option("--model", required=True, help="Name of the model, as the server calls it.")
@click.option("--out", type=click.Path(path_type=Path), default="suggestions", show_default=True,
              help="Folder for answers, review sheet and what was refused.")  # fmt: skip
@click.option("--sample", type=click.IntRange(1), help="So many units, drawn.")
@click.option("--most-useful", type=click.IntRange(1), help="The so many units that the reading is least sure of.")
@click.option("--all", "everything", is_flag=True, help="All units.")
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Where the texts are that were read; repeatable. Default: here. They give lead-ins and boxes.",
)
@click.option("--batch", type=click.IntRange(1, 50), default=BATCH, show_default=True, help="Units in one request.")
@click.option("--max-requests", type=int, help="Stop after so many requests.")
@click.option("--max-tokens", type=int, help="Stop after so many tokens.")
@click.option("--max-cost", type=float, help="Stop after this much money, by the prices given.")
@click.option("--price-in", type=click.FloatRange(0), default=0.0, help="Price of a million tokens sent.")
@click.option("--price-out", type=click.FloatRange(0), default=0.0, help="Price of a million tokens answered.")
@click.option("--timeout", type=click.FloatRange(1), default=120.0, show_default=True, help="Seconds for an answer.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent and what it would take; send nothing.")
@quiet_option
def command(
    store: Path,
    endpoint: str,
    model: str,
    out: Path,
    sample: int | None,
    most_useful: int | None,
    everything: bool,
    texts: tuple[Path, ...],
    batch: int,
    max_requests: int | None,
    max_tokens: int | None,
    max_cost: float | None,
    price_in: float,
    price_out: float,
    timeout: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Ask a language model for labels and lay them before a person.

    Sends the wording of statements with what they stand in to the endpoint, no file and no name of one. The key is
    taken from GRAPHKIT_MODEL_KEY. Answers are checked and kept: a second run asks nothing again. Nothing is applied: a
    person accepts a row of review.csv by writing a name over the coder "model:NAME". Exit status 1 where a limit
    stopped it.
    """
    from graphkit.read.read import get_reference
    from graphkit.suggest.answers import Answers
    from graphkit.suggest.client import ChatClient
    from graphkit.suggest.codes import find_codes
    from graphkit.suggest.run import Run
    from graphkit.suggest.sheets import check_folder, write_run
    from graphkit.suggest.units import LONGEST, choose_units

    if (sample is not None) + (most_useful is not None) + everything != 1:
        raise OptionError("Say which units: one of --sample N, --most-useful N or --all.")
    limits = Limits(max_requests, max_tokens, max_cost, price_in, price_out)
    client = ChatClient(endpoint, model, timeout=timeout)
    check_folder(out)
    workspace = open_workspace(store)
    found, missing = load_texts(workspace, texts)
    if missing and not quiet:
        say(f"Sent without what opens their lists: {', '.join(missing)}. Name them: --texts PATH", err=True)
    units = choose_units(workspace.graph, found, sample=sample, most_useful=most_useful)
    too_long = [u for u in units if len(u.text) > LONGEST]
    units = [u for u in units if len(u.text) <= LONGEST]
    for unit in too_long:
        say(f"Warning: {unit.id} has {len(unit.text):,} characters and is not sent (at most {LONGEST:,}).", err=True)
    codes = find_codes(get_reference(tuple(workspace.manifest.options.get("framework", "gcm").split(", "))))
    answers = Answers(out)
    try:
        run = Run(client, codes, answers, limits, batch)
        if not quiet or dry_run:
            say(_plan(run.estimate(units), len(units), client.address, model, limits))
        if dry_run:
            return 0
        outcome = run.suggest(units, None if quiet else _show)
        write_run(
            out,
            workspace.graph,
            outcome,
            {
                "model": model,
                "endpoint": client.address,
                "store": workspace.manifest.digest,
                "cost": round(limits.price(outcome.totals.tokens_in, outcome.totals.tokens_out), 6),
            },
            codes,
        )
    finally:
        answers.close()
        client.close()
    if not quiet:
        _tell(outcome, out, limits)
    return 1 if outcome.stopped else 0


def _plan(estimate: Estimate, units: int, address: str, model: str, limits: Limits) -> str:
    kept = units - estimate.units
    cost = f", about {estimate.cost:.2f} by the prices given" if estimate.cost else ""
    return (
        f"{units:,} units for {model} at {address}: {kept:,} answered before, {estimate.units:,} to ask in "
        f"{estimate.requests:,} requests, about {estimate.tokens:,} tokens{cost}. Limits: {limits}."
    )


def _tell(outcome: Outcome, out: Path, limits: Limits) -> None:
    totals = outcome.totals
    cost = limits.price(totals.tokens_in, totals.tokens_out)
    paid = f", {cost:.2f} by the prices given" if cost else ""
    say(
        f"{len(outcome.suggestions):,} units have suggestions in {out}/review.csv; {len(outcome.refusals):,} parts of "
        f"answers were refused ({out}/refused.jsonl). {outcome.spent.requests:,} requests now, {totals.kept:,} answers "
        f"kept from before, {totals.tokens_in + totals.tokens_out:,} tokens{paid}."
    )
    if outcome.stopped:
        say(f"Stopped at the limit of {outcome.stopped}; {outcome.left:,} units were not asked. Run again to go on.")


def _show(done: int, total: int) -> None:
    click.echo(tell(f"\rAsked {done} of {total} requests"), nl=done == total, err=True)
