"""What a run leaves behind: the review sheet, the suggestions with their words, what was refused, what it took."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.cells import guard, table
from graphkit.errors import InputError, OptionError
from graphkit.files import read_lines, write_text
from graphkit.graph.graph import Graph
from graphkit.graph.review_sheet import COLUMNS, FIELDS, SUGGESTED, make_sheet
from graphkit.suggest.checks import Label, Suggestion
from graphkit.suggest.codes import Codes
from graphkit.suggest.run import LANGUAGES, Outcome, read_guide

SHEET = "review.csv"
_AS_READ = ("mechanisms",)
"""Columns that no suggestion fills: their ids are made by the reading."""


def make_review_rows(graph: Graph, suggestions: Iterable[Suggestion], model: str, codes: Codes) -> list[dict[str, str]]:
    """Return rows of a review sheet with the suggested values, most differing from the reading first."""
    by_id = {s.unit: s for s in suggestions}
    rows = [_row(row, by_id[row["id"]], model, codes) for row in make_sheet(graph) if row["id"] in by_id]
    return sorted(rows, key=lambda r: (-count_differences(r), float(r["least_certain"]), r["document"], r["id"]))


def _row(row: dict[str, str], suggestion: Suggestion, model: str, codes: Codes) -> dict[str, str]:
    read = json.loads(row["as_read"])
    kind = (suggestion.codes("kind") or [read["kind"]])[0]
    values = {
        "kind": kind,
        "strength": read["strength"],
        "position": (suggestion.codes("position") or [read["position"]])[0],
    }
    for name in FIELDS:
        known = [code for code in suggestion.codes(name) if code in codes.of[name]]
        silent = name == "speakers" and not known  # a unit seldom says who speaks; the text around it does
        values[name] = read[name] if name in _AS_READ or kind == "none" or silent else "; ".join(known)
    carried = "; ".join(f"{label.field} {label.code}: “{label.words}”" for label in suggestion.labels if label.words)
    coded = {**row, **values, "coder": f"{SUGGESTED}{model}", "note": carried}
    return {**coded, "decision": "change" if count_differences(coded) else "accept"}


def count_differences(row: Mapping[str, str]) -> int:
    """Return in how many columns a row of a model differs from the reading."""
    read = json.loads(row["as_read"])
    return sum(row[name] != read[name] for name in ("kind", "position", *FIELDS))


def check_folder(folder: Path) -> None:
    """Raise OptionError where the sheet of an earlier run holds what people decided: a run would write over it."""
    path = folder / SHEET
    if not path.exists():
        return
    rows = csv.DictReader(read_lines(path))
    if any(not (row.get("coder") or "").startswith(SUGGESTED) for row in rows):
        raise OptionError(f"{path} holds decisions of people. Move it, or choose another folder with --out.")


def write_run(folder: Path, graph: Graph, outcome: Outcome, about: dict[str, Any], codes: Codes) -> None:
    """Write review.csv, suggestions.jsonl, refused.jsonl and run.json; equal answers give equal bytes."""
    rows = make_review_rows(graph, outcome.suggestions, str(about["model"]), codes)
    cells = ([guard(row[c]) if row[c] else row[c] for c in COLUMNS] for row in rows)
    write_text(folder / SHEET, table(COLUMNS, cells))
    write_text(folder / "suggestions.jsonl", map(_line, map(asdict, outcome.suggestions)))
    write_text(folder / "refused.jsonl", map(_line, map(asdict, outcome.refusals)))
    totals = asdict(outcome.totals)
    used = {k: totals[k] for k in ("tokens_in", "tokens_out", "seconds")}
    requests = outcome.totals.asked + outcome.totals.kept
    guide = {language: read_guide(language)["version"] for language in LANGUAGES}
    facts = {**about, **used, "requests": requests, "units": len(outcome.suggestions), "left": outcome.left}
    write_text(folder / "run.json", json.dumps({**facts, "guide": guide}, indent=1, sort_keys=True) + "\n")


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def read_suggestions(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return unit -> field -> codes of a suggestions.jsonl; InputError where it is none."""
    found: dict[str, dict[str, list[str]]] = {}
    for suggestion in load_suggestions(path):
        fields = found.setdefault(suggestion.unit, {})
        for label in suggestion.labels:
            fields.setdefault(label.field, []).append(label.code)
    return found


def load_suggestions(path: Path) -> list[Suggestion]:
    """Return what a suggestions.jsonl holds; InputError names the line that is none."""
    found = []
    for number, line in enumerate(read_lines(path), 1):
        try:
            row = json.loads(line)
            labels = [(str(x["field"]), str(x["code"]), str(x.get("words", ""))) for x in row["labels"]]
            found.append(Suggestion(str(row["unit"]), tuple(Label(f, c, w, 0, 0) for f, c, w in labels)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: no suggestion of graphkit code suggest ({error!r}).") from error
    return found
