"""Weighted ties: how many statements join two nodes, and how sure the surest of them is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import StatementNode

UNCERTAIN = 0.6
"""A tie none of whose statements reaches this score is drawn dashed."""
RELATIONS = {"SAID_BY": "says", "CARRIES_OUT": "does", "CALLS_ON": "asked", "MENTIONS": "named"}
"""Link type -> what an actor has to do with a statement."""
TOPICS = {"ADDRESSES": "Objective", "INVOKES": "Principle", "CONCERNS": "Group", "MENTIONS": "Mechanism"}
"""Link type -> label of what a statement is about."""
ACTORS = ("State", "Body", "Collective", "Role")
PAIRS = tuple((a, t) for a in ACTORS for t in TOPICS.values()) + tuple(
    ("Objective", t) for t in TOPICS.values() if t != "Objective"
)
"""(label, label) between which statements make ties."""


@dataclass(slots=True)
class Tie:
    """Two nodes that the same statements speak of."""

    source: str
    target: str
    weight: int = 0
    """How many statements."""
    score: float = 0.0
    """Score of the surest statement: the lower of its two links."""

    @property
    def uncertain(self) -> bool:
        """Whether no statement is sure enough."""
        return self.score < UNCERTAIN


def find_ties(graph: Graph) -> list[Tie]:
    """Return the ties between actors and topics and among topics (see PAIRS), in the order of ids."""
    ends = _ends_by_statement(graph)
    ties: dict[tuple[str, str], Tie] = {}
    for found in ends.values():
        for source, target, score in _pairs(found):
            tie = ties.setdefault((source, target), Tie(source, target))
            tie.weight += 1
            tie.score = max(tie.score, score)
    return [ties[key] for key in sorted(ties)]


def find_reference_ties(graph: Graph) -> list[Tie]:
    """Return the links among nodes that are no statements, so that members and participants have a place too."""
    plain = {n.id for n in graph.nodes(Node) if not isinstance(n, StatementNode)}
    links = (link for link in graph.links(Link) if link.source in plain and link.target in plain)
    return [Tie(link.source, link.target, 1, link.score) for link in links if link.type_name() != "PART_OF"]


def _ends_by_statement(graph: Graph) -> dict[str, dict[str, dict[str, float]]]:
    """Return statement -> label -> entity -> best score of the links between them."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for link in graph.links(Link):
        if link.type_name() in RELATIONS or link.type_name() in TOPICS:
            near, far = graph.node(link.source), graph.node(link.target)
            statement, entity = (near, far) if isinstance(near, StatementNode) else (far, near)
            scores = found[statement.id][entity.label]
            scores[entity.id] = max(link.score, scores.get(entity.id, 0.0))
    return found


def _pairs(found: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    for one, other in PAIRS:
        for source, near in found.get(one, {}).items():
            for target, far in found.get(other, {}).items():
                yield source, target, min(near, far)
