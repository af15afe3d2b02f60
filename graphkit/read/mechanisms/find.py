"""Mechanisms that statements name: in their words, by "it" for the one before, or listed by their kind."""

from collections.abc import Iterator, Sequence

from graphkit.graph.ontology import Node
from graphkit.match.tokens import CLAUSE_END
from graphkit.read.actors.named import Named, spans_of, within
from graphkit.read.actors.naming_words import get_naming_words
from graphkit.read.mechanisms.resolve import Mentioned, Resolver
from graphkit.read.reading import FoundLink
from graphkit.text.document import Span, Statement

_STEP = 700
"""Characters between two statements over which "it" can point back."""
_PRONOUNS = frozenset({"it", "its"})


def find_mechanisms(named: Named, statements: Sequence[Statement]) -> tuple[list[FoundLink], list[Node]]:
    """Return MENTIONS links from statements to mechanisms, and the mechanisms that only the text names."""
    resolver = Resolver(named)
    mentions = resolver.mentions()
    starts = [named.tokens.starts[m.first] for m in mentions]

    def inside(*spans: Span) -> list[Mentioned]:
        return [mentions[i] for span in spans for i in within(starts, span)]

    links: list[FoundLink] = []
    before: Statement | None = None
    theme: str | None = None
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        theme = theme if before and _goes_on(named, before, statement) else None
        theme = theme or _only(inside(_heading(named, statement)))
        found = inside(*spans_of(statement))
        found += _pronoun(named, statement, theme) if theme else ()
        found += _institution(named, statement, resolver) if not found else ()
        links += [_link(named, statement, m) for m in found]
        before, theme = statement, _only(found)
    used = {link.node for link in links}
    return links, [node for id, node in resolver.new.items() if id in used]


def _only(mentions: Sequence[Mentioned]) -> str | None:
    """Return the mechanism that all mentions mean, or None."""
    nodes = {m.node for m in mentions}
    return nodes.pop() if len(nodes) == 1 else None


def _link(named: Named, statement: Statement, m: Mentioned) -> FoundLink:
    start, end = named.tokens.starts[m.first], named.tokens.ends[m.last]
    return FoundLink("MENTIONS", statement.id, m.node, m.score, m.rule, start, end)


def _goes_on(named: Named, before: Statement, statement: Statement) -> bool:
    """Whether a statement stands close behind another, under the same headings."""
    blocks = named.document.blocks
    same = blocks[before.block].headings == blocks[statement.block].headings
    return same and statement.start - before.end <= _STEP


def _heading(named: Named, statement: Statement) -> Span:
    """Return the heading right above a statement; an empty span where there is none."""
    headings = named.document.blocks[statement.block].headings
    block = named.document.blocks[headings[-1]] if headings else None
    return Span(block.start, block.end) if block else Span(0, 0)


def _pronoun(named: Named, statement: Statement, theme: str) -> Iterator[Mentioned]:
    """Yield what "it" or "its" at the opening, or behind the comma of an opening, means."""
    first, tokens = named.tokens.index_at(statement.start), named.tokens
    for i in range(first, min(first + 4, len(tokens))):
        opens = i == first or "," in tokens.text[tokens.ends[i - 1] : tokens.starts[i]]
        empty = any(get_naming_words().has("expletives", named.word(j)) for j in range(i + 2, i + 5))
        if opens and named.word(i) in _PRONOUNS and not empty:
            yield Mentioned(i, i, theme, "pronoun", 0.55)
            return


def _institution(named: Named, statement: Statement, resolver: Resolver) -> Iterator[Mentioned]:
    """Yield the institution that a list of what is in place gives by its kind: "National search commission".

    Its node belongs to the document: the same words in another text may mean another state's institution.
    """
    if statement.kind != "practice" or named.document.blocks[statement.block].kind != "item":
        return
    first, institutions = named.tokens.index_at(statement.start), get_naming_words().institutions
    for i in range(first, min(first + 4, len(named.tokens) - 1)):
        word = named.word(i)
        if word in institutions and named.same_sentence(first, i):
            last = _complement(named, i, statement.end)
            if last > first:
                yield resolver.institution(first, last, institutions[word])
            return
        if get_naming_words().has("openers", word):
            return


def _complement(named: Named, head: int, end: int) -> int:
    """Return the last token of what a head word goes on with, up to the next comma, bracket or end."""
    last = head
    while last + 1 < len(named.tokens) and named.tokens.starts[last + 1] < end and last < head + 8:
        if CLAUSE_END.search(named.tokens.text, named.tokens.ends[last], named.tokens.starts[last + 1]):
            break
        last += 1
    return last
