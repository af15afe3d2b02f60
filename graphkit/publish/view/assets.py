"""The scripts and styles of a page: our own, and vis-network's as the installed pyvis carries them."""

import importlib.util
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from graphkit.errors import InputError


@cache
def read_bundle(page: str) -> tuple[str, str]:
    """Return the script and the styles of a page, as ``make pages`` bundles them from ``src``."""
    folder = files("graphkit.publish.view") / "dist"
    script, styles = ((folder / f"{page}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return script, styles


@cache
def read_vis() -> tuple[str, str]:
    """Return vis-network's script and styles from the installed pyvis; InputError if they are not there.

    Styles that load pictures belong to buttons we don't show and are left out; so is the pointer to a source map.
    """
    folder = _vis_folder()
    script = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    styles = (folder / "vis-network.css").read_text(encoding="utf-8")
    kept = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", styles) if "url(" not in rule and "@" not in rule]
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script), "".join(kept)


def _vis_folder() -> Path:
    found = importlib.util.find_spec("pyvis")
    for place in found.submodule_search_locations or () if found else ():
        folders = sorted((Path(place) / "templates" / "lib").glob("vis-9.1*"))
        if folders and (folders[-1] / "vis-network.min.js").is_file():
            return folders[-1]
    raise InputError("The network page needs pyvis with vis-network 9.1 inside: pip install 'pyvis==0.3.2'.")
