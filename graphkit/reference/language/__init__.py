"""What is particular to a language: where sentences end, which words show the force of a sentence; data in TOML."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from graphkit.errors import UnknownNameError

LANGUAGES = ("en", "es")
_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLES, _SAMPLE = 8, 4_000


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
    """Return the language most of whose function words stand in samples of the text; English where none do.

    >>> detect_language("Los Estados deben proteger a las personas que migran.")
    'es'
    """
    step = max(_SAMPLE, len(text) // _SAMPLES)
    sample = " ".join(text[i : i + _SAMPLE] for i in range(0, len(text), step))
    count = Counter(_WORD.findall(sample.lower()))
    score = {c: sum(count[w] for w in get_language_data("reading", c)["sentence"]["stopwords"]) for c in LANGUAGES}
    return max(LANGUAGES, key=lambda c: (score[c], c == "en"))
