"""Documents known beforehand, recognised by the bytes of their file or by the words of their title."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from loaders.metadata.metadata import LISTS, Fields

OPENING = 1500
"""Characters in which all title words must stand."""


def find_known(sha256: str, text: str) -> Fields:
    """Return what the catalogue states of a file: by its hash, else by its title words; empty if it is not in it."""
    rows = _rows()
    opening = fold(text[: OPENING * 2])[:OPENING]
    for row in rows:
        if sha256 in row.get("sha256", ()):
            return _fields(row)
    for row in rows:
        if all(fold(words) in opening for words in row["title_words"]):
            return _fields(row)
    return {}


def fold(text: str) -> str:
    """Return the words of a text in lower case without accents, marks and tags, joined by blanks."""
    bare = unicodedata.normalize("NFKD", re.sub(r"</?\w+>", " ", text))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)).lower()))


@cache
def _rows() -> tuple[dict, ...]:  # type: ignore[type-arg]
    text = files("loaders.metadata").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["document"])


def _fields(row: dict) -> Fields:  # type: ignore[type-arg]
    return {k: tuple(v) if k in LISTS else v for k, v in row.items() if k not in ("sha256", "title_words")}
