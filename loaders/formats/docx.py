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
from loaders.formats.file_loader import MEGABYTE, Door, Opened, make_source
from loaders.formats.markup import Writer, clean

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0"
_UNPACKED = {"text": 60 * MEGABYTE, "parts": 500 * MEGABYTE}
"""Bytes that the texts and all parts of an archive may unpack to: more than any document's, less than a zip bomb's."""
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")
_HIDDEN = frozenset([*(_W + n for n in _UNSEEN), _MC + "Fallback"])
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 8
"""Level of the deepest list item that Word makes, the outermost being 0."""
_BULLETS = frozenset(("bullet", "none", None))


def fits(path: Path, head: bytes) -> float:
    """Return 0.95 for a zip archive with the suffix, 0.9 for one that names Word parts, 0.7 for the suffix alone."""
    suffix = path.suffix.lower() == ".docx"
    if head.startswith(b"PK\x03\x04"):
        return 0.95 if suffix else 0.9 if b"word/" in head else 0.0
    return 0.7 if suffix or (path.suffix.lower() == ".doc" and head.startswith(_OLE)) else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the content of a Word document, and the title of its properties."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    del encoding
    if data.startswith(_OLE):
        raise InputError(f"{path}: is an old .doc file or has a password. Save it as .docx without a password.")
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
        self.styles = {s.get(_W + "styleId"): s for s in word.styles.element.iter(_W + "style")}
        self.formats = _read_formats(_part(word, "numbering"))
        self.counts: dict[tuple[str, int], int] = defaultdict(int)
        self.notes: list[tuple[str, str]] = []
        """Kind and id of the notes referred to, in their order."""

    def write(self, container: Any) -> None:
        """Write what a body, cell, text box or content control holds."""
        for child in container:
            if child.tag == _W + "p":
                self.paragraph(child)
            elif child.tag == _W + "tbl":
                self.table(child)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
                self.write(child)

    def paragraph(self, p: Any) -> None:
        """Write a paragraph as a heading, list item or running text, then the text boxes anchored in it."""
        text = "".join(self.texts(p))
        names = [name.get(_W + "val", "").lower() for s in self.chain(p) for name in s.iterchildren(_W + "name")]
        level = self.heading_level(p, names)
        place = self.list_place(p)
        if any(n.startswith("toc") for n in names):
            pass
        elif level:
            self.writer.heading(level, text)
        elif place and text.strip():
            self.writer.item(place[1] + 1, self.mark(place), text)
        else:
            self.writer.paragraph(text, _is_bold(p))
        for box in p.iter(_W + "txbxContent"):
            if not any(a.tag in (_MC + "Fallback", _W + "txbxContent") for a in _between(box, p)):
                self.write(box)

    def texts(self, element: Any) -> Iterator[str]:
        """Yield the visible texts of a paragraph; a reference to a note becomes its mark."""
        for child in element:
            if child.tag in _HIDDEN:
                continue
            if child.tag == _W + "t":
                yield child.text or ""
            elif child.tag in (_W + "tab", _W + "br", _W + "cr"):
                yield " "
            elif child.tag == _W + "noBreakHyphen":
                yield "-"
            elif child.tag in (_W + "footnoteReference", _W + "endnoteReference"):
                self.notes.append((child.tag[len(_W) : -len("Reference")], child.get(_W + "id")))
                yield f"[^{len(self.notes)}]"
            else:
                yield from self.texts(child)

    def chain(self, p: Any) -> Iterator[Any]:
        """Yield the style of a paragraph and those it is based on."""
        found = p.find(f"{_W}pPr/{_W}pStyle")
        for _ in range(20):
            style = self.styles.get(found.get(_W + "val")) if found is not None else None
            if style is None:
                return
            yield style
            found = style.find(_W + "basedOn")

    def heading_level(self, p: Any, names: list[str]) -> int:
        """Return the level of a heading, 1 outermost, or 0 for what is none."""
        for holder in (p, *self.chain(p)):
            outline = holder.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and (outline.get(_W + "val") or "9").isdigit():
                return (int(outline.get(_W + "val") or 9) + 1) % 10
        numbers = [n.removeprefix("heading ") for n in names if n.startswith("heading ")]
        return int(numbers[0]) if numbers and numbers[0].isdigit() else int("title" in names)

    def list_place(self, p: Any) -> tuple[str, int] | None:
        """Return the numbering id and the level (0 outermost) of a list item, or None for what is none."""
        for holder in (p, *self.chain(p)):
            numbering = holder.find(f"{_W}pPr/{_W}numPr")
            if numbering is not None:
                id, level = (numbering.find(_W + n) for n in ("numId", "ilvl"))
                value = id.get(_W + "val") if id is not None else "0"
                return (value, _depth(level)) if value != "0" else None
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
        """Write the rows of a table; one that only frames or arranges text is written as that text."""
        rows = [list(row.iterchildren(_W + "tc")) for row in table.iterchildren(_W + "tr")]
        framed = all(len(row) < 2 for row in rows)
        for row in rows:
            if framed or any(len(cell.findall(_W + "p")) > 3 for cell in row):
                for cell in row:
                    self.write(cell)
            else:
                self.writer.row([" ".join("".join(self.texts(p)) for p in cell.iter(_W + "p")) for cell in row])

    def write_notes(self) -> None:
        """Write the foot- and endnotes that were referred to."""
        known = {}
        for kind in ("footnote", "endnote"):
            part = _part(self.word, kind + "s")
            for note in part.iterchildren(_W + kind) if part is not None else ():
                known[kind, note.get(_W + "id")] = " ".join("".join(self.texts(p)) for p in note.iter(_W + "p"))
        for number, key in enumerate(list(self.notes), 1):
            self.writer.note(str(number), known.get(key, ""))


