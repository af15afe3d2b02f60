"""All names of the gazetteer found in a document in one pass, each checked against how it is written there."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graphkit.ids import make_slug
from graphkit.match.tokens import CLAUSE_END, Lexicon, Match, Tokens, keep_leftmost, read_tokens
from graphkit.read.actors.naming_words import fold, get_naming_words
from graphkit.reference.gazetteer import Gazetteer, Name, load_gazetteer

SCORES = {"name": 1.0, "acronym": 0.95, "demonym": 0.8, "shared": 0.85, "city": 0.7}
"""Form of a name -> how sure it stands for its node."""
_UNSURE = 0.6
"""Score of a name of several nodes."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S{1,64}@\S+")
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{3})\d{1,3}$")
"""The mark of a note that lost its raised form behind a word of small letters: "Committee22"."""
NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*"
_SPELLING = {
    "programme": "program",
    "programmes": "program",
    "programs": "program",
    "labour": "labor",
    "centre": "center",
    "convenio": "convencion",
}


def name_word(word: str) -> str:
    """Return the form of a word in names: case, accents, note marks and British spelling folded; ``the`` is skipped.

    >>> [name_word(w) for w in ("Rica⁹", "Women12", "Organisation", "Programme", "the")]
    ['rica', 'women', 'organization', 'program', '']
    """
    folded = fold(_GLUED.sub("", word.rstrip(NOTE_MARKS)))
    if folded == "the":
        return ""
    return _SPELLING.get(folded, folded.replace("isation", "ization").replace("ised", "ized"))


@lru_cache(maxsize=1 << 14)
def name_key(text: str) -> frozenset[str]:
    """Return the words that make a name, in any order: small words left out, spelling and case folded.

    >>> name_key("Pact on the Rivers") == name_key("Rivers Pact")
    True
    """
    small = get_naming_words().lists["connectors"]
    return frozenset(w for w in map(name_word, read_tokens(text).words) if w and w not in small)


def name_slug(text: str) -> str:
    """Return a slug that variants of spelling and case share.

    >>> name_slug("The Blue Door Programme"), name_slug("Blue Door programs")
    ('blue-door-program', 'blue-door-program')
    """
    return make_slug(" ".join(map(name_word, read_tokens(text).words)))


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of tokens that names a node; ``nodes`` holds all it may stand for, most likely first."""

    start: int
    end: int
    first: int
    last: int
    name: Name
    nodes: tuple[str, ...]

    @property
    def score(self) -> float:
        """How sure the name stands for the first node."""
        return _UNSURE if len(self.nodes) > 1 and self.name.form != "shared" else SCORES.get(self.name.form, 0.9)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with the words it is written with and whether its own text holds a break such as a comma."""

    name: Name
    words: tuple[str, ...]
    breaks: bool
    defined: bool = False
    """Whether the text itself says what the name stands for."""


class Names:
    """The names of a gazetteer, compiled once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lexicon = Lexicon(((n.text, _entry(n)) for n in gazetteer.names if n.form != "cell"), name_word)
        self._order = {id: i for ids, _ in gazetteer.ambiguous.values() for i, id in enumerate(ids)}
        self.ids = frozenset((*gazetteer.states, *gazetteer.bodies, *gazetteer.mechanisms))
        self.acronyms = {n.text: n.ids for n in gazetteer.names if n.form == "acronym"}
        full = (n for n in gazetteer.names if n.label == "Mechanism" and n.form == "name")
        self.mechanisms = {name_key(n.text): n.ids[0] for n in full}
        """Words of a mechanism's name, in any order -> its id."""

    def match(self, tokens: Tokens, language: str = "en") -> list[Match[Entry]]:
        """Return every place where a name is written as names are, nested ones too, but none in web addresses."""
        found = [m for m in self._lexicon.find_all(tokens) if _fits(m, tokens, language)]
        addresses = [a.span() for a in _ADDRESS.finditer(tokens.text)]
        starts = [start for start, _ in addresses]
        at = ((m, bisect_right(starts, m.start) - 1) for m in found)
        return [m for m, i in at if i < 0 or m.start >= addresses[i][1]]

    def settle(self, matches: Iterable[Match[Entry]]) -> list[Place]:
        """Return the places that name a node or a trap, in the order of the text.

        The longest name wins; inside the name of a mechanism the states and bodies in it are kept too. Of two
        readings of the same words those that the text itself defines win.
        """
        found = list(matches)
        longest = keep_leftmost(found)
        return _join([*longest, *_inside_mechanisms(longest, found)], self._order)


def match_defined(names: Iterable[Name], tokens: Tokens) -> list[Match[Entry]]:
    """Return where names that the text itself defines are written."""
    lexicon = Lexicon(((n.text, Entry(n, tuple(read_tokens(n.text).words), False, True)) for n in names), name_word)
    return [m for m in lexicon.find_all(tokens) if _fits(m, tokens, "")]


