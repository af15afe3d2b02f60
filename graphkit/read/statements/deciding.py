"""Which kind each unit of a document is: the heads decide over the rules' weights, grammar, words and vectors."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.read.model.bank import Figures
from graphkit.read.model.heads import Heads
from graphkit.read.statements.features import LONG, PROMISED, UNMET, UnitFeatures
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.score import Tally
from graphkit.read.statements.units import Unit

SHORT_SHARE, _CAP = 1.5, 6.0
"""What each of the rules' weights (at most so much) adds where a text is too short to have surroundings: the heads were
fitted on longer ones, and lean on them."""
NOTHING, NOTHING_SHORT = 0.5, 0.65
"""Chance of being no statement above which a unit is none; in a short text, which mostly holds what matters, higher."""
NOTHING_PROMISED = 0.9
"""The same where somebody binds itself to act."""
NEVER = ("only-opens-a-list", "lists-people", "numbers-an-article")
"""Rules of a lead-in without content of its own, of a list of people and of a number: no statement whatever is near."""
_SAID = 0.3
"""What a figure must add to be named as the reason of a kind."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of a unit with the chance of each kind and what led to it."""

    kind: str
    shares: dict[str, float]
    """Kind -> chance, 0 to 1, where it is 0.01 at least."""
    rule: str
    """The strongest reason."""
    figures: Figures
    tally: Tally


Decide = Callable[[Decision], Decision]
"""Changes what was decided of a unit, for what is known of it besides its wording."""


def unit_text(page: Page, unit: Unit) -> str:
    """Return the wording of a unit, with its rest after page furniture."""
    text = page.document.text
    rest = f" {text[unit.rest.start : unit.rest.end]}" if unit.rest else ""
    return text[unit.start : unit.end] + rest


def describe_units(reader: KindReader, units: list[Unit]) -> tuple[list[Tally], list[Figures]]:
    """Return the rules' weights and all figures of each unit of a document."""
    tallies = [reader.classify(unit) for unit in units]
    features = UnitFeatures(reader.page, units, tallies, [reader.section_of(u) for u in units])
    return tallies, [features.describe(i) for i in range(len(units))]


def surround(vectors: NDArray[Any]) -> NDArray[np.int64]:
    """Return n x 4 d whole numbers for n x d: the vector of each unit, of those before and after, and the text's mean.

    In a text too short to have surroundings the last three are zeros.
    """
    own = vectors.astype(np.int64)
    around = np.zeros((3, *own.shape), np.int64)
    if len(own) >= LONG:
        around[0, 1:], around[1, :-1], around[2] = own[:-1], own[1:], own.sum(axis=0) // len(own)
    return np.concatenate([own, *around], axis=1)


def decide_kinds(reader: KindReader, units: list[Unit], heads: Heads) -> list[Decision]:
    """Return the decision for each unit, in their order."""
    tallies, figures = describe_units(reader, units)
    vectors = surround(heads.encode([unit_text(reader.page, u) for u in units]))
    scores = heads.kinds.score(figures, vectors)
    short = len(units) < LONG
    return [
        _decide(dict(zip(heads.kinds.outputs, map(float, row), strict=True)), short, tally, figure, heads)
        for row, tally, figure in zip(scores, tallies, figures, strict=True)
    ]


def find_chances(scores: Mapping[str, float]) -> dict[str, float]:
    """Return the chance of each kind by its score."""
    most = max(scores.values())
    parts = {kind: math.exp(score - most) for kind, score in scores.items()}
    total = sum(parts.values())
    return {kind: part / total for kind, part in parts.items()}


def choose_kind(chances: Mapping[str, float], figures: Figures, short: bool = False) -> str:
    """Return the likeliest kind of a unit; ``none`` where that is likelier than all others together.

    A deed that the wording denies is a challenge, however much it looks like a practice; a deed that somebody promises
    is none yet.
    """
    promised = PROMISED in figures
    if chances["none"] > (NOTHING_PROMISED if promised else NOTHING_SHORT if short else NOTHING):
        return "none"
    kind = max((k for k in chances if k != "none"), key=lambda k: chances[k])
    if promised and kind == "practice":
        return "recommendation"
    return "challenge" if kind == "practice" and figures.get(UNMET) else kind


def _decide(scores: dict[str, float], short: bool, tally: Tally, figures: Figures, heads: Heads) -> Decision:
    share = SHORT_SHARE if short else 0.0
    scores = {kind: score + share * min(tally.weight[kind], _CAP) for kind, score in scores.items()}
    chances = find_chances(scores)
    kind = "none" if tally.rule in NEVER else choose_kind(chances, figures, short)
    shares = {k: round(p, 4) for k, p in chances.items() if k == kind or p >= 0.01}
    return Decision(kind, shares, _find_rule(kind, tally, figures, heads), figures, tally)


def _find_rule(kind: str, tally: Tally, figures: Figures, heads: Heads) -> str:
    """Return the rule that speaks most for a kind; where none does, the figure that adds most to its score."""
    if kind in tally.best:
        return tally.best[kind][1]
    added = [(weight, name) for weight, name in heads.kinds.explain(figures, kind) if weight > _SAID and name != "bias"]
    return max(added, default=(0.0, "learned"))[1].replace(" ", "-")
