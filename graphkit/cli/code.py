"""``graphkit code``: statements out for review by people; ``graphkit build --corrections`` takes them in again."""

import json
from pathlib import Path

import click

from graphkit.cells import guard, table
from graphkit.cli.common import check_output, json_option, print_json, print_table, quiet_option, store_option
from graphkit.cli.suggest import command as suggest
from graphkit.errors import OptionError
from graphkit.files import read_lines, write_bytes, write_text
from graphkit.graph.corrections import COLUMNS, make_sheet
from graphkit.publish.export.workbook import make_workbook
from graphkit.workspace import open_workspace


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
        click.echo(f"{len(rows)} statements in {output}. Apply your changes: graphkit build ... --corrections {output}")


@command.command()
@click.argument("suggestions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the unanimous suggestions to this file.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@json_option
def agree(suggestions: tuple[Path, ...], output: Path | None, force: bool, as_json: bool) -> None:
    """Say how far several models agree, and on how many units all say the same.

    SUGGESTIONS are the files suggestions.jsonl of two or more runs over the same store.
    """
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
    click.echo(f"All say the same of {len(alike):,} of {shared:,} units (coverage {'–' if share is None else share}).")
