"""A table's document -> its reading: each row one statement, with the links that its cells state."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import Body
from graphkit.ids import make_id, make_slug
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink, Reading
from graphkit.read.rows.alone import AloneReader, Core, ReadText, find_core, shift
from graphkit.read.rows.cell_names import CellNames, NamePart, find_nearest
from graphkit.read.rows.cell_values import read_date, read_session, read_year, year_of_session
from graphkit.read.rows.coding import Coded, Coding
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.language import LANGUAGES
from graphkit.text.document import Document, Statement, StatementKind
from graphkit.text.rows import ACTOR_ROLES, Cell, Row, fold_label

_KINDS = frozenset({"recommendation", "principle", "practice", "challenge", "definition"})
_OF_WORDING = frozenset({"ADDRESSES", "INVOKES", "CONCERNS", "MENTIONS", "ABOUT", "CALLS_ON", "CARRIES_OUT"})
"""Links that the wording of a row may carry; who speaks is never taken from it."""
_SHOWN = 5


@dataclass(slots=True)
class _Told:
    """Reasons and the rows they hold for, so that each is said once."""

    rows: dict[tuple[str, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, severity: str, reason: str, row: int, lost: bool = False) -> None:
        self.rows[severity, reason, lost].append(row)

    def report(self, place: str, issues: Issues) -> None:
        for (severity, reason, lost), rows in self.rows.items():
            shown = ", ".join(map(str, sorted(rows)[:_SHOWN])) + (f" and {len(rows) - _SHOWN} more" if rows[_SHOWN:] else "")
            named = f"row{'s' if len(rows) > 1 else ''} {shown}: "
            issues.add("table", place, reason.replace("{rows}", named), severity, lost)


def read_rows(document: Document, framework: str, issues: Issues, read: ReadText) -> Reading:
    """Return the reading of a table; ``read`` reads the wording of one row as a document of its own."""
    return _RowReader(document, framework, read).read(issues)


class _RowReader:
    def __init__(self, document: Document, framework: str, read: ReadText) -> None:
        assert document.form is not None
        self.document, self.form = document, document.form
        self.names = CellNames(self.form.names, _coded_columns(document.rows))
        self.coding = Coding(self.form, framework)
        self.alone = AloneReader(document, framework, self.form.fallback, read)
        self.told = _Told()
        self.bodies: dict[str, Body] = {}
        self.seen: Counter[str] = Counter()
        self.gazetteer = load_gazetteer()

    def read(self, issues: Issues) -> Reading:
        statements: list[Statement] = []
        links: list[FoundLink] = []
        nodes: dict[str, Node] = {}
        for row in self.document.rows:
            statement, found, new = self._read_row(row)
            statements.append(statement)
            links += found
            for node in new:
                nodes.setdefault(node.id, node)
        self.told.report(self.document.source.name, issues)
        used = {link.node for link in links}
        kept = {**nodes, **self.bodies}
        return Reading(self.document, tuple(statements), tuple(links), tuple(kept[i] for i in sorted(kept) if i in used))

    def _read_row(self, row: Row) -> tuple[Statement, list[FoundLink], Iterable[Node]]:
        cell = row.cells["text"][0]
        end, closing = self.names.closing(cell.text) if self.form.closing else (len(cell.text), [])
        core = find_core(cell.text, end)
        kind = self._kind(row)
        language = cell_language.text if (cell_language := row.first("language")) and cell_language.text in LANGUAGES else None
        reading = self.alone.read(cell.text[core.start : core.end], kind, language)
        actors = self._actors(row, cell, closing)
        dated = self._dates(row)
        base = reading.statements[0]
        id = self._make_id(cell.text, actors, dated)
        coded = self.coding.read(id, row.labels)
        self._tell_labels(row, coded)
        offset = cell.start + core.start
        statement = replace(
            base,
            id=id,
            start=cell.start,
            end=cell.end,
            block=row.block,
            strength_span=shift(base.strength_span, offset),
            **self._strength(row, base, dated.get("due")),
            **self._own(row, core, dated),
            stated=self._stated(row, actors, coded, dated, language),
        )
        links = [*self._actor_links(id, actors), *self._wording_links(id, reading, offset, coded, actors), *coded.links]
        return statement, links, [*reading.nodes, *coded.nodes]

    def _kind(self, row: Row) -> str | None:
        if (cell := row.first("kind")) is not None:
            found = self.form.values.get("kind", {}).get(fold_label(cell.text))
            if found in _KINDS:
                return found
        return self.form.kind

    def _actors(self, row: Row, text: Cell, closing: list[NamePart]) -> dict[str, list[NamePart]]:
        """Return role -> names of those who speak and those who are asked; unknown ones are made bodies or said."""
        found: dict[str, list[NamePart]] = {}
        for role in ACTOR_ROLES:
            parts = [self._settle(part, role, cell, row) for cell in row.cells.get(role, ()) for part in self.names.find(cell)]
            found[role] = _unique(p for p in parts if p is not None)
        if not found["issuer"] and "issuer" not in self.form.roles:
            found["issuer"] = _unique(replace(p, start=text.start + p.start, end=text.start + p.end) for p in closing)
        for role in ACTOR_ROLES:
            if not found[role] and role in self.form.constants and not row.cells.get(role):
                found[role] = [p for name in self.form.constants[role] if (p := self._constant(name, role, text, row))]
        if self.form.own and not found["addressee"] and "addressee" not in self.form.roles:
            found["addressee"] = found["issuer"]
        return found

    def _settle(self, part: NamePart, role: str, cell: Cell, row: Row) -> NamePart | None:
        if part.id is not None:
            return part
        near = find_nearest(part.name)
        if cell.heading in self.form.states:
            reason = f'{{rows}}"{part.name}" is not known and was not linked; nearest: {near}; add it to --names'
            self.told.add("warning", reason, row.numbers[0], lost=True)
            return None
        self.told.add("warning", f"{part.name} is not known; kept as a body; nearest: {near}", row.numbers[0])
        slug = make_slug(part.name)
        id = f"body:{slug}" if slug else make_id("body", part.name)
        self.bodies.setdefault(id, Body(id=id, name=part.name))
        return replace(part, id=id)

    def _constant(self, name: str, role: str, text: Cell, row: Row) -> NamePart | None:
        """Return an actor that an option states for all rows; its evidence is the statement itself."""
        id = self.names.lookup(name, coded=True)
        if id is None:
            self.told.add("warning", f'"{name}" ({role} by option) is not known and was not linked', row.numbers[0], True)
            return None
        return NamePart(name, id, text.start, text.end)

    def _dates(self, row: Row) -> dict[str, object]:
        """Return what a row states of its date, year, session and deadline."""
        found: dict[str, object] = {}
        if (cell := row.first("date")) and (date := read_date(cell.text)):
            found |= {"date": date, "year": int(date[:4])}
        if (cell := row.first("session")) and (session := read_session(cell.text)):
            found |= {"session": session}
            found.setdefault("year", year_of_session(session))
        if (cell := row.first("year")) and (year := read_year(cell.text)):
            found["year"] = year
        if "year" not in found and "year" in self.form.constants:
            found["year"] = read_year(self.form.constants["year"][0])
        if cell := row.first("due"):
            if due := read_date(cell.text):
                found["due"] = due
            else:
                self.told.add("note", f'{cell.heading} "{cell.text}" is no date; kept as words', row.numbers[0])
        return found

    def _strength(self, row: Row, base: Statement, due: object) -> dict[str, object]:
        """Return the strength: as stated, else that of the wording; a pledge commits, one with a date to that date."""
        if (cell := row.first("strength")) and (stated := self.form.values.get("strength", {}).get(fold_label(cell.text))):
            return {"strength": stated}
        commits = base.strength.startswith("commit") or (self.form.own and base.strength == "recommend")
        if commits and due:
            return {"strength": "commit-date"}
        return {"strength": "commit"} if commits and base.strength == "recommend" else {}

    def _own(self, row: Row, core: Core, dated: dict[str, object]) -> dict[str, object]:
        """Return the statement's own fields that a row states."""
        cells = {name: row.first(role) for name, role in (("para", "paragraph"), ("indicator", "indicator"))}
        found: dict[str, object] = {name: cell.text for name, cell in cells.items() if cell}
        if core.number and "para" not in found:
            found["para"] = core.number
        return found | ({"due": dated["due"]} if dated.get("due") else {}) | {"address": self._address(row, found.get("para"))}

    def _address(self, row: Row, para: object) -> str:
        """Return how to cite a row: a UN document by its paragraph, else file, sheet and row."""
        if "document" in row.cells and para:
            return f"{row.cells['document'][0].text}, para. {para}"
        sheet = f", {row.sheet}" if row.sheet else ""
        numbers = ", ".join(map(str, row.numbers[:3])) + (" …" if len(row.numbers) > 3 else "")
        return f"{self.document.source.name}{sheet}, row{'s' if len(row.numbers) > 1 else ''} {numbers}"

    def _stated(
        self, row: Row, actors: dict[str, list[NamePart]], coded: Coded, dated: dict[str, object], language: str | None
    ) -> dict[str, object]:
        issuers = actors["issuer"]
        response = row.first("response")
        due = row.first("due")
        data = [f"{heading}={value}" for heading, value in row.data]
        data += [f"{due.heading}={due.text}"] if due and "due" not in dated else []
        data += [f"{c.heading}={c.text}" for c in row.cells.get("note", ())]
        found: dict[str, object] = {
            "issuer": issuers[0].id if issuers else None,
            "joint": len(issuers) > 1 if issuers else None,
            "response": self.form.values.get("response", {}).get(fold_label(response.text)) if response else None,
            "response_words": response.text if response else None,
            "coder": ", ".join(coded.coders) or None,
            "codes": coded.codes,
            "data": tuple(data),
            "sheet": row.sheet,
            "column": row.column,
            "row": row.numbers[0],
            "rows": tuple(map(str, row.numbers)) if len(row.numbers) > 1 else (),
            **{name: dated.get(name) for name in ("date", "year", "session")},
        }
        for name, role in (("person", "person"), ("source_id", "id"), ("url", "url")):
            found[name] = cell.text if (cell := row.first(role)) else None
        if found["url"] and not re.match(r"https?://", str(found["url"])):
            found["url"] = None
        page = row.first("page")
        found |= {"page": int(page.text)} if page and page.text.isdecimal() and len(page.text) < 7 else {}
        return found | ({"language": language} if language else {})

    def _make_id(self, text: str, actors: dict[str, list[NamePart]], dated: dict[str, object]) -> str:
        """Return an id of what the row says, so that the order of rows changes none."""
        who = [",".join(sorted(str(p.id) for p in actors[role])) for role in ACTOR_ROLES]
        key = make_id("statement", self.document.id, text, *who, dated.get("date"), dated.get("year"), dated.get("session"))
        self.seen[key] += 1
        return key if self.seen[key] == 1 else make_id("statement", key, self.seen[key])

    def _actor_links(self, id: str, actors: dict[str, list[NamePart]]) -> Iterator[FoundLink]:
        for part in actors["issuer"]:
            node = cast(str, part.id)
            yield FoundLink("ISSUED", id, node, 1.0, "table:issuer", part.start, part.end)
            yield FoundLink("SAID_BY", id, node, 1.0, "table:issuer", part.start, part.end, manner="own")
        for part in actors["addressee"]:
            yield FoundLink("CALLS_ON", id, cast(str, part.id), 1.0, "table:addressee", part.start, part.end)

    def _wording_links(
        self, id: str, reading: Reading, offset: int, coded: Coded, actors: dict[str, list[NamePart]]
    ) -> Iterator[FoundLink]:
        """Yield what the wording carries; whom it asks is not taken from it where the row says so itself.

        Objectives that people coded come first in rank.
        """
        first = [k.node for k in coded.links if k.type == "ADDRESSES"]
        rank = len(first)
        for link in reading.links:
            named = link.node in self.gazetteer.states or link.node in self.gazetteer.bodies
            if link.type not in _OF_WORDING or (link.type == "CALLS_ON" and (named or actors["addressee"])):
                continue
            if link.type == "ADDRESSES" and first:
                rank += link.node not in first
                link = replace(link, rank=first.index(link.node) + 1 if link.node in first else rank)
            yield replace(link, statement=id, start=link.start + offset, end=link.end + offset)

    def _tell_labels(self, row: Row, coded: Coded) -> None:
        for role, label in coded.unmatched:
            kind = {"objectives": "objective", "groups": "group", "principles": "principle"}.get(role, "entry in the codebook")
            self.told.add("note", f'label "{label}" has no {kind}; kept as theme', row.numbers[0])


def _unique(parts: Iterable[NamePart]) -> list[NamePart]:
    """Return each actor once, in the order of the cells."""
    found: dict[str | None, NamePart] = {}
    for part in parts:
        found.setdefault(part.id, part)
    return list(found.values())


def _coded_columns(rows: Iterable[Row]) -> frozenset[str]:
    """Return the headings of columns of actors in which every cell is an ISO code of a State."""
    states = load_gazetteer().states
    cells = [c for row in rows for role in ACTOR_ROLES for c in row.cells.get(role, ())]
    other = {c.heading for c in cells if c.text not in states}
    return frozenset(c.heading for c in cells) - other
