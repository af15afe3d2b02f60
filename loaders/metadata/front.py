"""The front of a document as a reader meets it: lines of the title block, first sentences, last lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graphkit.text.document import Block, Source, Span, plain_text
from loaders.metadata.wording import compiled

_LINES = 30
"""Blocks that the title block has at most."""
_PROSE = 260
"""A paragraph of so many characters is running text, whatever it says."""
_PARAGRAPHS = 4
_SPOKEN = 2600
"""Characters of running text that count as the opening."""
_END = 900
_LAW = 8000
"""Characters of recitals after which a law may be named."""
_SHOUTED = re.compile(r"(?:[^\Wa-zà-ÿ\d][^\Wa-zà-ÿ]*\W+){3,}(?=(?:[A-ZÁÉÍÓÚÑ]\w*[a-záéíóúñ]|\d))")
"""Words in capitals before a sentence, where a file has lost its line ends."""
_THEY = r"^[\W\d]*(?:(?:{article})\s+)?(?:{delegates})\b[^.;:]{3,}?\b(?:{gathered})"
PARTIES = (
    r"^[\W\d]*(?:{article}\s+)?(?:{party})\b[^.;:\n]{3,200}?\b(?:{joins})\s+(?:{article}\s+)?(?:{party})\b"
    r"[^.;:\n]{3,160}?(?=[,\s]+(?:{gathered})\b)"
)
"""Two offices of States that agree on something, up to the words that say so."""
_SENTENCE = re.compile(r"[.!?:;][”\"’')]*$")


@dataclass(frozen=True)
class Line:
    """A line of the title block: its offsets in the source text, its wording without markup."""

    start: int
    end: int
    wording: str
    heading: bool
    level: int = 0
    over_items: bool = False
    """Whether a list begins below it: then it heads that list and names no issuer."""


@dataclass(frozen=True)
class Front:
    """What a person reads first and last in a document, offsets kept."""

    text: str
    lines: tuple[Line, ...]
    """Lines of the title block, before running text begins."""
    opening: tuple[Span, ...]
    """The first paragraphs and list items of running text."""
    paragraphs: tuple[Span, ...]
    """The paragraphs among them."""
    ending: Span
    """The last characters, where signatures are."""
    letterhead: tuple[Span, ...] = ()
    """What is printed on the first page and is no text of it, such as symbol and date of distribution."""

    @cached_property
    def enacted(self) -> Span | None:
        """The line after words such as 'expide la siguiente', the title of a law; None where there are none."""
        reach = self.text[: self.opening[0].start + _LAW] if self.opening else ""
        match = compiled(r"\b(?:{enacts})[ :*]*\n[\s:*#]*(?=[^\s])").search(reach)
        end = self.text.find("\n\n", match.end()) if match else -1
        if match is None or not match.end() < end <= match.end() + 300:
            return None
        return Span(match.end(), end)

    @cached_property
    def head(self) -> str:
        """The lines of the title block in one text."""
        return "\n".join(line.wording for line in self.lines)

    def wording(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]


def read_front(source: Source, blocks: Sequence[Block], begin: int = 0) -> Front:
    """Return the front of a document; ``begin``: where its front matter ends."""
    lines: list[Line] = []
    opening: list[Span] = []
    paragraphs: list[Span] = []
    shown = [b for b in blocks if b.kind not in ("contents", "bibliography", "row", "furniture") and b.start >= begin]
    for at, block in enumerate(shown):
        if opening and (len(opening) == _PARAGRAPHS or block.start - opening[0].start > _SPOKEN):
            break
        if not opening and len(lines) < _LINES and not _is_running(source.text, block):
            below = shown[at + 1] if at + 1 < len(shown) else None
            lines.extend(
                _lines(
                    source.text, block, below is not None and below.kind == "item" and not _is_note(source.text, below)
                )
            )
            continue
        if block.kind in ("paragraph", "item", "note") or _is_running(source.text, block):
            spans = _parts(source.text, block) if not opening else (None, Span(block.start, block.end))
            if spans[0] is not None:
                lines.append(_line(source.text, spans[0].start, spans[0].end, True))
            opening.append(spans[1])
            paragraphs += (
                [spans[1]]
                if block.kind in ("paragraph", "heading") or _begins_as_list(source.text[block.start : block.end])
                else []
            )
    ending = Span(max(begin, len(source.text) - _END), len(source.text))
    letterhead = tuple(Span(b.start, b.end) for b in blocks if b.kind == "furniture" and b.page in (None, 1))
    return Front(source.text, tuple(lines), tuple(opening), tuple(paragraphs), ending, letterhead[:_PARAGRAPHS])


def _is_running(text: str, block: Block) -> bool:
    """Return whether a block is running text: a long paragraph, or a sentence of some length."""
    wording = plain_text(text[block.start : block.end])
    if _begins_as_list(wording):
        return True
    if block.kind == "heading":
        return len(wording) > 100 and bool(re.search(r"[,;.]\W*$", wording))
    if len(wording) < 60 and compiled(r"^\W*(?:{dated}\W{1,3})?\W*(?:{months}|\d)").match(wording):
        return False
    sentence = re.search(r"[.;]\W*$", wording) and len(wording.split()) > 8
    return len(wording) > _PROSE or bool(sentence or (len(wording) > 90 and _SENTENCE.search(wording)))


def _is_note(text: str, block: Block) -> bool:
    """Return whether an item is a note to the title, as '* The present document is issued without editing'."""
    return bool(
        re.match(
            r"\W*(?:the|la|el|le|l['’]|o|a) ?(?:present|presente|pr[eé]sent|annex|anexo|annexe)\b",
            text[block.start : block.end],
            re.I,
        )
    )


def _begins_as_list(wording: str) -> bool:
    """Return whether a block opens with those who speak: 'We, the ...', 'The Ministers of A, meeting in C ...'."""
    if compiled(r"^\W*{we}\b,? (?:{article} )?(?:{delegates}|{local})\b[^.]*,[* ]*$").match(wording):
        return True
    we = compiled(r"^\W*(?:{we}\b,? )").match(wording)
    they = compiled(_THEY).match(wording) or compiled(PARTIES).match(wording)
    return (len(wording) > 60 or wording.rstrip("* ").endswith(":")) and bool(we or they)


def _parts(text: str, block: Block) -> tuple[Span | None, Span]:
    """Return the words in capitals that open a paragraph, and the rest; a first line that is a title counts too."""
    wording = text[block.start : block.end]
    shouted = _SHOUTED.match(wording)
    if shouted and 4 < len(shouted[0].split()) < 40:
        return Span(block.start, block.start + shouted.end()), Span(block.start + shouted.end(), block.end)
    first, _, rest = wording.partition("\n")
    short = len(first) < 60 and len(first) < 0.75 * max(map(len, rest.splitlines()), default=0)
    if rest and short and not re.search(r"[.,;:]\s*$", first) and re.match(r"\s*[A-ZÁÉÍÓÚÑ]", rest):
        return Span(block.start, block.start + len(first)), Span(block.start + len(first) + 1, block.end)
    return None, Span(block.start, block.end)


def _lines(text: str, block: Block, over_items: bool) -> list[Line]:
    """Return the lines of a short block; those of a wrapped title stay together."""
    wording = text[block.start : block.end]
    heading = block.kind == "heading"
    if "\n" not in wording.strip() or _is_wrapped(wording):
        return [_line(text, block.start, block.end, heading, block.level, over_items)]
    found, at = [], block.start
    for piece in wording.splitlines(keepends=True):
        if piece.strip():
            found.append(_line(text, at, at + len(piece.rstrip()), heading, block.level, False))
        at += len(piece)
    return found


def _is_wrapped(wording: str) -> bool:
    """Return whether the second line goes on where the first ends: in small letters, or after a small word."""
    first, _, second = wording.strip().partition("\n")
    return bool(re.match(r"\W*[a-záéíóúñàèç]", second)) or bool(
        re.search(r"\b(?:of|the|on|and|for|to|in|de|del|la|el|los|y|sobre|para|en|des?|du|et|e|da|do)$", first, re.I)
    )


def _line(text: str, start: int, end: int, heading: bool, level: int = 0, over_items: bool = False) -> Line:
    bare = re.sub(r"!\[[^\]]{0,200}\]\([^)\s]{0,500}\)", " ", text[start:end])
    bare = re.sub(r"\[([^\]]{0,200})\]\([^)\s]{0,500}\)", r"\1", bare)
    wording = plain_text(bare.lstrip("#> \n\t"))
    return Line(start, end, wording, heading, level, over_items)
