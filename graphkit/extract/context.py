"""What a statement is read against: its own words, its lead-in, its headings and the running topic of its section."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.document import Block, Document, Span, Statement
from graphkit.extract.cueing import Cued, CueLexicon, Hit
from graphkit.extract.references import References

READ_KINDS = frozenset({"paragraph", "item", "row"})
_FADE = 0.4
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


def weigh(cued: Cued, channel: str, *, share: float = 1.0) -> Signs:
    """Return the targets of a channel that a text signals.

    Weights of several cues of one target add up with fading shares; late and bracketed words count less.
    """
    signs: Signs = {}
    for (kind, target), hits in cued.hits.items():
        if kind == channel:
            ranked = sorted(((_weight(h, cued.length), -h.start, h) for h in hits), key=lambda r: r[:2], reverse=True)
            total = sum(w * _FADE**i for i, (w, _, _) in enumerate(ranked[:4]))
            signs[target] = Sign(share * total, ranked[0][2])
    return signs


def _weight(hit: Hit, length: int) -> float:
    place = 1 - _LATE * hit.first / max(length, 8)
    return hit.cue.weight * place * (_ASIDE if hit.aside else 1.0)


def join_signs(*layers: Signs) -> Signs:
    """Return for each target its strongest sign."""
    joined: Signs = {}
    for layer in layers:
        for target, sign in layer.items():
            if target not in joined or sign.strength > joined[target].strength:
                joined[target] = sign
    return joined


@dataclass(frozen=True, slots=True)
class Context:
    """A statement's cues and those of what governs it; lead-ins and headings innermost first."""

    statement: Statement
    own: Cued
    leads: tuple[Cued, ...]
    headings: tuple[Cued, ...]
    topic: Signs
    """The running topic: objectives signalled by what stands before in the same section."""

    def signs(self, channel: str) -> Signs:
        """Return what its own words signal."""
        return weigh(self.own, channel)

    def lead_signs(self, channel: str) -> Signs:
        """Return what its lead-ins signal, outer ones less."""
        return join_signs(*(weigh(c, channel, share=_OUTER**i) for i, c in enumerate(self.leads)))

    def heading_signs(self, channel: str) -> Signs:
        """Return what its headings signal, outer ones less; headings without a sign don't count as a step."""
        speaking = [c for c in self.headings if any(k == channel for k, _ in c.hits)]
        return join_signs(*(weigh(c, channel, share=_OUTER**i) for i, c in enumerate(speaking)))


def read_contexts(
    document: Document, statements: tuple[Statement, ...], lexicon: CueLexicon, references: References
) -> Iterator[Context]:
    """Yield the context of each statement, in the order of the text; every stretch of text is read once."""
    seen: dict[tuple[int, int], Cued] = {}

    def read(*spans: Span) -> Cued:
        key = (spans[0].start, spans[-1].end)
        if key not in seen:
            seen[key] = lexicon.read(document.text, *spans)
            for hit in references.find(document.text, Span(*key)):
                seen[key].hits.setdefault(("objective", hit.cue.target), []).append(hit)
        return seen[key]

    section: tuple[object, ...] | None = None
    topic: Signs = {}
    end = 0
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        block = document.blocks[statement.block]
        place = (block.headings, block.box)
        if place != section:
            section, topic = place, {}
        for gap in _gaps(document, block, end, statement.start):
            topic = _move_on(topic, weigh(read(gap), "objective"))
        own = read(*_own_spans(statement))
        leads = tuple(read(s) for s in _lead_spans(document, statement, block))
        headings = tuple(read(_span(document.blocks[i])) for i in reversed(block.headings))
        yield Context(statement, own, leads, headings, topic)
        topic = _move_on(topic, weigh(own, "objective"))
        end = max(end, _own_spans(statement)[-1].end)


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
