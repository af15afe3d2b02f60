"""Statements of different documents that ask for the same, and the recurring asks they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Finding, Method, Result, Shown, make_finding
from graphkit.analysis.checks import check_share
from graphkit.analysis.columns import KINDS, NO_YEAR, Axis, Bools, Ints, Table, Ties, as_table
from graphkit.analysis.echoes.candidate_pairs import find_echo_pairs, make_links, score_pairs
from graphkit.analysis.echoes.similarity import COSINE, Pairs, Vectors, make_vectors
from graphkit.analysis.facets import Facet, names_by_statement
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Echoes as EchoesLink
from graphkit.ids import make_id

LEAST = 0.45
LEAST_COSINE = 0.2
LINK_SHARE = 0.25
ASKS = ("recommendation",)

SCORE = Method(
    "echo",
    "score = (1 - b) cos + b J, with J the share of linked objectives, groups, principles and mechanisms that both "
    "have among those either has (Jaccard); score = cos where neither has any. Statements of one document never echo.",
    "graphkit; Jaccard: P. Jaccard, Bull. Soc. Vaud. Sci. Nat. 37 (1901) 547-579",
)
GROUPING = Method(
    "recurring ask",
    "star clusters: the statement with the largest sum of echo scores leads, all its echoes join it, and so on among "
    "the rest; so each member echoes the representative wording itself",
    "Aslam, Pelekhov, Rus, J. Graph Algorithms Appl. 8 (2004) 95-129",
)


@dataclass(frozen=True)
class Ask:
    """One recurring ask: the representative statement and all that echo it, by position in the table."""

    id: str
    leader: int
    members: tuple[int, ...]
    """The leader first, the others by score."""
    scores: tuple[float, ...]


@dataclass(frozen=True, repr=False)
class Echoed(Shown):
    """The pairs that echo each other, and the recurring asks."""

    table: Table
    vectors: Vectors
    chosen: Ints
    """Positions in the table of the rows of ``vectors``."""
    pairs: Pairs
    """Positions in the table."""
    scores: NDArray[np.float32]
    asks: tuple[Ask, ...]
    parameters: dict[str, object]

    def words(self, pair: int) -> list[str]:
        """Return the words that make a pair alike."""
        ends = np.searchsorted(self.chosen, [self.pairs.left[pair], self.pairs.right[pair]])
        return self.vectors.shared_words(int(ends[0]), int(ends[1]))

    def facet(self) -> Facet:
        """Return the recurring asks as a facet, for overlaps at the level of asks."""
        names = tuple(ask.id for ask in self.asks)
        axis = Axis("ask", names, tuple(self.table.texts[a.leader] for a in self.asks), ("Ask",) * len(names))
        rows = [m for ask in self.asks for m in ask.members]
        cols = [i for i, ask in enumerate(self.asks) for _ in ask.members]
        order = np.argsort(np.array(rows, np.int64), kind="stable")
        scores = np.array([s for ask in self.asks for s in ask.scores], np.float32)
        return axis, Ties(np.array(rows, np.int32)[order], np.array(cols, np.int32)[order], scores[order])

    def pair_result(self) -> Result:
        """Return one finding a pair, strongest first."""
        order = np.lexsort((self.pairs.right, self.pairs.left, -self.scores))
        findings = tuple(self._pair(int(p)) for p in order)
        title = "Statements of different documents that say the same"
        return Result("echoes", title, PAIR_COLUMNS, findings, (SCORE, COSINE), self.parameters)

    def _pair(self, p: int) -> Finding:
        t = self.table
        i, j = int(self.pairs.left[p]), int(self.pairs.right[p])
        values = {
            "left": t.statements[i],
            "left_document": t.documents.ids[t.document[i]],
            "left_text": t.texts[i],
            "right": t.statements[j],
            "right_document": t.documents.ids[t.document[j]],
            "right_text": t.texts[j],
            "score": round(float(self.scores[p]), 4),
            "cosine": round(float(self.pairs.cosine[p]), 4),
            "words": self.words(p),
        }
        return make_finding("echo", t.ids((i, j)), values, t.ids((i, j)))

    def result(self) -> Result:
        """Return :meth:`ask_result`."""
        return self.ask_result()

    def ask_result(self) -> Result:
        """Return one finding a recurring ask: those most documents share first."""
        speakers = names_by_statement(self.table, "actor")
        rows = [(ask, self._ask_values(ask, speakers)) for ask in self.asks]
        rows.sort(key=lambda r: (-len(r[1]["documents"]), -r[1]["count"], r[0].id))
        findings = tuple(make_finding("ask", [ask.id], v, self.table.ids(ask.members)) for ask, v in rows)
        return Result("asks", "Recurring asks", ASK_COLUMNS, findings, (GROUPING, SCORE, COSINE), self.parameters)

    def _ask_values(self, ask: Ask, speakers: dict[int, list[str]]) -> dict[str, Any]:
        t, members = self.table, np.array(ask.members)
        years = t.years[t.document[members]]
        known = years[years != NO_YEAR]
        return {
            "ask": ask.id,
            "wording": t.texts[ask.leader],
            "count": len(members),
            "actors": sorted({who for m in ask.members for who in speakers.get(m, ())}),
            "documents": [t.documents.ids[d] for d in sorted(set(t.document[members].tolist()))],
            "since": int(known.min()) if len(known) else None,
            "until": int(known.max()) if len(known) else None,
            "kinds": sorted({KINDS[int(k)] for k in t.kind[members]}),
        }


PAIR_COLUMNS = ("left", "left_document", "left_text", "right", "right_document", "right_text", "score", "cosine",
                "words")  # fmt: skip
ASK_COLUMNS = ("ask", "wording", "count", "actors", "documents", "since", "until", "kinds")


def find_echoes(
    source: Graph | Table,
    kinds: Sequence[str] = ASKS,
    *,
    least: float = LEAST,
    least_cosine: float = LEAST_COSINE,
    link_share: float = LINK_SHARE,
    keep: Bools | None = None,
) -> Echoed:
    """Return statements of different documents that say the same.

    ``kinds``: statement kinds compared. ``least``: lowest score of an echo; ``least_cosine``: lowest lexical part;
    ``link_share``: weight b of the shared links; ``keep``: S booleans, which statements take part.
    """
    check_share("least", least)
    check_share("least_cosine", least_cosine, above_zero=True)
    check_share("link_share", link_share)
    table = as_table(source)
    part = table.of_kind(*kinds) if keep is None else table.of_kind(*kinds) & keep
    chosen = np.flatnonzero(part).astype(np.int32)
    languages = (table.languages[d] for d in table.document[chosen])
    vectors = make_vectors([table.texts[int(i)] for i in chosen], languages)
    links = make_links(table)[chosen]
    found = find_echo_pairs(vectors, links, table.document[chosen], least, least_cosine, link_share)
    scores = score_pairs(links, found, link_share)
    pairs = Pairs(chosen[found.left], chosen[found.right], found.cosine)
    enough = (scores >= least) & ~_opposed(table, pairs)
    pairs, scores = pairs.where(enough), scores[enough]
    parameters = {"kinds": list(kinds), "least": least, "least_cosine": least_cosine, "link_share": link_share}
    asks = tuple(_stars(table, pairs, scores))
    return Echoed(table, vectors, chosen, pairs, scores, asks, parameters)


def _opposed(table: Table, pairs: Pairs) -> Bools:
    """Return which pairs are of one statement for a thing and one against it: they share words, not the ask."""
    if table.stands is None:
        return np.zeros(len(pairs.left), bool)
    return table.stands[pairs.left] * table.stands[pairs.right] < 0


def make_echo_links(echoed: Echoed) -> Iterator[EchoesLink]:
    """Yield ECHOES links, from the later statement to the earlier one, for the store."""
    t = echoed.table
    for p, score in enumerate(echoed.scores):
        i, j = sorted((int(echoed.pairs.left[p]), int(echoed.pairs.right[p])), key=lambda x: _when(t, x), reverse=True)
        words = ", ".join(echoed.words(p))
        evidence = Evidence(
            rule="echo",
            score=round(float(score), 3),
            document=t.documents.ids[t.document[i]],
            reference=f"words: {words}",
        )
        yield EchoesLink(source=t.statements[i], target=t.statements[j], evidence=(evidence,))


def _when(table: Table, position: int) -> tuple[int, str]:
    return int(table.years[table.document[position]]), table.statements[position]


def _stars(table: Table, pairs: Pairs, scores: NDArray[np.float32]) -> Iterator[Ask]:
    """Yield the star clusters, those with the strongest leader first."""
    near = _neighbours(pairs, scores)
    strength = {i: sum(s for s, _ in found) for i, found in near.items()}
    free = set(near)
    for leader in sorted(near, key=lambda i: (-strength[i], table.statements[i])):
        if leader not in free:
            continue
        joined = sorted(((s, j) for s, j in near[leader] if j in free), key=lambda x: (-x[0], table.statements[x[1]]))
        if not joined:
            continue
        members = (leader, *(j for _, j in joined))
        free.difference_update(members)
        id = make_id("ask", *sorted(table.ids(members)))
        yield Ask(id, leader, members, (1.0, *(round(s, 4) for s, _ in joined)))


def _neighbours(pairs: Pairs, scores: NDArray[np.float32]) -> dict[int, list[tuple[float, int]]]:
    near: dict[int, list[tuple[float, int]]] = {}
    for i, j, s in zip(pairs.left.tolist(), pairs.right.tolist(), scores.tolist(), strict=True):
        near.setdefault(i, []).append((s, j))
        near.setdefault(j, []).append((s, i))
    return near
