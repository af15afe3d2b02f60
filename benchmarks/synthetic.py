"""A seeded table of statements of any size, with planted echoes, for benchmarks that need no text of the world.

Words follow Zipf's law over made-up words; a part of each wording is drawn from the words of its objective, so that
statements on one objective resemble each other, as real ones do. An ask is planted by writing one wording and rewording
it for other documents: words replaced, dropped, added, and pairs of neighbours swapped.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.columns import Axis, Ints, Table, Ties, make_ties

SYLLABLES = tuple(a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "os", "ul"))
SUBTHEMES = 7
"""Sub-themes of each objective."""
KIND_SHARES = (0.55, 0.2, 0.15, 0.02, 0.08)
"""Shares of the kinds, in the order recommendation, practice, challenge, definition, principle."""


@dataclass(frozen=True)
class Synthetic:
    """A table and the pairs of statements that were planted to say the same."""

    table: Table
    planted: NDArray[np.int32]
    """P x 2 positions of statements."""


@dataclass(frozen=True)
class Size:
    """How large, and how much a planted ask is reworded."""

    statements: int = 250_000
    actors: int = 200
    objectives: int = 23
    groups: int = 20
    principles: int = 17
    mechanisms: int = 60
    documents: int = 400
    words: int = 20_000
    asks: int = 4_000
    reworded: float = 0.3
    """Share of the words of an echo that differ from the ask."""


def make_synthetic(size: Size | None = None, seed: int = 7) -> Synthetic:
    """Return a table of the given size; the same size and seed give the same table."""
    size = size or Size()
    rng = np.random.default_rng(seed)
    document = np.sort(rng.integers(0, size.documents, size.statements)).astype(np.int32)
    origin = _plant(rng, size, document)
    own = np.flatnonzero(origin < 0)
    objective = _zipf(rng, size.objectives, size.statements, 0.6).astype(np.int32)
    objective[origin >= 0] = objective[origin[origin >= 0]]
    texts = _texts(rng, size, objective, origin)
    planted = np.column_stack([origin[origin >= 0], np.flatnonzero(origin >= 0)]).astype(np.int32)
    assert len(own)
    return Synthetic(_table(rng, size, document, objective, origin, texts), planted)


def _zipf(rng: np.random.Generator, values: int, count: int, power: float) -> NDArray[np.int64]:
    weights = 1 / np.arange(1, values + 1) ** power
    return rng.choice(values, count, p=weights / weights.sum())


def _plant(rng: np.random.Generator, size: Size, document: Ints) -> NDArray[np.int64]:
    """Return for each statement the statement it rewords, of another document, or -1."""
    origin = np.full(size.statements, -1, np.int64)
    chosen = rng.permutation(size.statements)[: size.asks * 4]
    for ask in chosen.reshape(size.asks, 4):
        for echo in ask[1 : rng.integers(2, 5)]:
            if document[echo] != document[ask[0]]:
                origin[echo] = ask[0]
    return origin


def _texts(rng: np.random.Generator, size: Size, objective: Ints, origin: NDArray[np.int64]) -> list[str]:
    words = _words(rng, size.words)
    lengths = np.clip(rng.lognormal(2.9, 0.45, size.statements), 5, 60).astype(int)
    general = _zipf(rng, size.words, int(lengths.sum()), 1.0)
    topical = _topical(rng, size, np.repeat(objective, lengths))
    tokens = np.where(rng.random(len(general)) < 0.35, topical, general)
    ends = np.cumsum(lengths)
    rows = [tokens[end - length : end] for end, length in zip(ends, lengths, strict=True)]
    for echo in np.flatnonzero(origin >= 0):
        rows[echo] = _reword(rng, rows[origin[echo]], size)
    return [" ".join([words[t] for t in row]) for row in rows]


def _topical(rng: np.random.Generator, size: Size, objective: Ints) -> NDArray[np.int64]:
    """Return words drawn from 400 words of each objective."""
    vocabulary = rng.integers(100, size.words, (size.objectives, 400))
    result: NDArray[np.int64] = vocabulary[objective, _zipf(rng, 400, len(objective), 0.8)]
    return result


def _reword(rng: np.random.Generator, row: NDArray[np.int64], size: Size) -> NDArray[np.int64]:
    """Return the words with a share replaced, dropped or added, and some neighbours swapped."""
    change = rng.random(len(row))
    third = size.reworded / 3
    row = np.where(change < third, _zipf(rng, size.words, len(row), 1.0), row)[change < 1 - third]
    extra = _zipf(rng, size.words, int(rng.binomial(len(row), third)), 1.0)
    row = np.insert(row, rng.integers(0, len(row) + 1, len(extra)), extra)
    for at in np.flatnonzero(rng.random(max(len(row) - 1, 0)) < 0.2):
        row[[at, at + 1]] = row[[at + 1, at]]
    return row


def _words(rng: np.random.Generator, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        parts = rng.choice(SYLLABLES, (count, 4))
        sizes = rng.integers(2, 5, count)
        found |= dict.fromkeys("".join(row[:n]) for row, n in zip(parts.tolist(), sizes, strict=True))
    return list(found)[:count]


def _table(
    rng: np.random.Generator,
    size: Size,
    document: Ints,
    objective: Ints,
    origin: NDArray[np.int64],
    texts: list[str],
) -> Table:
    rows = np.arange(size.statements, dtype=np.int32)
    speaker = rng.integers(0, size.actors, size.documents)[document]
    second = rng.integers(0, size.actors, size.statements)
    kind = rng.choice(5, size.statements, p=KIND_SHARES).astype(np.int8)
    kind[origin >= 0] = kind[origin[origin >= 0]]
    strength = np.where(kind == 0, rng.choice(8, size.statements, p=[0, 0, 0.1, 0.6, 0.1, 0.1, 0.05, 0.05]), 0)
    joint = rng.random(size.statements) < 0.2
    issued = make_ties(np.concatenate([rows, rows[joint]]), np.concatenate([speaker, second[joint]]))
    group = _zipf(rng, size.groups, size.statements, 0.5).astype(np.int32)
    group[origin >= 0] = group[origin[origin >= 0]]
    names = {
        "actor": size.actors,
        "objective": size.objectives,
        "subtheme": size.objectives * SUBTHEMES,
        "group": size.groups,
        "principle": size.principles,
        "mechanism": size.mechanisms,
        "role": 12,
        "area": 5,
    }
    labels = {"actor": "State", "area": "ThematicArea"}
    axes = {name: _axis(name, count, labels.get(name, name.capitalize())) for name, count in names.items()}
    return Table(
        statements=tuple(f"statement:{i:012x}" for i in range(size.statements)),
        kind=kind,
        strength=strength.astype(np.int8),
        document=document,
        texts=texts,
        documents=_axis("document", size.documents, "Document"),
        years=(2010 + np.arange(size.documents) * 15 // size.documents).astype(np.int16),
        characters=np.full(size.documents, 90_000, np.int32),
        characters_read=np.full(size.documents, 75_000, np.int32),
        genres=("national-consultation",) * size.documents,
        languages=("en",) * size.documents,
        axes=axes,
        ties={"issued": issued, **_links(rng, size, rows, kind, objective, group), **_facts(rng, size)},
    )


def _axis(name: str, count: int, label: str) -> Axis:
    prefix = {"objective": "gcm:", "area": "gcm:area:"}.get(name, f"{name}-")
    ids = tuple(f"{prefix}{i + 1}" for i in range(count))
    if name == "subtheme":
        ids = tuple(f"gcm:{i // SUBTHEMES + 1}.{i % SUBTHEMES + 1}" for i in range(count))
    return Axis(name, ids, ids, (label,) * count)


def _links(
    rng: np.random.Generator, size: Size, rows: Ints, kind: NDArray[np.int8], objective: Ints, group: Ints
) -> dict[str, Ties]:
    def some(share: float, values: int, chosen: NDArray[np.bool_] | None = None) -> Ties:
        keep = rng.random(size.statements) < share
        keep &= True if chosen is None else chosen
        return make_ties(rows[keep], rng.integers(0, values, int(keep.sum())))

    more = rng.random(size.statements) < 0.5
    other = rng.integers(0, size.objectives, size.statements).astype(np.int32)
    more &= other != objective
    ranks = np.concatenate([np.ones(size.statements), np.full(int(more.sum()), 2)])
    grouped = rng.random(size.statements) < 0.5
    return {
        "addresses": make_ties(
            np.concatenate([rows, rows[more]]), np.concatenate([objective, other[more]]), ranks=ranks
        ),
        "about": make_ties(rows, objective * SUBTHEMES + rng.integers(0, SUBTHEMES, size.statements)),
        "concerns": make_ties(rows[grouped], group[grouped]),
        "invokes": some(0.2, size.principles),
        "calls_on": some(0.05, size.actors, kind == 0),
        "calls_on_role": some(0.4, 12, kind == 0),
        "mentions": some(0.1, size.actors),
        "mentions_mechanism": some(0.1, size.mechanisms),
        "carries_out": some(0.3, size.actors, kind == 1),
        "echoes": make_ties([], []),
    }


def _facts(rng: np.random.Generator, size: Size) -> dict[str, Ties]:
    """Return memberships: the last tenth of the actors are the bodies."""
    bodies = max(size.actors // 10, 1)
    states = size.actors - bodies
    member = rng.random((states, bodies)) < 0.15
    part = rng.random((states, size.mechanisms)) < 0.1
    part[:, ::10] = False
    a, b = np.nonzero(member)
    c, d = np.nonzero(part)
    serves = rng.integers(0, size.objectives, size.mechanisms)
    return {
        "member_of": make_ties(a, b + states),
        "takes_part": make_ties(c, d),
        "takes_part_document": make_ties([], []),
        "issuer_of": make_ties([], []),
        "supports": make_ties(np.arange(size.mechanisms), serves),
        "area": make_ties(np.arange(size.objectives), np.arange(size.objectives) * 5 // size.objectives),
    }
