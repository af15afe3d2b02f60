"""Which cues a stretch of text holds: all targets of all channels in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.document import Span
from graphkit.extract.forms import fold_word, get_lemma_form
from graphkit.extract.matching import CLAUSE_END, Lexicon, Match, Tokens, read_tokens
from graphkit.framework.cues import Cue
from graphkit.framework.model import CueSet

GAP = 8
"""Most words between the parts of a cue joined by ``..``."""
_NEGATOR = -1
_ASIDE = re.compile(
    r"\([^()]{0,400}\)|\b(?:including|such as|e\.g\.|for (?:example|instance)|inter alia"
    r"|incluid[oa]s?|incluyendo|tales como|por ejemplo)\b(?:[^.;:(),]|,(?!\s+(?:"
    r"they|it|he|she|we|th[ei]s[e]?|those|which|who|is|are|should|must|shall|will|has|have|can|to|in order|continues?"
    r"|est[eoa]s?|ell[oa]s|que|quien|es|son|debe[nr]?|deberán?|ha|han|puede[n]?|para)\b)){0,400}",
    re.IGNORECASE,
)
"""Brackets and examples: what a sentence mentions, but is not about."""


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
    """A stretch of text with its hits, its length in words, and whether it opens like *for those who …*."""

    hits: Hits
    length: int
    topical: bool = False


_Found = Match[tuple[int, int]]


class CueLexicon:
    """The cues of one language, of as many cue sets as are given, compiled for one pass."""

    def __init__(self, cue_sets: Iterable[CueSet], language: str) -> None:
        sets = tuple(cue_sets)
        self._cues = tuple(cue for s in sets for cue in s.cues)
        self._openers = tuple(f"{fold_word(w)} " for s in sets for w in s.openers)
        entries = [
            (phrase, (number, place))
            for number, cue in enumerate(self._cues)
            for place, part in enumerate(cue.parts)
            for phrase in part.phrases
        ]
        entries += [(phrase, (_NEGATOR, 0)) for s in sets for phrase in s.negators]
        self._lexicon = Lexicon(entries, get_lemma_form(language))

    def read(self, text: str, *spans: Span) -> Cued:
        """Return the hits in the spans; a cue inside a longer one of the same target is left out."""
        tokens = read_tokens(text, *spans)
        opening = " ".join(map(fold_word, tokens.words[:5])) + " "
        return Cued(self.find(tokens), len(tokens), opening.startswith(self._openers))

    def find(self, tokens: Tokens) -> Hits:
        """Return the hits of every target in the order of the text."""
        found: dict[tuple[str, str], list[Hit]] = defaultdict(list)
        parts: dict[int, dict[int, list[_Found]]] = {}
        negated: set[int] = set()
        for match in self._lexicon.find_all(tokens):
            number, place = match.payload
            if number == _NEGATOR:
                negated.update(range(match.last + 1, match.last + 4))
                continue
            cue = self._cues[number]
            if cue.weight and match.first != match.last and CLAUSE_END.search(tokens.text, match.start, match.end):
                continue
            if len(cue.parts) == 1:
                found[cue.channel, cue.target].append(Hit(cue, match.start, match.end, match.first, match.last))
            else:
                parts.setdefault(number, {}).setdefault(place, []).append(match)
        for number, places in parts.items():
            cue = self._cues[number]
            found[cue.channel, cue.target] += _join_parts(cue, places, tokens)
        asides = _find_asides(tokens)
        return {key: kept for key, hits in found.items() if (kept := _keep_whole(hits, negated, asides))}


def _find_asides(tokens: Tokens) -> list[tuple[int, int]]:
    if not tokens.starts:
        return []
    spans = (m.span() for m in _ASIDE.finditer(tokens.text, tokens.starts[0], tokens.ends[-1] + 1))
    return [span for span in spans if span[0] > tokens.ends[0]]


def _join_parts(cue: Cue, places: dict[int, list[_Found]], tokens: Tokens) -> list[Hit]:
    """Return the hits of a cue of several parts, given where each part was found."""
    if 0 not in places:
        return []
    hits = [Hit(cue, m.start, m.end, m.first, m.last) for m in places[0]]
    for place, part in enumerate(cue.parts[1:], 1):
        there = places.get(place, [])
        if part.join == "!":
            hits = [h for h in hits if not any(_distance(h, m) <= GAP for m in there)]
        elif part.join == "&":
            hits = hits if there else []
        else:
            hits = [_stretch(hit, m) for hit in hits if (m := _next_match(hit, there, tokens))]
    return hits


def _distance(hit: Hit, match: _Found) -> int:
    return max(match.first - hit.last, hit.first - match.last)


def _next_match(hit: Hit, there: list[_Found], tokens: Tokens) -> _Found | None:
    for match in there:
        near = hit.last < match.first <= hit.last + 1 + GAP
        if near and not CLAUSE_END.search(tokens.text, hit.end, match.start):
            return match
    return None


def _stretch(hit: Hit, match: _Found) -> Hit:
    return Hit(hit.cue, hit.start, match.end, hit.first, match.last)


def _keep_whole(hits: list[Hit], negated: set[int], asides: list[tuple[int, int]]) -> list[Hit]:
    """Return the hits that are not inside a longer one, not negated and not undone; mark the asides."""
    undone = [h for h in hits if not h.cue.weight]
    kept: list[Hit] = []
    reach = -1
    for hit in sorted(hits, key=lambda h: (h.first, -h.last, -h.cue.weight, h.cue.text)):
        if hit.last > reach and hit.cue.weight and hit.first not in negated and not _is_undone(hit, undone):
            kept.append(hit)
            reach = hit.last
    if not asides:
        return kept
    inside = [any(s <= h.start and h.end <= e for s, e in asides) for h in kept]
    return [Hit(h.cue, h.start, h.end, h.first, h.last, a) for h, a in zip(kept, inside, strict=True)]


def _is_undone(hit: Hit, undone: list[Hit]) -> bool:
    """Return whether a cue of weight 0 shares words with a hit; a longer unbroken phrase stands against it."""
    for other in undone:
        if hit.first <= other.last and other.first <= hit.last:
            around = hit.first <= other.first and other.last <= hit.last
            longer = around and (hit.first, hit.last) != (other.first, other.last)
            if not (longer and len(hit.cue.parts) == 1):
                return True
    return False
