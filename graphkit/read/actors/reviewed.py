"""Whom the recommendations of a review are made to: the one State that its title names."""

import re
from collections.abc import Iterator, Sequence

from graphkit.match.tokens import read_tokens
from graphkit.read.actors.names import get_names
from graphkit.read.reading import FoundLink
from graphkit.text.document import Document, Span, Statement

FORMS = ("review report", "compilation", "concluding observations")
"""Forms of documents in which others recommend something to one State."""
_SCORE = 0.8


def find_reviewed(document: Document) -> tuple[str, Span] | None:
    """Return the State under review and where the text first names it; None where the title names none or several."""
    meta = document.metadata
    if meta.form not in FORMS or not meta.title:
        return None
    names, tokens = get_names(), read_tokens(meta.title)
    places = [p for p in names.settle(names.match(tokens, meta.language)) if p.nodes and p.name.label == "State"]
    if len({p.nodes[0] for p in places}) != 1:
        return None
    wording = meta.title[places[0].start : places[0].end]
    found = re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", document.text)
    return (places[0].nodes[0], Span(*found.span())) if found else None


def find_review_links(
    document: Document, statements: Sequence[Statement], links: Sequence[FoundLink]
) -> Iterator[FoundLink]:
    """Yield CALLS_ON links to the State under review for what others recommend where no State is named to act."""
    reviewed = find_reviewed(document)
    if reviewed is None:
        return
    state, span = reviewed
    own = {k.statement for k in links if k.type == "SAID_BY" and k.node == state}
    states = get_names().gazetteer.states
    named = {k.statement for k in links if k.type == "CALLS_ON" and k.node in states}
    for s in statements:
        if s.kind == "recommendation" and s.id not in own | named:
            yield FoundLink("CALLS_ON", s.id, state, _SCORE, "review", span.start, span.end, inherited=True)
