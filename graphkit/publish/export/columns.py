"""What the flat formats share: the columns the ontology gives, one value a column, a short title."""

import functools
from typing import Any

from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Link, Node, property_types
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.text.document import plain_text

SEPARATOR = "; "
"""Between the items of a list where a format has no lists."""


@functools.cache
def node_columns() -> dict[str, str]:
    """Return property -> type of all labels together, ``id`` first, in the order of the ontology."""
    return _union([property_types(c) for c in NODE_TYPES.values()])


@functools.cache
def link_columns() -> dict[str, str]:
    """Return property -> type of all link types together: those of the best evidence, then the links' own."""
    own = _union([property_types(c) for c in LINK_TYPES.values()])
    shared = property_types(Link)
    flat = {k: t for k, t in shared.items() if k != "evidence"}
    return flat | {k: t for k, t in own.items() if k not in shared} | {"evidence": shared["evidence"]}


def _union(tables: list[dict[str, str]]) -> dict[str, str]:
    result: dict[str, str] = {}
    for table in tables:
        for name, kind in table.items():
            result[name] = kind if result.get(name, kind) == kind else "string"
    return result


def flat(value: Any) -> Any:
    """Return a value as one: the items of a list joined by ``; ``."""
    return SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else value


def link_values(link: Link) -> dict[str, Any]:
    """Return the flat properties of a link without the JSON rows of all its evidence, but with their number."""
    values = {k: v for k, v in link.properties().items() if k != "evidence"}
    return values | {"evidence_count": len(link.evidence)}


def short_title(node: Node, limit: int = 60) -> str:
    """Return what to write beside a node in a picture: its name, or the beginning of a statement's wording.

    >>> from graphkit.graph.ontology.nodes import Group
    >>> short_title(Group(id="women", name="Women and girls"), 10)
    'Women and…'
    """
    title = plain_text(node.title) if isinstance(node, StatementNode) else node.title
    return title if len(title) <= limit else title[: limit - 1].rstrip() + "…"
