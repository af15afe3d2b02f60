"""DOCX: headings, lists, tables, text boxes, foot- and endnotes of a Word document, in Markdown's form."""

import io
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from loaders.formats.docx_xml import (
    W,
    ends_deleted,
    find_between,
    find_cells,
    is_bold,
    make_spanned,
    read_depth,
    read_formats,
    read_part,
)
from loaders.formats.file_loader import MEGABYTE, Door, Opened, make_source
from loaders.formats.markup import Writer, clean

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0"
_UNPACKED = {"text": 60 * MEGABYTE, "parts": 500 * MEGABYTE}
"""Bytes that the texts and all parts of an archive may unpack to: more than any document's, less than a zip bomb's."""
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")
_HIDDEN = frozenset([*(W + n for n in _UNSEEN), _MC + "Fallback"])
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STRUCK = ("vanish", "webHidden", "strike", "dstrike")
_OFF = ("0", "false", "off", "none")
_MOST_PARAGRAPHS = 3
"""Paragraphs of a cell that is no text of its own."""
_BULLETS = frozenset(("bullet", "none", None))


def fits(path: Path, head: bytes) -> float:
    """Return 0.95 for a zip archive with the suffix, 0.9 for one that names Word parts, 0.7 for the suffix alone."""
    suffix = path.suffix.lower() == ".docx"
    if head.startswith(b"PK\x03\x04"):
        return 0.95 if suffix else 0.9 if b"word/" in head else 0.0
    return 0.7 if suffix else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the content of a Word document, and the title of its properties."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    del encoding
    if data.startswith(_OLE):
        raise InputError(f"{path}: is locked by a password, or an old document. Save it as .docx without one.")
    broken = (PackageNotFoundError, LxmlError, zlib.error, struct.error, LookupError, ValueError, TypeError,
              AttributeError, OSError, EOFError, RuntimeError)  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(path, archive)
        return _read(path, data, Document(io.BytesIO(data)))
    except zipfile.BadZipFile as error:
        raise InputError(f"{path}: is no Word document (its archive is broken: {error}). Save it again.") from error
    except broken as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: can't be read as a Word document ({reason}). Save it again.") from error


def _read(path: Path, data: bytes, word: "WordDocument") -> Opened:
    writer = Writer()
    body = _Body(word, writer)
    body.write(word.element.body)
    body.write_notes()
    title = clean(word.core_properties.title or "")
    return Opened(make_source(path, data, writer.text(), _MEDIA), {"title": title} if title else {})


