"""What is printed on a page besides its running text: running heads, page numbers, letterhead, notes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.formats.pdf_words import Line

_EDGE = 3
"""Lines at the head and at the foot of a page among which its furniture is."""
_FEWEST, _SHARE = 3, 0.2
"""Pages on which a running head is, at least, and their share of all."""
_HEIGHT = 6.0
"""Points by which the places of a running head differ at most."""
_NUMBER = re.compile(
    r"\W*(?:(?:page|página|pág\.?|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|de)\s*\d{1,4})?\W*", re.I
)
_PAGED = re.compile(r"^\d+|\d+$")
"""The number of the page in a running head."""
_JOB = re.compile(r"GE\.\d\d-\d{5}.*")
"""The number that the printers of the United Nations give a document."""
SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Za-z0-9][\w.-]*){2,8}")
"""The symbol of a document of the United Nations, such as A/HRC/22/8."""
_LETTERHEAD = re.compile(r"Distr\.|Original\s*:")
_HEAD = 14
"""Lines of a first page among which its letterhead is."""
_SMALL = 0.93
"""Size of notes at most, as a share of the text above them."""
_APART = 2.0
"""Gap above notes without marks in the text, in sizes of their letters."""
_FAR, _MARGIN = 4.0, 60.0
"""Gap above small print at the foot of a page, in sizes of its letters, and its height above the foot in points."""
_PROSE = 40
"""Letters of a line that headings seldom have."""
_NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,3}|[a-z](?=\s))[.)]?\s*(?=[^\s\d.,)])")

_GOES_ON = re.compile(r"[,-]\n|[^\W\d_][\"'”’»)\]]*\n[^\W\d_A-ZÀ-ÖØ-Þ]")
"""A line that breaks off, and one that goes on in small letters."""


@dataclass(slots=True)
class Note:
    """A foot- or endnote: its mark and its lines."""

    mark: str
    lines: list[Line]


@dataclass(slots=True)
class Page:
    """The lines of a page sorted by what they are, each in reading order."""

    body: list[Line]
    notes: list[Note] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    """Its letterhead."""
    foot: list[Line] = field(default_factory=list)
    """Small print at its foot."""


def sort_pages(pages: Sequence[list[Line]]) -> tuple[list[Page], str | None]:
    """Return the pages without running heads and page numbers, notes apart; and the symbol of the document."""
    heads = _find_running(pages)
    sorted_pages = [Page([line for line in page if id(line) not in heads]) for page in pages]
    symbol = next((m[0] for page in pages[:2] for line in page[:_HEAD] if (m := SYMBOL.fullmatch(line.text))), None)
    if pages and pages[0]:
        _take_letterhead(sorted_pages[0], pages[0])
    sizes = _weigh(line for page in sorted_pages for line in page.body if not line.raised)
    known: set[str] = set()
    before = Page([])
    for page in sorted_pages:
        known |= {m for line in page.body for mark in _find_marks(line) for m in mark.split(",")}
        _take_notes(page, known, max(sizes, key=lambda s: (sizes[s], s), default=0.0))
        _go_on_with_note(page, before)
        before = page
        _take_small_print(page)
    return sorted_pages, symbol


def _weigh(lines: Iterable[Line]) -> Counter[float]:
    """Return sizes of letters with how many are printed in lines as long as those of running text."""
    sizes = Counter[float]()
    for line in lines:
        if not line.cells and not line.bold and (len(line.text) >= _PROSE or line.text.endswith((".", ";"))):
            sizes[line.size] += len(line.text)
    return sizes


def _find_marks(line: Line) -> list[str]:
    return [w.text for w in line.words[1:] if line.is_raised(w)]


def _find_running(pages: Sequence[list[Line]]) -> set[int]:
    """Return the ids of the lines that recur at the head or foot of pages, and of those that number the pages."""
    places: dict[str, list[tuple[float, int, Line]]] = defaultdict(list)
    found: set[int] = set()
    for number, page in enumerate(pages):
        heights = sorted({round(line.base) for line in page if not line.cells})
        edges = {*heights[:_EDGE], *heights[-_EDGE:]}
        for line in page:
            if round(line.base) not in edges or line.cells:
                continue
            outermost = round(line.base) in (*heights[:1], *heights[-1:])
            if (outermost and _NUMBER.fullmatch(line.text)) or _JOB.fullmatch(line.text):
                found.add(id(line))
            else:
                places[_PAGED.sub("#", line.text.casefold())].append((line.base, number, line))
    for held in places.values():
        for base, _, line in held:
            near = {n for other, n, _ in held if abs(other - base) <= _HEIGHT}
            if len(near) >= max(_FEWEST, _SHARE * len(pages)):
                found.add(id(line))
    return found


def _take_letterhead(page: Page, printed: list[Line]) -> None:
    """Take the lines down to 'Distr.' and 'Original' of a document of the United Nations out of the running text."""
    marks = [line for line in printed[:_HEAD] if _LETTERHEAD.match(line.text)]
    if marks and any(SYMBOL.fullmatch(line.text) for line in printed[:_HEAD]):
        foot = min(line.base for line in marks)
        page.head = [line for line in printed[:_HEAD] if line.base >= foot - 1]
        taken = set(map(id, page.head))
        page.body = [line for line in page.body if id(line) not in taken]


def _take_notes(page: Page, known: set[str], usual: float) -> None:
    """Take the notes of a page out of its running text.

    A note begins with its mark, raised or known from the text, in letters smaller than the text above (or, where that
    is headings only, than the ``usual`` ones); where the text shows no such mark, after a gap.
    """
    body: list[Line] = []
    above = Counter[float]()
    note: Note | None = None
    for before, line in zip([None, *page.body], page.body, strict=False):
        small = line.size < _SMALL * (above.most_common(1)[0][0] if above else usual)
        if note is not None and (line.column != note.lines[0].column or line.size > note.lines[0].size + 0.5):
            note = None
        if (mark := _begins_note(line, before, known, small)) and (small or note is not None or line.raised):
            note = Note(mark, [line])
            page.notes.append(note)
        elif note is not None and not line.cells:
            note.lines.append(line)
        else:
            body.append(line)
            above.update(_weigh([line]))
    page.body = body


def _go_on_with_note(page: Page, before: Page) -> None:
    """Give the last note of the page before, where it breaks off, the small lines below this page's text."""
    if not before.notes:
        return
    note = before.notes[-1]
    end = note.lines[-1]
    first = len(page.body)
    while first and not page.body[first - 1].cells and abs(page.body[first - 1].size - end.size) < 0.3:
        first -= 1
    text, rest = page.body[:first], page.body[first:]
    if text and rest and end.size < _SMALL * text[-1].size and _GOES_ON.search(f"{end.text}\n{rest[0].text}"):
        note.lines += rest
        page.body = text


