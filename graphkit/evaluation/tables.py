"""Accuracy as tables: Markdown for docs/accuracy.md, plain data for JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graphkit.evaluation.measures import Accuracy, Score


def accuracy_data(results: Mapping[str, Accuracy]) -> dict[str, Any]:
    """Return the measures of each gold file as JSON-ready data, rounded to four digits."""

    def scores(table: Mapping[str, Score]) -> dict[str, Any]:
        return {k: {n: round(v, 4) for n, v in asdict(s).items() if v is not None} for k, s in table.items()}

    return {
        name: {
            "units": a.units,
            "statements": a.statements,
            "fields": scores(a.fields),
            "kinds": scores(a.kinds),
            "objectives": scores(a.objectives),
            "confusion": [{"coded": c, "read": r, "units": n} for (c, r), n in sorted(a.confusion.items())],
        }
        for name, a in results.items()
    }


def accuracy_markdown(results: Mapping[str, Accuracy], sources: Mapping[str, str]) -> str:
    """Return a page: a table of fields by gold file, then kinds, objectives and confusions of all of them."""
    lines = [
        "# Accuracy",
        "",
        "Written by `graphkit evaluate`; do not edit. How right the reading is, against units (bullets or sentences)",
        "that two people coded independently. A value that both coders gave has to be found; one that either gave is",
        "never counted as wrong. Fields are measured on the units that were found. In brackets: 95 % interval of a",
        "bootstrap over units (1,000 samples, fixed seed).",
        "",
        "Where rules were written with labels at hand, as graphkit's were with those of its own page, other texts are",
        "read less well: the page Limits gives figures for texts of other regions.",
        "",
        "| labels | SHA-256 | units |",
        "|---|---|---|",
        *(f"| {n} | {sources[n][:12]} | {a.units} |" for n, a in results.items() if n in sources),
        "",
        "## Fields",
        "",
        *_fields(results),
    ]
    whole = results["all"]
    lines += ["", "## Kinds", "", *_scores("kind", whole.kinds)]
    lines += ["", "## Objectives", "", *_scores("objective", whole.objectives)]
    lines += ["", "## Coded against read", "", "| coded | read | units |", "|---|---|---|"]
    lines += [f"| {c.replace('|', ' or ')} | {r} | {n} |" for (c, r), n in sorted(whole.confusion.items())]
    return "\n".join([*lines, ""])


def _fields(results: Mapping[str, Accuracy]) -> list[str]:
    rows = ["| field | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    for name in next(iter(results.values())).fields:
        cells = [show_score(a.fields[name]) for a in results.values()]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return rows


def show_score(score: Score) -> str:
    """Return F1 (or the share) with its interval."""
    return f"{score.f1:.3f} ({score.low:.2f}-{score.high:.2f})"


def _scores(what: str, table: Mapping[str, Score]) -> list[str]:
    rows = [f"| {what} | precision | recall | F1 (95 %) | cases |", "|---|---|---|---|---|"]
    for name, s in table.items():
        rows.append(f"| {name} | {s.precision:.3f} | {s.recall:.3f} | {show_score(s)} | {s.cases} |")
    return rows
