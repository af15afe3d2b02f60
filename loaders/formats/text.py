"""Plain text and Markdown: the file as it is, every offset that of the decoded file."""

import re
from pathlib import Path

from graphkit.errors import InputError
from loaders.formats.decoding import decode, is_binary
from loaders.formats.file_loader import MEGABYTE, Door, Opened, make_source

SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
LONGEST_LINE = 10_000_000


def fits(path: Path, head: bytes) -> float:
    """Return 0.8 for a text by its suffix, 0.2 for another file that reads as text, else 0."""
    if path.suffix.lower() in SUFFIXES:
        return 0.8
    return 0.2 if head and not is_binary(head) else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the text of a file; form feeds begin pages.

    A NUL byte, or a line too long to be prose, is an InputError: such a file is no text, whatever its name.
    """
    if encoding is None and is_binary(data[:8192]):
        raise InputError(f"{path}: is a binary file, not a text. Give its text, PDF, DOCX or HTML form.")
    text, issues = decode(path, data, encoding)
    if longest := next((m for m in re.finditer(r"[^\r\n]+", text) if m.end() - m.start() > LONGEST_LINE), None):
        line = len(re.findall(r"\r\n?|\n", text[: longest.start()])) + 1
        size = longest.end() - longest.start()
        raise InputError(f"{path}, line {line}: has {size:,} characters; no policy text has. Break its lines.")
    pages = [m.end() for m in re.finditer("\f", text) if m.end() < len(text)]
    media = SUFFIXES.get(path.suffix.lower(), "text/plain")
    source = make_source(path, data, text, media, (0, *pages) if pages else ())
    return Opened(source, issues=tuple(issues))


loader = Door("text", fits, opens, limit=200 * MEGABYTE)
