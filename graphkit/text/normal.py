"""Texts in their normal form, with the way back: what is read is composed, what is kept is the file as it is.

An accent may be written as a letter and a mark (Unicode's decomposed form, usual on macOS and in some PDFs), "fi" as
one ligature, a digit in its wide form. Names and cues are looked for in the composed form (Unicode Standard Annex 15);
offsets lead back to the characters of the file.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graphkit.issues import Issue
from graphkit.text.document import Block, Clue, Document, Participation, Source, Span, Statement

Move = Callable[[int], int]
_ODD = re.compile(r"[^\W_][\u0300-\u036f]+|[\ufb00-\ufb06\uff01-\uff5e\u0132\u0133]")
_OFFSET = re.compile(r"(?<=:)\d+\Z")


@dataclass(frozen=True, slots=True)
class Normal:
    """The composed form of a text.

    Stretches begin at ``places`` there and at ``sources`` in the text; every second one is changed.
    """

    text: str
    places: list[int] = field(repr=False)
    sources: list[int] = field(repr=False)

    def source(self, place: int) -> int:
        """Return the offset in the text as it is of an offset in the composed one."""
        i = bisect_right(self.places, place) - 1
        return self.sources[i] + (0 if i % 2 else place - self.places[i])

    def end(self, place: int) -> int:
        """Return the offset in the text as it is behind the character before ``place``, marks and all."""
        if place == 0:
            return 0
        i = bisect_right(self.places, place - 1) - 1
        return self.sources[i + 1] if i % 2 else self.sources[i] + place - self.places[i]

    def place(self, source: int) -> int:
        """Return the offset in the composed form of an offset in the text as it is."""
        i = bisect_right(self.sources, source) - 1
        return self.places[i] + (0 if i % 2 else source - self.sources[i])

    def span(self, span: Span) -> Span:
        """Return a span of the composed form as one of the text as it is."""
        return Span(self.source(span.start), self.end(span.end))


def make_normal(text: str) -> Normal | None:
    """Return the composed form of a text; None where the text has it already.

    >>> normal = make_normal("Me\\u0301xico y Peru\\u0301")
    >>> normal.text, normal.span(Span(9, 13)), normal.source(1)
    ('México y Perú', Span(start=10, end=15), 1)
    """
    pieces, places, sources, at, length = list[str](), [0], [0], 0, 0
    for match in () if text.isascii() else _ODD.finditer(text):
        plain = unicodedata.normalize("NFC" if len(match[0]) > 1 else "NFKC", match[0])
        if plain == match[0]:
            continue
        pieces += [text[at : match.start()], plain]
        start = length + match.start() - at
        length, at = start + len(plain), match.end()
        places += [start, length]
        sources += [match.start(), at]
    return Normal("".join((*pieces, text[at:])), places, sources) if pieces else None


def compose_source(source: Source, normal: Normal) -> Source:
    """Return a source with the composed text."""
    return replace(source, text=normal.text, page_starts=tuple(map(normal.place, source.page_starts)))


def compose_document(document: Document, normal: Normal) -> Document:
    """Return a document with the composed text, its blocks moved with it."""
    return replace(
        document,
        source=compose_source(document.source, normal),
        blocks=tuple(_move(b, normal.place, normal.place) for b in document.blocks),
        participation=tuple(
            replace(p, start=normal.place(p.start), end=normal.place(p.end)) for p in document.participation
        ),
    )


def restore_document(document: Document, normal: Normal, source: Source) -> Document:
    """Return a document of the composed text as one of the text as it is."""
    return replace(
        document,
        source=source,
        blocks=tuple(_move(b, normal.source, normal.end) for b in document.blocks),
        participation=tuple(_restore_row(p, normal) for p in document.participation),
        clues=tuple(_restore_clue(c, normal) for c in document.clues),
        issues=tuple(restore_issue(i, normal) for i in document.issues),
    )


def restore_issue(issue: Issue, normal: Normal) -> Issue:
    """Return an issue whose place, such as ``file.md:120``, counts the characters of the text as it is."""
    return replace(issue, place=_OFFSET.sub(lambda m: str(normal.source(int(m[0]))), issue.place))


def restore_statement(statement: Statement, normal: Normal) -> Statement:
    """Return a statement of the composed text as one of the text as it is."""
    start, end = normal.source(statement.start), normal.end(statement.end)
    spans = (statement.lead, statement.rest, statement.strength_span, statement.position_span)
    lead, rest, strength, position = (s and normal.span(s) for s in spans)
    return replace(
        statement, start=start, end=end, lead=lead, rest=rest, strength_span=strength, position_span=position
    )


def _restore_row(row: Participation, normal: Normal) -> Participation:
    return replace(row, start=normal.source(row.start), end=normal.end(row.end))


def _restore_clue(clue: Clue, normal: Normal) -> Clue:
    source = normal.source
    return replace(clue, start=source(clue.start), begin=source(clue.begin), end=normal.end(clue.end))


def _move(block: Block, start: Move, end: Move) -> Block:
    cells = tuple(Span(start(c.start), end(c.end)) for c in block.cells)
    return replace(block, start=start(block.start), end=end(block.end), cells=cells)
