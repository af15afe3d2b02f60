"""The shape of a unit's wording: where its clause begins, whether it orders, names an action, or opens a list."""

import re
from typing import Literal

from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.units import Unit

Form = Literal["order", "action-in-ing", "action-noun", ""]
_FORMS: tuple[Form, ...] = ("", "action-noun", "action-in-ing", "order")
"""Weakest first."""
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_BEGINNING, _CLAUSE, _LABEL, _OPENINGS = 48, 200, 40, 6
"""Characters in which the first words, the end of a topic and that of a label stand; most openings of a clause."""
_ANNOUNCED, _TAIL, _TITLE, _TOPIC, _OBJECT = 70, 400, 6, 140, 2
"""Lengths within which a lead-in names its list, announces it, is a title (words), or gives a topic only."""
_WEIGHTY = 2.5
_PAST = re.compile(r"\b(?!united\b)\w{2,}(?:ed|[ai]eron|aron)\b")


def find_heads(page: Page, start: int, end: int) -> list[int]:
    """Return where the clause of a unit may begin: at its start, after its opening words, after its topic."""
    text, words, heads = page.text, page.words, [start]
    at = start
    while len(heads) <= _OPENINGS and (match := words.openings.match(text, at, end)):
        at = match.end()
        heads.append(at)
    label = text.find(": ", at, min(end, at + _LABEL))
    if label > 0:
        heads.append(label + 2)
    if words.topics.match(text, at, end):
        comma = text.find(", ", at, min(end, at + _CLAUSE))
        if comma > 0:
            heads.append(comma + 2)
    return heads


def find_form(page: Page, heads: list[int], end: int) -> Form:
    """Return the strongest form that the wording has at one of its heads."""
    return max((_form_at(page, head, end) for head in heads), key=_FORMS.index)


def _form_at(page: Page, start: int, end: int) -> Form:
    words = page.words
    found = _WORD.findall(page.text, start, min(end, start + _BEGINNING))[:4]
    if not found:
        return ""
    first = found[0]
    if first in words.orders:
        noun = first in words.ambiguous and len(found) > 1 and found[1] in words.noun_followers
        return "action-noun" if noun else "order"
    if first.endswith(words.gerund) and first not in words.not_actions:
        return "action-in-ing"
    named = any(w.endswith(words.noun_endings) for w in found[:2])
    return "action-noun" if named and any(w in words.noun_prepositions for w in found[1:]) else ""


def is_clause(page: Page, start: int, end: int) -> bool:
    """Whether the wording has a verb of its own, not only in a relative clause."""
    end = min(end, start + _CLAUSE)
    relative = page.words.relative.search(page.text, start, end)
    return bool(page.words.finite.search(page.text, start, relative.start() if relative else end))


def find_done(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Return where a verb form tells a thing as done ("has trained")."""
    found = page.words.done.search(page.text, start, end)
    return found.span() if found else None


def only_opens(page: Page, unit: Unit, heads: list[int], end: int) -> bool:
    """Whether a unit that opens a list says nothing of its own.

    It does not where it announces the list by a noun at its end ("the following measures:"), where it only gives a
    topic ("As regards ports:"), or where it is a title of a few words.
    """
    text, start = page.text, heads[0]
    if unit.block.kind == "item" and text.startswith((".", ";", "!"), end - 1) and _acts(page, heads, end):
        return False
    if text.count(" ", start, end) < _TITLE:
        own = unit.block.kind == "item" and find_form(page, heads, end) == "order"
        return not (own and _has_object(page, heads[-1], end))
    if unit.block.kind == "item" and (text.find(". ", start, end - 1) > 0 or _form_at(page, start, end)):
        return False
    if page.hits("lead", max(start, end - _ANNOUNCED), end):
        return True
    if page.words.announcing.search(text, max(start, end - _TAIL), end):
        return True
    weighty = any(h.cue.weight >= _WEIGHTY and h.cue.at == "any" for h in page.hits("cue", start, end))
    return not weighty and end - start < _TOPIC and bool(page.words.topics.match(text, start, end))


def lists_people(page: Page, unit: Unit, start: int, end: int) -> bool:
    """Whether a unit is an entry of a list of persons, without a verb, or tells whom a delegation is made of."""
    if page.words.composition.match(page.text, start, end):
        return True
    person = page.words.person.match(page.text, start, end)
    if person is None or (unit.block.kind == "paragraph" and page.text.startswith(".", end - 1)):
        return False
    return not any(verb.search(page.text, person.end(), end) for verb in (page.words.finite, page.words.content, _PAST))


def _acts(page: Page, heads: list[int], end: int) -> bool:
    """Whether an item orders something or says who does it: a sentence, whatever stands under it."""
    asks = any(h.cue.kind in ("recommend", "commit", "undertake") for h in page.hits("strength", heads[0], end))
    return asks or find_form(page, heads, end) == "order" or is_clause(page, heads[0], end)


def _has_object(page: Page, start: int, end: int) -> bool:
    """Whether an order names what is to be done, not only "Also:" or "Consider:"."""
    return page.text.count(" ", start, end) >= _OBJECT
