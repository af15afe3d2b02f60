"""What kind of statement a unit is: the cues of its wording, the sentence that opens its list, its section.

Each cue adds its weight to the kind it speaks for, once a unit; the kind with most weight wins, and no
statement where "none" does. All weights stand with their reasons in ``graphkit/language/reading.*.toml``.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from graphkit.document import Block, Document, Span
from graphkit.extract.cues import Cue, Hit, expand_phrase, get_cue_book
from graphkit.extract.folding import Folded, fold_letters, fold_text
from graphkit.extract.units import Unit
from graphkit.language import get_language_data

KINDS = ("recommendation", "principle", "practice", "challenge", "definition", "none")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NUMBERED = re.compile(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-z])\.?\s+)?(?:(?:annex|anexo)\s+\w+\W+)?")
_ASKS = 2.5
"""Weight from which a cue of recommendation shows that the unit asks for something."""
_MORE, _MOST = 0.4, 1.8
"""What each further phrase of a weak cue adds to its weight, and the most it comes to."""
_LOWER_WORD = re.compile(r"[a-zß-ÿ]{3}")
_OPENING = 48
_ANNOUNCED, _TITLE, _TOPIC = 70, 6, 140
"""Lengths within which a lead-in announces its list, is a title (words), or gives a topic only."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a unit, how sure that is (0 to 1), the rule with most weight, the other kinds' shares."""

    kind: str
    score: float
    rule: str
    candidates: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    """Weight by kind, and the strongest reason for each."""

    weight: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    best: dict[str, tuple[float, str]] = field(default_factory=dict)

    def add(self, kind: str, weight: float, rule: str) -> None:
        self.weight[kind] += weight
        if weight > self.best.get(kind, (0.0, ""))[0]:
            self.best[kind] = (weight, rule)


class _Words:
    """The word lists of a language, folded."""

    def __init__(self, language: str) -> None:
        data = get_language_data("reading", language)
        verbs = {k: frozenset(map(fold_letters, v)) for k, v in data["verbs"].items() if k != "noun_endings"}
        self.action, self.ambiguous = verbs["action"], verbs["ambiguous"]
        self.noun_followers, self.not_actions = verbs["noun_followers"], verbs["not_actions"]
        self.noun_endings = tuple(map(fold_letters, data["verbs"]["noun_endings"]))
        self.openings = _any_of(data["sentence"]["openings"])
        self.topics = _any_of(data["sentence"]["topics"])
        self.reporting = _any_of(p for r in data["sentence"]["reporting"] for p in expand_phrase(r, data["sets"]))
        self.back = _any_of(data["sentence"]["back"])
        self.announcing = re.compile(
            rf"\b(?:{'|'.join(map(fold_letters, data['sentence']['announcing']))})\W*$"
            rf"|\b(?:{'|'.join(map(fold_letters, data['sentence']['following']))})\b[^.]*:\W*$"
        )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(map(fold_letters, phrases), key=len, reverse=True)) + r")\b[\s,:]*")


@cache
def _get_words(language: str) -> _Words:
    return _Words(language)


