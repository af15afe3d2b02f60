"""The sheet in which people review what was read: one row a statement, written and read back.

``as_read`` holds what the machine read; only the columns that a person changed against it are corrections. A kind of
``none`` takes the statement out; a row without an id, with the document's id and an exact wording, adds a statement
that the machine missed.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphkit.cells import unguard
from graphkit.errors import InputError, UnknownNameError
from graphkit.files import read_text
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.links import About, Addresses, CallsOn, Concerns, Invokes, Mentions, SaidBy
from graphkit.graph.ontology.nodes import (
    Body,
    Collective,
    Group,
    Mechanism,
    Objective,
    Principle,
    Role,
    State,
    StatementNode,
    Subtheme,
)
from graphkit.text.document import KINDS, POSITIONS, STRENGTHS

FIELDS: dict[str, tuple[type[Link], tuple[type[Node], ...]]] = {
    "objectives": (Addresses, (Objective,)),
    "principles": (Invokes, (Principle,)),
    "groups": (Concerns, (Group,)),
    "addressees": (CallsOn, (Role, State, Body)),
    "actors": (Mentions, (State, Body)),
    "mechanisms": (Mentions, (Mechanism,)),
    "subthemes": (About, (Subtheme,)),
    "speakers": (SaidBy, (State, Body, Collective)),
}
"""Column -> link type and the labels at its other end."""
EDITED = ("kind", "strength", "position", *FIELDS)
LATER = ("position", "subthemes", "speakers")
"""Columns that sheets of earlier versions lack."""
RANKED = ("objectives", "subthemes")
"""Columns in which the first value is the most central."""
SUGGESTED = "model:"
"""What a coder begins with that is a language model: such rows are applied only when a person put a name there."""
DECISIONS = ("accept", "change", "reject", "unsure", "")
"""What a coder decided: rows that are accepted count as labels, those that are unsure change nothing."""
COLUMNS = ("id", "document", "section", "page", "wording", *EDITED, "least_certain", "coder", "decision", "time",
           "note", "as_read")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What one coder changed in one statement."""

    place: str
    """Sheet and row, for messages."""
    id: str
    document: str
    wording: str
    coder: str
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    """(column, new values); kind, strength and position have one value. Empty where the reading was accepted."""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What the coder holds to be right: all columns where there is a decision, else what was changed."""
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The other columns of a row without a decision: what the coder let stand, which counts where coders are compared.
    """

    @property
    def unit(self) -> str:
        """What it is about: a statement's id, or document and wording of one that was missed."""
        return self.id or f"{self.document}: {self.wording}"


def make_sheet(graph: Graph) -> list[dict[str, str]]:
    """Return the rows of a review sheet, least certain statement first."""
    rows = [_sheet_row(graph, s) for s in graph.statements()]
    return sorted(rows, key=lambda r: (float(r["least_certain"]), r["document"], r["id"]))


def _sheet_row(graph: Graph, statement: StatementNode) -> dict[str, str]:
    scores, edited = [statement.score], {"kind": statement.kind, "strength": statement.strength}
    edited["position"] = statement.position or ""
    for field, (link_type, ends) in FIELDS.items():
        links: list[Link] = [k for k in graph.out(statement.id, link_type) if isinstance(graph.node(k.target), ends)]
        scores += [k.score for k in links]
        edited[field] = "; ".join(k.target for k in sorted(links, key=lambda k: (getattr(k, "rank", 1), k.target)))
    return {
        "id": statement.id,
        "document": statement.document,
        "section": " > ".join(statement.section),
        "page": str(statement.page or ""),
        "wording": statement.text if statement.rest is None else f"{statement.text} […] {statement.rest}",
        **edited,
        "least_certain": f"{min(scores):.3f}",
        "coder": "",
        "decision": "",
        "time": "",
        "note": "",
        "as_read": json.dumps(edited, sort_keys=True, ensure_ascii=False),
    }


def read_corrections(path: Path, reference: Graph) -> list[Correction]:
    """Return what people changed in a sheet (.csv or .xlsx); InputError names the row and column that is wrong."""
    if path.suffix.lower() == ".xlsx":
        rows = _xlsx_rows(path)
    else:
        rows = list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    if not rows or not set(EDITED) - set(LATER) <= rows[0].keys():
        raise InputError(f"{path} is no review sheet (columns {', '.join(EDITED)}). Make one: graphkit code export")
    found = (_correction(f"{path.name}, row {n}", row, reference) for n, row in enumerate(rows, 2))
    return [c for c in found if c is not None]


def _xlsx_rows(path: Path) -> list[dict[str, str]]:
    import openpyxl

    try:
        sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except Exception as error:  # noqa: BLE001 - openpyxl raises what zipfile, xml and itself raise
        raise InputError(f"{path} can't be read as xlsx ({error}). Save it again, or as CSV.") from error
    table = [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(table[0], row, strict=False)) for row in table[1:]] if table else []


def _values(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _correction(place: str, row: dict[str, str], reference: Graph) -> Correction | None:
    cells = {k: unguard((v or "").strip()) for k, v in row.items() if k}
    if not any(cells.get(k) for k in ("id", "wording")):
        return None
    try:
        before = json.loads(cells.get("as_read") or "{}")
    except ValueError as error:
        raise InputError(f"{place}: column as_read was edited; export the sheet again.") from error
    decision = cells.get("decision", "")
    if decision not in DECISIONS:
        raise InputError(f"{place}: {UnknownNameError('decision', decision, DECISIONS[:-1])}")
    given = {f: (_values(cells[f]), _values(before.get(f, ""))) for f in EDITED if f in cells}
    changes = tuple((f, values) for f, (values, was) in given.items() if values != was)
    named = bool(cells.get("coder"))
    if decision == "unsure" or not (changes or decision == "accept" or (named and not decision)):
        return None
    for field, values in changes:
        _check_values(
            place, field, [v for v in values if v not in given[field][1]], reference, cells.get("document", "")
        )
        if field in CLOSED and len(values) != 1:
            raise InputError(f"{place}: column {field} takes one of {', '.join(CLOSED[field])}.")
    if not named:
        raise InputError(f"{place}: a corrected row needs the coder's name in column coder.")
    return Correction(
        place, cells.get("id", ""), cells.get("document", ""), cells.get("wording", ""), cells["coder"], changes,
        tuple((f, values) for f, (values, was) in given.items() if decision or values != was),
        tuple((f, values) for f, (values, was) in given.items() if not decision and values == was),
    )  # fmt: skip


CLOSED: dict[str, tuple[str, ...]] = {"kind": KINDS, "strength": STRENGTHS, "position": POSITIONS}
INTRODUCED = ("mechanism:", "body:", "collective:")
"""What the ids begin with of nodes that texts introduce."""


def _check_values(place: str, field: str, values: Iterable[str], reference: Graph, document: str) -> None:
    closed, introduced = CLOSED.get(field), (*INTRODUCED, f"{document}:")
    for value in values:
        if closed and value not in closed:
            raise InputError(f"{place}: {UnknownNameError(field, value, closed)}")
        if not closed and value not in reference and not value.startswith(introduced):
            known = [n.id for n in reference.nodes(Node) if isinstance(n, FIELDS[field][1])]
            raise InputError(f"{place}: {UnknownNameError(field.rstrip('s'), value, known)}")
