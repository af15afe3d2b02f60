"""What a format can't hold: characters that it forbids, and texts longer than its cells; counted, never in silence."""

from collections.abc import Iterator

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.publish.export.base import Exporter


def describe_unfit(exporter: Exporter, graph: Graph) -> str:
    """Return one line that says what an export replaced or cut, and where first; empty where all fits."""
    replaced: list[tuple[str, str]] = []
    cut: list[str] = []
    for node in sorted(graph.nodes(Node), key=lambda n: n.id):
        for text in _texts(node):
            found = exporter.forbidden.findall(text) if exporter.forbidden else []
            replaced += [(node.id, char) for char in found]
            cut += [node.id] if exporter.longest is not None and len(text) > exporter.longest else []
    said = []
    if replaced:
        id, char = replaced[0]
        many = f"{len(replaced)} character{'s' * (len(replaced) > 1)}"
        said.append(f"{many} that it can't hold replaced by U+FFFD (first U+{ord(char):04X} in {id})")
    if cut:
        said.append(f"{len(cut)} text{'s' * (len(cut) > 1)} cut to {exporter.longest:,} characters (first in {cut[0]})")
    return "; ".join(said)


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of a node, those in lists too."""
    for value in node.model_dump().values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (v for v in value if isinstance(v, str))
