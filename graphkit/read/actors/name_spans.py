"""Walking from a word over the capitalised words and small connecting words that form a name with it."""

import re
from collections.abc import Collection, Mapping

from graphkit.match.tokens import Tokens
from graphkit.read.actors.naming_words import NamingWords, fold, get_naming_words

MAX_WORDS = 24
"""A name of more words is none."""
_JOINT = re.compile(r"(?:['’´`]s?)?[ \n*_]*[-‐&/]?[ \n*_]*")
_POSSESSIVE = re.compile(r"['’´`]")
_NUMBER = re.compile(
    r"[\s*_]{0,3}(?:[Nn](?:o|ro|um|úm)?\.?\s?[º°o]?\.?\s?)?(?:\d[\d./-]{0,12}\d|\d)(?:\s(?:of|de)\s\d{4})?\b"
)
_NUMBER_WORDS = frozenset(("n", "no", "nº", "nro", "num"))
_AND = frozenset(("and", "y", "e"))
_TITLED = frozenset(("law", "statute", "council"))
"""Kinds whose names open with what they are about."""
_TITLE_WORDS = frozenset(("in", "of", "for"))
_STOPS = frozenset(("State", "Mechanism", "Framework"))
_SHORT = 12
"""A gap of more characters parts two words."""


class Walker:
    """Steps over the tokens of one document.

    ``taken`` maps the index of a token to the label of the node it names already, ``Demonym`` for an adjective of
    nationality, empty for a place that is no actor; ``openings`` holds the indices of tokens that open a block,
    over whose bounds no name reaches.
    """

    def __init__(self, tokens: Tokens, taken: Mapping[int, str], openings: Collection[int] = ()) -> None:
        self.tokens, self.taken, self.openings = tokens, taken, openings
        self.words: NamingWords = get_naming_words()

    def folded(self, i: int) -> str:
        """Return a token's word without case and accents."""
        return fold(self.tokens.words[i])

    def is_capital(self, i: int) -> bool:
        """Whether a token begins with a capital or a digit."""
        word = self.tokens.words[i]
        return word[0].isupper() or word[0].isdigit()

    def gap(self, i: int) -> str:
        """Return the text between a token and the next."""
        return self.tokens.text[self.tokens.ends[i] : self.tokens.starts[i + 1]]

    def is_joined(self, i: int) -> bool:
        """Whether nothing but a space, a hyphen, a slash, an ampersand or a possessive parts a token from the next.

        A capitalised word in brackets within a name parts nothing: "Seafarers (Amendment) Act".
        """
        if not 0 <= i < len(self.tokens) - 1 or i + 1 in self.openings:
            return False
        gap = self.gap(i)
        if gap in (" (", ") "):
            return self._is_bracketed(i + 1 if gap == " (" else i)
        if "\n" in gap and (gap.count("\n") > 1 or self.words.has("openers", self.folded(i + 1))):
            return False
        return len(gap) < _SHORT and _JOINT.fullmatch(gap) is not None

    def _is_bracketed(self, i: int) -> bool:
        """Whether a word stands alone in brackets between capitalised ones, and is no acronym."""
        if not 0 < i < len(self.tokens) - 1 or (self.gap(i - 1), self.gap(i)) != (" (", ") "):
            return False
        around = self.tokens.words[i - 1][0].isupper() and self.tokens.words[i + 1][0].isupper()
        return around and self.tokens.words[i].istitle() and i not in self.taken

    def opens(self, i: int) -> bool:
        """Whether a token opens a sentence or list item."""
        return not self.is_joined(i - 1)

    def to_left(self, head: int, done: int) -> int:
        """Return where the capitalised words before a head word begin; words up to ``done`` are not free."""
        first = head
        while first - 1 > done and self.is_joined(first - 1) and first > head - MAX_WORDS:
            step = self._step_left(first, head)
            if not step:
                break
            first -= step
        while first < head and (self._is_opener(first) or self.taken.get(first) == "Demonym"):
            first += 1
        return first

    def _is_opener(self, first: int) -> bool:
        """Whether a capitalised word stands there because it opens a sentence, not as part of the name."""
        word = self.folded(first)
        return self.words.has("openers", word) and (self.opens(first) or not self.words.has("generic", word))

    def _step_left(self, first: int, head: int) -> int:
        """Return how many tokens before ``first`` belong to the name too: 0, 1, or 2 for "Rivers and ..."."""
        before = first - 1
        label = self.taken.get(before)
        if label in {"Mechanism", "Framework"} or (label and _POSSESSIVE.match(self.gap(before))):
            return 0
        if self.is_capital(before):
            return 1
        if not self.is_joined(before - 1) or not self.is_capital(before - 1):
            return 0
        if "-" in self.gap(before - 1):
            return 2
        if self._is_titled(before, first, head):
            return 2
        free = before - 1 not in self.taken and not self.opens(before - 1)
        joins = self.folded(before) in _AND and first < head and free
        return 2 if joins and self.folded(before - 1) not in self.words.heads else 0

    def _is_titled(self, before: int, first: int, head: int) -> bool:
        """Whether a small word before a name belongs to it: the title of a law, "Trafficking in Persons Act"."""
        kind, start = self.words.kind_of(self.folded(head)), before - 1
        free = not {start, first} & self.taken.keys() and not self.words.kind_of(self.folded(start))
        title = kind in _TITLED and first < head and self.folded(before) in _TITLE_WORDS
        return title and free and not self._is_opener(start)

    def along(self, head: int) -> int:
        """Return the last of the capitalised words that follow one another from a head word."""
        last = head
        while last < head + MAX_WORDS and self.is_joined(last) and self.tokens.words[last + 1][0].isupper():
            stops = self.taken.get(last + 1) in _STOPS or self.folded(last + 1) in _NUMBER_WORDS
            if stops or _POSSESSIVE.match(self.gap(last)):
                break
            last += 1
        return last

    def to_right(self, core: int) -> int:
        """Return the last word of what follows a head: "... for the Protection of Rivers and Their Banks"."""
        last, linked = core, False
        while last < core + MAX_WORDS:
            step = self._step_right(last, linked) or self._step_list(last, linked)
            if not step:
                break
            last, linked = self.along(last + step), True
        return last

    def _step_right(self, last: int, linked: bool) -> int:
        """Return how far the next capitalised word is behind one to three connecting words; 0 if the name ends."""
        for step in (2, 3, 4):
            i = last + step
            if i >= len(self.tokens) or not self.is_joined(i - 2):
                return 0
            word = self.folded(i - 1)
            opening = self.words.has("link_words", word) if step == 2 and not linked else True
            if not (opening and self.words.has("connectors", word) and self.tokens.words[i - 1].islower()):
                return 0
            if self.is_joined(i - 1) and self.tokens.words[i][0].isupper():
                return step if self._may_follow(i, word) else 0
        return 0

    def _step_list(self, last: int, linked: bool) -> int:
        """Return 1 where a list goes on that ends in "and": "... on Prevention, Rescue and Care"; else 0."""
        i = last + 1
        while linked and i + 2 < len(self.tokens) and self.gap(i - 1) == ", ":
            if i in self.taken or not self.tokens.words[i][0].isupper() or self.words.kind_of(self.folded(i)):
                return 0
            if self.folded(i + 1) in _AND and self.is_joined(i) and self.is_joined(i + 1):
                return int(self.tokens.words[i + 2][0].isupper() and i + 2 not in self.taken)
            i += 1
        return 0

    def _may_follow(self, i: int, before: str) -> bool:
        """Whether a capitalised word may go on a name: no known state or mechanism, no name of its own."""
        known = self.taken.get(i) in _STOPS or (before in _AND and i in self.taken)
        return not known and self.folded(self.along(i)) not in self.words.heads

    def numbered(self, last: int) -> int:
        """Return the last token of a number behind a name: "Law 19", "Ley N.º 21.325", "Decree 7 of 2020"."""
        match = _NUMBER.match(self.tokens.text, self.tokens.ends[last])
        return self.tokens.index_at(match.end()) - 1 if match else last
