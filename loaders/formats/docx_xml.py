"""What the XML of a Word document says of a paragraph, list, cell or part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of its names."""
_DEEPEST = 8
"""Level of the deepest list item that Word makes, the outermost being 0."""
_MOST_COLUMNS = 63
"""Columns of a table of Word."""


def read_depth(level: Any) -> int:
    """Return the level of a list item, 0 outermost; Word knows 0 to 8."""
    return _depth_of(level.get(W + "val") if level is not None else None)


def _depth_of(digits: str | None) -> int:
    return min(int(digits[:9]), _DEEPEST) if digits and digits.isdecimal() else 0


def ends_deleted(p: Any) -> bool:
    """Return whether the end of a paragraph was deleted or moved away, so that the next one goes on with it."""
    marks = (p.find(f"{W}pPr/{W}rPr/{W}{name}") for name in ("del", "moveFrom"))
    return any(mark is not None for mark in marks)


def find_cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, those in content controls too."""
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from find_cells(child)


def make_spanned(cell: Any) -> list[str]:
    """Return an empty text for each further column that a cell spans."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    digits = (span.get(W + "val") or "1") if span is not None else "1"
    return [""] * (min(int(digits[:3]), _MOST_COLUMNS) - 1) if digits.isdecimal() else []


def read_part(word: "WordDocument", kind: str) -> Any:
    """Return the root element of a part that the document refers to, or None."""
    from lxml import etree

    for rel in word.part.rels.values():
        if rel.reltype.endswith("/" + kind) and not rel.is_external:
            return etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


def read_formats(numbering: Any) -> dict[tuple[str, int], str]:
    """Return (numbering id, level) -> number format, such as ``bullet`` or ``decimal``."""
    if numbering is None:
        return {}
    levels = {
        (abstract.get(W + "abstractNumId"), _depth_of(level.get(W + "ilvl"))): form.get(W + "val")
        for abstract in numbering.iterchildren(W + "abstractNum")
        for level in abstract.iterchildren(W + "lvl")
        for form in level.iterchildren(W + "numFmt")
    }
    uses = {n.get(W + "numId"): n.find(W + "abstractNumId") for n in numbering.iterchildren(W + "num")}
    return {
        (id, level): form
        for id, use in uses.items()
        if use is not None
        for (abstract, level), form in levels.items()
        if abstract == use.get(W + "val")
    }


def is_bold(p: Any) -> bool:
    """Return whether all runs of a paragraph that hold text are bold."""
    runs = [r for r in p.iter(W + "r") if r.find(W + "t") is not None]
    marks = [r.find(f"{W}rPr/{W}b") for r in runs]
    return bool(runs) and all(m is not None and m.get(W + "val") not in ("0", "false", "off") for m in marks)


def find_between(inner: Any, outer: Any) -> Iterator[Any]:
    """Yield the elements that hold the inner one, up to the outer one."""
    for ancestor in inner.iterancestors():
        if ancestor is outer:
            return
        yield ancestor
