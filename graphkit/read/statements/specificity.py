"""How definite the act is that an ask names: 1 (hardly any) to 5 (a definite act).

The grades are those of the action categories of UPR Info (E. McMahon, The Universal Periodic Review: A Work in
Progress, Friedrich-Ebert-Stiftung 2012): the first verb decides. They grade the act, not how binding the ask is.
"""

import re
from dataclasses import dataclass
from functools import cache

from graphkit.match.phrases import expand_phrase
from graphkit.read.statements.promises import READ_LANGUAGES
from graphkit.reference.language import get_language_data
from graphkit.text.folding import fold_letters

GRADES = (1, 2, 3, 4, 5)

_FINITE = 14
"""Words among which a finite form is looked for, in a language that has such forms."""
_LONGEST = 4
"""Most words of a phrase in the lists."""
_ENDING = 6
"""Letters by which a Spanish form may differ from the infinitive's stem."""
_CLAUSE = re.compile(r"[,;:]\s")
_CLAUSES = 5
_WORDS = re.compile(r"[a-z'-]+")


@dataclass(frozen=True, slots=True)
class _Verbs:
    grade: dict[str, int]
    skip: frozenset[str]
    modal: re.Pattern[str]
    stems: dict[str, int]


def find_specificity(text: str, language: str) -> int | None:
    """Return the grade of an ask by its first verb: at its head, after a modal, or at the head of a clause.

    None where no verb is known, or the language is not read for verbs.

    >>> [find_specificity(t, "en") for t in ("Ratify the convention.", "States should consider ratifying it.")]
    [5, 3]
    """
    if language not in READ_LANGUAGES:
        return None
    verbs = _get_verbs(language)
    folded = fold_letters(text)
    modal = verbs.modal.search(folded)
    starts = [0, *([modal.end()] if modal else []), *(m.end() for m in _CLAUSE.finditer(folded))]
    for start in starts[:_CLAUSES]:
        grade = _grade(verbs, _WORDS.findall(folded, start, start + 120))
        if grade is not None:
            return grade
    words = _WORDS.findall(folded)[:_FINITE] if verbs.stems else []
    return next((g for w in words if (g := _grade_by_stem(verbs, w)) is not None), None)


def _grade(verbs: _Verbs, words: list[str]) -> int | None:
    """Return the grade of the verb that the words begin with, adverbs skipped."""
    while words and words[0] in verbs.skip:
        words = words[1:]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in verbs.grade:
            return verbs.grade[phrase]
    return _grade_by_stem(verbs, words[0]) if words and verbs.stems else None


def _grade_by_stem(verbs: _Verbs, word: str) -> int | None:
    """Return the grade of the longest stem that a finite form begins with."""
    for length in range(len(word), 3, -1):
        if word[:length] in verbs.stems and len(word) - length <= _ENDING:
            return verbs.stems[word[:length]]
    return None


@cache
def _get_verbs(language: str) -> _Verbs:
    data = get_language_data("specificity", language)
    grade = {phrase: g for g in reversed(GRADES) for phrase in data[str(g)]}
    stems = {p[:-2]: g for p, g in grade.items() if language == "es" and " " not in p and len(p) > 5}
    modal = "|".join(sorted({p for m in data["modal"] for p in expand_phrase(m, {})}, key=lambda p: (-len(p), p)))
    return _Verbs(grade, frozenset(data["skip"]), re.compile(rf"\b(?:{modal})\b"), stems)
