"""What leads on from a blank: wordings and practices of others, and where in one's own text they would stand.

Nearness is the cosine of sentence vectors, which join texts of different languages; of the words alone where there are
very many statements or no encoder is installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.analysis.base import Method
from graphkit.analysis.columns import Floats, Positions, Table
from graphkit.analysis.echoes.similarity import make_vectors
from graphkit.analysis.gaps.coverage import Coverage
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.read.encoder import DEFAULT, get_encoder

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_ENCODED = 2000
"""Statements beyond which words are compared: encoding more anew takes minutes."""
MOST_COMPARED = 60
"""So many of the strongest wordings on a column are compared."""
MOST_GIVEN = 3

METHOD = Method(
    "nearest wording",
    "of the recommendations of others on the objective (other statements where there are none), those with the largest "
    "sum of two cosines: to the objective's name, and to any statement of the actor's own texts; it would stand after "
    "the own statement nearest to the first of them, or to the objective's name where there is none",
    "sentence vectors: Y. Yang et al., ACL 2020; words: as for echoes",
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Positions of statements for one blank cell, the nearest first."""

    wordings: tuple[int, ...]
    """Recommendations of others on it; where there are none, what else but practices is said."""
    practices: tuple[int, ...]
    """Practices of others on it."""
    after: int
    """The statement of the actor's own text after which it would stand."""


def find_leads(coverage: Coverage, encoder: str = DEFAULT) -> dict[tuple[int, int], Lead]:
    """Return (row, column) -> what leads on, for each cell without a statement whose row has a text of its own."""
    blank, own = coverage.steps <= Step.SILENT, _find_own(coverage)
    near = _make_nearness(coverage.table, coverage.columns.titles, encoder)
    found: dict[tuple[int, int], Lead] = {}
    for j in range(len(coverage.columns)):
        rows = [i for i in np.flatnonzero(blank[:, j]).tolist() if len(own[i])]
        if rows:
            wordings, practices = (_Compared(part, j, near) for part in _on_column(coverage, j))
            found |= {(i, j): _lead(own[i], wordings, practices) for i in rows}
    return found


def _find_own(coverage: Coverage) -> list[Positions]:
    """Return for each row what its own texts say, of an actor what it says in them itself."""
    table, inside = coverage.table, [coverage.own[i][coverage.table.document] for i in range(len(coverage.rows))]
    if coverage.rows.name != "actor":
        return [np.flatnonzero(part) for part in inside]
    said, place = table.ties["issued"], table.axes["actor"].positions
    voiced = [said.rows[said.cols == place[id]] for id in coverage.rows.ids]
    return [rows[part[rows]] for rows, part in zip(voiced, inside, strict=True)]


def _on_column(coverage: Coverage, column: int) -> tuple[Positions, Positions]:
    """Return the strongest recommendations, else other wordings, and practices that somebody stands behind."""
    table = coverage.table
    inside = coverage.members[(coverage.codes // len(Step)) % len(coverage.columns) == column]
    positions = np.unique(inside)
    if table.stands is not None:
        positions = positions[table.stands[positions] > 0]
    order = positions[np.argsort(-table.strength[positions], kind="stable")]
    asks, done = (table.of_kind(kind)[order] for kind in ("recommendation", "practice"))
    return order[asks if asks.any() else ~done][:MOST_COMPARED], order[done][:MOST_COMPARED]


class _Compared:
    """Statements on a column, compared with all statements and with the column's title."""

    def __init__(self, positions: Positions, column: int, near: "_Nearness") -> None:
        title = np.array([near.statements + column])
        self.positions = positions
        self.likeness = near.between(np.arange(near.statements), np.append(positions, title))
        self.to_title = near.between(title, positions)[0]

    def nearest(self, own: Positions) -> Positions:
        """Return the places of those nearest to the column's title and to any of one's own, best first."""
        sums = self.to_title + self.likeness[own, :-1].max(axis=0)
        return np.argsort(-sums, kind="stable")[:MOST_GIVEN]


def _lead(own: Positions, wordings: _Compared, practices: _Compared) -> Lead:
    first, copied = wordings.nearest(own), practices.nearest(own)
    beside = wordings.likeness[own, first[0] if len(first) else -1]
    return Lead(
        tuple(wordings.positions[first].tolist()),
        tuple(practices.positions[copied].tolist()),
        int(own[int(np.argmax(beside))]),
    )


class _Nearness:
    """Cosines of statements with each other and with the titles of columns, which follow them."""

    def __init__(self, vectors: "Floats | csr_matrix", statements: int) -> None:
        self.vectors, self.statements = vectors, statements

    def between(self, own: Positions, others: Positions) -> Floats:
        """Return own x others cosines, rounded so that no order hangs on the last bit."""
        product: Any = self.vectors[own] @ self.vectors[others].T
        dense = product if isinstance(product, np.ndarray) else product.toarray()
        return np.round(dense.astype(np.float64), 6)


def _make_nearness(table: Table, titles: Sequence[str], encoder: str) -> _Nearness:
    texts = [*table.texts, *titles]
    if len(table) <= MOST_ENCODED:
        encoded = get_encoder(encoder).encode(texts)
        if encoded.shape[1]:
            return _Nearness(encoded, len(table))
    languages = [*(table.languages[d] for d in table.document), *("en" for _ in titles)]
    return _Nearness(make_vectors(texts, languages, background=True).matrix, len(table))
