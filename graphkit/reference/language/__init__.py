"""What is particular to a language: where sentences end, which words show the force of a sentence; data in TOML."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from graphkit.errors import UnknownNameError
from graphkit.reference.names import get_languages

LANGUAGES = ("en", "es", "fr", "pt")
"""Languages that texts are read in."""
CUE_LANGUAGES = ("en", "es")
"""Languages that cues are written in; the others are read through one of them: see ``forms.fr.toml``."""
_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|<[^<>]{0,80}>|[*_#|>]+")
_SAMPLES, _SAMPLE = 8, 4_000
_FEW, _SURE, _SHARE = 8, 0.8, 0.3
"""Words too few to tell by; how sure another language must be; share of function words that speaks against it."""
_TOLD_APART = (
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr",
    "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages of policy texts; small ones that are easily taken for a larger are left out."""


@cache
def get_language_data(name: str, language: str) -> dict[str, Any]:
    """Return the table ``NAME.LANGUAGE.toml`` of this package; UnknownNameError for a language without data."""
    path = files(__name__) / f"{name}.{language}.toml"
    if not _CODE.fullmatch(language) or not path.is_file():
        raise UnknownNameError("language", language, LANGUAGES)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def get_grammar(language: str) -> dict[str, Any]:
    """Return the closed classes of words of a language; none where it has no such table, and heads do without."""
    try:
        return get_language_data("grammar", language)
    except UnknownNameError:
        return {}


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of a text is in; English where it has too few words to tell.

    Told by py3langid (naive Bayes over byte sequences; Lui & Baldwin 2012) in samples of the text, and by function
    words where that is unsure. The code may be of a language that is not read: see :data:`LANGUAGES`.

    >>> detect_language("Los Estados deben proteger a las personas que migran.")
    'es'
    >>> detect_language("Die Staaten sollen die Rechte aller Menschen schützen, die ihr Land verlassen müssen.")
    'de'
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    known, share = _by_function_words(words)
    if len(words) < _FEW:
        return known
    found, sure = identify_language(sample)
    if found == known or sure < _SURE:
        return known
    return found if found in LANGUAGES or share < _SHARE else known


def guess_language(text: str) -> tuple[str, float]:
    """Return the language read whose function words are most in a text, and their share of all words."""
    return _by_function_words(_WORD.findall(text.lower()))


def identify_language(text: str) -> tuple[str, float]:
    """Return the likeliest language of a text of at least some words, of about forty, and how sure that is, 0 to 1."""
    ranked = _identifier().rank(text)
    return str(ranked[0][0]), float(ranked[0][1])


def name_language(code: str) -> str:
    """Return the English name of a language; the code itself where CLDR has none.

    >>> name_language("de"), name_language("xx")
    ('German', 'xx')
    """
    return get_languages().get(code, code)


def _sample(text: str) -> str:
    step = max(_SAMPLE, len(text) // _SAMPLES)
    return _NO_WORDS.sub(" ", " ".join(text[i : i + _SAMPLE] for i in range(0, len(text), step)))


def _by_function_words(words: list[str]) -> tuple[str, float]:
    """Return the language read whose function words are most of all words, and their share."""
    count = Counter(words)
    score = {c: sum(count[w] for w in get_language_data("reading", c)["sentence"]["stopwords"]) for c in LANGUAGES}
    best = max(LANGUAGES, key=lambda c: (score[c], c == "en"))
    return best, score[best] / max(1, len(words))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_TOLD_APART)
    return identifier
