"""Drafts -> blocks: sections, text boxes, lists with the sentences that open them, sentences cut in two."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.text.blocks.headings import Place, find_place
from graphkit.text.blocks.joins import Draft, goes_on_in, is_ended, opens_list
from graphkit.text.blocks.profile import Profile
from graphkit.text.document import Block

_DEEPER = "o◇◆▪▫◦–—"
"""Marks that stand under a list of plain bullets where indentation does not show it."""
_NEXT_SENTENCE = re.compile(r"(?:[a-zß-ÿ)\]%]|\d\d)[.!?][\"'”’»)]*\s+[\"'“‘«(¿¡]*[A-ZÀ-ÖØ-Þ]")
_SLACK = 1
"""Blanks by which marks of one list may stand apart: " 9." and "10."."""
_LONG = 160
"""Characters from which a numbered item of several sentences is a paragraph."""


@dataclass(slots=True)
class _Item:
    indent: int
    mark: str
    index: int
    lead: int | None


@dataclass(slots=True)
class _List:
    """The open list: the items above the next one, outermost first, and the block that opens it."""

    items: list[_Item] = field(default_factory=list)
    lead: int | None = None
    interposed: int = 0


@dataclass(slots=True)
class _Section:
    place: Place
    hashes: int
    index: int
    outermost: bool


class Arranger:
    """Walks over the drafts once and keeps what is open."""

    def __init__(self, text: str, profile: Profile, page_starts: tuple[int, ...]) -> None:
        self.text, self.profile, self.page_starts = text, profile, page_starts
        self.sections: list[_Section] = []
        self.list, self.around_box = _List(), _List()
        self.box: int | None = None
        self.voice: int | None = None
        self.sources = False
        self.opened_by: int | None = None
        """The item that announces the items after it, if it comes last."""
        self.counted: tuple[int, int | None] = (0, None)
        """Number and index of the last numbered paragraph."""
        self.open: dict[bool, int | None] = {True: None, False: None}
        """The last unfinished block inside (True) and outside (False) a text box."""

    def arrange(self, drafts: list[Draft]) -> Iterator[Block]:
        """Yield the blocks in order."""
        for index, draft in enumerate(drafts):
            yield self._place(index, draft, drafts)

    def _place(self, index: int, draft: Draft, drafts: list[Draft]) -> Block:
        if self.box is not None and drafts[self.box].line.quoted and not draft.line.quoted:
            self._close_box()
        if draft.kind == "heading":
            level = self._open_heading(index, draft)
            return self._block(index, draft, level=level, above=True)
        if draft.kind in ("furniture", "note", "contents"):
            block = self._block(index, draft)
            if draft.kind == "furniture" or draft.line.source:
                self._close_box()
            if draft.kind != "furniture":
                self.opened_by = None
            return block
        if self.sources:
            draft.kind = "bibliography"
            return self._block(index, draft)
        if draft.kind == "row":
            self.list = _List()
            return self._block(index, draft)
        return self._place_text(index, draft, drafts)

    def _place_text(self, index: int, draft: Draft, drafts: list[Draft]) -> Block:
        if draft.kind == "item" and self._is_numbered_paragraph(index, draft):
            draft.kind = "paragraph"
        if draft.kind == "item":
            level, lead = self._add_item(index, draft)
            self.list.interposed = 0
            self.opened_by = index if opens_list(self.text, draft) else None
            block = self._block(index, draft, level=level, lead=lead)
        else:
            continues = self._find_open(draft, drafts)
            self.opened_by = None
            if continues is None:
                self._add_paragraph(index, draft)
            else:
                self._add_rest(index, draft, drafts[continues])
            block = self._block(index, draft, continues=continues)
        self.open[self.box is not None] = None if is_ended(self.text, draft) else index
        return block

    def _is_numbered_paragraph(self, index: int, draft: Draft) -> bool:
        """Whether a number counts the paragraphs of the text: of several sentences, in no list, or the next number."""
        if _style(draft.line.marker) != "1" or self.opened_by is not None:
            return False
        marks, lead = [i.mark for i in self.list.items], self.list.lead
        number, (last, before) = int(draft.line.marker.split()[-1].strip("().\\")), self.counted
        goes_on = number == last + 1 > 1 and "1" not in marks and (lead in (None, before) or bool(marks))
        listed = lead is not None and "1" in (marks or ["1"])
        long = draft.line.gap and draft.end - draft.start >= _LONG and not listed
        counts = goes_on or (long and _NEXT_SENTENCE.search(self.text, draft.start, draft.end) is not None)
        self.counted = (number, index) if counts else self.counted
        return counts

    def _block(
        self,
        index: int,
        draft: Draft,
        level: int = 0,
        lead: int | None = None,
        continues: int | None = None,
        above: bool = False,
    ) -> Block:
        path = tuple(s.index for s in self.sections) + (() if self.box is None else (self.box,))
        return Block(
            index=index,
            kind=draft.kind,
            start=draft.start,
            end=draft.end,
            level=level,
            page=bisect_right(self.page_starts, draft.start) or None,
            headings=path[:-1] if above else path,
            lead=lead,
            continues=continues,
            box=self.voice if self.box is None else self.box,
            marker=draft.line.marker,
            cells=draft.line.cells,
        )

    def _open_heading(self, index: int, draft: Draft) -> int:
        plain = draft.line.plain
        if self.profile.pattern("boxes").match(plain):
            if self.box is None:
                self.around_box = self.list
            self.box, self.list = index, _List()
            self.open[True] = None
            return len(self.sections) + 1
        self._close_box()
        self.list, self.open[False] = _List(), None
        self._close_sections(draft)
        outermost = bool(self.profile.pattern("opening").match(plain))
        self.sections.append(_Section(find_place(draft.line, self.profile), draft.line.hashes, index, outermost))
        if self.profile.pattern("voices").match(plain):
            self.voice = index
        elif self.voice not in [s.index for s in self.sections]:
            self.voice = None
        self.sources = bool(self.profile.pattern("bibliography").match(plain))
        return len(self.sections)

    def _close_sections(self, draft: Draft) -> None:
        place, hashes = find_place(draft.line, self.profile), draft.line.hashes
        if self.profile.pattern("opening").match(draft.line.plain):
            self.sections = [s for s in self.sections if 0 < s.hashes < hashes and not s.place.rank and not s.outermost]
            return
        # A plain heading is no sibling of one above a heading that is marked as such.
        first = 0 if hashes or place.rank else max((i + 1 for i, s in enumerate(self.sections) if s.hashes), default=0)
        form = (place.form, place.rank)
        alike = [i for i, s in enumerate(self.sections) if i >= first and (s.place.form, s.place.rank) == form]
        if alike:
            del self.sections[alike[-1] :]
            return
        while self.sections and self._ends_before(self.sections[-1], place, hashes):
            self.sections.pop()

    @staticmethod
    def _ends_before(last: _Section, place: Place, hashes: int) -> bool:
        """Whether the innermost section ends where a heading of another form begins."""
        if place.rank and last.place.rank:
            return last.place.rank > place.rank
        if place.rank and (last.outermost or (not last.hashes and place.number > 1)):
            return True
        return bool(hashes and last.hashes > hashes and not last.place.rank)

    def _close_box(self) -> None:
        if self.box is not None:
            self.box, self.list = None, self.around_box

    def _find_open(self, draft: Draft, drafts: list[Draft]) -> int | None:
        """Return the block whose sentence a paragraph ends, if any; one around a box ends the box."""
        for inside in (True, False) if self.box is not None else (False,):
            first = self.open[inside]
            if first is not None and goes_on_in(self.text, drafts[first], draft):
                if not inside:
                    self._close_box()
                return first
        return None

    def _add_paragraph(self, index: int, draft: Draft) -> None:
        if opens_list(self.text, draft):
            self.list = _List(lead=index)
        elif self.list.interposed or not self.list.items:
            self.list = _List()
        else:
            self.list.interposed = 1

    def _add_rest(self, index: int, draft: Draft, first: Draft) -> None:
        """The end of a cut sentence may open a list, as its beginning would."""
        if opens_list(self.text, draft):
            if first.kind == "item":
                self.opened_by = index
            else:
                self.list = _List(lead=index)

    def _add_item(self, index: int, draft: Draft) -> tuple[int, int | None]:
        items, line = self.list.items, draft.line
        mark, opener = _style(line.marker), self.opened_by
        while items and items[-1].indent > line.indent + _SLACK:
            items.pop()
        styles = [item.mark for item in items]
        if mark in styles and mark != "-":
            del items[styles.index(mark) + 1 :]
        while items and items[-1].indent > line.indent and items[-1].mark != mark:
            items.pop()
        while items and items[-1].indent > line.indent and mark == "-":
            items.pop()
        before = items[-1] if items else None
        if before and (before.indent == line.indent or (before.mark == mark and mark != "-")):
            deeper = before.mark != mark and (mark in _DEEPER or opener is not None)
            if not deeper:
                items.pop()
                lead = before.lead if opener is None else opener
                items.append(_Item(line.indent, mark, index, lead))
                return len(items), lead
        lead = self.list.lead if before is None else before.index if opener is None else opener
        items.append(_Item(line.indent, mark, index, lead))
        return len(items), lead


def _style(marker: str) -> str:
    """Return what all marks of one level of a list have in common: "7." and "8." are "1", "7.2." is "1.1"."""
    mark = marker.split()[-1].replace("\\", "")
    if mark[0].isdigit() and "." in mark[:-1]:
        return re.sub(r"\d+", "1", mark.rstrip("."))
    return "1" if mark.strip("().").isdigit() else "a" if mark.strip("().").isalpha() and mark != "o" else mark
