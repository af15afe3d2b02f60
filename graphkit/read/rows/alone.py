"""The wording of one cell read by itself: nothing of other rows, headings or the file's head can touch it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from graphkit.issues import Issues
from graphkit.read.model.heads import Heads, get_heads
from graphkit.read.reading import Reading
from graphkit.read.statements.deciding import Decide, Decision
from graphkit.text.document import Block, Document, Metadata, Source, Span, plain_text

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))[.)]?\s+(?=[A-ZÀ-ÖØ-Þ¿¡\"“«'])")
_SHORT, _MOST = 120, 2_000
"""Readings of wordings shorter than this, and at most so many, are kept: short asks are the ones that come again."""

ROW = "row"
"""Id of the document that a row is for its reading; a collective of its own begins with it."""
ReadText = Callable[[Document, Sequence[str], Issues, Heads | None, Decide], Reading]
"""Reads a document of one unit; the last argument decides its kind."""


@dataclass(frozen=True, slots=True)
class Core:
    """The part of a cell that is read: without the number before it and the speakers after it."""

    start: int
    end: int
    number: str | None


def find_core(text: str, end: int) -> Core:
    """Return what of a cell up to ``end`` is the wording itself, and the number that stands before it."""
    match = _NUMBER.match(text)
    if match and match.end() < end:
        return Core(match.end(), end, match[1])
    return Core(0, end, None)


class AloneReader:
    """Reads wordings one by one; equal wordings once."""

    def __init__(
        self, document: Document, frameworks: Sequence[str], heads: Heads | None, fallback: str, read: ReadText
    ) -> None:
        # The genre has a row read as one unit, however long it is.
        language = document.metadata.language
        self._meta = Metadata(id=ROW, title=ROW, genre="table", language=language, framework=frameworks[0])
        self._frameworks, self._heads, self._fallback, self._read = frameworks, heads, fallback, read
        self._kept: dict[tuple[str, str | None, str], Reading] = {}

    def prepare(self, wordings: Iterable[str]) -> None:
        """Encode wordings that will be read: many at once take a sixth of the time that they take one by one."""
        encoder = (self._heads or get_heads()).encoder
        if encoder.dimension:
            encoder.encode(sorted({text for wording in wordings for text in (wording, plain_text(wording))}))

    def read(self, wording: str, kind: str | None, language: str | None = None) -> Reading:
        """Return the reading of a wording: one statement of the kind stated, else of the kind its words show.

        All offsets are those of the wording.
        """
        key = (wording, kind, language or self._meta.language)
        if key in self._kept:
            return self._kept[key]
        block = Block(0, "item", 0, len(wording))
        alone = Document(Source("row", wording, ""), replace(self._meta, language=key[2]), (block,))
        reading = self._read(alone, self._frameworks, Issues(), self._heads, self._decider(kind))
        if len(wording) < _SHORT and len(self._kept) < _MOST:
            self._kept[key] = reading
        return reading

    def _decider(self, kind: str | None) -> Decide:
        def decide(decided: Decision) -> Decision:
            """A row is a statement: of the kind stated, else of the likeliest one, "none" left out."""
            if kind is not None:
                stated = replace(decided, kind=kind, shares={kind: 1.0}, rule="table")
                return decided if decided.kind == kind else stated
            if decided.kind != "none":
                return decided
            chances = {k: share for k, share in decided.shares.items() if k != "none"}
            likeliest = max(chances, key=lambda k: (chances[k], k)) if chances else self._fallback
            return replace(decided, kind=likeliest, rule="table")

        return decide


def shift(span: Span | None, by: int) -> Span | None:
    """Return a span moved."""
    return None if span is None else Span(span.start + by, span.end + by)
