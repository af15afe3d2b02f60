"""Opposites: two wordings of nearly the same words of which one asks for what the other refuses."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEAST_ALIKE = 0.45
"""Cosine of words below which two wordings are too far apart to be called opposites."""
LEAST_STEM = 5


@dataclass(frozen=True, slots=True)
class Turns:
    """The words of a language that turn an act into its contrary."""

    prefixes: tuple[str, ...]
    turning: frozenset[str]


@cache
def get_turns(language: str) -> Turns:
    """Return the words of a language; none for a language that has no list."""
    data = tomllib.loads((files("graphkit.analysis.echoes") / "polarity.toml").read_text(encoding="utf-8"))
    own = data.get(language, {"prefixes": [], "turning": []})
    from graphkit.analysis.echoes.similarity import normal_form

    return Turns(tuple(own["prefixes"]), frozenset(normal_form(word, language) for word in own["turning"]))


def are_opposite(left: Sequence[str], right: Sequence[str], language: str) -> bool:
    """Return whether the normal forms of two alike wordings turn against each other.

    Counted are words of which one side has the plain form and the other the form with a contrary prefix, and turning
    words that only one side has: an odd number of turns is an opposite, an even number the same thing said twice.
    """
    turns = get_turns(language)
    one, other = set(left) - set(right), set(right) - set(left)
    pairs = sum(_contraries(a, b, turns, language) for a, b in ((one, other), (other, one)))
    turned = bool((one ^ other) & turns.turning)
    return (pairs + turned) % 2 == 1


def _contraries(plain: set[str], other: set[str], turns: Turns, language: str) -> int:
    """Return how many words of the other side are one of the plain side with a prefix that turns it."""
    from graphkit.analysis.echoes.similarity import normal_form

    found = 0
    for word in other:
        rests = [word[len(p) :] for p in turns.prefixes if word.startswith(p) and len(word) - len(p) >= LEAST_STEM]
        found += any(rest in plain or normal_form(rest, language) in plain for rest in rests)
    return found
