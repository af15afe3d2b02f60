"""``graphkit code``: statements out for review by people; ``graphkit build --corrections`` takes them in again."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from graphkit.cells import guard, table
from graphkit.cli.common import check_output, json_option, print_json, print_table, quiet_option, say, store_option
from graphkit.cli.suggest import command as suggest
from graphkit.errors import OptionError
from graphkit.evaluation.gwet import Coefficient
from graphkit.files import read_lines, write_bytes, write_text
from graphkit.graph.review_sheet import COLUMNS, make_sheet
from graphkit.publish.export.workbook import make_workbook
from graphkit.workspace import open_workspace

MOST_SHOWN = 50
"""Disagreements that are printed."""


@click.group()
def command() -> None:
    """Statements out for review by people, and labels suggested by a language model."""


command.add_command(suggest, "suggest")


@command.command()
@store_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write, .csv or .xlsx.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@click.option("--limit", type=click.IntRange(1), help="Only the least certain so many.")
@quiet_option
def export(store: Path, output: Path, force: bool, limit: int | None, quiet: bool) -> None:
    """Write statements and links as a sheet, least certain first.

    Edit kind, strength and the lists (ids joined by ;), put your name in column coder, leave id and as_read as
    they are. A kind of none takes a statement out. A new row with document, wording and kind adds one.
    """
    if output.suffix.lower() not in {".csv", ".xlsx"}:
        raise OptionError(f"{output}: a review sheet ends in .csv or .xlsx.")
    check_output(output, force)
    rows = make_sheet(open_workspace(store).graph)[:limit]
    cells = [[row[c] for c in COLUMNS] for row in rows]
    if output.suffix.lower() == ".csv":
        write_text(output, table(COLUMNS, ([guard(c) if c else c for c in row] for row in cells)))
    else:
        write_bytes(output, make_workbook({"review": [COLUMNS, *cells]}))
    if not quiet:
        say(f"{len(rows)} statements in {output}. Apply your changes: graphkit build ... --corrections {output}")


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Write what sheets disagree on as a table, or the suggestions that are unanimous.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace an existing file.")
@json_option
def agree(files: tuple[Path, ...], output: Path | None, force: bool, as_json: bool) -> None:
    """Say how far coders agree, by column and document, and list where they do not.

    FILES are review sheets (.csv, .xlsx) of two people or more: kappa, Krippendorff's alpha, Gwet's AC1 with its
    95 % interval, disagreements. A cell that a coder let stand counts as the coder's own. Or they are the files
    suggestions.jsonl of two or more models over the same store.
    """
    if {path.suffix.lower() for path in files} <= {".csv", ".xlsx"}:
        return _agree_people(files, output, force, as_json)
    return _agree_models(files, output, force, as_json)


def _agree_people(files: tuple[Path, ...], output: Path | None, force: bool, as_json: bool) -> None:
    from graphkit.evaluation.coders import find_coder_agreements, find_disagreements, name_coders
    from graphkit.graph.review_sheet import SUGGESTED, read_corrections
    from graphkit.read.read import get_reference

    sheets = {str(path): read_corrections(path, get_reference()) for path in files}
    coders = {n: rows for n, rows in name_coders(sheets).items() if not n.startswith(SUGGESTED)}
    if len(coders) < 2:
        raise OptionError("Agreement needs the decisions of two people or more.")
    agreements, differ = find_coder_agreements(coders), find_disagreements(coders)
    if not agreements:
        raise OptionError("The coders decided on no statement in common: they must review the same ones.")
    heads = ("document", "unit", "field", "wording", *coders)
    rows = [
        [d.document, d.unit, d.field, d.wording, *("; ".join(sorted(dict(d.said).get(name, ()))) for name in coders)]
        for d in differ
    ]
    if output is not None:
        check_output(output, force)
        write_text(output, table(heads, ([guard(c) if c else c for c in row] for row in rows)))
    if as_json:
        found = [asdict(a) for a in agreements]
        print_json({"agreement": found, "disagreements": [dict(zip(heads, row, strict=True)) for row in rows]})
        return
    print_table(
        "Agreement",
        ("document", "column", "units", "same", "kappa", "alpha", "AC1", "95 %"),
        [
            (a.document, a.field, a.units, f"{a.same:.2f}", _figure(a.kappa), _figure(a.alpha), *_show_gwet(a.gwet))
            for a in agreements
        ],
    )
    if rows:
        print_table("Disagreements", heads, [[c[:60] for c in row] for row in rows[:MOST_SHOWN]])
    if len(rows) > MOST_SHOWN:
        say(f"{len(rows) - MOST_SHOWN} more; write all of them with -o FILE.")


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _show_gwet(found: Coefficient | None) -> tuple[str, str]:
    if found is None:
        return "–", "–"
    return _figure(found.value), f"{_figure(found.low)} to {_figure(found.high)}"


def _agree_models(suggestions: tuple[Path, ...], output: Path | None, force: bool, as_json: bool) -> None:
    from graphkit.suggest.agree import find_agreements, find_unanimous
    from graphkit.suggest.sheets import read_suggestions

    if len(suggestions) < 2:
        raise OptionError("Agreement needs the suggestions of two models or more.")
    models = {str(path): read_suggestions(path) for path in suggestions}
    rows, alike = find_agreements(models), set(find_unanimous(models))
    shared = len(set.intersection(*(set(m) for m in models.values())))
    share = round(len(alike) / shared, 3) if shared else None
    if output is not None:
        check_output(output, force)
        lines = read_lines(suggestions[0])
        write_text(output, [line for line in lines if json.loads(line)["unit"] in alike])
    if as_json:
        print_json({"pairs": rows, "units": shared, "unanimous": len(alike), "coverage": share})
        return
    print_table("Agreement", tuple(rows[0]), [["–" if v is None else str(v) for v in row.values()] for row in rows])
    say(f"All say the same of {len(alike):,} of {shared:,} units (coverage {'–' if share is None else share}).")
