"""RDF in Turtle (W3C, RDF 1.1 Turtle, 2014)."""

import json
from collections.abc import Iterator

from graphkit.graph.graph import Graph
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.rdf import PREFIXES, Value, find_resources


def make(graph: Graph) -> Iterator[str]:
    """Yield the prefixes, then each resource with its properties."""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for address, properties in find_resources(graph):
        rows = " ;\n  ".join(f"{_address(name)} {_object(value)}" for name, value in properties)
        yield f"\n{_address(address)}\n  {rows} .\n"


def _address(name: str) -> str:
    return name if name.partition(":")[0] in PREFIXES else f"<{name}>"


def _object(value: str | Value) -> str:
    if isinstance(value, str):
        return _address(value)
    text = json.dumps(value.text, ensure_ascii=False).replace("\x7f", "\\u007F")
    return text + (f"@{value.language}" if value.language else f"^^{value.kind}" if value.kind else "")


EXPORTER = Exporter(
    suffix=".ttl",
    about="RDF in Turtle: PROV, Web Annotation with text positions, and SKOS.",
    opens="rdflib and other RDF tools",
    make=make,
)
