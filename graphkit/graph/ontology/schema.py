"""What is derived from the classes: lists of labels and link types, tables, constraints, Markdown."""

import types
import typing
from typing import Any

from graphkit.errors import UnknownNameError
from graphkit.graph.ontology import links, nodes
from graphkit.graph.ontology.base import EVIDENCE_LISTS, Evidence, Link, Node


def _classes(module: types.ModuleType, base: type[Any]) -> dict[str, Any]:
    found: list[Any] = [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, base)]
    return {c.__name__: c for c in found if c.about}


NODE_TYPES: dict[str, type[Node]] = _classes(nodes, Node)
"""Label -> class, in the order of the source."""
LINK_TYPES: dict[str, type[Link]] = {c.type_name(): c for c in _classes(links, Link).values()}
"""Link type -> class, in the order of the source."""
STATEMENT_LABELS = links.STATEMENTS
LABEL_OF_KIND: dict[str, str] = {NODE_TYPES[n].kind: n for n in STATEMENT_LABELS}  # type: ignore[attr-defined]
"""Statement kind -> label, such as ``principle`` -> ``Assertion``."""
ACTOR_LABELS = links.ACTORS
VOICE_LABELS = links.VOICES
SECOND_LABELS: dict[str, str] = {name: cls.second for name, cls in NODE_TYPES.items() if cls.second}
"""Label -> the second label its nodes carry too: ``Statement`` or ``Actor``."""


def get_node_type(label: str) -> type[Node]:
    """Return the class of a label; UnknownNameError if there is none."""
    if label not in NODE_TYPES:
        raise UnknownNameError("label", label, NODE_TYPES)
    return NODE_TYPES[label]


def get_link_type(name: str) -> type[Link]:
    """Return the class of a link type; UnknownNameError if there is none."""
    if name not in LINK_TYPES:
        raise UnknownNameError("link type", name, LINK_TYPES)
    return LINK_TYPES[name]


def property_types(cls: type[Node] | type[Link]) -> dict[str, str]:
    """Return property -> type (``string``, ``integer``, ``float``, ``boolean``, ``list of string``)."""
    fields = {k: f.annotation for k, f in cls.model_fields.items() if k not in {"source", "target", "evidence"}}
    if issubclass(cls, Link):
        fields |= {k: f.annotation for k, f in Evidence.model_fields.items()}
        fields["evidence"] = tuple[str, ...]
    return {k: _type_name(a) for k, a in fields.items()}


def _type_name(annotation: Any) -> str:
    if typing.get_origin(annotation) is tuple:
        return "list of string"
    args = [a for a in typing.get_args(annotation) if a is not type(None)]
    first = args[0] if args and not isinstance(annotation, type) else annotation
    if typing.get_origin(first) is typing.Annotated:
        first = typing.get_args(first)[0]
    if isinstance(first, str):
        return "string"
    return {str: "string", int: "integer", float: "float", bool: "boolean"}.get(first, "string")


def schema_data() -> dict[str, Any]:
    """Return the schema for programs: labels and link types with what they mean, their properties and ends."""
    return {
        "labels": {
            name: {"about": cls.about, "properties": property_types(cls), "colour": cls.colour, "shape": cls.shape}
            for name, cls in NODE_TYPES.items()
        },
        "links": {
            name: {"about": cls.about, "properties": property_types(cls), "ends": [list(e) for e in cls.ends]}
            for name, cls in LINK_TYPES.items()
        },
    }


def schema_markdown() -> str:
    """Return docs/schema.md: every label and link type with its properties and ends."""
    lines = [
        "# Schema",
        "",
        "Generated from graphkit/graph/ontology by `graphkit schema`; do not edit.",
        "",
        "## Labels",
        "",
    ]
    for name, node in NODE_TYPES.items():
        also = [f"Every {name} is also of label {node.second}.", ""] if node.second else []
        lines += [f"### {name}", "", node.about, "", *also, *_table(property_types(node)), ""]
    lines += ["## Link types", ""]
    for name, link in LINK_TYPES.items():
        sources, targets = (", ".join(dict.fromkeys(e[i] for e in link.ends)) for i in (0, 1))
        lines += [f"### {name}", "", link.about, "", f"From {sources} to {targets}.", ""]
        own = {k: t for k, t in property_types(link).items() if k in link.model_fields}
        lines += [*_table(own), ""] if own else []
    lines += ["## Properties of every link", "", *_table(property_types(Link)), ""]
    lines += ["## Evidence in a database", "", _IN_DATABASE, "", *_table(stored_evidence_types()), ""]
    return "\n".join(lines)


_IN_DATABASE = (
    "There `evidence` stands in lists of one length, one place a piece of evidence, best first; unknown is an empty "
    "text or -1. `any(rule IN r.evidence_rules WHERE rule STARTS WITH 'cue:')` filters them, and "
    "`UNWIND range(0, size(r.evidence_rules) - 1) AS i` gives a row for each."
)


def stored_evidence_types() -> dict[str, str]:
    """Return the lists of evidence that links have in a database -> their types."""
    kinds = {str: "list of string", int: "list of integer", float: "list of float"}
    return {name: kinds[type(none)] for name, (_, none) in EVIDENCE_LISTS.items()}


def _table(properties: dict[str, str]) -> list[str]:
    return ["| property | type |", "|---|---|", *(f"| {k} | {t} |" for k, t in properties.items())]


def get_labels(label: str) -> tuple[str, ...]:
    """Return all labels that a node of a class carries in a store: its own first."""
    return (label, SECOND_LABELS[label]) if label in SECOND_LABELS else (label,)
