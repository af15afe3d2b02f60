"""What statements name, who speaks and who acts in them: actors, mechanisms and voices of one document."""

from collections.abc import Sequence

from graphkit.graph.ontology import Node
from graphkit.read.actors.actors import find_actors, read_cast
from graphkit.read.actors.named import read_named
from graphkit.read.actors.names import Names
from graphkit.read.mechanisms.find import find_mechanisms
from graphkit.read.reading import FoundLink
from graphkit.read.speakers.voices import find_voices
from graphkit.text.document import Document, Statement


def find_named(
    document: Document, statements: Sequence[Statement], names: Names | None = None
) -> tuple[list[FoundLink], list[Node]]:
    """Return MENTIONS, CALLS_ON, SAID_BY and CARRIES_OUT links of actors, collectives and mechanisms, and new nodes.

    The nodes are the bodies and mechanisms that the links need and only this text knows, and the collectives.
    """
    cast = read_cast(read_named(document, names))
    links = find_actors(cast, statements)
    mechanisms, nodes = find_mechanisms(cast.named, statements)
    voices, collectives = find_voices(cast, statements, mechanisms)
    links = [*links, *voices, *mechanisms]
    used = {link.node for link in links}
    bodies = [body for id, body in sorted(cast.new.items()) if id in used]
    return links, [*bodies, *collectives, *nodes]
