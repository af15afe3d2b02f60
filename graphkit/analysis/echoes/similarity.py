"""Which texts resemble each other: sparse word vectors, and all pairs above a cosine without comparing all pairs."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Bools, Floats, Ints, Positions

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Keep = Callable[[Positions, Positions], Bools]
"""Given positions of both sides, which pairs are wanted."""

WORD = re.compile(r"[^\W\d_]+|\d+")
ENDINGS = {
    "en": re.compile(
        r"(?<=\w{4})(?:(?:is|iz)?ations?|itions?|e?ments?|(?:is|iz|if)e|ings?|ions?|at(?:e|ory|ive)|iv(?:e|ity)|"
        r"iti?es?|ity|al|ness|ances?|ences?|ors?|ers?|ant|ent|ly|y|e|s)$"
    ),
    "es": re.compile(
        r"(?<=\w{4})(?:(?:iz)?aci(?:ó|o)n|ici(?:ó|o)n|i(?:ó|o)n|(?:a|i)?mientos?|idad|iv[oa]|al|mente|(?:a|e|i)r|"
        r"(?:a|i)d[oa]r?|(?:a|e)nte|anza|encia|ancia|[aeo]s?)$"
    ),
}
"""Endings cut from dictionary forms of at least five letters, by language."""
BATCH = 25_000_000
"""Multiplications a batch may need: bounds the memory of the candidates to about a gigabyte."""
VERIFY = 500_000
LONGER = 0.6
"""Prefixes go on until the rest is below this share of the least cosine: more to multiply, far fewer to verify."""

COSINE = Method(
    "weighted lexical similarity",
    "cos(x, y) with x_w = log(S / df_w) for each word w of a statement (normal forms), unit length; all pairs with "
    "cos >= t by prefix filtering, which misses none",
    "idf: K. Sparck Jones, J. Documentation 28 (1972) 11-21; filter: Bayardo, Ma, Srikant, WWW 2007, 131-140",
)


@dataclass(frozen=True)
class Vectors:
    """S x W unit vectors, columns from the rarest word to the most frequent, and the words."""

    matrix: "csr_matrix"
    words: tuple[str, ...]
    weight: Floats
    """W inverse document frequencies."""

    @cached_property
    def lengths(self) -> Ints:
        """S numbers of words, 1 at least."""
        found: Ints = np.maximum(np.diff(self.matrix.indptr), 1)
        return found

    @cached_property
    def heaviness(self) -> Floats:
        """S sums of the weights of words."""
        ends = self.matrix.indptr
        found: Floats = np.add.reduceat(np.append(self.weight[self.matrix.indices], 0.0), ends[:-1]) * (
            np.diff(ends) > 0
        )
        return found

    def take(self, rows: Positions) -> "Vectors":
        """Return the vectors of some texts."""
        return self if len(rows) == self.matrix.shape[0] else Vectors(self.matrix[rows], self.words, self.weight)

    def shared_words(self, left: int, right: int, most: int = 6) -> list[str]:
        """Return the words that make two texts alike, the heaviest first."""
        m = self.matrix
        a, b = (slice(m.indptr[row], m.indptr[row + 1]) for row in (left, right))
        common, i, j = np.intersect1d(m.indices[a], m.indices[b], assume_unique=True, return_indices=True)
        order = np.lexsort((common, -(m.data[a][i] * m.data[b][j])))[:most]
        return [self.words[c] for c in common[order].tolist()]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts, left < right, in that order, with their cosine."""

    left: Ints
    right: Ints
    cosine: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.left)

    def where(self, keep: Bools) -> "Pairs":
        """Return the pairs for which ``keep`` is true."""
        return Pairs(self.left[keep], self.right[keep], self.cosine[keep])


