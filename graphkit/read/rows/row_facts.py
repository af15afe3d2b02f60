"""What a row states of its statement besides who speaks and who is asked: dates, answer, place, data."""

import re
from collections.abc import Callable
from typing import Any, get_args

from graphkit.issues import Remarks
from graphkit.read.rows.actor_cells import Actors
from graphkit.read.rows.alone import Core
from graphkit.read.rows.cell_values import EPOCH, read_date, read_session, read_year, year_of_session
from graphkit.read.rows.coding import Coded
from graphkit.reference.language import LANGUAGES
from graphkit.text.document import Statement, StatementKind
from graphkit.text.rows import Cell, Row, RowForm, fold_label

_KINDS = frozenset(get_args(StatementKind))
Facts = dict[str, Any]
"""Name of a property -> its value."""


def _read_page(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"\d{1,6}", cell) else None


def _read_url(cell: str) -> str | None:
    return cell if re.match(r"https?://\S+\Z", cell) else None


def _read_language(cell: str) -> str | None:
    return cell if cell in LANGUAGES else None


_OPEN: dict[str, tuple[str, Callable[[str], Any]]] = {
    "date": ("date", read_date),
    "year": ("year", read_year),
    "session": ("number of a session", read_session),
    "due": ("date", read_date),
    "page": ("number of a page", _read_page),
    "url": ("address that begins with https:// or http://", _read_url),
    "language": (f"language of {', '.join(LANGUAGES)}", _read_language),
}
"""Role -> what its cells are to state, and what reads them."""
_CLOSED = {"kind": "known kind of statement", "strength": "known strength", "response": "known answer"}
"""Role with a closed list -> what its cells are to state."""


class RowFacts:
    """Reads the cells of one table that hold no names and no labels."""

    def __init__(self, file: str, form: RowForm, remarks: Remarks) -> None:
        self._file, self._form, self._remarks = file, form, remarks
        self._first: dict[tuple[str, str], str] = {}
        """Role and heading -> the first cell that can't be read."""

    def kind(self, row: Row) -> str | None:
        """Return the kind that a row states, else that of all rows; None leaves it to the wording."""
        return self._read(row, "kind") or self._form.kind

    def language(self, row: Row) -> str | None:
        """Return the language that a row states, or None."""
        language: str | None = self._read(row, "language")
        return language

    def _read(self, row: Row, role: str) -> Any:
        """Return what the cell of a role states; None where there is none or it can't be read."""
        cell = row.first(role)
        if cell is None:
            return None
        if role in _OPEN:
            return _OPEN[role][1](cell.text)
        value = self._form.values.get(role, {}).get(fold_label(cell.text))
        return value if role != "kind" or value in _KINDS else None

    def find_unread(self, row: Row) -> list[Cell]:
        """Return the cells with a role of which nothing can be read, and remark them."""
        found = []
        for role in (*_OPEN, *_CLOSED):
            cell = row.first(role)
            if cell and self._read(row, role) is None and not cell.text.startswith(EPOCH):
                self._remark(cell, role, row)
                # The words of an answer are a property of the statement already.
                found += [cell] if role != "response" else []
        return found

    def _remark(self, cell: Cell, role: str, row: Row) -> None:
        if role == "due":  # people set deadlines in words as often as by date
            reason = f'{cell.heading} "{cell.text}" is no date; kept as words'
            self._remarks.add("note", reason, row.numbers[0], named=False)
        else:
            what = _CLOSED.get(role) or _OPEN[role][0]
            first = self._first.setdefault((role, cell.heading), cell.text)
            reason = f'{cell.heading} is no {what} ("{first}"); kept as words'
            self._remarks.add("warning", reason, row.numbers[0])

    def dates(self, row: Row) -> Facts:
        """Return what a row states of its ``date``, ``year``, ``session`` and ``due``; never from its wording."""
        found: Facts = {}
        if date := self._read(row, "date"):
            found |= {"date": date, "year": int(date[:4])}
        if session := self._read(row, "session"):
            found["session"] = session
            found.setdefault("year", year_of_session(session))
        if year := self._read(row, "year"):
            found["year"] = year
        if "year" not in found and "year" in self._form.constants:
            found["year"] = read_year(self._form.constants["year"][0])
        if due := self._read(row, "due"):
            found["due"] = due
        return found

    def own(self, row: Row, base: Statement, core: Core, dated: Facts) -> Facts:
        """Return the fields of the statement that a row states over those that its wording gave."""
        found: Facts = {}
        for name, role in (("para", "paragraph"), ("indicator", "indicator")):
            if cell := row.first(role):
                found[name] = cell.text
        if core.number:
            found.setdefault("para", core.number)
        if dated.get("due"):
            found["due"] = dated["due"]
        found["address"] = self._address(row, found.get("para"))
        return found | self._strength(row, base, dated)

    def _strength(self, row: Row, base: Statement, dated: Facts) -> Facts:
        """Return the strength: as stated, else that of the wording; a pledge commits, one with a date to that date."""
        if stated := self._read(row, "strength"):
            return {"strength": stated}
        commits = base.strength.startswith("commit") or (self._form.own and base.strength == "recommend")
        if commits and dated.get("due"):
            return {"strength": "commit-date"}
        return {"strength": "commit"} if commits and base.strength == "recommend" else {}

    def _address(self, row: Row, para: str | None) -> str:
        """Return how to cite a row: a document by its paragraph, else file, sheet and row."""
        if "document" in row.cells and para:
            return f"{row.cells['document'][0].text}, para. {para}"
        sheet = f", {row.sheet}" if row.sheet else ""
        numbers = ", ".join(map(str, row.numbers[:3])) + (" …" if len(row.numbers) > 3 else "")
        return f"{self._file}{sheet}, row{'s' if len(row.numbers) > 1 else ''} {numbers}"

    def stated(self, row: Row, actors: Actors, coded: Coded, dated: Facts) -> Facts:
        """Return the properties that only rows of tables have."""
        issuers = actors["issuer"]
        response = row.first("response")
        found: Facts = {
            "issuer": issuers[0].id if issuers else None,
            "joint": len(issuers) > 1 if issuers else None,
            "response": self._read(row, "response"),
            "response_words": response.text if response else None,
            "coder": ", ".join(coded.coders) or None,
            "codes": coded.codes,
            "data": tuple(self._data(row)),
            "sheet": row.sheet,
            "column": row.column,
            "row": row.numbers[0],
            "rows": tuple(map(str, row.numbers)) if len(row.numbers) > 1 else (),
            **{name: dated.get(name) for name in ("date", "year", "session")},
        }
        for name, role in (("person", "person"), ("source_id", "id")):
            found[name] = cell.text if (cell := row.first(role)) else None
        found |= {role: value for role in ("url", "page") if (value := self._read(row, role)) is not None}
        return found

    def _data(self, row: Row) -> list[str]:
        cells = [*self.find_unread(row), *row.cells.get("note", ())]
        return [*(f"{h}={v}" for h, v in row.data), *(f"{c.heading}={c.text}" for c in cells)]
