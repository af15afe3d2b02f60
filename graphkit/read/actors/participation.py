"""Participation tables -> TAKES_PART_IN links of states and bodies to the document that reports the process."""

import re
from collections.abc import Iterator

from graphkit.graph.ontology import Evidence, Node
from graphkit.graph.ontology.links import TakesPartIn
from graphkit.graph.ontology.nodes import Body
from graphkit.ids import make_slug
from graphkit.issues import Issues
from graphkit.reference.gazetteer.lookup import find_named
from graphkit.text.document import Document, Participation

_OFFICE = re.compile(
    r"^(?:the )?(?:executive |general |pro tempore ){0,2}(?:secretariat|presidency) (?:of|for) (?:the )?", re.IGNORECASE
)
"""Words that name an office of a body: who holds it takes part for the body."""
_CIVIL = re.compile(r"civil society|sociedad civil|\bNGOs?\b|\bONG\b", re.IGNORECASE)


def find_participants(document: Document, issues: Issues) -> tuple[list[Node], list[TakesPartIn]]:
    """Return the participants a document's tables list: new bodies that the gazetteer lacks, and the links.

    A name the gazetteer does not know becomes a body of its own and is noted, so that nobody listed is lost.
    """
    nodes: dict[str, Node] = {}
    links = []
    for row in document.participation:
        ids = list(_resolve(row.name))
        if not ids:
            node = _make_body(row)
            nodes[node.id] = node
            ids = [node.id]
            issues.add("participation", f"{document.source.name}:{row.start}", f"'{row.name}' is not in the gazetteer")
        links += [_link(document, row, id) for id in ids]
    return [nodes[id] for id in sorted(nodes)], links


def _resolve(name: str) -> Iterator[str]:
    """Yield the id a name stands for, with or without its place or office; a double name (``A-B``) may name two."""
    bare = _OFFICE.sub("", name)
    if whole := find_named(name) or find_named(bare) or find_named(bare.split(",")[0]):
        yield whole
        return
    parts = [p for p in re.split(r"\s*[()]\s*|(?<=[A-Z])[-/](?=[A-Z])", name) if p]
    if len(parts) > 1:
        yield from dict.fromkeys(id for part in parts if (id := find_named(part)))


def _make_body(row: Participation) -> Body:
    name = " ".join(row.name.split())
    kind = "civil-society" if _CIVIL.search(f"{row.capacity} {row.table}") else "unknown"
    return Body(id=f"body:{make_slug(name) or 'unnamed'}", name=name, kind=kind)


def _link(document: Document, row: Participation, id: str) -> TakesPartIn:
    place = {"document": document.id, "start": row.start, "end": row.end, "words": document.text[row.start : row.end]}
    evidence = Evidence(rule="participation-table", score=1.0, reference=row.table, **place)  # type: ignore[arg-type]
    return TakesPartIn(source=id, target=document.id, capacity=row.capacity, evidence=(evidence,))
