"""What the form of a document adds to its statements and links."""

from collections.abc import Sequence

from graphkit.graph.ontology import Node
from graphkit.read.actors.named import read_named
from graphkit.read.reading import FoundLink
from graphkit.read.structure.headed import find_headed
from graphkit.read.structure.matrix import add_due, find_responsible
from graphkit.read.structure.places import add_places
from graphkit.text.document import Document, Statement


def add_structure(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with what their place shows: number, address, deadline."""
    return add_due(document, add_places(document, statements))


def find_structure(document: Document, statements: Sequence[Statement]) -> tuple[list[FoundLink], list[Node]]:
    """Return the links that headings, labels and columns carry, and the bodies that only they name."""
    named = read_named(document)
    columns, new = find_responsible(named, statements)
    return [*find_headed(named, statements), *columns], new


def without_shadowed(links: Sequence[FoundLink], structure: Sequence[FoundLink]) -> list[FoundLink]:
    """Return the links less those to a role that only the name of a State in its heading or cell suggested."""
    spans = {(k.statement, k.start, k.end) for k in structure if k.type == "CALLS_ON"}
    return [k for k in links if k.type != "CALLS_ON" or not any(_inside(k, span) for span in spans)]


def _inside(link: FoundLink, span: tuple[str, int, int]) -> bool:
    return link.statement == span[0] and span[1] <= link.start and link.end <= span[2]
