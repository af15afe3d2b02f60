"""``graphkit evaluate``."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import click

from graphkit.cli.common import json_option, print_json, print_table, say, store_option
from graphkit.errors import InputError
from graphkit.evaluation import Accuracy, Unit, find_accuracy, find_agreement, read_gold
from graphkit.evaluation.tables import accuracy_data, accuracy_markdown, show_score
from graphkit.files import read_lines, write_text
from graphkit.workspace import open_workspace

GOLD = click.Path(path_type=Path)


@click.command()
@store_option
@click.option("--gold", "gold", multiple=True, required=True, type=GOLD, help="Coded units (JSON lines); repeatable.")
@click.option("--statements", type=GOLD, help="Measure this statements.jsonl, not the store.")
@click.option("--suggestions", type=GOLD, help="Measure a language model instead: its suggestions.jsonl for the store.")
@click.option("--second", type=GOLD, help="A second coding of the same units: print how far the two agree.")
@click.option("--output", type=GOLD, help="Write the tables to this Markdown file, and as data beside it (.json).")
@click.option("--misses", type=GOLD, help="Write what was read wrongly to this CSV file.")
@json_option
def command(
    store: Path,
    gold: tuple[Path, ...],
    statements: Path | None,
    suggestions: Path | None,
    second: Path | None,
    output: Path | None,
    misses: Path | None,
    as_json: bool,
) -> None:
    """Measure the reading against coded labels: precision, recall, F1 with 95 % intervals."""
    units = {path.stem: read_gold(path) for path in gold}
    if second:
        agreement = find_agreement([u for us in units.values() for u in us], read_gold(second))
        _show_agreement(agreement, as_json)
        return
    rows = _rows(store, statements)
    about: dict[str, Any] = {}
    if suggestions:
        rows, units, about = _measure_model(rows, suggestions, units)
    results = measure(rows, units)
    if output:
        sources = {p.stem: hashlib.sha256(p.read_bytes()).hexdigest() for p in gold}
        write_text(output, accuracy_markdown(results, sources))
        write_text(output.with_suffix(".json"), json.dumps(accuracy_data(results), indent=1, sort_keys=True) + "\n")
    if misses:
        write_text(misses, _csv(results["all"].misses))
    if as_json:
        data = accuracy_data(results)
        print_json({"model": about, "accuracy": data} if suggestions else data)
        return
    if suggestions:
        _show_model(about)
    _show(results)


def measure(rows: list[dict[str, Any]], units: dict[str, list[Unit]]) -> dict[str, Accuracy]:
    """Return the accuracy for each set of units, and for ``all`` of them."""
    results = {name: find_accuracy(rows, us) for name, us in units.items()}
    return {**results, "all": find_accuracy(rows, [u for us in units.values() for u in us])}


def _rows(store: Path, statements: Path | None) -> list[dict[str, Any]]:
    if statements is None:
        from graphkit.publish.export.statements import statement_rows

        return list(statement_rows(open_workspace(store).graph))
    try:
        return [json.loads(line) for line in read_lines(statements) if line.strip()]
    except ValueError as error:
        raise InputError(f"{statements} is not a statements file ({error}).") from error


def _measure_model(
    rows: list[dict[str, Any]], path: Path, units: dict[str, list[Unit]]
) -> tuple[list[dict[str, Any]], dict[str, list[Unit]], dict[str, Any]]:
    """Return a model's statements, the units it was asked about by gold file, and its kappa, cost and time."""
    from graphkit.suggest.measure import find_coding, read_spent
    from graphkit.suggest.sheets import read_suggestions

    coding = find_coding(rows, read_suggestions(path), [u for us in units.values() for u in us])
    asked = {id(u) for u in coding.units}
    shared = {name: [u for u in us if id(u) in asked] for name, us in units.items()}
    about = {"agreement": coding.kappa, "spent": read_spent(path)}
    return coding.rows, {name: us for name, us in shared.items() if us}, about


def _show_model(about: dict[str, Any]) -> None:
    _show_agreement(about["agreement"], False)
    spent = about["spent"]
    if not spent:
        say("What it took is not known: no run.json lies beside the suggestions.")
        return
    cost = f"cost {spent['cost']:.2f}" if spent["cost"] else "no price given"
    tokens = spent["tokens_in"] + spent["tokens_out"]
    say(f"{spent['model']}: {spent['requests']:,} requests, {tokens:,} tokens, {cost}, {spent['seconds']:,.0f} s.")


def _show(results: dict[str, Accuracy]) -> None:
    rows = [(n, *(show_score(a.fields[n]) for a in results.values())) for n in results["all"].fields]
    print_table("Accuracy (F1 or share, 95 % interval)", ("field", *results), rows)
    for title, table in (("Kinds", results["all"].kinds), ("Objectives", results["all"].objectives)):
        cells = [(k, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", s.cases) for k, s in table.items()]
        print_table(title, ("", "precision", "recall", "F1", "cases"), cells)
    confusion = [(c, r, n) for (c, r), n in sorted(results["all"].confusion.items()) if c != r]
    print_table("Coded against read, where they differ", ("coded", "read", "units"), confusion)


def _show_agreement(agreement: dict[str, float], as_json: bool) -> None:
    if as_json:
        print_json(agreement)
    else:
        print_table("Agreement of two codings", ("what", "value"), [(k, f"{v:.3f}") for k, v in agreement.items()])


def _csv(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, ["unit", "place", "field", "coded", "read"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
