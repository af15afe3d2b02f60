"""Corrections by people that last: rows of a review sheet, matched by content id and applied in every later build.

A sheet is what :func:`make_sheet` writes: one row a statement, with ``as_read`` holding what the machine read. Only the
fields that a person changed against ``as_read`` are corrections. A kind of ``none`` takes the statement out; a row
without an id, with the document's id and an exact wording, adds a statement that the machine missed.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.cells import unguard
from graphkit.errors import InputError, UnknownNameError
from graphkit.files import read_text
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.links import Addresses, CallsOn, Concerns, Invokes, Mentions
from graphkit.graph.ontology.nodes import Body, Group, Mechanism, Objective, Principle, Role, State, StatementNode
from graphkit.ids import make_id
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink, Reading
from graphkit.text.document import KINDS, STRENGTHS, Document, Statement, StatementKind

FIELDS: dict[str, tuple[type[Link], tuple[type[Node], ...]]] = {
    "objectives": (Addresses, (Objective,)),
    "principles": (Invokes, (Principle,)),
    "groups": (Concerns, (Group,)),
    "addressees": (CallsOn, (Role, State, Body)),
    "actors": (Mentions, (State, Body)),
    "mechanisms": (Mentions, (Mechanism,)),
}
"""Column -> link type and the labels at its other end."""
EDITED = ("kind", "strength", *FIELDS)
COLUMNS = ("id", "document", "section", "page", "wording", *EDITED, "least_certain", "coder", "note", "as_read")


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
    """(column, new values); kind and strength have one value."""


def make_sheet(graph: Graph) -> list[dict[str, str]]:
    """Return the rows of a review sheet, least certain statement first."""
    rows = [_sheet_row(graph, s) for s in graph.statements()]
    return sorted(rows, key=lambda r: (float(r["least_certain"]), r["document"], r["id"]))


def _sheet_row(graph: Graph, statement: StatementNode) -> dict[str, str]:
    scores, edited = [statement.score], {"kind": statement.kind, "strength": statement.strength}
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
        "note": "",
        "as_read": json.dumps(edited, sort_keys=True, ensure_ascii=False),
    }


def read_corrections(path: Path, reference: Graph) -> list[Correction]:
    """Return what people changed in a sheet (.csv or .xlsx); InputError names the row and column that is wrong."""
    if path.suffix.lower() == ".xlsx":
        rows = _xlsx_rows(path)
    else:
        rows = list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    if not rows or not set(EDITED) <= rows[0].keys():
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
    changes = tuple((f, _values(cells[f])) for f in EDITED if _values(cells[f]) != _values(before.get(f, "")))
    if not changes:
        return None
    for field, values in changes:
        _check_values(place, field, values, reference)
    if not cells.get("coder"):
        raise InputError(f"{place}: a corrected row needs the coder's name in column coder.")
    return Correction(
        place, cells.get("id", ""), cells.get("document", ""), cells.get("wording", ""), cells["coder"], changes
    )


def _check_values(place: str, field: str, values: tuple[str, ...], reference: Graph) -> None:
    closed = {"kind": KINDS, "strength": STRENGTHS}.get(field)
    for value in values:
        if closed and value not in closed:
            raise InputError(f"{place}: {UnknownNameError(field, value, closed)}")
        if not closed and value not in reference and not value.startswith(("mechanism:", "body:")):
            known = [n.id for n in reference.nodes(Node) if isinstance(n, FIELDS[field][1])]
            raise InputError(f"{place}: {UnknownNameError(field.rstrip('s'), value, known)}")
    if closed and len(values) != 1:
        raise InputError(f"{place}: column {field} takes one of {', '.join(closed)}.")


SUGGESTED = "model:"
"""What a coder begins with that is a language model: such rows are applied only when a person put a name there."""


class Corrections:
    """Corrections by statement id; remembers which were used, so that none is lost in silence."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        corrections = list(corrections)
        self._suggested = [c for c in corrections if c.coder.startswith(SUGGESTED)]
        corrections = [c for c in corrections if not c.coder.startswith(SUGGESTED)]
        self._by_id: dict[str, list[Correction]] = defaultdict(list)
        self._added: dict[str, list[Correction]] = defaultdict(list)
        self._open: set[Correction] = set()
        for c in corrections:
            (self._by_id[c.id] if c.id else self._added[c.document]).append(c)
            self._open.add(c)

    def apply(self, reading: Reading) -> Reading:
        """Return the reading with the corrections of its statements."""
        statements, links = {s.id: s for s in reading.statements}, list(reading.links)
        for c in self._added.get(reading.document.id, ()):
            added = _added_statement(reading.document, c)
            if added is not None:
                statements.setdefault(added.id, added)
                links = self._use(c, added.id, statements, links)
        for id in [s.id for s in reading.statements]:
            for c in self._by_id.get(id, ()):
                links = self._use(c, id, statements, links)
        kept = tuple(sorted(statements.values(), key=lambda s: (s.start, s.end)))
        return replace(reading, statements=kept, links=tuple(k for k in links if k.statement in statements))

    def _use(self, c: Correction, id: str, statements: dict[str, Statement], links: list[FoundLink]) -> list[FoundLink]:
        self._open.discard(c)
        changes = dict(c.changes)
        if changes.get("kind") == ("none",):
            statements.pop(id, None)
        if id not in statements:
            return links
        statements[id] = _rekind(statements[id], c)
        return _recode(links, statements[id], c)

    def report(self, issues: Issues) -> None:
        """Record each correction whose statement was not met, and the suggestions that nobody accepted."""
        for coder, count in sorted(Counter(c.coder for c in self._suggested).items()):
            what = f"{count} suggestions by {coder} were not applied: a person accepts one by a name in column coder"
            issues.add("corrections", coder, what, "warning")
        for c in sorted(self._open, key=lambda c: (c.place, c.id)):
            what = f"the statement {c.id or repr(c.wording[:60])} of {c.document} is gone; look for its new wording"
            issues.add("corrections", c.place, f"correction by {c.coder} not applied: {what}", "warning")


