"""Everything a page holds besides its scripts: the graph as columns, places, matrices, clusters and notes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.analysis.headline_material import Found
from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.layout import place_nodes
from graphkit.publish.view.answers import make_answers
from graphkit.publish.view.clusters import make_clusters
from graphkit.publish.view.columns import make_columns
from graphkit.publish.view.comparison import make_comparison
from graphkit.publish.view.matrices import Rows, make_gaps, make_overlap

if TYPE_CHECKING:
    from graphkit.analysis.base import Result


def build_payload(graph: Graph, sections: Sequence[str]) -> dict[str, Any]:
    """Return what the sections of a page need; sections that the graph can't fill stay empty and say so."""
    columns = make_columns(graph)
    rows = {id: i for i, id in enumerate(columns["entities"]["id"])}
    statements = {id: i for i, id in enumerate(columns["statements"]["id"])}
    spoken = next(iter(graph.nodes(StatementNode)), None) is not None
    found = Found(graph)
    matrices, results, open_points = _matrices(found, sections if spoken else (), rows, statements)
    return {
        "graph": columns,
        "places": _places(graph) if "network" in sections else [],
        "answers": make_answers(found, rows, statements) if spoken and "network" in sections else None,
        "clusters": matrices.pop("clusters", None),
        "comparison": matrices.pop("compare", None),
        "matrices": matrices,
        "notes": _notes(results, open_points),
    }


def _places(graph: Graph) -> list[dict[str, Any]]:
    return [{"id": id, "x": x, "y": y} for id, (x, y) in place_nodes(graph).items()]


MAKERS: dict[str, tuple[str, Callable[[Found, Rows, Rows], tuple[dict[str, Any], "Result"]]]] = {
    "gaps": ("network gaps", lambda found, *rows: make_gaps(found.table, *rows)),
    "overlap": ("overlap", lambda found, *rows: make_overlap(found.table, *rows)),
    "compare": ("compare", make_comparison),
    "clusters": ("network", lambda found, rows, _: make_clusters(found.clusters, rows)),
}
"""Name -> the sections that need it, and what makes it."""


def _matrices(
    found: Found, sections: Sequence[str], rows: Rows, statements: Rows
) -> tuple[dict[str, Any], "list[Result]", list[str]]:
    """Return the matrices, the results they were made from, and why some could not be made."""
    matrices: dict[str, Any] = {}
    results: list[Result] = []
    open_points = []
    for name, (wanted, make) in MAKERS.items():
        if set(wanted.split()) & set(sections):
            try:
                matrices[name], result = make(found, rows, statements)
                results.append(result)
            except InputError as error:
                open_points.append(str(error))
    return matrices, results, open_points


def _notes(results: "list[Result]", open_points: list[str]) -> dict[str, Any]:
    methods = {m.name: {"name": m.name, "formula": m.formula, "source": m.source} for r in results for m in r.methods}
    return {"methods": list(methods.values()), "open": [*open_points, *(x for r in results for x in r.could_not_judge)]}
