"""What speaks for the objectives, principles and groups of a statement, as named figures.

``cue`` figures are the strengths of cues (of the rules' score, for objectives), ``word``, ``lead``, ``heading`` and
``outer`` the words of the statement and around it, ``kind`` its kind, ``place`` its text, ``scope`` whether
people's mobility is named.
"""

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graphkit.read.model.bank import Figures
from graphkit.read.objectives.context import Context, Signs
from graphkit.read.statements.features import find_words
from graphkit.read.statements.folded_text import Page
from graphkit.reference.language import get_grammar
from graphkit.text.document import READ_KINDS, Span
from graphkit.text.folding import fold_letters

LEAD = 400
"""Last characters of a lead-in that are read."""
_CAP = 4.0
_HALF = 0.5
PEOPLE = "scope:people"
"""Figure of a statement that names people on the move."""
_HARDLY = 0.15
"""Share of blocks with a word of mobility below which a text hardly speaks of it."""
_HARDLY_UNPEOPLED = 0.25
"""The same where nobody on the move is named: birds, data and payments migrate, cross borders and return, too."""


def log_odds(score: float) -> float:
    """Return the log odds of a score, kept within about 4.6 of 0."""
    return math.log((score + 0.01) / (1.01 - score))


_SILENT = log_odds(0.0)


def describe_topic(context: Context, page: Page, scores: dict[str, float]) -> Figures:
    """Return the figures of a statement; ``scores`` are the rules' scores by code of objective."""
    figures: Figures = {"bias": 3.0, f"kind:{context.statement.kind}": 1.0}
    for code, score in scores.items():
        figures[f"cue:objective:{code}"] = (log_odds(score) - _SILENT) / 2
    if scores:
        figures["cue:any"] = log_odds(max(scores.values())) / 2
    for channel in ("principle", "group"):
        figures.update(_signs(f"cue:{channel}", context.signs(channel)))
    figures.update(_signs("cue:lead-group", context.lead_signs("group")))
    figures.update(_signs("cue:heading-principle", context.heading_signs("principle")))
    for name, value in (*_words(context, page), *_scope(context, page)):
        figures[name] = value
    meta = page.document.metadata
    figures[f"place:genre-{meta.genre}"] = 1.0
    figures[f"place:language-{meta.language}"] = 1.0
    return figures


def _signs(prefix: str, signs: Signs) -> Iterator[tuple[str, float]]:
    for target, sign in signs.items():
        yield f"{prefix}:{target}", min(sign.strength, _CAP) / 2


def _words(context: Context, page: Page) -> Iterator[tuple[str, float]]:
    statement, document = context.statement, page.document
    block = document.blocks[statement.block]
    own = _find(page, Span(statement.start, statement.end))
    if statement.rest:
        own += _find(page, statement.rest)
    scale = 2 / max(1.0, len(own) ** 0.5)
    for a, b in zip(own, [*own[1:], ""], strict=True):
        yield f"word:{a}", scale
        if b:
            yield f"word:{a} {b}", scale
    if block.lead is not None and block.kind == "item":
        lead = document.blocks[block.lead]
        for word in _find(page, Span(max(lead.start, lead.end - LEAD), lead.end)):
            yield f"lead:{word}", _HALF
    for depth, index in enumerate(reversed(block.headings)):
        heading = document.blocks[index]
        for word in _find(page, Span(heading.start, heading.end))[:12]:
            yield f"{'outer' if depth else 'heading'}:{word}", _HALF


@cache
def _get_pattern(language: str, words_of: str = "mobility") -> re.Pattern[str] | None:
    words = get_grammar(language).get(words_of, [])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None


@lru_cache(maxsize=1)
def _share_of_mobility(page: Page) -> float:
    """Return how much of a text's blocks holds a word of people's mobility."""
    pattern = _get_pattern(page.document.metadata.language)
    blocks = [b for b in page.document.blocks if b.kind in READ_KINDS]
    if pattern is None or not blocks:
        return 0.5
    return sum(pattern.search(page.text, *page.place(b)) is not None for b in blocks) / len(blocks)


def _scope(context: Context, page: Page) -> Iterator[tuple[str, float]]:
    """Yield whether people's mobility is named: by the statement, around it, in how much of the text."""
    pattern = _get_pattern(page.document.metadata.language)
    people = _get_pattern(page.document.metadata.language, "moving_people")
    if people and people.search(page.text, *page.place(context.statement)):
        yield PEOPLE, 1.0
    if pattern is None:
        return
    statement, block = context.statement, page.document.blocks[context.statement.block]
    near = [page.document.blocks[i] for i in (*block.headings, *([block.lead] if block.lead is not None else []))]
    own = pattern.search(page.text, *page.place(statement)) is not None
    around = any(pattern.search(page.text, *page.place(b)) for b in near)
    share = _share_of_mobility(page)
    yield "scope:own", float(own)
    yield "scope:near", float(around)
    yield "scope:text", 2 * share
    yield "scope:silent", float(not own and not around)
    nowhere = _is_elsewhere(page, pattern, share, people)
    yield "scope:nowhere", float(nowhere)
    yield "scope:silent-nowhere", float(nowhere and not own)


def _is_elsewhere(page: Page, pattern: re.Pattern[str], share: float, people: re.Pattern[str] | None) -> bool:
    """Whether a text is about something else: it hardly has a word of mobility, and its title has none."""
    somebody = people is None or people.search(page.text) is not None
    least = _HARDLY if somebody else _HARDLY_UNPEOPLED
    return share < least and not pattern.search(fold_letters(page.document.metadata.title or ""))


def is_nowhere(figures: Figures) -> bool:
    """Whether the text of a statement hardly has a word of people's mobility."""
    return figures.get("scope:nowhere", 0.0) > 0


def _find(page: Page, span: Span) -> list[str]:
    start, end = page.place(span)
    return find_words(page.text[start:end])


def topic_texts(context: Context, page: Page) -> tuple[str, str, str]:
    """Return the wordings whose vectors are read: of the statement, of its lead-in, of its innermost heading."""
    statement, document = context.statement, page.document
    block = document.blocks[statement.block]
    own = document.text[statement.start : statement.end]
    if statement.rest:
        own += " " + document.text[statement.rest.start : statement.rest.end]
    lead = heading = ""
    if block.lead is not None and block.kind == "item":
        lead = document.wording(document.blocks[block.lead])[-LEAD:]
    if block.headings:
        heading = document.wording(document.blocks[block.headings[-1]])
    return own, lead, heading
