"""All names in a document, read once: those the gazetteer knows, those the text defines, those told by capitals."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphkit.match.tokens import Tokens, read_tokens
from graphkit.read.actors.definitions import Definition, find_definitions, is_use, new_node_id
from graphkit.read.actors.homes import Homes
from graphkit.read.actors.names import Names, Place, get_names, match_defined
from graphkit.read.actors.naming_words import fold
from graphkit.read.actors.unknown_names import Reader, Run
from graphkit.text.document import Document, Span, Statement

_SENTENCE_END = re.compile(r"[.!?;]['\"”*)]*\s|\n\s*\n|\n\s*[-»•▶◇>]")
_REACH = 600
"""Characters within which two places may stand in one sentence."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names in a document, in the order of the text."""

    document: Document
    tokens: Tokens
    names: Names
    places: tuple[Place, ...]
    """Where known names and short names of the text stand; traps and cities too."""
    runs: tuple[Run, ...]
    """Capitalised names that no known name covers."""
    defined: Mapping[str, Definition]
    """Id of a node that only this text defines -> its definition."""

    def word(self, index: int) -> str:
        """Return a token's word without case and accents; empty outside the text."""
        return fold(self.tokens.words[index]) if 0 <= index < len(self.tokens) else ""

    def same_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence or list item ends between two tokens."""
        start, end = self.tokens.ends[first], self.tokens.starts[last]
        return end - start < _REACH and not _SENTENCE_END.search(self.tokens.text, start, end)

    @property
    def sole_state(self) -> str | None:
        """The state that alone issues the document: the author its wording implies."""
        issuers = self.document.metadata.issuers
        states = [i for i in issuers if i in self.names.gazetteer.states]
        return states[0] if len(states) == 1 and issuers[0] == states[0] else None


@dataclass(frozen=True, slots=True)
class Actor:
    """A stretch of tokens that names a state or body."""

    first: int
    last: int
    node: str
    rule: str
    score: float
    acts: bool = True
    """Whether it can play a part of its own: not an adjective of nationality, not inside a mechanism's name."""


_last: list[Named] = []
"""The names of the document asked for last: several readers ask for the same ones in turn."""


def read_named(document: Document, names: Names | None = None) -> Named:
    """Return the names in a document, read anew only where another document or gazetteer was asked for last."""
    names = names or get_names()
    if not _last or _last[0].document is not document or _last[0].names is not names:
        _last[:] = [_read(document, names)]
    return _last[0]


def _read(document: Document, names: Names) -> Named:
    """Return the names in a document; the cost grows with its length alone."""
    tokens = read_tokens(document.text)
    matches = names.match(tokens, document.metadata.language)
    places = names.settle(matches)
    openings = {tokens.index_at(b.start) for b in document.blocks}
    runs = tuple(Reader(tokens, labels_at(places), openings, document.metadata.language).find())
    definitions = find_definitions(tokens, places, runs, names.acronyms)
    if not definitions:
        return Named(document, tokens, names, tuple(places), runs, {})
    homes = Homes(document, tokens, places, names.gazetteer)
    nodes = {d.short: d.node or new_node_id(d, tokens, names.ids, homes) for d in definitions}
    shorts = {d.short: d for d in definitions}
    found = match_defined((d.as_name(nodes[d.short]) for d in definitions), tokens)
    places = names.settle([*matches, *(m for m in found if is_use(shorts[m.payload.name.text], tokens, m.first))])
    runs = tuple(Reader(tokens, labels_at(places), openings, document.metadata.language).find())
    own = {nodes[d.short]: d for d in definitions if not d.node}
    return Named(document, tokens, names, tuple(places), runs, own)


def labels_at(places: Iterable[Place]) -> dict[int, str]:
    """Return index of a token -> label of the node it names; cities do not count.

    An adjective of nationality has the label ``Demonym``, a place that is no actor an empty one.
    """
    known = ((p, "Demonym" if p.name.form == "demonym" else p.name.label) for p in places if p.name.form != "city")
    return {i: label for p, label in known for i in range(p.first, p.last + 1)}


def spans_of(statement: Statement) -> list[Span]:
    """Return the wording of a statement: one span, or two where a page break cuts it."""
    return [Span(statement.start, statement.end), *([statement.rest] if statement.rest else [])]


def within(starts: Sequence[int], span: Span) -> range:
    """Return the indices of the ascending offsets that lie in a span."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))
