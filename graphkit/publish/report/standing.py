"""What was read, where an actor or body stands, and what others ask of it."""

import numpy as np

from graphkit.analysis.base import Finding, Result, make_finding
from graphkit.analysis.columns import KINDS, NO_YEAR, Table
from graphkit.analysis.facets import names_by_statement
from graphkit.publish.report.focus import Focus

DOCUMENT_COLUMNS = ("document", "title", "year", "genre", "language", "statements", *KINDS, "share_read")
STANDING_COLUMNS = ("actor", "actor_title", "relation", "other", "other_title")
ASKED_COLUMNS = ("actor", "actor_title", "wording", "speakers", "objectives")


def find_documents(table: Table) -> Result:
    """Return one finding a document: what it is, how much of it was read, its statements by kind."""
    findings = tuple(_document(table, d) for d in range(len(table.documents)))
    notes = ("Share read: characters of the blocks looked at for statements, of all characters.",)
    return Result("documents", "Documents and their statements", DOCUMENT_COLUMNS, findings, notes=notes)


def _document(table: Table, d: int) -> Finding:
    inside = table.document == d
    whole = int(table.characters[d])
    values = {
        "document": table.documents.ids[d],
        "title": table.documents.titles[d],
        "year": int(table.years[d]) if table.years[d] != NO_YEAR else None,
        "genre": table.genres[d],
        "language": table.languages[d],
        "statements": int(inside.sum()),
        **{kind: int((inside & table.of_kind(kind)).sum()) for kind in KINDS},
        "share_read": round(float(table.characters_read[d]) / whole, 4) if whole else None,
    }
    return make_finding("document", [values["document"]], values, table.ids(np.flatnonzero(inside)))


def find_standing(table: Table, focus: Focus) -> Result:
    """Return one finding a membership or mechanism of the actor asked about (a body: of the body itself)."""
    axis = table.axes["actor"]
    me = axis.get(focus.actors[0])
    member, part = table.ties["member_of"], table.ties["takes_part"]
    relations = [
        ("member of", axis, member.cols[member.rows == me]),
        ("has the member", axis, member.rows[member.cols == me]),
        ("takes part in", table.axes["mechanism"], part.cols[part.rows == me]),
    ]
    rows = [
        (relation, other.ids[i], other.titles[i])
        for relation, other, found in relations
        for i in sorted(found.tolist())
    ]
    findings = tuple(
        make_finding("standing", (axis.ids[me], relation, id), {
            "actor": axis.ids[me], "actor_title": axis.titles[me], "relation": relation, "other": id,
            "other_title": title,
        })
        for relation, id, title in rows
    )  # fmt: skip
    notes = ("From the reference data and the participation tables of the texts.",)
    return Result("standing", "Memberships and mechanisms", STANDING_COLUMNS, findings, notes=notes)


def find_asked(table: Table, focus: Focus) -> Result:
    """Return one finding a recommendation that calls on the actor asked about (a body: on it or a member)."""
    calls, axis = table.ties["calls_on"], table.axes["actor"]
    wanted = {axis.get(id) for id in focus.actors}
    asks = table.of_kind("recommendation")
    names, goals = names_by_statement(table, "speaker"), names_by_statement(table, "objective")
    findings = []
    for s, who in zip(calls.rows.tolist(), calls.cols.tolist(), strict=True):
        if who in wanted and asks[s] and axis.ids[who] not in names.get(s, ()):
            values = {
                "actor": axis.ids[who],
                "actor_title": axis.titles[who],
                "wording": table.texts[s],
                "speakers": names.get(s, []),
                "objectives": goals.get(s, []),
            }
            findings.append(make_finding("asked", (axis.ids[who], table.statements[s]), values, (table.statements[s],)))
    kept = tuple(f for f in findings if focus.on_objective(f.statements))
    return Result("asked", "What others ask of them", ASKED_COLUMNS, kept)
