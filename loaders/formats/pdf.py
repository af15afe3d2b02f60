"""PDF: pages, columns, paragraphs, headings by size and weight of letters, lists, tables, notes; read with PDFium."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.formats.file_loader import Door, Opened, make_source
from loaders.formats.markup import Writer
from loaders.formats.pdf_furniture import sort_pages
from loaders.formats.pdf_letters import Sheet, read_sheets
from loaders.formats.pdf_lines import find_lines
from loaders.formats.pdf_parts import write_pages
from loaders.formats.pdf_scan import read_scan
from loaders.formats.pdf_words import Line

_MOST_PAGES = 3000
_MOST_UNMAPPED = 0.1
"""Share of letters without a Unicode value from which a text can't be read."""


def fits(path: Path, head: bytes) -> float:
    """Return 1 for the magic bytes of PDF, 0.7 for the suffix alone, else 0."""
    if b"%PDF-" in head[:1024]:
        return 1.0
    return 0.7 if path.suffix.lower() == ".pdf" else 0.0


def opens(path: Path, data: bytes, password: str | None) -> Opened:
    """Return the text of a PDF; a form feed comes before each page that begins with a new paragraph."""
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{path}: is no PDF (it does not begin with %PDF-). Export it again.")
    return _read(path, data, password)


def _read(path: Path, data: bytes, password: str | None) -> Opened:
    sheets: list[Sheet] = []
    pages: list[list[Line]] = []
    for sheet in read_sheets(path, data, password, _MOST_PAGES):
        pages.append(find_lines(sheet, len(pages) + 1))
        sheets.append(Sheet(sheet.letters[:1], [], sheet.sideways, sheet.unmapped))
    if not (letters := sum(c.isalnum() for page in pages for line in page for c in line.text)) and pages:
        return read_scan(path, data, len(pages), _read)
    _check_letters(path, letters, pages, sheets)
    sorted_pages, symbol = sort_pages(pages)
    writer = Writer()
    write_pages(sorted_pages, writer)
    source = make_source(path, data, writer.text(), "application/pdf", tuple(writer.page_starts))
    return Opened(source, {"symbol": symbol} if symbol else {}, tuple(_odd_pages(path, sheets)))


def _check_letters(path: Path, letters: int, pages: Sequence[list[Line]], sheets: Sequence[Sheet]) -> None:
    if not pages:
        raise InputError(f"{path}: is a PDF without pages, or a broken one. Export it again.")
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped > _MOST_UNMAPPED * letters:
        raise InputError(f"{path}: its letters can't be told (fonts without a Unicode table). Run OCR on it first.")


def _odd_pages(path: Path, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    empty = [str(n) for n, sheet in enumerate(sheets, 1) if not sheet.letters]
    if empty:
        yield Issue("load", path.name, f"pages without text (pictures?): {', '.join(empty[:20])}")
    if len(sheets) == _MOST_PAGES:
        yield Issue("load", path.name, f"only the first {_MOST_PAGES} pages are read", "warning")
    if sideways := sum(sheet.sideways for sheet in sheets):
        yield Issue("load", path.name, f"{sideways} letters printed sideways or aslant are left out")
    if unmapped := sum(sheet.unmapped for sheet in sheets):
        yield Issue("load", path.name, f"{unmapped} characters have no Unicode value", "warning")


loader = Door("pdf", fits, opens, locked=True)
