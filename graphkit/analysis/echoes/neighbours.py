"""Which pairs of statements are worth a look: a bounded number for each statement, so that work grows with the texts.

A pair is looked at when both statements share a rare enough word, or lie in one small block (a sub-theme, an
objective), or, where their languages differ, when one's vector is among the nearest of the other's.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.columns import Floats, Ints, Positions

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Codes = NDArray[np.int64]
"""Pairs of positions i < j as i x S + j."""

WORD_STATEMENTS = 200
"""A word in more statements than this brings no pair about by itself; its statements share rarer ones."""
MOST = 24
"""Neighbours looked at for each statement, on one ground."""
BLOCK = 250
"""In a block of at most this many statements all pairs are looked at."""
LEAST_COSINE = 0.12
VECTOR_COSINE = 0.45
CHUNK = 4_000


def find_word_neighbours(
    matrix: "csr_matrix",
    group: Ints,
    most: int = MOST,
    least: float = LEAST_COSINE,
    sides: tuple[Positions, Positions] | None = None,
) -> Codes:
    """Return pairs of rows of different groups whose product over rare words is at least ``least``.

    For each row the ``most`` best; ``matrix``: S x W unit rows. ``sides``: the rows for which others are looked for,
    and those among which; all where none are given.
    """
    from scipy.sparse import csr_matrix

    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    keep = seen[matrix.indices] <= max(WORD_STATEMENTS, 0)
    ends = np.concatenate(([0], np.cumsum(keep)))[matrix.indptr]
    rare = csr_matrix((matrix.data[keep].astype(np.float32), matrix.indices[keep], ends), shape=matrix.shape)
    left, right = (np.arange(matrix.shape[0]),) * 2 if sides is None else sides
    turned = rare[right].T.tocsr()

    def search(start: int) -> Codes:
        product = rare[left[start : start + CHUNK]] @ turned
        rows = left[start : start + CHUNK].repeat(np.diff(product.indptr))
        cols = right[product.indices]
        good = (product.data >= least) & (group[rows] != group[cols])
        return _best(rows[good], cols[good], product.data[good], most, matrix.shape[0])

    return _run(search, range(0, len(left), CHUNK))


def find_vector_neighbours(
    vectors: NDArray[np.float32], side: Ints, group: Ints, most: int = MOST // 2, least: float = VECTOR_COSINE
) -> Codes:
    """Return pairs of rows of different sides (languages) and groups whose vectors are near: for each row the best."""
    found = []
    for value in np.unique(side).tolist():
        here, there = np.flatnonzero(side == value), np.flatnonzero(side > value)
        for start in range(0, len(here), CHUNK if len(there) else 1):
            rows = here[start : start + CHUNK]
            if not len(there):
                break
            near = vectors[rows] @ vectors[there].T
            near[group[rows][:, None] == group[there][None, :]] = -1
            i, j = np.nonzero(near >= least)
            found.append(_best(rows[i], there[j], near[i, j], most, len(vectors)))
            found.append(_best(there[j], rows[i], near[i, j], most, len(vectors)))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def find_block_pairs(blocks: "csr_matrix", group: Ints, most: int = BLOCK) -> Codes:
    """Return all pairs of different groups within each column of an S x B matrix that has at most ``most`` rows."""
    turned = blocks.T.tocsr()
    found = []
    for a, b in pairwise(turned.indptr.tolist()):
        rows = np.sort(turned.indices[a:b]).astype(np.int64)
        if 2 <= len(rows) <= most:
            i, j = np.triu_indices(len(rows), 1)
            apart = group[rows[i]] != group[rows[j]]
            found.append(rows[i[apart]] * blocks.shape[0] + rows[j[apart]])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _run(search: Callable[[int], Codes], starts: Any) -> Codes:
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        found = list(pool.map(search, starts))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _best(rows: Positions, cols: Positions, value: Any, most: int, size: int) -> Codes:
    """Return the codes of the ``most`` pairs of greatest value of each row, ties by position."""
    order = np.lexsort((cols, -np.round(value, 6), rows))
    rows, cols = rows[order].astype(np.int64), cols[order].astype(np.int64)
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    rank = np.arange(len(rows)) - np.repeat(first, np.diff(np.append(first, len(rows))))
    kept = rank < most
    low, high = np.minimum(rows[kept], cols[kept]), np.maximum(rows[kept], cols[kept])
    return low * size + high


def split_codes(codes: Codes, size: int) -> tuple[Positions, Positions]:
    """Return left and right positions of codes."""
    left, right = np.divmod(codes, size)
    return left, right


def group_equal(matrix: "csr_matrix", weight: Floats, language: Ints) -> Iterator[list[int]]:
    """Yield the rows that hold the same telling words (those of some weight), two or more, in order.

    Equal wordings are one node of many links, never all pairs of each other.
    """
    telling = weight[matrix.indices] > 0
    found: dict[tuple[int, bytes], list[int]] = {}
    for row, (a, b) in enumerate(pairwise(matrix.indptr.tolist())):
        words = matrix.indices[a:b][telling[a:b]]
        if len(words):
            found.setdefault((int(language[row]), np.sort(words).astype(np.int32).tobytes()), []).append(row)
    yield from (rows for rows in found.values() if len(rows) > 1)