@cache
def get_names() -> Names:
    """Return the names of the gazetteer; compiled once a process."""
    return Names(load_gazetteer())


def _entry(name: Name) -> Entry:
    return Entry(name, tuple(read_tokens(name.text).words), bool(CLAUSE_END.search(name.text)))


def _inside_mechanisms(kept: Sequence[Match[Entry]], fitting: Iterable[Match[Entry]]) -> list[Match[Entry]]:
    """Return the states and bodies named inside the kept names of mechanisms."""
    reach = {i: m for m in kept if m.payload.name.label == "Mechanism" for i in range(m.first, m.last + 1)}
    taken = {(m.first, m.last) for m in kept}
    inner = [
        m for m in fitting
        if m.payload.name.label in {"State", "Body"} and m.payload.name.form != "city"
        and m.first in reach and m.last <= reach[m.first].last and (m.first, m.last) not in taken
    ]  # fmt: skip
    return keep_leftmost(inner)


def _join(matches: Iterable[Match[Entry]], order: dict[str, int]) -> list[Place]:
    """Return one place for each stretch, with all nodes it may stand for."""
    places: dict[tuple[int, int], list[Match[Entry]]] = defaultdict(list)
    for m in matches:
        places[m.first, m.last].append(m)
    joined = []
    for found in places.values():
        found = [m for m in found if m.payload.defined] or found
        ids = dict.fromkeys(id for m in found for id in m.payload.name.ids)
        nodes = tuple(sorted(ids, key=lambda id: order.get(id, 0)))
        m = found[0]
        joined.append(Place(m.start, m.end, m.first, m.last, m.payload.name, nodes))
    return sorted(joined, key=lambda p: (p.first, -p.last))


def _fits(match: Match[Entry], tokens: Tokens, language: str) -> bool:
    """Whether the text writes the name as a name is written."""
    entry, name = match.payload, match.payload.name
    if name.language not in {None, language}:
        return False
    if not entry.breaks and match.last > match.first and CLAUSE_END.search(tokens.text, match.start, match.end):
        return False
    if name.form == "acronym":
        return _is_acronym(match, tokens)
    if name.form == "demonym":
        return _is_demonym(match, tokens)
    return _is_capital(match, tokens) and not (name.given and _is_person(match, tokens))


def _is_acronym(match: Match[Entry], tokens: Tokens) -> bool:
    """Whether the letters are exactly those of the acronym; one that is a word must not stand among capitals."""
    words = tuple(w.rstrip(NOTE_MARKS) for w in tokens.words[match.first : match.last + 1])
    if words != match.payload.words or tokens.text.startswith(("$", "\\$"), match.end):
        return False
    if match.payload.name.text not in get_naming_words().lists["wordlike"]:
        return True
    return not any(w.isupper() and len(w) > 1 for w in _neighbours(match, tokens))


def _is_demonym(match: Match[Entry], tokens: Tokens) -> bool:
    """Whether a nationality is meant: English with a capital; beside people or institutions if it is a language too."""
    if match.payload.words[0][0].isupper() and not tokens.words[match.first][0].isupper():
        return False
    company = get_naming_words().lists["company"]
    return not match.payload.name.company or any(fold(w) in company for w in _neighbours(match, tokens))


def _is_capital(match: Match[Entry], tokens: Tokens) -> bool:
    """Whether the first word has a capital, and a second one where the name has two beside its kind of mechanism.

    A Spanish name, which its first word betrays, needs the first capital only.
    """
    words = tokens.words[match.first : match.last + 1]
    written = match.payload.words
    if written[0][0].isupper() and not words[0][0].isupper():
        return False
    heads = get_naming_words().heads
    if fold(written[0]) in heads and match.payload.name.label in {"Mechanism", "Framework"}:
        return True
    wanted = sum(w[0].isupper() for w in written if fold(w) not in heads)
    return sum(w[0].isupper() for w in words) >= min(2, wanted)


def _is_person(match: Match[Entry], tokens: Tokens) -> bool:
    """Whether a capitalised word touches it that opens no sentence and names no institution: a person's name."""
    lists = get_naming_words()
    return any(
        w[0].isupper() and not w.isupper() and not w[0].isdigit() and f not in lists.heads
        and not (f in lists.lists["openers"] or f in lists.lists["company"] or f in lists.lists["voices"])
        for w in _neighbours(match, tokens) for f in (fold(w),)
    )  # fmt: skip


def _neighbours(match: Match[Entry], tokens: Tokens) -> list[str]:
    """Return the words right before and behind that nothing but a space or a hyphen parts from the match."""
    pairs = ((match.first - 1, match.first), (match.last, match.last + 1))
    return [
        tokens.words[i if i < match.first else j]
        for i, j in pairs
        if i >= 0 and j < len(tokens) and not tokens.text[tokens.ends[i] : tokens.starts[j]].strip(" *_-\n")
    ]
