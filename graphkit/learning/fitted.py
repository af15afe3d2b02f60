"""Examples -> heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphkit.learning.examples import Examples
from graphkit.read.encoder import GRID
from graphkit.read.model.bank import FIGURE, WEIGHT, Bank, Figures, make_bank
from graphkit.read.model.fitting import find_names, fit, make_table
from graphkit.read.statements.features import BIAS, SURROUNDED
from graphkit.reference.framework import load_framework, load_groups
from graphkit.text.document import KINDS

VECTORS_OF_KINDS = 3.0, 1.5, 1.0, 4.0
"""How much vectors weigh beside figures: of the unit, the one before, the one after, and the mean of its text.

Chosen by document folds.
"""
VECTORS_OF_TOPICS = 4.0, 1.5, 1.5
"""The same for topics: of the wording, the lead-in and the heading."""
RIDGE = 10.0, 5.0
"""Penalty of large weights, for kinds and for topics; chosen by document folds among 3, 5, 10, 20."""
LIGHT = 0.35
"""Weight of a value that one of two coders gave."""
UNCODED = 0.5
"""Weight of a unit within a coded text that no coder took for a unit, as no statement."""
FIELDS = {"objective": "objectives", "principle": "principles", "group": "groups"}


@dataclass(frozen=True, slots=True)
class Weighted:
    """The examples of a text with what they count."""

    examples: Examples
    kinds: float = 1.0
    topics: float = 1.0


def topic_outputs() -> tuple[str, ...]:
    """Return the outputs of the bank of topics: in scope or not, objectives, principles, groups."""
    framework = load_framework("gcm")
    return (
        "about",
        *(f"objective:{o.code}" for o in framework.objectives),
        *(f"principle:{p.id}" for p in framework.principles),
        *(f"group:{g.id}" for g in load_groups().groups),
    )


def fit_kinds(texts: Sequence[Weighted], start: Bank | None = None) -> Bank:
    """Return the heads that tell kinds, and none, from each other; ``start``: the heads to go on from."""
    rows, vectors, targets, weights, names = [], [], [], [], []
    for text in (t for t in texts if t.kinds):
        for example in text.examples.kinds:
            given = example.kinds or ("none",)
            rows.append(example.figures)
            vectors.append(example.vector)
            names.append(text.examples.text)
            targets.append([(k in given) / len(given) for k in KINDS])
            weights.append([text.kinds * (1.0 if example.kinds else UNCODED)] * len(KINDS))
    scale = _spread(VECTORS_OF_KINDS, len(vectors[0]))
    bank = _fit(rows, vectors, targets, weights, names, KINDS, scale, RIDGE[0], start, one=True)
    return _centre(bank, np.array(vectors, np.float64))


def fit_topics(texts: Sequence[Weighted], start: Bank | None = None) -> Bank:
    """Return the heads that tell what a statement is about; ``start``: the heads to go on from."""
    outputs = topic_outputs()
    rows, vectors, targets, weights, names = [], [], [], [], []
    for text in (t for t in texts if t.topics):
        for example in text.examples.topics:
            rows.append(example.figures)
            vectors.append(example.vector)
            names.append(text.examples.text)
            given, weight = _topic_targets(example, outputs)
            targets.append(given)
            weights.append([w * text.topics for w in weight])
    scale = _spread(VECTORS_OF_TOPICS, len(vectors[0]))
    return _fit(rows, vectors, targets, weights, names, outputs, scale, RIDGE[1], start)


def _centre(bank: Bank, vectors: Any) -> Bank:
    """Return the bank with what surroundings add on average counted by the bias, so that a short text loses nothing.

    A unit without surroundings is then judged as one with usual ones; all others have the scores they had.
    """
    own = vectors.shape[1] // len(VECTORS_OF_KINDS)
    around = vectors[:, own:]
    held = around[around.any(axis=1)]
    usual = held.mean(axis=0) @ bank.dense[own:] if len(held) else np.zeros(len(bank.outputs))
    names = bank.names if SURROUNDED in bank.index else (*bank.names, SURROUNDED)
    weights = np.zeros((len(names), len(bank.outputs)), np.int64)
    weights[: len(bank.names)] = bank.weights
    bias, surrounded = bank.index["bias"], names.index(SURROUNDED)
    weights[bias] += np.rint((weights[surrounded] + usual / FIGURE) / BIAS).astype(np.int64)
    weights[surrounded] = np.rint(-usual / FIGURE)
    return Bank(bank.outputs, names, weights, bank.dense)


def _spread(weights: Sequence[float], width: int) -> Any:
    """Return one weight for each column of vectors that stand side by side."""
    return np.repeat(np.array(weights, np.float32), width // len(weights))


def _fit(
    rows: list[Figures],
    vectors: list[Any],
    targets: list[list[float]],
    weights: list[list[float]],
    texts: list[str],
    outputs: Sequence[str],
    scale: Any,
    ridge: float,
    start: Bank | None,
    one: bool = False,
) -> Bank:
    kept = find_names(rows, texts)
    if start is not None:
        kept = (*start.names, *(n for n in kept if n not in start.index))
    dense = np.array(vectors, np.float32) * (scale / GRID)
    origin = None if start is None else _origin(start, len(kept), scale)
    table = make_table(rows, kept)
    given, wide = np.array(targets, np.float32), np.array(weights, np.float32)
    beta, deep = fit(table, dense, given, wide, ridge, one, start=origin)
    return make_bank(outputs, kept, beta, deep * scale[:, None])


def _origin(bank: Bank, count: int, scale: Any) -> Any:
    """Return the weights of a bank as the fitting takes them, zero for figures that it does not know."""
    known = bank.weights * (FIGURE / WEIGHT)
    fresh = np.zeros((count - len(known), len(bank.outputs)))
    return np.vstack([known, fresh, bank.dense * (GRID / WEIGHT) / scale[:, None]]).astype(np.float32)


def _topic_targets(example: Any, outputs: Sequence[str]) -> tuple[list[float], list[float]]:
    given, weight = [float(bool(example.may["objectives"]))], [1.0]
    for output in outputs[1:]:
        field, _, value = output.partition(":")
        may = value in example.may[FIELDS[field]]
        given.append(float(may))
        weight.append(LIGHT if may and value not in example.must[FIELDS[field]] else 1.0)
    return given, weight
