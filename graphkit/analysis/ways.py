"""What a body or mechanism can be a way for: who takes part in it, and what ties it to an objective."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.graph import Graph
from graphkit.ontology import Link, Node
from graphkit.ontology.links import Addresses, CallsOn, CarriesOut, Issued, MemberOf, Mentions, Supports, TakesPartIn
from graphkit.ontology.nodes import Body, Mechanism

NEAR = 1.0
"""Weight of an actor that takes part itself."""
LOOSE = 0.5
"""Weight of an actor that only observes, or takes part only through a body it belongs to."""


@dataclass(frozen=True, slots=True)
class Seat:
    """How an actor takes part: with what weight, and a few words on it (none where it simply is a member)."""

    weight: float
    how: str = ""


@dataclass(frozen=True)
class Way:
    """A body or mechanism with its participants and its ties to each objective."""

    id: str
    title: str
    label: str
    seats: dict[str, Seat]
    mandates: dict[str, dict[str, float]] = field(default_factory=dict)
    """Objective -> what states the mandate -> score of the link."""
    texts: dict[str, dict[str, float]] = field(default_factory=dict)
    """Objective -> statement that names it or comes from it -> score of the weaker link."""


class Ways:
    """All bodies and mechanisms of a graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def all(self) -> tuple[Way, ...]:
        """The ways, in the order of ids."""
        return tuple(sorted((self._way(node) for node in self._nodes()), key=lambda way: way.id))

    def _nodes(self) -> Iterator[Node]:
        yield from self.graph.nodes(Body)
        yield from self.graph.nodes(Mechanism)

    def _way(self, node: Node) -> Way:
        seats = self._members(node.id) if isinstance(node, Body) else self._participants(node.id)
        return Way(node.id, node.title, node.label, seats, self._mandates(node), self._texts[node.id])

    def _members(self, body: str) -> dict[str, Seat]:
        seats = {
            link.source: _member_seat(link) for link in self.graph.into(body, MemberOf) if link.status != "suspended"
        }
        return {body: Seat(NEAR), **seats} if seats else {}

    def _participants(self, mechanism: str) -> dict[str, Seat]:
        direct = {link.source: Seat(NEAR) for link in self.graph.into(mechanism, TakesPartIn)}
        through: dict[str, Seat] = {}
        for body in sorted(direct):
            for member in self._members(body):
                through.setdefault(member, Seat(LOOSE, f"through {body}"))
        return {**through, **direct}

    def _mandates(self, node: Node) -> dict[str, dict[str, float]]:
        """Return the objectives that a mechanism serves; for a body, those served by mechanisms it takes part in."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        if isinstance(node, Mechanism):
            sources = [(node.id, "its mandate")]
        else:
            taken = self.graph.out(node.id, TakesPartIn)
            sources = [(link.target, f"takes part in {self.graph.node(link.target).title}") for link in taken]
        for mechanism, told in sources:
            for link in self.graph.out(mechanism, Supports):
                found[link.target][told] = link.score
        return dict(found)

    @cached_property
    def _texts(self) -> dict[str, dict[str, dict[str, float]]]:
        """Body or mechanism -> objective -> statement -> score, from statements it makes, does or is named in."""
        found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        for way, statement, score in self._said():
            for link in self.graph.out(statement, Addresses):
                known = found[way][link.target].get(statement, 0.0)
                found[way][link.target][statement] = max(known, min(score, link.score))
        return found

    def _said(self) -> Iterator[tuple[str, str, float]]:
        kinds: tuple[type[Link], ...] = (Issued, CarriesOut)
        for kind in kinds:
            yield from ((link.source, link.target, link.score) for link in self.graph.links(kind))
        kinds = (CallsOn, Mentions)
        for kind in kinds:
            yield from ((link.target, link.source, link.score) for link in self.graph.links(kind))


def _member_seat(link: MemberOf) -> Seat:
    if link.status == "observer":
        return Seat(LOOSE, "as observer")
    return Seat(NEAR, "as associate" if link.status == "associate" else "")
