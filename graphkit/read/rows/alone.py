"""The wording of one cell read by itself: nothing of other rows, headings or the file's head can touch it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from graphkit.issues import Issues
from graphkit.read.reading import Reading
from graphkit.read.statements.score import KINDS, Tally
from graphkit.text.document import Block, Document, Metadata, Source, Span

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))[.)]?\s+(?=[A-ZÀ-ÖØ-Þ¿¡\"“«'])")
_SHORT, _MOST = 120, 2_000
"""Readings of wordings shorter than this, and at most so many, are kept: short asks are the ones that come again."""

ReadText = Callable[[Document, str, Issues, Callable[[Tally], None]], Reading]
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

    def __init__(self, document: Document, framework: str, fallback: str, read: ReadText) -> None:
        self._meta = Metadata(id="row", title="row", language=document.metadata.language, framework=framework)
        self._framework, self._fallback, self._read = framework, fallback, read
        self._kept: dict[tuple[str, str | None, str], Reading] = {}

    def read(self, wording: str, kind: str | None, language: str | None = None) -> Reading:
        """Return the reading of a wording: one statement of the kind stated, else of the kind its words show.

        All offsets are those of the wording.
        """
        key = (wording, kind, language or self._meta.language)
        if key in self._kept:
            return self._kept[key]
        block = Block(0, "item", 0, len(wording))
        alone = Document(Source("row", wording, ""), replace(self._meta, language=key[2]), (block,))
        reading = self._read(alone, self._framework, Issues(), self._decider(kind))
        if len(wording) < _SHORT and len(self._kept) < _MOST:
            self._kept[key] = reading
        return reading

    def _decider(self, kind: str | None) -> Callable[[Tally], None]:
        def decide(tally: Tally) -> None:
            """A row is a statement: of the kind stated, else of the one with most weight, "none" left out."""
            if kind is not None:
                if tally.kind != kind:
                    tally.best[kind] = (1.0, "table")
                tally.kind = kind
            elif tally.kind == "none":
                best = max((k for k in KINDS if k != "none"), key=tally.weight.__getitem__)
                tally.kind = best if tally.weight[best] > 0 else self._fallback

        return decide


def shift(span: Span | None, by: int) -> Span | None:
    """Return a span moved."""
    return None if span is None else Span(span.start + by, span.end + by)
