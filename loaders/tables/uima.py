"""UIMA CAS (XMI, alone or in a zip archive, as INCEpTION and WebAnno export it) -> one grid: each span is a record.

Spans are those of custom layers; their text features become columns under the features' names. Read by dkpro-cassis
(Apache-2.0), an extra.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OptionError
from graphkit.issues import Issue
from loaders.formats.file_loader import BROKEN_ARCHIVE, read_bytes
from loaders.tables.grid import MOST_ROWS, Grid, Opened, Value

MARK = b"xmi:XMI"
_UNPACKED = 300_000_000
_CUSTOM = "webanno.custom."
_BUILT_IN = ("uima.", "de.tudarmstadt.ukp.dkpro.core.api.metadata")
_FIRST = ("document", "text")
_RENAMED = {"speakers": "speaker", "addressees": "addressee", "identifier": "id"}


def open_uima(path: Path, data: bytes) -> Opened:
    """Return the spans of all documents of an export; InputError where it is broken or holds no span.

    A file ``NAME.xmi`` needs the type system it was exported with, as ``TypeSystem.xml`` beside it.
    """
    try:
        import cassis
    except ModuleNotFoundError as error:
        raise OptionError(f"{path}: needs dkpro-cassis. Get it with: pip install 'graphkit[uima]'") from error
    issues: list[Issue] = []
    records: list[dict[str, str]] = []
    for name, types, xmi, coder in _documents(path, data):
        try:
            cas = cassis.load_cas_from_xmi(io.BytesIO(xmi), typesystem=cassis.load_typesystem(io.BytesIO(types)))
            found = list(_read(cas, name, coder))
        except Exception as error:  # noqa: BLE001 - cassis raises whatever its parsers do
            reason = " ".join(str(error).split())[:200]
            raise InputError(f"{path}: {name} can't be read as UIMA CAS ({reason}). Export it again.") from error
        if not found:
            issues.append(Issue("table", path.name, f"{name} holds no annotation of a custom layer", "warning"))
        records += found
    if len(records) > MOST_ROWS:
        raise InputError(f"{path}: has {len(records):,} spans; at most {MOST_ROWS:,} are read. Split it.")
    keys = (*_FIRST, *sorted({k for r in records for k in r} - set(_FIRST)))
    rows: list[tuple[int, tuple[Value, ...]]] = [
        (number, tuple(record.get(k, "") for k in keys)) for number, record in enumerate(records, 1)
    ]
    return Opened((Grid(None, rows, keys, letters=False, issues=issues, exact=False),), media="application/zip")


def _documents(path: Path, data: bytes) -> Iterator[tuple[str, bytes, bytes, str]]:
    """Yield name, type system, content and annotator of each document; INCEpTION nests an archive for each user."""
    if not data.startswith(b"PK"):
        types = path.with_name("TypeSystem.xml")
        if not types.is_file():
            raise InputError(f"{path}: needs the TypeSystem.xml it was exported with, in the same folder.")
        yield path.stem, read_bytes(types, _UNPACKED), data, ""
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _unpack(path, archive, path.stem, 0)
    except BROKEN_ARCHIVE as error:
        raise InputError(f"{path}: is a broken archive ({error}). Export it again.") from error


def _unpack(path: Path, archive: zipfile.ZipFile, name: str, depth: int) -> Iterator[tuple[str, bytes, bytes, str]]:
    if sum(i.file_size for i in archive.infolist()) > _UNPACKED:
        raise InputError(f"{path}: unpacks to over {_UNPACKED // 1_000_000} MB. Split it.")
    names = sorted(archive.namelist())
    types = next((n for n in names if n.rpartition("/")[2].lower() == "typesystem.xml"), None)
    for member in names:
        if member.lower().endswith(".xmi"):
            if types is None:
                raise InputError(f"{path}: holds {member} without its TypeSystem.xml. Export it again as UIMA CAS XMI.")
            stem = Path(member).stem
            # In an export of INCEpTION a document's archive holds one file a user: USER.xmi.
            document, user = (name, stem) if depth else (stem, "")
            yield document, archive.read(types), archive.read(member), user
        elif member.lower().endswith(".zip") and depth == 0:
            with zipfile.ZipFile(io.BytesIO(archive.read(member))) as inner:
                yield from _unpack(path, inner, Path(member).parent.name or Path(member).stem, 1)


def _read(cas: Any, name: str, coder: str) -> Iterator[dict[str, str]]:
    title = _title(cas) or name
    text = cas.sofa_string or ""
    for layer in sorted(cas.typesystem.get_types(), key=lambda t: str(t.name)):
        if not layer.name.startswith(_CUSTOM) or layer.name.startswith(_BUILT_IN):
            continue
        for span in cas.select(layer.name):
            begin, end = getattr(span, "begin", None), getattr(span, "end", None)
            if begin is None or end is None or not text[begin:end].strip():
                continue
            record = {"document": title, "text": text[begin:end], "start": str(begin), "stop": str(end)}
            record |= {"coder": coder} if coder else {}
            yield record | _features(layer, span)


def _features(layer: Any, span: Any) -> dict[str, str]:
    found = {}
    for feature in layer.all_features:
        value = getattr(span, feature.name, None)
        if feature.name not in ("begin", "end", "sofa") and isinstance(value, str | int | bool) and str(value).strip():
            found[_RENAMED.get(feature.name, feature.name)] = str(value)
    return found


def _title(cas: Any) -> str | None:
    for layer in cas.typesystem.get_types():
        if layer.name.endswith(".DocumentMetaData"):
            return next((t for s in cas.select(layer.name) if (t := getattr(s, "documentTitle", None))), None)
    return None
