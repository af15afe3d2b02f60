"""Coded units of a text as examples: what the reading sees of each, and what people said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.evaluation.gold import Unit as Coded
from graphkit.read.encoder import GRID, Encoder
from graphkit.read.model.bank import Figures
from graphkit.read.objectives.linking import get_linker
from graphkit.read.objectives.topic_features import describe_topic, topic_texts
from graphkit.read.statements.deciding import describe_units, surround, unit_text
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.units import Unit, find_units
from graphkit.text.document import Document, Span, Statement

Whole = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class KindExample:
    """A unit of the reading with the kinds that people gave it; none where its text is coded, but not this unit."""

    figures: Figures
    vector: Whole
    kinds: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TopicExample:
    """A coded statement with what it is about."""

    figures: Figures
    vector: Whole
    cued: dict[str, float]
    """The rules' scores by objective."""
    section: int
    must: dict[str, frozenset[str]]
    may: dict[str, frozenset[str]]
    first: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of one text."""

    text: str
    type: str
    """Type of text, such as ``progress report``."""
    genre: str
    language: str
    kinds: tuple[KindExample, ...]
    topics: tuple[TopicExample, ...]


def make_examples(document: Document, coded: Sequence[Coded], encoder: Encoder, type: str = "own") -> Examples:
    """Return the examples of a coded text."""
    page = get_page(document)
    units = find_units(document)
    reader = KindReader(page, units)
    _, figures = describe_units(reader, units)
    labels = [_find_label(u, coded) for u in units]
    low, high = min(c.start for c in coded), max(c.end for c in coded)
    vectors = surround(_encode(encoder, [unit_text(page, u) for u in units])).astype(np.int16)
    kinds = tuple(
        KindExample(figures[i], vectors[i], labels[i].kinds if labels[i] else (), u.start, u.end)  # type: ignore[union-attr]
        for i, u in enumerate(units)
        if labels[i] or (u.start < high and u.end > low)
    )
    pairs = [(u, c) for u, c in zip(units, labels, strict=True) if c is not None and set(c.kinds) != {"none"}]
    meta = document.metadata
    topics = tuple(_make_topics(document, reader, pairs, encoder))
    return Examples(document.source.name, type, meta.genre, meta.language, kinds, topics)


def _find_label(unit: Unit, coded: Sequence[Coded]) -> Coded | None:
    """Return the coded unit that shares most with a unit, half of the shorter at least."""

    def shared(c: Coded) -> int:
        return min(unit.end, c.end) - max(unit.start, c.start)

    best = max(coded, key=shared)
    return best if shared(best) * 2 >= min(unit.end - unit.start, best.end - best.start) else None


def _encode(encoder: Encoder, texts: Sequence[str]) -> Whole:
    rows = np.rint(encoder.encode(list(texts)) * GRID).astype(np.int16)
    rows[[not t for t in texts]] = 0
    return rows


def _make_topics(
    document: Document, reader: KindReader, pairs: Sequence[tuple[Unit, Coded]], encoder: Encoder
) -> Iterable[TopicExample]:
    linker = get_linker("gcm", document.metadata.language)
    statements = tuple(_make_statement(i, reader, u, c) for i, (u, c) in enumerate(pairs))
    contexts = linker.read_contexts(document, statements)
    texts = [topic_texts(c, reader.page) for c in contexts]
    vectors = np.concatenate([_encode(encoder, [t[k] for t in texts]) for k in range(3)], axis=1)
    for context, vector in zip(contexts, vectors, strict=True):
        coded = pairs[int(context.statement.id)][1]
        cued = linker.get_scores(context)
        figures = describe_topic(context, reader.page, cued)
        headings = document.blocks[context.statement.block].headings
        section = headings[-1] if headings else -1
        yield TopicExample(figures, vector, cued, section, coded.must, coded.may, bool(coded.primary))


def _make_statement(i: int, reader: KindReader, unit: Unit, coded: Coded) -> Statement:
    lead = reader.lead_of(unit)
    kind = next(k for k in coded.kinds if k != "none")
    span = None if lead is None else Span(lead.start, lead.end)
    return Statement(str(i), unit.start, unit.end, kind, unit.block.index, 1.0, "coded", span, unit.rest)  # type: ignore[arg-type]
