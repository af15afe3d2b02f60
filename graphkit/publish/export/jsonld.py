"""RDF as JSON-LD 1.1 (W3C, 2020); the same triples as the Turtle export."""

import json
from collections.abc import Iterator
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.rdf import PREFIXES, Value, find_resources


def make(graph: Graph) -> Iterator[str]:
    """Yield the context, then each resource on a line of its own."""
    yield f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [\n'
    separator = ""
    for address, properties in find_resources(graph):
        yield separator + json.dumps(_resource(address, properties), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _resource(address: str, properties: list[tuple[str, str | Value]]) -> dict[str, Any]:
    result: dict[str, Any] = {"@id": address}
    for name, value in properties:
        if name == "rdf:type":
            result.setdefault("@type", []).append(value)
        else:
            result.setdefault(name, []).append(_value(value))
    return result


def _value(value: str | Value) -> dict[str, str]:
    if isinstance(value, str):
        return {"@id": value}
    extra = {"@type": value.kind} if value.kind else {"@language": value.language} if value.language else {}
    return {"@value": value.text, **extra}


EXPORTER = Exporter(
    suffix=".jsonld",
    about="RDF in JSON-LD: PROV, Web Annotation with text positions, and SKOS.",
    opens="rdflib and other RDF tools",
    make=make,
)
