"""Printed lines -> headings, paragraphs, list items, table rows and notes, each whole, across columns and pages too."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from loaders.formats.markup import Writer, clean
from loaders.formats.pdf_furniture import Page, without_mark
from loaders.formats.pdf_words import Line

_BULLET = re.compile(r"(?:[•●◦○▪■▸►▶➢➤»›‣⁃]|[-–—*](?=\s)|[\uf000-\uf0ff]|o(?=\s+[A-Z]))\s*")
_MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5})[.)](?=\s)|\d{1,3}(?:\.\d{1,3}){1,4}(?=\s)|\d{1,3}(?=\s)"
)
"""The mark of a numbered paragraph or list item."""
_WIDE = 0.55
"""Gap after a mark, in sizes of its letters, that no wrapped line has after its first word."""
_ENDED = re.compile(r"[.:;?!][\"'”’»)\]*⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[;.]?$")
_CUT = re.compile(r"(?:\b(?:[Nn]o|[Nn]os|[Aa]rts?|[Pp]aras?|pp?|[Vv]ol|[Cc]f|[Nn]úm|Dr|Mr|Ms|Mrs|Sr|Sra)\.)$")
_LARGE, _LONGEST, _TITLE = 1.12, 300, 160
"""Size of headings at least, in sizes of the text; their letters at most; and those of bold ones of the text's size."""
_GAP = 1.3
"""Distance of lines from which a paragraph ends, as a share of the usual one."""
_LEADING, _FEW = 1.2, 5
"""Usual distance of lines, in sizes of letters, where a text has too few lines to show its own."""
_BROKEN = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ]\w*")

_COMPOUNDS = frozenset(["cross", "full", "half", "high", "long", "low", "mid", "part", "self", "short", "well"])
"""Words that begin compounds whose spelling without a hyphen dictionaries have too."""


@dataclass(slots=True)
class _Part:
    lines: list[Line]
    page: int


@dataclass(slots=True)
class Text:
    """What is known of all lines together."""

    size: float
    """Size of the letters of the running text."""
    large: list[float]
    """Sizes of headings, the largest first."""
    leading: float
    """Usual distance of lines, in sizes of letters."""
    words: Counter[str]
    """Words as printed within a line."""


def write_pages(pages: Sequence[Page], writer: Writer) -> None:
    """Write pages as a text in Markdown's form; a paragraph that goes on over a page's end stays whole.

    The notes of a page come after its last whole paragraph.
    """
    text = _survey(pages)
    scribe = _Scribe(pages, text, writer)
    for part in _find_parts(pages, text):
        scribe.turn_to(part.page)
        if part.lines[-1].page > part.page:
            scribe.end_page()
        _write_part(part, text, writer)
        scribe.page = part.lines[-1].page
    scribe.turn_to(len(pages))
    scribe.end_page()


@dataclass(slots=True)
class _Scribe:
    """Keeps the page that is written, and writes what belongs at its ends."""

    pages: Sequence[Page]
    text: Text
    writer: Writer
    page: int = 0
    ended: int = 0
    """The last page whose notes are written."""

    def turn_to(self, page: int) -> None:
        """End the pages before one and begin it."""
        while self.page < page:
            self.end_page()
            self.page += 1
            self.writer.page()
            self.writer.aside(" ".join(line.text for line in self.pages[self.page - 1].head))

    def end_page(self) -> None:
        """Write the notes and small print of the page, and of those before it, that are not written yet."""
        for page in self.pages[self.ended : self.page]:
            for note in page.notes:
                lines = [without_mark(note), *(line.text for line in note.lines[1:])]
                self.writer.note(note.mark, _join_texts([t for t in lines if t] or [""], self.text)[0])
            self.writer.aside(" ".join(line.text for line in page.foot))
        self.ended = max(self.ended, self.page)


def _survey(pages: Sequence[Page]) -> Text:
    lines = [line for page in pages for line in page.body if not line.cells]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
    noted = [line for page in pages for note in page.notes for line in note.lines]
    gaps = [
        (a.base - b.base) / a.size
        for a, b in pairwise([*lines, *noted])
        if a.page == b.page and a.column == b.column and a.size == b.size and 0 < a.base - b.base < 3 * a.size
    ]
    large = sorted({s for s in sizes if s > size * _LARGE}, reverse=True)
    words = Counter(w for line in lines for w in re.findall(r"[\w-]+\w", line.text.lower()))
    return Text(size, large, median(gaps) if len(gaps) >= _FEW else _LEADING, words)


def _find_parts(pages: Sequence[Page], text: Text) -> Iterator[_Part]:
    """Yield the lines of each heading, paragraph, item and row in their order."""
    part: _Part | None = None
    for page in pages:
        for line in page.body:
            if part is not None and not _begins(line, part.lines, text):
                part.lines.append(line)
                continue
            if part is not None:
                yield part
            part = _Part([line], line.page)
    if part is not None:
        yield part


