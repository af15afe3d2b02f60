"""Which kind of table a file is, by its first bytes and its name."""

import re
from pathlib import Path

from loaders.formats.decoding import is_binary
from loaders.tables.delimited import choose_delimiter, read_records
from loaders.tables.dna import MARK as DNA_MARK
from loaders.tables.encoding import decode_table
from loaders.tables.head import LEAST, SEARCHED, find_role

_DELIMITED = (".csv", ".tsv", ".tab", ".psv")
_JSON = (".json",)
_LINES = (".jsonl", ".ndjson")
_BOOKS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
_TEXTS = (".txt", ".text", ".dat", "")
_HOLDS_CAS = re.compile(rb"TypeSystem\.xml|annotation/|\.xmi")
_OLE = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def find_form(path: Path, head: bytes) -> tuple[str, float]:
    """Return the kind of table a file is and how surely, 0 to 1."""
    suffix = path.suffix.lower()
    if head.startswith(DNA_MARK) or suffix == ".dna":
        return "dna", 0.95 if suffix == ".dna" else 0.0
    if head.startswith(b"PAR1"):
        return "parquet", 0.95
    if head.startswith(b"PK\x03\x04") and (suffix == ".qdpx" or b"project.qde" in head):
        return "refi", 0.95
    if suffix == ".xmi" or (head.startswith(b"PK\x03\x04") and suffix == ".zip" and _HOLDS_CAS.search(head)):
        return "uima", 0.95
    if head.startswith(b"PK\x03\x04"):
        inside = _ODS in head[:200] or b"xl/" in head
        return "workbook", 0.95 if suffix in _BOOKS else 0.92 if inside and b"word/" not in head else 0.0
    if head.startswith(_OLE):
        return "workbook", 0.8 if suffix in (".xls", ".xlsx") else 0.0
    return _find_text_form(suffix, head)


def _find_text_form(suffix: str, head: bytes) -> tuple[str, float]:
    """Return the kind of a table that is text: JSON by its first signs, else cells with delimiters."""
    if suffix in _LINES:
        return "json-lines", 0.9
    if suffix in _JSON:
        return "json", 0.9
    if suffix in (*_DELIMITED, *_TEXTS) and _is_json(head):
        lines = b"}\n{" in head.replace(b"\r", b"")
        return "json-lines" if lines else "json", 0.9 if suffix in _DELIMITED else 0.85
    if suffix in _DELIMITED:
        return "delimited", 0.9
    if suffix in (*_TEXTS, *_BOOKS) and not is_binary(head) and _has_headings(head):
        return "delimited", 0.85
    return ("workbook", 0.8) if suffix in _BOOKS else ("delimited", 0.0)


def _is_json(head: bytes) -> bool:
    """Whether first bytes are those of an object or a list of objects: a brace and a quoted key."""
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n[{")
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2]
    return bare.startswith(b'"') and b'":' in bare.replace(b'" :', b'":') and opening[:1] in (b"[", b"{")


def _whole_lines(head: bytes) -> bytes:
    """Return the first bytes of a file without the line that they end in: it may be cut, and in a character.

    In UTF-16 an odd number of bytes has half a line feed at its end, which goes too.
    """
    end = max(head.rfind(b"\n"), head.rfind(b"\r")) + 1
    return head[: (end or len(head)) // 2 * 2] if b"\0" in head else head[: end or len(head)]


def _has_headings(head: bytes) -> bool:
    """Whether one of the first rows of a text holds two known headings and the next has as many cells."""
    try:
        text = decode_table("", _whole_lines(head)).text
    except Exception:  # noqa: BLE001 - whatever is wrong with the first bytes, they show no headings
        return False
    records = [r for r in read_records(text, choose_delimiter(text), most=SEARCHED) if r.cells]
    for record, after in zip(records, records[1:], strict=False):
        cells, following = record.cells or (), after.cells or ()
        known = {role for c in cells if len(c) < 60 and (role := find_role(c))}
        has_text = any(role == "text" for role, _ in known)
        if len(known) >= LEAST and has_text and len(following) == len(cells) >= LEAST:
            return True
    return False
