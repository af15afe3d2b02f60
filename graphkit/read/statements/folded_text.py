"""A document made ready for reading by rules: its folded text and all cues in it, found in one pass."""

from bisect import bisect_left

from graphkit.match.phrases import Cue, Hit
from graphkit.read.statements.amounts import find_amounts, find_measures
from graphkit.read.statements.dates import find_deadlines
from graphkit.read.statements.rules import get_cue_book, get_words
from graphkit.read.statements.units import Unit
from graphkit.reference.language import get_language_data
from graphkit.text.document import Block, Document, Span, Statement
from graphkit.text.folding import Folded, fold_text

_DATED = Cue("strength", "date", "commit-date", reason="A date or a measure is set.")
_FUNDED = Cue("strength", "sum", "commit-means", reason="A sum of money is bound to it.")


class Page:
    """The folded text of a document with its cues; offsets are those of the folded text unless said otherwise."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = get_words(document.metadata.language)
        self.folded: Folded = fold_text(document.text)
        self.text = self.folded.text
        self._places: dict[int, int] = {}
        self._hits = get_cue_book(document.metadata.language).find(self.text)
        self._hits.setdefault("strength", []).extend(self._find_targets())
        self._hits["strength"].sort(key=lambda h: (h.start, -h.end))
        self._starts = {group: [h.start for h in found] for group, found in self._hits.items()}

    def _find_targets(self) -> list[Hit]:
        """Return deadlines, measures and sums of money as hits of a commitment with a date or with means."""
        text, language = self.document.text, self.document.metadata.language
        dated = [Hit(d.start, d.end, _DATED) for d in find_deadlines(self.text, language)]
        times = get_language_data("dates", language)["units"]  # "for more than two years" says of whom, not how much
        told = [(m.start, m.end, _DATED) for m in find_measures(text, language) if m.unit.lower() not in times]
        told += [(a.start, a.end, _FUNDED) for a in find_amounts(text, language)]
        return [*dated, *(Hit(self._place(start), self._place(end), cue) for start, end, cue in told)]

    def hits(self, group: str, start: int, end: int) -> list[Hit]:
        """Return the hits of a group that lie between two offsets, in the order of the text."""
        starts = self._starts.get(group)
        if starts is None:
            return []
        first = bisect_left(starts, start)
        found = self._hits[group][first : bisect_left(starts, end, first)]
        return [h for h in found if h.end <= end]

    def place(self, span: "Span | Block | Unit | Statement") -> tuple[int, int]:
        """Return where a stretch of the source stands."""
        return self._place(span.start), self._place(span.end)

    def _place(self, source: int) -> int:
        if source not in self._places:
            self._places[source] = self.folded.place(source)
        return self._places[source]

    def source(self, hit: Hit) -> Span:
        """Return where a hit stands in the source."""
        return self.span(hit.start, hit.end)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text stands in the source."""
        return Span(self.folded.source(start), self.folded.source(max(start, end - 1)) + 1)

    def is_written_so(self, hit: Hit) -> bool:
        """Whether a name has its capitals in the source: an acronym all of them ("UN", not "Un")."""
        if hit.cue.at not in ("capital", "exact"):
            return True
        span = self.source(hit)
        wording = self.document.text[span.start : span.end]
        return wording.isupper() if hit.cue.at == "exact" else wording[:1].isupper()


_last: list[Page] = []
"""The page of the document asked for last: several readers ask for the same one in turn."""


def get_page(document: Document) -> Page:
    """Return the page of a document, made anew only where another document was asked for last."""
    if not _last or _last[0].document is not document:
        _last[:] = [Page(document)]
    return _last[0]
