"""What is known of a unit before its kind is decided, as named figures: the rules' weights, form, place and grammar.

Names have a prefix that says where the figure comes from: ``rule`` and ``part`` (the weights of the rules, in all and
each), ``form``, ``place``, ``grammar``, ``word`` (the unit's own), ``first`` (the words it begins with), ``lead``,
``heading``, ``outer``, ``before`` and ``after`` (its neighbours' weights), ``text`` (the mean of the whole text).
"""

import re
from collections.abc import Iterator
from functools import cache

from graphkit.match.phrases import expand_phrase
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.promises import find_promise
from graphkit.read.statements.score import Tally
from graphkit.read.statements.shape import find_form, find_heads
from graphkit.read.statements.units import Unit
from graphkit.reference.language import get_grammar
from graphkit.text.document import KINDS

Figures = dict[str, float]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NUMBER = re.compile(r"\d+")
_MONEY = re.compile(r"[$€£]|\b(?:usd|eur|dollars?|euros?|dolares|pesos|million|millones|billion|mil millones)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LISTS = (
    "first_person", "others", "future", "duty", "possible", "perfect", "passive", "past_words", "negation", "contrast",
    "relative", "commit", "direct", "recognise", "regret", "report", "welcome", "right", "defining", "ongoing",
)  # fmt: skip
_UNMET = ("unmet", "unmet_first")
_NOT_ONLY = re.compile(r"\s+(?:only|just|merely|solo|solamente|seulement|apenas)\b")
UNMET = "form:unmet"
"""Figure of a unit whose main clause says that something has not been done."""
PROMISED = "form:promised"
"""Figure of a unit that begins with somebody who binds itself to act."""
_ENDINGS = (
    "past_endings",
    "participle_endings",
    "gerund_endings",
    "person_endings",
    "infinitive_endings",
    "future_endings",
)
_MOST = 6.0
BIAS = 5.0
SURROUNDED = "place:surrounded"
"""Figure of the units of a text that is long enough for surroundings."""
LONG = 12
"""Units from which a text has a beginning and an end, where titles, greetings and signatures are."""
_OPENING = 60
"""Characters of a clause in which its subject and main verb are looked for first."""


@cache
def _get_grammar(language: str) -> tuple[dict[str, re.Pattern[str]], dict[str, tuple[str, ...]], str]:
    data = get_grammar(language)
    lists = {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _expand(data[name])))})(?!\w)")
        for name in (*_LISTS, *_UNMET)
        if data.get(name)
    }
    return lists, {name: tuple(data.get(name, ())) for name in _ENDINGS}, data.get("past_accent", "")


def _expand(phrases: list[str]) -> list[str]:
    return sorted((one for phrase in phrases for one in expand_phrase(phrase, {})), key=len, reverse=True)


def find_words(text: str) -> list[str]:
    """Return the words of a folded text, each number as ``#``."""
    return ["#" if w[0].isdigit() else w for w in _WORD.findall(text)]


