"""A report as one CSV table and as the sheets of a workbook: all rows, all statements, safe in spreadsheets."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from graphkit.analysis.base import Result
from graphkit.cells import cell, table
from graphkit.publish.export.workbook import make_workbook
from graphkit.publish.report.report import Report

EXTRA = ("statements", "note", "confidence")
STATEMENT_COLUMNS = ("statement", "wording", "kind", "issuers", "document", "document_title", "year", "section", "page")
LONGEST_SHEET = 31
"""Characters that Excel allows in the name of a sheet."""


def make_csv(report: Report) -> Iterator[str]:
    """Yield all rows of all results as one CSV table, then the statements they cite, line by line.

    The columns are those of all results together; ``part`` and ``result`` say which a row belongs to. Unknown
    cells are empty; text is never taken for a formula; lists are JSON.
    """
    named = dict.fromkeys(itertools.chain.from_iterable(r.columns for r in report.results))
    columns = list(dict.fromkeys(["part", "result", "finding", *named, *EXTRA, *STATEMENT_COLUMNS]))
    yield from table(columns, ([cell(row.get(c)) for c in columns] for row in _all_rows(report)))


def _all_rows(report: Report) -> Iterator[dict[str, Any]]:
    for section in report.sections:
        for result in section.results:
            for row in result.to_rows():
                yield {"part": section.name, "result": result.name, **row}
    for row in _statements(report):
        yield {"part": "statements", "result": "statements", **row}


def _statements(report: Report) -> Iterator[dict[str, Any]]:
    for id, citation in sorted(report.citations.items()):
        yield {"statement": id, **{c: v for c, v in citation.to_dict().items() if c != "id"}}


def make_xlsx(report: Report) -> bytes:
    """Return the report as a workbook: a sheet a result, one for the statements, one for method and limits."""
    sheets: dict[str, list[Sequence[Any]]] = {}
    for result in report.results:
        if len(result):
            sheets[_sheet_name(result.name, sheets)] = list(make_rows(report, result))
    statements = [[row[c] for c in STATEMENT_COLUMNS] for row in _statements(report)]
    sheets["Statements"] = [_heads(report, STATEMENT_COLUMNS), *map(_plain_row, statements)]
    heads = [report.tell(name) for name in ("What", "Text", "Source")]
    sheets["Method and limits"] = [heads, *_method_rows(report)]
    told: dict[str, list[Sequence[Any]]] = {}
    for name, rows in sheets.items():
        told[_sheet_name(report.tell(name), told)] = rows
    return make_workbook(told, filters=True)


def make_rows(report: Report, result: Result) -> Iterator[list[Any]]:
    """Yield heading and rows of a sheet: numbers stay numbers, lists become text, unknown stays empty."""
    columns = (*result.columns, "confidence", "note", "statements", "finding")
    yield [*_heads(report, columns), report.tell("First wording")]
    for row in result.to_rows():
        first = report.citations[row["statements"][0]].wording if row["statements"] else None
        yield [*_plain_row([row[c] for c in columns]), first]


def _heads(report: Report, columns: Sequence[str]) -> list[str]:
    return [report.tell(c.replace("_", " ").capitalize()) for c in columns]


def _plain_row(row: Sequence[Any]) -> list[Any]:
    return [", ".join(map(str, v)) if isinstance(v, list | tuple) else v for v in row]


def _sheet_name(name: str, taken: dict[str, list[Sequence[Any]]]) -> str:
    """Return a name that Excel takes and that no other sheet has."""
    plain = name.removeprefix("gaps ").capitalize()[:LONGEST_SHEET]
    folded = {t.casefold() for t in taken}
    numbered = (f"{plain[: LONGEST_SHEET - 3]} {n}" for n in itertools.count(2))
    return next(n for n in itertools.chain([plain], numbered) if n.casefold() not in folded)


def _method_rows(report: Report) -> Iterator[list[Any]]:
    t = report.tell
    yield [t("Report"), report.title, None]
    yield [t("Graph"), report.digest, None]
    yield [t("Made again by"), report.command("xlsx"), None]
    for name, digest in report.sources.items():
        yield [t("Source"), name, f"SHA-256 {digest}"]
    for line in report.open_points():
        yield [t("Could not judge"), t(line), None]
    for line in dict.fromkeys(note for r in report.results for note in r.notes):
        yield [t("Note"), t(line), None]
    for method in report.methods():
        yield [f"{t('Method')}: {t(method.name)}", t(method.formula), t(method.source)]
