"""What a row states of its statement besides who speaks and who is asked: dates, answer, place, data."""

import re
from typing import Any

from graphkit.read.rows.actor_cells import Actors
from graphkit.read.rows.alone import Core
from graphkit.read.rows.cell_values import read_date, read_session, read_year, year_of_session
from graphkit.read.rows.coding import Coded
from graphkit.read.rows.remarks import Remarks
from graphkit.text.document import Statement
from graphkit.text.rows import Row, RowForm, fold_label

_KINDS = frozenset({"recommendation", "principle", "practice", "challenge", "definition"})
Facts = dict[str, Any]
"""Name of a property -> its value."""


class RowFacts:
    """Reads the cells of one table that hold no names and no labels."""

    def __init__(self, file: str, form: RowForm, remarks: Remarks) -> None:
        self._file, self._form, self._remarks = file, form, remarks

    def kind(self, row: Row) -> str | None:
        """Return the kind that a row states, else that of all rows; None leaves it to the wording."""
        stated = self._closed(row, "kind")
        return stated if stated in _KINDS else self._form.kind

    def _closed(self, row: Row, role: str) -> str | None:
        """Return what a cell of a closed list stands for; None where there is none or it is not known."""
        cell = row.first(role)
        return self._form.values.get(role, {}).get(fold_label(cell.text)) if cell else None

    def dates(self, row: Row) -> Facts:
        """Return what a row states of its ``date``, ``year``, ``session`` and ``due``; never from its wording."""
        found: Facts = {}
        if (cell := row.first("date")) and (date := read_date(cell.text)):
            found |= {"date": date, "year": int(date[:4])}
        if (cell := row.first("session")) and (session := read_session(cell.text)):
            found["session"] = session
            found.setdefault("year", year_of_session(session))
        if (cell := row.first("year")) and (year := read_year(cell.text)):
            found["year"] = year
        if "year" not in found and "year" in self._form.constants:
            found["year"] = read_year(self._form.constants["year"][0])
        if cell := row.first("due"):
            if due := read_date(cell.text):
                found["due"] = due
            else:
                self._remarks.add("note", f'{cell.heading} "{cell.text}" is no date; kept as words', row.numbers[0])
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
        if stated := self._closed(row, "strength"):
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
            "response": self._closed(row, "response"),
            "response_words": response.text if response else None,
            "coder": ", ".join(coded.coders) or None,
            "codes": coded.codes,
            "data": tuple(_data(row, dated)),
            "sheet": row.sheet,
            "column": row.column,
            "row": row.numbers[0],
            "rows": tuple(map(str, row.numbers)) if len(row.numbers) > 1 else (),
            **{name: dated.get(name) for name in ("date", "year", "session")},
        }
        for name, role in (("person", "person"), ("source_id", "id")):
            found[name] = cell.text if (cell := row.first(role)) else None
        if (cell := row.first("url")) and re.match(r"https?://\S+\Z", cell.text):
            found["url"] = cell.text
        if (cell := row.first("page")) and re.fullmatch(r"\d{1,6}", cell.text):
            found["page"] = int(cell.text)
        return found


def _data(row: Row, dated: Facts) -> list[str]:
    data = [f"{heading}={value}" for heading, value in row.data]
    due = row.first("due")
    data += [f"{due.heading}={due.text}"] if due and "due" not in dated else []
    return data + [f"{c.heading}={c.text}" for c in row.cells.get("note", ())]
