"""Speakers and doers of one document: SAID_BY and CARRIES_OUT links, and the nodes of the collectives they need."""

from collections import defaultdict
from collections.abc import Sequence

from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import COLLECTIVES
from graphkit.read.actors.cast import Cast
from graphkit.read.reading import FoundLink
from graphkit.read.speakers.collectives import collective_id, make_collectives
from graphkit.read.speakers.doers import DoerReader
from graphkit.read.speakers.saying import Sayings
from graphkit.read.speakers.speakers import SpeakerReader
from graphkit.read.statements.folded_text import get_page
from graphkit.text.document import Statement


def find_voices(
    cast: Cast, statements: Sequence[Statement], mentions: Sequence[FoundLink] = ()
) -> tuple[list[FoundLink], list[Node]]:
    """Return who says each statement and who carries each practice out, and the collectives among them.

    ``mentions`` are the MENTIONS links of mechanisms.
    """
    document = cast.named.document
    sayings = Sayings(get_page(document), (cast.span(a) for a in cast.actors))
    speakers = SpeakerReader(cast, sayings)
    mechanisms: dict[str, list[FoundLink]] = defaultdict(list)
    for link in mentions:
        mechanisms[link.statement].append(link)
    doers = DoerReader(cast, sayings, speakers, mechanisms)
    ordered = sorted(statements, key=lambda s: (s.start, s.end))
    links = [link for s in ordered for link in speakers.find(s)]
    links += doers.find_all([s for s in ordered if s.kind == "practice"])
    used = {link.node for link in links}
    words = [w for w in COLLECTIVES if collective_id(document, w) in used]
    return links, list(make_collectives(document, words))
