#!/usr/bin/env python3
"""Take the pictures of docs/ from the real pages of the graph of corpus/, with Chromium.

usage: make_pictures.py     needs Chromium, and Playwright: pip install 'graphkit[test]'
"""

import shutil
import sys
import tempfile
from pathlib import Path

import graphkit
from graphkit.view import make_page

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-sync", "--disable-background-networking", "--no-first-run"]
WIDTH, HEIGHT = 1360, 820
PICTURES = {
    "network": ("network", "preset=one&centre=SLV"),
    "matrix": ("matrix", ""),
    "atlas": ("atlas", ""),
}
"""Picture -> page and the state in its address."""


def main() -> None:
    """Write all pictures."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        sys.exit("Chromium is missing: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    graph = graphkit.make_graph([ROOT / "corpus"]).graph
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, offline=True, color_scheme="light")
        for name, (page, state) in PICTURES.items():
            address = make_page(graph, page).write(Path(place) / f"{name}.html").as_uri()
            tab = context.new_page()
            tab.goto(f"{address}#{state}" if state else address)
            tab.wait_for_timeout(4000)
            tab.screenshot(path=IMAGES / f"{name}.png")
            tab.close()
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
