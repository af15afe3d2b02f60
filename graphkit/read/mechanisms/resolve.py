"""Which mechanism a name in a text means: a known one, one met before, one of a state's own, or a new one."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from graphkit.graph.ontology.nodes import Mechanism
from graphkit.read.actors.definitions import run_name
from graphkit.read.actors.named import Named
from graphkit.read.actors.names import Place, name_key, name_slug
from graphkit.read.actors.naming_words import get_naming_words
from graphkit.read.actors.unknown_names import Run

_REACH = 2500
"""Characters within which "the Plan" can mean a plan named before."""
_MEMORY = 50
"""How many mechanisms a shortened name is compared with."""
_POINTERS = frozenset("the this that such said el la del al este esta dicho dicha".split())  # noqa: SIM905
_OWNED = frozenset("law plan programme council statute strategy policy unit platform".split())  # noqa: SIM905
"""Kinds that take a state's name where their own name is shared by many."""
_MUTUAL = frozenset(("agreement", "convention", "protocol", "treaty"))
"""Kinds that take the names of their parties where their own name is shared by many."""
_PARTIES = 8
"""Words behind an agreement's name within which its parties are named."""
_NUMBER = re.compile(r"[\s*]{1,3}(?:[Nn]\S{0,3}\s?)?\d[\d./-]{0,12}\d")
_POSSESSIVE = re.compile(r"['’´`]")
_OF_BODIES = frozenset({"unit", "platform"})
"""Kinds of a common name that a body can own."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A stretch of tokens that means a mechanism."""

    first: int
    last: int
    node: str
    rule: str
    score: float


