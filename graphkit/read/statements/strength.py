"""How strongly a statement binds: the ladder of normative strength, with the words that show the step.

From a right or principle over "consider" and "should" to "must"; a commitment counts more with a named addressee,
more still with a named mechanism or resources, most with a date or an indicator. The steps follow the distinction
of obligation and precision in Abbott et al., "The Concept of Legalization" (International Organization 54, 2000).
"""

from dataclasses import replace

from graphkit.match.phrases import Hit
from graphkit.read.reading import FoundLink
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.units import Unit
from graphkit.text.document import Span, Statement

_BASE = ("consider", "recommend", "commit")
_ADDED = ("commit-means", "commit-date")


def find_strength(reader: KindReader, unit: Unit, kind: str) -> tuple[str, Span | None]:
    """Return the step of the ladder and where its words stand, in the unit or in the sentence that opens its list."""
    if kind not in ("recommendation", "principle"):
        return "none", None
    page, lead = reader.page, reader.lead_of(unit)
    own = page.hits("strength", *page.place(unit))
    if unit.rest is not None:
        own += page.hits("strength", *page.place(unit.rest))
    base = _strongest(own, _BASE)
    if kind == "principle":
        return ("principle", None) if base is None else ("principle", page.source(base))
    if base is None and lead is not None:
        base = _strongest(page.hits("strength", *page.place(lead)), _BASE)
    if base is None:
        return "recommend", None
    added = _strongest(own, _ADDED) if base.cue.kind == "commit" else None
    return (added or base).cue.kind, page.source(added or base)


def add_addressee(statement: Statement, links: list[FoundLink]) -> Statement:
    """Return a commitment one step higher where it has an addressee, with the words that name it."""
    if statement.strength != "commit" or not links:
        return statement
    return replace(statement, strength="commit-addressee", strength_span=Span(links[0].start, links[0].end))


def _strongest(hits: list[Hit], steps: tuple[str, ...]) -> Hit | None:
    """Return the first hit of the highest step among some, if there is any."""
    found = [h for h in hits if h.cue.kind in steps]
    return max(found, key=lambda h: (steps.index(h.cue.kind), -h.start), default=None)
