"""What can be followed up in a statement: by when, with what money, measured how, with whom; and its stand."""

import re
from dataclasses import replace
from functools import cache

from graphkit.read.statements.amounts import find_amounts, find_measures
from graphkit.read.statements.dates import any_phrase, find_deadlines
from graphkit.read.statements.position import find_position
from graphkit.read.statements.promises import READ_LANGUAGES
from graphkit.read.statements.specificity import find_specificity
from graphkit.reference.language import get_language_data
from graphkit.text.document import Document, Span, Statement
from graphkit.text.folding import fold_letters

_FOLLOWED = ("recommendation", "practice")
"""Kinds in which dates, sums and measures are of something done or to be done."""


def add_details(document: Document, statement: Statement) -> Statement:
    """Return the statement with its position and, where its wording states them, what can be followed up."""
    text, language = document.wording(statement), document.metadata.language
    lead = document.wording(statement.lead) if statement.lead else ""
    position = find_position(text, statement.kind, language, lead)
    span = Span(statement.start + position.start, statement.start + position.end) if position.end else None
    judged = replace(
        statement, position=position.value, position_span=span, opposes_harm=position.harm if position.harm else None
    )
    return _add_followed(judged, text, language) if statement.kind in _FOLLOWED else judged


def _add_followed(statement: Statement, text: str, language: str) -> Statement:
    amount = next(iter(find_amounts(text, language)), None)
    measure = next(iter(find_measures(text, language)), None)
    asked = statement.kind == "recommendation"
    return replace(
        statement,
        due=_find_due(text, language) if asked else None,
        amount=amount.value if amount else None,
        currency=amount.currency if amount else None,
        indicator=text[measure.start : measure.end] if measure else None,
        partner=find_partner(text, language),
        specificity=find_specificity(text, language) if asked else None,
    )


def _find_due(text: str, language: str) -> str | None:
    return next((d.due for d in find_deadlines(text, language) if d.due), None)


def find_partner(text: str, language: str) -> str | None:
    """Return the exact wording of who is to act together with the one who is asked; None where it is not said.

    >>> find_partner("Peru will train judges in cooperation with the bar association, by 2027.", "en")
    'the bar association'
    """
    if language not in READ_LANGUAGES:
        return None
    match = _get_pattern(language).search(fold_letters(text))
    return " ".join(text[slice(*match.span("who"))].split()) if match else None


@cache
def _get_pattern(language: str) -> re.Pattern[str]:
    data = get_language_data("position", language)
    end = any_phrase(data["partner_end"])
    return re.compile(
        rf"\b(?:{any_phrase(data['partner'])})\s+(?P<who>[^,;:.()]{{3,120}}?)(?=\s+(?:{end})\b|[,;:.()]|\s*\Z)"
    )
