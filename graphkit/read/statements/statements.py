"""Document -> statements: the candidate units that say something, with kind, lead-in and strength."""

from collections import Counter
from typing import cast

from graphkit.ids import make_id
from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.model.heads import Heads, get_heads
from graphkit.read.statements.deciding import Decide, Decision, decide_kinds
from graphkit.read.statements.details import add_details
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.strength import add_addressee, find_strength
from graphkit.read.statements.units import Unit, find_units
from graphkit.text.document import Document, Span, Statement, StatementKind


def read_statements(
    document: Document,
    issues: Issues,
    heads: Heads | None = None,
    decide: Decide | None = None,
    seen: Counter[str] | None = None,
) -> list[Statement]:
    """Return the statements of a document in the order of the text; what is none is counted in ``issues``.

    ``heads`` decide the kinds, the packaged ones where none are given; ``decide`` may change what they decided.
    ``seen`` counts equal wordings over the parts of a document that are read one by one: each gets an id of its own.
    """
    units = find_units(document)
    reader = KindReader(get_page(document), units)
    seen = Counter() if seen is None else seen
    statements: list[Statement] = []
    for unit, decided in zip(units, decide_kinds(reader, units, heads or get_heads()), strict=True):
        decision = decided if decide is None else decide(decided)
        if decision.kind == "none":
            place = f"{document.source.name}:{unit.start}"
            issues.add("statements", place, f"no statement ({decision.rule.replace('-', ' ')})")
        else:
            statement = _make_statement(document, unit, decision, reader, seen)
            if statement.strength == "commit":
                statement = add_addressee(statement, find_addressees(document, statement))
            statements.append(add_details(document, statement))
    return statements


def _make_statement(
    document: Document, unit: Unit, decision: Decision, reader: KindReader, seen: Counter[str]
) -> Statement:
    page, lead = reader.page, reader.lead_of(unit)
    folded = page.text[slice(*page.place(unit))]
    if unit.rest is not None:
        folded += " " + page.text[slice(*page.place(unit.rest))]
    ordinal = seen[folded]
    seen[folded] += 1
    shares = dict(decision.shares)
    strength, span = find_strength(reader, unit, decision.kind)
    return Statement(
        id=make_id("statement", document.id, folded, ordinal),
        start=unit.start,
        end=unit.end,
        kind=cast(StatementKind, decision.kind),
        block=unit.block.index,
        score=shares.pop(decision.kind, 0.0),
        rule=decision.rule,
        lead=None if lead is None else Span(lead.start, lead.end),
        rest=unit.rest,
        strength=strength,
        strength_span=span,
        candidates=shares,
    )
