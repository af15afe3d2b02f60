"""The heads of one model with the encoder that they were fitted for."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.errors import InputError
from graphkit.issues import Issues
from graphkit.read.encoder import DEFAULT, GRID, Encoder, get_encoder
from graphkit.read.model.bank import Bank

FORMAT = 2
"""Version of the file's layout and of the meaning of the figures' names; raised when older weights no longer fit."""
PACKAGED = "model.npz"
BANKS = ("kinds", "topics")


@dataclass(frozen=True)
class Heads:
    """What decides kinds, objectives, principles, groups, and whether a statement is about migration."""

    name: str
    digest: str
    framework: str
    """Id of the framework whose objectives the heads know; others are read by their cues alone."""
    encoder: Encoder
    kinds: Bank
    topics: Bank
    limits: dict[str, Any]
    """Thresholds and shares, fitted by document folds."""
    card: dict[str, Any]

    def encode(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """Return n vectors in whole steps of 1/1024; an empty text has none but zeros."""
        if not self.encoder.dimension:
            return np.zeros((len(texts), 0), np.int64)
        rows = np.rint(self.encoder.encode(texts) * GRID).astype(np.int64)
        rows[[not text for text in texts]] = 0
        return rows


def write_model(card: dict[str, Any], banks: dict[str, dict[str, Bank]]) -> bytes:
    """Return a model file: variant (name of an encoder) -> bank, with the card."""
    import io

    arrays: dict[str, Any] = {"card": _pack(json.dumps({"format": FORMAT, **card}, sort_keys=True, indent=1))}
    for variant, held in sorted(banks.items()):
        for name, bank in sorted(held.items()):
            arrays[f"{variant}.{name}.outputs"] = _pack("\n".join(bank.outputs))
            arrays[f"{variant}.{name}.names"] = _pack("\n".join(bank.names))
            arrays[f"{variant}.{name}.weights"] = bank.weights.astype(np.int32)
            arrays[f"{variant}.{name}.dense"] = bank.dense.astype(np.int32)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def _pack(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def _unpack(array: Any) -> str:
    if array.dtype != np.uint8:
        raise ValueError("a text is no text")
    return bytes(array).decode("utf-8")


@cache
def get_heads(model: Path | None = None, encoder: str = DEFAULT) -> Heads:
    """Return the heads of a model file, or of the packaged one, for an encoder by name.

    InputError where the file is no model, is of another version, or holds weights that are no numbers;
    UnknownNameError for an unknown encoder. An encoder that can't be imported is replaced by ``none``.
    """
    return read_model(model, get_encoder(encoder))


def read_heads(model: Path | None, encoder: str, issues: Issues) -> Heads:
    """Return the same, and say aloud in ``issues`` where the encoder had to be replaced."""
    get_encoder(encoder, issues)
    return get_heads(model, encoder)


def read_model(model: Path | None, encoder: Encoder) -> Heads:
    """Read a model file; see :func:`get_heads`."""
    place = files("graphkit.read.model") / PACKAGED if model is None else model
    try:
        data = place.read_bytes()
    except OSError as error:
        raise InputError(f"{place}: the model can't be read ({error.strerror}). Write one: graphkit learn.") from error
    try:
        return _read(data, model.name if model else "packaged", encoder)
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{place}: is no model that this version reads ({error}). Write one: graphkit learn."
        ) from error


def _read(data: bytes, name: str, encoder: Encoder) -> Heads:
    import io

    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        card = json.loads(_unpack(held["card"]))
        if card.get("format") != FORMAT:
            raise ValueError(f"its format is {card.get('format')}, not {FORMAT}")
        variant = card["variants"].get(encoder.name)
        if variant is None or variant["digest"] != encoder.digest:
            raise ValueError(f"it was fitted for another encoder than {encoder.name} {encoder.digest}")
        kinds, topics = (_read_bank(held, f"{encoder.name}.{bank}") for bank in BANKS)
    digest = sha256(data).hexdigest()[:12]
    return Heads(name, digest, card["framework"], encoder, kinds, topics, variant["limits"], card)


def _read_bank(held: Any, prefix: str) -> Bank:
    outputs = tuple(_unpack(held[f"{prefix}.outputs"]).split("\n"))
    names = tuple(_unpack(held[f"{prefix}.names"]).split("\n"))
    weights, dense = held[f"{prefix}.weights"], held[f"{prefix}.dense"]
    for array in (weights, dense):
        if array.dtype != np.int32:
            raise ValueError(f"weights of {prefix} are no whole numbers")
        if array.ndim != 2 or array.shape[1] != len(outputs):
            raise ValueError(f"weights of {prefix} have the wrong shape")
    if len(weights) != len(names):
        raise ValueError(f"weights of {prefix} have the wrong shape")
    return Bank(outputs, names, weights.astype(np.int64), dense.astype(np.float64))
