"""What a graph holds and what was skipped, in one small mapping."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, LINK_TYPES, NODE_TYPES, Link, Node
from graphkit.graph.ontology.links import Authored
from graphkit.graph.ontology.nodes import Document
from graphkit.issues import Issue


def make_summary(graph: Graph, issues: Iterable[Issue]) -> dict[str, Any]:
    """Return counts of documents, statements by kind, other nodes by label, links by type, and of what was skipped."""
    labels = Counter(n.label for n in graph.nodes(Node))
    types = Counter(k.type_name() for k in graph.links(Link))
    said = Counter(s.document for s in graph.statements())
    skipped = Counter((i.severity, i.stage, *_what(i)) for i in issues)
    return {
        "documents": [_document(graph, d, said[d.id]) for d in graph.nodes(Document)],
        "statements": {kind: labels[label] for kind, label in LABEL_OF_KIND.items()},
        "nodes": {label: labels[label] for label in NODE_TYPES if label not in LABEL_OF_KIND.values()},
        "links": {name: types[name] for name in LINK_TYPES},
        "skipped": [
            {"severity": s, "stage": t, "what": w, "reason": r, "count": n}
            for (s, t, w, r), n in sorted(skipped.items())
        ],
        "digest": graph.digest(),
    }


def _what(issue: Issue) -> tuple[str, str]:
    """Return the place and the reason of an issue; notes of one reason are counted together."""
    return ("", issue.reason) if issue.severity == "note" else (issue.place, issue.reason)


def _document(graph: Graph, document: Document, statements: int) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.name,
        "year": document.year,
        "issuers": sorted(k.source for k in graph.into(document.id, Authored)),
        "issuer_kind": document.issuer_kind,
        "language": document.language,
        "genre": document.genre,
        "form": document.form,
        "assumed": list(document.assumed),
        "characters": document.characters,
        "characters_read": document.characters_read,
        "statements": statements,
    }
