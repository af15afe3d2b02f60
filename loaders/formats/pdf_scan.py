"""Scanned pages: their text is recognised by OCRmyPDF and Tesseract, where they are installed."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.formats.file_loader import Opened, make_source
from loaders.formats.programs import find_program, folder_for, run_program

SECONDS = 1000
_LANGUAGES = ("eng", "spa", "fra", "por")
"""Tesseract's names of the languages of policy texts, of which those installed are recognised."""
_MADE = ".recognised.pdf"


def read_scan(path: Path, data: bytes, pages: int, read: Callable[[Path, bytes, str | None], Opened]) -> Opened:
    """Return what ``read`` reads in a PDF of pictures once their text is recognised.

    InputError where the programs are not installed, or find no text; a warning says that the text may have errors.
    """
    program = find_program("ocrmypdf")
    if path.name.endswith(_MADE) or program is None:
        raise InputError(f"{path}: has {pages} pages but no text: a scan? Run text recognition (OCR) on it first.")
    with folder_for(data, "scan.pdf") as file:
        made = file.with_name("scan" + _MADE)
        options = ["--quiet", "--output-type", "pdf", "--jobs", "1", *_choose_languages()]
        recognised = run_program(path, [program, *options, file.name, made.name], made, SECONDS)
        opened = read(path.with_name(path.name + _MADE), recognised, None)
    source = opened.source
    warning = Issue("load", path.name, "its text was recognised from pictures (OCR) and may have errors", "warning")
    kept = make_source(path, data, source.text, source.media, source.page_starts)
    return replace(opened, source=kept, issues=(*(replace(i, place=path.name) for i in opened.issues), warning))


def _choose_languages() -> list[str]:
    program = find_program("tesseract")
    if program is None:
        return []
    run = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False)
    held = [name for name in _LANGUAGES if name in (run.stdout + run.stderr).split()]
    return ["--language", "+".join(held)] if held else []
