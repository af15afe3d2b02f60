"""The states and bodies that a document names, by their places: what speakers and doers are looked up in."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.graph.ontology.nodes import Body
from graphkit.read.actors.named import Actor, Named, within
from graphkit.text.document import Span


@dataclass(frozen=True, slots=True)
class Cast:
    """All places that name an actor, in the order of the text, and the bodies that only this text knows."""

    named: Named
    actors: Sequence[Actor]
    starts: Sequence[int]
    """Source offset at which each actor's name begins."""
    new: dict[str, Body]

    def inside(self, *spans: Span) -> list[Actor]:
        """Return the actors named in some stretches of the source."""
        return [self.actors[i] for span in spans for i in within(self.starts, span)]

    def span(self, actor: Actor) -> Span:
        """Return where an actor's name stands in the source."""
        return Span(self.named.tokens.starts[actor.first], self.named.tokens.ends[actor.last])
