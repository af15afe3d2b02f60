"""Turn migration-policy texts into a property graph whose every link shows the words that carry it.

The names below are the public interface; each is imported on first use.
"""

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0.dev0"

if TYPE_CHECKING:
    from graphkit.analysis.base import Finding, Result
    from graphkit.analysis.clusters.clusters import find_clusters
    from graphkit.analysis.echoes.echoes import find_echoes
    from graphkit.analysis.gaps.coverage import find_coverage
    from graphkit.analysis.gaps.gaps import find_gaps
    from graphkit.analysis.overlap.overlap import find_overlap
    from graphkit.errors import GraphkitError
    from graphkit.graph.graph import Graph
    from graphkit.loading import find_columns, load_all, load_document
    from graphkit.pipeline import Options, build_workspace, make_graph
    from graphkit.publish.view import show
    from graphkit.queries import get_query
    from graphkit.read.read import read_document
    from graphkit.reference.framework import load_framework
    from graphkit.workspace import open_workspace

_PLACES = {
    "Finding": "graphkit.analysis.base",
    "Graph": "graphkit.graph.graph",
    "GraphkitError": "graphkit.errors",
    "Options": "graphkit.pipeline",
    "Result": "graphkit.analysis.base",
    "build_workspace": "graphkit.pipeline",
    "find_clusters": "graphkit.analysis.clusters.clusters",
    "find_columns": "graphkit.loading",
    "find_coverage": "graphkit.analysis.gaps.coverage",
    "find_echoes": "graphkit.analysis.echoes.echoes",
    "find_gaps": "graphkit.analysis.gaps.gaps",
    "find_overlap": "graphkit.analysis.overlap.overlap",
    "get_query": "graphkit.queries",
    "load_all": "graphkit.loading",
    "load_document": "graphkit.loading",
    "load_framework": "graphkit.reference.framework",
    "make_graph": "graphkit.pipeline",
    "open_workspace": "graphkit.workspace",
    "read_document": "graphkit.read.read",
    "show": "graphkit.publish.view",
}

__all__ = [
    "Finding",
    "Graph",
    "GraphkitError",
    "Options",
    "Result",
    "build_workspace",
    "find_clusters",
    "find_columns",
    "find_coverage",
    "find_echoes",
    "find_gaps",
    "find_overlap",
    "get_query",
    "load_all",
    "load_document",
    "load_framework",
    "make_graph",
    "open_workspace",
    "read_document",
    "show",
]


def __dir__() -> list[str]:
    """Return the names of the interface, for completion in notebooks."""
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'graphkit' has no attribute '{name}'")
    return getattr(importlib.import_module(_PLACES[name]), name)
