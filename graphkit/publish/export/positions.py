"""Who speaks of which objective: what the formats of network analysis are made of."""

from collections.abc import Iterator

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import Addresses, SaidBy
from graphkit.graph.ontology.nodes import StatementNode


def find_positions(graph: Graph) -> Iterator[tuple[StatementNode, str, str]]:
    """Yield (statement, speaker's id, objective id), statements in the order of the texts."""
    for statement in graph.statements():
        for said in graph.out(statement.id, SaidBy):
            for addressed in sorted(graph.out(statement.id, Addresses), key=lambda k: (k.rank, k.target)):
                yield statement, said.target, addressed.target
