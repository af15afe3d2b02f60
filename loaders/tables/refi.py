"""REFI-QDA projects (.qdpx) of NVivo, MAXQDA, ATLAS.ti, QualCoder -> one grid: each coding of a text is a record.

Standard: REFI-QDA 1.5, qdasoftware.org. A project is a zip archive of project.qde (XML) and the texts of its sources;
positions count characters. Codes below a root called Objectives, Principles, Groups, Speakers or Kinds, as graphkit
writes them, play that part; all others are themes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.issues import Issue
from loaders.formats.file_loader import BROKEN_ARCHIVE
from loaders.tables.grid import MOST_ROWS, Grid, Opened, Value

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNPACKED = 500_000_000
_SHOWN = 3
_HEADINGS = ("document", "text", "themes", "objectives", "principles", "groups", "speaker", "kind", "coder", "memo", "start", "stop")  # fmt: skip  # noqa: E501
_ROOTS = {"objectives": "objectives", "principles": "principles", "groups": "groups", "speakers": "speaker", "kinds": "kind", "themes": "themes"}  # fmt: skip  # noqa: E501
_SHARED = ("speaker", "kind")
"""What holds for a selection, whoever coded it."""
_SUBTHEME = re.compile(r"\A([\w-]+:\d+)\.\d+\Z")
"""Id of a sub-theme, and in it that of its objective."""
_OTHER = ("PictureSource", "AudioSource", "VideoSource")


@dataclass(slots=True)
class _Project:
    archive: zipfile.ZipFile
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """GUID -> heading and name."""
    issues: list[Issue] = field(default_factory=list)


def open_refi(path: Path, data: bytes) -> Opened:
    """Return the codings of a project; InputError where it is broken or holds no coded text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(i.file_size for i in archive.infolist()) > _UNPACKED:
                raise InputError(f"{path}: unpacks to over {_UNPACKED // 1_000_000} MB. Leave out pictures and films.")
            names = [n for n in archive.namelist() if n.lower().endswith(".qde")]
            if not names:
                raise InputError(f"{path}: holds no project.qde. Export it as a REFI-QDA project again.")
            root = parse_xml(path, archive.read(names[0]))
            project = _Project(archive)
            rows = list(_read(path, root, project))
    except BROKEN_ARCHIVE as error:
        raise InputError(f"{path}: is a broken REFI-QDA project ({error}). Export it again.") from error
    if len(rows) > MOST_ROWS:
        raise InputError(f"{path}: has {len(rows):,} codings; at most {MOST_ROWS:,} are read. Split it.")
    if not rows:
        why = "; ".join(dict.fromkeys(issue.reason for issue in project.issues[:_SHOWN])) or "no text is coded"
        raise InputError(f"{path}: holds nothing that can be read: {why}. Export it again with its texts.")
    grid = Grid(None, list(enumerate(rows, 1)), _HEADINGS, letters=False, issues=project.issues, exact=False)
    return Opened((grid,), media="application/zip")


def parse_xml(path: Path, data: bytes) -> "_Element":
    """Return the root of an XML file; nothing outside of it is looked up and no entity is expanded."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: holds broken XML ({reason}). Export it again.") from error


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: "_Element", *names: str) -> Iterator["_Element"]:
    return (child for child in element if isinstance(child.tag, str) and _local(child) in names)


def _read(path: Path, root: "_Element", project: _Project) -> Iterator[tuple[Value, ...]]:
    for users in _children(root, "Users"):
        project.users |= {u.get("guid", ""): u.get("name", "") for u in _children(users, "User")}
    for book in _children(root, "CodeBook"):
        for codes in _children(book, "Codes"):
            project.codes |= dict(find_codes(codes))
    for sources in _children(root, "Sources"):
        for source in sources:
            if isinstance(source.tag, str):
                yield from _read_source(path, source, project)


def find_codes(parent: "_Element", heading: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield GUID -> heading of its column and name, for all codes below an element."""
    for code in _children(parent, "Code"):
        name = " ".join(code.get("name", "").split())
        below = heading or _ROOTS.get(name.casefold(), "themes")
        if heading or name.casefold() not in _ROOTS:
            yield code.get("guid", ""), (below, name if below == "themes" else _id_of(code) or name)
        yield from find_codes(code, below)


