"""Candidate units: one for each list item, whole where it is short or a proposal, else one for each sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphkit.read.statements.tags import is_tag_list
from graphkit.reference.language import get_language_data
from graphkit.text.document import Block, Document, Span

_END = re.compile(
    r"[.!?…][\"'”’»)\]*_]*+"
    r"(?:(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]++|\[\^?\d{1,3}\]|(?:(?<=[a-zß-ÿ][.])|(?<=(?:19|20)\d\d[.]))\d{1,2}"  # the mark of a footnote,
    r"(?!\d|\s+(?:[A-Z]{3}\b|[A-Z$€]\$|Euros?\b|D[oó]lar|Pesos?\b|Milli?[oó])))[\"'”’»)\]*_]*+)?"  # not of an amount
    r"(?:</?[a-zA-Z]{1,6}>)*(?=\s+(?:</?[a-zA-Z]{1,6}>|[\"'“‘«¿¡(\[*_–—-])*[A-ZÀ-ÖØ-Þ\d])"
    r"|(?:(?<=[a-zß-ÿ]{3})|(?<=[^\d.,](?:19|20)\d\d)|(?<=[a-zß-ÿ)]\)))[.!?]"  # a blank was lost
    r"(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ]{2,}[\s,])"
)
_ADDRESS = re.compile(r"www\.|https?:|\S@\S|\w\.\w+\.\w")
_LAST_WORD = re.compile(r"([^\W_][\w.]*)\.$")
_RUN_IN = re.compile(r"([;.)]\s+)?(?<![\w.])\d{1,3}\.\d{1,3}\.$")
"""The number of the next recommendation where a list runs on in one paragraph: "(Poland); 148.23. Introduce"."""
_NUMBER_WITHIN = 14
_BLANK = " \t\r\n\u200b\ufeff"
_BLANKS = 3
"""A table cell of fewer blanks is no sentence."""
_PROSE = 330
"""A list item of a general text that is as long as this is running text with a mark: its sentences are units.

Of the items with several sentences in 95 real texts the coders took 218 of 219 this long by the sentence; in
summaries of consultations, whose items are proposals, they took all 34 as one.
"""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Unit:
    """A stretch of text that may be a statement; ``rest`` is where its sentence ends after page furniture."""

    block: Block
    start: int
    end: int
    rest: Span | None = None
    last: bool = True
    """Whether it is the last of its block."""
    first: bool = True
    opening: bool = False
    """Whether list items depend on it."""


@cache
def _get_abbreviations(language: str) -> frozenset[str]:
    return frozenset(get_language_data("reading", language)["sentence"]["abbreviations"])


def find_sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    """Yield the sentences of a span in order; abbreviations, initials and numbers do not end one.

    Numbers of recommendations that run on in one paragraph stand between sentences, as list marks do.
    """
    abbreviations = _get_abbreviations(language)
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        number = _RUN_IN.search(text, max(start, match.end() - _NUMBER_WITHIN), match.end())
        if number and (number[1] or number.start() == start):
            if number[1]:
                yield Span(start, number.start() + 1)
            start = _skip_blanks(text, match.end(), span.end)
            continue
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start() + 1, abbreviations):
            continue
        if _is_in_address(text, start, match):
            continue
        yield Span(start, match.end())
        start = _skip_blanks(text, match.end(), span.end)
    if start < span.end:
        yield Span(start, span.end)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _is_in_address(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a dot without a blank behind it belongs to a web address or the like."""
    if text[match.end() : match.end() + 1].isspace():
        return False
    return _ADDRESS.search(text, max(start, match.start() - 40), match.end() + 40) is not None


def _is_abbreviation(text: str, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    word = _LAST_WORD.search(text, max(start, end - 16), end)
    if word is None:
        return False
    token = word[1].lower()
    return (
        token in abbreviations or (len(token) == 1 and token.isalpha()) or (token.isdigit() and word.start() == start)
    )


def find_units(document: Document) -> list[Unit]:
    """Return the candidate units of a document in the order of the text."""
    text, language = document.text, document.metadata.language
    units: list[Unit] = []
    last_of: dict[int, Unit] = {}
    for block in document.blocks:
        if block.kind == "row":
            units += [Unit(block, c.start, c.end) for c in block.cells if text.count(" ", c.start, c.end) >= _BLANKS]
        elif block.kind in ("paragraph", "item") and not is_tag_list(text, block):
            found = list(_read_block(text, block, language, document.metadata.genre))
            if block.continues in last_of and found:
                head = found.pop(0)
                cut = last_of[block.continues]
                cut.rest = cut.rest or Span(head.start, head.end)
                if not found:
                    last_of[block.index] = last_of[block.continues]
            units += found
            if found:
                last_of[block.index] = found[-1]
    for block in document.blocks:
        if block.lead in last_of:
            last_of[block.lead].opening = True
    return units


def _read_block(text: str, block: Block, language: str, genre: str) -> Iterator[Unit]:
    whole = Span(block.start, block.end)
    one = block.kind == "item" and (genre != "general" or block.end - block.start < _PROSE)
    spans = [whole] if one else list(find_sentences(text, whole, language))
    for i, span in enumerate(spans):
        trimmed = _trim(text, span)
        if trimmed is not None:
            yield Unit(block, trimmed.start, trimmed.end, last=i == len(spans) - 1, first=i == 0)


def _trim(text: str, span: Span) -> Span | None:
    """Return a span without blanks and marks of emphasis around all of it; None if it holds no letter."""
    start, end = span.start, span.end
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    for mark in ("***", "**", "*", "__", "_"):
        if text.startswith(mark, start, end) and text.find(mark, start + len(mark), end) in (-1, end - len(mark)):
            start += len(mark)
        if text.endswith(mark, start, end) and text.find(mark, start, end) == end - len(mark):
            end -= len(mark)
    return Span(start, end) if _LETTER.search(text, start, end) else None
