"""A seeded graph of any size, made with the ontology classes: for tests and benchmarks that need no text."""

import random
from collections.abc import Iterator

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, Evidence, Link, Node, get_link_type, get_node_type
from graphkit.graph.ontology.nodes import (
    Body,
    Document,
    Framework,
    Group,
    Mechanism,
    Objective,
    Principle,
    Role,
    State,
    StatementNode,
    ThematicArea,
)

AREAS = ("Data and drivers", "Safe paths", "Borders", "Rights and work", "Partnership")
OBJECTIVES = tuple(f"Shared aim number {n} for people who move" for n in range(1, 24))
GROUPS = ("children", "women", "workers", "returnees", "youth", "displaced")
PRINCIPLES = ("human-rights", "non-refoulement", "child-sensitive", "rule-of-law", "whole-of-society")
ROLES = ("states", "origin", "destination", "civil-society")
KINDS = ("recommendation", "recommendation", "practice", "challenge", "principle", "definition")
STRENGTH = {"recommendation": ("consider", "recommend", "commit", "commit-addressee"), "principle": ("principle",)}
VERBS = ("should open", "must fund", "agreed to join", "may study", "has started", "lacks")
THINGS = ("a shared help desk", "a yearly survey", "safe shelters", "faster permits", "a joint fund", "a school place")


def make_synthetic(
    statements: int = 120, states: int = 16, bodies: int = 6, documents: int = 4, seed: int = 7
) -> Graph:
    """Return a graph of the given size; the same numbers give the same graph."""
    rng = random.Random(seed)
    reference = list(_reference(states, bodies, documents))
    graph = Graph(reference, _structure(reference, rng))
    for number in range(statements):
        _add_statement(graph, number, rng, states, bodies, documents)
    return graph


def _reference(states: int, bodies: int, documents: int) -> Iterator[Node]:
    yield Framework(id="gcm", name="Compact of tests", year=2018)
    yield from (ThematicArea(id=f"gcm:area:{n}", name=a, number=n) for n, a in enumerate(AREAS, 1))
    for number, name in enumerate(OBJECTIVES, 1):
        yield Objective(id=f"gcm:{number}", name=name, name_es=f"Meta {number}", number=number, code=str(number))
    yield from (Group(id=g, name=g.capitalize(), name_es=f"{g} (es)") for g in GROUPS)
    yield from (Principle(id=p, name=p.replace("-", " ").capitalize(), guiding=n < 3) for n, p in enumerate(PRINCIPLES))
    yield from (Role(id=r, name=r.replace("-", " ").capitalize()) for r in ROLES)
    for n in range(states):
        yield State(id=_state(n), name=f"Stateland {n}", name_es=f"Estado {n}", region="Test")
    for n in range(bodies):
        yield Body(id=f"BOD{n}", name=f"Body for Matter {n}", acronym=f"BOD{n}", kind="process")
    yield from (Mechanism(id=f"mechanism:plan-{n}", name=f"Plan {n}", kind="plan", year=2010 + n) for n in range(8))
    for n in range(documents):
        yield Document(id=f"doc-{n}", name=f"Report of round {n}", file=f"round-{n}.txt", sha256="0" * 64,
                       genre="forum", year=2010 + 3 * n, characters=90_000, characters_read=80_000)  # fmt: skip


def _state(number: int) -> str:
    return "".join(chr(65 + number // 26**p % 26) for p in (2, 1, 0)) if number < 26**3 else f"S{number}"


def _fact(rule: str = "reference") -> tuple[Evidence, ...]:
    return (Evidence(rule=rule, score=1.0, reference="Made for the tests"),)


def _structure(nodes: list[Node], rng: random.Random) -> Iterator[Link]:
    ids = {label: [n.id for n in nodes if n.label == label] for label in {n.label for n in nodes}}
    part, member = get_link_type("PART_OF"), get_link_type("MEMBER_OF")
    for id in ids["Objective"]:
        yield part(source=id, target=f"gcm:area:{int(id[4:]) % 5 + 1}", evidence=_fact())
    yield from (part(source=a, target="gcm", evidence=_fact()) for a in ids["ThematicArea"])
    for state in ids.get("State", ()):
        for body in rng.sample(ids["Body"], min(2, len(ids["Body"]))):
            yield member(source=state, target=body, evidence=_fact(), as_of="2020", status="member")
    for mechanism in ids["Mechanism"]:
        actors = rng.sample(ids.get("State", []), min(4, len(ids.get("State", []))))
        yield from (get_link_type("TAKES_PART_IN")(source=a, target=mechanism, evidence=_fact()) for a in actors)


def _add_statement(graph: Graph, number: int, rng: random.Random, states: int, bodies: int, documents: int) -> None:
    state = _state(min(int(rng.expovariate(6 / states)), states - 1))
    actor = state if rng.random() < 0.7 else f"BOD{rng.randrange(bodies)}"
    kind = rng.choice(KINDS)
    text = f"The partner {rng.choice(VERBS)} {rng.choice(THINGS)} for group {number}, said {actor}."
    where, start = f"doc-{number % documents}", 100 * number
    data = {
        "id": f"statement:{number:012x}", "text": text, "start": start, "end": start + len(text), "document": where,
        "section": ("Part One", f"Section {number % 9}"), "page": 1 + number // 20,
        "strength": rng.choice(STRENGTH.get(kind, ("none",))), "score": 0.9, "rule": "list item", "issuer": actor,
    }  # fmt: skip
    node: StatementNode = get_node_type(LABEL_OF_KIND[kind]).model_validate(data)
    graph.add_node(node)
    for name, source, target, score in _links_of(node, actor, rng):
        words = text[: rng.randrange(5, 30)]
        proof = Evidence(rule="cue:test", score=score, document=where, start=start, end=start + len(words), words=words)
        graph.add_link(get_link_type(name)(source=source, target=target, evidence=(proof,)))


def _links_of(node: StatementNode, actor: str, rng: random.Random) -> Iterator[tuple[str, str, str, float]]:
    yield "STATED_IN", node.id, node.document, 1.0
    yield "SAID_BY", node.id, actor, 0.95
    if node.label == "Practice":
        yield "CARRIES_OUT", actor, node.id, 0.9
    base = sum(map(ord, actor))
    for objective in sorted({1 + (base + rng.choice((0, 0, 1, 5))) % 23 for _ in range(rng.choice((0, 1, 1, 2)))}):
        yield "ADDRESSES", node.id, f"gcm:{objective}", rng.choice((0.9, 0.8, 0.4))
    if rng.random() < 0.3:
        yield "INVOKES", node.id, rng.choice(PRINCIPLES), 0.8
    if rng.random() < 0.4:
        yield "CONCERNS", node.id, rng.choice(GROUPS), 0.85
    if rng.random() < 0.3:
        yield "CALLS_ON", node.id, rng.choice(ROLES), 0.7
    if rng.random() < 0.2:
        yield "MENTIONS", node.id, f"mechanism:plan-{rng.randrange(8)}", 0.9
