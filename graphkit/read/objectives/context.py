"""What a statement is read against: its own words, its lead-in, its headings and the running topic of its section."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graphkit.match.lexicon import Cued, CueLexicon, Hit
from graphkit.read.actors.masks import Masks, get_masks
from graphkit.read.objectives.references import References
from graphkit.text.document import READ_KINDS, Block, Document, Span, Statement

_FADE = 0.35
"""Each further cue of a target counts this share of the one before."""
_LATE = 0.25
"""Share of its weight that a cue loses from the first to the last word of a statement."""
_ASIDE = 0.4
"""Share of its weight that a cue keeps in brackets or among examples."""
_OUTER = 0.6
"""Share that each lead-in or heading further out keeps."""
_MEMORY = 0.6
"""Share of the running topic that stays from one statement to the next."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How strongly a target is signalled, and by which words best."""

    strength: float
    hit: Hit


Signs = dict[str, Sign]
"""Target -> its sign, in the order of the text."""


def weigh(cued: Cued, channel: str) -> Signs:
    """Return the targets of a channel that a text signals.

    Weights of several cues of one target add up with fading shares; late and bracketed words count less.
    """
    signs: Signs = {}
    for (kind, target), hits in cued.hits.items():
        if kind != channel:
            continue
        if len(hits) == 1:
            signs[target] = Sign(_weight(hits[0], cued.length), hits[0])
            continue
        ranked = sorted(((_weight(h, cued.length), -h.start, h) for h in hits), key=_by_weight, reverse=True)
        total = sum(row[0] * _FADE**i for i, row in enumerate(ranked[:4]))
        signs[target] = Sign(total, ranked[0][2])
    return signs


def _by_weight(row: tuple[float, int, Hit]) -> tuple[float, int]:
    return row[:2]


def _weight(hit: Hit, length: int) -> float:
    place = 1 - _LATE * hit.first / max(length, 8)
    return hit.cue.weight * place * (_ASIDE if hit.aside else 1.0)


def join_signs(layers: Iterable[Signs]) -> Signs:
    """Return for each target its strongest sign, each further layer counting less."""
    joined: Signs = {}
    for step, layer in enumerate(layers):
        for target, sign in layer.items():
            strength = sign.strength * _OUTER**step
            if target not in joined or strength > joined[target].strength:
                joined[target] = Sign(strength, sign.hit)
    return joined


class Surroundings:
    """The lead-ins and headings of a document, each read and weighed once."""

    def __init__(self, document: Document, lexicon: CueLexicon, references: References) -> None:
        self._text, self._lexicon, self._references = document.text, lexicon, references
        self._masks = get_masks(document)
        self._cued: dict[tuple[int, int], Cued] = {}
        self._signs: dict[tuple[tuple[Span, ...], str], Signs] = {}

    def read(self, *spans: Span) -> Cued:
        """Return the cues of the spans, references by number among them."""
        key = (spans[0].start, spans[-1].end)
        if key not in self._cued:
            cued = self._cued[key] = _without_names(self._lexicon.read(self._text, *spans), self._masks, spans)
            for hit in self._references.find(self._text, Span(*key)):
                cued.hits.setdefault(("objective", hit.cue.target), []).append(hit)
        return self._cued[key]

    def signs(self, spans: tuple[Span, ...], channel: str) -> Signs:
        """Return what spans around a statement signal, innermost first; those without a sign are no step outwards."""
        key = (spans, channel)
        if key not in self._signs:
            self._signs[key] = join_signs(filter(None, (weigh(self.read(s), channel) for s in spans)))
        return self._signs[key]


