"""Pairs of statements that can echo each other, equal wordings taken together, and their probabilities."""

from dataclasses import dataclass

import numpy as np

from graphkit.analysis.columns import Bools, Floats, Ints, Positions
from graphkit.analysis.echoes.neighbours import (
    find_block_pairs,
    find_vector_neighbours,
    find_word_neighbours,
    group_equal,
    split_codes,
)
from graphkit.analysis.echoes.pair_features import FEATURES, Material, find_features
from graphkit.analysis.echoes.pair_model import PairModel, get_model
from graphkit.analysis.echoes.polarity import LEAST_ALIKE, are_opposite

TELLING = 1.2
"""Words of less weight than this don't make two wordings differ."""
NEARLY_EQUAL, NEARLY_SURE = 0.7, 0.9
"""Wordings this alike say the same whatever links were read."""
SURE_COSINE = 0.28
"""Links alone make no sure echo: they are shared by chance the more often, the larger the corpus."""
MOST_LINKS = 24
"""Echoes kept for each statement, the most probable; an ask of hundreds is a star, not all its pairs."""
_COSINE = FEATURES.index("cosine")


@dataclass(frozen=True)
class Scored:
    """Pairs of rows of the material: probability, cosine of words, and the pairs that turned out to be opposites."""

    left: Positions
    right: Positions
    score: Floats
    cosine: Floats
    opposite: Bools

    def where(self, keep: Bools) -> "Scored":
        """Return the pairs for which ``keep`` is true."""
        return Scored(self.left[keep], self.right[keep], self.score[keep], self.cosine[keep], self.opposite[keep])


@dataclass(frozen=True)
class Copies:
    """Rows of equal telling words: the first stands for all."""

    leaders: Positions
    """Rows that stand for themselves or for a group, ascending."""
    members: dict[int, list[int]]
    """Leader -> all rows of its group, leader first; only groups of two or more."""


def find_copies(material: Material) -> Copies:
    """Return the groups of equal wordings."""
    weight = material.words.weight - TELLING
    members = {rows[0]: rows for rows in group_equal(material.words.matrix, weight, material.language)}
    copies = {row for rows in members.values() for row in rows[1:]}
    size = material.words.matrix.shape[0]
    return Copies(np.array([row for row in range(size) if row not in copies], np.int64), members)


def score_candidates(material: Material, copies: Copies, document: Ints, least_of: dict[str, float]) -> Scored:
    """Return the scored pairs of leaders of different documents that reach the least probability.

    ``least_of``: model -> least probability.
    """
    group = document.astype(np.int32)
    for leader, same in copies.members.items():
        if len(set(document[same].tolist())) > 1:
            group[leader] = -1 - leader
    rows = copies.leaders
    codes = [
        find_word_neighbours(material.words.matrix[rows], group[rows]),
        find_block_pairs(material.subthemes[rows], group[rows]),
        find_block_pairs(material.objectives[rows], group[rows]),
    ]
    if material.vectors is not None:
        codes.append(find_vector_neighbours(material.vectors[rows], material.language[rows], group[rows]))
    left, right = split_codes(np.unique(np.concatenate(codes)), len(rows))
    left, right = rows[left], rows[right]
    features = find_features(material, left, right)
    score, enough = np.zeros(len(left)), np.zeros(len(left), bool)
    for name, chosen in _situations(material, left, right):
        score[chosen] = np.round(get_model(name).score(features[chosen]), 4)
        equal = chosen & (features[:, _COSINE] >= NEARLY_EQUAL)
        score[equal] = np.maximum(score[equal], NEARLY_SURE)
        enough[chosen] = score[chosen] >= least_of[name]
    found = Scored(left, right, score, features[:, _COSINE], np.zeros(len(left), bool)).where(enough)
    return _mark_opposites(material, found)


def _situations(material: Material, left: Positions, right: Positions) -> list[tuple[str, Bools]]:
    across = material.language[left] != material.language[right]
    return [(model_name(material), ~across), ("across languages", across)]


def model_name(material: Material) -> str:
    """Return the model for pairs of one language: with sub-themes where the graph has some."""
    return "sub-themes" if material.subthemes.nnz else "plain"


def find_models(material: Material) -> dict[str, PairModel]:
    """Return the models a material needs, by name."""
    return {name: get_model(name) for name in (model_name(material), "across languages")}


def _mark_opposites(material: Material, found: Scored) -> Scored:
    matrix, words = material.words.matrix, material.words.words
    opposite = found.opposite.copy()
    for p in np.flatnonzero(found.cosine >= LEAST_ALIKE).tolist():
        i, j = int(found.left[p]), int(found.right[p])
        sides = [[words[c] for c in matrix.indices[matrix.indptr[r] : matrix.indptr[r + 1]]] for r in (i, j)]
        opposite[p] = are_opposite(sides[0], sides[1], material.languages[int(material.language[i])])
    return Scored(found.left, found.right, found.score, found.cosine, opposite)


def keep_strongest(found: Scored, most: int = MOST_LINKS) -> Scored:
    """Return the pairs that are among the most probable of one of their statements."""
    sides = np.concatenate([found.left, found.right])
    number = np.tile(np.arange(len(found.left)), 2)
    order = np.lexsort((number, -found.score[number], sides))
    first = np.flatnonzero(np.diff(sides[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    keep = np.zeros(len(found.left), bool)
    keep[number[order][rank < most]] = True
    return found.where(keep)


def find_sure(
    material: Material, left: Positions, right: Positions, score: Floats, cosine: Floats, least: tuple[float, float]
) -> Bools:
    """Return which pairs are sure: probable enough and, within a language, with some words in common.

    ``least``: probabilities within one language and across languages.
    """
    within = material.language[left] == material.language[right]
    enough = score >= np.where(within, *least)
    result: Bools = enough & (~within | (cosine >= SURE_COSINE))
    return result


def find_star_pairs(copies: Copies, document: Ints) -> list[tuple[int, int]]:
    """Return a pair for each copy: with the first of its group, or, in that one's document, with the next outside."""
    found = []
    for rows in copies.members.values():
        outside = [r for r in rows if document[r] != document[rows[0]]]
        for row in rows[1:]:
            hub = rows[0] if document[row] != document[rows[0]] else (outside[0] if outside else row)
            if hub != row:
                found.append((min(hub, row), max(hub, row)))
    return sorted(set(found))
