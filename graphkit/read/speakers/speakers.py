"""Whose statement it is: the nearest words that show a speaker win.

The order: the statement's own sentence (subject of a verb of saying, brackets after a recommendation, a passive without
agent), the sentence that opens its list, the sentence before where it goes on with "they", its text box or annex, its
headings, and what the document as a whole is.
"""

from collections.abc import Iterator, Sequence

from graphkit.read.actors.actors import find_row_head
from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor, spans_of
from graphkit.read.actors.parts import find_lists, find_parts, find_person
from graphkit.read.reading import FoundLink
from graphkit.read.speakers.accounts import read_account
from graphkit.read.speakers.boxes import find_box_speakers
from graphkit.read.speakers.brackets import find_endorsers, find_quoted
from graphkit.read.speakers.collectives import collective_id
from graphkit.read.speakers.saying import Sayings
from graphkit.read.speakers.voice import AUTHOR, Voice, each_once
from graphkit.read.statements.units import find_sentences
from graphkit.text.document import Document, Span, Statement
from graphkit.text.folding import fold_letters

_UNNAMED = {"civil-society": "civil-society", "subnational-government": "local-authorities", "academia": "academia"}
"""Kind of issuers of whom none is known by name -> the collective that speaks."""
_LONG = 2000
"""A lead-in longer than this is not looked through for speakers."""