def _begins(line: Line, part: list[Line], text: Text) -> bool:
    """Return whether a line begins a new part: by its mark, size or weight, a gap, an indent, or room left before."""
    before = part[-1]
    if line.cells or before.cells or abs(line.size - before.size) > 0.6 or _is_marked(line):
        return not (_BULLET.fullmatch(before.text + " ") and len(part) == 1 and not line.cells)
    ended = bool(_ENDED.search(before.text)) and not _CUT.search(before.text)
    if _is_numbered(line, ended, part):
        return True
    if all(p.bold for p in part) and not line.bold:
        return ended or not line.text[:1].islower()
    if line.bold and not before.words[-1].bold:
        return ended or not line.text[:1].islower()
    if line.page != before.page or line.column != before.column or line.base > before.base + 1:
        counted = len(part) > 1 and _MARK.match(part[0].text) is not None and not line.bold
        return (ended and not counted) or line.size in text.large
    if before.base - line.base > _GAP * text.leading * line.size:
        return True
    return ended and _leaves_room(before, line, part)


def _is_marked(line: Line) -> bool:
    return line.bullet or bool(_BULLET.match(line.text))


def _is_numbered(line: Line, ended: bool, part: list[Line]) -> bool:
    """Return whether a line begins with the mark of an item, and not with a number of a sentence."""
    match = _MARK.match(line.text)
    if match is None or len(line.words) < 2:
        return False
    gap = line.words[1].left - line.words[0].right
    bare = match[0].isdigit()
    first = _MARK.match(part[0].text)
    follows = first is not None and not bare and _next(first[0]) == match[0].strip("().")
    return (gap > _WIDE * line.size and (ended or not bare)) or (ended and not bare) or follows


def _next(mark: str) -> str:
    """Return the number after one, such as 99.13 after 99.12."""
    head, dot, last = mark.strip("().").rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdigit() else ""


def _leaves_room(before: Line, line: Line, part: list[Line]) -> bool:
    """Return whether the line before ends where the next word would have fitted, or this one is indented."""
    room = before.edges[1] - before.right
    wanted = line.words[0].right - line.words[0].left + 0.3 * line.size
    indented = line.left > before.left + line.size and len(part) > 1
    return indented or (room > wanted + line.size and before.edges[1] - before.edges[0] > 15 * line.size)


def _write_part(part: _Part, text: Text, writer: Writer) -> None:
    first = part.lines[0]
    if first.cells:
        writer.row([_join(list(cell), text)[0] if cell else "" for cell in first.cells])
        return
    words, turns = _join(part.lines, text)
    bullet, mark = _BULLET.match(words), _MARK.match(words)
    title = all(line.bold for line in part.lines) and len(words) < _TITLE
    if first.size in text.large and len(words) < _LONGEST:
        writer.write("heading", "#" * min(text.large.index(first.size) + 1, 5) + " ", words, turns)
    elif first.bullet or (bullet and bullet.end() < len(words)):
        cut = 0 if first.bullet or bullet is None else bullet.end()
        writer.write("item", "- ", words[cut:], [t - cut for t in turns])
    elif mark and not mark[0].isdigit() and not (title and not _ENDED.search(words)):
        writer.write("item", "", words, turns)
    elif title:
        writer.write("paragraph", "**", words, turns, "**")
    else:
        writer.write("paragraph", "", words, turns)


def _join(lines: list[Line], text: Text) -> tuple[str, list[int]]:
    """Return lines as running text, and where in it each new page begins."""
    joined, starts = _join_texts([line.text for line in lines], text)
    return joined, [start for (a, b), start in zip(pairwise(lines), starts, strict=True) if a.page != b.page]


def _join_texts(texts: Sequence[str], text: Text) -> tuple[str, list[int]]:
    """Return texts of lines as one, and where each line but the first begins.

    A hyphen that parts a word at the end of a line becomes a soft hyphen: the word is matched and shown whole, and
    the printed hyphen keeps its place. The hyphen of a compound stays.
    """
    joined, starts = clean(texts[0], "\u00ad"), []
    for line in texts[1:]:
        words = clean(line, "\u00ad")
        head, tail = _BROKEN.search(joined), _GOES_ON.match(words)
        if head and tail:
            hyphen = joined[-1] if _is_compound(head[1].lower(), tail[0].lower(), text) else "\u00ad"
            joined = joined[:-1] + hyphen
        elif joined and words:
            joined += " "
        starts.append(len(joined))
        joined += words
    return joined, starts


def _is_compound(head: str, tail: str, text: Text) -> bool:
    """Return whether two parts of a word keep the hyphen between them: as elsewhere in the text, else by the words."""
    whole, parted = text.words[head + tail], text.words[f"{head}-{tail}"]
    if whole or parted:
        return parted > whole
    joins = head in _COMPOUNDS or not _is_word(head + tail)
    return joins and _is_word(head) and _is_word(tail)


@cache
def _is_word(word: str) -> bool:
    """Return whether English or Spanish has a word."""
    from simplemma import is_known

    return bool(is_known(word, lang=("en", "es"), low_memory=True))
