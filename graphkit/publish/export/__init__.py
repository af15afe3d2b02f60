"""Files that other programs open, one module each; a format is added by its module and one line here."""

from pathlib import Path

from graphkit.graph.graph import Graph
from graphkit.publish.export.base import Exporter
from graphkit.registry import Registry

EXPORTERS = Registry(
    "export format",
    {
        "csv": "graphkit.publish.export.csv:EXPORTER",
        "dna": "graphkit.publish.export.dna:EXPORTER",
        "dna-db": "graphkit.publish.export.dna_database:EXPORTER",
        "gexf": "graphkit.publish.export.gexf:EXPORTER",
        "gexf-positions": "graphkit.publish.export.gexf:POSITIONS",
        "graphml": "graphkit.publish.export.graphml:EXPORTER",
        "graphml-positions": "graphkit.publish.export.graphml:POSITIONS",
        "jsonld": "graphkit.publish.export.jsonld:EXPORTER",
        "jsonl": "graphkit.publish.export.jsonl:EXPORTER",
        "kumu": "graphkit.publish.export.kumu:BLUEPRINT",
        "kumu-xlsx": "graphkit.publish.export.kumu:SHEETS",
        "neo4j-admin": "graphkit.publish.export.neo4j:EXPORTER",
        "parquet": "graphkit.publish.export.parquet:EXPORTER",
        "pyvis": "graphkit.publish.export.pyvis:EXPORTER",
        "qdc": "graphkit.publish.export.refi:CODEBOOK",
        "qdpx": "graphkit.publish.export.refi:PROJECT",
        "sqlite": "graphkit.publish.export.sqlite:EXPORTER",
        "statements": "graphkit.publish.export.statements:EXPORTER",
        "turtle": "graphkit.publish.export.turtle:EXPORTER",
        "ucinet": "graphkit.publish.export.ucinet:EXPORTER",
        "uima": "graphkit.publish.export.uima:EXPORTER",
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
