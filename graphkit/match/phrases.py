"""Cues: phrases that show what a sentence does, found in a folded text in one pass.

The automaton (Aho & Corasick 1975) walks over the letters once for all phrases of a language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from graphkit.text.folding import fold_letters

_BRACES = re.compile(r"\{([^{}]*)\}")
_PLACE = itemgetter(0, 1)
YEAR = r"(?:19|20|21)\d\d"
_ANY_YEAR = "\x00"
_SET = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of phrases: what it speaks for, how strongly, where in a unit, and why."""

    group: str
    name: str
    kind: str = "none"
    weight: float = 0.0
    at: str = "any"
    reason: str = ""
    prior: tuple[tuple[str, float], ...] = ()
    """For a section: weight added to each kind."""
    boost: tuple[tuple[str, float], ...] = ()
    """For a section: factor by which cues of a kind count more."""
    task: float = 0.0
    """For a section: weight of what an item without a verb names."""
    names: str = "recommendation"
    """For a section: what an item without a verb names, such as a task."""
    loose: float = 1.0
    """For a section: share of the weights that sentences of running text get."""


class Hit(NamedTuple):
    """A cue's phrase at a place of the folded text."""

    start: int
    end: int
    cue: Cue


def expand_phrase(phrase: str, sets: dict[str, list[str]]) -> Iterator[str]:
    """Yield the phrases that a pattern with ``{a,b,}`` (``{a|b|}`` where a comma is part) and ``<set>`` stands for.

    ``<year>`` stays a sign for any year.

    >>> list(expand_phrase("{has,have} <done>", {"done": ["met"]}))
    ['has met', 'have met']
    """
    filled = _SET.sub(lambda m: "{" + ",".join(sets[m[1]]) + "}", phrase.replace("<year>", _ANY_YEAR))
    filled = re.sub(r"\{([^{}]*)\{([^{}]*)\}([^{}]*)\}", r"{\1\2\3}", filled)
    parts = _BRACES.split(filled)
    choices = [part.split("|" if "|" in part else ",") if i % 2 else [part] for i, part in enumerate(parts)]
    for choice in product(*choices):
        yield " ".join("".join(choice).split())


class CueBook:
    """The cues of one language, compiled."""

    def __init__(self, cues: list[tuple[Cue, list[str]]], sets: dict[str, list[str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        phrases: dict[str, list[Cue]] = {}
        for cue, patterns in cues:
            for phrase in (p for pattern in patterns for p in expand_phrase(pattern, sets)):
                held = phrases.setdefault(fold_letters(phrase), [])
                if cue not in held:
                    held.append(cue)
        self._with_year: list[tuple[re.Pattern[str], tuple[Cue, ...]]] = []
        for phrase, held in phrases.items():
            if _ANY_YEAR in phrase:
                pattern = re.escape(phrase).replace(re.escape(_ANY_YEAR), YEAR)
                self._with_year.append((re.compile(rf"(?<!\w){pattern}(?!\w)"), tuple(held)))
                continue
            whole = (phrase[0].isalnum(), phrase[-1].isalnum())
            self._automaton.add_word(phrase, (len(phrase), whole, tuple(held)))
        self._automaton.make_automaton()

    def find(self, folded: str) -> dict[str, list[Hit]]:
        """Return the hits of each group in the order of the text; in a group a longer phrase hides those inside it."""
        found: dict[str, list[tuple[int, int, Cue]]] = {}
        padded = f"{folded} "
        for last, (length, whole, cues) in self._automaton.iter(folded):
            end = last + 1
            start = end - length
            if (whole[0] and start and padded[start - 1].isalnum()) or (whole[1] and padded[end].isalnum()):
                continue
            for cue in cues:
                found.setdefault(cue.group, []).append((start, -end, cue))
        for pattern, cues in self._with_year:
            for match in pattern.finditer(folded):
                for cue in cues:
                    found.setdefault(cue.group, []).append((match.start(), -match.end(), cue))
        return {group: list(_keep_longest(hits)) for group, hits in found.items()}


def _keep_longest(hits: list[tuple[int, int, Cue]]) -> Iterator[Hit]:
    """Yield the hits that no longer one holds; ``hits`` are start, negative end, cue."""
    reach, longest = -1, (0, 0)
    for start, back, cue in sorted(hits, key=_PLACE):
        if -back > reach or (start, back) == longest:
            yield Hit(start, -back, cue)
            reach, longest = -back, (start, back)
