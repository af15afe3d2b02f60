"""Who speaks by what a person or institution is: holders of an office, independent institutions, paid writers."""

import re
from collections.abc import Iterator, Sequence

from graphkit.text.document import Clue, Span
from loaders.metadata.front import Front
from loaders.metadata.wording import compiled, in_each

_WORDS = 14
"""Words that the line of an institution or person has at most."""
_NOTE = 600
"""Last characters in which a note on the author is looked for."""
_NAME = r"(?P<name>[^\W\d][\w'’-]*(?: [\w'’-]+)?)"
_GOVERNMENT = (
    rf"^\W*(?:{{article}}\s+)?(?:{{government}})\s+{_NAME}\W*$",
    rf"^\W*(?:{{article}}\s+)?{_NAME}\s+(?:{{government}})\W*$",
)
_INDEPENDENT = (
    r"^\W*(?:{article}\s+)?(?:(?!(?:{of}|{stops}|{by}|{to}|{article})\s)[^\s,.;:]+\s+){0,4}?(?:{independent})\b"
)
_HOLDER = r"\b(?:{holders}|{heads})\b"
_OF = r"(?:,\s*|\s(?:{ours})\s)(?=[^\W\d])"
_HIRED = r"\b(?:{authors})\s+(?P<name>[^:;\n]{2,80}?)\s(?:{hires})\s+(?:{article}\s+)?(?:{letterhead}|{institution})\b"
_IMPRINT = (
    r"^\W*(?P<name>[^\W\d][^\n]{3,80}?),(?:\s[^\W\d][^,\d\n]{2,30},?)?"
    r"\s(?:\d{1,2}\s(?:(?:{of})\s)?)?(?:(?:{months})\s(?:(?:{of})\s)?)?\d{4}\W*$"
)
_BIO = r"^\W*(?:{bio})\b\W*(?P<what>[^\n]{3,300})"


def find_independent(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield lines that begin with an ombudsman or human-rights commission; its State is not who speaks."""
    for span in lines:
        wording = front.wording(span)
        if len(wording.split()) <= _WORDS and (match := compiled(_INDEPENDENT).match(wording)):
            yield Clue("independent", span.start, span.start, span.start + match.end())


def is_independent(words: str) -> bool:
    """Return whether words begin with such an institution: 'report of' it."""
    return compiled(_INDEPENDENT).match(words) is not None


def find_hired(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield 'prepared by X for the Ministry of Y': whoever X is, Y did not write it."""
    for span in lines:
        for pattern in in_each(_HIRED):
            for match in pattern.finditer(front.wording(span)):
                if not compiled(r"\b(?:{letterhead}|{institution})\b").search(match["name"]):
                    at = span.start + match.start("name")
                    yield Clue("hired", span.start + match.start(), at, span.start + match.end("name"))


def find_governments(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield the adjective in lines such as 'X-ian Government' and 'Gobierno x-ano'."""
    for span in lines:
        wording = front.wording(span)
        for pattern in (p for one in _GOVERNMENT for p in in_each(one)):
            if match := pattern.match(wording):
                yield Clue("policy-name", span.start, span.start + match.start("name"), span.start + match.end("name"))


def find_holders(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield the ends of lines that name a person by an office: 'A. B., Minister of Labour, X'."""
    for span in lines:
        wording = front.wording(span)
        if len(wording.split()) > _WORDS or re.search(r"\d|[.,;:]\s*$", wording):
            continue
        if compiled(r"^\W*(?:{salutes})\b").match(wording) or compiled(r"\b(?:{to}|{stops})\s").search(wording):
            continue
        if holder := compiled(_HOLDER).search(wording):
            ends = sorted({m.end() for of in in_each(_OF) for m in of.finditer(wording, holder.end())})
            yield from (Clue("holder", span.start, span.start + end, span.end) for end in ends)


def find_affiliations(front: Front) -> Iterator[Clue]:
    """Yield what a note on the author at the end of a text says of it, unless it tells of the past."""
    at = max(front.ending.start, front.ending.end - _NOTE)
    for pattern in in_each(_BIO):
        for match in pattern.finditer(front.text[at : front.ending.end]):
            if not compiled(r"\b(?:{former})\b").search(match["what"]):
                yield Clue("affiliation", at + match.start(), at + match.start("what"), at + match.end())


def find_imprints(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield what stands before place and date in a line such as 'Institute of Ports, Accra, May 2019'."""
    for span in lines:
        for pattern in in_each(_IMPRINT):
            if match := pattern.match(front.wording(span)):
                yield Clue("imprint", span.start, span.start + match.start("name"), span.start + match.end("name"))


def is_news(front: Front) -> bool:
    """Return whether a line of the title block names a reporter: what a State does there is told by others."""
    return any(len(line.wording.split()) < _WORDS and compiled(r"\b(?:{reporters})\b").search(line.wording)
               for line in front.lines)  # fmt: skip
