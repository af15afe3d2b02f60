"""What a page says first: a few sentences in each language, with the places they lead to."""

from collections.abc import Mapping
from typing import Any

from graphkit.analysis.base import Finding
from graphkit.analysis.headline_material import LANGUAGES, Found, Material
from graphkit.analysis.headlines import make_headlines

Rows = Mapping[str, int]


def make_answers(found: Found, entities: Rows, statements: Rows) -> dict[str, Any]:
    """Return language -> the sentences, and what is not offered, one line each with the reason.

    Quotes are rows of ``statements`` with who says them, places rows of ``entities``: no wording is held twice.
    """
    answers = {}
    for language in LANGUAGES:
        result = make_headlines(Material(found, language))
        answers[language] = {
            "findings": [_answer(f, entities, statements) for f in result],
            "missing": list(result.could_not_judge),
        }
    return answers


def _answer(finding: Finding, entities: Rows, statements: Rows) -> dict[str, Any]:
    return {
        "key": finding["key"],
        "text": finding["text"],
        "certainty": finding["certainty"],
        "about": [entities[id] for id in finding["about"] if id in entities],
        "quotes": [[statements[q["statement"]], q["who"]] for q in finding["quotes"]],
    }
