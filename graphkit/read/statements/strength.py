"""How strongly a statement binds: the ladder of normative strength, with the words that show the step.

From a right or principle over "consider" and "should" to "must"; a commitment counts more with a named addressee,
more still with a sum or means bound to it, most with a date or a measured target. The steps follow the distinction
of obligation and precision in Abbott et al., "The Concept of Legalization" (International Organization 54, 2000).
"""

import re
from dataclasses import replace
from functools import cache

from graphkit.match.phrases import Hit
from graphkit.read.reading import FoundLink
from graphkit.read.statements.dates import any_phrase
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.position import READ_LANGUAGES
from graphkit.read.statements.units import Unit
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.language import get_language_data
from graphkit.text.document import Block, Document, Span, Statement
from graphkit.text.folding import fold_letters

_BASE = ("consider", "recommend", "commit")
_ADDED = ("commit-means", "commit-date")
_UNDERTAKING = "undertake"
_AND = "and|y|e"
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
        promise := _find_promise(page.document, unit)
    ):
        base_kind, span = "commit", promise
        added = _strongest(own, _ADDED)
        return (added.cue.kind, page.source(added)) if added else (base_kind, span)
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


def _find_promise(document: Document, unit: Unit) -> Span | None:
    """Return the words by which the one who acts promises: "Peru will", "We will", "Perú garantizará".

    Only a named State, a government or a first person binds itself so: of others "will" only foretells.
    """
    if document.metadata.language not in READ_LANGUAGES:
        return None
    match = _get_promise(document.metadata.language).match(fold_letters(document.text[unit.start : unit.end]))
    return Span(unit.start + match.start("words"), unit.start + match.end("words")) if match else None


@cache
def _get_promise(language: str) -> re.Pattern[str]:
    data = get_language_data("position", language)["promise"]
    states = {name for s in load_gazetteer().states.values() for name in (s.name, s.name_es) if name}
    who = any_phrase([*data["who"], *states])
    before, of = any_phrase(data["before"]), any_phrase(data["of"])
    will = "|".join([*([any_phrase(data["will"])] if data["will"] else []), *data["endings"]])
    own = "|".join([*([any_phrase(data["own"])] if data["own"] else []), *data["own_endings"]])
    listed = rf"(?:(?:{any_phrase(states)})(?:\s*,\s*|\s+(?:{_AND})\s+))*"
    return re.compile(
        rf"[\W\d]*(?:(?:{before})\s+)*(?P<words>{listed}(?:{who})(?:\s+(?:{of})\s+(?:{any_phrase(states)}))?\s+(?:{will})\b"
        rf"|(?:{own})\b)"
    )


def add_addressee(statement: Statement, links: list[FoundLink]) -> Statement:
    """Return a commitment one step higher where it has an addressee, with the words that name it."""
    if statement.strength != "commit" or not links:
        return statement
    return replace(statement, strength="commit-addressee", strength_span=Span(links[0].start, links[0].end))


def _strongest(hits: list[Hit], steps: tuple[str, ...]) -> Hit | None:
    """Return the first hit of the highest step among some, if there is any."""
    found = [h for h in hits if h.cue.kind in steps]
    return max(found, key=lambda h: (steps.index(h.cue.kind), -h.start), default=None)
