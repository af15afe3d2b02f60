"""The whole flow, from files to a build directory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from graphkit.analysis.echoes.echoes import find_echoes, make_echo_links
from graphkit.analysis.time.fulfilment import find_fulfilments, make_fulfilment_links
from graphkit.errors import GraphkitError, InputError
from graphkit.graph.build import build_graph
from graphkit.graph.corrections import Corrections, apply_all
from graphkit.graph.graph import Graph
from graphkit.graph.review_sheet import read_corrections
from graphkit.isolation import FORKS, Failure, Limits, attempt, read_each
from graphkit.issues import Issue, Issues
from graphkit.loading import find_files, load_all
from graphkit.metadata_table import match_rows, read_table
from graphkit.read.encoder import DEFAULT
from graphkit.read.model.heads import get_heads, read_heads
from graphkit.read.read import get_reference, name_frameworks, read_document
from graphkit.read.reading import Reading
from graphkit.reading_cache import Kept, digest_programs, digest_settings, get_kept, keep, make_key, trim
from graphkit.reference.framework.loader import find_folder
from graphkit.workspace import Manifest, check_place, write_workspace

ECHOED = ("recommendation", "practice")
"""Kinds of statements whose echoes become links: who asks for the same, and where an ask became practice."""
_FILES_OF_TABLES = ("mapping", "codebook", "names")
Paths = str | Path | Sequence[str | Path]
"""One file or directory, or several."""
Progress = Callable[[str, int, int], None]
"""Called with the name of the file just read, how many are done, how many there are."""
Stated = Mapping[Path, dict[str, str]]
"""File -> the fields of its row in the table of metadata."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build can be told."""

    framework: str | tuple[str, ...] = "gcm"
    """Name or folder of a framework to read against, or several."""
    loader: str | None = None
    corrections: Path | Sequence[Path] | None = None
    """Review sheets; what they disagree on is left as read and listed."""
    jobs: int = 1
    """Processes that read documents."""
    metadata: dict[str, str] = field(default_factory=dict)
    """Metadata for all documents of this build, over what the files say."""
    tables: dict[str, str] = field(default_factory=dict)
    """Options of tables: ``columns``, ``mapping``, ``codebook``, ``names``, ``sheet``, ``encoding``, ``delimiter``."""
    password: str | None = field(default=None, repr=False)
    """What opens locked files; it is written nowhere."""
    limits: Limits = Limits()
    """What one file may cost."""
    follow_links: bool = False
    """Whether links that lead out of the directories named are followed."""
    isolated: bool = FORKS
    """Whether files are read in processes of their own, under limits. Where processes are no copies of this one (macOS,
    Windows), the script that calls must be importable: ``if __name__ == "__main__":``."""
    table: Path | None = None
    """Table of metadata by file (see :mod:`graphkit.metadata_table`), under ``metadata``, over what the files say."""
    echoes: bool = True
    """Whether statements of different documents that say the same are linked."""
    encoder: str = DEFAULT
    """Name of the encoder of sentences; ``none`` reads without vectors."""
    model: Path | None = None
    """Model file that ``graphkit learn`` wrote; None: the packaged one."""
    cache: bool = False
    """Whether readings are kept between builds, and files that did not change are not read again."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    graph: Graph
    issues: Issues
    sources: Mapping[str, str] = field(default_factory=dict)
    """Name of each file -> its SHA-256."""


def make_graph(paths: Paths, options: Options = Options(), progress: Progress | None = None) -> Built:  # noqa: B008
    """Read documents and return their graph; a file that can't be used is skipped aloud, as an issue.

    InputError where no file could be used.
    """
    issues = Issues()
    read_heads(options.model, options.encoder, issues)
    corrections = read_sheets(options)
    named = [paths] if isinstance(paths, str | Path) else paths
    files = sorted(find_files(named, issues, options.follow_links), key=str)
    stated, odd = match_rows(read_table(options.table) if options.table else {}, files)
    for reason in odd:
        issues.add("load", str(options.table), reason, "warning")
    if options.cache:
        digest_programs()  # once, before processes begin as copies of this one
    return join_readings(_read_all(files, stated, options, progress), corrections, options, issues)


def join_readings(
    read: Iterable[tuple[Path, Kept]], corrections: Corrections, options: Options, issues: Issues
) -> Built:
    """Return the graph of what was read from each file, in the order of the files.

    A second document of the same id is skipped aloud; InputError where nothing could be used.
    """
    sources: dict[str, str] = {}
    readings = apply_all(_pick_readings(read, issues, sources), corrections, issues)
    graph = build_graph(readings, get_reference(options.framework), issues)
    if not any(graph.statements()):
        first = issues.errors()[0].reason if issues.errors() else "there is no file to read"
        raise InputError(f"Nothing to build: {first}")
    if options.echoes:
        for link in make_echo_links(find_echoes(graph, ECHOED, tier="sure")):
            graph.add_link(link)
    for fulfils in make_fulfilment_links(find_fulfilments(graph)):
        graph.add_link(fulfils)
    return Built(graph, issues, sources)


def read_sheets(options: Options) -> Corrections:
    """Return the corrections of the review sheets of a build."""
    reference = get_reference(options.framework)
    return Corrections(row for sheet in _sheets(options) for row in read_corrections(sheet, reference))


def _sheets(options: Options) -> Sequence[Path]:
    given = options.corrections or ()
    return (given,) if isinstance(given, Path) else given


def build_workspace(
    paths: Paths,
    out: Path | str,
    options: Options = Options(),
    progress: Progress | None = None,  # noqa: B008
) -> Built:
    """Read documents and write their graph to a directory; an older build there stays until the new one is whole."""
    check_place(Path(out))
    built = make_graph(paths, options, progress)
    write_workspace(Path(out), built.graph, make_manifest(built, options), built.issues)
    return built


def make_manifest(built: Built, options: Options) -> Manifest:
    """Return the manifest of a build."""
    from graphkit.graph.ontology.nodes import Document

    told = {"framework": ", ".join(name_frameworks(options.framework)), **options.metadata}
    told |= {"corrections": ", ".join(s.name for s in sheets)} if (sheets := _sheets(options)) else {}
    told |= {"metadata": options.table.name} if options.table else {}
    told |= {} if options.echoes else {"echoes": "no"}
    told |= {name: Path(v).name if name in _FILES_OF_TABLES else v for name, v in options.tables.items()}
    heads = get_heads(options.model, options.encoder)
    told |= {"encoder": heads.encoder.name, "model": f"{heads.name} {heads.digest}"}
    return Manifest(
        digest=built.graph.digest(),
        nodes=len(built.graph),
        links=built.graph.link_count,
        sources=dict(built.sources) or {d.file: d.sha256 for d in built.graph.nodes(Document)},
        options=told,
        skipped={i.place: i.reason for i in built.issues.errors()},
    )


def read_file(path: Path, options: Options, stated: Stated = {}) -> Kept:  # noqa: B006
    """Return the readings of one file and what was skipped in it; a file that can't be used gives no reading."""
    key = _make_key(path, options, stated)
    kept = get_kept(key) if key else None
    if kept is not None:
        return kept
    readings, issues = _read_anew(path, options, stated)
    if key and readings and key == _make_key(path, options, stated):  # else it changed while it was read
        keep(key, readings, issues)
    return readings, issues


