"""Normal forms of words: what makes two wordings count as the same in a lexicon."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

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

    Its data (``graphkit/reference/language/forms.LANGUAGE.toml``) holds ``skip`` (words that phrases skip), ``lemma``
    (word -> lemma, before the dictionary is asked), ``ending`` (spelling variants) and ``same`` (one
    normal form -> its variants, such as *protect* for *protection*).
    """

    def __init__(self, language: str) -> None:
        data = _read_forms(language)
        self.language = language
        self._skip = frozenset(map(fold_word, data["skip"]))
        self._lemma = {fold_word(k): v for k, v in data["lemma"].items()}
        self._endings = tuple((fold_word(k), v) for k, v in data["ending"].items())
        self._same: dict[str, str] = {}
        for head, variants in data["same"].items():
            self._same |= {self._spell(v): self._spell(head) for v in variants}

    def __call__(self, word: str) -> str:
        """Return the normal form of a surface word; the empty string if phrases skip it."""
        folded = fold_word(word)
        if folded in self._skip:
            return ""
        lemma = self._lemma.get(folded) or _look_up(word.casefold(), self.language)
        spelt = self._spell(lemma)
        return self._same.get(spelt, spelt)

    def _spell(self, lemma: str) -> str:
        folded = fold_word(lemma)
        for ending, instead in self._endings:
            if folded.endswith(ending) and len(folded) > len(ending) + 1:
                return folded.removesuffix(ending) + instead
        return folded


def _look_up(word: str, language: str) -> str:
    import simplemma

    return simplemma.lemmatize(word, lang=language)


@cache
def get_lemma_form(language: str) -> LemmaForm:
    """Return the normal form of ``en`` or ``es``; InputError for a language without data."""
    return LemmaForm(language)


def _read_forms(language: str) -> dict[str, dict[str, str]]:
    place = files("graphkit.reference.language") / f"forms.{language}.toml"
    if not place.is_file():
        raise InputError(f"No word forms for language '{language}': {place.name} is missing.")
    return tomllib.loads(place.read_text(encoding="utf-8"))
