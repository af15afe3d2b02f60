"""Who speaks in a text box or annex: its source note, whom its heading names, or who opens it."""

import re
from collections.abc import Iterator, Sequence

from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor
from graphkit.read.speakers.saying import Sayings
from graphkit.read.speakers.voice import Voice, each_once
from graphkit.text.document import Block, Span, plain_text

_VOICE = re.compile(
    r"\b(?:proposals?|messages?|statements?|positions?|concerns|demands|views?|voices?|propuestas?|mensajes?"
    r"|posici[oó]n|posicionamiento|demandas|voces|declaraci[oó]n)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:text ?box|box|annex|recuadro|anexo)\s*\w{0,4}[.:)]?\s*", re.IGNORECASE)
_NOTE = 160
"""Characters of a source note that are looked through."""


def find_box_speakers(cast: Cast, sayings: Sayings) -> dict[int, list[Voice]]:
    """Return heading of a text box or annex -> the voices that speak in it, each once; none where nothing shows it."""
    boxes: dict[int, list[Block]] = {}
    for block in cast.named.document.blocks:
        if block.box is not None:
            boxes.setdefault(block.box, []).append(block)
    return {box: each_once(_of_box(cast, sayings, members)) for box, members in boxes.items()}


def find_box_owners(cast: Cast) -> dict[int, list[Actor]]:
    """Return heading of a text box -> the actors it names: whose measure the box tells of."""
    blocks = cast.named.document.blocks
    headings = sorted({b.box for b in blocks if b.box is not None})
    return {i: [a for a in cast.inside(Span(blocks[i].start, blocks[i].end)) if a.acts] for i in headings}


def _of_box(cast: Cast, sayings: Sayings, members: Sequence[Block]) -> list[Voice]:
    """Return who speaks in a box, whose first block is its heading."""
    for note in (b for b in members if b.kind == "note"):
        found = cast.inside(Span(note.start, min(note.end, note.start + _NOTE)))
        if found:
            return list(_voices(cast, found, "box:source"))
    heading = members[0]
    title = _LABEL.sub("", plain_text(cast.named.document.wording(heading)))
    speaks = _VOICE.search(title) is not None
    start, end = sayings.page.place(heading)
    groups = [g for g in sayings.groups(start, end) if g.who not in {"participants", "some-states"}]
    if speaks and groups:
        return [Voice(groups[0].who, "box:signed", 0.9, sayings.source(groups[0].start, groups[0].end), inherited=True)]
    named = [a for a in cast.inside(heading) if a.acts]
    if named and (speaks or len(title) < _length(cast, named) + 4):
        return list(_voices(cast, named, "box:title"))
    return []


def _voices(cast: Cast, actors: Sequence[Actor], rule: str) -> Iterator[Voice]:
    for actor in actors:
        yield Voice(actor.node, rule, actor.score, cast.span(actor), named=True, inherited=True)


def _length(cast: Cast, actors: Sequence[Actor]) -> int:
    return sum(cast.span(a).end - cast.span(a).start for a in actors)
