"""How likely two statements ask for the same thing: a small model learned from pairs that people judged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Floats
from graphkit.analysis.echoes.pair_features import FEATURES
from graphkit.errors import InputError

TIERS = ("sure", "likely")

MODEL = Method(
    "echo",
    "P(same or part) = 1 / (1 + exp(-(b + sum w f))), f: cosine of weighted words, share of the shorter wording found "
    "in the other, rarest common word, shared objectives, sub-themes, groups, principles and mechanisms, lengths; "
    "across languages the cosine of sentence vectors for the words; statements of one document never echo, nor do "
    "opposites",
    "logistic regression on judged pairs (training/train_pairs.py); D. R. Cox, J. R. Stat. Soc. B 20 (1958) 215-242",
)


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights of one situation (with sub-themes, without, across languages) and what they were found to be worth."""

    bias: float
    weights: Mapping[str, float]
    tiers: Mapping[str, float]
    """Tier -> lowest probability."""
    card: Mapping[str, Any]
    """Figures of the folds: average precision, precision and share found of each tier, number of pairs judged."""

    def score(self, features: Floats) -> Floats:
        """Return N probabilities of N x F features (columns :data:`FEATURES`)."""
        weights = np.array([self.weights.get(name, 0.0) for name in FEATURES])
        # einsum sums in one order on every machine, which a BLAS product does not.
        linear = self.bias + np.einsum("ij,j->i", features, weights)
        result: Floats = 1 / (1 + np.exp(-linear))
        return result


@cache
def get_models() -> Mapping[str, PairModel]:
    """Return the packaged models by name."""
    data = json.loads((files("graphkit.analysis.echoes") / "pair_model.json").read_text(encoding="utf-8"))
    return {name: _read(row) for name, row in data.items()}


def get_model(name: str) -> PairModel:
    """Return one model; InputError where the package holds none of that name."""
    models = get_models()
    if name not in models:
        raise InputError(f"pair_model.json holds no model '{name}'. Make it again: python training/train_pairs.py")
    return models[name]


def _read(row: Mapping[str, Any]) -> PairModel:
    unknown = sorted(set(row["weights"]) - set(FEATURES))
    if unknown:
        raise InputError(f"pair_model.json weighs '{unknown[0]}', which is no feature. Make it again.")
    return PairModel(float(row["bias"]), row["weights"], row["tiers"], row["card"])
