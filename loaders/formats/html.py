"""HTML: headings, paragraphs, lists, tables and notes of the main content; scripts, styles and navigation dropped."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.formats.decoding import decode
from loaders.formats.file_loader import MEGABYTE, Door, Opened, make_source
from loaders.formats.html_main import find_main
from loaders.formats.html_parts import remove_furniture, remove_hidden
from loaders.formats.markup import Writer, clean

if TYPE_CHECKING:
    from bs4 import Tag

_HEAD = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DROP = re.compile("script|style|noscript|template|svg|math|nav|iframe|object|form|button|input|select|head")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|header"
    "|hr|html|main|p|section|summary|table|tbody|td|tfoot|th|thead|tr"
)
_NOTE_ID = re.compile(
    r"_?(?:fn|ftn|edn|footnote|endnote|note|nota|cite_note|sdfootnote)[-_:]?\d{1,4}(?:sym)?$", re.IGNORECASE
)
"""Ids of the notes of a page, as Word, LibreOffice, MediaWiki and Markdown write them."""
_NOTE_LINK = re.compile(r"#_?(?:fn|ftn|edn|footnote|endnote|note|nota|cite_note|sdfootnote)[-_:]?\d", re.IGNORECASE)
_DEEPEST = 200
_UNKNOWN_MAIN = (
    "the page does not say which part of it is the content, so all of it is read, menus too; "
    "pip install 'graphkit[web]' finds the content"
)


def fits(path: Path, head: bytes) -> float:
    """Return 0.95 for what begins as HTML, 0.7 for the suffix alone, else 0."""
    if _HEAD.match(head):
        return 0.95
    return 0.7 if path.suffix.lower() in (".html", ".htm", ".xhtml") else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the content of a page in Markdown's form, and what its head states of title and date.

    Not the language: pages often declare that of their template, and the text itself tells better.
    """
    from bs4 import BeautifulSoup

    declared = _CHARSET.search(data[:4096])
    asked = encoding or (declared[1].decode("ascii") if declared else None)
    text, issues = decode(path, data, asked)
    try:
        soup = BeautifulSoup(text.lstrip("\ufeff"), "lxml")
    except (AssertionError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: can't be read as HTML ({error}).") from error
    stated = {"title": _title(soup), "date": _date(soup), "url": _address(soup)}
    writer = Writer()
    page = _Page(writer)
    heading = soup.find("h1")
    main, known = _content(soup)
    if not known:
        issues.append(Issue("load", path.name, _UNKNOWN_MAIN, "warning"))
    if heading is not None and main.find("h1") is None and heading.find_parent(["body", "html"]) is not None:
        writer.heading(1, _inline(heading))
    page.walk(main)
    page.flush()
    source = make_source(path, data, writer.text(), "text/html")
    return Opened(source, {k: v for k, v in stated.items() if v}, tuple(issues))


def _content(soup: "Tag") -> "tuple[Tag, bool]":
    """Return the main part of a page, without what is hidden and what is around the content, and if it was found."""
    remove_hidden(soup)
    main, known = find_main(soup)
    remove_furniture(main)
    return main, known


def _address(soup: "Tag") -> str:
    """Return the address that a page gives as its own."""
    link = soup.find("link", rel="canonical") or soup.find("meta", attrs={"property": "og:url"})
    value = str(link.get("href") or link.get("content") or "") if link else ""
    return value if value.startswith("http") else ""


def _title(soup: "Tag") -> str:
    heading = soup.find("h1") or soup.title
    return clean(heading.get_text(" ")) if heading else ""


def _date(soup: "Tag") -> str:
    for name in ("dcterms.date", "DC.date", "date", "article:published_time"):
        meta = soup.find("meta", attrs={"name": name}) or soup.find("meta", attrs={"property": name})
        if meta and (match := re.match(r"\d{4}(?:-\d{2}){0,2}", str(meta.get("content", "")))):
            return match[0]
    return ""


class _Page:
    """Writes the elements of a page in their order; running text collects until a block begins or ends."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.running: list[tuple[str, bool]] = []
        """Texts since the last block, and whether each is bold."""
        self.counters: list[int | None] = []
        """For each open list the number of its last item; None where items have no numbers."""
        self.mark: str | None = None
        """The mark of the item that the running text will begin."""

    def walk(self, tag: "Tag", depth: int = 0, bold: bool = False) -> None:
        """Write what an element holds."""
        from bs4 import CData, Tag
        from bs4.element import NavigableString

        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child, depth + 1, bold)
            elif type(child) in (NavigableString, CData):
                self.running.append((str(child), bold))

    def element(self, tag: "Tag", depth: int, bold: bool) -> None:
        """Write one element."""
        name = tag.name.lower()
        if _DROP.fullmatch(name):
            return
        if _NOTE_ID.match(str(tag.get("id", ""))) and name in ("li", "p", "div", "aside", "section"):
            self.note(tag)
            return
        special = {"ul": self.list, "ol": self.list, "menu": self.list, "li": self.item, "pre": self.verbatim,
                   "table": self.table, "sup": self.superscript, "br": self.line_break,
                   "a": self.link}  # fmt: skip
        if depth > _DEEPEST:
            self.running.append((tag.get_text(" "), bold))
        elif re.fullmatch(r"h[1-6]", name):
            self.flush()
            self.writer.heading(int(name[1]), _inline(tag))
        elif name in special and not _is_layout(tag):
            special[name](tag, depth)
        elif _BLOCKS.fullmatch(name):
            self.flush()
            self.walk(tag, depth, bold)
            self.flush()
        else:
            self.walk(tag, depth, bold or name in ("b", "strong"))

    def list(self, tag: "Tag", depth: int) -> None:
        """Write a list and those within it."""
        self.flush()
        self.counters.append(_number(tag, "start", 1) - 1 if tag.name == "ol" else None)
        self.walk(tag, depth)
        self.flush()
        self.counters.pop()

    def item(self, tag: "Tag", depth: int) -> None:
        """Write a list item; its first running text gets the mark."""
        self.flush()
        count = self.counters[-1] if self.counters else None
        if count is not None:
            self.counters[-1] = count = _number(tag, "value", count + 1)
        self.mark = f"{count}." if count is not None else "-"
        self.walk(tag, depth)
        self.flush()
        self.mark = None

    def table(self, tag: "Tag", depth: int) -> None:
        """Write the caption and the rows of a table; a table within a cell comes after the row it stands in."""
        self.flush()
        if tag.caption:
            self.writer.paragraph(_inline(tag.caption))
        for row in _own(tag, "tr", tag):
            cells = _own(row, ["td", "th"], tag)
            inner = [table for cell in cells for table in _own(cell, "table", tag)]
            for table in inner:
                table.extract()
            self.writer.row([_inline(cell) for cell in cells])
            for table in inner:
                self.table(table, depth + 1)

    def verbatim(self, tag: "Tag", depth: int) -> None:
        """Write preformatted text, paragraph by paragraph."""
        self.flush()
        for part in re.split(r"\n\s*\n", tag.get_text()):
            self.writer.paragraph(part)

    def superscript(self, tag: "Tag", depth: int) -> None:
        """Keep the mark of a note as ``[^mark]``, other raised text as it is."""
        mark = clean(tag.get_text()).strip("[]()")
        self.running.append((f"[^{mark}]" if mark.isdigit() else mark, False))

    def link(self, tag: "Tag", depth: int) -> None:
        """Write a link as its words; one to a note of the page as the note's mark."""
        mark = clean(tag.get_text()).strip("[]()")
        if _NOTE_LINK.search(str(tag.get("href", ""))) and mark.isdigit():
            self.running.append((f"[^{mark}]", False))
        else:
            self.walk(tag, depth)

    def note(self, tag: "Tag") -> None:
        """Write a note of the page, without the link back to its mark."""
        self.flush()
        for back in tag.find_all("a", href=re.compile("^#")):
            back.extract()
        number = re.search(r"\d+", str(tag.get("id", "")))
        text = re.sub(r"^\W*\d{1,3}\W+|^[\[\](). ]+", "", _inline(tag))
        self.writer.note(number[0] if number else "*", text)

    def line_break(self, tag: "Tag", depth: int) -> None:
        """Keep a line break; the second of two ends the paragraph."""
        if self.running and self.running[-1][0] == "\n":
            self.flush()
        else:
            self.running.append(("\n", False))

    def flush(self) -> None:
        """Write the running text as an item or paragraph."""
        text = "".join(part for part, _ in self.running)
        bold = all(b for part, b in self.running if part.strip())
        self.running.clear()
        if not text.strip():
            return
        if self.mark is not None:
            self.writer.item(max(len(self.counters), 1), self.mark, text)
            self.mark = None
        else:
            self.writer.paragraph(text, bold)


def _inline(tag: "Tag") -> str:
    """Return the running text of an element, notes marked, blocks within it parted by blanks."""
    page = _Page(Writer())
    page.walk(tag)
    page.flush()
    return " ".join(part.strip().strip("*") for part in page.writer.parts)


def _own(tag: "Tag", names: str | list[str], table: "Tag") -> list["Tag"]:
    """Return the elements of these names within a tag that belong to a table, not to one within it."""
    found = tag.find_all(names)
    return [one for one in found if one.find_parent("table") is table]


def _is_layout(table: "Tag") -> bool:
    """Return whether an element is a table that arranges a page: one cell a row, or most of it in tables within."""
    if table.name != "table":
        return False
    inner = sum(len(t.get_text()) for t in _own(table, "table", table))
    rows = [_own(row, ["td", "th"], table) for row in _own(table, "tr", table)]
    return 2 * inner > len(table.get_text()) or all(len(cells) < 2 for cells in rows)


def _number(tag: "Tag", attribute: str, default: int) -> int:
    value = str(tag.get(attribute, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default


loader = Door("html", fits, opens, limit=20 * MEGABYTE)
