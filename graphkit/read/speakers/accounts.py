"""What a document says of itself: whose document it is, and who speaks under which of its headings by default.

Three kinds: a paper that speaks for its authors (``own``), a report of a meeting, whose results are those of the ones
who met (``meeting``), and a review that tells what others contributed, with parts of its own (``review``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graphkit.read.speakers.saying import Sayings
from graphkit.read.speakers.voice import AUTHOR, Voice
from graphkit.text.document import Document, Span, Statement

AccountKind = Literal["own", "meeting", "review"]
GENRES: dict[str, AccountKind] = {
    "forum-report": "meeting",
    "thematic-workshop": "meeting",
    "regional-review": "review",
    "national-consultation": "own",
}
"""Genre whose form settles the kind -> the kind; for the others the text's opening does."""
_OPENING = 1500
"""Characters of folded text in which a document says what it is."""
_DEFAULT, _HEADED, _NAMED = 0.5, 0.6, 0.8
_FIGURES = 2
"""Figures from which a sentence that says nothing of a duty or a deed is a bare statistic."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who speaks where nothing nearer shows it."""

    kind: AccountKind
    states: frozenset[str]
    """Ids of the states among the authors."""
    default: Callable[[Statement], Voice]


def read_account(document: Document, sayings: Sayings, states: frozenset[str]) -> Account:
    """Return the account of a document; ``states`` are the states among its issuers."""
    kind = GENRES.get(document.metadata.genre) or _kind_of(document, sayings, states)
    return Account(kind, states, _Defaults(document, sayings, kind).find)


def _kind_of(document: Document, sayings: Sayings, states: frozenset[str]) -> AccountKind:
    opening = sayings.text[:_OPENING]
    if sayings.words.review.search(opening):
        return "review"
    told = sayings.words.meeting.search(opening)
    return "meeting" if told and not states and len(document.metadata.issuers) < 2 else "own"


class _Defaults:
    def __init__(self, document: Document, sayings: Sayings, kind: AccountKind) -> None:
        self.document, self.sayings, self.kind = document, sayings, kind
        self._headed: dict[int, Voice | None] = {}

    def find(self, statement: Statement) -> Voice:
        """Return who speaks by the nearest heading that says so, else by the kind of document."""
        block = self.document.blocks[statement.block]
        if self.kind == "own":
            return Voice(AUTHOR, "document", _DEFAULT, Span(statement.start, statement.end))
        if self.kind == "meeting" and self._is_figure(statement):
            return Voice(AUTHOR, "figures", _DEFAULT, Span(statement.start, statement.end))
        for index in reversed(block.headings):
            if index not in self._headed:
                self._headed[index] = self._of_heading(index)
            found = self._headed[index]
            if found is not None:
                return found
        who = "participants" if self.kind == "meeting" else AUTHOR
        return Voice(who, "document", _DEFAULT, Span(statement.start, statement.end), inherited=True)

    def _of_heading(self, index: int) -> Voice | None:
        heading = self.document.blocks[index]
        start, end = self.sayings.page.place(heading)
        words, text = self.sayings.words, self.sayings.text
        for group in self.sayings.groups(start, end):
            before = words.section_before.search(text, start, group.start)
            after = words.section_after and words.section_after.match(text, group.end, end)
            if before or after:
                return self._voice(group.who, _NAMED, group.start, group.end)
        found = [(m.start(), voice, m.end()) for m, voice in self._matches(start, end)]
        if not found:
            return None
        at, voice, stop = min(found)
        return self._voice(voice, _HEADED, at, stop)

    def _matches(self, start: int, end: int) -> list[tuple[re.Match[str], str]]:
        rows = [
            (p.search(self.sayings.text, start, end), v)
            for p, v, only in self.sayings.words.sections
            if self._holds(only)
        ]
        return [(m, voice) for m, voice in rows if m is not None]

    def _holds(self, reviews_only: bool) -> bool:
        return self.kind == "review" or not reviews_only

    def _voice(self, who: str, score: float, start: int, end: int) -> Voice:
        return Voice(who, "heading", score, self.sayings.source(start, end), inherited=True)

    def _is_figure(self, statement: Statement) -> bool:
        """Whether a statement is a bare statistic: a sentence of running text with figures that asks for nothing."""
        if statement.kind != "challenge" or self.document.blocks[statement.block].kind != "paragraph":
            return False
        wording = self.document.text[statement.start : statement.end]
        return sum(any(c.isdigit() for c in w) for w in wording.split()) >= _FIGURES
