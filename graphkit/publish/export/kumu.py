"""Kumu: the JSON blueprint, and the workbook with the sheets Elements and Connections."""

import json
from collections.abc import Iterator
from typing import Any

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.export.base import Exporter
from graphkit.publish.export.columns import flat, short_title
from graphkit.publish.export.markup import FORBIDDEN
from graphkit.publish.export.workbook import LIMIT, make_workbook

_ELEMENT = ("ID", "Label", "Type", "Description", "Tags")
_CONNECTION = ("ID", "From", "To", "Direction", "Type", "Description", "Tags")


def _elements(graph: Graph) -> Iterator[dict[str, Any]]:
    """Yield the nodes; every property of its own stands as a field."""
    for node in graph.nodes(Node):
        wording = node.text if isinstance(node, StatementNode) else ""
        tags = [node.label, *([node.kind, node.strength] if isinstance(node, StatementNode) else [])]
        own = {k: flat(v) for k, v in node.properties().items() if k not in {"id", "text", "name"}}
        fields = {f"graphkit {k}": v for k, v in own.items()}
        head = {"id": node.id, "label": short_title(node), "type": node.label, "description": wording}
        yield {**head, "tags": tags, **fields}


def _connections(graph: Graph) -> Iterator[dict[str, Any]]:
    for link in graph.links(Link):
        name = link.type_name()
        yield {
            "id": f"{name}|{link.source}|{link.target}",
            "from": link.source,
            "to": link.target,
            "direction": "directed",
            "type": name,
            "description": link.best.words or link.best.reference or "",
            "tags": [link.best.rule],
            "score": link.score,
            **link.own(),
        }


def make_blueprint(graph: Graph) -> str:
    """Return the JSON blueprint; ids are used at both ends, because names may stand twice."""
    parts = {"elements": list(_elements(graph)), "connections": list(_connections(graph))}
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"


def make_sheets(graph: Graph) -> bytes:
    """Return the workbook; tags are joined by ``|`` as Kumu expects them."""
    elements = ([_joined(e[k.lower()]) for k in _ELEMENT] for e in _elements(graph))
    connections = ([_joined(c[k.lower()]) for k in _CONNECTION] for c in _connections(graph))
    return make_workbook({"Elements": [_ELEMENT, *elements], "Connections": [_CONNECTION, *connections]}, warn=_untold)


def _untold(_said: str) -> None:
    """Say nothing: the export itself says what was changed, and in which node first."""


def _joined(value: Any) -> Any:
    return "|".join(v.replace("|", "/") for v in value) if isinstance(value, list) else value


BLUEPRINT = Exporter(
    suffix=".json",
    about="A Kumu blueprint: elements and connections with types, tags and descriptions.",
    opens="Kumu",
    make=make_blueprint,
)
SHEETS = Exporter(
    suffix=".xlsx",
    about="A workbook with the sheets Elements and Connections as Kumu imports them.",
    opens="Kumu, Excel, pandas",
    make=make_sheets,
    text=False,
    forbidden=FORBIDDEN,
    longest=LIMIT,
)
