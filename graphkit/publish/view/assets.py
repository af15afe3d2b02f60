"""The scripts and styles of a page, bundled from ``src`` into ``dist`` by ``make pages``."""

from functools import cache
from importlib.resources import files


@cache
def read_bundle(page: str) -> tuple[str, str]:
    """Return the script and the styles of a page: ``network``, ``matrix``, ``atlas`` or ``review``."""
    folder = files("graphkit.publish.view") / "dist"
    script, styles = ((folder / f"{page}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return script, styles
