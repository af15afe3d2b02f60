"""The names at the front of a document, and what is known of those who bear them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphkit.match.tokens import read_tokens
from graphkit.read.actors.names import Names, Place, get_names
from graphkit.text.document import Clue, Document, Span

_ARTICLE = re.compile(r"(?:the|el|la|los|las|l[e']s?|os?|as?)\W*", re.IGNORECASE)
_READ = 24_000
"""Characters of a text in which names are looked for."""


@dataclass(frozen=True, slots=True)
class Authors:
    """Ids of those who issued a document, most often one; what kind they are of; the words that say so."""

    ids: tuple[str, ...] = ()
    kind: str | None = None
    words: str = ""


class FrontNames:
    """The names at the front of a document."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.form = document, document.text, document.metadata.form
        self.names: Names = get_names()
        begin = min((c.start for c in document.clues if c.start), default=0)
        tokens = read_tokens(self.text, Span(0, min(len(self.text), begin + _READ)), *_tail(self.text, begin + _READ))
        matches = self.names.match(tokens, document.metadata.language)
        known = [
            p for p in self.names.settle(matches) if p.nodes and p.name.label in ("State", "Body") and p.score > 0.6
        ]
        after = [*(p.start for p in known[1:]), len(self.text)][: len(known)]
        parents = ("UN",)
        known = [p for p, n in zip(known, after, strict=True) if p.nodes[0] not in parents or n > p.end + 1]
        self.places = sorted([*known, *_defined(self.text[: begin + _READ], known)], key=lambda p: p.start)

    def inside(self, clue: Clue) -> list[Place]:
        """Return the names that begin in a clue's stretch, or whose article is before it; no adjectives, no cities."""
        found = [p for p in self.places if clue.start <= p.start < clue.end and clue.begin < p.end]
        found = [p for p in found if p.start >= clue.begin or _ARTICLE.fullmatch(self.text[p.start : clue.begin])]
        return [p for p in found if p.name.form in ("name", "acronym")]

    def is_state(self, id: str) -> bool:
        """Return whether an id is a State's."""
        return id in self.names.gazetteer.states

    def make(self, ids: Sequence[str], clue: Clue, end: int = 0) -> Authors:
        """Return the authors of these ids, none for none; the words reach from the clue to the end of the last name."""
        unique = tuple(dict.fromkeys(ids))
        if not unique:
            return Authors()
        kind = "states" if self.is_state(unique[0]) else self.kind(unique[0])
        words = " ".join(self.text[clue.start : max(end, clue.begin)].split()) if not clue.name else clue.name
        return Authors(unique, kind, words.strip("#* ")[:300])

    def kind(self, id: str) -> str:
        """Return the kind of a body."""
        body = self.names.gazetteer.bodies.get(id)
        return body.kind if body else "unknown"


def _defined(text: str, known: Sequence[Place]) -> Iterator[Place]:
    """Yield where acronyms stand that the text itself gives in brackets after a known name."""
    taken = {p.start for p in known}
    for place in known:
        given = re.match(r"\s*\(([A-Z][A-Za-z-]{0,12}[A-Z])\)", text[place.end : place.end + 20])
        for match in re.finditer(rf"\b{re.escape(given[1])}\b", text) if given else ():
            if match.start() not in taken:
                taken.add(match.start())
                yield replace(place, start=match.start(), end=match.end())


def _tail(text: str, end: int) -> list[Span]:
    return [Span(len(text) - 1000, len(text))] if len(text) - 1000 > end else []