def _take_small_print(page: Page) -> None:
    """Take what is printed small at the foot of a page, far below the text, out of the running text."""
    upright = [line for line in page.body if not line.cells]
    foot = min((line.base for line in upright), default=0.0)
    small = [line for line in upright if line.base < foot + _HEIGHT]
    rest = [line for line in page.body if line.base >= foot + _HEIGHT]
    if rest and 0 < len(small) < _EDGE:
        lowest = min(rest, key=lambda line: line.base)
        size = max(line.size for line in small)
        if size < _SMALL * lowest.size and lowest.base - foot > _FAR * size and foot < _MARGIN:
            page.foot, page.body = small, rest


def _begins_note(line: Line, before: Line | None, known: set[str], small: bool) -> str | None:
    match = _NOTE.match(line.text)
    if line.cells or not (match or line.raised):
        return None
    mark = line.raised or (match[1] if match else "")
    if mark in known:
        return mark
    apart = before is not None and before.base - line.base > _APART * line.size
    near = before is not None and before.base > line.base and abs(before.size - line.size) < 0.3
    numbered = mark.isdigit() and (apart or (near and str(int(mark) - 1) in known))
    if (line.raised and (small or apart)) or (small and numbered) or mark.startswith("*"):
        known.add(mark)
        return mark
    return None


def without_mark(note: Note) -> str:
    """Return the first line of a note without its mark."""
    first = note.lines[0]
    if first.raised:
        return "".join((" " if w.spaced else "") + w.text for w in first.words[1:]).strip()
    match = _NOTE.match(first.text)
    return first.text[match.end() :] if match else first.text
