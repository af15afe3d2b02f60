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
from graphkit.analysis.echoes.neighbours import find_word_neighbours, split_codes
from graphkit.analysis.echoes.pair_features import CHUNK, find_features, find_first, make_material
from graphkit.analysis.echoes.pair_features import FEATURES as PAIR_FEATURES
from graphkit.analysis.echoes.similarity import make_vectors

FEATURES = (*PAIR_FEATURES, "near", "after")
REACH = 15.0
"""Statements after which nearness in the text has fallen to a third."""
GRADES = ("none near", "partly", "full")
LEAST = 1e-6
"""Common rare words, as a cosine, of an act of another text that is looked at: some."""

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

    def find(self, challenges: Positions, acts: Positions) -> Floats:
        """Return N x F features (columns :data:`FEATURES`) of pairs of a challenge and an act."""
        plain = find_features(self.material, challenges, acts)
        here = self.document[acts] == self.document[challenges]
        near = np.where(here, np.exp(-np.abs(acts - challenges) / REACH), 0.0)
        return np.column_stack([plain, near, near * (acts > challenges)])


@dataclass(frozen=True, slots=True)
class Answered:
    """The acts nearest to a challenge, best first, with their probabilities, and the grade of the best."""

    acts: tuple[int, ...]
    chances: tuple[float, ...]
    grade: str


NONE = Answered((), (), GRADES[0])


class Answers:
    """Ranks the acts of a table for its challenges."""

    def __init__(self, table: Table) -> None:
        self.features, self.model = AnswerFeatures(table), get_answer_model()
        self.document = table.document
        acts = np.flatnonzero(table.of_kind("recommendation", "practice"))
        self.acts = acts[np.argsort(self.document[acts], kind="stable")]

    def find(self, challenges: Positions, most: int) -> dict[int, Answered]:
        """Return challenge -> the acts of its own text that are nearest; a challenge without any is left out."""
        texts = self.document[self.acts]
        starts, ends = (np.searchsorted(texts, self.document[challenges], side) for side in ("left", "right"))
        sizes = ends - starts
        batch = np.cumsum(sizes) // CHUNK
        found: dict[int, Answered] = {}
        for number in np.unique(batch).tolist():
            part = batch == number
            left = np.repeat(np.arange(len(challenges))[part], sizes[part])
            within = np.arange(len(left)) - np.repeat(np.cumsum(sizes[part]) - sizes[part], sizes[part])
            found |= self._rank(challenges[left], self.acts[starts[left] + within], most)
        return found

    def find_elsewhere(self, challenges: Positions, most: int) -> dict[int, Answered]:
        """Return the same for other texts, looking at a bounded number of acts: the nearest by rare words."""
        matrix = self.features.material.words.matrix
        codes = find_word_neighbours(matrix, self.document, sides=(challenges, self.acts), least=LEAST)
        left, right = split_codes(codes, matrix.shape[0])
        turned = np.isin(right, challenges)
        return self._rank(np.where(turned, right, left), np.where(turned, left, right), most)

    def _rank(self, challenges: Positions, acts: Positions, most: int) -> dict[int, Answered]:
        """Return the best acts of each challenge among pairs."""
        weights = np.array([self.model.weights.get(name, 0.0) for name in FEATURES])
        linear = self.model.bias + np.einsum("ij,j->i", self.features.find(challenges, acts), weights)
        chance = np.round(1 / (1 + np.exp(-linear)), 4)
        order = np.lexsort((acts, -chance, challenges))
        found = {}
        for one in np.split(order, np.flatnonzero(np.diff(challenges[order])) + 1) if len(order) else ():
            best = one[:most]
            grade = GRADES[sum(float(chance[best[0]]) >= cut for cut in self.model.cuts)]
            found[int(challenges[best[0]])] = Answered(tuple(acts[best].tolist()), tuple(chance[best].tolist()), grade)
        return found


def find_first_objective(table: Table) -> Ints:
    """Return S positions of each statement's most central objective, -1 where it has none."""
    return find_first(table.ties["addresses"], len(table))
