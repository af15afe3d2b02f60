"""What a statement is about, by the scores of the heads: migration or not, objectives, principles, groups."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphkit.read.model.bank import Scores
from graphkit.read.objectives.topic_features import log_odds

MOST = 3
"""Most objectives of one statement."""
ABOUT = "about"
CUED = 0.6
"""Figure of a cue's strength from which it speaks for itself: half of a strength of 1.2."""
FEW = 5
"""Statements below which a text is too short to tell what it is about."""


def chance(score: float) -> float:
    """Return the chance that log odds stand for, to four places."""
    return round(1 / (1 + math.exp(-max(-30.0, min(score, 30.0)))), 4)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement is about, each with its chance; objectives most central first."""

    about: float
    """The chance that it is about migration."""
    objectives: tuple[tuple[str, float], ...]
    principles: tuple[tuple[str, float], ...]
    groups: tuple[tuple[str, float], ...]


def find_scope(
    own: Sequence[float], sections: Sequence[object], limits: Mapping[str, Any], people: Sequence[bool] = ()
) -> list[float]:
    """Return the chance that each statement of a text is about migration.

    ``own`` are the log odds of each by itself, ``sections`` where it is. What the text and the section speak of counts
    beside the statement's own words: "it adopted a new plan" says little alone. Nothing around it counts against one
    that names people on the move (``people``): a plan for a city's water may have one sentence on migrants.
    """
    if not own:
        return []
    each, whole = np.clip(np.array(own), -6, 6), float(np.clip(np.mean(own), -6, 6))
    held: dict[object, list[int]] = {}
    for i, section in enumerate(sections):
        held.setdefault(section, []).append(i)
    near = np.zeros(len(each))
    for places in held.values():
        # The text's mean counts as two further statements of the section, so that a short one does not rule itself.
        near[places] = (each[places].sum() + 2 * whole) / (len(places) + 2)
    bias, alone, section, text = limits["scope_weights"]
    around = section * near + text * whole
    if len(people):
        around = np.where(people, np.maximum(around, (section + text) * each), around)
    return [chance(bias + alone * a + b) for a, b in zip(each, around, strict=True)]


def scope_bar(limits: Mapping[str, Any], count: int, nowhere: bool) -> float:
    """Return the least chance of being about migration with which a statement has objectives.

    A text of few statements (``count``) is taken for what it was given as; one that hardly has a word of people's
    mobility (``nowhere``) must speak of migration more surely.
    """
    if count < FEW:
        return 0.0
    return float(limits["scope_nowhere" if nowhere else "scope"])


def choose_topics(
    row: Mapping[str, float],
    about: float,
    cued: Mapping[str, float],
    genre: str,
    limits: Mapping[str, Any],
    least: float,
    figures: Mapping[str, float],
) -> Topic:
    """Return what a statement is about by its scores (output -> log odds), and the rules' scores by objective.

    It has objectives where the chance that it is about migration is ``least`` at least (:func:`scope_bar`).
    """
    share = limits["blend"].get(genre, limits["blend"]["other"])
    mixed = {code: (1 - share) * score + share * log_odds(cued.get(code, 0.0)) for code, score in _of(row, "objective")}
    ranked = sorted(((chance(s), code) for code, s in mixed.items()), key=lambda r: (-r[0], int_or(r[1])))
    found = []
    if about >= least:
        lows = (limits["first"], *[limits["further"]] * (MOST - 1))
        found = [(code, p) for (p, code), low in zip(ranked, lows, strict=False) if p >= low]
    return Topic(about, tuple(found), _over(row, "principle", limits, figures), _over(row, "group", limits, figures))


def _of(row: Mapping[str, float], field: str) -> Iterable[tuple[str, float]]:
    prefix = f"{field}:"
    return ((name.removeprefix(prefix), score) for name, score in row.items() if name.startswith(prefix))


def _over(
    row: Mapping[str, float], field: str, limits: Mapping[str, Any], figures: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """Return the values of a field that are likely enough; one whose cue is in the wording needs far less."""
    found = []
    for name, score in _of(row, field):
        cued = figures.get(f"cue:{field}:{name}", 0.0) >= CUED
        if (p := chance(score)) >= limits["cued" if cued else field]:
            found.append((name, p))
    return tuple(found)


def int_or(code: str) -> tuple[int, str]:
    """Return a code for sorting: numbers by size, others after them."""
    return (int(code), "") if code.isdigit() else (10**6, code)


def as_rows(outputs: Sequence[str], scores: Scores) -> list[dict[str, float]]:
    """Return each row of scores by output."""
    return [dict(zip(outputs, map(float, row), strict=True)) for row in scores]