class SpeakerReader:
    """Finds the speakers of one document's statements, asked for in the order of the text."""

    def __init__(self, cast: Cast, sayings: Sayings) -> None:
        self.cast, self.sayings = cast, sayings
        self.document: Document = cast.named.document
        issuers = self.document.metadata.issuers
        states = frozenset(i for i in issuers if i in cast.named.names.gazetteer.states)
        self.account = read_account(self.document, sayings, states)
        self.boxes = find_box_speakers(cast, sayings)
        self._before: tuple[Statement, list[Voice]] | None = None

    def find(self, statement: Statement) -> list[FoundLink]:
        """Return the SAID_BY links of a statement; none where the document's authors are not known."""
        voices = each_once(self._find(statement))
        self._before = (statement, voices)
        manner = self._manner(statement, voices)
        links = [self._link(statement, v, who, manner) for v in voices for who in self._ids(v)]
        return list({link.node: link for link in reversed(links)}.values())[::-1]

    def _find(self, statement: Statement) -> list[Voice]:
        steps = (self._own, self._row, self._lead, self._they, self._it, self._box)
        for step in steps:
            if found := step(statement):
                return found
        body = self.sayings.body(Span(statement.start, statement.end))
        if body and not self._is_author(body):
            return self._body(statement, body)
        return [self.account.default(statement)]

    def _own(self, statement: Statement) -> list[Voice]:
        """Return who speaks by the statement's own words."""
        if any(v.rule == "box:signed" for v in self._box(statement)):  # a message in the first person
            return []
        if found := find_endorsers(self.cast, statement):
            return found
        sentence = next(find_sentences(self.document.text, Span(statement.start, statement.end), self._language), None)
        named = self._named(statement, spans_of(statement)) or (self._subject(sentence) if sentence else [])
        told = self.sayings.find(sentence) if sentence else []
        weak = [v for v in told if v.rule == "says:passive"]
        return [*named, *(v for v in told if v not in weak)] or find_quoted(self.cast, statement) or weak

    def _row(self, statement: Statement) -> list[Voice]:
        """Return whom the row of a table names, in a column of promises."""
        found = find_row_head(self.cast, statement)
        return [self._voice(a, f"row:{a.rule}", inherited=True) for kind, a in found if kind == "SAID_BY"]

    def _named(self, statement: Statement, spans: Sequence[Span], *, inherited: bool = False) -> list[Voice]:
        parts = find_parts(self.cast.named, statement.kind, self.cast.inside(*spans))
        return [self._voice(a, inherited=inherited) for kind, a in parts if kind == "SAID_BY"]

    def _subject(self, sentence: Span) -> list[Voice]:
        """Return the actors that the words for collectives make speak: before a verb of saying, or after "said by".

        Those of one list speak together, as in "A, B and C agree".
        """
        start, _ = self.sayings.page.place(sentence)
        for group in find_lists(self.cast.named, self.cast.inside(sentence)):
            if (person := find_person(self.cast.named, group)) is not None:
                tokens = self.cast.named.tokens
                places = [self.sayings.page.place(Span(tokens.starts[person], tokens.ends[group[-1].last] + 1))]
            else:
                places = [self.sayings.page.place(self.cast.span(actor)) for actor in group]
            if any(self.sayings.speaks(start, *place) or self.sayings.is_agent(start, place[0]) for place in places):
                return [self._voice(actor) for actor in group]
        return []

    def _voice(self, actor: Actor, rule: str | None = None, *, inherited: bool = False) -> Voice:
        rule = rule or actor.rule
        return Voice(actor.node, rule, actor.score, self.cast.span(actor), named=True, inherited=inherited)

    def _lead(self, statement: Statement) -> list[Voice]:
        """Return who speaks by the innermost sentence that opens a list the statement stands in."""
        for span in self.leads(statement):
            named = self._named(statement, [span], inherited=True)
            told = self.sayings.find(span)
            if found := named or told:
                return [v.pass_on("lead") for v in found]
        return []

    def leads(self, statement: Statement) -> Iterator[Span]:
        """Yield the sentences that open the lists a statement stands in, innermost first."""
        blocks = self.document.blocks
        if statement.lead is not None and statement.lead.end - statement.lead.start < _LONG:
            yield statement.lead
        index = blocks[statement.block].lead
        while index is not None:
            block = blocks[index]
            sentences = list(find_sentences(self.document.text, Span(block.start, block.end), self._language))
            if sentences and sentences[-1] != statement.lead:
                yield sentences[-1]
            index = block.lead

    def _they(self, statement: Statement) -> list[Voice]:
        """Return the speakers of the sentence before where this one goes on about them."""
        if self._before is None or not self.sayings.goes_on(Span(statement.start, statement.end)):
            return []
        before, voices = self._before
        near = before.block == statement.block or statement.start - before.end < 4
        return [v.pass_on("they") for v in voices] if near else []

    def _it(self, statement: Statement) -> list[Voice]:
        """Return who speaks last before a sentence in which "it" goes on speaking, in the same block."""
        if not self.sayings.is_it(Span(statement.start, statement.end)):
            return []
        for sentence in self._backwards(statement):
            if found := self._subject(sentence) or self.sayings.find(sentence):
                return [v.pass_on("it") for v in found]
            if not self.sayings.is_it(sentence):
                break
        return []

    def _backwards(self, statement: Statement) -> Iterator[Span]:
        """Yield the sentences before a statement in its block, the nearest first."""
        start = self.document.blocks[statement.block].start
        yield from reversed(list(find_sentences(self.document.text, Span(start, statement.start), self._language)))

    def _body(self, statement: Statement, body: str) -> list[Voice]:
        """Return the body of that office named last in the block ("the same Committee"); nobody where none is."""
        for sentence in self._backwards(statement):
            for actor in reversed(self.cast.inside(sentence)):
                span = self.cast.span(actor)
                if body in fold_letters(self.document.text[span.start : span.end]):
                    return [self._voice(actor, f"it:{actor.rule}", inherited=True)]
        return []

    def _is_author(self, body: str) -> bool:
        """Whether an office is that of one of the document's authors, as their name has it."""
        bodies = self.cast.named.names.gazetteer.bodies
        return any(body in fold_letters(bodies[i].name) for i in self.document.metadata.issuers if i in bodies)

    def _box(self, statement: Statement) -> list[Voice]:
        box = self.document.blocks[statement.block].box
        return self.boxes.get(box, []) if box is not None else []

    def _ids(self, voice: Voice) -> Sequence[str]:
        """Return the ids of the nodes a voice stands for: the authors, or a collective as this document means it.

        In a paper that speaks for its authors those who took part are the authors' own.
        """
        issuers = self.document.metadata.issuers
        if voice.named:
            return (voice.who,)
        own = self.account.kind == "own" and (bool(self.account.states) or len(issuers) > 1)
        if voice.who == AUTHOR or (own and voice.who in {"participants", "some-states"} and issuers):
            kind = _UNNAMED.get(self.document.metadata.issuer_kind or "")
            return (collective_id(self.document, kind),) if kind and not issuers else issuers
        return (collective_id(self.document, voice.who),)

    def _manner(self, statement: Statement, voices: Sequence[Voice]) -> str:
        wording = self.document.text[statement.start : statement.end].strip("*_ ")
        if any(v.rule == "quoted" for v in voices) or (wording[:1] in "“«" and wording[-1:] in "”»."):
            return "quotes"
        own = all(v.who == AUTHOR or v.rule == "box:signed" for v in voices)
        return "own" if own else "reports"

    def _link(self, statement: Statement, voice: Voice, node: str, manner: str) -> FoundLink:
        place = (voice.span.start, voice.span.end)
        score = round(voice.score, 3)
        return FoundLink(
            "SAID_BY", statement.id, node, score, voice.rule, *place, inherited=voice.inherited, manner=manner
        )

    @property
    def _language(self) -> str:
        return self.document.metadata.language
