"""What a run leaves behind: the review sheet, the suggestions with their words, what was refused, what it took."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.cells import guard, table
from graphkit.files import write_text
from graphkit.graph.corrections import COLUMNS, FIELDS, SUGGESTED, make_sheet
from graphkit.graph.graph import Graph
from graphkit.suggest.checks import Suggestion
from graphkit.suggest.run import Outcome, read_guide

SHEET = "review.csv"


def make_review_rows(graph: Graph, suggestions: Iterable[Suggestion], model: str) -> list[dict[str, str]]:
    """Return rows of a review sheet with the suggested values, most differing from the reading first."""
    by_id = {s.unit: s for s in suggestions}
    rows = [_row(row, by_id[row["id"]], model, graph) for row in make_sheet(graph) if row["id"] in by_id]
    return sorted(rows, key=lambda r: (-_differences(r), float(r["least_certain"]), r["document"], r["id"]))


def _row(row: dict[str, str], suggestion: Suggestion, model: str, graph: Graph) -> dict[str, str]:
    read = json.loads(row["as_read"])
    kind = (suggestion.codes("kind") or [read["kind"]])[0]
    values = {"kind": kind, "strength": read["strength"]}
    for name in FIELDS:
        known = [code for code in suggestion.codes(name) if code in graph or name in {"objectives", "principles"}]
        kept = read[name] if name == "mechanisms" or kind == "none" else "; ".join(known)
        values[name] = kept
    carried = "; ".join(f"{label.field} {label.code}: “{label.words}”" for label in suggestion.labels if label.words)
    return {**row, **values, "coder": f"{SUGGESTED}{model}", "note": carried}


def _differences(row: dict[str, str]) -> int:
    read = json.loads(row["as_read"])
    return sum(row[name] != read[name] for name in ("kind", *FIELDS))


def write_run(folder: Path, graph: Graph, outcome: Outcome, about: dict[str, Any]) -> None:
    """Write review.csv, suggestions.jsonl, refused.jsonl and run.json; equal answers give equal bytes."""
    rows = make_review_rows(graph, outcome.suggestions, str(about["model"]))
    cells = ([guard(row[c]) if row[c] else row[c] for c in COLUMNS] for row in rows)
    write_text(folder / SHEET, table(COLUMNS, cells))
    write_text(folder / "suggestions.jsonl", map(_line, map(asdict, outcome.suggestions)))
    write_text(folder / "refused.jsonl", map(_line, map(asdict, outcome.refusals)))
    totals = asdict(outcome.totals)
    used = {k: totals[k] for k in ("tokens_in", "tokens_out", "seconds")}
    requests = outcome.totals.asked + outcome.totals.kept
    guide = {language: read_guide(language)["version"] for language in ("en", "es")}
    facts = {**about, **used, "requests": requests, "units": len(outcome.suggestions), "left": outcome.left}
    write_text(folder / "run.json", json.dumps({**facts, "guide": guide}, indent=1, sort_keys=True) + "\n")


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def read_suggestions(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return unit -> field -> codes of a suggestions.jsonl; InputError where it is none."""
    from graphkit.errors import InputError
    from graphkit.files import read_lines

    found: dict[str, dict[str, list[str]]] = {}
    for number, line in enumerate(read_lines(path), 1):
        try:
            row = json.loads(line)
            fields = found.setdefault(str(row["unit"]), {})
            for label in row["labels"]:
                fields.setdefault(str(label["field"]), []).append(str(label["code"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no suggestion of graphkit code suggest ({error!r}).") from error
    return found
