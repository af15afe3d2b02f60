"""``graphkit metadata``."""

from pathlib import Path

import click

from graphkit.cli.common import check_output, json_option, print_json, print_table, say
from graphkit.errors import GraphkitError, InputError
from graphkit.issues import Issues


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Table to write, .xlsx or .csv.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@json_option
def command(paths: tuple[Path, ...], output: Path | None, force: bool, as_json: bool) -> int:
    """Show who issued documents, when and what they are, with the words that say so; or write a table to fill in.

    Give the filled table to `graphkit build --metadata TABLE`. An empty cell leaves the answer to the text; write
    unknown where nobody knows. Exit status 1: some file could not be read.
    """
    from graphkit.loading import find_files, load_all
    from graphkit.metadata_table import make_row, write_table

    if output:
        check_output(output, force)
    issues = Issues()
    rows = []
    for path in find_files(paths, issues):
        try:
            rows.append(make_row(path, load_all(path)))
        except GraphkitError as error:
            issues.add("load", path.name, str(error), "error")
            rows.append(make_row(path, [], str(error)))
    if not rows:
        raise InputError(issues.errors()[0].reason if issues.errors() else "There is no file to read.")
    for issue in issues.errors():
        say(f"Error: {issue.reason}", err=True)
    if output:
        write_table(output, rows)
        say(f"Wrote {output}: {len(rows)} files. Fill in, then: graphkit build FILES --metadata {output}")
    elif as_json:
        print_json(rows)
    else:
        shown = ("path", "issuers", "issuer_kind", "title", "year", "language", "form")
        print_table("Documents", shown, [[row[c] or "unknown" for c in shown] for row in rows])
    return 1 if issues.errors() else 0