class UnitFeatures:
    """Figures of one document's units."""

    def __init__(self, page: Page, units: list[Unit], tallies: list[Tally], sections: list[str]) -> None:
        self.page, self.units, self.tallies, self.sections = page, units, tallies, sections
        self._words: dict[int, list[str]] = {}
        count = max(len(tallies), 1)
        self._mean = {k: sum(min(t.weight[k], _MOST) for t in tallies) / count for k in KINDS}
        self._share = {k: sum(t.kind == k for t in tallies) / count for k in KINDS}

    def describe(self, i: int) -> Figures:
        """Return the figures of the unit at a place of the list."""
        unit, tally = self.units[i], self.tallies[i]
        start, end = self.page.place(unit)
        heads = find_heads(self.page, start, end)
        figures: Figures = {"bias": BIAS}
        for name, value in (
            *self._rules(tally),
            *self._form(unit, heads, start, end),
            *self._place(i),
            *self._grammar(heads, start, end),
            *self._around(i),
            *self._wording(unit, heads, start, end),
        ):
            if value:
                figures[name] = value
        return figures

    def _rules(self, tally: Tally) -> Iterator[tuple[str, float]]:
        ranked = sorted(tally.weight.values(), reverse=True)
        for kind in KINDS:
            weight = tally.weight[kind]
            yield f"rule:{kind}", max(-_MOST, min(weight, _MOST)) / 2
            if weight == ranked[0]:
                yield f"rule:is-{kind}", 1.0
                yield f"rule:ahead-{kind}", min(ranked[0] - ranked[1], _MOST) / 2
        for kind, weight, reason in tally.parts:
            yield f"part:{kind}:{reason}", max(-2.0, min(weight / 2, 2.0))

    def _form(self, unit: Unit, heads: list[int], start: int, end: int) -> Iterator[tuple[str, float]]:
        source = self.page.document.text
        wording = source[unit.start : unit.end]
        yield f"form:{find_form(self.page, heads, end) or 'none'}", 1.0
        last = wording[-1:]
        yield f"form:ends-{last if last in '.:;?,!' else 'word'}", 1.0
        first = wording.lstrip("*_([\"'“‘«¿¡-– ")[:1]
        yield f"form:begins-{'upper' if first.isupper() else 'digit' if first.isdigit() else 'lower'}", 1.0
        words = len(self._get_words(start, end))
        yield f"form:words-{min(words.bit_length(), 7)}", 1.0
        yield "form:length", min(words, 60) / 30
        yield "form:bold", float("**" in source[max(0, unit.start - 4) : unit.start + 60])
        yield "form:label", float(": " in wording[:50])
        yield "form:quoted", float('"' in self.page.text[start:end])
        yield "form:sentences", min(self.page.text.count(". ", start, end), 4) / 2
        yield "form:clauses", min(len(heads) - 1, 3) / 2
        capitals = sum(w[:1].isupper() for w in wording.split())
        yield "form:capitals", capitals / max(1, len(wording.split()))
        yield "form:title", float(capitals > 0.6 * max(1, words) and words > 1)
        numbers = len(_NUMBER.findall(wording))
        yield "form:numbers", min(numbers, 4) / 2
        yield "form:money", float(bool(_MONEY.search(self.page.text, start, end)))
        yield "form:year", float(bool(_YEAR.search(wording)))
        yield "form:rest", float(unit.rest is not None)
        yield PROMISED, float(find_promise(wording, self.page.document.metadata.language) is not None)

    def _place(self, i: int) -> Iterator[tuple[str, float]]:
        unit, block = self.units[i], self.units[i].block
        meta = self.page.document.metadata
        yield f"place:{block.kind}", 1.0
        yield f"place:genre-{meta.genre}", 1.0
        yield f"place:language-{meta.language}", 1.0
        yield f"place:section-{self.sections[i]}", 1.0
        yield f"place:section-{self.sections[i]}-{block.kind}", 1.0
        yield "place:lead", float(block.lead is not None and block.kind == "item")
        yield "place:opening", float(unit.opening)
        yield "place:alone", float(unit.first and unit.last)
        yield "place:first", float(unit.first)
        yield "place:marker", float(bool(block.marker))
        yield f"place:marker-{_NUMBER.sub('#', block.marker)[:3]}", float(bool(block.marker))
        yield "place:box", float(block.box is not None)
        yield "place:deep", float(block.level > 1)
        if len(self.units) >= LONG:
            yield SURROUNDED, 1.0
            yield "place:no-heading", float(not block.headings)
            yield "place:begin", float(i < 5)
            yield "place:end", float(i >= len(self.units) - 5)
        for kind in KINDS if len(self.units) >= LONG else ():
            yield f"text:mean-{kind}", self._mean[kind]
            yield f"text:share-{kind}", self._share[kind]

    def _grammar(self, heads: list[int], start: int, end: int) -> Iterator[tuple[str, float]]:
        lists, endings, accent = _get_grammar(self.page.document.metadata.language)
        text, head = self.page.text, heads[-1]
        yield UNMET, float(self._is_unmet(lists, heads, end))
        for name, pattern in lists.items():
            if name in _UNMET:
                continue
            found = pattern.search(text, start, end)
            if found:
                yield f"grammar:{name}", 1.0
                if pattern.search(text, head, min(end, head + _OPENING)):
                    yield f"grammar:{name}-early", 1.0
        words = self._get_words(start, end)
        for name, tails in endings.items():
            if tails:
                yield f"grammar:{name}", min(3, sum(w.endswith(tails) and len(w) > 4 for w in words)) / 2
                early = self._get_words(head, min(end, head + _OPENING))
                for place, word in enumerate(early[:6]):
                    if word.endswith(tails) and len(word) > 4:
                        yield f"grammar:{name}-at-{min(place, 2)}", 1.0
                        break
        if accent:
            source = self.page.document.text
            wording = source[self.page.folded.source(start) : self.page.folded.source(max(start, end - 1)) + 1]
            yield "grammar:past_accent", float(bool(re.search(rf"\w{accent}\b", wording)))

    def _is_unmet(self, lists: dict[str, re.Pattern[str]], heads: list[int], end: int) -> bool:
        """Return whether the main clause says that something was not done; not what a relative clause in it says."""
        text, stop = self.page.text, min(end, heads[-1] + 2 * _OPENING)
        if "unmet_first" in lists and any(lists["unmet_first"].match(text, head, end) for head in heads):
            return True
        found = lists["unmet"].search(text, heads[0], stop) if "unmet" in lists else None
        if found is None or _NOT_ONLY.match(text, found.end()):
            return False
        return not any(
            p.search(text, heads[0], found.start()) for n, p in lists.items() if n in ("relative", "contrast")
        )

    def _around(self, i: int) -> Iterator[tuple[str, float]]:
        for name, at in (("before", i - 1), ("after", i + 1)):
            if not 0 <= at < len(self.units):
                yield f"{name}:nothing", float(len(self.units) >= LONG)
                continue
            same = self.units[at].block.headings == self.units[i].block.headings
            alike = self.units[at].block.kind == self.units[i].block.kind
            yield f"{name}:other-section", float(not same)
            tally = self.tallies[at]
            for kind in KINDS:
                share = 1.0 if same and alike else 0.5 if same else 0.2
                yield f"{name}:{kind}", share * max(0.0, min(tally.weight[kind], _MOST)) / 2
            yield f"{name}:is-{tally.kind}", float(same)

    def _wording(self, unit: Unit, heads: list[int], start: int, end: int) -> Iterator[tuple[str, float]]:
        words = self._get_words(start, end)
        scale = 1 / max(1.0, len(words) ** 0.5) * 2
        for a, b in zip(words, [*words[1:], ""], strict=True):
            yield f"word:{a}", scale
            if b:
                yield f"word:{a} {b}", scale
        for at in {heads[0], heads[-1]}:
            opening = self._get_words(at, min(end, at + _OPENING))[:3]
            for n in range(1, len(opening) + 1):
                yield f"first:{' '.join(opening[:n])}", 1.0
            for place, word in enumerate(opening[1:], 1):
                yield f"first:.{place} {word}", 1.0
        if unit.block.lead is not None and unit.block.kind == "item":
            lead = self.page.document.blocks[unit.block.lead]
            begin, stop = self.page.place(lead)
            for word in set(self._get_words(max(begin, stop - 200), stop)):
                yield f"lead:{word}", 0.5
        for depth, index in enumerate(reversed(unit.block.headings)):
            for word in set(self._get_words(*self.page.place(self.page.document.blocks[index]))[:12]):
                yield f"{'outer' if depth else 'heading'}:{word}", 0.5

    def _get_words(self, start: int, end: int) -> list[str]:
        return find_words(self.page.text[start:end])
