"""Who has done or runs a practice, never taken from who tells of it.

The order: a named subject, agent or owner in the practice's own words; a collective there ("in several countries"); the
same in the sentence that opens its list; the sentence before where this one goes on about it; whose measure its text
box tells of. Where nothing shows it, nobody is linked.
"""

from collections.abc import Iterable, Iterator, Sequence

from graphkit.read.actors.actors import find_author, find_row_head
from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor, spans_of
from graphkit.read.actors.parts import find_parts
from graphkit.read.reading import FoundLink
from graphkit.read.speakers.boxes import find_box_owners
from graphkit.read.speakers.collectives import collective_id
from graphkit.read.speakers.saying import Group, Sayings
from graphkit.read.speakers.speakers import SpeakerReader
from graphkit.read.speakers.voice import Voice, each_once
from graphkit.read.statements.units import find_sentences
from graphkit.text.document import Span, Statement

_PLACE, _GROUP = 0.65, 0.75
_STEP = 12
"""Characters between two statements over which "these" can point back."""


class DoerReader:
    """Finds the doers of one document's practices, asked for in the order of the text."""

    def __init__(self, cast: Cast, sayings: Sayings, speakers: SpeakerReader) -> None:
        self.cast, self.sayings, self.speakers = cast, sayings, speakers
        self.document = cast.named.document
        self.owners = find_box_owners(cast)
        self._before: tuple[Statement, list[Voice]] | None = None

    def find(self, statement: Statement) -> list[FoundLink]:
        """Return the CARRIES_OUT links of a practice; none for other kinds."""
        if statement.kind != "practice":
            return []
        voices = each_once(self._find(statement))
        self._before = (statement, voices)
        return [self._link(statement, v) for v in voices]

    def _find(self, statement: Statement) -> list[Voice]:
        for step in (self._own, self._lead, self._back, self._box):
            if found := step(statement):
                return found
        return []

    def _own(self, statement: Statement) -> list[Voice]:
        named = list(self._named(statement, spans_of(statement)))
        row = [a for kind, a in find_row_head(self.cast, statement) if kind == "CARRIES_OUT"]
        author = [] if named or row else [a for _, a in find_author(self.cast.named, statement)]
        found = [*named, *(self._actor(a) for a in (*row, *author))]
        return found or self._collective(self._first(statement))

    def _named(self, statement: Statement, spans: Sequence[Span]) -> Iterator[Voice]:
        for kind, actor in find_parts(self.cast.named, statement.kind, self.cast.inside(*spans)):
            if kind == "CARRIES_OUT":
                yield self._actor(actor)

    def _actor(self, actor: Actor, rule: str | None = None) -> Voice:
        return Voice(actor.node, rule or actor.rule, actor.score, self.cast.span(actor), named=True)

    def _first(self, statement: Statement) -> Span:
        span = Span(statement.start, statement.end)
        return next(find_sentences(self.document.text, span, self.document.metadata.language), span)

    def _collective(self, span: Span) -> list[Voice]:
        """Return the collective that a sentence makes act, or in whose countries a thing is in place."""
        start, end = self.sayings.page.place(span)
        words, text = self.sayings.words, self.sayings.text
        groups = self.sayings.groups(start, end)
        some = [g for g in groups if g.who == "some-states"]
        if some:
            return [self._group(some[0], _GROUP)]
        if place := words.some_places.search(text, start, end):
            return [self._group(Group("some-states", *place.span()), _PLACE)]
        acting = [g for g in groups if self._acts(g, start, end)]
        if acting:
            return [self._group(g, _GROUP) for g in acting[:1]]
        place = words.all_places.search(text, start, end)
        return [self._group(Group("participants", *place.span()), _PLACE)] if place else []

    def _acts(self, group: Group, start: int, end: int) -> bool:
        """Whether a collective is the subject, the agent, or the owner of what is told."""
        before = self.sayings.text[max(start, group.start - 60) : group.start]
        if self.sayings.words.agent.search(before):
            return True
        owns = self.sayings.text.startswith(("'s", "s'"), group.end)
        return owns or not self.sayings.words.preposition.search(before)

    def _group(self, group: Group, score: float) -> Voice:
        return Voice(group.who, "collective", score, self.sayings.source(group.start, group.end))

    def _lead(self, statement: Statement) -> list[Voice]:
        for span in self.speakers.leads(statement):
            found = list(self._named(statement, [span])) or self._collective(span)
            if found:
                return list(_from(found, "lead"))
        return []

    def _back(self, statement: Statement) -> list[Voice]:
        """Return the doers of the practice before where this one goes on about it."""
        if self._before is None:
            return []
        before, voices = self._before
        start, end = self.sayings.page.place(Span(statement.start, statement.end))
        near = 0 <= statement.start - before.end < _STEP
        return (
            list(_from(voices, "back")) if near and self.sayings.words.back.match(self.sayings.text, start, end) else []
        )

    def _box(self, statement: Statement) -> list[Voice]:
        box = self.document.blocks[statement.block].box
        if box is None:
            return []
        owners = [self._actor(a, "box:owner") for a in self.owners.get(box, [])]
        speaking = [v for v in self.speakers.boxes.get(box, []) if v.named]
        return list(_from(owners or speaking, "box"))

    def _link(self, statement: Statement, voice: Voice) -> FoundLink:
        node = voice.who if voice.named else collective_id(self.document, voice.who)
        place = (voice.span.start, voice.span.end)
        return FoundLink(
            "CARRIES_OUT", statement.id, node, round(voice.score, 3), voice.rule, *place, inherited=voice.inherited
        )


def _from(voices: Iterable[Voice], step: str) -> Iterator[Voice]:
    for v in voices:
        yield Voice(v.who, f"{step}:{v.rule}", v.score, v.span, v.named, inherited=True)
