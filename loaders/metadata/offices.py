"""Who speaks without bearing a name of its own: offices of a State, two offices that agree, cities, associations."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from graphkit.text.document import Clue, Span
from loaders.metadata.front import PARTIES, Front
from loaders.metadata.wording import compiled, in_each

_WORDS = 12
"""Words that the line of an office has at most."""
_NAME = 3
"""Words of a State's name that may stand before its office."""
_OFFICE = r"^\W*(?:{article}\s+)?(?:(?!(?:{of}|{stops}|{by}|country)\s)[^\s,.;:]+\s+){0,5}?(?:{institution})\b"
_OF = r"\s(?:{of})(?:\s+|(?<=['’]))(?=\w)"
_OFFICE_SAYS = r"\b(?:{institution})\b(?:\s[^\s,.;:]{1,20}){1,9}?(?=\s(?:{says}|{said})\b)"
_AUTHORITY = r"^\W*(?:{article}\s+)?(?:(?!(?:{of}|{stops}|{by})\s)[^\s,.;:]+\s+){0,3}?(?:{authority})\b"
_OF_CITY = r"\b(?:{policies}|{pieces})\b[^:;.,\n]{0,60}?\s(?:{of})\s*(?:{city})\b"
_CITY_FIRST = r"^\W*(?:{article}\s+)?(?:{city})\s[^:;.,\n]{2,60}?\b(?:{policies}|{pieces})\b"
_LEADERS = (
    r"^[\W\d]*(?:{article}\s+)?(?:{heads})\b[^.;:\n]{0,60}?\s(?:{ours})\s(?:[^.;:\n]|\.(?=\s[A-Z])){3,120}?\b(?:{joins})\s+"
    r"(?:{article}\s+)?(?:{heads})\b[^.;:\n]{0,60}?\s(?:{ours})\s(?:[^.;:\n]|\.(?=\s[A-Z])){3,160}?(?=[,\s]+(?:{gathered})\b)"
)
"""Two who lead their States, up to the words that say what they did."""
_ASSOCIATION = r"\b(?:{associations})\b"
_ASSOCIATION_LINE = r"^\W*(?:{article}\s+)?(?:[^\s,.;:]+\s+){0,2}?(?:{associations})\b"
_NAMED = 8
"""Words that the name of an association has at most."""


def find_offices(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield where lines such as 'Directorate of Migration of X' or 'X Human Rights Commission' name their State."""
    for span in lines:
        wording = front.wording(span)
        if len(wording.split()) > _WORDS or re.search(r"\d|[.;:]\s*$", wording):
            continue
        if compiled(_ASSOCIATION).search(wording):
            continue
        if match := compiled(_OFFICE).match(wording):
            begins = sorted({m.end() for of in in_each(_OF) for m in of.finditer(wording, match.end())})
            stops = [m.start() for m in compiled(r"\s(?:{stops})\s").finditer(wording, match.end())]
            for begin, end in product(begins, [len(wording), *stops]):
                if begin < end:
                    yield Clue("institution", span.start, span.start + begin, span.start + end)
            yield from _names_before(span, wording[: match.end()])


def _names_before(span: Span, wording: str) -> Iterator[Clue]:
    """Yield the first words of a line, one to three, where an office comes after them."""
    words = list(re.finditer(r"[\w'’.-]+", wording))
    for word in words[: min(_NAME, len(words) - 1)]:
        yield Clue("institution", span.start, span.start + words[0].start(), span.start + word.end())


def find_saying_offices(front: Front, spans: Sequence[Span]) -> Iterator[Clue]:
    """Yield the names of offices such as 'the Ministry of Labour of X' right before a verb of saying."""
    for span in spans:
        wording = front.wording(span)[:500]
        for pattern, of in zip(in_each(_OFFICE_SAYS), in_each(_OF), strict=True):
            if match := pattern.search(wording):
                start, end = span.start + match.start(), span.start + match.end()
                yield from (
                    Clue("office-says", start, span.start + m.end(), end) for m in of.finditer(wording, *match.span())
                )


def find_parties(front: Front, form: str | None) -> Iterator[Clue]:
    """Yield where a first paragraph names two who agree: 'The Ministry of A and the Ministry of B ...'.

    Presidents and prime ministers count in what two States say together; news tells of them, too.
    """
    patterns = in_each(PARTIES) + (in_each(_LEADERS) if form in ("declaration", "communiqué") else ())
    for span in front.paragraphs[:1]:
        for pattern in patterns:
            if match := pattern.match(front.wording(span)):
                yield Clue("delegates", span.start, span.start, span.start + match.end())


def find_cities(front: Front, lines: Sequence[Span]) -> Iterator[Clue]:
    """Yield lines that are a local authority, or that name a policy or speech of a city."""
    for span in lines:
        wording = front.wording(span)
        authority = None if re.search(r"\d", wording) else compiled(_AUTHORITY).match(wording)
        policies = (p.search(wording) for p in (*in_each(_OF_CITY), *in_each(_CITY_FIRST)))
        if match := authority or next((m for m in policies if m), None):
            yield Clue("city", span.start, span.start, span.start + match.end())


def find_association_lines(front: Front) -> Iterator[Clue]:
    """Yield the first line where it is an association's name: the State that it writes about does not speak."""
    for line in front.lines[:1]:
        named = len(line.wording.split()) <= _NAMED and not compiled(r"\b(?:{policies}|{pieces})\b").search(
            line.wording
        )
        if named and compiled(_ASSOCIATION_LINE).match(line.wording):
            yield Clue("association-line", line.start, line.start, line.end)


def find_associations(front: Front, clues: Sequence[Clue]) -> Iterator[Clue]:
    """Yield the clues whose first words hold a word such as 'federation': a State named in it does not speak."""
    for clue in clues:
        wording = front.text[clue.begin : clue.end]
        end = compiled(r"[,;.(\n]|\b(?:{behalf})\b").search(wording)
        phrase = wording[: end.start()] if end else wording
        if compiled(_ASSOCIATION).search(phrase):
            yield Clue("association", clue.start, clue.begin, clue.begin + len(phrase))
