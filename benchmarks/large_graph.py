"""A seeded graph of tens of thousands of statements with about ten links each, for the benchmarks of stores."""

import random
from collections.abc import Iterator

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence, Link, Node, get_link_type
from graphkit.graph.ontology.nodes import Document, Group, Mechanism, Objective, Principle, Recommendation, Role, State

TARGETS = (("ADDRESSES", "gcm:{}", 23, 3), ("INVOKES", "principle-{}", 12, 1), ("CONCERNS", "group-{}", 14, 1),
           ("CALLS_ON", "role-{}", 9, 1), ("MENTIONS", "mechanism:m-{}", 60, 1))  # fmt: skip


def make_large(statements: int = 20_000, seed: int = 7) -> Graph:
    """Return a graph of so many statements and about ten times as many links."""
    rng = random.Random(seed)
    nodes = [*_reference(), *_statements(statements)]
    return Graph(nodes, _links(statements, rng))


def _reference() -> Iterator[Node]:
    yield from (State(id=f"S{n}", name=f"State {n}") for n in range(190))
    yield from (Objective(id=f"gcm:{n}", name=f"Aim {n}", number=n, code=str(n)) for n in range(23))
    yield from (Principle(id=f"principle-{n}", name=f"Principle {n}", guiding=n < 10) for n in range(12))
    yield from (Group(id=f"group-{n}", name=f"Group {n}") for n in range(14))
    yield from (Role(id=f"role-{n}", name=f"Role {n}") for n in range(9))
    yield from (Mechanism(id=f"mechanism:m-{n}", name=f"Plan {n}") for n in range(60))
    for n in range(100):
        yield Document(id=f"doc-{n}", name=f"Report {n}", file=f"{n}.txt", sha256="0" * 64, genre="forum",
                       year=2000 + n % 25, characters=90_000, characters_read=80_000)  # fmt: skip


def _statements(count: int) -> Iterator[Node]:
    for n in range(count):
        text = f"Partners should open shared office {n} for people on the move, and say each year what it did."
        yield Recommendation(id=f"statement:{n:012x}", text=text, start=100 * n, end=100 * n + len(text),
                             document=f"doc-{n % 100}", strength="recommend", score=0.9, rule="item",
                             section=("One", "Two"))  # fmt: skip


def _links(count: int, rng: random.Random) -> Iterator[Link]:
    for n in range(count):
        id, where = f"statement:{n:012x}", f"doc-{n % 100}"
        proof = (
            Evidence(rule="cue:test", score=0.8, document=where, start=100 * n, end=100 * n + 9, words="open shared"),
        )
        yield get_link_type("STATED_IN")(source=id, target=where, evidence=proof)
        for speaker in rng.sample(range(190), 2):
            yield get_link_type("SAID_BY")(source=id, target=f"S{speaker}", evidence=proof)
        for kind, form, size, many in TARGETS:
            for number in rng.sample(range(size), many):
                yield get_link_type(kind)(source=id, target=form.format(number), evidence=proof)
