"""Pairs of statements that can echo each other: by words alone, or by fewer words and shared links."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.columns import Ints, Positions, Table
from graphkit.analysis.echoes.similarity import VERIFY, Pairs, Vectors, find_pairs

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LINKS = ("addresses", "concerns", "invokes", "mentions_mechanism")
"""Links that count as shared matter."""


def make_links(table: Table) -> "csr_matrix":
    """Return S x L ones: which statement has which link."""
    from scipy.sparse import csr_matrix, hstack

    parts = []
    for name in LINKS:
        ties = table.ties[name]
        width = int(ties.cols.max(initial=-1)) + 1
        parts.append(csr_matrix((np.ones(len(ties), np.int32), (ties.rows, ties.cols)), shape=(len(table), width)))
    return hstack(parts, format="csr")


def find_echo_pairs(
    vectors: Vectors, links: "csr_matrix", document: Ints, least: float, least_cosine: float, link_share: float
) -> Pairs:
    """Return all pairs that can reach the score.

    Pairs that share no link must reach it by their words alone; those that share one are looked for link by link, with
    the lower cosine that then suffices: the statements of a link are few beside all.
    """
    alone = min(least / (1 - link_share), 1.0) if link_share < 1 else 1.0
    helped = max(least_cosine, (least - link_share) / (1 - link_share) if link_share < 1 else least_cosine)
    blocks = [np.arange(len(document)), np.flatnonzero(np.diff(links.indptr) == 0)]
    levels = [max(alone, least_cosine), max(least, least_cosine)]
    if helped < levels[0]:
        turned = links.T.tocsr()
        blocks += [np.sort(turned.indices[a:b]) for a, b in pairwise(turned.indptr.tolist())]
        levels += [helped] * (len(blocks) - 2)
    found = [_in_block(vectors, block, document, level) for block, level in zip(blocks, levels, strict=True)]
    return _once(found, len(document))


def _in_block(vectors: Vectors, block: Positions, document: Ints, least: float) -> Pairs:
    part = document[block]
    found = find_pairs(vectors.take(block), least, lambda a, b: part[a] != part[b])
    return Pairs(block[found.left].astype(np.int32), block[found.right].astype(np.int32), found.cosine)


def _once(parts: Sequence[Pairs], size: int) -> Pairs:
    """Return the pairs of several blocks, each once."""
    left, right = np.concatenate([p.left for p in parts]), np.concatenate([p.right for p in parts])
    _, first = np.unique(left.astype(np.int64) * size + right, return_index=True)
    return Pairs(left[first], right[first], np.concatenate([p.cosine for p in parts])[first])


def score_pairs(links: "csr_matrix", pairs: Pairs, link_share: float) -> NDArray[np.float32]:
    """Return the scores of pairs: cosine and Jaccard share of the links, mixed; see the method note."""
    sizes = np.diff(links.indptr)
    both = np.zeros(len(pairs), np.float64)
    for start in range(0, len(pairs), VERIFY):
        part = slice(start, start + VERIFY)
        product = links[pairs.left[part]].multiply(links[pairs.right[part]])
        both[part] = np.asarray(product.sum(axis=1)).ravel()
    either = sizes[pairs.left] + sizes[pairs.right] - both
    share = np.divide(both, either, out=np.zeros(len(pairs)), where=either > 0)
    mixed = (1 - link_share) * pairs.cosine + link_share * share
    return np.where(either > 0, mixed, pairs.cosine).astype(np.float32)
