"""Phrases found in a text in one pass, whatever their inflection, with offsets into the source text kept.

A text slice becomes :class:`Tokens` once; any number of lexicons then look at the same tokens. A
:class:`Lexicon` turns each word into one character of its own alphabet, so that the Aho-Corasick automaton
(Aho & Corasick 1975) walks over words, not letters: the cost grows with the text, not with the phrases.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from graphkit.text.document import Span

T = TypeVar("T")
Form = Callable[[str], str]
"""Surface word -> normal form; the empty string for a word that phrases skip."""

_JOINERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_TOKEN = re.compile(
    rf"</?[a-zA-Z][^<>\n]{{0,60}}>|([^\W_]+(?:[\u0300-\u036f]+[^\W_]*|(?:[{_JOINERS}]+|-\n)[^\W_]+)*)(?:['’´`]s\b)?"
)
_JOINER = re.compile(rf"[{_JOINERS}]+")
CLAUSE_END = re.compile(r"[,;:!?()\[\]•»]|\.\s")
_FIRST_CODE = 0x10000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a slice; ``starts`` and ``ends`` are offsets into ``text``; a possessive s is left out."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def index_at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def read_tokens(text: str, *spans: Span) -> Tokens:
    """Return the words of the spans (of the whole text if none is given), markup and punctuation left out.

    Soft hyphens and zero-width characters inside a word, and a hyphen at a line's end, join its parts; a letter and
    its accent written as two characters are one.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for span in spans or (Span(0, len(text)),):
        for match in _TOKEN.finditer(text, span.start, span.end):
            if match.lastindex:
                words.append(match[1])
                starts.append(match.start())
                ends.append(match.end(1))
    return Tokens(text, [w if w.isalnum() else _plain(w) for w in words], starts, ends)


def _read_words(phrase: str) -> list[str]:
    """Return the words of a phrase; most phrases are plain words with spaces between, which needs no pattern."""
    words = phrase.split()
    return words if all(map(str.isalnum, words)) else read_tokens(phrase).words


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", _JOINER.sub("", word).replace("-\n", ""))


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase in the text: offsets of its words, indices of its first and last token, what it stands for."""

    start: int
    end: int
    first: int
    last: int
    payload: T


class _Codes(dict[str, str]):
    """Surface word -> its character; computed on first sight, forgotten when there are too many."""

    def __init__(self, form: Form, limit: int = 1 << 17) -> None:
        super().__init__()
        self.form, self.limit = form, limit
        self.alphabet: dict[str, str] = {"": ""}

    def __missing__(self, word: str) -> str:
        if len(self) >= self.limit:
            self.clear()
        code = self.alphabet.get(self.form(word), "\x00")
        self[word] = code
        return code

    def learn(self, normal: str) -> str:
        return self.alphabet.setdefault(normal, chr(_FIRST_CODE + len(self.alphabet)))


class Lexicon(Generic[T]):
    """Phrases and what they stand for, compiled once; a phrase may stand for several things.

    >>> lexicon = Lexicon([("Costa Rica", "CRI"), ("Rica", "?")], str.casefold)
    >>> [(m.payload, m.start, m.end) for m in lexicon.find(read_tokens("In COSTA  RICA's ports"))]
    [('CRI', 3, 14)]
    """

    def __init__(self, entries: Iterable[tuple[str, T]], form: Form, text_form: Form | None = None) -> None:
        """Compile the entries; ``text_form`` where texts have another normal form than phrases."""
        self._codes = _Codes(text_form or form)
        self._automaton = ahocorasick.Automaton()
        payloads: dict[str, list[T]] = {}
        codes: dict[str, str] = {}
        for phrase, payload in entries:
            words = _read_words(phrase)
            for word in words:
                if word not in codes:
                    codes[word] = self._codes.learn(form(word))
            key = "".join(codes[word] for word in words)
            if key:
                payloads.setdefault(key, []).append(payload)
        for key, found in payloads.items():
            self._automaton.add_word(key, (len(key), tuple(found)))
        self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._automaton)

    def find_all(self, tokens: Tokens) -> list[Match[T]]:
        """Return every match, nested and overlapping ones too, in the order of their ends."""
        codes = [self._codes[w] for w in tokens.words]
        kept = [i for i, code in enumerate(codes) if code]
        found: list[Match[T]] = []
        if not len(self):
            return found
        for end, (length, payloads) in self._automaton.iter("".join(codes)):
            first, last = kept[end - length + 1], kept[end]
            start, stop = tokens.starts[first], tokens.ends[last]
            found += [Match(start, stop, first, last, p) for p in payloads]
        return found

    def find(self, tokens: Tokens) -> list[Match[T]]:
        """Return the leftmost longest matches, none overlapping another, in the order of the text.

        Payloads of one and the same phrase all come, in the order they were given.
        """
        return keep_leftmost(self.find_all(tokens))


def keep_leftmost(matches: Iterable[Match[T]]) -> list[Match[T]]:
    """Return the leftmost longest matches, none overlapping one of other words."""
    kept: list[Match[T]] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        same = kept and (match.first, match.last) == (kept[-1].first, kept[-1].last)
        if not kept or same or match.first > kept[-1].last:
            kept.append(match)
    return kept
