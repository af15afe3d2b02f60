"""Who speaks in a text box or annex: its source note, the body its heading names, or who opens it."""

import re
from collections.abc import Callable, Sequence

from graphkit.read.actors.named import Actor, Named
from graphkit.text.document import Block, Span, Statement, plain_text

Inside = Callable[..., list[Actor]]
_VOICE = re.compile(
    r"\b(?:proposals?|messages?|statements?|positions?|concerns|demands|views?|voices?|propuestas?|mensajes?"
    r"|posici[oó]n|posicionamiento|demandas|voces|declaraci[oó]n)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:text ?box|box|annex|recuadro|anexo)\s*\w{0,4}[.:)]?\s*", re.IGNORECASE)
_NOTE = 160
"""Characters of a source note that are looked through."""
_OPENING = 700
"""Characters of the first paragraph of an annex that are looked through."""


def find_speakers(named: Named, inside: Inside) -> Callable[[Statement], Sequence[Actor]]:
    """Return a function statement -> the actors that speak in the text box or annex it stands in, each once."""
    blocks = named.document.blocks
    boxes: dict[int, list[Block]] = {}
    for block in blocks:
        if block.box is not None:
            boxes.setdefault(block.box, []).append(block)
    speakers = {box: _each_once(_of_box(named, members, inside)) for box, members in boxes.items()}

    def of_statement(statement: Statement) -> Sequence[Actor]:
        box = blocks[statement.block].box
        return speakers[box] if box is not None else ()

    return of_statement


def _of_box(named: Named, members: Sequence[Block], inside: Inside) -> list[Actor]:
    """Return who speaks in a box, whose first block is its heading."""
    for note in (b for b in members if b.kind == "note"):
        found = inside(Span(note.start, min(note.end, note.start + _NOTE)))
        if found:
            return found
    heading = members[0]
    title = _LABEL.sub("", plain_text(named.document.wording(heading)))
    named_there = [a for a in inside(heading) if a.acts]
    if named_there and (_VOICE.search(title) or len(title) < _length(named, named_there) + 4):
        return named_there
    first = next((b for b in members[1:] if b.kind in {"paragraph", "item"}), None)
    if first is None or not _VOICE.search(title):
        return []
    opening = inside(Span(first.start, min(first.end, first.start + _OPENING)))
    return [a for a in opening if a.node in _civil(named)]


def _length(named: Named, actors: Sequence[Actor]) -> int:
    return sum(named.tokens.ends[a.last] - named.tokens.starts[a.first] for a in actors)


def _civil(named: Named) -> set[str]:
    bodies = named.names.gazetteer.bodies
    return {id for id, b in bodies.items() if b.role in {"civil-society", "trade-unions", "academia", "private-sector"}}


def _each_once(actors: Sequence[Actor]) -> list[Actor]:
    first: dict[str, Actor] = {}
    for actor in actors:
        first.setdefault(actor.node, actor)
    return list(first.values())
