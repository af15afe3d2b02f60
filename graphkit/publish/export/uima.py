"""UIMA CAS in XMI with its type system: what INCEpTION, WebAnno and DKPro read, so that a team can annotate there.

A zip archive as INCEpTION exports it: TypeSystem.xml and one .xmi a document. Written by dkpro-cassis (Apache-2.0).
"""

import io
import zipfile
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link
from graphkit.graph.ontology.links import Addresses, CallsOn, CodedAs, Concerns, Invokes, SaidBy
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.ids import make_slug
from graphkit.publish.export.base import Exporter, import_extra

TYPE = "webanno.custom.Statement"
"""The layer; a custom span layer of INCEpTION must begin so."""
_LISTS: dict[str, type[Link]] = {
    "objectives": Addresses,
    "principles": Invokes,
    "groups": Concerns,
    "themes": CodedAs,
    "speakers": SaidBy,
    "addressees": CallsOn,
}
FEATURES = ("identifier", "kind", "strength", "coder", *_LISTS)
"""Features of the layer, all texts; several values are parted by semicolons."""
_DAY = (1980, 1, 1, 0, 0, 0)


def make(graph: Graph) -> bytes:
    """Return the archive; a document holds the wordings of its statements, a blank line between."""
    cassis = import_extra("cassis", "uima")
    types = _make_types(cassis)
    files = {"TypeSystem.xml": types.to_xml().encode()}
    for document in graph.nodes(Document):
        statements = [s for s in graph.statements() if s.document == document.id]
        if statements:
            name = f"{make_slug(document.id) or 'document'}.xmi"
            files[name] = _make_cas(cassis, types, graph, document, statements)
    return _zip(files)


def _make_types(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    layer = types.create_type(name=TYPE, supertypeName="uima.tcas.Annotation")
    for feature in FEATURES:
        types.create_feature(domainType=layer, name=feature, rangeType="uima.cas.String")
    meta = types.create_type(
        name="de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData",
        supertypeName="uima.tcas.DocumentAnnotation",
    )
    for feature in ("documentTitle", "documentId"):
        types.create_feature(domainType=meta, name=feature, rangeType="uima.cas.String")
    return types


def _make_cas(cassis: Any, types: Any, graph: Graph, document: Document, statements: list[StatementNode]) -> bytes:
    layer = types.get_type(TYPE)
    meta = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData")
    cas = cassis.Cas(typesystem=types)
    texts = [_clean(s.text) for s in statements]
    cas.sofa_string, cas.sofa_mime = "\n\n".join(texts), "text/plain"
    cas.add(
        meta(
            begin=0,
            end=len(cas.sofa_string),
            language=document.language,
            documentTitle=document.name,
            documentId=document.id,
        )
    )
    at = 0
    for statement, text in zip(statements, texts, strict=True):
        cas.add(layer(begin=at, end=at + len(text), **_features(graph, statement)))
        at += len(text) + 2
    return bytes(cas.to_xmi(pretty_print=True).encode("utf-8"))


def _features(graph: Graph, statement: StatementNode) -> dict[str, str]:
    found = {"identifier": statement.id, "kind": statement.kind, "strength": statement.strength}
    found |= {"coder": statement.coder} if statement.coder else {}
    for name, kind in _LISTS.items():
        links = sorted(graph.out(statement.id, kind), key=lambda k: (getattr(k, "rank", 0), k.target))
        values = [graph.node(k.target).title if name == "themes" else k.target for k in links]
        found |= {name: "; ".join(values)} if values else {}
    return found


def _clean(text: str) -> str:
    """Return a text that XML 1.0 can hold, as long as it was."""
    return "".join(
        c if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe") or c > "\uffff" else " "
        for c in text
    )


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(info, data)
    return buffer.getvalue()


EXPORTER = Exporter(
    suffix=".zip",
    about="Each document's statements as annotations of a text: UIMA CAS in XMI with its type system.",
    opens="INCEpTION, WebAnno, DKPro, dkpro-cassis",
    make=make,
    text=False,
)
