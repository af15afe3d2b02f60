"""What graphkit says to people, in another language: one catalogue a language, English text -> text.

Messages stand in English where they are said, with what is put in as ``{}``; the catalogue holds each as it stands in
the source. A finished text is found again by the words around its gaps, so that errors, issues and findings need not
know the language in which they are read. What is in no catalogue (words of documents, names, ids) stays as it is.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LANGUAGES = ("en", "es")
DEEPEST = 8
"""Messages hold messages to this depth: an error holds a reason, which holds a name."""
_GAP = re.compile(r"\{\}")
_FILLED = re.compile(r"\{(\d*)(s?)(?::([^|{}]*)\|([^{}]*))?\}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKET = re.compile(r"(.+?) \((.+)\)", re.DOTALL)
_FEW = 5
"""A message with no more letters than this says too little of itself: it is meant only where its gaps are known too."""
_PARTS = (
    (re.compile(r"(?<=[.!?])\s+"), 0),
    (re.compile(r": "), 1),
    (re.compile(r"; "), 0),
    (re.compile(r" & "), 0),
    (re.compile(r", "), 0),
)
"""What parts messages, and at how many places at once (0: at all)."""


@cache
def read_catalogue(language: str) -> dict[str, str]:
    """Return English message -> message of a language; what is put in is ``{}`` there.

    In the other language it is ``{}`` in turn, or by its number: ``{1}``; ``{1s}`` is the plural of a noun put in, and
    ``{1:file|files}`` one of two words by the number that what is put in begins with.
    """
    data = (files("graphkit.messages") / f"{language}.toml").read_text(encoding="utf-8")
    return {english: text for english, text in tomllib.loads(data).items() if isinstance(text, str)}


class _Message(NamedTuple):
    pattern: re.Pattern[str]
    text: str
    words: frozenset[str]
    solid: int
    """Letters outside the gaps: of two messages that fit, the one with more is meant."""


class Translator:
    """Tells messages in a language; without one, or in English, they stay as they are."""

    def __init__(self, language: str = "en", names: Mapping[str, str] | None = None) -> None:
        self.language = language
        catalogue = {} if language == "en" else read_catalogue(language)
        self._exact = {**(names or {}), **{k: v for k, v in catalogue.items() if "{}" not in k}}
        made = [_compile(k, v) for k, v in catalogue.items() if "{}" in k]
        self._by_word: dict[str, list[_Message]] = {}
        for message in sorted(made, key=lambda m: (-m.solid, m.pattern.pattern)):
            self._by_word.setdefault(max(message.words, key=lambda w: (len(w), w)), []).append(message)
        self._told: dict[str, str] = {}

    def tell(self, text: str) -> str:
        """Return a text in the language, with what is put in told likewise; unknown texts stay.

        >>> Translator("es").tell("Error: x.csv exists already. Add --force to replace it, or choose another name.")
        'Error: x.csv ya existe. Añada --force para reemplazarlo, o elija otro nombre.'
        """
        if self.language == "en" or not text:
            return text
        if text not in self._told:
            self._told[text] = self._find(text, DEEPEST) or text
        return self._told[text]

    def _find(self, text: str, depth: int) -> str | None:
        """Return a text in the language; None where nothing of it is known."""
        core = text.strip()
        if not core or not depth:
            return None
        said = self._exact.get(text) or self._exact.get(core) or self._fill(text, depth) or self._fill(core, depth)
        said = said or self._find_capital(core, depth) or self._find_parts(core, depth)
        if said is None or core == text or said != said.strip():
            return said
        start = text.index(core)
        return text[:start] + said + text[start + len(core) :]

    def _find_capital(self, text: str, depth: int) -> str | None:
        """Return what stands in the catalogue with a small first letter, as headings and severities are made."""
        small = text[0].lower() + text[1:]
        said = None if small == text else self._exact.get(small) or self._fill(small, depth)
        return said and said[0].upper() + said[1:]

    def _fill(self, text: str, depth: int) -> str | None:
        """Return the message whose words stand around the gaps of a text."""
        words = {w.casefold() for w in _WORD.findall(text)}
        near = [m for w in words for m in self._by_word.get(w, ()) if m.words <= words]
        for message in sorted(near, key=lambda m: (-m.solid, m.pattern.pattern)):
            found = message.pattern.fullmatch(text)
            if found and (message.solid > _FEW or all(self._knows(gap, depth) for gap in found.groups())):
                return self._put_in(message.text, found.groups(), depth)
        return None

    def _knows(self, gap: str, depth: int) -> bool:
        return gap.replace(",", "").isdigit() or gap in self._exact or bool(depth and self._fill(gap, depth - 1))

    def _put_in(self, text: str, gaps: tuple[str, ...], depth: int) -> str:
        turn = iter(range(len(gaps)))

        def put(place: re.Match[str]) -> str:
            gap = gaps[int(place[1]) if place[1] else next(turn)]
            if place[3] is not None:
                return place[3] if gap.strip() == "1" or gap.startswith("1 ") else place[4]
            if _THOUSANDS.fullmatch(gap):
                return gap.replace(",", ".")
            return self._find(gap + place[2], depth - 1) or gap + place[2]

        return _FILLED.sub(put, text)

    def _find_parts(self, text: str, depth: int) -> str | None:
        """Return a text of several messages: sentences, a place and a message, items of a list, one in brackets."""
        if found := _BRACKET.fullmatch(text):
            told = [self._find(piece, depth - 1) for piece in found.groups()]
            if any(told):
                return "{} ({})".format(*(new or old for new, old in zip(told, found.groups(), strict=True)))
        for mark, most in _PARTS:
            pieces = mark.split(text, most)
            if len(pieces) > 1:
                told = [self._find(piece, depth - 1) for piece in pieces]
                if any(told):
                    marks = mark.findall(text)[: len(pieces) - 1]
                    joined = (new or old for new, old in zip(told, pieces, strict=True))
                    return "".join(a + b for a, b in zip(joined, [*marks, ""], strict=True))
        return None


def _compile(english: str, text: str) -> _Message:
    solid = _GAP.split(english)
    pattern = "(.*?)".join(re.escape(part) for part in solid)
    words = frozenset(w.casefold() for w in _find_whole_words(solid))
    return _Message(
        re.compile(pattern, re.DOTALL), text, words or frozenset({""}), sum(c.isalpha() for part in solid for c in part)
    )


def _find_whole_words(solid: list[str]) -> Iterator[str]:
    """Yield the words that no gap touches: what is put in may make a longer word of the others."""
    for number, part in enumerate(solid):
        for word in _WORD.finditer(part):
            if (word.start() or not number) and (word.end() < len(part) or number == len(solid) - 1):
                yield word[0]


@cache
def get_translator(language: str) -> Translator:
    """Return the translator of a language that knows no names but those of its catalogue."""
    return Translator(language)
