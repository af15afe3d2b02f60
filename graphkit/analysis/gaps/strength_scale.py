"""The gap ladder: how far a statement, or an actor, goes on an objective."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Bools, Table
from graphkit.text.document import STRENGTHS


class Step(IntEnum):
    """The steps, lowest first; a cell stands on the highest step that one of its statements reaches."""

    OUTSIDE = 0
    SILENT = 1
    MENTIONED = 2
    PRINCIPLE = 3
    RECOMMENDATION = 4
    COMMITMENT = 5
    IN_PLACE = 6
    MEASURED = 7

    @property
    def title(self) -> str:
        """What the step is called in tables and pictures."""
        return _TITLES[self]


_TITLES = {
    Step.OUTSIDE: "outside the text's scope",
    Step.SILENT: "silent",
    Step.MENTIONED: "mentioned",
    Step.PRINCIPLE: "principle",
    Step.RECOMMENDATION: "recommendation",
    Step.COMMITMENT: "commitment with addressee",
    Step.IN_PLACE: "practice or mechanism in place",
    Step.MEASURED: "with date, indicator or resources",
}
STEPS = tuple(Step)

METHOD = Method(
    "gap ladder",
    "step(row, column) = max over its statements of: challenge, definition or practice of others that it tells of 2, "
    "principle 3, recommendation 4, commitment whose addressee is stated 5, practice carried out 6 (a membership is no "
    "practice), any of these with a date, indicator or resources 7, what is withdrawn or, unless it is a harm, opposed "
    "2; 1 where none, 0 where no text of the actor has the column in its scope",
    "graphkit; the distinction of blank cells follows the open problem named for evidence gap maps in PMC11795909",
)

_AT_LEAST = {name: i for i, name in enumerate(STRENGTHS)}


def find_statement_steps(table: Table) -> NDArray[np.int8]:
    """Return the step of each statement (S values), whoever says it.

    What is opposed or taken back is mentioned, no more. A commitment needs an addressee, linked or stated with its
    strength; without one it counts as recommendation.
    """
    steps = np.full(len(table), Step.MENTIONED, np.int8)
    steps[table.of_kind("principle")] = Step.PRINCIPLE
    asks = table.of_kind("recommendation")
    steps[asks] = Step.RECOMMENDATION
    addressed = has_addressee(table) | (table.strength >= _AT_LEAST["commit-addressee"])
    steps[asks & addressed & (table.strength >= _AT_LEAST["commit"])] = Step.COMMITMENT
    done = table.of_kind("practice")
    steps[done] = Step.IN_PLACE
    steps[(asks | done) & (table.strength >= _AT_LEAST["commit-means"])] = Step.MEASURED
    if table.stands is not None:
        steps[table.stands < 0] = Step.MENTIONED
    return steps


def has_addressee(table: Table) -> Bools:
    """Return which statements say who is to act, by name or by role."""
    result = np.zeros(len(table), bool)
    for name in ("calls_on", "calls_on_role"):
        result[table.ties[name].rows] = True
    return result


def is_open(table: Table) -> Bools:
    """Return which recommendations leave open who is to act.

    What binds without an addressee is none of them: it may be the speaker's own promise.
    """
    asks: Bools = table.of_kind("recommendation") & (table.strength < _AT_LEAST["commit"])
    return asks & ~has_addressee(table)
