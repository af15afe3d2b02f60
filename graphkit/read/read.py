"""One document read as a whole: statements, the links that their words carry, who took part."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.links import PartOf
from graphkit.issues import Issues
from graphkit.read.actors.addressees import find_addressees
from graphkit.read.actors.homes import find_home_links
from graphkit.read.actors.naming import find_named
from graphkit.read.actors.participation import find_participants
from graphkit.read.actors.reviewed import find_review_links
from graphkit.read.languages import check_language, split_languages
from graphkit.read.model.heads import Heads
from graphkit.read.objectives.linking import find_links
from graphkit.read.reading import FoundLink, Reading
from graphkit.read.rows.rows import read_rows
from graphkit.read.speakers.collectives import collective_id, find_members
from graphkit.read.statements.deciding import Decide
from graphkit.read.statements.statements import read_statements
from graphkit.read.structure.structure import add_structure, find_structure, without_shadowed
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.gazetteer import build_reference, load_gazetteer
from graphkit.text.document import Document
from graphkit.text.normal import Normal, compose_document, make_normal, restore_issue, restore_statement

LONG, HARDLY = 8, 0.2
"""Statements from which a text is judged as a whole; share with an objective below which it is off the theme."""
_OF_STATE = re.compile(r"\s*(?:(?:of|de|del|do|da|du|des)\s+)?(?:(?:the|la|las|los|el|les|le)\s+|l['’])?")


def read_document(
    document: Document,
    framework: str | Sequence[str] = "gcm",
    issues: Issues | None = None,
    heads: Heads | None = None,
) -> Reading:
    """Return all that a document says: its statements, their links, the nodes it introduces, who took part.

    Of a table each row is one statement, read alone. Read against several frameworks, a statement has the links of
    each, ranked by themselves. ``heads`` decide, the packaged ones where none are given. What is skipped is recorded in
    ``issues``. UnknownNameError where a framework is not known, or has no cues in the document's language.
    """
    issues = Issues() if issues is None else issues
    check_language(document)
    frameworks = name_frameworks(framework)
    if document.form is not None:
        reading = read_rows(document, frameworks, issues, heads, _read_text)
        _note_scope(document, len(reading.statements), reading.links, issues)
        return reading
    return _read_text(document, frameworks, issues, heads)


def _read_text(
    document: Document,
    frameworks: Sequence[str],
    issues: Issues,
    heads: Heads | None,
    decide: Decide | None = None,
) -> Reading:
    if normal := make_normal(document.text):
        return _read_composed(document, normal, frameworks, issues, heads, decide)
    seen: Counter[str] = Counter()
    parts = split_languages(document, issues)
    first, *others = (_read_part(part, frameworks, issues, heads, decide, seen) for part in parts)
    return _join(document, first, others) if others else first


def _read_part(
    document: Document,
    frameworks: Sequence[str],
    issues: Issues,
    heads: Heads | None,
    decide: Decide | None,
    seen: Counter[str],
) -> Reading:
    """Return what a document in one language says."""
    statements = add_structure(document, read_statements(document, issues, heads, decide, seen))
    shown, shown_nodes = find_structure(document, statements)
    named, nodes = find_named(document, statements)
    asked = [k for s in statements for k in find_addressees(document, s)]
    about = [k for name in frameworks for k in find_links(document, statements, name, heads=heads)]
    calls = _without_governments(document, _without_speakers(_own_first(asked, named), named))
    links = [*about, *without_shadowed(calls, shown), *shown]
    links += find_review_links(document, statements, links)
    _note_scope(document, len(statements), links, issues)
    bodies, participation = find_participants(document, issues)
    new = {n.id: n for n in [*bodies, *nodes, *shown_nodes]}
    members = find_members(document, participation) if collective_id(document, "participants") in new else []
    facts: list[Link] = [*participation, *members, *find_home_links(document, named, nodes)]
    return Reading(document, statements, tuple(links), tuple(new[i] for i in sorted(new)), tuple(facts))


def _join(document: Document, first: Reading, others: Sequence[Reading]) -> Reading:
    """Return one reading of a document in several languages; its tables of participants are read once."""
    readings = (first, *others)
    statements = sorted((s for r in readings for s in r.statements), key=lambda s: s.start)
    nodes = {n.id: n for r in reversed(readings) for n in r.nodes}
    homes = (k for r in others for k in r.participation if isinstance(k, PartOf))
    links = tuple(k for r in readings for k in r.links)
    return Reading(
        document, tuple(statements), links, tuple(nodes[i] for i in sorted(nodes)), (*first.participation, *homes)
    )


def _without_speakers(calls: list[FoundLink], named: Sequence[FoundLink]) -> list[FoundLink]:
    """Return the links without addressees whose words are those that name who speaks: "X noted that ..." asks no X.

    States or others together ("countries said they would ...") may well speak of themselves, and who promises binds
    itself.
    """
    alone = [k for k in named if k.type == "SAID_BY" and (":" not in k.node or k.node.startswith("body:"))]
    said = {(k.statement, k.start, k.end): k.node for k in alone}
    return [k for k in calls if k.type != "CALLS_ON" or said.get((k.statement, k.start, k.end), k.node) == k.node]


def _without_governments(document: Document, calls: list[FoundLink]) -> list[FoundLink]:
    """Return the links without "states" where the words go on with the State: "the Government of Malta"."""
    named = defaultdict(list)
    for k in calls:
        if k.type == "CALLS_ON" and k.node in load_gazetteer().states:
            named[k.statement].append(k.start)

    def is_less(k: FoundLink) -> bool:
        starts = named.get(k.statement, ()) if k.type == "CALLS_ON" and k.node == "states" else ()
        return any(k.end <= at and _OF_STATE.fullmatch(document.text, k.end, at) for at in starts)

    return [k for k in calls if not is_less(k)]


def _own_first(asked: list[FoundLink], named: list[FoundLink]) -> list[FoundLink]:
    """Return the links without addressees that a lead-in gives to a statement whose subject is called upon itself."""
    called = [k for k in named if k.type == "CALLS_ON"]
    by_name = {k.statement for k in called}
    own = {k.statement for k in called if not k.inherited}
    own |= {k.statement for k in asked if k.type == "CALLS_ON" and not k.inherited and k.rule == "subject"}

    def is_less(link: FoundLink) -> bool:
        unnamed = link.node == "states" and link.statement in by_name
        return link.type == "CALLS_ON" and link.inherited and (unnamed or link.statement in own)

    return [k for k in (*asked, *named) if not is_less(k)]


def _note_scope(document: Document, count: int, links: Sequence[FoundLink], issues: Issues) -> None:
    """Say so where a text of some length hardly speaks of what the framework is about."""
    about = len({link.statement for link in links if link.type == "ADDRESSES"})
    if count >= LONG and about < HARDLY * count:
        reason = f"hardly speaks of migration: {about} of its {count} statements have an objective"
        issues.add("read", document.source.name, reason, "warning")


def _read_composed(
    document: Document,
    normal: Normal,
    frameworks: Sequence[str],
    issues: Issues,
    heads: Heads | None,
    decide: Decide | None,
) -> Reading:
    """Return the reading of a text's composed form, with the offsets of the text as it is."""
    noted = Issues()
    reading = _read_text(compose_document(document, normal), frameworks, noted, heads, decide)
    issues.extend(restore_issue(i, normal) for i in noted)
    return Reading(
        document,
        tuple(restore_statement(s, normal) for s in reading.statements),
        tuple(replace(k, start=normal.source(k.start), end=normal.end(k.end)) for k in reading.links),
        reading.nodes,
        tuple(_restore_link(k, document, normal) for k in reading.participation),
    )


