"""A part of a graph: the statements of some documents, or about some groups, with everything else as it was."""

from collections.abc import Iterable
from dataclasses import replace

from graphkit.analysis.certainty import Accuracy, Measure
from graphkit.analysis.checks import find_node
from graphkit.analysis.columns import make_axis
from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.links import Concerns
from graphkit.graph.ontology.nodes import Document, Group, StatementNode


def find_ids(graph: Graph, kind: type[Node], names: Iterable[str]) -> set[str]:
    """Return the ids of nodes named by id, number or name; UnknownNameError with the nearest if there is none."""
    axis = make_axis(kind.__name__.lower(), graph.nodes(kind))
    return {axis.ids[find_node(axis, name)] for name in names}


def keep_part(graph: Graph, documents: Iterable[str] = (), groups: Iterable[str] = ()) -> Graph:
    """Return the graph with only the statements of some documents that concern some groups; empty means all.

    Other documents are left out, so that they are not taken for texts that say nothing. InputError where no
    statement is left.
    """
    texts, people = find_ids(graph, Document, documents), find_ids(graph, Group, groups)
    if not texts and not people:
        return graph
    about = {link.source for link in graph.links(Concerns) if link.target in people}
    gone = {d.id for d in graph.nodes(Document) if texts and d.id not in texts}
    gone |= {s.id for s in graph.statements() if s.document in gone or (people and s.id not in about)}
    nodes = [node for node in graph.nodes(Node) if node.id not in gone]
    if not any(isinstance(node, StatementNode) for node in nodes):
        raise InputError(f"No statement of {_names(texts)} concerns {_names(people)}. Ask for fewer of them at once.")
    return Graph(nodes, (x for x in graph.links(Link) if x.source not in gone and x.target not in gone))


def _names(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or "the graph"


def make_group_accuracy(accuracy: Accuracy) -> Accuracy:
    """Return the accuracy for a part kept by groups: a statement is seen when its group's link is found as well."""
    groups = accuracy.measures.get("groups")
    measures = dict(accuracy.measures)
    if "objectives" in measures:
        measures["objectives"] = _both(measures["objectives"], groups)
    return Accuracy(measures, {number: _both(m, groups) for number, m in accuracy.objectives.items()})


def _both(one: Measure, other: Measure | None) -> Measure:
    """Return a measure whose recall is that of two independent findings; not known where one is not known."""
    if other is None or one.recall is None or other.recall is None:
        return replace(one, recall=None)
    return replace(one, recall=one.recall * other.recall, cases=min(one.cases, other.cases))
