"""What a report is asked: its kind, and the state, body or objective it is about."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.analysis.checks import find_body, find_node
from graphkit.analysis.columns import Bools, Table
from graphkit.analysis.facets import get_facet
from graphkit.analysis.gaps.gaps import find_members
from graphkit.errors import OptionError, UnknownNameError

KINDS = ("gaps", "overlap", "all")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the words of the asker."""

    kind: str = "all"
    actor: str | None = None
    objective: str | None = None
    body: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownNameError("report", self.kind, KINDS)
        if self.actor is not None and self.body is not None:
            raise OptionError("A report is about one actor or one body with its members. Give --actor or --body.")

    def to_dict(self) -> dict[str, str | None]:
        """Return the question as plain data."""
        return {"kind": self.kind, "actor": self.actor, "objective": self.objective, "body": self.body}

    def options(self) -> list[str]:
        """Return the words that ask the same on the command line."""
        named = {"--actor": self.actor, "--body": self.body, "--objective": self.objective}
        return [self.kind, *(word for name, value in named.items() if value is not None for word in (name, value))]


@dataclass(frozen=True)
class Focus:
    """A question with its names found in a graph; empty ``actors`` or ``objectives`` mean all."""

    question: Question
    table: Table
    actors: tuple[str, ...]
    """The actor, or the body and its members."""
    objectives: tuple[str, ...]

    @property
    def is_briefing(self) -> bool:
        """Whether a page on one state or body is asked for, and nothing else."""
        asked = self.question
        return asked.kind == "all" and asked.objective is None and bool(self.actors)

    @property
    def is_one_actor(self) -> bool:
        """Whether it is about one actor, without members."""
        return len(self.actors) == 1

    def title_of(self, id: str) -> str:
        """Return the name of an actor."""
        axis = self.table.axes["actor"]
        return axis.titles[axis.get(id)]

    def keeps(self, *actors: str) -> bool:
        """Return whether one of the actors is asked about (a pair within a body: both)."""
        inside = [a in self.actors for a in actors]
        return not self.actors or (any(inside) if self.is_one_actor else all(inside))

    def keeps_any(self, actors: tuple[str, ...] | list[str]) -> bool:
        """Return whether any of the actors is asked about."""
        return not self.actors or bool(set(self.actors) & set(actors))

    @cached_property
    def statements(self) -> Bools:
        """Return which statements are said or carried out by the actors, on the objectives."""
        keep = np.ones(len(self.table), bool)
        for name, ids in (("actor", self.actors), ("objective", self.objectives)):
            if ids:
                axis, ties = get_facet(self.table, name)
                chosen = np.isin(ties.cols, [axis.get(id) for id in ids])
                keep &= np.isin(np.arange(len(self.table)), ties.rows[chosen])
        return keep

    def on_objective(self, statements: tuple[str, ...]) -> bool:
        """Return whether one of the statements is on the objectives asked about."""
        return not self.objectives or any(self._addressed[self.table.positions[s]] for s in statements)

    @cached_property
    def _addressed(self) -> Bools:
        axis, ties = self.table.axes["objective"], self.table.ties["addresses"]
        keep = np.zeros(len(self.table), bool)
        keep[ties.rows[np.isin(ties.cols, [axis.get(id) for id in self.objectives])]] = True
        return keep


def make_focus(table: Table, question: Question) -> Focus:
    """Return the focus of a question; UnknownNameError with the nearest name for one that is not in the graph."""
    axis = table.axes["actor"]
    actors: tuple[str, ...] = ()
    if question.actor is not None:
        actors = (axis.ids[find_node(axis, question.actor)],)
    if question.body is not None:
        body = axis.ids[find_body(axis, question.body)]
        actors = (body, *(m for m in find_members(table, body) if m != body))
    goals = table.axes["objective"]
    objectives = () if question.objective is None else (goals.ids[find_node(goals, question.objective)],)
    return Focus(question, table, actors, objectives)