@dataclass(frozen=True, slots=True)
class Context:
    """A statement's cues and what governs it; lead-ins and headings innermost first."""

    statement: Statement
    own: Cued
    leads: tuple[Span, ...]
    headings: tuple[Span, ...]
    topic: Signs
    """The running topic: objectives signalled by what stands before in the same section."""
    around: Surroundings

    def signs(self, channel: str) -> Signs:
        """Return what its own words signal."""
        return weigh(self.own, channel)

    def lead_signs(self, channel: str) -> Signs:
        """Return what its lead-ins signal."""
        return self.around.signs(self.leads, channel)

    @property
    def governed(self) -> bool:
        """Whether its lead-in says what its list is about, not only what it holds."""
        return bool(self.leads) and not self.around.read(self.leads[0]).announcing

    def heading_signs(self, channel: str) -> Signs:
        """Return what its headings signal."""
        return self.around.signs(self.headings, channel)


def read_contexts(
    document: Document, statements: tuple[Statement, ...], lexicon: CueLexicon, references: References
) -> Iterator[Context]:
    """Yield the context of each statement, in the order of the text; every stretch of text is read once."""
    around = Surroundings(document, lexicon, references)
    section: tuple[object, ...] | None = None
    topic: Signs = {}
    end = 0
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        block = document.blocks[statement.block]
        place = (block.headings, block.box)
        if place != section:
            section, topic = place, {}
        for gap in _gaps(document, block, end, statement.start):
            topic = _move_on(topic, weigh(around.read(gap), "objective"))
        own = around.read(*_own_spans(statement))
        leads = tuple(_lead_spans(document, statement, block))
        headings = tuple(_span(document.blocks[i]) for i in reversed(block.headings))
        yield Context(statement, own, leads, headings, topic, around)
        topic = _move_on(topic, weigh(own, "objective"))
        end = max(end, _own_spans(statement)[-1].end)


def _without_names(cued: Cued, masks: Masks, spans: tuple[Span, ...]) -> Cued:
    """Return the cues less those that are words of a body's name.

    In such a name no group is meant; objectives and principles are where the body is more than who speaks or is asked.
    """
    names = masks.find_names(*spans)
    if not names:
        return cued
    outside = masks.find_outside(*spans)
    hits = {
        (channel, target): kept
        for (channel, target), found in cued.hits.items()
        if (kept := [h for h in found if not _is_in(h, names if channel == "group" else outside)])
    }
    return replace(cued, hits=hits)


def _is_in(hit: Hit, names: Iterable[Span]) -> bool:
    return any(name.start <= hit.start and hit.end <= name.end for name in names)


def _move_on(topic: Signs, new: Signs) -> Signs:
    """Return the running topic after one more stretch of text."""
    kept = {t: Sign(_MEMORY * s.strength, s.hit) for t, s in topic.items() if s.strength > 0.05}
    for target, sign in new.items():
        before = kept[target].strength if target in kept else 0.0
        kept[target] = Sign(before + (1 - _MEMORY) * sign.strength, sign.hit)
    return kept


def _span(block: Block) -> Span:
    return Span(block.start, block.end)


def _own_spans(statement: Statement) -> tuple[Span, ...]:
    own = Span(statement.start, statement.end)
    return (own, statement.rest) if statement.rest else (own,)


def _gaps(document: Document, block: Block, end: int, start: int) -> Iterator[Span]:
    """Yield what is read between the last statement and this one in the same section: sentences that state nothing."""
    i = block.index
    gaps: list[Span] = []
    while i >= 0 and document.blocks[i].end > end:
        b = document.blocks[i]
        if (b.headings, b.box) != (block.headings, block.box):
            break
        if b.kind in READ_KINDS:
            gap = Span(max(end, b.start), min(start, b.end))
            gaps += [gap] if gap.end - gap.start > 2 else []
        i -= 1
    yield from reversed(gaps)


def _lead_spans(document: Document, statement: Statement, block: Block) -> Iterator[Span]:
    """Yield the lead-ins, innermost first: the statement's own, then those of the lists around its list."""
    if statement.lead:
        yield statement.lead
    outer = block.lead
    seen = 1 if statement.lead else 0
    while outer is not None and seen < 3:
        lead = document.blocks[outer]
        if statement.lead is None or not lead.start <= statement.lead.start < lead.end:
            yield _span(lead)
        elif statement.lead.start - lead.start > 2:
            yield Span(lead.start, statement.lead.start)
        outer, seen = lead.lead, seen + 1
