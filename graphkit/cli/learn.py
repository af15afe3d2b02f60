"""``graphkit learn``."""

from collections.abc import Iterable
from pathlib import Path

import click

from graphkit.cli.common import check_output, json_option, print_json, print_table, say
from graphkit.errors import InputError
from graphkit.files import write_bytes
from graphkit.graph.disputes import find_disputes
from graphkit.graph.review_sheet import SUGGESTED, Correction, read_corrections

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("texts", nargs=-1, required=True, type=FILE)
@click.option("--gold", multiple=True, type=FILE, help="Coded units (JSON lines) of one of the texts; repeatable.")
@click.option("--corrections", multiple=True, type=FILE, help="Review sheet whose corrections to learn; repeatable.")
@click.option("--suggestions", multiple=True, type=FILE, help="Review sheet of `graphkit code suggest`; repeatable.")
@click.option("--all-suggestions", is_flag=True, help="Learn suggestions that nobody accepted too.")
@click.option("--weight", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="What a suggestion counts beside a person's label.")  # fmt: skip
@click.option("-o", "--output", required=True, type=FILE, help="Model file to write, .npz.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@json_option
def command(
    texts: tuple[Path, ...],
    gold: tuple[Path, ...],
    corrections: tuple[Path, ...],
    suggestions: tuple[Path, ...],
    all_suggestions: bool,
    weight: float,
    output: Path,
    force: bool,
    as_json: bool,
) -> None:
    """Fit the reading to your own labels and write a model for `graphkit build --model`.

    A gold file belongs to the text whose name begins with the same three letters. Prints how the reading does on your
    texts before and after, each measured by heads that did not see it; refuses where labels are too few.
    """
    from graphkit.evaluation.gold import read_gold
    from graphkit.issues import Issues
    from graphkit.learning.learn import label_corrected, learn
    from graphkit.loading import find_files, load_document
    from graphkit.read.read import get_reference

    if not gold and not corrections:
        raise InputError("There is nothing to learn from: give --gold FILE or --corrections SHEET.")
    check_output(output, force)
    documents = [load_document(path) for path in find_files(texts, Issues())]
    units = {d.id: [] for d in documents}  # type: ignore[var-annotated]
    for path in gold:
        units[_pick(path, documents)] += read_gold(path)
    rows = [r for path in corrections for r in read_corrections(path, get_reference()) if _is_accepted(r)]
    for document in documents:
        units[document.id] += label_corrected(document, _without_disputed(rows))
    asked = {d.id: [] for d in documents}  # type: ignore[var-annotated]
    said = [r for path in suggestions for r in read_corrections(path, get_reference())]
    said = _without_disputed([r for r in said if all_suggestions or _is_accepted(r)])
    for document in documents:
        asked[document.id] += label_corrected(document, said)
    suggested = [(d, asked[d.id]) for d in documents if asked[d.id]]
    learnt = learn([(d, units[d.id]) for d in documents if units[d.id]], output.name, suggested, weight)
    write_bytes(output, learnt.data)
    if as_json:
        print_json(learnt.card)
        return
    rows_ = [(name, f"{learnt.before[name]:.3f}", f"{learnt.after[name]:.3f}") for name in learnt.before]
    print_table("On your texts, each not seen", ("figure", "before", "after"), rows_)
    if suggested:
        without = learnt.card["after without suggestions"]
        print_table("Without the suggestions", ("figure", "after"), [(k, f"{v:.3f}") for k, v in without.items()])
    say(f"Wrote {output}. Read with it: graphkit build ... --model {output}")


def _without_disputed(rows: list[Correction]) -> list[Correction]:
    """Return the rows of statements on which coders do not disagree; the others are said."""
    disputes = find_disputes(rows)
    for d in disputes:
        say(
            f"Not learnt: coders disagree on {d.field} of {d.unit} ({', '.join(c.place for c, _ in d.said)}).", err=True
        )
    disputed = {d.unit for d in disputes}
    return [row for row in rows if row.id and row.id not in disputed]


def _is_accepted(row: Correction) -> bool:
    """Whether a person put a name to a suggestion."""
    return not row.coder.startswith(SUGGESTED)


def _pick(gold: Path, documents: Iterable) -> str:  # type: ignore[type-arg]
    """Return the id of the document that a gold file codes."""
    found = [d for d in documents if d.source.name[:3] == gold.stem[:3]]
    if len(found) != 1:
        raise InputError(f"{gold}: {len(found)} of the texts begin with '{gold.stem[:3]}'; name the one that it codes.")
    return str(found[0].id)
