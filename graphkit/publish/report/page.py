"""A report as one HTML file: no script, nothing loaded, every text escaped."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graphkit.analysis.base import Finding, Result
from graphkit.publish.report.briefing import make_parts
from graphkit.publish.report.citations import strip_layout
from graphkit.publish.report.layout import MOST_ROWS, Column, find_columns, show_cell
from graphkit.publish.report.pictures import Picture, cell_id, draw_coverage, find_filled
from graphkit.publish.report.references import References
from graphkit.publish.report.report import Report
from graphkit.publish.report.shared_picture import draw_overlap

if TYPE_CHECKING:
    import jinja2

NAV = {"read": "Documents", "standing": "Standing", "coverage": "Matrix", "routes": "Routes", "overlap": "Overlap",
       "asks": "Asks", "timeline": "Years", "clusters": "Clusters"}  # fmt: skip
"""Section -> its short name at the top of the page."""
IN_CELL = 2
"""So many statements are cited for a cell of the matrix."""
BARS = {"weight", "stability", "share_read", "score"}
"""Columns that are drawn as bars beside their number."""


def make_page(report: Report) -> str:
    """Return the report as HTML; equal reports give equal text."""
    references = References(report.citations)
    style = _read("report.css")
    body = _briefing(report, references) if report.focus.is_briefing else _full(report, references)
    return _template().render(
        report=report,
        t=report.tell,
        style=style,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
        pictures=_pictures(report),
        references=references.listed,
        **body,
    )


def _pictures(report: Report) -> dict[str, Picture]:
    """Return section -> its picture; a briefing has the matrix of gaps only."""
    makers = {"coverage": draw_coverage, "overlap": draw_overlap}
    made = {name: make(report) for name, make in makers.items() if name == "coverage" or not report.focus.is_briefing}
    return {name: picture for name, picture in made.items() if picture is not None}


def _full(report: Report, references: References) -> dict[str, Any]:
    main = report.find("main")
    lines = [(report.tell(f["text"]), references.cite(f.statements, 3)) for f in main] if main else []
    parts = [_part(s.name, s.title, s.missing, s.results, report, references) for s in report.sections[1:]]
    coverage = report.find("coverage")
    filled = find_filled(coverage) if coverage else []
    cells = [
        (report.tell(name), [(f, cell_id(f), references.cite(f.statements, IN_CELL)) for f in found])
        for name, found in filled
    ]
    return {"briefing": None, "lines": lines, "parts": parts, "cells": cells, "tiles": _tiles(report)}


def _briefing(report: Report, references: References) -> dict[str, Any]:
    parts = [
        (report.tell(part.title), [(line, references.cite(line.statements, 2)) for line in part.lines], part.empty)
        for part in make_parts(report)
    ]
    return {"briefing": parts, "lines": [], "parts": [], "cells": [], "tiles": _tiles(report)}


def _part(
    name: str, title: str, missing: str, results: tuple[Result, ...], report: Report, references: References
) -> dict[str, Any]:
    shown = [r for r in results if r.name != "coverage"]
    tables = [_table(report, r, references) for r in shown]
    notes = [line for r in results if r.name == "coverage" for line in r.notes]
    return {
        "name": name,
        "nav": NAV.get(name, title),
        "title": title,
        "missing": missing,
        "tables": tables,
        "notes": notes,
    }


def _table(report: Report, result: Result, references: References) -> dict[str, Any]:
    columns = find_columns(result)
    findings = result.findings[:MOST_ROWS]
    return {
        "name": result.name.replace(" ", "-"),
        "title": result.title,
        "columns": columns,
        "rows": [_row(report, f, columns, references) for f in findings],
        "left": len(result) - len(findings),
        "whole": len(result),
        "notes": result.notes,
        "cited": any(f.statements for f in findings),
    }


def _row(report: Report, finding: Finding, columns: tuple[Column, ...], references: References) -> dict[str, Any]:
    cells = [(c, show_cell(report, finding, c), _bar(finding, c)) for c in columns]
    return {"id": finding.id.replace(":", "-"), "cells": cells, "cited": references.cite(finding.statements)}


def _bar(finding: Finding, column: Column) -> int | None:
    value = finding.values.get(column.key)
    return round(60 * min(float(value), 1.0)) if column.key in BARS and value is not None else None


def _tiles(report: Report) -> list[tuple[str, str, str]]:
    """Return the numbers at the top: number, of how many, words."""
    words = {
        "statements": "statements",
        "objectives": "objectives spoken of",
        "silent": "cells silent",
        "more than chance": "pairs share more than chance gives",
        "asks": "asks recur in several documents",
    }
    main = {f["key"]: f for f in report.find("main") or ()}
    found = [(main[key], told) for key, told in words.items() if key in main and main[key]["of"] != 1]
    statements = len(report.focus.table)
    return [
        (
            f"{f['number']:,}",
            "" if f["of"] is None or f["number"] == f["of"] == statements else f"of {f['of']:,}",
            report.tell(told),
        )
        for f, told in found
    ][:5]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _read(name: str) -> str:
    return (files("graphkit.publish.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> "jinja2.Template":
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(_read),
    )  # fmt: skip
    environment.filters["plain"] = strip_layout
    return environment.get_template("report.html.j2")
