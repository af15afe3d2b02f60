"""Names the gazetteer does not hold, told by their capitals and by a word for a kind of mechanism or body.

One pass over the tokens: a run of capitalised words around such a head word ("Blue Harbour Act", "Fund for the
Rivers of the North"), or before one in small letters ("Blue Harbour programme").
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graphkit.extract.matching import Tokens
from graphkit.extract.naming_words import NamingWords, fold, get_naming_words

_JOINT = re.compile(r"(?:['’´`]s)?[ \n*_]*[-‐&]?[ \n*_]*")
_POSSESSIVE = re.compile(r"['’´`]s\b")
_CLOSING = re.compile(r"[”\"’»]\*{0,2} ")
_OPENING = re.compile(r"[“\"‘«]")
_AND = frozenset(("and", "y", "e"))
_MAX_WORDS = 24


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
    """Finds runs in the tokens of one document.

    ``taken`` maps the index of a token to the label of the node it already names; ``openings`` holds the indices
    of the tokens that open a block, over whose bounds no name reaches.
    """

    def __init__(
        self, tokens: Tokens, taken: Mapping[int, str], openings: Collection[int] = (), language: str = "en"
    ) -> None:
        self.tokens, self.taken, self.openings, self.spanish = tokens, taken, openings, language == "es"
        self.words: NamingWords = get_naming_words()

    def find(self) -> Iterator[Run]:
        """Yield the runs in the order of the text, none overlapping another."""
        done = -1
        run: Run | None
        for i, word in enumerate(self.tokens.words):
            if i <= done or self.taken.get(i) in {"Mechanism", "Body", ""}:
                continue
            folded = fold(word)
            if word[0].isupper() and self._is_head(folded):
                run = self._around(i, done)
            elif folded in self.words.leading_heads and word.islower() and self._names_behind(i):
                run = Run(i, self._along(i), self.words.leading_heads[folded], "Mechanism", generic=False)
            elif folded in self.words.small_heads and word.islower():
                run = self._before(i, done)
            else:
                continue
            if run:
                done = run.last
                if run.label:
                    yield run

    def _around(self, head: int, done: int) -> Run:
        """Return the run around a capitalised head word; without a label if it is too long or all in capitals."""
        first = self._to_left(head, done)
        core = self._along(head)
        last = self._to_right(core)
        folded = [self.folded(i) for i in range(first, last + 1)]
        heads = [w for w in (self.folded(i) for i in range(head, core + 1)) if w in self.words.heads]
        label = "Mechanism" if heads else "Body"
        kind = self.words.heads[heads[-1]] if heads else self.words.body_heads[self.folded(head)]
        shouted = all(self.tokens.words[i].isupper() for i in range(first, last + 1))
        label = "" if shouted or last - first >= _MAX_WORDS else label
        return Run(first, last, kind, label, self._is_generic(folded), bare=first == last)

    def _before(self, head: int, done: int) -> Run | None:
        """Return the run of capitalised words that end in a head word in small letters."""
        kind = self.words.small_heads[self.folded(head)]
        quoted = self._quoted(head)
        if quoted > done:
            return Run(quoted, head, kind, "Mechanism", generic=False)
        if not self._joined(head - 1):
            return None
        first = self._to_left(head, done)
        own = [i for i in range(first, head) if self._is_own(i)]
        if not own or (len(own) == 1 and self._opens(own[0])):
            return None
        return Run(first, head, kind, "Mechanism", generic=False)

    def _names_behind(self, head: int) -> bool:
        """Whether two or more capitalised words follow a head word, one of them the name's own."""
        last = self._along(head)
        return last - head >= 2 and any(self._is_own(i) for i in range(head + 1, last + 1))

    def _quoted(self, head: int) -> int:
        """Return the first token of the quotation right before a head word; -1 if there is none."""
        if head < 1 or not _CLOSING.fullmatch(self._gap(head - 1)):
            return -1
        for i in range(head - 1, max(0, head - 7), -1):
            if _OPENING.search(self._gap(i - 1)[-2:]):
                return i
        return -1

    def _is_head(self, folded: str) -> bool:
        known = folded in self.words.heads or folded in self.words.body_heads
        return known and (self.spanish or not self.words.has("spanish_only", folded))

    def folded(self, i: int) -> str:
        """Return a token's word without case and accents."""
        return fold(self.tokens.words[i])

    def _is_own(self, i: int) -> bool:
        """Whether a word is a name's own: capitalised, no known actor, no common adjective."""
        word = self.folded(i)
        listed = any(self.words.has(name, word) for name in ("generic", "regional", "openers", "connectors"))
        return self.tokens.words[i][0].isupper() and i not in self.taken and not listed and word not in self.words.heads

    def _is_generic(self, folded: list[str]) -> bool:
        """Whether no word makes the name its own; a number does, and so do three words of which one is a region's."""
        words = [w for w in folded if w not in self.words.heads and w not in self.words.body_heads]
        words = [w for w in words if not self.words.has("connectors", w)]
        own = [w for w in words if not self.words.has("generic", w) and not self.words.has("regional", w)]
        regions = [w for w in words if self.words.has("regional", w)]
        return not own and not (regions and len(words) >= 3)

    def _is_capital(self, i: int) -> bool:
        word = self.tokens.words[i]
        return word[0].isupper() or word[0].isdigit()

    def _gap(self, i: int) -> str:
        """Return the text between a token and the next."""
        return self.tokens.text[self.tokens.ends[i] : self.tokens.starts[i + 1]]

    def _joined(self, i: int) -> bool:
        """Whether nothing but a space, a hyphen or a possessive s stands between a token and the next."""
        if not 0 <= i < len(self.tokens) - 1 or i + 1 in self.openings:
            return False
        gap = self._gap(i)
        if "\n" in gap and (gap.count("\n") > 1 or self.words.has("openers", self.folded(i + 1))):
            return False
        return len(gap) < 12 and _JOINT.fullmatch(gap) is not None

    def _opens(self, i: int) -> bool:
        """Whether a token opens a sentence or list item."""
        return not self._joined(i - 1)

    def _to_left(self, head: int, done: int) -> int:
        """Return where the capitalised words before a head word begin."""
        first = head
        while first - 1 > done and self._joined(first - 1) and first > head - _MAX_WORDS:
            step = self._step_left(first, head)
            if not step:
                break
            first -= step
        while first < head and self.words.has("openers", self.folded(first)) and (
            self._opens(first) or not self.words.has("generic", self.folded(first))
        ):
            first += 1
        return first

    def _step_left(self, first: int, head: int) -> int:
        """Return how many tokens before ``first`` belong to the name too: 0, 1, or 2 for "Rivers and ..."."""
        before = first - 1
        hyphen = "-" in self._gap(before)
        label = self.taken.get(before)
        if label in {"Mechanism", ""} or (label and _POSSESSIVE.match(self._gap(before))):
            return 0
        if self._is_capital(before) or (hyphen and self._is_capital_before(before)):
            return 1
        conjunction = self.folded(before) in _AND and first < head
        if not (conjunction and self._is_capital_before(before)) or before - 1 in self.taken or self._opens(before - 1):
            return 0
        return 0 if self.folded(before - 1) in self.words.heads else 2

    def _is_capital_before(self, i: int) -> bool:
        return self._joined(i - 1) and self._is_capital(i - 1)

    def _along(self, head: int) -> int:
        """Return the last of the capitalised words that follow one another from a head word."""
        last = head
        while last < head + _MAX_WORDS and self._joined(last) and self._is_capital(last + 1):
            if self.taken.get(last + 1) in {"Mechanism", "State"} or _POSSESSIVE.match(self._gap(last)):
                break
            last += 1
        return last

    def _to_right(self, core: int) -> int:
        """Return the last word of what follows a head: "... for the Protection of Rivers and Their Banks"."""
        last, linked = core, False
        while last < core + _MAX_WORDS:
            step = self._step_right(last, linked)
            if not step:
                return last
            last, linked = self._along(last + step), True
        return last

    def _step_right(self, last: int, linked: bool) -> int:
        """Return how far the next capitalised word is behind one to three connecting words; 0 if the name ends."""
        for step in (2, 3, 4):
            i = last + step
            if i >= len(self.tokens) or not self._joined(i - 2):
                return 0
            word = self.folded(i - 1)
            opening = self.words.has("link_words", word) if step == 2 and not linked else True
            if not (opening and self.words.has("connectors", word) and self.tokens.words[i - 1].islower()):
                return 0
            if self._joined(i - 1) and self.tokens.words[i][0].isupper():
                return step if self._may_follow(i, word) else 0
        return 0

    def _may_follow(self, i: int, before: str) -> bool:
        """Whether a capitalised word may go on a name: no known state or mechanism, no name of its own."""
        known = self.taken.get(i) in {"State", "Mechanism", ""} or (before in _AND and i in self.taken)
        return not known and self.folded(self._along(i)) not in self.words.heads