def _restore_link(link: Link, document: Document, normal: Normal) -> Link:
    """Return a link whose evidence has the offsets and words of the text as it is."""
    evidence = []
    for e in link.evidence:
        start, end = normal.source(e.start or 0), normal.end(e.end or 0)
        placed = {"start": start, "end": end, "words": document.text[start:end]}
        evidence.append(e.model_copy(update=placed) if e.start is not None else e)
    return link.model_copy(update={"evidence": tuple(evidence)})


def name_frameworks(framework: str | Sequence[str]) -> tuple[str, ...]:
    """Return the names of one or several frameworks, each once, in their order."""
    return tuple(dict.fromkeys((framework,) if isinstance(framework, str) else framework))


def get_reference(framework: str | Sequence[str] = "gcm") -> Graph:
    """Return the frameworks and the gazetteer as one graph; not to be changed.

    A principle that several frameworks hold is one node, as the first of them names it. InputError where two
    frameworks have the same id.
    """
    return _get_reference(name_frameworks(framework))


@cache
def _get_reference(names: tuple[str, ...]) -> Graph:
    chosen = [load_framework(name) for name in names]
    ids = [f.id for f in chosen]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        raise InputError(f"Two of the frameworks {', '.join(names)} have the id '{twice}': build with one of them.")
    nodes, links = build_reference(load_gazetteer(), "gcm" if "gcm" in ids else ids[0])
    own: dict[str, Node] = {}
    for node in (n for f in chosen for n in f.make_nodes()):
        own.setdefault(node.id, node)
    stated = [k for f in chosen for k in f.make_links()]
    return Graph([*own.values(), *load_groups().make_nodes(), *nodes], [*stated, *links])
