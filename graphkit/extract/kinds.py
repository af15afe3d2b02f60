"""What kind of statement a unit is: the cues of its wording, the sentence that opens its list, its section.

Each cue adds its weight to the kind it speaks for, once a unit; the kind with most weight wins, and no statement
where "none" does. The weights stand with their reasons in ``graphkit/language/reading.*.toml``; those of the form
and the place of a unit stand here.
"""

import math
import re
from dataclasses import dataclass, field

from graphkit.document import Block
from graphkit.extract.cues import Cue
from graphkit.extract.page import Page
from graphkit.extract.rules import Pair, get_pairs
from graphkit.extract.shape import find_done, find_form, find_heads, is_clause, only_opens
from graphkit.extract.units import Unit

KINDS = ("recommendation", "principle", "practice", "challenge", "definition", "none")
NO_CUE, NO_CUE_IN_SECTION = 1.0, 0.7
"""What a statement must outweigh, outside and inside a section whose heading shows its kind."""
ORDER, ACTION_IN_ING, ACTION_NOUN = 3.0, 1.5, 0.8
"""Weight of the form of an item; of a sentence, an order counts as much, an action in -ing as an action noun."""
INFINITIVE, TOLD, DONE, ACTOR = 2.5, 1.5, 1.6, 1.0
"""Weight of an infinitive for a task; of a verb against one; of a verb form that tells a thing as done; of a state or
body that the wording begins with."""
OPENS, NO_WORDS, TABLE_ROW, QUESTION = 12.0, 8.0, 1.5, 8.0
"""What speaks against a statement: only opening a list, no words, standing in a table, asking."""
CONTENT, OUTER, IN_LIST, GOES_ON, IN_BOX = 3.5, 0.7, -0.7, 1.5, 1.0
"""A lead-in that is a statement; the share of an outer lead-in; standing in a list; pointing back; in a text box."""
ASKS = 2.5
"""Weight from which a cue of recommendation shows that the unit asks for something."""
PRIOR = 2.0
"""Weight from which a heading's type names the kind of what stands under it."""
ACTS, FUTURE = 1.6, 2.0
"""Weight of a verb of service or rule soon after the named state or body; of a verb form in the future."""
SUBJECT, KNOWN, OPEN = 1.4, 0.7, 1.3
"""Weight of whom a sentence is about, where no kind weighs as much as KNOWN and no statement at most OPEN."""
HALF = 0.5
"""What is left of a kind that a pair quells."""
FAR = 0.5
"""Share of a section's weights that sentences under a heading of their own within it get."""
TROUBLE = 1.4
"""Weight from which a cue of a challenge shows that an item without a verb names a problem."""
MORE, MOST = 0.4, 1.8
"""What each further phrase of a weak cue adds to its weight, and the most it comes to."""
_LOWER_WORD = re.compile(r"[a-zß-ÿ]{3}")
_LONG_LOWER_WORD = re.compile(r"\b[a-zß-ÿ]{4}")
_MIXED = Cue("section", "mixed", reason="A heading of several kinds leaves it to the wording.")
_SHORT = 48
_NAME, _TITLE = 3, 9
"""Words of a short unit that only names something, and of one without an end, such as a running head."""
_REACH = 70
"""Characters after the name of a state or body in which its verb stands."""
_SENTENCE = 6
"""Blanks of a sentence long enough to be read by its subject."""
_BEGINNING = 40
"""Characters in which an item that names an action would name a problem instead."""
_BETWEEN_ROWS = 2
"""Most that the numbers of two blocks of a table differ by."""
_NUMBERED = re.compile(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-z])\.?\s+)?(?:(?:annex|anexo)\s+\w+\W+)?")


