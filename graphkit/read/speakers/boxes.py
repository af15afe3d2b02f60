"""Who speaks in a text box or annex: its source note, whom its heading names, or who opens it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor
from graphkit.read.speakers.saying import Sayings
from graphkit.read.speakers.voice import AUTHOR, Voice, each_once
from graphkit.reference.gazetteer.lookup import find_named
from graphkit.text.document import Block, Span, plain_text

_VOICE = re.compile(
    r"\b(?:proposals?|messages?|statements?|positions?|concerns|demands|views?|voices?|propuestas?|mensajes?"
    r"|posici[oó]n|posicionamiento|demandas|voces|declaraci[oó]n)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:text ?box|box|annex|recuadro|anexo)\s*\w{0,4}[.:)]?\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://([\w.-]+)", re.IGNORECASE)
_CIVIL = frozenset({"civil-society", "trade-unions", "academia", "private-sector"})
_OPENING = 700
"""Characters of the first paragraph of a message that are looked through for its signatories."""
_DEEDS = 2
_NOTE = 160
"""Characters of a source note that are looked through."""


def find_box_speakers(cast: Cast, sayings: Sayings) -> dict[int, list[Voice]]:
    """Return heading of a box or annex -> the voices that speak in it, each once; the author where nothing shows it."""
    return {box: each_once(_of_box(cast, sayings, members)) for box, members in _members(cast).items()}


def find_box_owners(cast: Cast, sayings: Sayings, speaking: dict[int, list[Voice]]) -> dict[int, list[Voice]]:
    """Return heading of a text box -> whose measure it tells of.

    They are the actors that its heading names, unless it announces a proposal or message; else its source, where the
    box itself tells more than one deed of that source.
    """
    boxes = _members(cast)
    owners: dict[int, list[Voice]] = {}
    for box, members in boxes.items():
        heading = members[0]
        if _VOICE.search(plain_text(cast.named.document.wording(heading))):
            continue
        titled = [a for a in cast.inside(Span(heading.start, heading.end)) if a.rule != "name:demonym"]
        acting = Counter(a.node for b in members[1:] if b.kind != "note" for a in _acting(cast, sayings, b))
        sources = [v for v in speaking[box] if acting[v.who] >= _DEEDS]
        owners[box] = each_once(list(_voices(cast, titled, "box:owner")) or sources)
    return owners


def _acting(cast: Cast, sayings: Sayings, block: Block) -> Iterator[Actor]:
    """Yield the actors that a block of a box tells a deed of."""
    start, _ = sayings.page.place(block)
    for actor in cast.inside(Span(block.start, block.end)):
        if actor.acts and sayings.acts(sayings.words.done_after, start, *sayings.page.place(cast.span(actor))):
            yield actor


def _members(cast: Cast) -> dict[int, list[Block]]:
    boxes: dict[int, list[Block]] = {}
    for block in cast.named.document.blocks:
        if block.box is not None:
            boxes.setdefault(block.box, []).append(block)
    return boxes


def _of_box(cast: Cast, sayings: Sayings, members: Sequence[Block]) -> list[Voice]:
    """Return who speaks in a box, whose first block is its heading."""
    heading = members[0]
    title = _LABEL.sub("", plain_text(cast.named.document.wording(heading)))
    for note in (b for b in members if b.kind == "note"):
        found = cast.inside(Span(note.start, min(note.end, note.start + _NOTE)))
        if found:
            return list(_voices(cast, found, "box:source"))
        if site := _of_site(cast.named.document.text, note):
            return [site]
    speaks = _VOICE.search(title) is not None
    start, end = sayings.page.place(heading)
    groups = [g for g in sayings.groups(start, end) if g.who not in {"participants", "some-states"}]
    if speaks and groups:
        return [Voice(groups[0].who, "box:signed", 0.9, sayings.source(groups[0].start, groups[0].end), inherited=True)]
    named = [a for a in cast.inside(Span(heading.start, heading.end)) if a.acts]
    if named and (speaks or len(title) < _length(cast, named) + 4):
        return list(_voices(cast, named, "box:title"))
    if speaks and (signed := _who_opens(cast, members)):
        return signed
    return [Voice(AUTHOR, "box", 0.5, Span(heading.start, heading.end), inherited=True)]


def _who_opens(cast: Cast, members: Sequence[Block]) -> list[Voice]:
    """Return the bodies of civil society that the first paragraph of a message names: its signatories."""
    first = next((b for b in members[1:] if b.kind in {"paragraph", "item"}), None)
    opening = cast.inside(Span(first.start, min(first.end, first.start + _OPENING))) if first else []
    bodies = cast.named.names.gazetteer.bodies
    signed = [a for a in opening if a.node in bodies and bodies[a.node].role in _CIVIL]
    return list(_voices(cast, signed, "box:signed"))


def _of_site(text: str, note: Block) -> Voice | None:
    """Return the body whose acronym is a part of the address that a source note gives: ``www.iom.int``."""
    address = _ADDRESS.search(text, note.start, note.end)
    for part in address[1].split(".")[:-1] if address else ():
        node = find_named(part.upper()) if len(part) > 2 else None
        if node is not None and address is not None:
            return Voice(node, "box:site", 0.7, Span(*address.span(1)), named=True, inherited=True)
    return None


def _voices(cast: Cast, actors: Sequence[Actor], rule: str) -> Iterator[Voice]:
    for actor in actors:
        yield Voice(actor.node, rule, actor.score, cast.span(actor), named=True, inherited=True)


def _length(cast: Cast, actors: Sequence[Actor]) -> int:
    return sum(cast.span(a).end - cast.span(a).start for a in actors)
