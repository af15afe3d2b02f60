"""Names the gazetteer does not hold, told by their capitals and by a word for a kind of mechanism or body.

One pass over the tokens: a run of capitalised words around such a head word ("Blue Harbour Act", "Fund for the
Rivers of the North"), or before one in small letters ("Blue Harbour programme").
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graphkit.match.tokens import Tokens
from graphkit.read.actors.name_spans import MAX_WORDS, Walker
from graphkit.read.actors.naming_words import fold

_CLOSING = re.compile(r"[”\"’»]\*{0,2} ")
_OPENING = re.compile(r"[“\"‘«]")
_OPENED, _CLOSERS = re.compile(r" \*{0,2}[“\"‘«]"), {"“": "”", '"': '"', "‘": "’", "«": "»"}
_QUOTED = 7
"""A quotation of more words names nothing."""
_ACTING = frozenset(("council", "network", "forum", "initiative"))
"""Kinds of mechanisms that are also somebody."""
_ARTICLES = frozenset(("the", "la", "el"))
_KNOWN = frozenset(("Mechanism", "Body", "Framework", ""))


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``first`` to ``last`` that form a name; ``generic`` if none of its words makes it its own."""

    first: int
    last: int
    kind: str
    label: str
    generic: bool
    bare: bool = False
    """Nothing but the head word: "the Plan"."""


