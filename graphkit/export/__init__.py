"""Files that other programs open, one module each; a format is added by its module and one line here."""

from pathlib import Path

from graphkit.export.base import Exporter
from graphkit.graph import Graph
from graphkit.registry import Registry

EXPORTERS = Registry(
    "export format",
    {
        "csv": "graphkit.export.csv:EXPORTER",
        "dna": "graphkit.export.dna:EXPORTER",
        "gexf": "graphkit.export.gexf:EXPORTER",
        "gexf-positions": "graphkit.export.gexf:POSITIONS",
        "graphml": "graphkit.export.graphml:EXPORTER",
        "graphml-positions": "graphkit.export.graphml:POSITIONS",
        "jsonld": "graphkit.export.jsonld:EXPORTER",
        "jsonl": "graphkit.export.jsonl:EXPORTER",
        "kumu": "graphkit.export.kumu:BLUEPRINT",
        "kumu-xlsx": "graphkit.export.kumu:SHEETS",
        "neo4j-admin": "graphkit.export.neo4j:EXPORTER",
        "parquet": "graphkit.export.parquet:EXPORTER",
        "sqlite": "graphkit.export.sqlite:EXPORTER",
        "statements": "graphkit.export.statements:EXPORTER",
        "turtle": "graphkit.export.turtle:EXPORTER",
        "ucinet": "graphkit.export.ucinet:EXPORTER",
    },
)
"""Format -> its :class:`Exporter`."""


def get_exporter(name: str) -> Exporter:
    """Return the exporter of a format; UnknownNameError if there is none."""
    exporter: Exporter = EXPORTERS[name]
    return exporter


def write_export(graph: Graph, name: str, target: Path | str) -> None:
    """Write a graph in one of the formats, such as ``gexf``."""
    get_exporter(name).write(graph, target)


__all__ = ["EXPORTERS", "Exporter", "get_exporter", "write_export"]
