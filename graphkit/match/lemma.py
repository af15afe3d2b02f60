"""Normal forms of words: what makes two wordings count as the same in a lexicon."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from graphkit.errors import InputError

_KEPT_MARK = "\u0303"
"""Combining tilde: kept, as ñ is a letter of its own."""


def fold_word(word: str) -> str:
    """Return a word without case and accents (ñ stays): the form for names.

    >>> fold_word("PERÚ"), fold_word("España")
    ('peru', 'españa')
    """
    folded = word.casefold()
    if folded.isascii():
        return folded
    marks = unicodedata.normalize("NFD", folded)
    bare = "".join(c for c in marks if not unicodedata.combining(c) or c == _KEPT_MARK)
    return unicodedata.normalize("NFC", bare)


class LemmaForm:
    """Normal form of a language: lemma, one spelling, action nouns as their verbs, function words skipped.

    Its data (``graphkit/reference/language/forms.LANGUAGE.toml``) may say that it reads ``through`` another language:
    by ``word`` (word or lemma -> word of that language) and ``ending`` a word becomes one of that language, whose
    cues find it. Else it holds ``skip`` (words that phrases skip), ``lemma``
    (word -> lemma, before the dictionary is asked), ``ending`` (spelling variants) and ``same`` (one
    normal form -> its variants, such as *protect* for *protection*).
    """

    def __init__(self, language: str) -> None:
        data = _read_forms(language)
        self.language = language
        self._skip = frozenset(map(fold_word, data["skip"]))
        self._lemma = {fold_word(k): v for k, v in data["lemma"].items()}
        self._endings: tuple[tuple[str, str], ...] = tuple((fold_word(k), v) for k, v in data["ending"].items())
        self._words = {_strip(k): v for k, v in data.get("word", {}).items()}
        self._through = get_lemma_form(data["through"]) if "through" in data else None
        self._same: dict[str, str] = {}
        for head, variants in data["same"].items():
            self._same |= {self._spell(v): self._spell(head) for v in variants}

    def __call__(self, word: str) -> str:
        """Return the normal form of a surface word; the empty string if phrases skip it."""
        folded = fold_word(word)
        if folded in self._skip:
            return ""
        if self._through:
            return self._translate(folded, word)
        lemma = self._lemma.get(folded) or look_up(word.casefold(), self.language)
        spelt = self._spell(lemma)
        return self._same.get(spelt, spelt)

    def _translate(self, folded: str, word: str) -> str:
        """Return the normal form of the word of another language that a word stands for."""
        lemma = _strip(look_up(word.casefold(), self.language))
        other = self._words.get(_strip(folded)) or self._words.get(lemma) or self._spell(lemma)
        return self._through(other) if self._through else other

    def _spell(self, lemma: str) -> str:
        folded = fold_word(lemma)
        for ending, instead in self._endings:
            if folded.endswith(ending) and len(folded) > len(ending) + 1:
                return folded.removesuffix(ending) + instead
        return folded


def look_up(word: str, language: str) -> str:
    """Return the dictionary's lemma of a word in small letters; the word itself where it has none."""
    import simplemma

    return str(simplemma.lemmatize(word, lang=language, low_memory=True))


def _strip(word: str) -> str:
    """Return a word without case and all accents, the tilde too."""
    marks = unicodedata.normalize("NFD", fold_word(word))
    return "".join(c for c in marks if not unicodedata.combining(c))


@cache
def get_lemma_form(language: str) -> LemmaForm:
    """Return the normal form of a language that is read; InputError for a language without data."""
    return LemmaForm(language)


def get_cue_language(language: str) -> str:
    """Return the language whose cues find the words of a language: its own, or the one it is read through.

    >>> get_cue_language("en"), get_cue_language("fr")
    ('en', 'es')
    """
    return str(_read_forms(language).get("through", language))


def _read_forms(language: str) -> dict[str, Any]:
    place = files("graphkit.reference.language") / f"forms.{language}.toml"
    if not place.is_file():
        raise InputError(f"No word forms for language '{language}': {place.name} is missing.")
    return tomllib.loads(place.read_text(encoding="utf-8"))