class Reader:
    """Finds runs in the tokens of one document; arguments as in :class:`~.name_spans.Walker`."""

    def __init__(
        self, tokens: Tokens, taken: Mapping[int, str], openings: Collection[int] = (), language: str = "en"
    ) -> None:
        self.tokens, self.taken, self.spanish = tokens, taken, language == "es"
        self.walk = Walker(tokens, taken, openings)
        self.words = self.walk.words

    def find(self) -> Iterator[Run]:
        """Yield the runs in the order of the text, none overlapping another."""
        done = -1
        for i, word in enumerate(self.tokens.words):
            if i > done and self.taken.get(i) not in _KNOWN:
                run = self._at(i, word, done)
                done = run.last if run else done
                if run and run.label:
                    yield run

    def _at(self, i: int, word: str, done: int) -> Run | None:
        """Return the run whose head word stands at a token, if one does."""
        folded = fold(word)
        end = self._quoted_behind(i)
        if end and folded in self.words.leading_heads:
            return Run(i, end, self.words.leading_heads[folded], "Mechanism", generic=False)
        if word[0].isupper():
            return self._around(i, done) if self._is_head(folded) else None
        if folded in self.words.leading_heads and self._names_behind(i):
            return Run(i, self.walk.along(i), self.words.leading_heads[folded], "Mechanism", generic=False)
        return self._before(i, done) if folded in self.words.small_heads else None

    def _around(self, head: int, done: int) -> Run:
        """Return the run around a capitalised head word; without a label if it can't be a name."""
        first, core = self.walk.to_left(head, done), self.walk.along(head)
        right = self.walk.to_right(core)
        last = self.walk.numbered(right)
        word = [w for w in map(self.walk.folded, range(head, core + 1)) if self.words.kind_of(w)][-1]
        label = ("Mechanism" if word in self.words.heads else "Body") if self._is_name(first, core, right) else ""
        generic = last == right and self._is_generic(first, right)
        kind = self.words.kind_of(word)
        if label == "Mechanism" and kind in _ACTING and not generic and self._speaks(first, last):
            label, kind = "Body", "unknown"
        return Run(first, last, kind, label, generic, bare=first == last)

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a name is the subject of a verb of saying: then it is somebody, not something."""
        article = first > 0 and self.walk.folded(first - 1) in _ARTICLES
        subject = self.walk.opens(first - 1 if article else first)
        if not (subject and first < last and self.walk.is_joined(last)):
            return False
        verb = self.walk.folded(last + 1)
        return self.words.has("reports", verb) or self.words.has("wants", verb)

    def _is_name(self, first: int, core: int, last: int) -> bool:
        """Whether a run may be a name: not shouted, not too long, its kind last unless Spanish puts it first."""
        shouted = all(self.tokens.words[i].isupper() for i in range(first, last + 1))
        known = [self.words.kind_of(self.walk.folded(i)) for i in range(first, core + 1)]
        ends = known[-1] or self.tokens.words[core][0].isdigit() or self._is_spanish(first, core)
        return not shouted and last - first < MAX_WORDS and bool(ends)

    def _is_spanish(self, first: int, core: int) -> bool:
        """Whether one of the words is a Spanish word for a kind, which goes before the rest of the name."""
        return any(self.words.has("spanish_heads", self.walk.folded(i)) for i in range(first, core + 1))

    def _before(self, head: int, done: int) -> Run | None:
        """Return the run of capitalised or quoted words that end in a head word in small letters."""
        kind = self.words.small_heads[self.walk.folded(head)]
        quoted = self._quoted(head)
        if quoted > done:
            return Run(quoted, head, kind, "Mechanism", generic=False)
        if not self.walk.is_joined(head - 1):
            return None
        first = self.walk.to_left(head, done)
        own = [i for i in range(first, head) if self._is_own(i)]
        if not own or (len(own) == 1 and self.walk.opens(own[0])):
            return None
        return Run(first, head, kind, "Mechanism", generic=False)

    def _names_behind(self, head: int) -> bool:
        """Whether two or more capitalised words follow a head word, one of them the name's own."""
        last = self.walk.along(head)
        if last == head + 1 and self._is_acronym(last):
            return True
        return last - head >= 2 and any(self._is_own(i) for i in range(head + 1, last + 1))

    def _is_acronym(self, i: int) -> bool:
        """Whether a word that no known name covers stands in capitals: "the project MARLIN"."""
        word = self.tokens.words[i]
        return len(word) > 2 and word.isupper() and word.isalpha() and i not in self.taken

    def _quoted(self, head: int) -> int:
        """Return the first token of the quotation right before a head word; -1 if there is none."""
        if head < 1 or not _CLOSING.fullmatch(self.walk.gap(head - 1)):
            return -1
        for i in range(head - 1, max(0, head - _QUOTED), -1):
            if _OPENING.search(self.walk.gap(i - 1)[-2:]):
                return i
        return -1

    def _quoted_behind(self, head: int) -> int:
        """Return the last token of the quoted name right behind a head word; 0 if there is none."""
        opened = _OPENED.fullmatch(self.walk.gap(head)) if head + 1 < len(self.tokens) else None
        if opened is None or not self.tokens.words[head + 1][0].isupper():
            return 0
        text, closer = self.tokens.text, _CLOSERS[opened[0][-1]]
        for i in range(head + 1, min(len(self.tokens), head + _QUOTED)):
            behind = text[self.tokens.ends[i] : self.tokens.ends[i] + 2]
            if i in self.walk.openings or behind[:1] == ".":
                return 0
            if behind[:1] == closer and not behind[1:].isalpha():
                return i
        return 0

    def _is_head(self, folded: str) -> bool:
        return bool(self.words.kind_of(folded)) and (self.spanish or not self.words.has("spanish_only", folded))

    def _is_own(self, i: int) -> bool:
        """Whether a word is a name's own: capitalised, no known actor, no common adjective."""
        word = self.walk.folded(i)
        listed = any(self.words.has(name, word) for name in ("generic", "regional", "openers", "connectors"))
        return self.tokens.words[i][0].isupper() and i not in self.taken and not listed and word not in self.words.heads

    def _is_generic(self, first: int, last: int) -> bool:
        """Whether no word makes the name its own; a known actor's name does where two more words stand beside it."""
        words = [(i, self.walk.folded(i)) for i in range(first, last + 1)]
        words = [(i, w) for i, w in words if not self.words.kind_of(w) and not self.words.has("connectors", w)]
        own = [w for i, w in words if self.taken.get(i, "") not in {"State", "Body", "Demonym"}]
        own = [w for w in own if not self.words.has("generic", w) and not self.words.has("regional", w)]
        leading = [i for i, w in words if i in self.taken or self.words.has("regional", w)]
        return not own and not (leading and len(words) >= 3)