@dataclass(slots=True)
class Tally:
    """Weight by kind, and the strongest reason for each."""

    weight: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    best: dict[str, tuple[float, str]] = field(default_factory=dict)
    kind: str = "none"
    """The kind decided on."""

    def add(self, kind: str, weight: float, rule: str) -> None:
        """Add weight to a kind for a reason."""
        self.weight[kind] += weight
        if weight > self.best.get(kind, (0.0, ""))[0]:
            self.best[kind] = (weight, rule)

    def settle(self) -> None:
        """Decide: the kind with most weight; of equals the first of :data:`KINDS`."""
        self.kind = max(KINDS, key=self.weight.__getitem__)

    @property
    def rule(self) -> str:
        """The strongest reason for the kind."""
        return self.best.get(self.kind, (0.0, "default"))[1]

    def shares(self) -> dict[str, float]:
        """Return each kind's share of certainty, 0 to 1 (softmax of the weights), where it is 0.01 at least."""
        most = max(self.weight.values())
        parts = {k: math.exp(w - most) for k, w in self.weight.items()}
        total = sum(parts.values())
        return {k: round(p / total, 4) for k, p in parts.items() if p >= 0.01 * total}


class KindReader:
    """Tells the kinds of one document's units, asked for in the order of the text."""

    def __init__(self, page: Page, units: list[Unit]) -> None:
        self.page = page
        self._sections: dict[int, Cue | None] = {}
        self._leads: dict[int, Tally] = {}
        self._last_units = {u.block.index: u for u in units if u.last}
        self._tallies: dict[int, Tally] = {}
        """Of the last unit of each block."""
        self._before: tuple[int, str] = (-1, "none")
        self._pairs = get_pairs(page.document.metadata.language)
        self._columns = _find_columns(page.document.blocks)

    def lead_of(self, unit: Unit) -> Unit | None:
        """Return the sentence that opens the list a unit belongs to, if any."""
        lead = unit.block.lead
        return None if lead is None or unit.block.kind != "item" else self._last_units.get(lead)

    def classify(self, unit: Unit) -> Tally:
        """Return the weights for and against each kind of statement, and the kind they make it."""
        tally = Tally()
        start, end = self.page.place(unit)
        heads = find_heads(self.page, start, end)
        section = self._find_section(unit.block)
        self._add_section(tally, unit, section)
        self._add_lead(tally, unit)
        self._add_wording(tally, unit, heads, end, dict(section.boost) if section else {})
        self._add_form(tally, unit, heads, end)
        self._add_pairs(tally, heads, end)
        self._add_task(tally, unit, section, start, end)
        self._add_before(tally, unit, heads, end)
        self._add_subject(tally, unit, heads, end)
        tally.settle()
        self._before = unit.block.index, tally.kind
        if unit.last:
            self._tallies[unit.block.index] = tally
        return tally

    def _find_section(self, block: Block) -> Cue | None:
        """Return the type of the innermost heading that shows one."""
        for index in reversed(block.headings):
            if index not in self._sections:
                self._sections[index] = self._read_heading(self.page.document.blocks[index])
            if self._sections[index] is not None:
                return self._sections[index]
        return None

    def _read_heading(self, heading: Block) -> Cue | None:
        """Return the type of section that a heading names at its beginning, or anywhere if it is short.

        One that names several kinds ("progress, challenges and recommendations") is of a type that shows none.
        """
        start, end = self.page.place(heading)
        number = _NUMBERED.match(self.page.text, start, end)
        begin = number.end() if number else start
        short = self.page.text.count(" ", begin, end) < 4
        found = self.page.hits("section", begin, end)
        named = [h for h in found if h.start <= begin + 1 or (short and h.end >= end - 2)]
        if len({kind for h in found for kind, weight in h.cue.prior if weight >= PRIOR}) > 1:
            return _MIXED
        return max(named, key=lambda h: h.end - h.start).cue if named else None

    def _add_section(self, tally: Tally, unit: Unit, section: Cue | None) -> None:
        tally.add("none", NO_CUE if section is None else NO_CUE_IN_SECTION, "no-cue")
        if section is None:
            return
        share, inner = 1.0, self._sections.get(unit.block.headings[-1]) is section
        if unit.block.box is not None:
            # A box tells a case: what the section around it is about counts less in it.
            reported = dict(section.prior).get("practice", 0.0) > 0
            share = 0.5 if reported else 0.3
            tally.add("practice", 0.0 if reported else IN_BOX, "text-box")
        for kind, weight in section.prior:
            loose = 1.0
            if weight > 0 and unit.block.kind != "item":
                loose = section.loose if inner else section.loose * FAR
            tally.add(kind, weight * share * loose, f"section-{section.name}")

    def _add_lead(self, tally: Tally, unit: Unit) -> None:
        lead = unit.block.lead
        if lead is None or unit.block.kind != "item":
            return
        said = self._read_lead(lead)
        for kind, weight in said.weight.items():
            if weight:
                tally.add(kind, weight, f"lead-{said.best[kind][1]}")
        tally.add("none", IN_LIST, "in-list")

    def _read_lead(self, index: int) -> Tally:
        """Return what the sentence that opens a list says of its items: its own kind, or what it announces."""
        if index in self._leads:
            return self._leads[index]
        tally = self._leads[index] = Tally()
        unit, told = self._last_units.get(index), self._tallies.get(index)
        if told is not None and told.kind != "none":
            tally.add(told.kind, CONTENT, "item")
        elif unit is not None:
            start, end = self.page.place(unit)
            cut = self.page.text.rfind(". ", start, end) if unit.block.kind == "item" else -1
            for cue in {h.cue.name: h.cue for h in self.page.hits("lead", max(start, cut), end)}.values():
                tally.add(cue.kind, cue.weight, cue.name)
            if unit.block.kind == "item" and unit.block.lead is not None:
                above = self._read_lead(unit.block.lead)
                for kind, weight in above.weight.items():
                    if weight:
                        tally.add(kind, OUTER * weight, above.best[kind][1])
        return tally

    def _add_wording(self, tally: Tally, unit: Unit, heads: list[int], end: int, boost: dict[str, float]) -> None:
        """Add each cue, a weak one more for each further phrase.

        Where the unit asks for something, the problem, practice or right it tells of is only the ground for that.
        """
        found = self._find_cues(unit, heads, end)
        asks = any(c.kind == "recommendation" and c.weight >= ASKS for c, _ in found.values())
        for cue, phrases in found.values():
            weight = cue.weight * boost.get(cue.kind, 1.0)
            if cue.weight < ASKS:
                weight *= min(MOST, 1 + MORE * (len(phrases) - 1))
            if asks and (cue.kind in ("challenge", "practice") or (cue.kind == "principle" and cue.at == "start")):
                weight *= 0.5
            tally.add(cue.kind, weight, cue.name)

    def _find_cues(self, unit: Unit, heads: list[int], end: int) -> dict[str, tuple[Cue, set[str]]]:
        """Return the cues of a unit and of its rest, each with its phrases."""
        parts = [(heads, end)]
        if unit.rest is not None:
            start, last = self.page.place(unit.rest)
            parts.append(([start], last))
        found: dict[str, tuple[Cue, set[str]]] = {}
        for begins, stop in parts:
            for hit in self.page.hits("cue", begins[0], stop):
                cue = hit.cue
                if cue.at == "any" or (hit.start in begins if cue.at == "start" else hit.end > stop - 3):
                    found.setdefault(cue.name, (cue, set()))[1].add(self.page.text[hit.start : hit.end])
        return found

    def _add_form(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        text = self.page.document.text
        if unit.opening and only_opens(self.page, unit, heads, end):
            tally.add("none", OPENS, "only-opens-a-list")
        if unit.rest is None and self._has_no_words(unit):
            tally.add("none", NO_WORDS, "no-words")
        if text.startswith("?", unit.end - 1):
            tally.add("none", QUESTION, "question")
        form, item = find_form(self.page, heads, end), unit.block.kind == "item"
        if unit.block.kind == "row" and not self._add_column(tally, unit) and form != "order":
            tally.add("none", TABLE_ROW, "table-row")
            return
        self._add_verb(tally, unit, heads, end)
        if form == "order":
            tally.add("recommendation", ORDER, form)
        elif form == "action-in-ing":
            tally.add("recommendation", ACTION_IN_ING if item else ACTION_NOUN, form)
        elif form == "action-noun" and item:
            tally.add("recommendation", ACTION_NOUN, form)

    def _add_verb(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        """Add what is done: by a named actor, in the future, or by a verb form that no cue knows."""
        named = self._find_actor(heads)
        if named is not None:
            tally.add("practice", ACTOR, "named-actor")
            if self.page.hits("acts-named-then", named, min(end, named + _REACH)):
                tally.add("practice", ACTS, "named-actor-acts")
        if self._plans(tally, unit):
            tally.add("recommendation", FUTURE, "will")
        harmed = tally.weight["challenge"] >= TROUBLE
        if self.page.words.not_done.search(self.page.text, heads[0], end):
            tally.add("challenge", DONE * (HALF if harmed else 1.0), "not-done")
        elif self._tells_done(tally, heads[0], end):
            tally.add("practice", DONE * (HALF if harmed and named is None else 1.0), "done")

    def _find_actor(self, heads: list[int]) -> int | None:
        """Return where the name of a state or body ends with which the clause begins, written as a name."""
        for head in heads:
            for hit in self.page.hits("role", head, head + _BEGINNING):
                begins = hit.start == head or self.page.text[head : hit.start] == "the "
                if begins and hit.cue.kind in ("state", "body") and self.page.is_written_so(hit):
                    return hit.end
        return None

    def _plans(self, tally: Tally, unit: Unit) -> bool:
        """Whether a verb form in the future tells a plan that no cue knows."""
        future = self.page.words.future
        if future is None or any(rule == "will" for _, rule in tally.best.values()):
            return False
        return future.search(self.page.document.text, unit.start, unit.end) is not None

    def _add_column(self, tally: Tally, unit: Unit) -> bool:
        """Add what the heading of a cell's column says of the cell; False if it says nothing."""
        head = self._columns.get(unit.block.index)
        place = next((i for i, c in enumerate(unit.block.cells) if c.start <= unit.start < c.end), -1)
        if head is None or not 0 <= place < len(head.cells):
            return False
        start, end = self.page.place(head.cells[place])
        found = [h.cue for h in self.page.hits("column", start, end)]
        for cue in found[:1]:
            tally.add(cue.kind, cue.weight, f"column-{cue.name}")
        return bool(found)

    def _add_pairs(self, tally: Tally, heads: list[int], end: int) -> None:
        """Add each pair of phrases that stands in the unit, and halve what it quells."""
        asks = tally.weight["recommendation"] >= ASKS
        quelled = set()
        for pair in self._pairs:
            if self._has_pair(pair, heads, end):
                weak = asks and pair.kind in ("challenge", "practice")
                tally.add(pair.kind, pair.weight * (HALF if weak else 1.0), pair.name)
                if pair.quells:
                    quelled.add(pair.quells)
        for kind in quelled:
            tally.weight[kind] *= HALF

    def _add_subject(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        """Of a sentence that no cue knows and that is not about the meeting or the text, whom it is about tells.

        What is told of people is mostly a problem, what is told of a body what it does, unless something is wanting.
        """
        others = max(w for k, w in tally.weight.items() if k != "none")
        known = others >= KNOWN or tally.weight["none"] > OPEN
        if known or unit.block.kind != "paragraph" or self.page.text.count(" ", heads[0], end) < _SENTENCE:
            return
        found = self.page.hits("subject", heads[0], end)
        if not found or any(h.cue.kind == "none" for h in found) or found[0].start > heads[-1] + _REACH:
            return
        want = tally.weight["challenge"] > 0
        tally.add("challenge" if want else found[0].cue.kind, SUBJECT, f"subject-{found[0].cue.name}")

    def _has_pair(self, pair: Pair, heads: list[int], end: int) -> bool:
        for first in self.page.hits(f"{pair.name}-first", heads[0], end):
            if pair.at == "start" and first.start not in heads:
                continue
            for then in self.page.hits(f"{pair.name}-then", first.end, min(end, first.end + pair.within)):
                if self.page.text.find(". ", first.end, then.start) < 0:
                    return True
        return False

    def _tells_done(self, tally: Tally, start: int, end: int) -> bool:
        """Whether a verb form tells a thing as done that no cue knows, neither as done nor as harm."""
        if tally.best.get("practice", (0.0, ""))[1] == "has-done":
            return False
        harm = [h for h in self.page.hits("cue", start, end) if h.cue.kind == "challenge"]
        found = find_done(self.page, start, end)
        return found is not None and not any(h.start < found[1] and h.end > found[0] for h in harm)

    def _has_no_words(self, unit: Unit) -> bool:
        """Whether a unit is only a name, a number or a reference; a paragraph may be a longer name."""
        text = self.page.document.text
        if unit.end - unit.start >= _SHORT:
            return False
        title = unit.block.kind != "item" and text[unit.end - 1].isalpha()
        most, lower = (_TITLE, _LONG_LOWER_WORD) if title else (_NAME, _LOWER_WORD)
        return text.count(" ", unit.start, unit.end) < most and not lower.search(text, unit.start, unit.end)

    def _add_task(self, tally: Tally, unit: Unit, section: Cue | None, start: int, end: int) -> None:
        """Where a section is about tasks, an item without a verb names one; other wording there tells a fact.

        An item such as "to open ports" is a task in any section.
        """
        page = self.page
        tasks = section is not None and section.task > 0 and section.names == "recommendation"
        if tasks and unit.block.kind == "paragraph" and unit.block.box is None:
            tally.add("challenge", TOLD, "told")
        if unit.block.kind != "item" or unit.block.box is not None:
            return
        clause = is_clause(page, start, end)
        if section is not None and section.task:
            trouble = self._tells_trouble(start, end)
            if not clause and not trouble:
                tally.add(section.names, section.task, "task")
            elif not trouble and tasks:
                tally.add("challenge", TOLD, "told")
        to = page.words.infinitive and page.words.infinitive.match(page.text, start, end)
        if to and not clause and find_form(page, [to.end()], end) == "order":
            tally.add("recommendation", INFINITIVE, "order")

    def _tells_trouble(self, start: int, end: int) -> bool:
        """Whether an item begins with a problem; one that names no action may also come to it a little later."""
        form = find_form(self.page, [start], end)
        reach = _BEGINNING + (20 if not form else 0)
        found = [h.cue for h in self.page.hits("cue", start, min(end, start + reach)) if h.cue.kind == "challenge"]
        return any(c.at == "start" or (not form and c.weight >= TROUBLE) for c in found)

    def _add_before(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        """A sentence that points back ("This implies ...") goes on with what the one before it does."""
        block, kind = self._before
        if unit.first or block != unit.block.index or kind == "none":
            return
        if any(self.page.words.back.match(self.page.text, head, end) for head in heads):
            tally.add(kind, GOES_ON, "goes-on")


def _find_columns(blocks: tuple[Block, ...]) -> dict[int, Block]:
    """Return the first row of the table that each further row belongs to; a line may stand between two rows."""
    heads: dict[int, Block] = {}
    head: Block | None = None
    last = -2
    for block in blocks:
        if block.kind != "row":
            continue
        if head is None or block.index - last > _BETWEEN_ROWS:
            head = block
        else:
            heads[block.index] = head
        last = block.index
    return heads