def _added_statement(document: Document, c: Correction) -> Statement | None:
    """Return a statement that a coder added by its exact wording, or None where the text does not hold it."""
    start = document.text.find(c.wording)
    kinds = dict(c.changes).get("kind", ())
    if start < 0 or not c.wording or not kinds or kinds[0] == "none":
        return None
    block = next((b for b in document.blocks if b.start <= start < b.end), None)
    if block is None:
        return None
    id = make_id("statement", document.id, " ".join(c.wording.split()), "coder")
    base = Statement(id, start, start + len(c.wording), kinds[0], block.index, 1.0, f"coder:{c.coder}")  # type: ignore[arg-type]
    return _rekind(base, c)


def _rekind(statement: Statement, c: Correction) -> Statement:
    changes = dict(c.changes)
    rule = f"coder:{c.coder}"
    if "strength" in changes:
        statement = replace(statement, strength=changes["strength"][0], strength_span=None)
    if "kind" in changes:
        kind: StatementKind = changes["kind"][0]  # type: ignore[assignment]
        statement = replace(statement, kind=kind, score=1.0, rule=rule)
    return statement


def _recode(links: list[FoundLink], statement: Statement, c: Correction) -> list[FoundLink]:
    """Replace the links of the corrected fields: kept values keep their evidence, new ones cite the coder."""
    for field, values in c.changes:
        if field not in FIELDS:
            continue
        name = FIELDS[field][0].type_name()

        def concerned(link: FoundLink, name: str = name, field: str = field) -> bool:
            mechanism = link.node.startswith("mechanism:")
            return (
                link.statement == statement.id
                and link.type == name
                and (name != "MENTIONS" or mechanism == (field == "mechanisms"))
            )

        old = {k.node: k for k in links if concerned(k)}
        links = [k for k in links if not concerned(k)]
        for rank, value in enumerate(values, 1):
            new = FoundLink(name, statement.id, value, 1.0, f"coder:{c.coder}", statement.start, statement.end)
            link = old.get(value, new)
            links.append(replace(link, rank=rank) if field == "objectives" else link)
    return links


def apply_all(readings: Iterable[Reading], corrections: Corrections, issues: Issues) -> Iterator[Reading]:
    """Yield each reading corrected; at the end record the corrections that met no statement."""
    for reading in readings:
        yield corrections.apply(reading)
    corrections.report(issues)
