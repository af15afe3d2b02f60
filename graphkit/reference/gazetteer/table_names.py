"""Names as the cells of tables write them: turned round at a comma, shortened, with note marks, in any language."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.ids import make_slug
from graphkit.reference.gazetteer.loader import load_gazetteer
from graphkit.reference.gazetteer.model import BodyEntry, StateEntry
from graphkit.reference.names import get_countries

_MARKS = re.compile(r"[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[(?:\d{1,3}|[a-z])\]|\^\w{1,2}")
"""Marks that lead to a note below the table."""
_ROUND = str.maketrans("[]", "()")
_STUCK = re.compile(r"(?<=[a-z]{3})\d{1,2}$")
"""A number of a note that lost its raised position."""
_STOPS = re.compile(r"(?<=\w)\.(?=\w\.|\W|$)|(?<=\b\w)\.(?=\w)")
_BRACKET = re.compile(r"^(.+?)\s*\(([^()]+)\)$")


def find_cell(cell: str) -> str | None:
    """Return the id of the State or body that a whole cell names, or None; the order of the words is free.

    >>> [find_cell(c) for c in ("Congo, Dem. Rep.", "Congo, Rep.", "Korea", "Saint Lucia²", "Peru and Chile")]
    ['COD', 'COG', None, 'LCA', None]
    """
    plain = _MARKS.sub("", cell).translate(_ROUND).strip(" \t\n.,;:")
    return next((id for form in _forms(plain) if (id := _find(form))), None)


def _forms(cell: str) -> Iterator[str]:
    """Yield the cell, without the number of a note, and without words that leave a State the State."""
    yield cell
    if _STUCK.search(cell):
        yield _STUCK.sub("", cell)
    before = "|".join(_words()["before"]["words"])
    if match := re.match(rf"(?:the |el |le |o )?(?:{before}) (?:of|de|del|du|do|da|d')\s*(.+)", cell, re.IGNORECASE):
        yield match[1]


def _find(cell: str) -> str | None:
    acronyms = _index()[1]
    if id := acronyms.get(cell.replace(".", "").replace(" ", "")):
        return id
    if id := _index()[0].get(_key(cell)):
        return id
    match = _BRACKET.match(cell)
    return _find_bracketed(match[1], match[2]) if match else None


def _find_bracketed(outer: str, inner: str) -> str | None:
    """Return the name before a bracket that repeats it, or adds to it without making it another's name."""
    id = _find(outer)
    if id is None or (other := _find(inner)) == id:
        return id
    key = _key(outer)
    longer = (found for name, found in _index()[0].items() if key < name)
    return None if other or any(found != id for found in longer) else id


@cache
def _index() -> tuple[dict[frozenset[str], str], dict[str, str]]:
    """Return words of a name -> id, and letters of an acronym -> id; what stands for two is left out."""
    gazetteer = load_gazetteer()
    names: dict[frozenset[str], dict[str, None]] = {}
    acronyms: dict[str, dict[str, None]] = {}
    entries: Iterable[StateEntry | BodyEntry] = [*gazetteer.states.values(), *gazetteer.bodies.values()]
    for entry in entries:
        for name in entry.names:
            if name.form == "acronym" or name.text.isupper():
                acronyms.setdefault(name.text.replace(".", "").replace(" ", ""), {})[entry.id] = None
            elif name.form in {"name", "cell"}:
                names.setdefault(_key(name.text), {})[entry.id] = None
    for code in gazetteer.states:
        acronyms.setdefault(code, {})[code] = None
    for text, (ids, _) in gazetteer.ambiguous.items():
        names[_key(text)] = {ids[0]: None} if text in _iso_names(ids[0]) else dict.fromkeys(ids)
    one = {key: next(iter(ids)) for key, ids in names.items() if len(ids) == 1 and key}
    return one, {key: next(iter(ids)) for key, ids in acronyms.items() if len(ids) == 1}


def _iso_names(code: str) -> set[str]:
    """Return the names that ISO 3166 gives to a State: there a short name has one meaning."""
    country = get_countries().get(code)
    return {country.name} if country else set()


def _key(name: str) -> frozenset[str]:
    words = _words()
    slug = make_slug(_STOPS.sub("", name.replace("’", "'")).replace("'s ", "s ").replace("&", " and "))
    slug = slug.replace("united-nations", "un")
    return frozenset(words["same"].get(w, w) for w in slug.split("-") if w not in words["skipped"])


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "table_words.toml").read_text(encoding="utf-8"))
