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
from loaders.formats.file_loader import MEGABYTE, Door, Opened, make_source
from loaders.formats.markup import NUMBERED, Writer, clean
from loaders.formats.ruled import Row, find_tables

if TYPE_CHECKING:
    from pdfminer.layout import LTCurve, LTPage, LTTextLine

_BULLET = re.compile(r"(?:[•●◦○▪■▸►▶➢➤»›‣⁃]|[-–—*](?=\s)|\uf0b7|\uf0a7|o(?=\s+[A-Z]))\s*")
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST_PAGES = 3000
_UNPACKED = 100 * MEGABYTE
"""Bytes that the first megabyte of a packed stream may unpack to; a page or picture packs far less well."""


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
    cells: tuple[str, ...] = ()
    """The cells of a table row, which stands here as one line."""


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
    _check_streams(path, data)
    pages = [list(_find_lines(page)) for page in _read_pages(path, data)]
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


def _check_streams(path: Path, data: bytes) -> None:
    """Raise InputError where a stream unpacks to more than any page or picture holds; nothing large is kept."""
    for begin in (m.end() for m in re.finditer(rb"stream\r?\n", data)):
        unpack, size, rest = zlib.decompressobj(), 0, data[begin : begin + MEGABYTE]
        try:
            while rest and size <= _UNPACKED:
                size += len(unpack.decompress(rest, MEGABYTE))
                rest = unpack.unconsumed_tail
        except zlib.error:
            continue
        if size > _UNPACKED:
            raise InputError(f"{path}: a part of it unpacks to over {_UNPACKED // MEGABYTE} MB. Export it again.")


def _odd_pages(path: Path, pages: list[list[Line]], unmapped: int) -> Iterator[Issue]:
    empty = [str(n) for n, page in enumerate(pages, 1) if not page]
    if empty:
        yield Issue("load", path.name, f"pages without text (pictures?): {', '.join(empty[:20])}")
    if len(pages) == _MOST_PAGES:
        yield Issue("load", path.name, f"only the first {_MOST_PAGES} pages are read", "warning")
    if unmapped:
        yield Issue("load", path.name, f"{unmapped} characters have no Unicode value", "warning")


def _read_pages(path: Path, data: bytes) -> Iterator["LTPage"]:
    """Yield the pages as pdfminer lays them out; InputError at the first that is broken."""
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    broken = (PDFException, PSException, struct.error, zlib.error, ValueError, LookupError, TypeError, AttributeError,
              AssertionError, ArithmeticError, RecursionError, NotImplementedError)  # fmt: skip
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    done = 0
    try:
        for page in extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES):
            yield page
            done += 1
    except PDFEncryptionError as error:
        raise InputError(f"{path}: has a password or another protection. Save it without.") from error
    except broken as error:
        reason = f"{path}, page {done + 1}: is a broken PDF ({type(error).__name__}). Export it again."
        raise InputError(reason) from error
    if not done:
        raise InputError(f"{path}: is a PDF without pages, or a broken one. Export it again.")


def _find_lines(page: "LTPage") -> Iterator[Line]:
    """Yield the lines of a page in reading order, upright ones only; each row of a table with rules is one line."""
    from pdfminer.layout import LTCurve, LTTextBoxHorizontal

    drawn = [d for d in page if isinstance(d, LTCurve)]
    dots = [d for d in drawn if 0.5 < d.width < 8 and 0.5 < d.height < 8]
    printed = [(n, line) for n, box in enumerate(b for b in page if isinstance(b, LTTextBoxHorizontal)) for line in box]
    rows = [(row, table) for table in find_tables(drawn) for row in table]
    ruled = {id(line): place for _, line in printed for place in rows if place[0].holds(line)}
    for _, line in printed:
        if place := ruled.get(id(line)):
            place[0].add(line)
    for number, line in printed:
        if place := ruled.get(id(line)):
            yield from (_make_row(row, number) for row in place[1] if any(row.cells))
            place[1].clear()
        else:
            yield from _make_line(line, number, dots)


def _make_line(line: "LTTextLine", box: int, dots: list["LTCurve"]) -> Iterator[Line]:
    from pdfminer.layout import LTChar

    letters = [c for c in line if isinstance(c, LTChar)]
    text = clean(line.get_text())
    if text and letters:
        size = Counter(round(c.size, 1) for c in letters).most_common(1)[0][0]
        bold = all(_BOLD.search(c.fontname) for c in letters if c.get_text().strip())
        yield Line(text, line.x0, size, bold, box, any(_stands_before(d, line, size) for d in dots))


def _make_row(row: Row, box: int) -> Line:
    texts = tuple(clean(text) for text in row.texts())
    return Line(" ".join(texts), row.edges[0], 0, False, box, cells=texts)


def _stands_before(dot: "LTCurve", line: "LTTextLine", size: float) -> bool:
    """Return whether a small drawing stands where the bullet of a line would."""
    return bool(line.y0 < dot.y0 and dot.y1 < line.y1 and 0 < line.x0 - dot.x1 < 2 * size)


def _write(pages: list[list[Line]], writer: Writer) -> None:
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text) * (not line.cells)
    body = sizes.most_common(1)[0][0]
    large = sorted((s for s in sizes if s > body * 1.12), reverse=True)
    words = Counter(w for line in lines for w in re.findall(r"\w+", line.text.lower()))
    for page in pages:
        writer.page()
        for part in _find_parts(page):
            _write_part(part, large, _join(part, words), writer)


def _write_part(part: list[Line], large: list[float], text: str, writer: Writer) -> None:
    first, bullet, number = part[0], _BULLET.match(text), NUMBERED.match(text)
    if first.cells:
        writer.row(list(first.cells))
    elif first.size in large and len(text) < 300:
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
    if line.cells or before.cells:
        return True
    if line.box != before.box:
        return not _BULLET.fullmatch(before.text + " ")
    if line.bullet or _BULLET.match(line.text) or abs(line.size - before.size) > 0.6:
        return True
    ended = before.text.endswith((".", ":", ";", "?"))
    if NUMBERED.match(line.text):
        return ended or bool(NUMBERED.match(part[0].text))
    if line.bold != before.bold:
        return ended or not line.text[0].islower()
    return len(part) > 1 and ended and line.left > before.left + line.size


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
