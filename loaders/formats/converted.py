"""ODT, RTF, EPUB and old Word documents, through pandoc or LibreOffice where one is installed."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from graphkit.errors import InputError
from loaders.formats import docx
from loaders.formats.file_loader import BROKEN_ARCHIVE, MEGABYTE, Door, Opened, make_source
from loaders.formats.programs import find_program, folder_for, run_program

_OLE = b"\xd0\xcf\x11\xe0"
_MARKDOWN = "commonmark+pipe_tables+footnotes-raw_html"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A character that Markdown would take for a mark of its own; graphkit reads lines by their form alone."""
_UNPACKED = 500 * MEGABYTE


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    begins: bytes
    media: str
    pandoc: str = ""
    """Pandoc's name for it; empty where it does not read it."""
    office: bool = True
    """Whether LibreOffice reads it."""


_KINDS = {
    ".odt": _Kind("an OpenDocument text", b"PK\x03\x04", "application/vnd.oasis.opendocument.text", "odt"),
    ".rtf": _Kind("an RTF document", b"{\\rtf", "application/rtf", "rtf"),
    ".epub": _Kind("an EPUB book", b"PK\x03\x04", "application/epub+zip", "epub", office=False),
    ".doc": _Kind("an old Word document", _OLE, "application/msword"),
}


def fits(path: Path, head: bytes) -> float:
    """Return 0.97 for the suffix and the magic bytes of a kind, 0.6 for the suffix alone, else 0."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        return 0.0
    return 0.97 if head.startswith(kind.begins) else 0.6 if kind.begins != _OLE else 0.0


def opens(path: Path, data: bytes, encoding: str | None) -> Opened:
    """Return the content of a document that another program can turn into DOCX."""
    del encoding
    kind = _KINDS.get(path.suffix.lower())
    if kind is None or not data.startswith(kind.begins):
        raise InputError(f"{path}: does not begin as a file of its kind does. Save it as .docx.")
    if kind.begins.startswith(b"PK"):
        _check_size(path, data)
    with folder_for(data, f"document{path.suffix.lower()}") as file:
        text = _read(path, kind, file)
    return Opened(make_source(path, data, text, kind.media))


def _read(path: Path, kind: _Kind, file: Path) -> str:
    """Return the text of a file in Markdown's form; InputError where no program for it is installed.

    LibreOffice comes first where both are there: some versions of pandoc lose the heads of tables of ODT.
    """
    if kind.office and (office := find_program("soffice", "libreoffice")):
        profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", ".", file.name]
        return docx.opens(path, run_program(path, command, file.with_suffix(".docx")), None).source.text
    if kind.pandoc and (pandoc := find_program("pandoc")):
        made = file.with_suffix(".md")
        forms = ["--from", kind.pandoc, "--to", _MARKDOWN, "--wrap", "none"]
        command = [pandoc, "--sandbox", *forms, "--output", made.name, file.name]
        return _ESCAPED.sub(r"\1", run_program(path, command, made).decode("utf-8", "replace"))
    known = {"LibreOffice": kind.office, "pandoc": bool(kind.pandoc)}
    programs = " or ".join(name for name, reads in known.items() if reads)
    raise InputError(f"{path}: is {kind.name}. Install {programs}, or save it as .docx.")


def _check_size(path: Path, data: bytes) -> None:
    """Raise InputError for an archive that says it unpacks to more than a document does."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(i.file_size for i in archive.infolist())
    except BROKEN_ARCHIVE as error:
        raise InputError(f"{path}: its archive is broken ({error}). Save it again.") from error
    if size > _UNPACKED:
        raise InputError(f"{path}: unpacks to {size // MEGABYTE} MB; no document has so much. Split it.")


loader = Door("converted", fits, opens)
