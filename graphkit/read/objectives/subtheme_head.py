"""What vectors alone say of the sub-themes of a framework: a linear map learnt from coded units of many texts.

Ridge regression (A. E. Hoerl, R. W. Kennard, Technometrics 12 (1970) 55-67) of each sub-theme on the vector of the
wording and that of the wording with what stands above it. ``training/train_subthemes.py`` fits it, and with it the
coefficients by which it joins the other figures.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.read.encoder import GRID
from graphkit.reference.framework.model import Ranking

STEP = 4096
"""Weights are multiples of 1 / STEP, so that sums are whole numbers and equal on every machine."""
ABOVE = 0.5
"""What the vector with the words above counts for."""
FILE = "subtheme_head.npz"


@dataclass(frozen=True)
class SubthemeHead:
    """U sub-themes by 2D components of two vectors, in steps, and the ranking that goes with it."""

    encoder: str
    codes: tuple[str, ...]
    weights: NDArray[np.int64]
    ranking: Ranking

    def score(self, vector: NDArray[np.float32], governed: NDArray[np.float32]) -> Mapping[str, float]:
        """Return code -> how far the vectors speak for it, around 0 and mostly below 1."""
        both = np.rint(np.concatenate([vector, governed * np.float32(ABOVE)]) * (2 * GRID)).astype(np.int64)
        return dict(zip(self.codes, ((self.weights @ both) / (2 * GRID * STEP)).tolist(), strict=True))

    def to_bytes(self) -> bytes:
        """Return the file."""
        kept = {"encoder": self.encoder, "codes": "\n".join(self.codes), "ranking": self.ranking.model_dump_json()}
        arrays: dict[str, Any] = {name: np.frombuffer(value.encode(), np.uint8) for name, value in kept.items()}
        arrays["weights"] = self.weights.astype(np.int16)
        written = io.BytesIO()
        np.savez_compressed(written, **arrays)
        return written.getvalue()


@cache
def load_head(framework: str, encoder: str) -> SubthemeHead | None:
    """Return the head that was learnt for a packaged framework with an encoder, None if there is none."""
    place = files("graphkit.reference.framework").joinpath(framework, FILE)
    if not framework.isidentifier() or not place.is_file():
        return None
    with np.load(io.BytesIO(place.read_bytes()), allow_pickle=False) as found:
        told = {name: found[name].tobytes().decode() for name in ("encoder", "codes", "ranking")}
        weights = found["weights"].astype(np.int64)
    ranking = Ranking.model_validate_json(told["ranking"])
    head = SubthemeHead(told["encoder"], tuple(told["codes"].split("\n")), weights, ranking)
    return head if head.encoder == encoder else None
