"""Finds installed loaders by entry point, and files to load; loads a document from a path."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from graphkit.errors import GraphkitError, InputError, UnknownNameError
from graphkit.issues import Issue, Issues
from graphkit.text.document import UNKNOWN_SPEAKER, UNKNOWN_YEAR, Document, Loader, TableLoader

GROUP = "graphkit.loaders"
HEAD = 8192
"""Bytes of a file that loaders see when they say how well they fit it."""
SURE = 0.5
"""How well a loader must fit a file found in a directory; a file named by itself needs any fit at all."""
SIDECARS = (".meta.toml", ".meta.json")
TYPES = "TypeSystem.xml"
"""Name of a file that tells of the UIMA files beside it."""
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


Columns = str | Mapping[str, str | Sequence[str]]
"""Roles of a table's columns: ``text=Text,issuer=From``, or role -> heading or headings."""


def load_document(
    path: Path | str,
    loader: str | None = None,
    issues: Issues | None = None,
    columns: Columns | None = None,
    **options: str,
) -> Document:
    """Load one file; of a table ``columns`` may name the roles of its columns.

    Parameters: the path; the name of a loader (else the one that fits best); where to note what was left out;
    options such as ``title``, ``year``, ``issuers``, ``genre``, ``language``, ``encoding``.
    Raises InputError where the file can't be used, UnknownNameError for an unknown loader, genre or option.
    """
    chosen = _choose(Path(path), loader)
    options |= _as_option(columns)
    document = _with_ids(chosen.load(Path(path), **_fitting(chosen, options)))
    if issues is not None:
        issues.extend(document.issues)
    return document


def load_all(
    path: Path | str,
    loader: str | None = None,
    issues: Issues | None = None,
    columns: Columns | None = None,
    **options: str,
) -> list[Document]:
    """Load one file that may hold several documents, as tables do; parameters and errors as of :func:`load_document`.

    Options that only tables take (``columns``, ``mapping``, ``codebook``, ``names``, ``sheet``, ``delimiter``) count
    for tables and change nothing for other files.
    """
    chosen = _choose(Path(path), loader)
    options |= _as_option(columns)
    if not isinstance(chosen, TableLoader):
        return [load_document(path, loader, issues, options.pop("columns", None), **options)]
    documents = list(chosen.load_all(Path(path), **options))
    if issues is not None:
        for document in documents:
            issues.extend(document.issues)
    return documents


def _as_option(columns: Columns | None) -> dict[str, str]:
    """Return columns in the form that loaders take; a heading may hold commas where they come as a mapping."""
    if columns is None or isinstance(columns, str):
        return {} if columns is None else {"columns": columns}
    pairs = ((role, h) for role, named in columns.items() for h in ([named] if isinstance(named, str) else named))
    return {"columns": "\x1e".join(f"{role}={heading}" for role, heading in pairs) + "\x1e"}


def find_columns(path: Path | str, **options: str) -> Mapping[str, object]:
    """Return how a table would be read, in the form of a mapping file; InputError where it can't be."""
    chosen = _choose(Path(path), None)
    if not isinstance(chosen, TableLoader):
        raise InputError(f"{path}: is no table. Give CSV, TSV, XLSX, ODS, JSON, JSON lines or Parquet.")
    return chosen.describe(Path(path), **options)


def _fitting(loader: Loader, options: Mapping[str, str]) -> dict[str, str]:
    """Return the options that a loader takes: those of tables are for tables only."""
    if isinstance(loader, TableLoader):
        return dict(options)
    ours = {name for x in find_loaders().values() if isinstance(x, TableLoader) for name in x.options} - {"encoding"}
    return {k: v for k, v in options.items() if k not in ours}


def _choose(path: Path, loader: str | None) -> Loader:
    """Return the loader asked for, else the one that fits best; InputError where none does."""
    if loader is not None:
        chosen = get_loader(loader)
        _read_head(path)
    else:
        chosen, score = pick_loader(path)
        if score <= 0:
            raise InputError(f"{path}: is of no kind that can be read. Give text, Markdown, PDF, DOCX or HTML.")
    return chosen


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
            yield from load_all(path, loader, issues, **options)
        except GraphkitError as error:
            issues.add("load", path.name, str(error), "error")


def find_files(paths: Iterable[Path | str], issues: Issues, follow_links: bool = False) -> list[Path]:
    """Return the files to load, each once: those named, and those below directories, in the order of their names.

    Hidden files and sidecars are passed over; what no loader fits, README and licence files, links that lead out of
    the directory (unless they are to be followed) or to directories, and paths that do not exist are skipped aloud.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        if path.is_dir():
            files = _walk(path, issues, follow_links)
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


def name_beside(name: str) -> list[str]:
    """Return the names of the files that tell of a file where they are beside it."""
    stems = dict.fromkeys((name, Path(name).stem))
    return [*(f"{stem}{ending}" for stem in stems for ending in SIDECARS), TYPES]


def _walk(top: Path, issues: Issues, follow_links: bool) -> Sequence[Path]:
    files: list[Path] = []
    root, walked = Path(os.path.realpath(top)), set[Path]()

    def fail(error: OSError) -> None:
        issues.add("load", str(error.filename), f"{error.filename}: can't be read ({error.strerror}).", "error")

    for place, folders, names in os.walk(top, onerror=fail, followlinks=follow_links):
        walked.add(Path(os.path.realpath(place)))
        linked = [f for f in folders if Path(place, f).is_symlink()]
        followed = [f for f in linked if follow_links and Path(os.path.realpath(Path(place, f))) not in walked]
        for folder in sorted(set(linked) - set(followed)):
            why = "was read already" if follow_links else "is not followed; name it, or give --follow-links"
            severity = "note" if _is_inside(Path(place, folder), root) else "warning"
            issues.add("load", str(Path(place, folder)), f"a link to a directory {why}", severity)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (f not in linked or f in followed))
        for file in (Path(place, name) for name in sorted(names)):
            if not follow_links and file.is_symlink() and not _is_inside(file, root):
                reason = "a link that leads out of the directory is not followed; name it, or give --follow-links"
                issues.add("load", str(file), reason, "warning")
            elif is_wanted(file, issues):
                files.append(file)
    return files


def _is_inside(link: Path, root: Path) -> bool:
    return Path(os.path.realpath(link)).is_relative_to(root)


def is_wanted(file: Path, issues: Issues) -> bool:
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
    except Exception as error:  # noqa: BLE001 - a loader that fails at one file must not end the build of the others
        reason = f"{file}: no loader can tell its kind ({type(error).__name__}). Name its loader with --loader."
        issues.add("load", str(file), reason, "error")
        return False
    if not fits:
        issues.add("load", str(file), "is of no kind that can be read; name it to read it as text")
    return fits
