"""Make a short report again and compare every line of the file with it: HTML or Word, as a reader sees it."""

import json
import zipfile
from pathlib import Path
from typing import Any

from graphkit.analysis.certainty import Accuracy
from graphkit.errors import InputError
from graphkit.publish.report.check import show_change
from graphkit.publish.report.short import make_docx, make_html, make_short
from graphkit.workspace import open_workspace

SEEN = ("h1", "h2", "p", "blockquote", "td", "th")
LONGEST = 90


def check_short(path: Path, store: Path | None = None, accuracy: Accuracy | None = None) -> tuple[int, tuple[str, ...]]:
    """Return how many lines were compared, and a line for each that differs.

    InputError for a file that is no short report, a Word document without ``store`` (it names no directory), or a
    report of another accuracy table than ``accuracy`` (None: the packaged one).
    """
    data = _read(path)
    word = path.suffix.lower() == ".docx"
    question, told = _from_docx(path, data) if word else _from_html(path, data)
    place = store or (Path(question["store"]) if question.get("store") else None)
    if place is None:
        raise InputError(f"{path} doesn't name the graph it was made from. Say which: --store DIRECTORY")
    if question.get("accuracy", "") != ("" if accuracy is None else accuracy.digest()):
        which = "another table than the one given" if accuracy is not None else "an accuracy table of its own"
        raise InputError(f"{path} was made with {which}. Give the one it was made with: --accuracy FILE")
    short = make_short(open_workspace(place).graph, question.get("store", ""), question["language"], accuracy)
    again = _from_docx(path, make_docx(short))[1] if word else _from_html(path, make_html(short).encode("utf-8"))[1]
    lines = [f"The graph is another one: {short.digest[:12]} instead of {question['digest'][:12]}."]
    differences = lines if short.digest != question["digest"] else []
    for n in range(max(len(told), len(again))):
        one, other = (part[n] if n < len(part) else "nothing" for part in (told, again))
        if one != other:
            said, given = show_change(one, other, LONGEST)
            differences.append(f"line {n + 1}: the report says {_cut(said)}, the graph gives {_cut(given)}")
    return max(len(told), len(again)), tuple(differences)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error


def _question(path: Path, text: str | None) -> dict[str, Any]:
    try:
        data = json.loads(text or "")
        if data["graphkit"] != "short report" or not all(isinstance(data[k], str) for k in ("language", "digest")):
            raise ValueError("it is of another kind")
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no short report of graphkit, or its note was removed. Make one: graphkit report"
        ) from error
    result: dict[str, Any] = data
    return result


def _from_html(path: Path, data: bytes) -> tuple[dict[str, Any], list[str]]:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(data, "lxml")
    note = page.find("meta", attrs={"name": "graphkit"})
    question = _question(path, str(note.get("content")) if note is not None else None)
    return question, [tag.get_text() for tag in page.find_all(SEEN)]


def _from_docx(path: Path, data: bytes) -> tuple[dict[str, Any], list[str]]:
    import io

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{path} is no Word document ({error}).") from error
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return _question(path, document.core_properties.comments), [*(p.text for p in document.paragraphs), *cells]


def _cut(text: str) -> str:
    return f"“{text if len(text) <= LONGEST * 2 else text[: LONGEST * 2 - 1] + '…'}”"
