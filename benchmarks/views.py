"""How soon a page can be used, against plain pyvis: ratios, measured in one run.

    python benchmarks/views.py [--limit SECONDS] [--corpus GRAPH.jsonl]

Each page is opened in headless Chromium without a network. Plain pyvis (``cdn_resources='in_line'``, its own physics)
counts as still when vis-network says so, or not within the limit: then the ratio is a lower bound. Ours counts as
usable when the first picture is drawn and two animation frames have passed. Panning is dragged by the mouse for two
seconds, with all ties and every statement; its frames are counted and compared with those of an empty page.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from made_graphs import make_synthetic  # noqa: E402
from opened import FLAGS  # noqa: E402

from graphkit.graph.graph import Graph  # noqa: E402
from graphkit.graph.ontology import Link, Node  # noqa: E402
from graphkit.publish.view import make_page  # noqa: E402

SIZES = {300: (250, 20, 8, 4), 1500: (1400, 40, 12, 5), 10_000: (9_700, 180, 50, 12), 50_000: (48_500, 1_200, 200, 40)}
"""Nodes -> statements, states, bodies, documents."""
STILL = "window.stillAt"
FRAMES = """ms => new Promise(done => {
  const all = [];
  let last = performance.now();
  const end = last + ms;
  const step = now => {
    all.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(step);
    else done(all.slice(3));
  };
  requestAnimationFrame(step);
})"""


def main() -> None:
    """Measure and print one table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--limit", type=float, default=300, help="seconds to wait for plain pyvis")
    options.add_argument("--corpus", type=Path, help="graph.jsonl of a build, for size and time of export")
    options.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="numbers of nodes")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        place = Path(folder)
        if chosen.corpus:
            export(chosen.corpus, place)
        for size in chosen.sizes:
            measure(chromium, size, make_synthetic(*SIZES[size]), place, chosen.limit)


@contextmanager
def browser() -> Iterator[Any]:
    """Run Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))


@contextmanager
def opened(chromium: Any) -> Iterator[Any]:
    """Open an empty tab without a network."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    yield context.new_page()
    context.close()


def export(path: Path, place: Path) -> None:
    """Print size and time of the pages of a real build."""
    graph = Graph.read(path)
    for page in ("network", "matrix", "atlas"):
        start, work = time.perf_counter(), time.process_time()
        file = make_page(graph, page).write(place / f"{page}.html")
        seconds, work = time.perf_counter() - start, time.process_time() - work
        print(
            f"{page:8} of {len(graph):,} nodes: {file.stat().st_size / 1e6:.2f} MB (limit 3), "
            f"export {seconds:.2f} s, {work:.2f} s of it work (limit 3)"
        )


def measure(chromium: Any, size: int, graph: Graph, place: Path, limit: float) -> None:
    """Print what one size costs, ours and (up to 1,500 nodes) plain pyvis."""
    file = make_page(graph, "network").write(place / f"ours-{size}.html")
    gathered = statistics.median(usable(chromium, file, "") for _ in range(3))
    print(f"{len(graph):>6,} nodes: {file.stat().st_size / 1e6:5.2f} MB, usable after {gathered:5.2f} s", end="")
    if size <= 10_000:
        unfolded = statistics.median(usable(chromium, file, "unfold=1&detail=0") for _ in range(3))
        print(f", every statement unfolded {unfolded:5.2f} s", end="")
    if size <= 1500:
        plain = still(chromium, write_plain(graph, place / f"plain-{size}.html"), limit)
        bound = "at least " if plain >= limit else ""
        print(f"; plain pyvis still after {plain:.1f} s: {bound}{plain / unfolded:.0f} times ours unfolded", end="")
        print(f", {bound}{plain / gathered:.0f} times ours gathered", end="")
    if size >= 1500:
        empty, ours = frames(chromium, None), frames(chromium, file)
        print(f"; panning: {len(ours)} frames, {find_p95(ours):.0f} ms (p95; limit 34)", end="")
        print(f", empty page {len(empty)}, {find_p95(empty):.0f}", end="")
    print(flush=True)


def usable(chromium: Any, file: Path, state: str) -> float:
    """Return seconds from asking for the page to a drawn, still picture."""
    with opened(chromium) as tab:
        start = time.perf_counter()
        tab.goto(f"{file.as_uri()}#{state}", wait_until="commit")
        tab.wait_for_selector("body[data-drawn]", timeout=120_000)
        tab.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        return time.perf_counter() - start


def write_plain(graph: Graph, path: Path) -> Path:
    """Write the whole graph with plain pyvis, as its README shows, and let the page say when it is still."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    for node in graph.nodes(Node):
        network.add_node(node.id, label=node.title[:40], color=node.colour, shape=node.shape)
    for link in graph.links(Link):
        network.add_edge(link.source, link.target)
    html = network.generate_html(notebook=False)
    watch = "network.once('stabilized', () => { window.stillAt = performance.now(); });"
    mark = "network = new vis.Network(container, data, options);"
    if html.count(mark) != 1:
        raise SystemExit("pyvis writes another page than 0.3.2 did: adapt the place where the page is watched.")
    path.write_text(html.replace(mark, f"{mark}\n{watch}"), encoding="utf-8")
    return path


def still(chromium: Any, file: Path, limit: float) -> float:
    """Return seconds until plain pyvis's picture is still, at most the limit."""
    from playwright.sync_api import TimeoutError as Late

    with opened(chromium) as tab:
        start = time.perf_counter()
        tab.goto(file.as_uri(), wait_until="commit")
        try:
            tab.wait_for_function(STILL, polling=100, timeout=limit * 1000)
        except Late:
            return limit
        return time.perf_counter() - start


def find_p95(times: list[float]) -> float:
    """Return the time that 95 of 100 keep within."""
    return sorted(times)[int(0.95 * len(times))]


def frames(chromium: Any, file: Path | None) -> list[float]:
    """Return the times of frames in milliseconds, of an empty page or while a picture is dragged."""
    with opened(chromium) as tab:
        if file is None:
            tab.goto("about:blank")
            return list(tab.evaluate(FRAMES, 2000))
        tab.goto(f"{file.as_uri()}#unfold=1&detail=0")
        tab.wait_for_selector("body[data-drawn]")
        tab.evaluate(f"() => {{ window.measured = ({FRAMES})(2000); }}")
        drag(tab)
        return list(tab.evaluate("window.measured"))


def drag(tab: Any) -> None:
    """Drag the picture to and fro for two seconds; stop where it doesn't follow."""
    still = tab.evaluate("graphkit.spotOf('gcm:1')")
    tab.mouse.move(500, 400)
    tab.mouse.down()
    end = time.perf_counter() + 2.0
    step = 0
    while time.perf_counter() < end:
        step += 1
        if step == 50 and tab.evaluate("graphkit.spotOf('gcm:1')") == still:
            raise SystemExit("The picture did not follow the mouse.")
        tab.mouse.move(500 + 120 * ((step // 20) % 2 * 2 - 1) * (step % 20) / 20, 400 + step % 7)
    tab.mouse.up()


if __name__ == "__main__":
    main()
