"""REFI-QDA 1.5 (qdasoftware.org): a codebook (.qdc), and a project (.qdpx) with the statements as coded texts.

Opened by NVivo, MAXQDA, ATLAS.ti and QualCoder. Codes hang below Objectives (with their sub-themes), Principles,
Groups, Speakers, Kinds and Themes; the description of a code holds its id in the graph.
"""

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, Link, Node
from graphkit.graph.ontology.links import Addresses, CodedAs, Concerns, Invokes, SaidBy
from graphkit.graph.ontology.nodes import Document, Group, Objective, Principle, StatementNode, Subtheme, Theme
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.markup import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODEBOOK, _PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
_SPACE = uuid.UUID("7b0f2a52-4b7e-5a57-9d53-0f0d4c2b9a11")
"""Namespace of the GUIDs: equal graphs give equal GUIDs."""
_LINKS: tuple[type[Link], ...] = (Addresses, Invokes, Concerns, CodedAs, SaidBy)
_DAY = (1980, 1, 1, 0, 0, 0)


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "\x1f".join(parts))).upper()


def make_codebook(graph: Graph) -> str:
    """Return the codebook: every code of the graph, whether a statement uses it or not."""
    from lxml import etree

    root = etree.Element(f"{{{_CODEBOOK}}}CodeBook", nsmap={None: _CODEBOOK}, origin="graphkit")
    _add_codes(root, _CODEBOOK, graph)
    return _as_bytes(root).decode("utf-8")


def make_project(graph: Graph) -> bytes:
    """Return the project; a source holds the wordings of one document's statements, a blank line between."""
    from lxml import etree

    root = etree.Element(f"{{{_PROJECT}}}Project", nsmap={None: _PROJECT}, name="graphkit", origin="graphkit")
    users = etree.SubElement(root, f"{{{_PROJECT}}}Users")
    for name in _coders(graph):
        etree.SubElement(users, f"{{{_PROJECT}}}User", guid=_guid("user", name), name=clean(name))
    book = etree.SubElement(root, f"{{{_PROJECT}}}CodeBook")
    _add_codes(book, _PROJECT, graph)
    sources = etree.SubElement(root, f"{{{_PROJECT}}}Sources")
    files: dict[str, str] = {}
    for document in graph.nodes(Document):
        _add_source(sources, graph, document, files)
    return _zip({"project.qde": _as_bytes(root), **{f"sources/{n}": t.encode() for n, t in sorted(files.items())}})


def _coders(graph: Graph) -> list[str]:
    rules = (e.rule for kind in _LINKS for link in graph.links(kind) for e in link.evidence)
    return ["graphkit", *sorted({r.removeprefix("coder:") for r in rules if r.startswith("coder:")} - {"graphkit"})]


def _add_codes(parent: "_Element", space: str, graph: Graph) -> None:
    from lxml import etree

    codes = etree.SubElement(parent, f"{{{space}}}Codes")
    speakers = {link.target for link in graph.links(SaidBy)}
    groups: list[tuple[str, Iterable[Node]]] = [
        ("Objectives", graph.nodes(Objective)),
        ("Principles", graph.nodes(Principle)),
        ("Groups", graph.nodes(Group)),
        ("Speakers", [graph.node(id) for id in sorted(speakers)]),
        ("Themes", graph.nodes(Theme)),
    ]
    for title, nodes in groups:
        top = _add_code(codes, space, title, _guid("root", title), None, codable=False)
        for node in nodes:
            code = _add_code(top, space, node.title, _guid("code", node.id), node.id)
            if isinstance(node, Objective):
                for sub in (s for s in graph.nodes(Subtheme) if s.id.startswith(f"{node.id}.")):
                    _add_code(code, space, sub.title, _guid("code", sub.id), sub.id)
    top = _add_code(codes, space, "Kinds", _guid("root", "Kinds"), None, codable=False)
    for kind in LABEL_OF_KIND:
        _add_code(top, space, kind, _guid("kind", kind), kind)


def _add_code(parent: "_Element", space: str, name: str, guid: str, id: str | None, codable: bool = True) -> "_Element":
    from lxml import etree

    code = etree.SubElement(
        parent, f"{{{space}}}Code", guid=guid, name=clean(name), isCodable="true" if codable else "false"
    )
    if id is not None:
        etree.SubElement(code, f"{{{space}}}Description").text = f"graphkit:{clean(id)}"
    return code


def _add_source(sources: "_Element", graph: Graph, document: Document, files: dict[str, str]) -> None:
    from lxml import etree

    statements = [s for s in graph.statements() if s.document == document.id]
    if not statements:
        return
    guid = _guid("source", document.id)
    source = etree.SubElement(
        sources, f"{{{_PROJECT}}}TextSource", guid=guid, name=clean(document.name),
        plainTextPath=f"internal://{guid}.txt", creatingUser=_guid("user", "graphkit"),
    )  # fmt: skip
    at, parts = 0, []
    for statement in statements:
        text = clean(statement.text).replace("\r\n", "\n").replace("\r", "\n")
        _add_selection(source, graph, statement, at, at + len(text))
        parts.append(text)
        at += len(text) + 2
    files[f"{guid}.txt"] = "\n\n".join(parts)


def _add_selection(source: "_Element", graph: Graph, statement: StatementNode, start: int, stop: int) -> None:
    from lxml import etree

    selection = etree.SubElement(
        source, f"{{{_PROJECT}}}PlainTextSelection", guid=_guid("selection", statement.id),
        name=clean(statement.text[:60]), startPosition=str(start), endPosition=str(stop),
    )  # fmt: skip
    for code, user in _codings(graph, statement):
        guid = _guid("coding", statement.id, code, user)
        coding = etree.SubElement(selection, f"{{{_PROJECT}}}Coding", guid=guid, creatingUser=_guid("user", user))
        etree.SubElement(coding, f"{{{_PROJECT}}}CodeRef", targetGUID=code)


def _codings(graph: Graph, statement: StatementNode) -> Iterator[tuple[str, str]]:
    """Yield the GUID of each code of a statement and who gave it: graphkit, a coder, or both."""
    yield _guid("kind", statement.kind), "graphkit"
    for kind in _LINKS:
        for link in graph.out(statement.id, kind):
            rules = {e.rule for e in link.evidence}
            users = {r.removeprefix("coder:") if r.startswith("coder:") else "graphkit" for r in rules}
            for user in sorted(users):
                yield _guid("code", link.target), user


def _as_bytes(root: "_Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _zip(files: dict[str, bytes]) -> bytes:
    """Return a zip archive whose bytes depend on the files alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(info, data)
    return buffer.getvalue()


CODEBOOK = Exporter(
    suffix=".qdc",
    about="A codebook: objectives with sub-themes, principles, groups, speakers, kinds, themes.",
    opens="NVivo, MAXQDA, ATLAS.ti, QualCoder (REFI-QDA)",
    make=make_codebook,
)
PROJECT = Exporter(
    suffix=".qdpx",
    about="A project: each document's statements as a coded text, with who coded what.",
    opens="NVivo, MAXQDA, ATLAS.ti, QualCoder (REFI-QDA)",
    make=make_project,
    text=False,
)