def _check_archive(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise InputError for a zip archive that is no Word document, or whose texts unpack to more than they may."""
    texts = [i for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))]
    if not any(i.filename.startswith("word/") for i in texts):
        raise InputError(f"{path}: is a zip archive but no Word document. Unpack it and give the files in it.")
    sizes = {"text": sum(i.file_size for i in texts), "parts": sum(i.file_size for i in archive.infolist())}
    for what, size in sizes.items():
        if size > _UNPACKED[what]:
            raise InputError(f"{path}: unpacks to {size // MEGABYTE} MB of {what}; no document has so much. Split it.")


class _Body:
    """Writes the paragraphs and tables of a Word document in their order."""

    def __init__(self, word: "WordDocument", writer: Writer) -> None:
        self.word, self.writer = word, writer
        self.styles = {s.get(W + "styleId"): s for s in word.styles.element.iter(W + "style")}
        self.formats = read_formats(read_part(word, "numbering"))
        self.counts: dict[tuple[str, int], int] = defaultdict(int)
        self.notes: list[tuple[str, str]] = []
        """Kind and id of the notes referred to, in their order."""
        self.cut = ""
        """Text of paragraphs whose end was deleted: the next paragraph goes on with it."""

    def write(self, container: Any) -> None:
        """Write what a body, cell, text box or content control holds."""
        for child in container:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
                self.write(child)

    def paragraph(self, p: Any) -> None:
        """Write a paragraph as a heading, list item or running text, then the text boxes anchored in it."""
        text = self.cut + "".join(self.texts(p))
        self.cut = text if ends_deleted(p) else ""
        if self.cut or ends_deleted(p):
            return
        names = [name.get(W + "val", "").lower() for s in self.chain(p) for name in s.iterchildren(W + "name")]
        level = self.heading_level(p, names)
        place = self.list_place(p)
        if any(n.startswith("toc") for n in names):
            pass
        elif level:
            self.writer.heading(level, text)
        elif place and text.strip():
            self.writer.item(place[1] + 1, self.mark(place), text)
        else:
            self.writer.paragraph(text, is_bold(p))
        for box in p.iter(W + "txbxContent"):
            if not any(a.tag in (_MC + "Fallback", W + "txbxContent") for a in find_between(box, p)):
                self.write(box)

    def texts(self, element: Any) -> Iterator[str]:
        """Yield the visible texts of a paragraph; a reference to a note becomes its mark."""
        for child in element:
            if child.tag in _HIDDEN or (child.tag == W + "r" and self.is_hidden(child)):
                continue
            if child.tag == W + "t":
                yield child.text or ""
            elif child.tag in (W + "tab", W + "br", W + "cr"):
                yield " "
            elif child.tag == W + "noBreakHyphen":
                yield "-"
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                self.notes.append((child.tag[len(W) : -len("Reference")], child.get(W + "id")))
                yield f"[^{len(self.notes)}]"
            else:
                yield from self.texts(child)

    def is_hidden(self, run: Any) -> bool:
        """Return whether a run is hidden or struck through, by itself or by its style."""
        for holder in (run, *self.chain(run, "r")):
            for name in _STRUCK:
                mark = holder.find(f"{W}rPr/{W}{name}")
                if mark is not None:
                    return mark.get(W + "val") not in _OFF
        return False

    def chain(self, p: Any, kind: str = "p") -> Iterator[Any]:
        """Yield the style of a paragraph (or of a run, ``r``) and those it is based on."""
        found = p.find(f"{W}{kind}Pr/{W}{kind}Style")
        for _ in range(20):
            style = self.styles.get(found.get(W + "val")) if found is not None else None
            if style is None:
                return
            yield style
            found = style.find(W + "basedOn")

    def heading_level(self, p: Any, names: list[str]) -> int:
        """Return the level of a heading, 1 outermost, or 0 for what is none."""
        for holder in (p, *self.chain(p)):
            outline = holder.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and (outline.get(W + "val") or "9").isdigit():
                return (int(outline.get(W + "val") or 9) + 1) % 10
        numbers = [n.removeprefix("heading ") for n in names if n.startswith("heading ")]
        return int(numbers[0]) if numbers and numbers[0].isdigit() else int("title" in names)

    def list_place(self, p: Any) -> tuple[str, int] | None:
        """Return the numbering id and the level (0 outermost) of a list item, or None for what is none."""
        for holder in (p, *self.chain(p)):
            numbering = holder.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                id, level = (numbering.find(W + n) for n in ("numId", "ilvl"))
                value = id.get(W + "val") if id is not None else "0"
                return (value, read_depth(level)) if value != "0" else None
        return None

    def mark(self, place: tuple[str, int]) -> str:
        """Return the mark of a list item and count it."""
        id, level = place
        if self.formats.get(place) in _BULLETS:
            return "-"
        for deeper in range(level + 1, 10):
            self.counts.pop((id, deeper), None)
        self.counts[place] += 1
        letters = self.formats[place] in ("lowerLetter", "upperLetter")
        return f"{chr(96 + self.counts[place])})" if letters and self.counts[place] < 27 else f"{self.counts[place]}."

    def table(self, table: Any) -> None:
        """Write the rows of a table; one that only frames or arranges text is written as that text.

        Tables within cells come after the table, each with cells of its own.
        """
        kept = [r for r in table.iterchildren(W + "tr") if r.find(f"{W}trPr/{W}del") is None]
        rows = [[c for c in find_cells(row) if c.find(f"{W}tcPr/{W}cellDel") is None] for row in kept]
        framed = all(len(row) < 2 for row in rows)
        inner: list[Any] = []
        for row in rows:
            if framed or any(len(cell.findall(W + "p")) > _MOST_PARAGRAPHS for cell in row):
                for cell in row:
                    self.write(cell)
            else:
                self.writer.row([text for cell in row for text in (self.cell(cell), *make_spanned(cell))])
                inner += [t for cell in row for t in cell.iter(W + "tbl") if next(t.iterancestors(W + "tc")) is cell]
        for table in inner:
            self.writer.part()
            self.table(table)
        self.writer.part()

    def cell(self, cell: Any) -> str:
        """Return the text of a cell without that of tables in it."""
        texts = []
        for p in cell.iter(W + "p"):
            if next(p.iterancestors(W + "tc")) is cell:
                text = self.cut + "".join(self.texts(p))
                self.cut = text if ends_deleted(p) else ""
                texts += [] if ends_deleted(p) else [text]
        texts, self.cut = [*texts, self.cut], ""
        return " ".join(text for text in texts if text)

    def write_notes(self) -> None:
        """Write the foot- and endnotes that were referred to."""
        known = {}
        for kind in ("footnote", "endnote"):
            part = read_part(self.word, kind + "s")
            for note in part.iterchildren(W + kind) if part is not None else ():
                known[kind, note.get(W + "id")] = " ".join("".join(self.texts(p)) for p in note.iter(W + "p"))
        for number, key in enumerate(list(self.notes), 1):
            self.writer.note(str(number), known.get(key, ""))


loader = Door("docx", fits, opens)