def _make_key(path: Path, options: Options, stated: Stated) -> str | None:
    """Return the name under which the reading of a file is kept; None where it is not: a locked file's stays locked."""
    if not options.cache or options.password:
        return None
    settings, places = _list_settings(options)
    return make_key(path, settings | {"row": stated.get(path, {})}, places)


def digest_options(options: Options) -> str:
    """Return a digest of the options that a reading depends on, with the model and what their files hold."""
    return digest_settings(*_list_settings(options))


def _list_settings(options: Options) -> tuple[dict[str, object], dict[str, Path | None]]:
    """Return the options that a reading depends on, and the files and folders that they name."""
    heads = get_heads(options.model, options.encoder)
    frameworks = name_frameworks(options.framework)
    settings: dict[str, object] = {
        "framework": frameworks,
        "loader": options.loader,
        "metadata": options.metadata,
        "tables": options.tables,
        "heads": [heads.name, heads.digest, heads.encoder.name, heads.encoder.digest],
    }
    places: dict[str, Path | None] = {f"framework {name}": find_folder(name) for name in frameworks}
    places |= {name: Path(options.tables[name]) for name in _FILES_OF_TABLES if name in options.tables}
    return settings, places


def _read_anew(path: Path, options: Options, stated: Stated) -> Kept:
    issues = Issues()
    metadata = {**stated.get(path, {}), **options.metadata}
    try:
        secret = {"password": options.password} if options.password else {}
        documents = load_all(path, options.loader, issues=issues, **metadata, **options.tables, **secret)
        heads = get_heads(options.model, options.encoder)
        readings = [read_document(document, options.framework, issues, heads) for document in documents]
        if not any(reading.statements for reading in readings):
            raise InputError(f"{path.name}: no statement was found. Is it a policy text?")
    except GraphkitError as error:
        issues.add("load", path.name, str(error), "error")
        return [], list(issues)
    return readings, list(issues)


def _read_all(
    files: Sequence[Path], stated: Stated, options: Options, progress: Progress | None
) -> Iterator[tuple[Path, Kept]]:
    """Yield each file with what was read from it, in the order of the files."""
    for number, (path, read) in enumerate(zip(files, read_files(files, options, stated), strict=True), 1):
        if progress:
            progress(path.name, number, len(files))
        yield path, read
    if options.cache:
        trim()


def _pick_readings(read: Iterable[tuple[Path, Kept]], issues: Issues, sources: dict[str, str]) -> Iterator[Reading]:
    """Yield the readings, but for a second document of the same id; note issues and the checksum of each source."""
    seen: dict[str, str] = {}
    for path, (readings, found) in read:
        issues.extend(found)
        for reading in readings:
            first = seen.setdefault(reading.document.id, str(path))
            if first != str(path):
                text = f"{path}: has the id '{reading.document.id}' of {first}; give it an id of its own. Skipped."
                issues.add("load", path.name, text, "error")
                continue
            source = reading.document.source
            sources[source.name] = source.file_sha256 or source.sha256
            yield reading


def read_files(
    files: Sequence[Path],
    options: Options,
    stated: Stated = {},  # noqa: B006
) -> Iterator[Kept]:
    """Yield what :func:`read_file` gives for each file, in their order; a file that ends its reader is an issue."""
    read = partial(read_file, options=options, stated=stated)
    here = not options.isolated and options.jobs <= 1
    answers = (attempt(read, f) for f in files) if here else read_each(read, files, options.limits, options.jobs)
    for path, answer in zip(files, answers, strict=True):
        if isinstance(answer, Failure):
            yield [], [Issue("load", path.name, f"{path}: {answer.reason}", "error")]
        else:
            yield answer