class Resolver:
    """Says which mechanism each place and run of a document means; grows as the text introduces new ones."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self.new: dict[str, Mechanism] = {}
        self._keys: dict[frozenset[str], str] = {}
        """Words of the names met in this text -> node."""
        self._met: list[Mentioned] = []
        self._recent: dict[str, frozenset[str]] = {}
        """The mechanisms met last, latest at the end -> words of their names."""
        self._states = [p for p in named.places if p.nodes and p.name.label in {"State", "Body"}]
        self._state_firsts = [p.first for p in self._states]
        for id, definition in named.defined.items():
            if definition.run and definition.label == "Mechanism":
                name = run_name(named.tokens, definition.first, definition.last)
                self._add(id, name, definition.run.kind, definition.short)

    def mentions(self) -> list[Mentioned]:
        """Return every mention, in the order of the text."""
        places = [p for p in self.named.places if p.name.label == "Mechanism" and p.nodes]
        named: list[Place | Run] = [*places, *(r for r in self.named.runs if r.label == "Mechanism")]
        for item in sorted(named, key=lambda item: (item.first, -item.last)):
            found = self._place(item) if isinstance(item, Place) else self._run(item)
            if found:
                self._meet(found)
        return sorted([*self._met, *self._frameworks()], key=lambda m: (m.first, m.last))

    def _frameworks(self) -> Iterator[Mentioned]:
        """Yield where the text names a framework that had been adopted by its year.

        Before, as in the consultations that prepared the Global Compact, it is what the text is about, nothing by
        which anybody cooperates yet.
        """
        year, mechanisms = self.named.document.metadata.year, self.named.names.gazetteer.mechanisms
        for place in self.named.places:
            known = mechanisms.get(place.nodes[0]) if place.name.label == "Framework" and place.nodes else None
            if known and (year is None or known.year is None or year >= known.year):
                yield Mentioned(place.first, place.last, known.id, f"name:{place.name.form}", place.score)

    def _meet(self, mention: Mentioned) -> None:
        self._met.append(mention)
        self._recent[mention.node] = self._recent.pop(mention.node, name_key(self._name(mention.node)))
        if len(self._recent) > _MEMORY:
            del self._recent[next(iter(self._recent))]

    def _place(self, place: Place) -> Mentioned | None:
        named = self.named
        if place.name.form != "shared":
            self._keys.setdefault(name_key(named.document.text[place.start : place.end]), place.nodes[0])
            return Mentioned(place.first, place.last, place.nodes[0], f"name:{place.name.form}", place.score)
        number = _NUMBER.match(named.document.text, place.end)
        numbered = self._numbered(name_key(named.document.text[place.start : number.end()])) if number else None
        if numbered:
            return Mentioned(place.first, place.last, numbered, "name:number", 0.9)
        owner = self._owner(place.first, place.last)
        mechanisms = named.names.gazetteer.mechanisms
        owned = [id for id in place.nodes if mechanisms[id].owner == owner]
        if owned:
            return Mentioned(place.first, place.last, owned[0], "name:owner", place.score)
        return self._owned(place.first, place.last, mechanisms[place.nodes[0]].kind, owner)

    def _run(self, run: Run) -> Mentioned | None:
        """Return what a capitalised name means: a known mechanism, one met before, or a new one."""
        if run.bare:
            return self._pointed(run)
        name = run_name(self.named.tokens, run.first, run.last)
        key = name_key(name)
        known = self.named.names.mechanisms.get(key) or self._keys.get(key) or self._numbered(key)
        if known:
            return Mentioned(run.first, run.last, known, "name:words", 0.9)
        shorter = self._shortened(run, key)
        if shorter:
            return Mentioned(run.first, run.last, shorter, "name:short", 0.8)
        if run.generic and run.kind in _MUTUAL:
            return self._between(run)
        if run.generic:
            return self._owned(run.first, run.last, run.kind, self._owner(run.first, run.last))
        id = f"mechanism:{name_slug(name)}"
        self._add(id, name, run.kind)
        return Mentioned(run.first, run.last, id, "capitals", 0.75)

    def _numbered(self, key: frozenset[str]) -> str | None:
        """Return the known law or convention of this kind and number, whatever else its name says."""
        words = get_naming_words()
        number = frozenset(w for w in key if w[0].isdigit())
        kinds = (w for w in sorted(key) if w in words.heads)
        found = (self.named.names.mechanisms.get(number | {kind}) for kind in kinds) if number else ()
        return next(filter(None, found), None)

    def institution(self, first: int, last: int, kind: str) -> Mentioned:
        """Return a mechanism of this document alone, named by its kind."""
        name = run_name(self.named.tokens, first, last)
        id = f"mechanism:{name_slug(f'{name} {self.named.document.id}')}"
        self.new.setdefault(id, Mechanism(id=id, name=name, kind=kind))
        return Mentioned(first, last, id, "institution", 0.5)

    def _add(self, id: str, name: str, kind: str, acronym: str | None = None) -> None:
        self._keys.setdefault(name_key(name), id)
        if id not in self.named.names.ids:
            self.new.setdefault(id, Mechanism(id=id, name=name, kind=kind, acronym=acronym))

    def _shortened(self, run: Run, key: frozenset[str]) -> str | None:
        """Return the mechanism met before whose name holds all these words; for a generic name, a near one only."""
        if run.generic:
            here = self.named.tokens.starts[run.first]
            near = takewhile(lambda m: here - self.named.tokens.ends[m.last] < _REACH, reversed(self._met))
            return next((m.node for m in near if key <= self._recent.get(m.node, frozenset())), None)
        return next((id for id, words in reversed(self._recent.items()) if key <= words), None)

    def _name(self, id: str) -> str:
        mechanism = self.named.names.gazetteer.mechanisms.get(id) or self.new.get(id)
        return mechanism.name if mechanism else ""

    def _pointed(self, run: Run) -> Mentioned | None:
        """Return what "the Plan" means: the last mechanism of that kind, near and in the same part of the text."""
        if self.named.word(run.first - 1) not in _POINTERS:
            return None
        here = self.named.tokens.starts[run.first]
        word = self.named.word(run.first)
        for m in reversed(self._met):
            if here - self.named.tokens.ends[m.last] > _REACH:
                break
            if word in self._recent.get(m.node, ()):
                return Mentioned(run.first, run.last, m.node, "short:the", 0.7)
        return self._of_party(run)

    def _of_party(self, run: Run) -> Mentioned | None:
        """Return the only known mechanism of that kind to which a body of the same sentence is party."""
        gazetteer = self.named.names.gazetteer
        at = bisect_left(self._state_firsts, run.first)
        near = {id for p in self._states[max(0, at - 3) : at + 3] for id in p.nodes if self._beside(p, run)}
        near &= gazetteer.bodies.keys()
        found = [m.id for m in gazetteer.mechanisms.values() if m.kind == run.kind and near & set(m.parties)]
        return Mentioned(run.first, run.last, found[0], "short:party", 0.6) if len(found) == 1 else None

    def _beside(self, place: Place, run: Run) -> bool:
        first, last = sorted((place.first, run.first))
        return last - first < 12 and self.named.same_sentence(first, last)

    def _owner(self, first: int, last: int) -> str | None:
        """Return the state or body whose law, plan or unit it is: behind "of", before it, or the author."""
        at = bisect_left(self._state_firsts, last)
        behind = self._states[at] if at < len(self._states) else None
        if behind and behind.first - last <= 3 and self.named.word(last + 1) in {"of", "in", "de", "del", "en"}:
            return behind.nodes[0]
        if self._is_anothers(first):
            return None
        its = self.named.word(first - 1) in {"its", "their", "su", "established"}
        for place in reversed(self._states[max(0, at - 6) : at]):
            fits = place.name.label == "State" or its or place.last == first - 1
            if place.last < first and fits and self.named.same_sentence(place.last, first):
                return place.nodes[0]
        return self.named.sole_state

    def _is_anothers(self, first: int) -> bool:
        """Whether a possessive of somebody unknown stands right before a token."""
        tokens, at = self.named.tokens, bisect_left(self._state_firsts, first) - 1
        known = at >= 0 and self._states[at].last == first - 1
        return first > 0 and not known and _POSSESSIVE.match(tokens.text, tokens.ends[first - 1]) is not None

    def _between(self, run: Run) -> Mentioned | None:
        """Return an agreement of a common name, told from others by the two parties behind "between"."""
        at = bisect_left(self._state_firsts, run.last)
        parties = [p for p in self._states[at : at + 2] if p.first - run.last < _PARTIES]
        if len(parties) < 2 or self.named.word(run.last + 1) not in {"between", "entre"}:
            return None
        names = sorted(filter(None, (self._entry(p.nodes[0]) for p in parties)))
        name = f"{run_name(self.named.tokens, run.first, run.last)} ({', '.join(names)})"
        id = f"mechanism:{name_slug(name)}"
        self._add(id, name, run.kind)
        return Mentioned(run.first, run.last, id, "name:parties", 0.7)

    def _owned(self, first: int, last: int, kind: str, owner: str | None) -> Mentioned | None:
        """Return a mechanism of a common name, told from others of that name by its owner."""
        name = run_name(self.named.tokens, first, last)
        entry = self._entry(owner)
        if owner in self.named.names.gazetteer.bodies and kind not in _OF_BODIES:
            return None
        words = [w for w in name_key(name) if w not in get_naming_words().heads]
        if entry is None or kind not in _OWNED or not words:
            return None
        known = self.named.names.mechanisms.get(name_key(f"{entry} {name}"))
        id = known or f"mechanism:{name_slug(f'{name} {entry}')}"
        if not known:
            self._add(id, f"{name} ({entry})", kind)
        return Mentioned(first, last, id, "name:owner", 0.7)

    def _entry(self, owner: str | None) -> str | None:
        gazetteer = self.named.names.gazetteer
        if owner in gazetteer.states:
            return gazetteer.states[owner].name
        body = gazetteer.bodies.get(owner or "")
        return (body.acronym or body.name) if body else None
