"""The lines of a text and what their form alone says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graphkit.text.blocks.profile import Profile
from graphkit.text.document import BlockKind, Span

INVISIBLE = "".join(map(chr, (*range(32), 0x7F, 0x85, 0xA0, 0xAD, 0x61C, *range(0x200B, 0x2010), 0x2028, 0x2029)))
INVISIBLE += "\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u202f\ufeff"
"""Control characters, odd spaces, zero-width characters and marks of writing direction."""
_BLANK = INVISIBLE + " \u2000\u2001\u2002\u2003\u2009\u3000"
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_MARKUP = re.compile(rf"</?[a-zA-Z][^<>\n]{{0,60}}>|\*+|`+|(?<!\w)_+|_+(?!\w)|[{INVISIBLE[:9]}{INVISIBLE[10:]}]+")
_MARKED = re.compile(rf"[<*`_{INVISIBLE[:9]}{INVISIBLE[10:]}]")
_MARK = re.compile(
    r"(?:[-*+•▪▫◦●○·▶►▸➢➤»›→✓✔❖◇◆■□‣⁃–—§]|o(?=\s+[A-ZÁÉÍÓÚÑ¿“\"])|\\?\(?\d{1,3}\\?[.)](?!\d)"
    r"|\d{1,2}(?:(?:\.\d{1,2}){1,4}\.|(?:\.\d{1,2}){2,4})(?=[ \t\xa0]+[a-zß-ÿ])"  # "2.1. light the", not "2.5 million"
    r"|\\?\(?[A-Za-z]\\?\)|\\?\(?[ivx]{1,5}\\?[.)]|\\?\(?[IVX]{1,5}\\?\))"  # converters write "\\(i\\)"
    r"(?:[ \t\xa0]+|(?<=\))(?=[A-ZÁÉÍÓÚÑ]))"
)
_COUNTED = re.compile(r"(?<![^\s])\d{1,3}(?:\.\d{1,3}){1,4}\.?[ \t\xa0]+(?=[\"'“‘«¿¡(\[*_]*[^\W\d_])")
"""The number of a numbered paragraph within another, such as 99.12; also that of a heading."""
_CLOSED = re.compile(r"[.;:!?)][\"'”’»)\]*_⁰¹²³⁴⁵⁶⁷⁸⁹;.]*$")
_QUOTE = re.compile(r"(?:>[ \t\xa0]?)+")
_MORE_THAN = re.compile(r">\s?\d")
_HASHES = re.compile(r"#{1,6}\s*")
_PAGE = re.compile(
    r"\W*(?:(?:page|página|pág|p)\W*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\W*(?:of|de|/)\W*\d{1,4})?\W*$", re.IGNORECASE
)
_IMAGE = re.compile(r"(?:!?\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)\s*|<img\b[^<>\n]{0,400}>\s*|<!--.*?-->\s*)+$")
_CREDIT = re.compile(
    r"(?:(?:cover )?photo(?:s|graphs?)?\b|foto(?:s|graf[ií]as?)?\b|©).{0,20}"
    r"(?:\bby\b|:|/|©|\bde\b|\bpor\b|\d{4})",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:sources?|fuentes?|notes?|nota|elaboración propia|prepared by)\s*:", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:graph|figure|fig\.|table|chart|map|gráfic[oa]|figura|cuadro|tabla|mapa)\s+\d{1,3}\s*[.:–-]", re.IGNORECASE
)
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*\S|\[\^?[\d*†‡]{1,3}\]:?\s|<sup>\d{1,3}</sup>")
_LINK = re.compile(r"(?:https?://|www\.)\S+$|[^\s@]+@[^\s@]+\.\w+$")
_SIGNED = re.compile(r"[^.:;!?]{2,90}[,(]\s*(?:19|20)\d\d[a-z]?\)?(?:\s*[:,]\s*(?:pp?\.\s*)?\d{1,4})?\.?$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_PAGED = re.compile(r"(?:[.…\s]{2,}|\t|\s)(?:ns: )?\d{1,4}\W*$")
_WORD = re.compile(r"\w+")
_BOLD = re.compile(r"(?:\*\*|__|</?[bu]>|</?strong>)+[^*<_]+(?:\*\*|__|</?[bu]>|</?strong>)+[\s:]*$", re.IGNORECASE)
_SHORT, _LONG, _NEAR = 300, 160, 14


@dataclass(slots=True)
class Line:
    """One line that holds something; ``start`` and ``end`` leave out marks and blanks at its ends."""

    start: int
    end: int
    indent: int
    gap: bool
    """Whether a blank line or the start of the text stands before it."""
    kind: BlockKind = "paragraph"
    marker: str = ""
    hashes: int = 0
    plain: str = ""
    """Its first characters without markup."""
    whole: bool = True
    """Whether ``plain`` is all of it."""
    cells: tuple[Span, ...] = field(default=())
    last: bool = False
    """Whether a blank line or the end of the text comes after it."""
    source: bool = False
    """Whether it says where a text box was taken from."""
    bold: bool = False
    """Whether all of it is in bold type."""
    mark_length: int = 0
    """Characters of the list marks and blanks before ``start``."""
    quoted: bool = False
    """Whether it stands in a block quote of Markdown."""

    @property
    def key(self) -> str:
        """Its words alone, for comparing lines."""
        return fold_line(self.plain)


def fold_line(plain: str) -> str:
    """Return the words of a line in lower case, joined by blanks."""
    return " ".join(_WORD.findall(plain.casefold()))


def read_lines(text: str, profile: Profile) -> list[Line]:
    """Return the lines that hold something, each with the kind its form alone shows."""
    lines = list(_find_lines(text))
    for line, following in pairwise(lines):
        line.last = following.gap
    if lines:
        lines[-1].last = True
    furniture, counted = profile.pattern("furniture"), _find_counted(lines, text)
    for line in lines:
        _look_at(line, text, furniture, line.start in counted)
    _mark_lower_cells(lines, text)
    _mark_contents(lines, profile)
    return lines


def _find_lines(text: str) -> Iterator[Line]:
    before, inside = 0, False
    for match in _LINE.finditer(text):
        raw, begin = match[0], match.start()
        gap = text.count("\n", before, begin) > 1 or text.count("\f", before, begin) > 0 or not before
        quote = _QUOTE.match(raw) if inside or not _MORE_THAN.match(raw) else None
        if quote:
            raw, begin = raw[quote.end() :], quote.end() + begin
        bare = raw.lstrip(_BLANK)
        if not bare:
            continue
        indent = len(raw) - len(bare)
        # A line right behind a quoted one goes on with it, marked or not.
        quoted = quote is not None or (inside and not gap)
        gap = gap or (quoted and not inside)
        start, before, inside = begin + indent, match.end(), quoted
        indent += raw.count("\t", 0, indent) * 3
        yield Line(start, begin + len(raw.rstrip(_BLANK)), indent, gap, quoted=inside)


def _look_at(line: Line, text: str, furniture: re.Pattern[str], counted: bool) -> None:
    raw = text[line.start : min(line.end, line.start + _SHORT)]
    line.whole = line.end - line.start <= _SHORT
    line.plain = _strip_markup(raw)
    if line.whole and (_is_furniture(raw, line.plain) or furniture.match(line.plain)):
        line.kind = "furniture"
    elif match := _HASHES.match(raw):
        line.kind, line.hashes = "heading", match[0].count("#")
        line.start += match.end()
        line.end -= len(raw) - len(raw.rstrip(" #")) if line.whole else 0
        line.plain = line.plain.strip("# ")
    elif line.whole and _is_contents(line.plain):
        line.kind = "contents"
    elif cells := _find_cells(text, line):
        line.kind, line.cells = "row", cells
    elif _NOTE.match(raw) or (line.whole and all(_LINK.match(w.strip("<>()[]*,.;:")) for w in raw.split())):
        line.kind = "note"
    elif line.whole and (_SOURCE.match(line.plain) or _CAPTION.match(line.plain) or _is_signature(line)):
        line.kind, line.source = "note", not _CAPTION.match(line.plain)
    else:
        line.bold = line.whole and bool(_BOLD.match(raw))
        _read_marks(line, text, counted)


def _strip_markup(raw: str) -> str:
    return _MARKUP.sub("", raw).strip(_BLANK) if _MARKED.search(raw) else raw.strip(_BLANK)


def _is_furniture(raw: str, plain: str) -> bool:
    if not any(c.isalnum() for c in plain):
        return True
    return bool(_PAGE.match(plain) or _IMAGE.match(raw) or (len(plain) < 160 and _CREDIT.match(plain)))


def _is_signature(line: Line) -> bool:
    return line.gap and line.last and len(line.plain) < 140 and bool(_SIGNED.match(line.plain))


def _is_contents(plain: str) -> bool:
    return bool(_LEADERS.search(plain) and _PAGED.search(plain))


def _find_cells(text: str, line: Line) -> tuple[Span, ...]:
    piped = text[line.start] == "|" and text.count("|", line.start, line.end) > 1
    if not piped and text.find("\t", line.start, line.end) < 0:
        return ()
    cells, start = [], line.start
    for part in text[line.start : line.end].split("|" if piped else "\t"):
        bare = part.strip(_BLANK)
        if bare:
            begin = start + part.index(bare)
            cells.append(Span(begin, begin + len(bare)))
        start += len(part) + 1
    columns = any(not text[c.start].islower() for c in cells[1:])
    return tuple(cells) if columns or piped else ()


def _read_marks(line: Line, text: str, counted: bool) -> None:
    at = line.start
    marks: list[str] = []
    if counted and (number := _COUNTED.match(text, at, line.end)):
        marks, at = [number[0].strip(_BLANK)], number.end()
    while len(marks) < 3 and (match := _MARK.match(text, at, line.end)):
        marks.append(match[0].strip(_BLANK))
        at = match.end()
    if marks and at < line.end:
        line.kind, line.marker, line.mark_length, line.start = "item", " ".join(marks), at - line.start, at
        line.plain = _strip_markup(text[at : min(line.end, at + _SHORT)])


def _find_counted(lines: list[Line], text: str) -> set[int]:
    """Return where the lines start that a number of several parts counts, each soon after the one before it.

    The same number before a heading is alone: the text of its section comes before the next one.
    """
    found: set[int] = set()
    before: tuple[int, int, list[int]] | None = None
    for index, line in enumerate(lines):
        match = _COUNTED.match(text, line.start, line.end)
        if match is None or not _is_closed(text, line):
            continue
        number = [int(part) for part in match[0].split()[0].strip(".").split(".")]
        if before and index - before[0] <= _NEAR and number == [*before[2][:-1], before[2][-1] + 1]:
            found |= {before[1], line.start}
        before = (index, line.start, number)
    return found


def _is_closed(text: str, line: Line) -> bool:
    """Return whether a line after a number like 2.1 is a sentence, not a heading: it has an end, or goes on below."""
    return bool(_CLOSED.search(text, max(line.start, line.end - 8), line.end)) or line.end - line.start > _LONG


def _mark_lower_cells(lines: list[Line], text: str) -> None:
    """A line that begins with a tab under a table row holds the row's further cells."""
    for row, line in pairwise(lines):
        before = line.start - line.mark_length - 1
        if row.kind == "row" and not line.gap and line.kind in ("paragraph", "item") and text[before] == "\t":
            line.start -= line.mark_length
            line.kind, line.marker, line.mark_length = "row", "", 0
            line.cells = (Span(line.start, line.end),)


def _mark_contents(lines: list[Line], profile: Profile) -> None:
    heading, inside, missed = profile.pattern("contents"), False, 0
    for line in lines:
        if line.whole and heading.match(line.plain):
            line.kind, inside, missed = "contents", True, 0
        elif inside and line.kind != "furniture":
            paged = _PAGED.search(line.plain) and line.whole and not line.hashes
            missed = 0 if paged else missed + 1
            inside = missed < 3 and not line.hashes and line.whole
            line.kind = "contents" if paged else line.kind
