"""Participation tables -> TAKES_PART_IN links of states and bodies to the document that reports the process."""

import re
from collections.abc import Iterator
from functools import cache

from graphkit.document import Document, Participation
from graphkit.gazetteer import load_gazetteer
from graphkit.ids import make_slug
from graphkit.issues import Issues
from graphkit.ontology import Evidence, Node
from graphkit.ontology.links import TakesPartIn
from graphkit.ontology.nodes import Body

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


@cache
def _names() -> dict[str, str]:
    """Return folded name -> id, for names that stand for one state or body."""
    gazetteer = load_gazetteer()
    known = {**{s.name: s.id for s in gazetteer.states.values()}, **{b.name: b.id for b in gazetteer.bodies.values()}}
    for name in gazetteer.names:
        if len(name.ids) == 1 and name.label in {"State", "Body"} and name.form in {"name", "acronym"}:
            known.setdefault(name.text, name.ids[0])
    folded: dict[str, str] = {}
    for text, id in known.items():
        folded.setdefault(_fold(text), id)
    return folded


def _fold(name: str) -> str:
    return re.sub(r"^(the|la|el|los|las)-", "", make_slug(name))


def _resolve(name: str) -> Iterator[str]:
    """Yield the id a name stands for; a double name (``A-B``, ``A (B)``, ``A, Country``) may name two."""
    known = _names()
    if _fold(name) in known:
        yield known[_fold(name)]
        return
    parts = [p for p in re.split(r"\s*[()]\s*|(?<=[A-Z])[-/](?=[A-Z])", name) if p]
    found = [known[_fold(p)] for p in parts if _fold(p) in known]
    if found and len(parts) > 1:
        yield from dict.fromkeys(found)


def _make_body(row: Participation) -> Body:
    name = " ".join(row.name.split())
    kind = "civil-society" if _CIVIL.search(f"{row.capacity} {row.table}") else "unknown"
    return Body(id=f"body:{make_slug(name) or 'unnamed'}", name=name, kind=kind)


def _link(document: Document, row: Participation, id: str) -> TakesPartIn:
    place = {"document": document.id, "start": row.start, "end": row.end, "words": document.text[row.start : row.end]}
    evidence = Evidence(rule="participation-table", score=1.0, reference=row.table, **place)  # type: ignore[arg-type]
    return TakesPartIn(source=id, target=document.id, capacity=row.capacity, evidence=(evidence,))
