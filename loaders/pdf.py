"""PDF: pages, paragraphs, headings by size and weight of letters, lists; read with pdfminer.six."""

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.parts.door import Door, Opened, make_source
from loaders.parts.markup import NUMBERED, Writer, clean

if TYPE_CHECKING:
    from pdfminer.layout import LTCurve, LTPage, LTTextLine

_BULLET = re.compile(r"(?:[•●◦○▪■▸►▶➢➤»›‣⁃]|[-–—*](?=\s)|\uf0b7|\uf0a7|o(?=\s+[A-Z]))\s*")
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST_PAGES = 3000


@dataclass(slots=True)
class Line:
    """One printed line: its text, left edge, size of letters in points, weight, and whether it begins a part."""

    text: str
    left: float
    size: float
    bold: bool
    box: int
    """Number of the text box of the page it stands in."""
    bullet: bool = False
    """Whether a bullet is drawn before it."""


def fits(path: Path, head: bytes) -> float:
    """Return 1 for the magic bytes of PDF, 0.7 for the suffix alone, else 0."""
    if b"%PDF-" in head[:1024]:
        return 1.0
    return 0.7 if path.suffix.lower() == ".pdf" else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the text of a PDF, one form feed before each page but the first."""
    del encoding
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{path}: is no PDF (it does not begin with %PDF-). Export it again.")
    pages = _read_pages(path, data)
    letters = "".join(line.text for page in pages for line in page)
    if not any(c.isalnum() for c in _UNMAPPED.sub("", letters)):
        raise InputError(f"{path}: has {len(pages)} pages but no text: a scan? Run text recognition (OCR) on it first.")
    unmapped = len(_UNMAPPED.findall(letters))
    if unmapped * 10 > len(_UNMAPPED.sub("", letters)):
        raise InputError(f"{path}: its letters can't be told (fonts without a Unicode table). Run OCR on it first.")
    writer = Writer()
    _write(pages, writer)
    return Opened(
        make_source(path, data, writer.text(), "application/pdf", tuple(writer.page_starts)),
        issues=tuple(_odd_pages(path, pages, unmapped)),
    )


def _odd_pages(path: Path, pages: list[list[Line]], unmapped: int) -> Iterator[Issue]:
    empty = [str(n) for n, page in enumerate(pages, 1) if not page]
    if empty:
        yield Issue("load", path.name, f"pages without text (pictures?): {', '.join(empty[:20])}")
    if unmapped:
        yield Issue("load", path.name, f"{unmapped} characters have no Unicode value", "warning")


def _read_pages(path: Path, data: bytes) -> list[list[Line]]:
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    broken = (PDFException, PSException, struct.error, zlib.error, ValueError, LookupError, TypeError, AttributeError,
              AssertionError, ArithmeticError, RecursionError, NotImplementedError)  # fmt: skip
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[list[Line]] = []
    try:
        for page in extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES):
            pages.append(list(_find_lines(page)))
    except PDFEncryptionError as error:
        raise InputError(f"{path}: has a password or another protection. Save it without.") from error
    except broken as error:
        where = f", page {len(pages) + 1}" if pages else ""
        raise InputError(f"{path}{where}: is a broken PDF ({type(error).__name__}). Export it again.") from error
    if not pages:
        raise InputError(f"{path}: is a PDF without pages, or a broken one. Export it again.")
    return pages


def _find_lines(page: "LTPage") -> Iterator[Line]:
    """Yield the lines of a page in reading order, upright ones only."""
    from pdfminer.layout import LTChar, LTCurve, LTTextBoxHorizontal

    dots = [d for d in page if isinstance(d, LTCurve) and 0.5 < d.width < 8 and 0.5 < d.height < 8]
    boxes = [b for b in page if isinstance(b, LTTextBoxHorizontal)]
    for number, box in enumerate(boxes):
        for line in box:
            letters = [c for c in line if isinstance(c, LTChar)]
            text = clean(line.get_text())
            if text and letters:
                size = Counter(round(c.size, 1) for c in letters).most_common(1)[0][0]
                bold = all(_BOLD.search(c.fontname) for c in letters if c.get_text().strip())
                yield Line(text, line.x0, size, bold, number, any(_stands_before(d, line, size) for d in dots))


def _stands_before(dot: "LTCurve", line: "LTTextLine", size: float) -> bool:
    """Return whether a small drawing stands where the bullet of a line would."""
    return bool(line.y0 < dot.y0 and dot.y1 < line.y1 and 0 < line.x0 - dot.x1 < 2 * size)


def _write(pages: list[list[Line]], writer: Writer) -> None:
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    large = sorted((s for s in sizes if s > body * 1.12), reverse=True)
    words = Counter(w for line in lines for w in re.findall(r"\w+", line.text.lower()))
    for page in pages:
        writer.page()
        for part in _find_parts(page):
            _write_part(part, large, _join(part, words), writer)


def _write_part(part: list[Line], large: list[float], text: str, writer: Writer) -> None:
    first, bullet, number = part[0], _BULLET.match(text), NUMBERED.match(text)
    if first.size in large and len(text) < 300:
        writer.heading(min(large.index(first.size) + 1, 5), text)
    elif first.bullet:
        writer.item(1, "-", text)
    elif bullet and bullet.end() < len(text):
        writer.item(1, "-", text[bullet.end() :])
    elif number:
        writer.item(1, number[0], text[number.end() :])
    else:
        writer.paragraph(text, all(line.bold for line in part))


def _find_parts(page: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each heading, paragraph and list item of a page."""
    part: list[Line] = []
    for line in page:
        if part and _begins(line, part):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _begins(line: Line, part: list[Line]) -> bool:
    """Return whether a line begins a new part: another box, size or weight, a mark of its own, or an indent."""
    before = part[-1]
    if line.box != before.box:
        return not _BULLET.fullmatch(before.text + " ")
    if line.bullet or _BULLET.match(line.text) or abs(line.size - before.size) > 0.6:
        return True
    if NUMBERED.match(line.text) or line.bold != before.bold and (before.bold or line.bold):
        return before.text.endswith((".", ":", ";", "?")) or before.bold
    return len(part) > 1 and line.left > before.left + line.size and before.text.endswith((".", ":"))


def _join(part: list[Line], words: Counter[str]) -> str:
    """Return the lines of a part as running text, words parted by a hyphen at the end of a line made whole.

    The hyphen goes where the word stands elsewhere in the document without it; else it is kept as a part of the word.
    """
    text = part[0].text
    for line in part[1:]:
        head, tail = re.search(r"(\w+)[-‐]$", text), re.match(r"[a-zà-ÿ]\w*", line.text)
        if head and tail:
            whole = words[(head[1] + tail[0]).lower()] > 0
            text = (text[:-1] if whole else text) + line.text
        else:
            text += " " + line.text
    return text


loader = Door("pdf", fits, opens)
