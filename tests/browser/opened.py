"""A page that a browser has open, with what the tests ask of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Opened:
    """One open page and everything it did that a page of ours must not do."""

    page: Any
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def go(self, state: str) -> None:
        """Open the page anew with a state in its address."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{state}")
        self.page.wait_for_selector("#main > *, main.failed")

    def text(self, selector: str) -> str:
        """Return the text of an element as the reader sees it."""
        return str(self.page.inner_text(selector))

    def shown(self) -> Any:
        """Return the nodes, dots and ties of the picture."""
        return self.page.evaluate("graphkit.shown()")

    def state(self) -> str:
        """Return the state in the address, after the frame in which it is written."""
        self.page.wait_for_timeout(80)
        return str(self.page.evaluate("location.hash.slice(1)"))

    def click_node(self, id: str) -> None:
        """Click where a node stands in the picture."""
        spot = self.page.evaluate("id => graphkit.spotOf(id)", id)
        self.page.mouse.click(spot["x"], spot["y"])

    def save(self, entry: str) -> tuple[str, bytes]:
        """Choose an entry of the save menu; return the file's name and content."""
        self.page.click("details.menu > summary")
        with self.page.expect_download() as waiting:
            self.page.click(f"details.menu button:has-text('{entry}')")
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


Open = Callable[..., Opened]
