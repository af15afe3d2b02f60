"""Document -> statements: the candidate units that say something, with kind, lead-in and strength."""

import re
from collections import Counter
from typing import cast

from graphkit.document import Document, Span, Statement, StatementKind
from graphkit.extract.kinds import KindReader, Verdict
from graphkit.extract.strength import find_strength
from graphkit.extract.units import Unit, find_units
from graphkit.ids import make_id
from graphkit.issues import Issues

_WORD = re.compile(r"[^\W_]+")


def read_statements(document: Document, issues: Issues) -> list[Statement]:
    """Return the statements of a document in the order of the text; what is none is counted in ``issues``."""
    units = find_units(document)
    reader = KindReader(document, units)
    seen: Counter[str] = Counter()
    statements: list[Statement] = []
    for unit in units:
        verdict = reader.classify(unit)
        if verdict.kind == "none":
            place = f"{document.source.name}:{unit.start}"
            issues.add("statements", place, f"no statement ({verdict.rule.replace('-', ' ')})")
        else:
            statements.append(_make_statement(document, unit, verdict, reader, seen))
    return statements


def _make_statement(
    document: Document, unit: Unit, verdict: Verdict, reader: KindReader, seen: Counter[str]
) -> Statement:
    wording = document.text[unit.start : unit.end]
    if unit.rest is not None:
        wording += " " + document.text[unit.rest.start : unit.rest.end]
    folded = " ".join(_WORD.findall(wording.casefold()))
    ordinal = seen[folded]
    seen[folded] += 1
    lead = reader.lead_of(unit)
    strength, span = find_strength(reader, unit, verdict.kind)
    return Statement(
        id=make_id("statement", document.id, folded, ordinal),
        start=unit.start,
        end=unit.end,
        kind=cast(StatementKind, verdict.kind),
        block=unit.block.index,
        score=verdict.score,
        rule=verdict.rule,
        lead=None if lead is None else Span(lead.start, lead.end),
        rest=unit.rest,
        strength=strength,
        strength_span=span,
        candidates=verdict.candidates,
    )
