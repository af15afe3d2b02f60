"""``graphkit table``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from graphkit.cli.common import check_output, json_option, print_json, print_table, say
from graphkit.cli.table_options import read_table_options, table_options

_SHOWN = 3
"""Rows that are shown as they would be read."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--framework", default="gcm", show_default=True, help="Framework to read the labels against, or its file."
)
@click.option("--write", "mapping_out", type=click.Path(path_type=Path), help="Write the mapping found, to edit.")
@click.option("--force", is_flag=True, help="Replace an existing mapping.")
@table_options
@json_option
def command(file: Path, framework: str, mapping_out: Path | None, force: bool, as_json: bool, **tables: object) -> int:
    """Show how a table would be read, and build nothing.

    The roles found for its columns, three rows as they would be read, names that are not known, rows that say the
    same. Exit status 1 where something that a row states would be lost.
    """
    from graphkit.issues import Issues
    from graphkit.loading import find_columns, load_all
    from graphkit.read.rows.rows import check_rows

    options = read_table_options(tables)
    found = find_columns(file, **options)
    issues = Issues()
    documents = load_all(file, issues=issues, **options)
    for document in documents:
        check_rows(document, framework, issues)
    shown = _first_rows(documents, framework)
    if mapping_out:
        from graphkit.files import write_text

        check_output(mapping_out, force)
        write_text(mapping_out, as_toml(found))
    if as_json:
        told = [{"severity": i.severity, "place": i.place, "reason": i.reason} for i in issues]
        rows = sum(len(d.rows) for d in documents)
        print_json({"mapping": found, "documents": len(documents), "statements": rows, "rows": shown, "issues": told})
    else:
        _print(file, found, documents, shown, issues)
        if mapping_out:
            say(f"Mapping written to {mapping_out}. Use it: graphkit build {file} --mapping {mapping_out}")
    return 1 if issues.losses() else 0


def _first_rows(documents: Sequence[Any], framework: str) -> list[dict[str, Any]]:
    """Return the rows with the smallest numbers as they would be read."""
    from dataclasses import replace

    from graphkit.graph.build import make_statement_node
    from graphkit.read.read import read_document

    first = sorted(((row.sheet or "", row.numbers, d, row) for d in documents for row in d.rows), key=lambda r: r[:2])
    shown = []
    for _, _, document, row in first[:_SHOWN]:
        alone = replace(document, rows=(row,))
        reading = read_document(alone, framework)
        node = make_statement_node(alone, reading.statements[0], None)
        about: dict[str, list[str]] = {}
        for link in reading.links:
            about.setdefault(link.type, []).append(link.node)
        fields = {k: v for k, v in node.properties().items() if k not in ("id", "start", "end", "score", "document")}
        shown.append(fields | {"links": {k: sorted(set(v)) for k, v in sorted(about.items())}})
    return shown


def _print(
    file: Path, found: Mapping[str, Any], documents: Sequence[Any], shown: Sequence[Mapping[str, Any]], issues: Any
) -> None:
    columns = found["columns"]
    rows = [(role, ", ".join(h) if isinstance(h, list) else h) for role, h in columns.items()]
    count = sum(len(d.rows) for d in documents)
    print_table(f"{file.name}: {count} statements in {len(documents)} documents", ("role", "column"), rows)
    for row in shown:
        cells = [(k, v) for k, v in row.items() if k not in ("text", "links") and v is not None]
        links = [(k, ", ".join(v)) for k, v in row["links"].items()]
        print_table(f"row {row['row']}", ("what", "read"), [("text", row["text"]), *cells, *links])
    print_table("To know", ("severity", "what"), [(i.severity, i.reason) for i in issues] or [("none", "")])


def as_toml(mapping: Mapping[str, Any]) -> str:
    """Return a mapping as the TOML that ``--mapping`` reads."""
    lines = ["# How graphkit reads this table. Roles: see docs/how-to/tables.md."]
    lines += [f"{key} = {_toml(value)}" for key, value in mapping.items() if not isinstance(value, Mapping)]
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{key}]", *(f"{_toml_key(name)} = {_toml(held)}" for name, held in value.items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    import json

    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _toml_key(name: str) -> str:
    import json

    return name if name.replace("_", "").isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)
