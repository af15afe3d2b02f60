"""The State whose office a body is that only a text names: two States' offices of one name or acronym stay two."""

from collections.abc import Iterable, Iterator, Sequence

from graphkit.graph.ontology import Evidence, Node
from graphkit.graph.ontology.links import PartOf
from graphkit.graph.ontology.nodes import Body
from graphkit.match.tokens import Tokens
from graphkit.read.actors.names import Place
from graphkit.read.actors.naming_words import fold, get_naming_words
from graphkit.read.reading import FoundLink
from graphkit.reference.gazetteer import Gazetteer
from graphkit.text.document import Document

_AT = "@"
"""Stands between a body's own id and its State's: ``NMD@CHL``."""
_OFFICES = frozenset({"office", "national-institution"})
_REACH = 3
"""Words between a body's name and its State's: "the Directorate of the Republic of Chile"."""


class Homes:
    """Says whose office a capitalised name in one document is."""

    def __init__(self, document: Document, tokens: Tokens, places: Sequence[Place], gazetteer: Gazetteer) -> None:
        self._tokens = tokens
        self._states = {i: p.nodes[0] for p in places if p.nodes and p.name.label == "State" for i in (p.first, p.last)}
        issuers = document.metadata.issuers
        states = [i for i in issuers if i in gazetteer.states]
        self._issuer = states[0] if len(states) == 1 and issuers[0] == states[0] else None

    def find(self, first: int, last: int, kind: str) -> str | None:
        """Return the State of a body named at these tokens: named beside it, else the only State that issues the text.

        None for a body that is nobody's office: neither its kind nor a word such as "national" makes it one.
        """
        words = self._tokens.words[first : last + 1]
        office = kind in _OFFICES or any(get_naming_words().has("state_words", fold(w)) for w in words)
        return (self._beside(first, last) or self._issuer) if office else None

    def _beside(self, first: int, last: int) -> str | None:
        """Return the State inside the name, right before it, or behind "of"."""
        inside = next((self._states[i] for i in range(first, last + 1) if i in self._states), None)
        if inside or first - 1 in self._states:
            return inside or self._states[first - 1]
        of = self._skip_bracket(last) + 1
        at = next((i for i in range(of + 1, of + 1 + _REACH) if i in self._states), None)
        if at is None or fold(self._tokens.words[of]) not in get_naming_words().lists["of"]:
            return None
        between = self._tokens.text[self._tokens.ends[last] : self._tokens.starts[at]]
        return None if set(between) & set(".;:\n") else self._states[at]

    def _skip_bracket(self, last: int) -> int:
        """Return the last token of a name or of its acronym in brackets behind it."""
        text, tokens = self._tokens.text, self._tokens
        if last + 1 < len(tokens) and "(" in text[tokens.ends[last] : tokens.starts[last + 1]]:
            return last + 1 if text.startswith(")", tokens.ends[last + 1]) else last
        return last


def tie(id: str, state: str | None) -> str:
    """Return the id of a State's office; the id itself where no State is known."""
    return f"{id}{_AT}{state}" if state else id


def name_tied(name: str, state: str | None, gazetteer: Gazetteer) -> str:
    """Return the name with its State's, by which it is told from another State's office."""
    known = gazetteer.states.get(state or "")
    return f"{name} ({known.name})" if known and known.name not in name else name


def find_home_links(document: Document, links: Iterable[FoundLink], nodes: Iterable[Node]) -> Iterator[PartOf]:
    """Yield the links from the offices that a text names to their States; their evidence is the first mention."""
    first: dict[str, FoundLink] = {}
    for link in sorted(links, key=lambda k: (k.start, k.end)):
        first.setdefault(link.node, link)
    for node in nodes:
        own, _, state = node.id.rpartition(_AT)
        if isinstance(node, Body) and own and node.id in first:
            at = first[node.id]
            words = document.text[at.start : at.end]
            place = Evidence(rule="home", score=0.7, document=document.id, start=at.start, end=at.end, words=words)
            yield PartOf(source=node.id, target=state, evidence=(place,))
