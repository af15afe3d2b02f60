"""Where the words of a body's name are a name and nothing more: a committee's "Women" are no group it speaks of."""

from collections.abc import Sequence

from graphkit.read.actors.actors import read_cast
from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor, read_named
from graphkit.read.actors.parts import find_outsiders
from graphkit.text.document import Document, Span


class Masks:
    """The names of bodies in one document, as stretches of the source."""

    def __init__(self, document: Document) -> None:
        self._cast: Cast = read_cast(read_named(document))

    def find_names(self, *spans: Span) -> list[Span]:
        """Return where some stretches name bodies in several words."""
        return [self._cast.span(a) for a in self._bodies(spans)]

    def find_known(self, *spans: Span) -> list[Span]:
        """Return those of the names that the gazetteer holds."""
        known = self._cast.named.names.gazetteer.bodies
        return [self._cast.span(a) for a in self._bodies(spans) if a.node in known]

    def find_outside(self, *spans: Span) -> list[Span]:
        """Return those of the names whose bodies only speak, are asked, or are the source of what is said."""
        bodies = self._bodies(spans)
        if not bodies:
            return []
        outside = set(find_outsiders(self._cast.named, self._cast.inside(*spans)))
        return [self._cast.span(a) for a in bodies if a in outside]

    def _bodies(self, spans: Sequence[Span]) -> list[Actor]:
        bodies, new = self._cast.named.names.gazetteer.bodies, self._cast.new
        return [a for a in self._cast.inside(*spans) if a.last > a.first and (a.node in bodies or a.node in new)]


_last: list[tuple[Document, Masks]] = []
"""The masks of the document asked for last."""


def get_masks(document: Document) -> Masks:
    """Return the masks of a document, made anew only where another document was asked for last."""
    if not _last or _last[0][0] is not document:
        _last[:] = [(document, Masks(document))]
    return _last[0][1]
