"""Names of nodes in another language than English."""

from collections.abc import Iterable, Iterator

from graphkit.graph.ontology import Node


def spanish_names(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Yield the English and the Spanish name of each node that has both, and its acronyms likewise."""
    for node in nodes:
        for english, spanish in ((node.title, "name_es"), (getattr(node, "acronym", None), "acronym_es")):
            told = getattr(node, spanish, None)
            if english and told:
                yield english, told
