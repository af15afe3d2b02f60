"""Short names that a text itself defines: "Name (ACRONYM)", "Name (the Short Name)", and lists of acronyms."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphkit.match.lemma import fold_word
from graphkit.match.tokens import Tokens
from graphkit.read.actors.homes import Homes, tie
from graphkit.read.actors.names import Place, name_slug
from graphkit.read.actors.unknown_names import Run
from graphkit.reference.gazetteer import Name

_BRACKET = re.compile(r"\(([^()\n]{2,70})\)")
_ACRONYM = re.compile(r"(?:^|[–—\"“:] ?)([A-ZÁÉÍÓÚÑ][\w&/-]{0,13}[A-Z0-9ÁÉÍÓÚÑ])(?=$|[\s,;:\"”])")
_SHORT = re.compile(r"^(?:hereinafter|hereafter|en adelante)?[,:\s]*[\"“']?(?:the|la|el)\s+([A-Z]\w{2,20})[\"”']?$")
_ROW = re.compile(r"^\W{0,4}([A-Z][\w&/+ -]{0,14}[A-Z+])(?:\t+| {0,2}[–—:] )([A-Z][^\t\n]{5,160})$", re.MULTILINE)
_ORDINAL = re.compile(r"\s[Nn](?:o|ro|um|úm)?\.?\s?[º°]?\.?\s?(?=\d)")
_LEADING = 4
"""Up to this many words of a full name, less one, may stand before those that an acronym abbreviates."""
_SMALL = frozenset("of for on the and to in de la del los las el y e para sobre a".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name and the stretch of tokens that says in full what it stands for."""

    short: str
    first: int
    last: int
    acronym: bool
    run: Run | None = None
    """The capitalised name it abbreviates, where no known name stands."""
    node: str = ""
    """Id of the known node it abbreviates."""
    label: str = ""

    def as_name(self, node: str) -> Name:
        """Return the short name as a name of a node."""
        return Name(self.short, (node,), self.label, "acronym" if self.acronym else "name")


def find_definitions(
    tokens: Tokens, places: Sequence[Place], runs: Sequence[Run], known: Mapping[str, tuple[str, ...]]
) -> list[Definition]:
    """Return what the text defines, in the order of the text; a short name keeps its first meaning.

    ``known`` maps acronyms to the nodes they stand for anyway: repeating that defines nothing.
    """
    ends = {p.last: p for p in sorted(places, key=lambda p: -p.first) if p.nodes}
    capital = {r.last: r for r in runs if not r.bare}
    first: dict[str, Definition] = {}
    for found in sorted([*_bracketed(tokens, ends, capital), *_listed(tokens, places, runs)], key=lambda d: d.first):
        words = tokens.words[found.first : found.last + 1]
        if found.short not in known or (found.node not in known[found.short] and spells(found.short, words)):
            first.setdefault(found.short, found)
    return list(first.values())


def is_use(definition: Definition, tokens: Tokens, first: int) -> bool:
    """Whether a short name that is a common word is used as defined: later on, behind an article."""
    later = first > definition.last and first > 0
    return definition.acronym or (later and fold_word(tokens.words[first - 1]) in {"the", "this", "la", "el"})


def _bracketed(tokens: Tokens, known: Mapping[int, Place], capital: Mapping[int, Run]) -> Iterator[Definition]:
    """Yield the short names in brackets right behind a name."""
    for match in _BRACKET.finditer(tokens.text):
        short = read_short_name(match[1])
        last = tokens.index_at(match.start()) - 1
        if short and last >= 0 and not tokens.text[tokens.ends[last] : match.start()].strip(" *_”\"'’s\n"):
            definition = _define(short, tokens, known.get(last), capital.get(last))
            if definition:
                yield definition


def read_short_name(bracket: str) -> str:
    """Return the acronym or short name that a bracket gives; empty if it gives none.

    >>> [read_short_name(b) for b in ("IOM", "the Network", "ETP for its Spanish acronym", "see box 3", "Red – RX")]
    ['IOM', 'Network', 'ETP', '', 'RX']
    """
    short = _SHORT.match(bracket.strip("* "))
    acronym = _ACRONYM.search(bracket.strip("* "))
    if short:
        return short[1]
    return acronym[1] if acronym and sum(c.isupper() for c in acronym[1]) > 1 else ""


def _define(short: str, tokens: Tokens, place: Place | None, run: Run | None) -> Definition | None:
    acronym = short.upper() == short
    if run and acronym and (place is None or run.first < place.first):
        words = tokens.words[run.first : run.last + 1]
        if any(spells(short, words[skip:]) for skip in range(min(_LEADING, len(words)))):
            return Definition(short, run.first, run.last, acronym, run=run, label=run.label)
    if place and place.name.form == "name" and place.name.label in {"Body", "Mechanism", "Framework"}:
        return Definition(short, place.first, place.last, acronym, node=place.nodes[0], label=place.name.label)
    return None


def spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether the letters of an acronym stand in this order in the words, the first at the start of the first word.

    >>> spells("RWC", ["River", "Water", "Council"]), spells("RWC", ["Council", "of", "Rivers"])
    (True, False)
    """
    letters = [fold_word(c) for c in acronym if c.isalpha()]
    full = " ".join(fold_word(w) for w in words if fold_word(w) not in _SMALL)
    if not letters or not full.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = full.find(letter, at) + 1
        if not at:
            return False
    initials = sum(letter in {w[:1] for w in full.split()} for letter in letters)
    return initials * 2 >= len(letters)


def _listed(tokens: Tokens, places: Sequence[Place], runs: Sequence[Run]) -> Iterator[Definition]:
    """Yield the rows of lists of acronyms whose full name is known or has a word for a kind of mechanism or body."""
    starts = [p.first for p in places]
    run_starts = [r.first for r in runs]
    for match in _ROW.finditer(tokens.text):
        first = tokens.index_at(match.start(2))
        at, run_at = bisect_left(starts, first), bisect_left(run_starts, first)
        place = places[at] if at < len(places) and starts[at] == first and places[at].nodes else None
        run = runs[run_at] if run_at < len(runs) and run_starts[run_at] == first else None
        definition = _define(match[1], tokens, place, run)
        if definition and tokens.ends[definition.last] <= match.end():
            yield definition


def new_node_id(definition: Definition, tokens: Tokens, used: Iterable[str], homes: Homes) -> str:
    """Return the id of a node that only the text defines: its acronym if that is free, else a slug of its name.

    The id of a State's office holds the State's.
    """
    name = run_name(tokens, definition.first, definition.last)
    if definition.label == "Mechanism":
        return f"mechanism:{name_slug(name)}"
    kind = definition.run.kind if definition.run else ""
    own = definition.short if definition.short not in set(used) else f"body:{name_slug(name)}"
    return tie(own, homes.find(definition.first, definition.last, kind))


def run_name(tokens: Tokens, first: int, last: int) -> str:
    """Return a stretch of tokens as a name: markup, line breaks and "No." before numbers folded away."""
    wording = tokens.text[tokens.starts[first] : tokens.ends[last]]
    plain = re.sub(r"[*_“”\"«»]+|</?\w[^<>]{0,40}>", "", wording)
    return " ".join(_ORDINAL.sub(" ", plain).split())
