"""The words of ``wording.LANGUAGE.toml`` as patterns: one alternation a list, over all languages."""

import re
import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es", "fr", "pt")
"""Languages whose documents are recognised by their front, whether or not their statements can be read."""
_NONE = r"(?!)"


@cache
def get_words(language: str) -> dict[str, object]:
    """Return the table of a language, or ``any`` for what no language owns."""
    text = files("loaders.metadata").joinpath(f"wording.{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def any_of(name: str, language: str | None = None) -> str:
    """Return a group that matches each word of a list, longest first, in one language or in all of them."""
    chosen = LANGUAGES if language is None else (language,)
    words = {str(w) for c in chosen for w in get_words(c).get(name, ())}  # type: ignore[attr-defined]
    return f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})" if words else _NONE


def fill(pattern: str, language: str | None = None) -> str:
    """Return a pattern with each ``{list}`` replaced by the words of that list; other braces stay."""
    return re.sub(r"\{([a-z]+)\}", lambda m: any_of(m[1], language), pattern)


@cache
def compiled(pattern: str, language: str | None = None, *, case: bool = False) -> re.Pattern[str]:
    """Return ``fill(pattern)`` compiled; case is ignored unless asked for."""
    return re.compile(fill(pattern, language), re.MULTILINE | (re.NOFLAG if case else re.IGNORECASE))


def in_each(pattern: str) -> tuple[re.Pattern[str], ...]:
    """Return a pattern once for each language, so that the words of one expression are of one language."""
    return tuple(compiled(pattern, language) for language in LANGUAGES)


@cache
def forms() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Return the forms of documents in the order they are tried, each with its patterns."""
    order: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for form, pattern in get_words(language).get("forms", {}).items():  # type: ignore[attr-defined]
            order.setdefault(form, []).append(pattern)
    return tuple((f, tuple(re.compile(p, re.IGNORECASE) for p in patterns)) for f, patterns in order.items())
