"""One HTML file that holds everything: data, scripts, styles, and a policy that forbids every request."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import OptionError, UnknownNameError
from graphkit.files import write_text
from graphkit.graph.graph import Graph
from graphkit.issues import Issue
from graphkit.publish.view.assets import read_bundle
from graphkit.publish.view.payload import build_payload
from graphkit.publish.view.texts import make_texts
from graphkit.text.document import Document as Text
from graphkit.text.document import plain_text

if TYPE_CHECKING:
    import jinja2

PAGES: dict[str, tuple[str, ...]] = {
    "network": ("network", "compare", "texts"),
    "matrix": ("gaps", "overlap", "compare", "principles", "texts"),
    "atlas": (
        "network",
        "gaps",
        "map",
        "overlap",
        "compare",
        "principles",
        "timeline",
        "texts",
        "statements",
        "method",
    ),
}
"""Page -> its sections."""
LANGUAGES = ("en", "es")
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; shows itself in a notebook inside a frame of its own."""

    html: str
    height: int = 720

    def write(self, path: Path) -> Path:
        """Write the file as a whole; StoreError where the place can't be written."""
        write_text(path, self.html)
        return path

    def _repr_html_(self) -> str:
        from html import escape

        return (
            f'<iframe srcdoc="{escape(self.html, quote=True)}" title="graphkit" width="100%" height="{self.height}" '
            'sandbox="allow-scripts allow-downloads allow-modals" style="border:1px solid #ccc"></iframe>'
        )


def make_page(
    graph: Graph,
    page: str = "atlas",
    *,
    title: str | None = None,
    language: str = "en",
    focus: str | None = None,
    texts: Mapping[str, Text] | None = None,
    issues: Iterable[Issue] = (),
) -> Page:
    """Return a page of a graph: ``network``, ``matrix`` or ``atlas``.

    ``focus``: id of the node that the network shows first; UnknownNameError where the graph has no such node.
    ``texts``: id of a document -> its text as it was read; a document without one is shown by its statements alone.
    ``issues``: those of the build; they say which sentences were passed over, and why.
    """
    if page not in PAGES:
        raise UnknownNameError("page", page, PAGES)
    check_options(title, language)
    if focus is not None and focus not in graph:
        raise UnknownNameError("node", focus, _ids(graph))
    about = {"pages": list(PAGES[page]), "title": title, "language": language, "focus": focus}
    payload = build_payload(graph, PAGES[page])
    return Page(render(page, about, payload, _read_texts(graph, texts or {}, issues, payload["graph"])))


def _read_texts(
    graph: Graph, texts: Mapping[str, Text], issues: Iterable[Issue], columns: dict[str, Any]
) -> dict[int, Any]:
    """Return row of a document -> its items for reading, without markup, which name statements by their rows."""
    documents, statements = ({id: i for i, id in enumerate(columns[part]["id"])} for part in ("entities", "statements"))
    return {
        documents[id]: [{**item, "t": plain_text(item["t"])} if "t" in item else item for item in items]
        for id, items in make_texts(graph, texts, issues, statements).items()
    }


def check_options(title: str | None, language: str) -> None:
    """Raise UnknownNameError for a language that no page has, OptionError for a title that can't be shown."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    if title is not None and not 0 < len(title.strip()) <= LONGEST_TITLE:
        raise OptionError(f"A title has 1 to {LONGEST_TITLE} characters, this one {len(title)}. Choose a shorter one.")


def show(graph: Graph, page: str = "network", **options: Any) -> Page:
    """Return a page that shows itself in a notebook; the options are those of :func:`make_page`."""
    return make_page(graph, page, **options)


def _ids(graph: Graph) -> list[str]:
    from graphkit.graph.ontology import Node

    return [node.id for node in graph.nodes(Node)]


def render(
    page: str, about: dict[str, Any], payload: dict[str, Any], texts: Mapping[int, Any] = MappingProxyType({})
) -> str:
    """Return the file of a page from its name, what it is about and the data it holds.

    ``texts`` are packed each by itself, so that the page unpacks only the one that is read.
    """
    script, styles = read_bundle(page)
    words = read_words()
    return make_template().render(
        language=about["language"],
        title=about["title"] or words[about["language"]]["title"],
        version=__version__,
        policy=make_policy(script, styles),
        styles=styles,
        words=make_inert(words),
        data=pack({"page": about, **payload, "texts": list(texts)}),
        texts={row: pack(text) for row, text in texts.items()},
        script=script,
        no_script=words[about["language"]]["fail.script"],
    )


def make_template() -> "jinja2.Template":
    """Return the template of a page; what is put into it is escaped unless marked safe."""
    import jinja2

    source = (files("graphkit.publish.view") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(source)


def make_policy(script: str, styles: str) -> str:
    """Return the Content-Security-Policy: only this script and these styles run, and nothing may be loaded or sent."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def read_words() -> dict[str, dict[str, str]]:
    """Return language -> key -> words of the user interface."""
    folder = files("graphkit.publish.view") / "words"
    return {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in LANGUAGES}


def make_inert(data: Any) -> str:
    """Return JSON that can't end the element it stands in, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def pack(data: Any) -> str:
    """Return data as JSON, compressed and in base 64: an alphabet in which no markup can be spelt."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("ascii"), 6, mtime=0)).decode("ascii")
