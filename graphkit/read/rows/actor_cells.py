"""Who speaks in a row and who is asked: the names of its cells, settled."""

from collections.abc import Iterable
from dataclasses import replace

from graphkit.graph.ontology.nodes import Body
from graphkit.ids import make_id, make_slug
from graphkit.issues import Remarks
from graphkit.read.rows.cell_names import CellNames, NamePart, find_nearest
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.text.rows import ACTOR_ROLES, Cell, Row, RowForm

Actors = dict[str, list[NamePart]]
"""Role -> those it names, each with an id."""


class ActorCells:
    """Settles the names of one table: known, made a body, or said to be unknown."""

    def __init__(self, form: RowForm, rows: Iterable[Row], remarks: Remarks) -> None:
        self.names = CellNames(form.names, _coded_columns(rows))
        self.bodies: dict[str, Body] = {}
        """Bodies that only this table names."""
        self._form, self._remarks = form, remarks

    def find(self, row: Row, closing: list[NamePart]) -> Actors:
        """Return role -> names; ``closing`` are those in brackets at the end of the text."""
        form = self._form
        text = row.cells["text"][0]
        found: Actors = {}
        for role in ACTOR_ROLES:
            named = ((part, cell) for cell in row.cells.get(role, ()) for part in self.names.find(cell))
            found[role] = _unique(self._settle(part, cell, row) for part, cell in named)
        if not found["issuer"] and "issuer" not in form.roles:
            moved = (replace(p, start=text.start + p.start, end=text.start + p.end) for p in closing)
            found["issuer"] = _unique(moved)
        for role in ACTOR_ROLES:
            if not found[role] and not row.cells.get(role):
                found[role] = _unique(self._constant(name, role, text, row) for name in form.constants.get(role, ()))
        if form.own and not found["addressee"] and "addressee" not in form.roles:
            found["addressee"] = found["issuer"]
        return found

    def _settle(self, part: NamePart, cell: Cell, row: Row) -> NamePart | None:
        if part.id is not None:
            return part
        near = find_nearest(part.name)
        if cell.heading in self._form.states:
            reason = f'"{part.name}" is not known and was not linked; nearest: {near}; add it to --names'
            self._remarks.add("warning", reason, row.numbers[0], lost=True)
            return None
        reason = f"{part.name} is not known; kept as a body; nearest: {near}"
        self._remarks.add("warning", reason, row.numbers[0], named=False)
        slug = make_slug(part.name)
        id = f"body:{slug}" if slug else make_id("body", part.name)
        self.bodies.setdefault(id, Body(id=id, name=part.name))
        return replace(part, id=id)

    def _constant(self, name: str, role: str, text: Cell, row: Row) -> NamePart | None:
        """Return an actor that an option states for all rows; its evidence is the statement itself."""
        id = self.names.lookup(name, coded=True)
        if id is None:
            reason = f'"{name}" ({role} by option) is not known and was not linked'
            self._remarks.add("warning", reason, row.numbers[0], lost=True, named=False)
            return None
        return NamePart(name, id, text.start, text.end)


def _unique(parts: Iterable[NamePart | None]) -> list[NamePart]:
    """Return each actor once, in the order of the cells."""
    found: dict[str | None, NamePart] = {}
    for part in parts:
        if part is not None:
            found.setdefault(part.id, part)
    return list(found.values())


def _coded_columns(rows: Iterable[Row]) -> frozenset[str]:
    """Return the headings of columns of actors in which every cell is an ISO code of a State."""
    states = load_gazetteer().states
    cells = [c for row in rows for role in ACTOR_ROLES for c in row.cells.get(role, ())]
    other = {c.heading for c in cells if c.text not in states}
    return frozenset(c.heading for c in cells) - other
