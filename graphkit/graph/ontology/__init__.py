"""The kinds of nodes and links, and what is derived from them."""

from graphkit.graph.ontology.base import EVIDENCE_LISTS, Evidence, Link, Node
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
    schema_data,
    schema_markdown,
    stored_evidence_types,
)

__all__ = [
    "ACTOR_LABELS",
    "EVIDENCE_LISTS",
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
    "schema_data",
    "schema_markdown",
    "stored_evidence_types",
]