def _depth(level: Any) -> int:
    """Return the level of a list item, 0 outermost; Word knows 0 to 8."""
    return _depth_of(level.get(_W + "val") if level is not None else None)


def _depth_of(digits: str | None) -> int:
    return min(int(digits[:9]), _DEEPEST) if digits and digits.isdecimal() else 0


def _part(word: "WordDocument", kind: str) -> Any:
    """Return the root element of a part that the document refers to, or None."""
    from lxml import etree

    for rel in word.part.rels.values():
        if rel.reltype.endswith("/" + kind) and not rel.is_external:
            return etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


def _read_formats(numbering: Any) -> dict[tuple[str, int], str]:
    """Return (numbering id, level) -> number format, such as ``bullet`` or ``decimal``."""
    if numbering is None:
        return {}
    levels = {
        (abstract.get(_W + "abstractNumId"), _depth_of(level.get(_W + "ilvl"))): form.get(_W + "val")
        for abstract in numbering.iterchildren(_W + "abstractNum")
        for level in abstract.iterchildren(_W + "lvl")
        for form in level.iterchildren(_W + "numFmt")
    }
    uses = {n.get(_W + "numId"): n.find(_W + "abstractNumId") for n in numbering.iterchildren(_W + "num")}
    return {
        (id, level): form
        for id, use in uses.items()
        if use is not None
        for (abstract, level), form in levels.items()
        if abstract == use.get(_W + "val")
    }


def _is_bold(p: Any) -> bool:
    """Return whether all runs of a paragraph that hold text are bold."""
    runs = [r for r in p.iter(_W + "r") if r.find(_W + "t") is not None]
    marks = [r.find(f"{_W}rPr/{_W}b") for r in runs]
    return bool(runs) and all(m is not None and m.get(_W + "val") not in ("0", "false", "off") for m in marks)


def _between(inner: Any, outer: Any) -> Iterator[Any]:
    """Yield the elements that hold the inner one, up to the outer one."""
    for ancestor in inner.iterancestors():
        if ancestor is outer:
            return
        yield ancestor


loader = Door("docx", fits, opens)
