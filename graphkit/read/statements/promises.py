"""Who binds itself to act, where a sentence begins with it: "Peru will", "we shall", "X announced that it would".

Only States, governments, offices, organisations and a first person bind themselves by "will": of people and things it
only foretells. Words are data: ``graphkit/reference/language/position.LANGUAGE.toml``.
"""

import re
from collections.abc import Iterable
from functools import cache

from graphkit.read.statements.rules import any_of
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.language import get_language_data
from graphkit.text.document import Span
from graphkit.text.folding import fold_letters

READ_LANGUAGES = ("en", "es")
"""Languages with data for positions, promises and how specific an ask is; in others nothing is found against."""
_ACCENT = re.compile(r"á\w*\Z")
"""What tells a future ("abrirá") from a present ("asegura") once accents are taken away."""
_AND, _THAT = "and|y|e", "that|que"
REACH = 600
"""Characters of a sentence in which its opening words lie."""
_ASIDE = r"(?:[^.;:,]{1,60},\s+)?"
"""What may stand before the subject: "By 2027, Peru will"."""
_CALLED = 4
"""Words of an office's name beside the one that says what it is."""
_TOLD_WITHIN = 90
"""Characters before the verb by which somebody says that it will act."""


def find_promise(text: str, language: str) -> Span | None:
    """Return where the words stand by which the one who acts promises: "Peru will", "Perú garantizará"."""
    if language not in READ_LANGUAGES:
        return None
    verbs, pattern = _get_patterns(language)
    folded = fold_letters(text[:REACH])
    match = pattern.match(folded) if verbs.search(folded) else None
    if match is None or any(not _ACCENT.search(text[:end]) for end in map(match.end, ("one", "other")) if end > 0):
        return None
    return Span(*match.span("words"))


@cache
def _get_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of the verbs alone, which most sentences lack, and of the whole opening."""
    data = get_language_data("position", language)["promise"]
    words = {name: _any_of(data[name]) if data[name] else "(?!)" for name in data if not name.endswith("endings")}
    states = {name for s in load_gazetteer().states.values() for name in (s.name, s.name_es) if name}
    state, between = _any_of(states), rf"(?:(?:{words['between']})\s+)?"
    who = _any_of([*data["who"], *states])
    several = rf"(?:(?:{state})(?:\s*,\s*|\s+(?:{_AND})\s+))*"
    future, own = "|".join(data["endings"]) or "(?!)", "|".join(data["own_endings"]) or "(?!)"
    called = rf"(?:(?!(?:{_THAT})\b)[\w'’-]+\s+){{0,{_CALLED}}}?"
    office = rf"{called}(?:{words['offices']})(?:\s+(?:{words['of']})\s+{called}[\w'’-]+)?"
    will = rf"{between}(?!(?:{words['not_will']})\b)(?:(?:{words['will']})\b|(?P<one>{future}))"
    told = (
        rf"[^.;:]{{0,{_TOLD_WITHIN}}}?\b(?:{words['told']})\s+{between}(?:(?:{words['would']})\b|(?P<other>{future}))"
    )
    verbs = rf"\b(?:(?:{words['will']}|{words['would']}|{words['own']})\b|{future}|{own})"
    return re.compile(verbs), re.compile(
        rf"[\W\d]*+{_ASIDE}(?:(?:{words['before']})\s+)*"
        rf"(?P<words>(?:{several}(?:{who})(?:\s+(?:{words['of']})\s+(?:{state}))?|{office})\s+{will}"
        rf"|(?:(?:{words['own']})\b|{own})|{told})"
    )


def _any_of(phrases: Iterable[str]) -> str:
    """As :func:`any_of`, with any white space for a blank: a sentence may go over lines."""
    return any_of(phrases).replace(r"\ ", r"\s+")