def make_vectors(texts: Sequence[str], languages: Iterable[str], background: bool = False) -> Vectors:
    """Return the weighted word vectors of texts; a word counts once a text, in its normal form.

    ``background`` adds the frequencies counted in other policy texts, so that weights mean the same in a small corpus
    as in a large one.
    """
    from scipy.sparse import csr_matrix

    known: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    numbers: dict[str, _Numbers] = {}
    for text, language in zip(texts, languages, strict=True):
        if language not in numbers:
            numbers[language] = _Numbers(language, known)
        columns.extend(sorted(set(map(numbers[language].__getitem__, WORD.findall(text.casefold())))))
        ends.append(len(columns))
    index = np.array(columns, np.int64)
    frequency = np.bincount(index, minlength=len(known))
    order = np.lexsort((np.array(list(known)), frequency)) if known else np.zeros(0, np.int64)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    size, seen = max(len(texts), 1), np.maximum(frequency, 1)
    if background:
        more = get_background()
        size, seen = size + more.texts, seen + np.array([more.counts.get(word, 0) for word in known], np.int64)
    weight = np.log(size / seen) + 1e-9
    matrix = csr_matrix((weight[index], place[index], ends), shape=(len(texts), len(known)), dtype=np.float64)
    matrix.sort_indices()
    _make_unit(matrix)
    words = list(known)
    return Vectors(matrix, tuple(words[i] for i in order), weight[order])


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of other policy texts' statements a word's normal form was counted."""

    texts: int
    counts: Mapping[str, int]


@cache
def get_background() -> Background:
    """Return the counts that ``training/train_pairs.py`` writes, of all its languages together."""
    data = json.loads((files("graphkit.analysis.echoes") / "words.json").read_text(encoding="utf-8"))
    return Background(int(data["texts"]), data["counts"])


class _Numbers(dict[str, int]):
    """Word of a language -> number of its normal form, worked out once."""

    def __init__(self, language: str, known: dict[str, int]) -> None:
        super().__init__()
        self.language, self.known = language, known

    def __missing__(self, word: str) -> int:
        form = normal_form(word, self.language)
        self[word] = self.known.setdefault(form, len(self.known))
        return self[word]


def normal_form(word: str, language: str) -> str:
    """Return a word's dictionary form without its ending, so that `integrate` and `integration` meet.

    Languages that simplemma does not hold keep the word's own form.
    """
    from simplemma import lemmatize

    try:
        form = str(lemmatize(word, lang=language, low_memory=True)).casefold()
    except ValueError:
        return word
    return ENDINGS[language].sub("", form) if language in ENDINGS else form


def find_forms(text: str, language: str) -> set[str]:
    """Return the normal forms of the words of a text."""
    return {normal_form(word, language) for word in WORD.findall(text.casefold())}


def _make_unit(matrix: "csr_matrix") -> None:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-300), np.diff(matrix.indptr))


def find_pairs(vectors: Vectors, least: float, keep: Keep | None = None) -> Pairs:
    """Return all pairs whose cosine is at least ``least`` (0 < least <= 1).

    If two texts share no word of their prefixes (the rarest words, up to where the rest is shorter than ``least``),
    their cosine is below ``least``: only pairs that share a prefix word are looked at, in batches of bounded memory.
    """
    head, rest = _prefixes(vectors.matrix, LONGER * least)

    def search(rows: tuple[int, int]) -> tuple[Positions, Positions, NDArray[np.float64]]:
        left, right = _candidates(head, rest, least, rows)
        chosen = slice(None) if keep is None else keep(left, right)
        return _verified(vectors.matrix, (left[chosen], right[chosen]), least)

    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        found = list(pool.map(search, _batches(head)))
    if not found:
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
    left, right, cosine = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((right, left))
    return Pairs(left[order].astype(np.int32), right[order].astype(np.int32), cosine[order].astype(np.float32))


def _prefixes(matrix: "csr_matrix", least: float) -> tuple["csr_matrix", NDArray[np.float64]]:
    """Return the rarest words of each row, until the rest is shorter than ``least``, and the length of that rest."""
    from scipy.sparse import csr_matrix

    squares = np.concatenate(([0.0], np.cumsum(matrix.data**2)))
    before = squares[:-1] - np.repeat(squares[matrix.indptr[:-1]], np.diff(matrix.indptr))
    keep = 1 - before >= least**2 - 1e-12
    ends = np.concatenate(([0], np.cumsum(keep)))[matrix.indptr]
    head = csr_matrix((matrix.data[keep].astype(np.float32), matrix.indices[keep], ends), shape=matrix.shape)
    kept = np.asarray(head.multiply(head).sum(axis=1)).ravel()
    return head, np.sqrt(np.maximum(1 - kept, 0))


def _batches(head: "csr_matrix") -> list[tuple[int, int]]:
    """Return stretches of rows that need about BATCH multiplications each."""
    work = np.concatenate(([0], np.cumsum(_work(head, head.T.tocsr()))))
    batches, start, size = [], 0, head.shape[0]
    while start < size:
        stop = min(size, max(start + 1, int(np.searchsorted(work, work[start] + BATCH))))
        batches.append((start, stop))
        start = stop
    return batches


def _candidates(
    head: "csr_matrix", rest: NDArray[np.float64], least: float, rows: tuple[int, int]
) -> tuple[Positions, Positions]:
    """Return the pairs of some rows that can still reach the cosine: prefix product plus the longer rest."""
    start, stop = rows
    product = head[start:stop] @ head[start:].T
    near = np.flatnonzero(product.data >= least - rest.max() - 1e-6)
    left = np.searchsorted(product.indptr, near, side="right") - 1 + start
    right = product.indices[near] + start
    chosen = (right > left) & (product.data[near] >= least - np.maximum(rest[left], rest[right]) - 1e-6)
    return left[chosen], right[chosen]


def _work(head: "csr_matrix", turned: "csr_matrix") -> Any:
    """Return how many multiplications each row needs."""
    per_word = np.diff(turned.indptr).astype(np.float64)
    sums = np.concatenate(([0.0], np.cumsum(per_word[head.indices])))
    return sums[head.indptr[1:]] - sums[head.indptr[:-1]]


def _verified(
    matrix: "csr_matrix", batch: tuple[Positions, Positions], least: float
) -> tuple[Positions, Positions, NDArray[np.float64]]:
    """Return the pairs of a batch with their exact cosine, those below ``least`` left out."""
    left, right = batch
    cosine = np.empty(len(left), np.float64)
    for start in range(0, len(left), VERIFY):
        part = slice(start, start + VERIFY)
        cosine[part] = np.asarray(matrix[left[part]].multiply(matrix[right[part]]).sum(axis=1)).ravel()
    enough = cosine >= least - 1e-12
    return left[enough], right[enough], np.minimum(cosine[enough], 1.0)
