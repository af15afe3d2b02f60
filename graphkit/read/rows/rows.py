"""A table's document -> its reading: each row one statement, with the links that its cells state."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from graphkit.graph.ontology import Node
from graphkit.ids import make_id
from graphkit.issues import Issues, Remarks
from graphkit.read.model.heads import Heads
from graphkit.read.reading import FoundLink, Reading
from graphkit.read.rows.actor_cells import ActorCells, Actors
from graphkit.read.rows.alone import ROW, AloneReader, ReadText, find_core, shift
from graphkit.read.rows.coding import Coded, Coding
from graphkit.read.rows.row_facts import Facts, RowFacts
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.text.document import Document, Statement
from graphkit.text.rows import ACTOR_ROLES, Row, RowForm

_OF_WORDING = frozenset({"ADDRESSES", "INVOKES", "CONCERNS", "MENTIONS", "ABOUT", "CALLS_ON", "CARRIES_OUT"})
"""Links that the wording of a row may carry; who speaks is never taken from it."""
_AT_ONCE = 500
"""Rows that are encoded at once."""
_KIND_OF = {"objectives": "objective", "groups": "group", "principles": "principle"}


def read_rows(
    document: Document, frameworks: Sequence[str], issues: Issues, heads: Heads | None, read: ReadText
) -> Reading:
    """Return the reading of a table; ``read`` reads the wording of one row as a document of its own.

    Labels that people gave are those of the first framework.
    UnknownNameError or InputError where a names file or codebook names what does not exist.
    """
    return _RowReader(document, frameworks[0]).read(
        AloneReader(document, frameworks, heads, _form(document).fallback, read), issues
    )


def check_rows(document: Document, framework: str, issues: Issues) -> None:
    """Record what reading a table would say of its cells, without reading the wordings."""
    _RowReader(document, framework).check(issues)


def _form(document: Document) -> RowForm:
    return document.form or RowForm()


class _RowReader:
    def __init__(self, document: Document, framework: str) -> None:
        self._document, self._form = document, _form(document)
        self._remarks = Remarks()
        self._actors = ActorCells(self._form, document.rows, self._remarks)
        self._facts = RowFacts(document.source.name, self._form, self._remarks)
        self._coding = Coding(self._form, framework)
        self._seen: Counter[str] = Counter()
        gazetteer = load_gazetteer()
        self._known = frozenset(gazetteer.states) | frozenset(gazetteer.bodies)

    def read(self, alone: AloneReader, issues: Issues) -> Reading:
        statements: list[Statement] = []
        links: list[FoundLink] = []
        nodes: dict[str, Node] = {}
        for at, row in enumerate(self._document.rows):
            if at % _AT_ONCE == 0:
                alone.prepare(map(self._core, self._document.rows[at : at + _AT_ONCE]))
            statement, found, new = self._read_row(row, alone)
            statements.append(statement)
            links += found
            for node in new:
                nodes.setdefault(node.id, node)
        issues.extend(self._remarks.issues(self._document.source.name))
        kept: dict[str, Node] = {**nodes, **self._actors.bodies}
        used = {link.node for link in links}
        named = tuple(kept[i] for i in sorted(kept) if i in used)
        return Reading(self._document, tuple(statements), tuple(links), named)

    def check(self, issues: Issues) -> None:
        for row in self._document.rows:
            self._actors.find(row, self._closing(row)[1])
            self._facts.find_unread(row)
            self._remark_labels(row, self._coding.read("", row.labels))
        issues.extend(self._remarks.issues(self._document.source.name))

    def _closing(self, row: Row) -> tuple[int, list[Any]]:
        """Return where the wording ends, and the speakers in brackets after it."""
        text = row.cells["text"][0].text
        return self._actors.names.closing(text) if self._form.closing else (len(text), [])

    def _core(self, row: Row) -> str:
        """Return the wording of a row without the number before it and the speakers after it."""
        text = row.cells["text"][0].text
        core = find_core(text, self._closing(row)[0])
        return text[core.start : core.end]

    def _read_row(self, row: Row, alone: AloneReader) -> tuple[Statement, list[FoundLink], Iterable[Node]]:
        cell = row.cells["text"][0]
        end, closing = self._closing(row)
        core = find_core(cell.text, end)
        language = self._facts.language(row)
        reading = alone.read(cell.text[core.start : core.end], self._facts.kind(row), language)
        actors, dated = self._actors.find(row, closing), self._facts.dates(row)
        id = self._make_id(cell.text, actors, dated)
        coded = self._coding.read(id, row.labels)
        self._remark_labels(row, coded)
        base, offset = reading.statements[0], cell.start + core.start
        facts = self._facts.stated(row, actors, coded, dated) | ({"language": language} if language else {})
        statement = replace(
            base,
            id=id,
            start=cell.start,
            end=cell.end,
            block=row.block,
            strength_span=shift(base.strength_span, offset),
            position_span=shift(base.position_span, offset),
            stated=facts,
            **self._facts.own(row, base, core, dated),
        )
        links = [*_actor_links(id, actors), *self._wording_links(id, reading, offset, coded, actors), *coded.links]
        return statement, links, [*reading.nodes, *coded.nodes]

    def _make_id(self, text: str, actors: Actors, dated: Facts) -> str:
        """Return an id of what the row says, so that the order of rows changes none."""
        who = [",".join(sorted(str(p.id) for p in actors[role])) for role in ACTOR_ROLES]
        when = [dated.get(name) for name in ("date", "year", "session")]
        key = make_id("statement", self._document.id, text, *who, *when)
        self._seen[key] += 1
        return key if self._seen[key] == 1 else make_id("statement", key, self._seen[key])

    def _wording_links(
        self, id: str, reading: Reading, offset: int, coded: Coded, actors: Actors
    ) -> Iterator[FoundLink]:
        """Yield what the wording carries; whom it asks is not taken from it where the row says so itself.

        Objectives that people coded come first in rank.
        """
        first = [k.node for k in coded.links if k.type == "ADDRESSES"]
        rank = len(first)
        for link in reading.links:
            # Whom "participants" or "some States" stand for, a row alone does not say.
            if link.type not in _OF_WORDING or link.node.startswith(f"{ROW}:"):
                continue
            if link.type == "CARRIES_OUT" and reading.statements[0].kind != "practice":
                continue
            if link.type == "CALLS_ON" and (link.node in self._known or actors["addressee"]):
                continue
            if link.type == "ADDRESSES" and first:
                rank += link.node not in first
                link = replace(link, rank=first.index(link.node) + 1 if link.node in first else rank)
            yield replace(link, statement=id, start=link.start + offset, end=link.end + offset)

    def _remark_labels(self, row: Row, coded: Coded) -> None:
        for role, label in coded.unmatched:
            kind = _KIND_OF.get(role, "entry in the codebook")
            self._remarks.add("note", f'label "{label}" has no {kind}; kept as theme', row.numbers[0], named=False)


def _actor_links(id: str, actors: Actors) -> Iterator[FoundLink]:
    for part in actors["issuer"]:
        node = cast(str, part.id)
        yield FoundLink("ISSUED", id, node, 1.0, "table:issuer", part.start, part.end)
        yield FoundLink("SAID_BY", id, node, 1.0, "table:issuer", part.start, part.end, manner="own")
    for part in actors["addressee"]:
        yield FoundLink("CALLS_ON", id, cast(str, part.id), 1.0, "table:addressee", part.start, part.end)
