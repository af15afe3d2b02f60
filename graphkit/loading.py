"""Finds installed loaders by entry point, and files to load; loads a document from a path."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from graphkit.errors import GraphkitError, InputError, UnknownNameError
from graphkit.issues import Issue, Issues
from graphkit.text.document import UNKNOWN_SPEAKER, UNKNOWN_YEAR, Document, Loader

GROUP = "graphkit.loaders"
HEAD = 8192
"""Bytes of a file that loaders see when they say how well they fit it."""
SURE = 0.5
"""How well a loader must fit a file found in a directory; a file named by itself needs any fit at all."""
SIDECARS = (".meta.toml", ".meta.json")
TELLING = ("readme", "license", "licence", "notice", "copying")
"""Names of files that tell of a directory and are no documents of it."""


@cache
def find_loaders() -> dict[str, Loader]:
    """Return the installed loaders by the name of their entry point.

    InputError where none is installed or one can't be imported: entry points are written when graphkit is installed.
    """
    loaders: dict[str, Loader] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            loader = point.load()
        except (ImportError, AttributeError) as error:
            reason = f"The loader '{point.name}' can't be imported ({error}). Install its package again."
            raise InputError(reason) from error
        if not isinstance(loader, Loader):
            raise InputError(f"The loader '{point.name}' ({point.value}) lacks name, accepts or load.")
        loaders[point.name] = loader
    if not loaders:
        raise InputError("No loader is installed. Run 'pip install -e .' in the project, or 'pip install graphkit'.")
    return loaders


def get_loader(name: str) -> Loader:
    """Return a loader by name; UnknownNameError where none has it."""
    loaders = find_loaders()
    if name not in loaders:
        raise UnknownNameError("loader", name, loaders)
    return loaders[name]


def pick_loader(path: Path) -> tuple[Loader, float]:
    """Return the loader that fits a file best, and how well, 0 to 1; of equal ones the first by name."""
    head = _read_head(path)
    fits = [(loader.accepts(path, head), loader) for _, loader in sorted(find_loaders().items())]
    score, loader = max(fits, key=lambda f: f[0])
    return loader, score


def _read_head(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: is no file that can be read from start to end.")
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the name.") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error


def load_document(
    path: Path | str, loader: str | None = None, issues: Issues | None = None, **options: str
) -> Document:
    """Load one file.

    Parameters: the path; the name of a loader (else the one that fits best); where to note what was left out;
    options such as ``title``, ``year``, ``issuers``, ``genre``, ``language``, ``encoding``.
    Raises InputError where the file can't be used, UnknownNameError for an unknown loader, genre or option.
    """
    path = Path(path)
    if loader is not None:
        chosen = get_loader(loader)
        _read_head(path)
    else:
        chosen, score = pick_loader(path)
        if score <= 0:
            raise InputError(f"{path}: is of no kind that can be read. Give text, Markdown, PDF, DOCX or HTML.")
    document = _with_ids(chosen.load(path, **options))
    if issues is not None:
        issues.extend(document.issues)
    return document


def _with_ids(document: Document) -> Document:
    """Return the document with the ids of those who issued it and take part, where loaders know only names.

    A stated name that the gazetteer does not know stays. Where nothing is stated, the clues of the text are read; if
    they name nobody the document says so.
    """
    from graphkit.read.authors.authors import find_authors
    from graphkit.reference.gazetteer.lookup import find_id

    meta = document.metadata
    if meta.year is None:
        unknown = Issue("load", document.source.name, UNKNOWN_YEAR)
        document = replace(document, issues=(*document.issues, unknown))
    people = tuple(find_id(name) or name for name in meta.participants)
    hosts = tuple(find_id(name) or name for name in meta.hosts)
    meta = replace(meta, participants=people, hosts=hosts)
    if meta.issuers:
        issuers = tuple(find_id(name) or name for name in meta.issuers)
        return replace(document, metadata=replace(meta, issuers=issuers))
    authors = find_authors(document)
    found = {"issuers": authors.ids, "issuer_kind": meta.issuer_kind or authors.kind}
    new = [name for name, value in found.items() if value and not getattr(meta, name)]
    words = tuple(f"{name}: {authors.words}" for name in new if name == "issuers" or not authors.ids)
    metadata = replace(
        meta,
        issuers=authors.ids,
        issuer_kind=meta.issuer_kind or authors.kind,
        assumed=tuple(sorted({*meta.assumed, *new})),
        assumed_from=(*meta.assumed_from, *words),
    )
    issues = () if authors.ids else (Issue("load", document.source.name, UNKNOWN_SPEAKER, "warning"),)
    return replace(document, metadata=metadata, issues=(*document.issues, *issues))


def load_documents(
    paths: Iterable[Path | str], issues: Issues, loader: str | None = None, **options: str
) -> Iterator[Document]:
    """Yield the documents of files and directories; one that can't be used is skipped aloud, as an issue."""
    for path in find_files(paths, issues):
        try:
            yield load_document(path, loader, issues, **options)
        except GraphkitError as error:
            issues.add("load", path.name, str(error), "error")


def find_files(paths: Iterable[Path | str], issues: Issues) -> list[Path]:
    """Return the files to load, each once: those named, and those below directories, in the order of their names.

    Hidden files and sidecars are passed over; what no loader fits, README and licence files, links to directories
    and paths that do not exist are skipped aloud.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        if path.is_dir():
            files = _walk(path, issues)
            if not files:
                issues.add("load", str(path), f"{path}: holds no file that can be read.", "error")
        elif os.path.lexists(path):
            files = [path]
        else:
            issues.add("load", str(path), f"{path}: there is no such file or directory. Check the name.", "error")
            continue
        for file in files:
            found.setdefault(Path(os.path.realpath(file)), file)
    return list(found.values())


def _walk(top: Path, issues: Issues) -> Sequence[Path]:
    files: list[Path] = []

    def fail(error: OSError) -> None:
        issues.add("load", str(error.filename), f"{error.filename}: can't be read ({error.strerror}).", "error")

    for place, folders, names in os.walk(top, onerror=fail):
        linked = [f for f in folders if Path(place, f).is_symlink()]
        for folder in sorted(linked):
            issues.add("load", str(Path(place, folder)), "a link to a directory is not followed; name it to read it")
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in linked)
        files.extend(file for name in sorted(names) if _is_wanted(file := Path(place, name), issues))
    return files


def _is_wanted(file: Path, issues: Issues) -> bool:
    """Return whether a file found in a directory is to be read; what is skipped and not hidden is noted."""
    name = file.name.lower()
    if name.startswith((".", "~$")) or name.endswith(SIDECARS):
        return False
    if name.split(".")[0] in TELLING:
        issues.add("load", str(file), "tells of its directory and is not read; name it to read it")
        return False
    try:
        fits = pick_loader(file)[1] >= SURE
    except InputError as error:
        issues.add("load", str(file), str(error), "error")
        return False
    if not fits:
        issues.add("load", str(file), "is of no kind that can be read; name it to read it as text")
    return fits
