"""Tables of actions: who is responsible, and by when, from the other cells of a statement's row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Body
from graphkit.read.actors.named import Named
from graphkit.read.actors.names import name_slug
from graphkit.read.reading import FoundLink
from graphkit.read.statements.tables import find_column, find_table_heads
from graphkit.read.structure.alone import names_alone
from graphkit.read.structure.headed import ASKING
from graphkit.read.structure.words import get_pattern
from graphkit.reference.language import LANGUAGES
from graphkit.reference.names import get_months
from graphkit.text.document import Document, Span, Statement

_SCORE = 0.95
_PARTS = re.compile(r"\s*[;\n]\s*|\s+/\s+|<br ?/?>")
_MOST_WORDS = 9
"""Words of a cell that can be the name of one office."""
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(19|20|21)\d\d[-–/](\d\d)(?![\d-])")
"""A span of years whose second is shortened: 2026-28."""
_DATE = re.compile(r"(?<!\d)((?:19|20|21)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])[./]((?:19|20|21)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table, from 0: who is responsible, by when; None where there is none."""

    responsible: int | None
    deadline: int | None


def find_columns(document: Document) -> dict[int, Columns]:
    """Return index of a row -> the columns of its table that name who is responsible or by when."""
    found: dict[int, Columns] = {}
    for row, head in find_table_heads(document).items():
        names = {find_column(document.text, c.start): _cell(document, c) for c in head.cells}
        columns = Columns(_pick(names, "responsible"), _pick(names, "deadline"))
        if columns != Columns(None, None):
            found[row] = columns
    return found


def _pick(names: dict[int, str], kind: str) -> int | None:
    return next((column for column, name in names.items() if get_pattern(kind).fullmatch(name)), None)


def _cell(document: Document, cell: Span) -> str:
    return " ".join(document.wording(cell).replace("*", "").split())


def add_due(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with ``due`` from the deadline of their row, where their own words say none."""
    columns = find_columns(document)
    return tuple(replace(s, due=s.due or _due(document, s, columns.get(s.block))) for s in statements)


def _due(document: Document, statement: Statement, columns: Columns | None) -> str | None:
    span = _other(document, statement, columns.deadline if columns else None)
    return read_due(document.wording(span)) if span else None


def _other(document: Document, statement: Statement, column: int | None) -> Span | None:
    """Return the cell of a column in a statement's row, unless the statement stands in it."""
    if column is None:
        return None
    for cell in document.blocks[statement.block].cells:
        if find_column(document.text, cell.start) == column and not cell.start <= statement.start < max(cell.end, 1):
            return cell
    return None


def read_due(wording: str) -> str | None:
    """Return the last day that a deadline names as ISO date, month or year; None where it names no year.

    >>> [read_due(w) for w in ("31/12/2027", "by June 2027", "2026-2028", "Q3 2027", "ongoing")]
    ['2027-12-31', '2027-06', '2028', '2027', None]
    """
    if match := _DATE.search(wording):
        return "-".join(part for part in match.groups() if part)
    if match := _DAY_FIRST.search(wording):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    years = [m[0] for m in _YEAR.finditer(wording)] + [m[1] + m[2] for m in _SHORT_YEAR.finditer(wording)]
    if not years:
        return None
    beside = rf"\W+(?:(?:de|do|of)\W+)?{years[0]}"
    month = next((n for n, name in _months() if re.search(rf"\b{name}{beside}", wording, re.IGNORECASE)), None)
    return f"{max(years)}-{month:02}" if month and len(years) == 1 else max(years)


@cache
def _months() -> tuple[tuple[int, str], ...]:
    """Return number and name of the months in the languages read."""
    return tuple((n, re.escape(name)) for c in LANGUAGES for n, name in get_months(c).items())


def find_responsible(named: Named, statements: Sequence[Statement]) -> tuple[list[FoundLink], list[Node]]:
    """Return CALLS_ON (for a practice CARRIES_OUT) for who is responsible by a column, and bodies only known there."""
    columns = find_columns(named.document)
    links: list[FoundLink] = []
    new: dict[str, Node] = {}
    for statement in statements:
        place = columns.get(statement.block)
        cell = _other(named.document, statement, place.responsible if place else None)
        kind = "CALLS_ON" if statement.kind in ASKING else "CARRIES_OUT" if statement.kind == "practice" else ""
        for id, span in _actors(named, cell, new) if cell and kind else ():
            links.append(FoundLink(kind, statement.id, id, _SCORE, "column", span.start, span.end, inherited=True))
    return links, list(new.values())


def _actors(named: Named, cell: Span, new: dict[str, Node]) -> Iterator[tuple[str, Span]]:
    """Yield who a cell names, part by part; a short part without a known name is a body of its own."""
    for part in _split(named.document.text, cell):
        known = names_alone(named, part) or [
            a
            for p in named.places
            if part.start <= p.start
            and p.end <= part.end
            and p.name.label in ("State", "Body")
            and p.name.form != "demonym"
            for a in names_alone(named, Span(p.start, p.end))
        ]
        for actor in known:
            yield actor.node, Span(actor.start, actor.end)
        wording = " ".join(named.document.wording(part).replace("*", "").split())
        if not known and wording[:1].isupper() and 1 < len(wording.split()) <= _MOST_WORDS:
            id = f"body:{name_slug(wording)}"
            new.setdefault(id, Body(id=id, name=wording))
            yield id, part


def _split(text: str, cell: Span) -> Iterator[Span]:
    at = cell.start
    for match in _PARTS.finditer(text, cell.start, cell.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, cell.end)
