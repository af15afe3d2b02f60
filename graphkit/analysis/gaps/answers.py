"""Which recommendations and practices answer a challenge: ranked, graded, with what speaks for each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Floats, Ints, Positions, Table
from graphkit.analysis.echoes.pair_features import FEATURES as PAIR_FEATURES
from graphkit.analysis.echoes.pair_features import find_features, find_first, make_material
from graphkit.analysis.echoes.similarity import make_vectors

FEATURES = (*PAIR_FEATURES, "near", "after")
REACH = 15.0
"""Statements after which nearness in the text has fallen to a third."""
GRADES = ("none near", "partly", "full")

METHOD = Method(
    "answers to a challenge",
    "P(answer) = logistic of shared objectives and sub-themes, common words, groups, principles, and how near and "
    "whether after the challenge the act is in the text; full, partly or none near by two cuts on the best act",
    "logistic regression on judged answers (training/train_answers.py)",
)


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """Weights, the cuts between the grades, and what they were found to be worth."""

    bias: float
    weights: Mapping[str, float]
    cuts: tuple[float, float]
    card: Mapping[str, Any]


@cache
def get_answer_model() -> AnswerModel:
    """Return the packaged model."""
    data = json.loads((files("graphkit.analysis.gaps") / "answer_model.json").read_text(encoding="utf-8"))
    return AnswerModel(data["bias"], data["weights"], tuple(data["cuts"]), data["card"])


class AnswerFeatures:
    """Figures of challenge-act pairs of a table."""

    def __init__(self, table: Table) -> None:
        words = make_vectors(list(table.texts), [table.languages[d] for d in table.document], background=True)
        self.material = make_material(table, np.arange(len(table), dtype=np.int32), words, None)
        self.document = table.document

    def find(self, challenge: int, acts: Positions) -> Floats:
        """Return N x F features (columns :data:`FEATURES`) of a challenge and some acts."""
        plain = find_features(self.material, np.full(len(acts), challenge), acts)
        here = self.document[acts] == self.document[challenge]
        near = np.where(here, np.exp(-np.abs(acts - challenge) / REACH), 0.0)
        return np.column_stack([plain, near, near * (acts > challenge)])


@dataclass(frozen=True, slots=True)
class Answered:
    """The acts nearest to a challenge, best first, with their probabilities, and the grade of the best."""

    acts: tuple[int, ...]
    chances: tuple[float, ...]
    grade: str


class Answers:
    """Ranks the acts of a table for its challenges."""

    def __init__(self, table: Table) -> None:
        self.features, self.model = AnswerFeatures(table), get_answer_model()
        self.acts = np.flatnonzero(table.of_kind("recommendation", "practice"))
        self.document = table.document

    def find(self, challenge: int, most: int = 5, elsewhere: bool = False) -> Answered:
        """Return the nearest acts of the challenge's own text, or of other texts."""
        here = self.document[self.acts] == self.document[challenge]
        acts = self.acts[~here if elsewhere else here]
        if not len(acts):
            return Answered((), (), GRADES[0])
        weights = np.array([self.model.weights.get(name, 0.0) for name in FEATURES])
        linear = self.model.bias + np.einsum("ij,j->i", self.features.find(challenge, acts), weights)
        chance = np.round(1 / (1 + np.exp(-linear)), 4)
        order = np.lexsort((acts, -chance))[:most]
        best = float(chance[order[0]])
        grade = GRADES[sum(best >= cut for cut in self.model.cuts)]
        return Answered(tuple(acts[order].tolist()), tuple(chance[order].tolist()), grade)


def find_first_objective(table: Table) -> Ints:
    """Return S positions of each statement's most central objective, -1 where it has none."""
    return find_first(table.ties["addresses"], len(table))