def _id_of(code: "_Element") -> str | None:
    """Return the id that graphkit writes into the description of a code."""
    text = next((d.text or "" for d in _children(code, "Description")), "")
    id = text.removeprefix("graphkit:").strip() if text.startswith("graphkit:") else None
    return _SUBTHEME.sub(r"\1", id) if id else None


def _read_source(path: Path, source: "_Element", project: _Project) -> Iterator[tuple[Value, ...]]:
    name, kind = source.get("name", "unnamed"), _local(source)
    holders = [source, *_children(source, "Representation")]
    codings = sum(1 for _ in source.iter("{*}Coding"))
    if kind in _OTHER:
        _say(project, path, f"source {name} is no text ({kind}); its {codings} codings are left out")
        return
    for holder in holders:
        selections = list(_children(holder, "PlainTextSelection"))
        text = _text_of(holder, project) if selections or holder.get("plainTextPath") else ""
        if text is None:
            lost = f"its {len(selections)} selections are left out" if selections else "nothing in it is coded"
            _say(project, path, f"the text of source {name} is missing; {lost}")
            continue
        for selection in selections:
            yield from _read_selection(path, name, text or "", selection, project)
    whole = sum(1 for _ in _children(source, "Coding"))
    if whole:
        _say(project, path, f"{whole} codings of source {name} as a whole are left out: they quote nothing")
    areas = sum(1 for _ in _children(source, "PDFSelection"))
    if areas:
        _say(project, path, f"{areas} selections of areas on pages of source {name} are left out: they quote nothing")


def _say(project: _Project, path: Path, reason: str) -> None:
    project.issues.append(Issue("table", path.name, reason, "warning"))


def _text_of(holder: "_Element", project: _Project) -> str | None:
    for content in _children(holder, "PlainTextContent"):
        return content.text or ""
    file = holder.get("plainTextPath", "").rpartition("/")[2].removeprefix("internal:")
    if not file:
        return None
    found = next((n for n in project.archive.namelist() if n.rpartition("/")[2] == file), None)
    return None if found is None else project.archive.read(found).decode("utf-8-sig", "replace")


def _read_selection(
    path: Path, name: str, text: str, selection: "_Element", project: _Project
) -> Iterator[tuple[Value, ...]]:
    try:
        start, stop = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        start, stop = 0, 0
    wording = text[start:stop] if 0 <= start < stop <= len(text) else ""
    if not wording.strip():
        _say(project, path, f"a selection in source {name} lies outside its text; left out")
        return
    by_coder: dict[str, dict[str, list[str]]] = {}
    shared: dict[str, list[str]] = {}
    for coding in _children(selection, "Coding"):
        user = coding.get("creatingUser") or selection.get("creatingUser") or ""
        held = by_coder.setdefault(project.users.get(user, ""), {})
        for reference in _children(coding, "CodeRef"):
            heading, code = project.codes.get(reference.get("targetGUID", ""), ("themes", ""))
            if code:
                (shared if heading in _SHARED else held).setdefault(heading, []).append(code)
    memo = " ".join((d.text or "") for d in _children(selection, "Description")).strip()
    for coder, held in by_coder.items() or [("", dict[str, list[str]]())]:
        parts: dict[str, Any] = {h: tuple(dict.fromkeys(c)) for h, c in (held | shared).items()}
        found = {
            "document": name,
            "text": wording,
            "coder": coder,
            "memo": memo,
            "start": str(start),
            "stop": str(stop),
            **parts,
        }
        yield tuple(found.get(heading, "") for heading in _HEADINGS)


def read_codebook(path: Path) -> dict[str, str]:
    """Return label -> target of a REFI-QDA codebook (.qdc), in the form of a codebook file's ``[codes]``."""
    try:
        root = parse_xml(path, path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error
    kinds = {"objectives": "objective", "principles": "principle", "groups": "group"}
    found = {}
    for holder in _children(root, "Codes"):
        headings = {guid: heading for guid, (heading, _) in find_codes(holder)}
        for code in holder.iter("{*}Code"):
            name, id = " ".join(code.get("name", "").split()), _id_of(code)
            heading = headings.get(code.get("guid", ""))
            if name and heading:
                kind = kinds.get(heading, "theme")
                found[name] = f"{kind}:{id or name}" if kind != "theme" else f"theme:{name}"
    return found
