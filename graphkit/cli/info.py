"""``graphkit info``."""

from pathlib import Path
from typing import Any

import click

from graphkit.cli.common import json_option, print_json, print_table, store_option
from graphkit.workspace import open_workspace


@click.command()
@store_option
@json_option
def command(store: Path, as_json: bool) -> None:
    """Show what a graph holds and what its build skipped."""
    summary = open_workspace(store).summarise()
    if as_json:
        print_json(summary)
    else:
        print_summary(str(store), summary)


def print_summary(title: str, summary: dict[str, Any]) -> None:
    """Print a summary as tables."""
    columns = ("id", "title", "year", "issuer", "language", "genre", "characters", "read", "statements")
    rows = [
        (
            d["id"],
            d["title"],
            d["year"] or "unknown",
            ", ".join(d["issuers"]) or d["issuer_kind"] or "unknown",
            d["language"],
            d["form"] or d["genre"],
            d["characters"],
            d["characters_read"],
            d["statements"],
        )
        for d in summary["documents"]
    ]
    print_table(f"{title}: documents", columns, rows)
    for name in ("statements", "nodes", "links"):
        print_table(name.capitalize(), ("what", "count"), [(k, n) for k, n in summary[name].items() if n])
    skipped = [(s["severity"], s["stage"], s["what"], s["reason"], s["count"]) for s in summary["skipped"]]
    headings = ("severity", "stage", "what", "reason", "count")
    print_table("Skipped, and why", headings, skipped or [("none", "", "", "", 0)])
