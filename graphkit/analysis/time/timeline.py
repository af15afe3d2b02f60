"""What is asked again, what is new, what is no longer asked, what has become practice."""

from collections.abc import Sequence

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.checks import check_years
from graphkit.analysis.columns import KINDS, NO_YEAR, Table, as_table
from graphkit.analysis.echoes.echoes import GROUPING, Ask, Echoed, find_echoes
from graphkit.analysis.echoes.pair_model import MODEL
from graphkit.analysis.facets import names_by_statement
from graphkit.analysis.overlap.profiles import choose_statements, make_profile
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

KINDS_COMPARED = ("recommendation", "practice")
ASK_COLUMNS = ("ask", "status", "first", "last", "years", "into_practice", "actors", "wording", "last_wording")
YEAR_COLUMNS = ("year", "column", "column_title", "count", "share", "change")

STATUS = Method(
    "course of an ask",
    "appears: stands only in texts of the last year; persists: stands in the last year and before; disappears: does "
    "not stand in the last year. Into practice: a practice of a later year echoes it. A text of another speaker or "
    "scope that does not repeat an ask need not have dropped it",
    "graphkit",
)


def find_timeline(source: Graph | Table, *, echoed: Echoed | None = None, singles: bool = False) -> Result:
    """Return one finding a recurring ask with its course over the years, those asked longest first.

    ``singles`` adds the recommendations that echo nothing in another document: each appears, or disappears, alone.
    InputError where documents of fewer than two years are known.
    """
    table = as_table(source)
    years = _known_years(table)
    found = echoed or find_echoes(table, KINDS_COMPARED)
    names = names_by_statement(table, "actor")
    findings = [f for ask in found.asks if (f := _course(table, ask, years, names)) is not None]
    alone = _single_asks(table, found, years)
    findings += alone if singles else []
    findings.sort(key=lambda f: (f["first"] - f["last"], f["first"], f.id))
    undated = [table.documents.ids[d] for d in np.flatnonzero(table.years == NO_YEAR)]
    return Result(
        "timeline",
        f"Asks over the years {', '.join(map(str, years))}",
        ASK_COLUMNS,
        tuple(findings),
        (STATUS, GROUPING, MODEL),
        {**found.parameters, "singles": singles},
        (f"Left out, no year known: {', '.join(undated)}.",) if undated else (),
        (_tell_alone(alone, years),),
    )


def _single_asks(table: Table, echoed: Echoed, years: list[int]) -> list[Finding]:
    """Return the course of each dated recommendation that is in no recurring ask."""
    joined = {member for ask in echoed.asks for member in ask.members}
    names = names_by_statement(table, "actor")
    single = [int(s) for s in np.flatnonzero(table.of_kind("recommendation")) if int(s) not in joined]
    asks = (Ask(table.statements[s], s, (s,), (1.0,)) for s in single)
    return [f for ask in asks if (f := _course(table, ask, years, names)) is not None]


def _tell_alone(alone: list[Finding], years: list[int]) -> str:
    fresh = sum(f["status"] == "appears" for f in alone)
    return (
        f"{len(alone)} recommendations echo nothing in another document: {fresh} stand in texts of {years[-1]} only, "
        f"{len(alone) - fresh} in earlier ones only; singles lists them."
    )


def _known_years(table: Table) -> list[int]:
    check_years(table, "a question about time")
    years = sorted({int(y) for y in table.years[np.unique(table.document)] if y != NO_YEAR})
    if len(years) < 2:
        raise InputError(f"All dated documents are of {years[0]}; a timeline needs at least two years.")
    return years


def _course(table: Table, ask: Ask, years: list[int], names: dict[int, list[str]]) -> Finding | None:
    """Return the course of an ask; None where none of its statements is a dated recommendation."""
    dated = [(int(table.years[table.document[m]]), m) for m in ask.members]
    dated = sorted((y, m) for y, m in dated if y != NO_YEAR)
    asked = [(y, m) for y, m in dated if table.kind[m] == KINDS.index("recommendation")]
    if not asked:
        return None
    first, last = asked[0][0], dated[-1][0]
    done = [m for y, m in dated if table.kind[m] == KINDS.index("practice") and y > first]
    values = {
        "ask": ask.id,
        "status": "disappears" if last < years[-1] else "appears" if dated[0][0] == years[-1] else "persists",
        "first": dated[0][0],
        "last": last,
        "years": sorted({y for y, _ in dated}),
        "into_practice": bool(done),
        "actors": sorted({who for _, m in dated for who in names.get(m, ())}),
        "wording": table.texts[asked[0][1]],
        "last_wording": table.texts[dated[-1][1]],
    }
    note = f"done: {table.texts[done[0]]}" if done else ""
    return make_finding("course", [ask.id], values, table.ids(m for _, m in dated), note)


def find_years(source: Graph | Table, columns: str = "objective", kinds: Sequence[str] = ()) -> Result:
    """Return how much each year's texts speak of each column: counts, shares of the year, change to the year before."""
    table = as_table(source)
    years = _known_years(table)
    profile = make_profile(table, "year", columns, keep=choose_statements(table, kinds))
    total = profile.counts.sum(axis=1, keepdims=True)
    share = np.divide(profile.counts, total, out=np.zeros_like(profile.counts), where=total > 0)
    findings = []
    for i, year in enumerate(profile.rows.ids):
        for a, column in enumerate(profile.columns.ids):
            values = {
                "year": int(year),
                "column": column,
                "column_title": profile.columns.titles[a],
                "count": int(profile.counts[i, a]),
                "share": round(float(share[i, a]), 4),
                "change": round(float(share[i, a] - share[i - 1, a]), 4) if i else None,
            }
            findings.append(make_finding("year", (columns, year, column), values, profile.statements(i, a)))
    title = f"{columns.capitalize()}s by year ({', '.join(map(str, years))})"
    return Result("years", title, YEAR_COLUMNS, tuple(findings), (), {"columns": columns, "kinds": list(kinds)})
