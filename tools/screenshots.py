"""Pictures of the real pages for docs/images, made from the digests in corpus/.

    python tools/screenshots.py [--store DIR] [--to docs/images]

Needs Chromium (apt-get install chromium) and Playwright (pip install 'graphkit[test]').
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from opened import FLAGS  # noqa: E402

from graphkit.loading import load_all  # noqa: E402
from graphkit.publish.view import PAGES, make_page  # noqa: E402
from graphkit.workspace import open_workspace  # noqa: E402

LAPTOP = (1440, 860)
SHOTS: dict[str, tuple[str, str, tuple[int, int]]] = {
    "atlas": ("atlas", "", LAPTOP),
    "matrix": ("matrix", "", LAPTOP),
    "network-one-actor": ("network", "node=GTM", LAPTOP),
    "network-clusters": ("atlas", "preset=clusters", LAPTOP),
    "overlap": ("atlas", "page=overlap", LAPTOP),
    "timeline": ("atlas", "page=timeline", LAPTOP),
    "statements": ("atlas", "page=statements&find=shelter", LAPTOP),
    "text": ("atlas", "page=texts&text=digest-gtm-2017", LAPTOP),
    "compare": ("atlas", "page=compare&left=GTM&right=SLV", LAPTOP),
    "map": ("atlas", "page=map", LAPTOP),
}
"""File name -> page, state in its address, size of the window."""


def main() -> None:
    """Build the pages and take the pictures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument(
        "--store", type=Path, help="directory that `graphkit build corpus` wrote; built anew without it"
    )
    options.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(chosen.store or build(Path(folder) / "store"))
        texts = {d.id: d for path in sorted((ROOT / "corpus").glob("*-*.md")) for d in load_all(path)}
        chosen.to.mkdir(parents=True, exist_ok=True)
        pages = {name: make_page(workspace.graph, name, texts=texts, issues=workspace.issues()) for name in PAGES}
        take({name: page.write(Path(folder) / f"{name}.html") for name, page in pages.items()}, chosen.to)


def build(store: Path) -> Path:
    """Build the graph of the digests."""
    from graphkit.cli import cli

    cli(["build", str(ROOT / "corpus"), "--out", str(store), "--quiet"], standalone_mode=False)
    return store


def take(pages: dict[str, Path], target: Path) -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, (page, state, size) in SHOTS.items():
            shoot(browser, f"{pages[page].as_uri()}#{state}", size, target / f"{name}.png")
        browser.close()


def shoot(browser: Any, address: str, size: tuple[int, int], target: Path) -> None:
    """Take one picture, offline."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector("#main > *")
    tab.wait_for_timeout(400)
    tab.screenshot(path=target)
    context.close()
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
