"""Who is made to speak by the words of one sentence: subject of a verb of saying, source, owner of a view, nobody.

Named actors are read by :mod:`graphkit.read.actors.parts`; here are collectives, and the passive without an agent,
which in a report means those who took part.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphkit.read.speakers.voice import AUTHOR, Voice
from graphkit.read.speakers.voice_words import VoiceWords, get_voice_words
from graphkit.read.statements.folded_text import Page
from graphkit.text.document import Span

_SUBJECT, _SOURCE, _PASSIVE = 0.85, 0.8, 0.7
_NEAR = 60
"""Characters at the beginning of a sentence in which its source or the owner of a view stands."""
_BEFORE = 60
_REACH = 1500
"""Characters of a sentence that are looked through for collectives."""
_AHEAD = 200


@dataclass(frozen=True, slots=True)
class Group:
    """A collective as the text names it, at a place of the folded text."""

    who: str
    start: int
    end: int
    several: bool = False
    """Whether it is "several countries" or the like: in them or by them a thing is done, wherever that stands."""


class Sayings:
    """Reads sentences of one page; ``names`` are the places of named actors in the source, in order."""

    def __init__(self, page: Page, names: Iterable[Span] = ()) -> None:
        self.page, self.text = page, page.text
        self._names = [page.place(name) for name in names]
        self._starts = [start for start, _ in self._names]
        self.words: VoiceWords = get_voice_words(page.document.metadata.language)

    def groups(self, start: int, end: int) -> list[Group]:
        """Return the collectives that a stretch of the folded text names, longest phrases first, none overlapping."""
        end = min(end, start + _REACH)
        found = [
            Group("some-states", m.start(), m.end(), several=True)
            for m in self.words.some.finditer(self.text, start, end)
        ]
        taken = [(g.start, g.end) for g in found]
        for match in self.words.collective.finditer(self.text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in taken) and not self._in_name(*match.span()):
                found.append(Group(self.words.collectives[match[0]], *match.span()))
        return sorted(found, key=lambda g: g.start)

    def _in_name(self, start: int, end: int) -> bool:
        """Whether a phrase is a part of an actor's name: "States" in "United States"."""
        i = bisect_right(self._starts, start) - 1
        return i >= 0 and end <= self._names[i][1] and (start, end) != self._names[i]

    def find(self, span: Span) -> list[Voice]:
        """Return the collectives that speak in a sentence of the source.

        ``participants`` for a passive without agent, the author where the wording shows the writer's own judgement.
        """
        start, end = self.page.place(span)
        groups = self.groups(start, end)
        for rule, score, chosen in self._ways(groups, start, end):
            if chosen:
                return [self._voice(g.who, f"says:{rule}", score, g.start, g.end) for g in chosen]
        if own := self.words.own.search(self.text, start, end):
            return [self._voice(AUTHOR, "says:own", _PASSIVE, *own.span())]
        passive = next(self._passives(start, end), None)
        return [self._voice("participants", "says:passive", _PASSIVE, *passive)] if passive else []

    def _passives(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where something is said to be said; not in passing, as in "which was highlighted"."""
        for match in self.words.passive.finditer(self.text, start, end):
            if not self.words.passing.search(self.text[max(start, match.start() - 20) : match.start()]):
                yield match.span()

    def _ways(self, groups: list[Group], start: int, end: int) -> Iterator[tuple[str, float, list[Group]]]:
        for joint in self._joined(groups):
            before = self.text[max(start, joint[0].start - _BEFORE) : joint[0].start]
            near = joint[0].start - start < _NEAR
            if self.words.opinion.search(before):
                yield "opinion", _SOURCE, joint
            elif near and self.words.owner.search(before) and self.words.is_that.match(self.text, joint[-1].end, end):
                yield "owner", _SOURCE, joint
            elif near and self.words.among.search(before):
                shared = self.words.shared.search(self.text, joint[-1].end, end)
                yield "source", _SOURCE, joint if shared else []
            elif near and self.words.source.search(before) and self._is_said(joint[-1].end, end):
                yield "source", _SOURCE, joint
            elif self.is_agent(start, joint[0].start):
                yield "agent", _SUBJECT, joint
            elif not self.words.preposition.search(before):
                says = self.words.speaks_after.match(self.text, joint[-1].end, min(end, joint[-1].end + _AHEAD))
                yield "subject", _SUBJECT, joint if says else []

    def _joined(self, groups: list[Group]) -> list[list[Group]]:
        """Return the groups, those of one list ("governments, civil society and others") together."""
        lists: list[list[Group]] = []
        for group in groups:
            if lists and self.joins(lists[-1][-1].end, group.start):
                lists[-1].append(group)
            else:
                lists.append([group])
        return lists

    def joins(self, start: int, end: int) -> bool:
        """Whether only commas, "and" and the like, and an office stand between two names of one list."""
        return end - start < _AHEAD and self.words.joint.fullmatch(self.text, start, end) is not None

    def _is_said(self, start: int, end: int) -> bool:
        ways = (self.words.passive, self.words.says, self.words.shared)
        return any(way.search(self.text, start, end) for way in ways)

    def is_agent(self, sentence: int, start: int) -> bool:
        """Whether what begins at a place stands behind a passive of saying and "by"."""
        before = self.before(sentence, start)
        found = [stop for _, stop in self._passives(max(sentence, start - _AHEAD), start)]
        return bool(found) and start - found[-1] < _BEFORE // 2 and self.words.agent.search(before) is not None

    def _voice(self, who: str, rule: str, score: float, start: int, end: int) -> Voice:
        return Voice(who, rule, score, self.source(start, end))

    def source(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text stands in the source."""
        return self.page.span(start, end)

    def speaks(self, sentence: int, start: int, end: int) -> bool:
        """Whether what stands at a place of a sentence is the subject of a verb of saying."""
        return self.acts(self.words.says_after, sentence, start, end)

    def acts(self, pattern: re.Pattern[str], sentence: int, start: int, end: int) -> bool:
        """Whether it is the subject of a verb that the pattern holds."""
        before = self.before(sentence, start)
        return not self.words.preposition.search(before) and pattern.match(self.text, end, end + _AHEAD) is not None

    def before(self, sentence: int, start: int) -> str:
        """Return the words before a place, without an office that whoever is named there holds or gives."""
        text = self.text[max(sentence, start - _BEFORE) : start]
        office = self.words.office.search(text)
        return text[: office.start()] if office else text

    def goes_on(self, span: Span) -> bool:
        """Whether a sentence is about "they" whom the sentence before names."""
        start, end = self.page.place(span)
        return self.words.they.match(self.text, start, end) is not None

    def is_it(self, span: Span) -> bool:
        """Whether in a sentence "it" goes on speaking."""
        start, end = self.page.place(span)
        return self.words.it.match(self.text, start, end) is not None

    def body(self, span: Span) -> str | None:
        """Return the office, folded, by which a sentence calls the body that speaks in it: "the same Committee"."""
        found = self.words.body.match(self.text, *self.page.place(span))
        return found[1] if found else None
