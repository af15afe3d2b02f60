"""What statements name and who acts in them: actors and mechanisms of one document."""

from collections.abc import Sequence

from graphkit.document import Document, Statement
from graphkit.extract.actors import find_actors
from graphkit.extract.mechanisms import find_mechanisms
from graphkit.extract.named import read_named
from graphkit.extract.names import Names
from graphkit.extract.reading import FoundLink
from graphkit.ontology import Node


def find_named(
    document: Document, statements: Sequence[Statement], names: Names | None = None
) -> tuple[list[FoundLink], list[Node]]:
    """Return MENTIONS, CARRIES_OUT, ISSUED and CALLS_ON links of named actors and mechanisms, and new nodes.

    The nodes are the bodies and mechanisms that the links need and only this text knows.
    """
    named = read_named(document, names)
    actors, bodies = find_actors(named, statements)
    mechanisms, nodes = find_mechanisms(named, statements)
    return [*actors, *mechanisms], [*bodies, *nodes]
