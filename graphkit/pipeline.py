"""The whole flow, from files to a build directory."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from graphkit.analysis.echoes.echoes import find_echoes, make_echo_links
from graphkit.errors import GraphkitError, InputError
from graphkit.graph.build import build_graph
from graphkit.graph.corrections import Corrections, apply_all, read_corrections
from graphkit.graph.graph import Graph
from graphkit.issues import Issue, Issues
from graphkit.loading import find_files, load_document
from graphkit.read.encoder import DEFAULT
from graphkit.read.model.heads import get_heads, read_heads
from graphkit.read.read import get_reference, read_document
from graphkit.read.reading import Reading
from graphkit.workspace import Manifest, write_workspace

ECHOED = ("recommendation", "practice")
"""Kinds of statements whose echoes become links: who asks for the same, and where an ask became practice."""
Paths = str | Path | Sequence[str | Path]
"""One file or directory, or several."""
Progress = Callable[[str, int, int], None]
"""Called with the name of the file just read, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build can be told."""

    framework: str = "gcm"
    loader: str | None = None
    corrections: Path | None = None
    jobs: int = 1
    """Processes that read documents."""
    metadata: dict[str, str] = field(default_factory=dict)
    """Metadata for all documents of this build, over what the files say."""
    encoder: str = DEFAULT
    """Name of the encoder of sentences; ``none`` reads without vectors."""
    model: Path | None = None
    """Model file that ``graphkit learn`` wrote; None: the packaged one."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    graph: Graph
    issues: Issues


def make_graph(paths: Paths, options: Options = Options(), progress: Progress | None = None) -> Built:  # noqa: B008
    """Read documents and return their graph; a file that can't be used is skipped aloud, as an issue.

    InputError where no file could be used.
    """
    issues = Issues()
    read_heads(options.model, options.encoder, issues)
    reference = get_reference(options.framework)
    rows = read_corrections(options.corrections, reference) if options.corrections else ()
    files = find_files([paths] if isinstance(paths, str | Path) else paths, issues)
    readings = apply_all(_read_all(files, options, issues, progress), Corrections(rows), issues)
    graph = build_graph(readings, reference, issues)
    if not any(graph.statements()):
        first = issues.errors()[0].reason if issues.errors() else "there is no file to read"
        raise InputError(f"Nothing to build: {first}")
    for link in make_echo_links(find_echoes(graph, ECHOED)):
        graph.add_link(link)
    return Built(graph, issues)


def build_workspace(
    paths: Paths,
    out: Path | str,
    options: Options = Options(),
    progress: Progress | None = None,  # noqa: B008
) -> Built:
    """Read documents and write their graph to a directory; an older build there stays until the new one is whole."""
    built = make_graph(paths, options, progress)
    write_workspace(Path(out), built.graph, make_manifest(built, options), built.issues)
    return built


def make_manifest(built: Built, options: Options) -> Manifest:
    """Return the manifest of a build."""
    from graphkit.graph.ontology.nodes import Document

    told = {"framework": options.framework, **options.metadata}
    told |= {"corrections": options.corrections.name} if options.corrections else {}
    heads = get_heads(options.model, options.encoder)
    told |= {"encoder": heads.encoder.name, "model": f"{heads.name} {heads.digest}"}
    return Manifest(
        digest=built.graph.digest(),
        nodes=len(built.graph),
        links=built.graph.link_count,
        sources={d.file: d.sha256 for d in built.graph.nodes(Document)},
        options=told,
        skipped={i.place: i.reason for i in built.issues.errors()},
    )


def read_file(path: Path, options: Options) -> tuple[Reading | None, list[Issue]]:
    """Return the reading of one file and what was skipped in it; a file that can't be used gives no reading."""
    issues = Issues()
    try:
        document = load_document(path, options.loader, issues=issues, **options.metadata)
        reading = read_document(document, options.framework, issues, get_heads(options.model, options.encoder))
        if not reading.statements:
            raise InputError(f"{path.name}: no statement was found. Is it a policy text in English or Spanish?")
    except GraphkitError as error:
        issues.add("load", path.name, str(error), "error")
        return None, list(issues)
    return reading, list(issues)


def _read_all(files: Sequence[Path], options: Options, issues: Issues, progress: Progress | None) -> Iterator[Reading]:
    """Yield the readings in the order of the files; a second document of the same id is skipped aloud."""
    seen: dict[str, str] = {}
    for number, (path, (reading, found)) in enumerate(zip(files, read_files(files, options), strict=True), 1):
        issues.extend(found)
        if progress:
            progress(path.name, number, len(files))
        if reading is None:
            continue
        first = seen.setdefault(reading.document.id, str(path))
        if first != str(path):
            text = f"{path}: has the id '{reading.document.id}' of {first}; give it an id of its own. Skipped."
            issues.add("load", path.name, text, "error")
            continue
        yield reading


def read_files(files: Sequence[Path], options: Options) -> Iterator[tuple[Reading | None, list[Issue]]]:
    """Yield what :func:`read_file` gives for each file, in their order; several processes read ahead a little."""
    read = partial(read_file, options=options)
    if options.jobs <= 1 or len(files) <= 1:
        yield from map(read, files)
        return
    with ProcessPoolExecutor(options.jobs) as pool:
        waiting: deque[Future[tuple[Reading | None, list[Issue]]]] = deque()
        for path in files:
            waiting.append(pool.submit(read, path))
            if len(waiting) > 4 * options.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
