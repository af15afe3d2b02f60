"""Everything a page holds besides its scripts: the graph as columns, places, matrices, clusters and notes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphkit.graph import Graph
from graphkit.ontology.nodes import StatementNode
from graphkit.view.columns import make_columns
from graphkit.view.matrices import make_gaps
from graphkit.view.network import make_network

if TYPE_CHECKING:
    from graphkit.analysis.base import Result


def build_payload(graph: Graph, sections: Sequence[str]) -> dict[str, Any]:
    """Return what the sections of a page need; sections that the graph can't fill stay empty and say so."""
    columns = make_columns(graph)
    rows = {id: i for i, id in enumerate(columns["entities"]["id"])}
    statements = {id: i for i, id in enumerate(columns["statements"]["id"])}
    spoken = next(iter(graph.nodes(StatementNode)), None) is not None
    results: list[Result] = []
    matrices: dict[str, Any] = {}
    if "gaps" in sections and spoken:
        matrices["gaps"], result = make_gaps(graph, rows, statements)
        results.append(result)
    return {
        "graph": columns,
        "places": make_network(graph).nodes if "network" in sections else [],
        "clusters": None,
        "matrices": matrices,
        "notes": _notes(results),
    }


def _notes(results: "list[Result]") -> dict[str, Any]:
    methods = {m.name: {"name": m.name, "formula": m.formula, "source": m.source} for r in results for m in r.methods}
    return {"methods": list(methods.values()), "open": [line for r in results for line in r.could_not_judge]}
