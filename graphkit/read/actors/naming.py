"""What statements name and who acts in them: actors and mechanisms of one document."""

from collections.abc import Sequence

from graphkit.graph.ontology import Node
from graphkit.read.actors.actors import find_actors
from graphkit.read.actors.named import read_named
from graphkit.read.actors.names import Names
from graphkit.read.mechanisms.find import find_mechanisms
from graphkit.read.reading import FoundLink
from graphkit.text.document import Document, Statement


def find_named(
    document: Document, statements: Sequence[Statement], names: Names | None = None
) -> tuple[list[FoundLink], list[Node]]:
    """Return MENTIONS, CARRIES_OUT, SAID_BY and CALLS_ON links of named actors and mechanisms, and new nodes.

    The nodes are the bodies and mechanisms that the links need and only this text knows.
    """
    named = read_named(document, names)
    actors, bodies = find_actors(named, statements)
    mechanisms, nodes = find_mechanisms(named, statements)
    return [*actors, *mechanisms], [*bodies, *nodes]
