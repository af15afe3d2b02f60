"""How strongly a statement binds: the ladder of normative strength, with the words that show the step.

From a right or principle over "consider" and "should" to "must"; a commitment counts more with a named addressee,
more still with a sum or means bound to it, most with a date or a measured target. The steps follow the distinction
of obligation and precision in Abbott et al., "The Concept of Legalization" (International Organization 54, 2000).
"""

from dataclasses import replace

from graphkit.match.phrases import Hit
from graphkit.read.reading import FoundLink
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.promises import find_promise
from graphkit.read.statements.tables import PROMISED_COLUMN, find_heading_cue
from graphkit.read.statements.units import Unit
from graphkit.text.document import Block, Document, Span, Statement

_BASE = ("consider", "recommend", "commit")
_ADDED = ("commit-means", "commit-date")
_UNDERTAKING = "undertake"
_TAIL = 60
"""Characters at the end of a lead-in in which words of agreement make its list a promise."""


def find_strength(reader: KindReader, unit: Unit, kind: str) -> tuple[str, Span | None]:
    """Return the step of the ladder and where its words stand, in the unit or in the sentence that opens its list."""
    if kind not in ("recommendation", "principle"):
        return "none", None
    page, lead = reader.page, reader.lead_of(unit) or _find_heading(reader.page.document, unit)
    own = page.hits("strength", *page.place(unit))
    if unit.rest is not None:
        own += page.hits("strength", *page.place(unit.rest))
    base = _strongest(own, _BASE)
    if kind == "principle":
        return ("principle", None) if base is None else ("principle", page.source(base))
    if base is None and lead is not None:
        above = page.hits("strength", *page.place(lead))
        base = _find_undertaking(page, lead, above) or _strongest(above, _BASE)
    if (base is None or base.cue.kind not in ("commit", _UNDERTAKING)) and (
        promise := find_promise(page.document.text[unit.start : unit.end], page.document.metadata.language)
    ):
        added = _strongest(own, _ADDED)
        span = Span(unit.start + promise.start, unit.start + promise.end)
        return (added.cue.kind, page.source(added)) if added else ("commit", span)
    if base is None and unit.block.kind == "row":
        head = find_heading_cue(page, unit.block, unit.start)
        if head and head.cue.name == PROMISED_COLUMN:
            return "commit", page.source(head)
    if base is None:
        return "recommend", None
    step = "commit" if base.cue.kind == _UNDERTAKING else base.cue.kind
    added = _strongest(own, _ADDED) if step == "commit" else None
    return (added.cue.kind if added else step), page.source(added or base)


def _find_heading(document: Document, unit: Unit) -> Block | None:
    """Return the innermost heading where it opens a list as a lead-in does: "THE MINISTERS AGREE:"."""
    heading = document.blocks[unit.block.headings[-1]] if unit.block.headings else None
    return heading if heading and document.text[heading.start : heading.end].rstrip("*_ ").endswith(":") else None


def _find_undertaking(page: Page, lead: Unit | Block, hits: list[Hit]) -> Hit | None:
    """Return the words at the end of a lead-in by which those who speak promise what its list holds: "We agree to:"."""
    end = page.place(lead)[1]
    found = [h for h in hits if h.cue.kind == _UNDERTAKING and h.end >= end - _TAIL]
    return next((h for h in reversed(found) if not page.words.content.match(page.text, h.end + 1, end)), None)


def add_addressee(statement: Statement, links: list[FoundLink]) -> Statement:
    """Return a commitment one step higher where it has an addressee, with the words that name it."""
    if statement.strength != "commit" or not links:
        return statement
    return replace(statement, strength="commit-addressee", strength_span=Span(links[0].start, links[0].end))


def _strongest(hits: list[Hit], steps: tuple[str, ...]) -> Hit | None:
    """Return the first hit of the highest step among some, if there is any."""
    found = [h for h in hits if h.cue.kind in steps]
    return max(found, key=lambda h: (steps.index(h.cue.kind), -h.start), default=None)
