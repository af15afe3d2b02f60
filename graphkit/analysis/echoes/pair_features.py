"""What is known of a pair of statements: figures from words, shared links and vectors, for the pair model."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.columns import Floats, Ints, Positions, Table, Ties
from graphkit.analysis.echoes.similarity import Vectors

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FEATURES = (
    "cosine",
    "contained",
    "rarest",
    "objectives",
    "first objective",
    "groups",
    "principles",
    "mechanisms",
    "first sub-theme",
    "sub-themes",
    "shorter",
    "length",
    "vector",
)
"""Columns of :func:`find_features`; all but ``length`` and ``shorter`` lie between 0 and 1."""
RAREST = 9.0
"""Inverse document frequency at which a shared word counts fully."""
CHUNK = 200_000


@dataclass(frozen=True)
class Material:
    """What features are computed from, for the S statements compared."""

    words: Vectors
    objectives: "csr_matrix"
    groups: "csr_matrix"
    principles: "csr_matrix"
    mechanisms: "csr_matrix"
    subthemes: "csr_matrix"
    first_objective: Ints
    first_subtheme: Ints
    """-1 where a statement has none."""
    language: Ints
    languages: tuple[str, ...]
    """What the numbers of ``language`` mean."""
    vectors: NDArray[np.float32] | None = None
    """S x D unit rows; None where no two languages meet, for which vectors were found to add nothing."""


def make_material(table: Table, chosen: Ints, words: Vectors, vectors: NDArray[np.float32] | None) -> Material:
    """Return the material of some statements of a table, in the order of ``chosen``."""
    about = table.ties.get("about")
    names = sorted(set(table.languages))
    language = np.array([names.index(table.languages[d]) for d in table.document[chosen]], np.int32)
    return Material(
        words=words,
        objectives=_matrix(table.ties["addresses"], len(table))[chosen],
        groups=_matrix(table.ties["concerns"], len(table))[chosen],
        principles=_matrix(table.ties["invokes"], len(table))[chosen],
        mechanisms=_matrix(table.ties["mentions_mechanism"], len(table))[chosen],
        subthemes=_matrix(about, len(table))[chosen],
        first_objective=find_first(table.ties["addresses"], len(table))[chosen],
        first_subtheme=find_first(about, len(table))[chosen],
        language=language,
        languages=tuple(names),
        vectors=vectors,
    )


def _matrix(ties: Ties | None, size: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    if ties is None:
        return csr_matrix((size, 1), dtype=np.int32)
    width = int(ties.cols.max(initial=0)) + 1
    return csr_matrix((np.ones(len(ties), np.int32), (ties.rows, ties.cols)), shape=(size, width))


def find_first(ties: Ties | None, size: int) -> Ints:
    """Return S positions of each statement's most central entry, -1 where it has none."""
    result = np.full(size, -1, np.int32)
    if ties is None:
        return result
    ranks = ties.ranks if ties.ranks is not None else np.ones(len(ties), np.int16)
    order = np.lexsort((ties.cols, -ranks, ties.rows))
    result[ties.rows[order]] = ties.cols[order]
    return result


def find_features(material: Material, left: Positions, right: Positions) -> Floats:
    """Return N x F features of pairs of positions."""
    found = [
        _features(material, left[start : start + CHUNK], right[start : start + CHUNK])
        for start in range(0, len(left), CHUNK)
    ]
    return np.vstack(found) if found else np.zeros((0, len(FEATURES)))


def _features(m: Material, left: Positions, right: Positions) -> Floats:
    matrix, weight = m.words.matrix, m.words.weight
    product = matrix[left].multiply(matrix[right]).tocsr()
    heavy = weight[product.indices]
    lengths, own = m.words.lengths, m.words.heaviness
    shared = _row_sums(heavy, product.indptr)
    small = np.maximum(np.minimum(own[left], own[right]), 1e-9)
    columns = {
        "cosine": np.minimum(np.asarray(product.sum(axis=1)).ravel(), 1.0),
        "contained": np.minimum(shared / small, 1.0),
        "rarest": np.minimum(_row_most(heavy, product.indptr) / RAREST, 1.0),
        "objectives": find_shares(m.objectives, left, right),
        "first objective": _same(m.first_objective, left, right),
        "groups": find_shares(m.groups, left, right),
        "principles": find_shares(m.principles, left, right),
        "mechanisms": find_shares(m.mechanisms, left, right),
        "first sub-theme": _same(m.first_subtheme, left, right),
        "sub-themes": find_shares(m.subthemes, left, right),
        "shorter": np.log(np.minimum(lengths[left], lengths[right])),
        "length": np.abs(np.log(lengths[left] / lengths[right])),
        "vector": np.zeros(len(left)) if m.vectors is None else (m.vectors[left] * m.vectors[right]).sum(axis=1),
    }
    return np.column_stack([columns[name] for name in FEATURES]).astype(np.float64)


def _same(first: Ints, left: Positions, right: Positions) -> Any:
    return ((first[left] == first[right]) & (first[left] >= 0)).astype(np.float64)


def find_shares(links: "csr_matrix", left: Positions, right: Positions) -> Floats:
    """Return the Jaccard shares of the links of pairs of rows, 0 where neither has any."""
    both = np.asarray(links[left].multiply(links[right]).sum(axis=1)).ravel().astype(np.float64)
    sizes = np.diff(links.indptr)
    either = sizes[left] + sizes[right] - both
    result: Floats = np.divide(both, either, out=np.zeros(len(both)), where=either > 0)
    return result


def _row_sums(data: Any, indptr: Any) -> Floats:
    sums = np.concatenate(([0.0], np.cumsum(data)))
    result: Floats = sums[indptr[1:]] - sums[indptr[:-1]]
    return result


def _row_most(data: Any, indptr: Any) -> Floats:
    rows = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    result = np.zeros(len(indptr) - 1)
    np.maximum.at(result, rows, data)
    return result
