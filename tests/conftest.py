"""Fixtures shared by all tests."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))  # tools import each other by name, as scripts do
READ_FIRST = {
    "port.md": "# Kenya\n\n- Protect migrant children at every port.\n- States should ratify the convention.\n",
    "puerto.md": "# Chile\n\n- Proteger a los niños migrantes en los puertos.\n- Los Estados deben ratificarlo.\n",
}
SHARED = Path(os.environ.get("GRAPHKIT_SHARED", ROOT.parent / "shared"))

# Times on a shared machine say nothing of a single example; growth with the input has tests of its own. The examples
# are the same in every run, so that a commit is not refused for what another brought in; GRAPHKIT_FUZZ=1 looks for new.
hypothesis.settings.register_profile("graphkit", deadline=None, derandomize=not os.environ.get("GRAPHKIT_FUZZ"))
hypothesis.settings.load_profile("graphkit")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of texts that are no part of the project, and keep the tests of a file in one process.

    They share fixtures; pages of the documentation share none. Tests on a Neo4j server share that one, in one process;
    they take longest, so they begin first.
    """
    for item in items:
        for name in {"corpus", "shared"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            item.add_marker(pytest.mark.xdist_group(_name_group(item)))
        items.sort(key=lambda item: item.get_closest_marker("neo4j") is None)


def _name_group(item: pytest.Item) -> str:
    if item.get_closest_marker("neo4j"):
        return "neo4j"
    alone = item.path.name == "test_pages.py" and "[" in item.name
    return item.name if alone else item.path.as_posix()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``: rewrite the golden files; read the diff before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True)
def _without_kept_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every file in every test: what another test kept must not hide what this one changed."""
    monkeypatch.setattr("graphkit.reading_cache.find_cache_folder", lambda: None)


@pytest.fixture(autouse=True)
def _begin_in_english() -> None:
    """Let every test begin in English: a command line that spoke Spanish in this process may have been the last."""
    from graphkit.cli.language import use_language

    use_language("en")


@cache
def _warm_up() -> None:
    """Make the lexicons of English and Spanish in this process, a second each."""
    from graphkit.pipeline import Options, make_graph

    with tempfile.TemporaryDirectory() as folder:
        for name, text in READ_FIRST.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        make_graph(folder, Options(isolated=False))


@pytest.fixture(autouse=True)
def _warm_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes that read begin as copies of one that has read: else each makes all lexicons anew."""
    from graphkit.isolation import read_each

    def read_warm(*args: Any) -> Iterator[Any]:
        _warm_up()
        return read_each(*args)

    monkeypatch.setattr("graphkit.pipeline.read_each", read_warm)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the five source texts; the test skips aloud where they are not at hand."""
    place = Path(os.environ.get("GRAPHKIT_CORPUS", SHARED / "corpus"))
    if not place.is_dir():
        pytest.skip(f"the source texts are not at {place}: set GRAPHKIT_CORPUS")
    return place


@pytest.fixture(scope="session")
def shared() -> Callable[..., Path]:
    """Returns the path of a file or folder of the shared material; the test skips aloud where it is not at hand."""

    def find(*parts: str) -> Path:
        path = SHARED.joinpath(*parts)
        if not path.exists():
            pytest.skip(f"{path} is not at hand: set GRAPHKIT_SHARED")
        return path

    return find


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where GRAPHKIT_REQUIRE names the test's marker: in CI these tests must run."""
    report = yield
    required = {m for m in os.environ.get("GRAPHKIT_REQUIRE", "").split(",") if m}
    wanted = sorted(required & {m.name for m in item.iter_markers()})
    if report.skipped and wanted and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"required ({', '.join(wanted)}) but {reason}"
    return report


@pytest.fixture(scope="session")
def neo4j_server():
    """A real Neo4j server on loopback, started from Maven's artifacts; skips aloud where that can't be."""
    from neo4j_server import Server, Unavailable

    try:
        server = Server().start()
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield server
    server.remove()


@pytest.fixture
def neo4j_store(neo4j_server):
    """A store on the real server, emptied first."""
    from servers import open_empty

    store = open_empty(neo4j_server)
    yield store
    store.close()
