"""Which cues a stretch of text holds: all targets of all channels in one pass."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from graphkit.match.lemma import fold_word, get_cue_language, get_lemma_form
from graphkit.match.tokens import CLAUSE_END, Lexicon, Match, Tokens, read_tokens
from graphkit.reference.framework.cues import Cue
from graphkit.reference.framework.model import CueSet
from graphkit.text.document import Span

GAP = 8
"""Most words between the parts of a cue joined by ``..``."""
REACH = 40
"""Most words that a cue stretches over."""
_NEGATORS = 0
_ASIDE = re.compile(
    r"\([^()]{0,400}\)|\b(?:including|such as|e\.g\.|for (?:example|instance)|inter alia"
    r"|incluid[oa]s?|incluyendo|tales como|por ejemplo)\b(?:[^.;:(),]|,(?!\s+(?:"
    r"they|it|he|she|we|th[ei]s[e]?|those|which|who|is|are|should|must|shall|will|has|have|can|to|in order|continues?"
    r"|est[eoa]s?|ell[oa]s|que|quien|es|son|debe[nr]?|deberán?|ha|han|puede[n]?|para)\b)){0,400}",
    re.IGNORECASE,
)
"""Brackets and examples: what a sentence mentions, but is not about."""
_PURPOSE = re.compile(
    r"[\s*»•-]*(?:furthermore,? |in addition,? |finally,? )?(?:in order (?:to|for)|with a view to|with the aim of"
    r"|for (?:the )?purposes? of|con el (?:fin|objetivo|propósito) de|a fin de|con miras a)\b[^,;.]{0,200},",
    re.IGNORECASE,
)
"""A purpose that opens the sentence: what it serves, before what it says."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text: offsets of its words, indices of its first and last token, and whether it is an aside."""

    cue: Cue
    start: int
    end: int
    first: int
    last: int
    aside: bool = False


Hits = dict[tuple[str, str], list[Hit]]
"""(channel, target) -> its hits in the order of the text."""


@dataclass(frozen=True, slots=True)
class Cued:
    """A stretch of text with its hits and its length in words."""

    hits: Hits
    length: int
    topical: bool = False
    """Whether it opens like *for those who …*."""
    announcing: bool = False
    """Whether it ends like *… the following commitments*."""


_Found = Match[int]
"""A match of a part; the payload is the part's number."""
F = TypeVar("F", _Found, Hit)


class CueLexicon:
    """The cues of one language, of as many cue sets as are given, compiled for one pass.

    Parts that several cues share are looked for once; a cue of several parts is looked at where its first part stands.
    """

    def __init__(self, cue_sets: Iterable[CueSet], language: str) -> None:
        sets = tuple(cue_sets)
        self._openers = tuple(f"{fold_word(w)} " for s in sets for w in s.openers)
        self._announcers = frozenset(fold_word(w) for s in sets for w in s.announcers)
        negators = tuple(w for s in sets for w in s.negators)
        numbers: dict[tuple[str, ...], int] = {negators: _NEGATORS}
        self._starting: dict[int, list[tuple[Cue, tuple[int, ...], frozenset[int]]]] = defaultdict(list)
        for cue in (cue for s in sets for cue in s.cues):
            first, *others = (numbers.setdefault(p.phrases, len(numbers)) for p in cue.parts)
            needed = frozenset(n for n, p in zip(others, cue.parts[1:], strict=True) if p.join != "!")
            self._starting[first].append((cue, tuple(others), needed))
        entries = ((phrase, number) for phrases, number in numbers.items() for phrase in phrases)
        own = get_lemma_form(language)
        self._lexicon = Lexicon(entries, get_lemma_form(get_cue_language(language)), own)

    def read(self, text: str, *spans: Span) -> Cued:
        """Return the hits in the spans; a cue inside a longer one of the same target is left out."""
        tokens = read_tokens(text, *spans)
        opening = " ".join(map(fold_word, tokens.words[:5])) + " "
        announcing = bool(tokens.words) and fold_word(tokens.words[-1]) in self._announcers
        return Cued(self.find(tokens), len(tokens), opening.startswith(self._openers), announcing)

    def find(self, tokens: Tokens) -> Hits:
        """Return the hits of every target in the order of the text."""
        everywhere: dict[int, list[_Found]] = defaultdict(list)
        for match in self._lexicon.find_all(tokens):
            everywhere[match.payload].append(match)
        for matches in everywhere.values():
            matches.sort(key=_first)
        inside = {n: kept for n, ms in everywhere.items() if (kept := [m for m in ms if _is_whole(m, tokens)])}
        found: dict[tuple[str, str], list[Hit]] = defaultdict(list)
        for number in everywhere:
            for cue, others, needed in self._starting.get(number, ()):
                there = inside if cue.weight else everywhere
                if number in there and needed <= there.keys():
                    found[cue.channel, cue.target] += _join_parts(cue, number, others, there, tokens)
        negated = {i for m in everywhere.get(_NEGATORS, ()) for i in range(m.last + 1, m.last + 4)}
        asides = _find_asides(tokens)
        whole = {key: _keep_whole(hits, negated, asides) for key, hits in found.items() if hits}
        return {key: hits for key, hits in whole.items() if hits}


