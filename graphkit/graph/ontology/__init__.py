"""The kinds of nodes and links, and what is derived from them."""

from graphkit.graph.ontology.base import Evidence, Link, Node
from graphkit.graph.ontology.schema import (
    ACTOR_LABELS,
    LABEL_OF_KIND,
    LINK_TYPES,
    NODE_TYPES,
    SECOND_LABELS,
    STATEMENT_LABELS,
    VOICE_LABELS,
    get_link_type,
    get_node_type,
    property_types,
    schema_markdown,
)

__all__ = [
    "ACTOR_LABELS",
    "LABEL_OF_KIND",
    "LINK_TYPES",
    "NODE_TYPES",
    "SECOND_LABELS",
    "STATEMENT_LABELS",
    "VOICE_LABELS",
    "Evidence",
    "Link",
    "Node",
    "get_link_type",
    "get_node_type",
    "property_types",
    "schema_markdown",
]