class KindReader:
    """Tells the kinds of one document's units; finds all cues of the text in one pass when made."""

    def __init__(self, document: Document, units: list[Unit]) -> None:
        self.document = document
        self.folded: Folded = fold_text(document.text)
        self.words = _get_words(document.metadata.language)
        hits = get_cue_book(document.metadata.language).find(self.folded.text)
        self._hits = {group: found for group, found in hits.items()}
        self._starts = {group: [h.start for h in found] for group, found in hits.items()}
        self._sections: dict[int, Cue | None] = {}
        self._leads: dict[int, _Tally] = {}
        self._last_units = {u.block.index: u for u in units if u.last}
        self._verdicts: dict[tuple[int, int], Verdict] = {}
        self._before: tuple[int, Verdict] | None = None

    def hits(self, group: str, start: int, end: int) -> list[Hit]:
        """Return the hits of a group between two offsets of the folded text."""
        found, starts = self._hits.get(group, []), self._starts.get(group, [])
        first = bisect_left(starts, start)
        return [h for h in found[first : bisect_left(starts, end, first)] if h.end <= end]

    def source(self, hit: Hit) -> Span:
        """Return where a hit stands in the source text."""
        return Span(self.folded.source(hit.start), self.folded.source(hit.end - 1) + 1)

    def lead_of(self, unit: Unit) -> Unit | None:
        """Return the sentence that opens the list a unit belongs to, if any."""
        lead = unit.block.lead
        return None if lead is None or unit.block.kind != "item" else self._last_units.get(lead)

    def spans(self, unit: Unit) -> list[tuple[int, int]]:
        """Return the offsets in the folded text of a unit and of its rest."""
        spans = [self._places(unit)]
        if unit.rest is not None:
            spans.append((self.folded.place(unit.rest.start), self.folded.place(unit.rest.end)))
        return spans

    def classify(self, unit: Unit) -> Verdict:
        """Return the verdict on a unit."""
        tally = _Tally()
        section = self._find_section(unit.block)
        self._add_section(tally, unit, section)
        self._add_lead(tally, unit)
        self._add_wording(tally, unit, dict(section.boost) if section else {})
        self._add_form(tally, unit)
        self._add_before(tally, unit)
        verdict = _decide(tally)
        self._verdicts[unit.start, unit.end] = verdict
        self._before = unit.block.index, verdict
        return verdict

    # -- section ----------------------------------------------------------------------------------

    def _find_section(self, block: Block) -> Cue | None:
        """Return the type of the innermost heading that shows one."""
        for index in reversed(block.headings):
            if index not in self._sections:
                self._sections[index] = self._read_heading(self.document.blocks[index])
            if self._sections[index] is not None:
                return self._sections[index]
        return None

    def _read_heading(self, heading: Block) -> Cue | None:
        start, end = self.folded.place(heading.start), self.folded.place(heading.end)
        number = _NUMBERED.match(self.folded.text, start, end)
        begin = number.end() if number else start
        found = self.hits("section", begin, end)
        short = self.folded.text.count(" ", begin, end) < 4
        named = [h for h in found if h.start <= begin + 1 or (short and h.end >= end - 2)]
        return max(named, key=lambda h: h.end - h.start).cue if named else None

    def _add_section(self, tally: _Tally, unit: Unit, section: Cue | None) -> None:
        if unit.block.kind == "row":
            tally.add("none", 5.0, "table-row")
        if (
            unit.rest is None
            and unit.end - unit.start < _OPENING
            and not _LOWER_WORD.search(self.document.text, unit.start, unit.end)
        ):
            tally.add("none", 8.0, "no-words")
        if section is None:
            tally.add("none", 1.2, "no-cue")
            return
        share = 1.0
        if unit.block.box is not None:
            practice = dict(section.prior).get("practice", 0.0) > 0
            share = 0.5 if practice else 0.3
            tally.add("practice", 0.0 if practice else 1.0, "text-box")
        tally.add("none", 0.8, "no-cue")
        for kind, weight in section.prior:
            tally.add(kind, weight * share, f"section-{section.name}")

    # -- lead-in ----------------------------------------------------------------------------------

    def _add_lead(self, tally: _Tally, unit: Unit) -> None:
        lead = unit.block.lead
        if lead is None or unit.block.kind != "item":
            return
        if lead not in self._leads:
            self._leads[lead] = self._read_lead(lead)
        for kind, weight in self._leads[lead].weight.items():
            if weight:
                tally.add(kind, weight, f"lead-{self._leads[lead].best[kind][1]}")
        tally.add("none", -0.7, "in-list")

    def _read_lead(self, index: int) -> _Tally:
        """Return what the sentence that opens a list says of its items, at most 3 a kind."""
        tally = _Tally()
        unit = self._last_units.get(index)
        if unit is None:
            return tally
        start, end = self._places(unit)
        if unit.block.kind == "item" and (cut := self.folded.text.rfind(". ", start, end)) > 0:
            start = cut
        found: dict[str, Hit] = {h.cue.name: h for h in self.hits("lead", start, end)}
        for hit in found.values():
            tally.add(hit.cue.kind, hit.cue.weight, hit.cue.name)
        verdict = self._verdicts.get((unit.start, unit.end))
        if verdict is not None and verdict.kind != "none":
            tally = _Tally()
            tally.add(verdict.kind, 3.5, "item")
        elif unit.block.lead is not None and unit.block.kind == "item":
            above = self._leads.get(unit.block.lead) or self._read_lead(unit.block.lead)
            for kind, weight in above.weight.items():
                if weight:
                    tally.add(kind, 0.7 * weight, above.best[kind][1])
        return tally

    # -- wording ----------------------------------------------------------------------------------

    def _places(self, unit: Unit) -> tuple[int, int]:
        return self.folded.place(unit.start), self.folded.place(unit.end)

    def _heads(self, start: int, end: int) -> set[int]:
        """Return where the unit's clause may begin: after its opening words and after its topic."""
        text, heads = self.folded.text, {start}
        at = start
        while match := self.words.openings.match(text, at, end) or self.words.reporting.match(text, at, end):
            at = match.end()
            heads.add(at)
        if self.words.topics.match(text, at, end):
            comma = text.find(", ", at, min(end, at + 200))
            if comma > 0:
                heads.add(comma + 2)
        return heads

    def _add_wording(self, tally: _Tally, unit: Unit, boost: dict[str, float]) -> None:
        """Add each cue, a weak one more for each further phrase; where the unit asks for something, problem and practice are its grounds only."""
        found: dict[Cue, set[str]] = {}
        for start, end in self.spans(unit):
            heads = self._heads(start, end)
            for hit in self.hits("cue", start, end):
                if hit.cue.at == "any" or (hit.start in heads if hit.cue.at == "start" else hit.end > end - 3):
                    found.setdefault(hit.cue, set()).add(self.folded.text[hit.start : hit.end])
        asks = any(c.kind == "recommendation" and c.weight >= _ASKS for c in found)
        for cue, phrases in found.items():
            weight = cue.weight * boost.get(cue.kind, 1.0)
            if cue.weight < _ASKS:
                weight *= min(_MOST, 1 + _MORE * (len(phrases) - 1))
            if asks and cue.kind in ("challenge", "practice"):
                weight *= 0.5
            tally.add(cue.kind, weight, cue.name)

    # -- form -------------------------------------------------------------------------------------

    def _add_form(self, tally: _Tally, unit: Unit) -> None:
        start, end = self._places(unit)
        if unit.opening and self._only_opens(unit, start, end):
            tally.add("none", 12.0, "only-opens-a-list")
        if unit.block.kind == "row":
            return
        if self.document.text.startswith("?", unit.end - 1):
            tally.add("none", 4.0, "question")
        form = max((self._form(head, end) for head in self._heads(start, end)), default=0)
        if form == 3:
            tally.add("recommendation", 3.0, "order")
        elif form == 2:
            tally.add("recommendation", 1.5 if unit.block.kind == "item" else 0.8, "action-in-ing")
        elif form == 1 and unit.block.kind == "item":
            tally.add("recommendation", 0.8, "action-noun")

    def _add_before(self, tally: _Tally, unit: Unit) -> None:
        """A sentence that points back ("This implies ...") goes on with what the one before it does."""
        if self._before is None or unit.first or self._before[0] != unit.block.index:
            return
        kind = self._before[1].kind
        start, end = self._places(unit)
        heads = self._heads(start, end)
        if kind != "none" and any(self.words.back.match(self.folded.text, head, end) for head in heads):
            tally.add(kind, 1.5, "goes-on")

    def _form(self, start: int, end: int) -> int:
        """Return 3 for an order, 2 for an action in -ing, 1 for a noun of action, 0 for else."""
        found = [m[0] for m in _WORD.finditer(self.folded.text, start, min(end, start + _OPENING))][:4]
        if not found:
            return 0
        first, following = found[0], found[1] if len(found) > 1 else ""
        if first in self.words.action | self.words.ambiguous:
            noun = first in self.words.ambiguous and following in self.words.noun_followers
            return 1 if noun else 3
        if first.endswith("ing") and first not in self.words.not_actions:
            return 2
        named = any(w.endswith(self.words.noun_endings) for w in found[:2])
        return 1 if named and any(w in self.words.noun_followers for w in found[1:]) else 0

    def _only_opens(self, unit: Unit, start: int, end: int) -> bool:
        """Whether a unit that opens a list says nothing of its own.

        It does not where it announces the list by a noun at its end ("the following measures:"), where it only
        gives a topic ("As regards ports:"), or where it is a title of a few words.
        """
        text = self.folded.text
        if len(text[start:end].split()) <= _TITLE:
            return True
        if unit.block.kind == "item" and (". " in text[start : end - 1] or self._form(start, end)):
            return False
        tail = max(start, end - _ANNOUNCED)
        if self.hits("lead", tail, end) or self.words.announcing.search(text, start, end):
            return True
        weighty = any(h.cue.weight >= 2.5 and h.cue.at == "any" for h in self.hits("cue", start, end))
        return not weighty and bool(self.words.topics.match(text, start, end)) and end - start < _TOPIC


def _decide(tally: _Tally) -> Verdict:
    weights = tally.weight
    kind = max(KINDS, key=lambda k: (weights[k], -KINDS.index(k)))
    total = sum(math.exp(w - weights[kind]) for w in weights.values())
    shares = {k: round(math.exp(w - weights[kind]) / total, 4) for k, w in weights.items()}
    rule = tally.best.get(kind, (0.0, "default"))[1]
    return Verdict(kind, shares[kind], rule, {k: v for k, v in shares.items() if k != kind and v >= 0.01})