def _is_whole(match: _Found, tokens: Tokens) -> bool:
    """Whether no clause ends between the words of a match; a cue of weight 0 may hold such an end."""
    return match.first == match.last or not CLAUSE_END.search(tokens.text, match.start, match.end)


def _find_asides(tokens: Tokens) -> list[tuple[int, int]]:
    if not tokens.starts:
        return []
    first, end = tokens.starts[0], tokens.ends[-1] + 1
    purpose = _PURPOSE.match(tokens.text, first, end)
    spans = [m.span() for m in _ASIDE.finditer(tokens.text, first, end) if m.start() > tokens.ends[0]]
    return [purpose.span(), *spans] if purpose else spans


def _join_parts(
    cue: Cue, number: int, others: tuple[int, ...], there: dict[int, list[_Found]], tokens: Tokens
) -> list[Hit]:
    """Return the hits of a cue whose first part was found, given where every part was found."""
    hits = [Hit(cue, m.start, m.end, m.first, m.last) for m in there[number]]
    for part, other in zip(cue.parts[1:], others, strict=True):
        matches = there.get(other, [])
        if part.join == "!":
            hits = [h for h in hits if not any(_distance(h, m) <= GAP for m in _around(h, matches))]
        elif part.join == "&":
            hits = hits if matches else []
        else:
            hits = [_stretch(hit, m) for hit in hits if (m := _next_match(hit, matches, tokens))]
    return hits


def _first(found: _Found | Hit) -> int:
    return found.first


def _around(hit: Hit, found: list[F]) -> Iterator[F]:
    """Yield what starts near a hit, from a list in the order of first words: the cost does not grow with the list."""
    i = bisect_left(found, hit.first - REACH, key=_first)
    while i < len(found) and found[i].first <= hit.last + 1 + GAP:
        yield found[i]
        i += 1


def _distance(hit: Hit, match: _Found) -> int:
    return max(match.first - hit.last, hit.first - match.last)


def _next_match(hit: Hit, there: list[_Found], tokens: Tokens) -> _Found | None:
    for match in _around(hit, there):
        if match.first > hit.last and not CLAUSE_END.search(tokens.text, hit.end, match.start):
            return match
    return None


def _stretch(hit: Hit, match: _Found) -> Hit:
    return Hit(hit.cue, hit.start, match.end, hit.first, match.last)


def _keep_whole(hits: list[Hit], negated: set[int], asides: list[tuple[int, int]]) -> list[Hit]:
    """Return the hits that are not inside a longer one, not negated and not undone; mark the asides."""
    hits.sort(key=lambda h: (h.first, -h.last, -h.cue.weight, h.cue.text))
    undone = [h for h in hits if not h.cue.weight]
    kept: list[Hit] = []
    reach = -1
    for hit in hits:
        if hit.last > reach and hit.cue.weight and hit.first not in negated and not _is_undone(hit, undone):
            kept.append(replace(hit, aside=True) if _is_aside(hit, asides) else hit)
            reach = hit.last
    return kept


def _is_undone(hit: Hit, undone: list[Hit]) -> bool:
    """Return whether a cue of weight 0 shares words with a hit; a longer unbroken phrase stands against it."""
    for other in _around(hit, undone):
        if hit.first <= other.last and other.first <= hit.last:
            around = hit.first <= other.first and other.last <= hit.last
            longer = around and (hit.first, hit.last) != (other.first, other.last)
            if not (longer and len(hit.cue.parts) == 1):
                return True
    return False


def _is_aside(hit: Hit, asides: list[tuple[int, int]]) -> bool:
    """Return whether a hit stands in the opening purpose (the first of the asides) or in the aside before its end."""
    before = bisect_left(asides, hit.start + 1, key=lambda a: a[0])
    return any(asides[i][0] <= hit.start and hit.end <= asides[i][1] for i in {0, before - 1} if 0 <= i < before)
