"""Who has done or runs a practice, never taken from who tells of it.

The order: a named subject, agent or owner in the practice's own words; a collective that acts there, or in some of
whose countries it is in place; the same in the sentences that open its list; the sentence before where this one goes on
about it; whose measure its text box tells of; who runs the mechanism it names, where the text says so, or whose law it
is; the region as a whole. Where nothing shows it, nobody is linked.
"""

from collections.abc import Iterator, Mapping, Sequence

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
_STEP = 300
"""Characters between two practices over which "these" can point back."""
_WORK = 60
"""Characters before a list of actors in which stands what they do together."""
_COUNT_BLOCKS = 3
"""Paragraphs back in which the States are named that are counted later."""
_MARKS = "—–-:("
"""Signs after a name at the beginning of a practice that make what follows a note on whose practice it is."""


class DoerReader:
    """Finds the doers of one document's practices, asked for in the order of the text.

    ``mechanisms`` holds statement id -> its links to the mechanisms it names.
    """

    def __init__(
        self, cast: Cast, sayings: Sayings, speakers: SpeakerReader, mechanisms: Mapping[str, Sequence[FoundLink]]
    ) -> None:
        self.cast, self.sayings, self.speakers = cast, sayings, speakers
        self.document = cast.named.document
        self.owners = find_box_owners(cast, sayings, speakers.boxes)
        self._mechanisms, self._run_by = mechanisms, dict[str, list[Voice]]()
        self._before: tuple[Statement, list[Voice]] | None = None

    def find_all(self, practices: Sequence[Statement]) -> Iterator[FoundLink]:
        """Yield the CARRIES_OUT links of practices; who runs a mechanism is looked up in all of them first."""
        for statement in practices:
            named = self._mechanisms.get(statement.id, ())
            own = [v for v in self._own(statement) if v.named] if len(named) == 1 else []
            if own:
                self._run_by.setdefault(named[0].node, own)
        for statement in practices:
            voices = each_once(self._find(statement))
            self._before = (statement, voices)
            yield from (self._link(statement, v) for v in voices)

    def _find(self, statement: Statement) -> list[Voice]:
        for step in (self._own, self._lead, self._back, self._box, self._running, self._owner, self._region):
            if found := step(statement):
                return found
        return []

    def _own(self, statement: Statement) -> list[Voice]:
        row = [a for kind, a in find_row_head(self.cast, statement) if kind == "CARRIES_OUT"]
        heads = [Voice(v.who, v.rule, v.score, v.span, v.named, inherited=True) for v in map(self._actor, row)]
        found = [*self._with_list(statement, list(self._named(statement, spans_of(statement)))), *heads]
        found += self._counted(statement)
        found = found or self._between(self._first(statement))
        if found and (agents := self._agents(self._first(statement))):
            found = [*self._without_tellers(self._first(statement), found), *agents]
        found = found or self._subjects(self._first(statement))
        found = found or [self._actor(a) for _, a in find_author(self.cast.named, statement)]
        if found or self._box(statement):  # a box on somebody's measure: who may apply there does nothing
            return found
        return self._collective(self._first(statement)) or self._places(self._first(statement))

    def _named(self, statement: Statement, spans: Sequence[Span]) -> Iterator[Voice]:
        for kind, actor in find_parts(self.cast.named, statement.kind, self.cast.inside(*spans)):
            if kind == "CARRIES_OUT":
                yield self._actor(actor)

    def _without_tellers(self, span: Span, found: list[Voice]) -> list[Voice]:
        """Return the voices without those that only say what is done by others: "X underlined the work done by Y"."""
        start = self.sayings.page.place(span)[0]
        ends = [(x, self._place(x[0])[0], self._place(x[-1])[1]) for x in self._lists(span)]
        tellers = {a.node for x, at, stop in ends if self.sayings.speaks(start, at, stop) for a in x}
        return [v for v in found if v.who not in tellers]

    def _subjects(self, span: Span) -> list[Voice]:
        """Return the actors that a sentence begins with, or names after "by" or after a subject and "together with"."""
        start, end = self.sayings.page.place(span)
        words, text = self.sayings.words, self.sayings.text
        found: list[Voice] = []
        for actors in self._lists(span):
            at, stop = self._place(actors[0])[0], self._place(actors[-1])[1]
            before = self.sayings.before(start, at)
            opens = not text[start:at].strip("-•▶»> ").removeprefix("the ")
            marked = opens and text[stop:end].lstrip()[:1] in _MARKS
            listed = len(actors) > 1 and (text[at - 1 : at], text[stop : stop + 1]) == ("(", ")")
            stop += listed
            tells = self.sayings.speaks(start, at, stop) or self.sayings.acts(words.praises_after, start, at, stop)
            acts = self.sayings.acts(words.done_after, start, at, stop) and not tells
            if marked or acts or words.agent.search(before) or (found and words.with_others.search(before)):
                found += map(self._actor, actors)
        return found

    def _with_list(self, statement: Statement, found: list[Voice]) -> list[Voice]:
        """Return the voices with those that stand in one list with one of them."""
        if not found:
            return []
        who = {v.who for v in found}
        lists = [x for x in self._lists(self._first(statement)) if who & {a.node for a in x}]
        return [*found, *(self._actor(a) for x in lists for a in x)]

    def _agents(self, span: Span) -> list[Voice]:
        """Return the actors behind "by" and a participle: "planned by the ILO in 2019 and led by two agencies of X"."""
        start, words = self.sayings.page.place(span)[0], self.sayings.words
        lists = [
            x for x in self._lists(span) if words.further_agent.search(self.sayings.before(start, self._place(x[0])[0]))
        ]
        return [self._actor(a) for actors in lists for a in actors]

    def _between(self, span: Span) -> list[Voice]:
        """Return two or more actors of whom a thing done together is told: "an agreement between X and Y"."""
        start, words = self.sayings.page.place(span)[0], self.sayings.words
        for actors in self._lists(span):
            at = self._place(actors[0])[0]
            if len(actors) > 1 and words.joint_work.search(self.sayings.text[max(start, at - _WORK) : at]):
                return [self._actor(a) for a in actors]
        return []

    def _counted(self, statement: Statement) -> list[Voice]:
        """Return the States that "the four governments" are: as many as the sentence, or the nearest list, names."""
        sayings, words = self.sayings, self.sayings.words
        start, end = sayings.page.place(self._first(statement))
        told = words.counted.search(sayings.text, start, end)
        if told is None:
            return []
        before = sayings.text[max(start, told.start() - _WORK) : told.start()]
        if not (words.whose.search(before) or sayings.acts(words.acts_after, start, *told.span())):
            return []
        states = self.cast.named.names.gazetteer.states
        number = words.counts[told[1]] if told[1] else 2
        named = (a for x in self._lists(self._first(statement)) for a in x)
        own = [a for a in named if a.node in states and self._place(a)[1] < told.start()]
        if own:
            return [self._actor(a) for a in own] if len({a.node for a in own}) == number else []
        for actors in self._lists_before(statement):
            if len({a.node for a in actors if a.node in states}) == number:
                return [self._actor(a).pass_on("counted") for a in actors]
        return []

    def _lists_before(self, statement: Statement) -> Iterator[list[Actor]]:
        """Yield the lists of actors in the paragraphs before a statement, the nearest first."""
        headings = self.document.blocks[statement.block].headings
        for block in reversed(self.document.blocks[max(0, statement.block - _COUNT_BLOCKS) : statement.block + 1]):
            if block.headings != headings:
                return
            yield from reversed(self._lists(Span(block.start, min(block.end, statement.start))))

    def _places(self, span: Span) -> list[Voice]:
        """Return the states in which a thing is in place: two or more, or one that the sentence begins with."""
        start, text = self.sayings.page.place(span)[0], self.sayings.text
        for actors in self._lists(span):
            at = self._place(actors[0])[0]
            before = text[max(start, at - 20) : at]
            opens = at - start < len(before) and not text[start:at].strip("-•▶»> ")[4:]
            states = all(a.node in self.cast.named.names.gazetteer.states for a in actors)
            if states and self.sayings.words.place.search(before) and (len(actors) > 1 or opens):
                return [self._actor(a) for a in actors]
        return []

    def _lists(self, span: Span) -> list[list[Actor]]:
        """Return the actors that can act in a sentence, those of one list together."""
        lists: list[list[Actor]] = []
        for actor in self.cast.inside(span):
            start = self._place(lists[-1][-1])[1] if lists else 0
            if lists and self.sayings.joins(start, self._place(actor)[0]):
                lists[-1].append(actor)
            else:
                lists.append([actor])
        return [actors for actors in lists if all(a.acts for a in actors)]

    def _place(self, actor: Actor) -> tuple[int, int]:
        return self.sayings.page.place(self.cast.span(actor))

    def _actor(self, actor: Actor) -> Voice:
        return Voice(actor.node, actor.rule, actor.score, self.cast.span(actor), named=True)

    def _first(self, statement: Statement) -> Span:
        return next(self._sentences(Span(statement.start, statement.end)), Span(statement.start, statement.end))

    def _sentences(self, span: Span) -> Iterator[Span]:
        return find_sentences(self.document.text, span, self.document.metadata.language)

    def _collective(self, span: Span) -> list[Voice]:
        """Return the collective that a sentence makes act, or in some of whose countries a thing is in place."""
        start, end = self.sayings.page.place(span)
        groups = [g for g in self.sayings.groups(start, end) if not self._praises(g, start)]
        acting = [g for g in groups if not g.several and self._acts(g, start)]
        if some := [g for g in groups if g.several]:
            chosen = min([*some, *acting], key=lambda g: g.start)
            return [self._group(chosen, _GROUP)]
        if place := self.sayings.words.some_places.search(self.sayings.text, start, end):
            return [self._group(Group("some-states", *place.span()), _PLACE)]
        return [self._group(g, _GROUP) for g in acting[:1]]

    def _praises(self, group: Group, start: int) -> bool:
        """Whether a collective only judges what others do; its verb says nothing of a deed of its own."""
        return self.sayings.acts(self.sayings.words.praises_after, start, group.start, group.end)

    def _acts(self, group: Group, start: int) -> bool:
        """Whether a collective is the subject, the agent, or the owner of what is told."""
        before = self.sayings.text[max(start, group.start - 60) : group.start]
        agent = self.sayings.words.done_by.search(before) is not None
        owns = self.sayings.text.startswith("'", group.end) and not self.sayings.words.preposition.search(before)
        return agent or owns or self.sayings.acts(self.sayings.words.acts_after, start, group.start, group.end)

    def _group(self, group: Group, score: float) -> Voice:
        return Voice(group.who, "collective", score, self.sayings.source(group.start, group.end))

    def _lead(self, statement: Statement) -> list[Voice]:
        """Return the doers in the sentence that opens a list the statement stands in, or in those before that."""
        for span in self.speakers.leads(statement):
            if found := self._above(statement, span):
                return [v.pass_on("lead") for v in found]
        index = self.document.blocks[statement.block].lead
        if index is None:
            return []
        block = self.document.blocks[index]
        for span in reversed(list(self._sentences(Span(block.start, block.end)))[:-1]):
            if found := self._above(statement, span):
                return [v.pass_on("lead") for v in found]
        return []

    def _above(self, statement: Statement, span: Span) -> list[Voice]:
        named = list(self._named(statement, [span])) or self._opening(span)
        return named or self._collective(span) or self._everywhere(span)

    def _opening(self, span: Span) -> list[Voice]:
        """Return the one actor of a lead-in without a verb: "Further, the Network of Harbours against Smuggling:"."""
        actors = [a for a in self.cast.inside(span) if a.acts]
        start, end = self.sayings.page.place(span)
        bare = not self.sayings.page.words.finite.search(self.sayings.text, start, end)
        ends = self.sayings.text[start:end].rstrip().endswith(":")
        return [self._actor(actors[0])] if bare and ends and len({a.node for a in actors}) == 1 else []

    def _back(self, statement: Statement) -> list[Voice]:
        """Return the doers of the practice before where this one goes on about it."""
        if self._before is None:
            return []
        before, voices = self._before
        blocks = self.document.blocks
        same = blocks[before.block].headings == blocks[statement.block].headings
        start, end = self.sayings.page.place(Span(statement.start, statement.end))
        near = same and 0 <= statement.start - before.end < _STEP
        goes_on = near and self.sayings.words.back.match(self.sayings.text, start, end)
        return [v.pass_on("back") for v in voices] if goes_on else []

    def _box(self, statement: Statement) -> list[Voice]:
        box = self.document.blocks[statement.block].box
        return [v.pass_on("box") for v in self.owners.get(box, [])] if box is not None else []

    def _running(self, statement: Statement) -> list[Voice]:
        """Return who runs the one mechanism that a practice names, where another practice says so."""
        named = self._mechanisms.get(statement.id, ())
        return [v.pass_on("runs") for v in self._run_by.get(named[0].node, [])] if len(named) == 1 else []

    def _owner(self, statement: Statement) -> list[Voice]:
        """Return whose the one mechanism is that a practice names: the State of a law, the body in its name."""
        named = self._mechanisms.get(statement.id, ())
        known = self.cast.named.names.gazetteer
        entry = known.mechanisms.get(named[0].node) if len(named) == 1 else None
        if entry is None:
            return []
        called = [p for p in entry.parties if p in known.bodies and p in entry.name.split()]
        span = Span(named[0].start, named[0].end)
        return [Voice(w, "owns", _PLACE, span, named=True) for w in filter(None, [entry.owner, *called])]

    def _region(self, statement: Statement) -> list[Voice]:
        return self._everywhere(self._first(statement))

    def _everywhere(self, span: Span) -> list[Voice]:
        """Return the participants where a sentence tells of the whole region."""
        place = self.sayings.words.all_places.search(self.sayings.text, *self.sayings.page.place(span))
        return [self._group(Group("participants", *place.span()), _PLACE)] if place else []

    def _link(self, statement: Statement, voice: Voice) -> FoundLink:
        node = voice.who if voice.named else collective_id(self.document, voice.who)
        place = (voice.span.start, voice.span.end)
        return FoundLink(
            "CARRIES_OUT", statement.id, node, round(voice.score, 3), voice.rule, *place, inherited=voice.inherited
        )
