"""A real browser without a network: Debian's Chromium, driven by Playwright."""

import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from made_graphs import make_synthetic
from opened import FLAGS, Open, Opened

from graphkit.graph.graph import Graph
from graphkit.publish.view import make_page

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that CI can require them."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium; the test skips aloud where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install graphkit[test]")
    if not path:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def write_page(shared_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that writes a page of a graph; a page of the tests' own graph is made once, in 0.8 s."""
    folder, numbers, kept = tmp_path_factory.mktemp("pages"), itertools.count(), dict[str, Path]()

    def write(of: Graph, page: str, options: dict[str, Any]) -> Path:
        shared = of is shared_graph and not options
        if shared and page in kept:
            return kept[page]
        made = make_page(of, page, **options).write(folder / f"{page}-{next(numbers)}.html")
        return kept.setdefault(page, made) if shared else made

    return write


@pytest.fixture
def open_page(chromium: Any, write_page: Callable[..., Path]) -> Iterator[Open]:
    """Open a page of a graph offline; at the end nothing may have been asked of the network, no script have failed."""
    opened: list[Opened] = []

    def open_one(
        graph: Graph, page: str = "network", state: str = "", width: int = 1360, touch: bool = False, **options: Any
    ) -> Opened:
        address = write_page(graph, page, options).as_uri()
        context = chromium.new_context(
            viewport={"width": width, "height": 820},
            offline=True,
            accept_downloads=True,
            has_touch=touch,
            is_mobile=touch,
        )
        tab = context.new_page()
        tab.set_default_timeout(15_000)
        one = Opened(tab, address)
        context.on("request", lambda request: one.asked.append(request.url))
        tab.on("console", lambda m: m.type in {"error", "warning"} and one.said.append(m.text))
        tab.on("pageerror", lambda error: one.said.append(str(error)))
        tab.on("dialog", lambda dialog: (one.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        one.go(state)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        own = ("about:blank", "data:image/png", "blob:file", one.address)
        outside = [url for url in one.asked if not url.startswith(own)]
        said, tab = one.said, one.page
        tab.context.close()
        assert outside == []
        assert said == []


@pytest.fixture(scope="session")
def shared_graph() -> Graph:
    """A graph of some 300 statements, the same for all tests."""
    return make_synthetic(300, 20, 8, 4)


@pytest.fixture(scope="session")
def graph(shared_graph: Graph) -> Graph:
    """The same; a file of tests may have a graph of its own by this name."""
    return shared_graph


@pytest.fixture(scope="session")
def npm() -> Callable[..., str]:
    """Run npm in the project, its packages installed as the lock file says; the test skips aloud without npm."""
    path = shutil.which("npm")
    if path is None:
        pytest.skip("npm is missing: apt-get install npm")

    def run(*words: str) -> str:
        done = subprocess.run([path, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"npm {' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    with FileLock(ROOT / ".npm.lock"):
        installed = ROOT / "node_modules" / ".package-lock.json"
        if not installed.is_file() or installed.stat().st_mtime < (ROOT / "package-lock.json").stat().st_mtime:
            run("ci", "--ignore-scripts")
            installed.touch()
    return run


@pytest.fixture(scope="session")
def axe(npm: Callable[..., str]) -> str:
    """The text of axe-core."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
