"""What kind of statement a unit is: the cues of its wording, the sentence that opens its list, its section.

Each cue adds its weight to the kind it speaks for, once a unit; the kind with most weight wins, and no statement
where "none" does. The weights stand with their reasons in ``graphkit/reference/language/reading.*.toml``; those of the
form and the place of a unit stand here, those of its wording in :mod:`graphkit.read.statements.wording`.
"""

import re

from graphkit.match.phrases import Cue
from graphkit.read.statements.folded_text import Page
from graphkit.read.statements.score import Tally
from graphkit.read.statements.shape import find_form, find_heads, is_clause, lists_people, only_opens
from graphkit.read.statements.tables import find_heading_cue
from graphkit.read.statements.units import Unit
from graphkit.read.statements.wording import WordingReader
from graphkit.text.document import Block

NO_CUE, NO_CUE_IN_SECTION = 1.0, 0.7
"""What a statement must outweigh, outside and inside a section whose heading shows its kind."""
ORDER, ACTION_IN_ING, ACTION_NOUN = 3.0, 1.5, 0.8
"""Weight of the form of an item; of a sentence, an order counts as much, an action in -ing as an action noun."""
INFINITIVE, TOLD = 2.5, 1.5
"""Weight of an infinitive for a task; of a verb against one."""
OPENS, NO_WORDS, TABLE_ROW, QUESTION = 12.0, 8.0, 1.5, 8.0
"""What speaks against a statement: only opening a list or listing people, no words, standing in a table, asking."""
CONTENT, OUTER, IN_LIST, GOES_ON, IN_BOX = 3.5, 0.7, -0.7, 1.5, 1.0
"""A lead-in that is a statement; the share of an outer lead-in; standing in a list; pointing back; in a text box."""
PRIOR = 2.0
"""Weight from which a heading's type names the kind of what stands under it."""
FAR = 0.5
"""Share of a section's weights that sentences under a heading of their own within it get."""
TROUBLE = 1.4
"""Weight from which a cue of a challenge shows that an item without a verb names a problem."""
_LOWER_WORD = re.compile(r"[a-zß-ÿ]{3}")
_LONG_LOWER_WORD = re.compile(r"\b[a-zß-ÿ]{4}")
_MIXED = Cue("section", "mixed", reason="A heading of several kinds leaves it to the wording.")
_SHORT = 48
_NAME, _TITLE = 3, 9
"""Words of a short unit that only names something, and of one without an end, such as a running head."""
_BEGINNING = 40
"""Characters in which an item that names an action would name a problem instead."""
_NUMBERED = re.compile(
    r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-z])\.?\s+)?(?:(?:annex|chapter|part|anexo|capitulo|parte)\s+\w+\W+)?"
)


class KindReader:
    """Tells the kinds of one document's units, asked for in the order of the text."""

    def __init__(self, page: Page, units: list[Unit]) -> None:
        self.page, self.wording = page, WordingReader(page)
        self._sections: dict[int, Cue | None] = {}
        self._leads: dict[int, Tally] = {}
        self._last_units = {u.block.index: u for u in units if u.last}
        self._tallies: dict[int, Tally] = {}
        """Of the last unit of each block."""
        self._before: tuple[int, str] = (-1, "none")

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
        self.wording.add_cues(tally, unit, heads, end, dict(section.boost) if section else {})
        self._add_form(tally, unit, heads, end)
        self.wording.add_pairs(tally, heads, end)
        self._add_task(tally, unit, section, start, end)
        self._add_before(tally, unit, heads, end)
        self.wording.add_subject(tally, unit, heads, end)
        tally.settle()
        self._before = unit.block.index, tally.kind
        if unit.last:
            self._tallies[unit.block.index] = tally
        return tally

    def section_of(self, unit: Unit) -> str:
        """Return the name of the type of section a unit is in; ``none`` where no heading shows one."""
        section = self._find_section(unit.block)
        return section.name if section else "none"

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

    def _add_form(self, tally: Tally, unit: Unit, heads: list[int], end: int) -> None:
        text = self.page.document.text
        if unit.opening and only_opens(self.page, unit, heads, end):
            tally.add("none", OPENS, "only-opens-a-list")
        if self.page.words.number.fullmatch(self.page.text, heads[0], end):
            tally.add("none", OPENS, "numbers-an-article")
        if lists_people(self.page, unit, heads[0], end):
            tally.add("none", OPENS, "lists-people")
        if unit.rest is None and self._has_no_words(unit):
            tally.add("none", NO_WORDS, "no-words")
        if text.startswith("?", unit.end - 1):
            tally.add("none", QUESTION, "question")
        form, item = find_form(self.page, heads, end), unit.block.kind == "item"
        if unit.block.kind == "row" and not self._add_column(tally, unit) and form != "order":
            tally.add("none", TABLE_ROW, "table-row")
            return
        self.wording.add_verb(tally, unit, heads, end)
        if form == "order":
            tally.add("recommendation", ORDER, form)
        elif form == "action-in-ing":
            tally.add("recommendation", ACTION_IN_ING if item else ACTION_NOUN, form)
        elif form == "action-noun" and item:
            tally.add("recommendation", ACTION_NOUN, form)

    def _add_column(self, tally: Tally, unit: Unit) -> bool:
        """Add what the heading of a cell's column says of the cell; False if it says nothing."""
        found = find_heading_cue(self.page, unit.block, unit.start)
        if found:
            tally.add(found.cue.kind, found.cue.weight, f"column-{found.cue.name}")
        return found is not None

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
