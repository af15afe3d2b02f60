"""Who the cells of a table name: a cell whole, else parted where every part is a known name."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graphkit.errors import UnknownNameError
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.gazetteer.lookup import find_actor
from graphkit.reference.names import get_codes, get_territories
from graphkit.text.rows import Cell, fold_label

_STRONG = re.compile(r"\s*(?:;|\r\n|\r|\n|\)\s*\(|\|)\s*")
"""What parts names in any case."""
_WEAK = re.compile(r"\s*(?:,|/|&amp;|&|\b(?:and|y|e|et|und)\b|\+)\s*", re.IGNORECASE)
"""What parts names only where all parts are known: it is also found within names."""
_MOST_PARTS = 60
_LANGUAGES = ("fr", "pt", "ar", "ru", "zh", "de", "it")
"""Languages of tables: those of the United Nations besides English and Spanish, and three of the European Union."""
_EDGES = " \t\r\n[]-–—•*·,"
_NEAR = 0.85


@dataclass(frozen=True, slots=True)
class NamePart:
    """A stretch of a cell and the actor it names; ``id`` is None where it is not known."""

    name: str
    id: str | None
    start: int
    end: int
    """Offsets in the text of the document."""


class CellNames:
    """Finds the names of one table; what it has found it keeps."""

    def __init__(self, own: Mapping[str, str], codes: Iterable[str] = ()) -> None:
        """``own``: names -> ids of this table alone; ``codes``: headings of columns that hold ISO codes of States.

        UnknownNameError where an id is of no State or body.
        """
        gazetteer = load_gazetteer()
        for id in own.values():
            if id not in gazetteer.states and id not in gazetteer.bodies:
                raise UnknownNameError("State or body", id, [*gazetteer.states, *gazetteer.bodies])
        self._own = {_fold(name): id for name, id in own.items()}
        self._codes = frozenset(codes)
        self._known: dict[tuple[str, bool], str | None] = {}
        self._parted: dict[tuple[str, bool], tuple[tuple[str, str | None, int, int], ...]] = {}

    def find(self, cell: Cell) -> list[NamePart]:
        """Return the names of a cell in their order."""
        key = (cell.text, cell.heading in self._codes)
        if key not in self._parted:
            self._parted[key] = tuple(self._part(*key))
        return [NamePart(n, id, cell.start + a, cell.start + b) for n, id, a, b in self._parted[key]]

    def lookup(self, name: str, coded: bool = False) -> str | None:
        """Return the id of the State or body that a text names as a whole, or None."""
        key = (name, coded)
        if key not in self._known:
            self._known[key] = self._lookup(name, coded)
        return self._known[key]

    def _lookup(self, name: str, coded: bool) -> str | None:
        plain = html.unescape(name).strip()
        if own := self._own.get(_fold(plain)):
            return own
        gazetteer = load_gazetteer()
        if plain in gazetteer.bodies and not plain.isupper():
            return plain
        if coded and plain in gazetteer.states:
            return plain
        found = find_actor(plain)
        return found.id if found else _names_of_languages().get(_fold_name(plain))

    def _part(self, text: str, coded: bool) -> Iterable[tuple[str, str | None, int, int]]:
        whole = self.lookup(text, coded)
        if whole:
            yield text, whole, 0, len(text)
            return
        at = 0
        for match in [*_STRONG.finditer(text), None]:
            end = match.start() if match else len(text)
            yield from self._weak(text, *_trim(text, at, end), coded)
            at = match.end() if match else end

    def _weak(self, text: str, start: int, end: int, coded: bool) -> Iterable[tuple[str, str | None, int, int]]:
        """Yield the names of a part, or all of it as one unknown name."""
        if start >= end:
            return
        if id := self.lookup(text[start:end], coded):
            yield text[start:end], id, start, end
            return
        cuts = [m for m in _WEAK.finditer(text, start, end) if m.start() > start and m.end() < end]
        edges = [start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), end]
        found = self._chain(text, edges, coded) if 0 < len(cuts) < _MOST_PARTS else None
        if found:
            yield from found
        else:
            yield html.unescape(text[start:end]), None, start, end

    def _chain(
        self, text: str, edges: tuple[list[int], list[int]], coded: bool
    ) -> list[tuple[str, str, int, int]] | None:
        """Return known names that cover all parts, each as long as can be; None where there are no such."""
        begins, ends = edges
        count = len(begins)
        best: list[list[tuple[str, str, int, int]] | None] = [None] * count + [[]]
        for first in range(count - 1, -1, -1):
            for last in range(min(count, first + 6) - 1, first - 1, -1):
                rest = best[last + 1]
                name = text[begins[first] : ends[last]]
                if rest is not None and (id := self.lookup(name, coded)):
                    best[first] = [(name, id, begins[first], ends[last]), *rest]
                    break
        return best[0]

    def closing(self, text: str) -> tuple[int, list[NamePart]]:
        """Return the names in brackets at the very end of a text, and the offset where these brackets begin."""
        end, found = len(text), list[NamePart]()
        while match := _CLOSING.search(text[max(0, end - _TAIL) : end]):
            base = max(0, end - _TAIL)
            parts = self.find(Cell(match[1], base + match.start(1), base + match.end(1), ""))
            if not parts or any(p.id is None for p in parts):
                break
            found[:0] = parts
            end = base + match.start()
        return end, found


_CLOSING = re.compile(r"\s*\(([^()]{2,400})\)[\s.;,]*\Z")
_TAIL = 500
"""Characters at the end of a text in which a bracket is looked for."""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without blanks, marks of lists, and brackets that have no other half or hold all of it."""
    while start < end:
        inside = text[start:end]
        paired = inside.count("(") == inside.count(")") and not (inside[0] == "(" and inside[-1] == ")")
        edges = _EDGES + ("" if paired else "()")
        if text[start] in edges:
            start += 1
        elif text[end - 1] in edges:
            end -= 1
        else:
            break
    return start, end


@cache
def _names_of_languages() -> dict[str, str]:
    """Return folded name -> id of the States in languages that the gazetteer does not hold, from CLDR."""
    codes = {two: three for two, three in get_codes().items() if three in load_gazetteer().states}
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in get_territories(language).items():
            if code in codes:
                found.setdefault(_fold_name(name), set()).add(codes[code])
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _fold_name(name: str) -> str:
    return re.sub(r"^(?:les?|la|l|os?|as?|die|der|das) ", "", fold_label(name.replace("’", "'")))


def _fold(name: str) -> str:
    return " ".join(html.unescape(name).casefold().split())


@cache
def _all_names() -> dict[str, list[str]]:
    """Return first letter -> the names of States and bodies that begin with it."""
    gazetteer = load_gazetteer()
    names: dict[str, list[str]] = {}
    for table in (gazetteer.states, gazetteer.bodies):
        for entry in table.values():
            for text in dict.fromkeys((entry.name, *(n.text for n in entry.names))):
                names.setdefault(text[:1].casefold(), []).append(text)
    return names


@cache
def find_nearest(name: str) -> str:
    """Return the known name that is written most like an unknown one, or ``none``."""
    import difflib

    listed = [n for n in _all_names().get(name[:1].casefold(), ()) if abs(len(n) - len(name)) < 4]
    return next(iter(difflib.get_close_matches(name, listed, n=1, cutoff=_NEAR)), "none")
