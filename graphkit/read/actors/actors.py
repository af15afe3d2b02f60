"""States and bodies that statements name, and the parts they play there: who acts, who speaks, who is called upon."""

import re
from collections.abc import Iterator, Sequence

from graphkit.graph.ontology.nodes import Body
from graphkit.read.actors.cast import Cast
from graphkit.read.actors.cities import find_cities
from graphkit.read.actors.definitions import run_name
from graphkit.read.actors.homes import Homes, name_tied, tie
from graphkit.read.actors.named import Actor, Named, spans_of
from graphkit.read.actors.names import Place, name_slug
from graphkit.read.actors.naming_words import get_naming_words
from graphkit.read.actors.parts import find_lists, find_parts
from graphkit.read.reading import FoundLink
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.tables import PROMISED_COLUMN, find_column, find_heading_cue
from graphkit.text.document import Span, Statement

_OPENING = 90
"""Characters of a statement in which its subject is looked for."""
_WE = re.compile(
    r"\b(the (?:government|country|state)|(?:our|my) (?:government|country|state|delegation)|we"
    r"|el (?:gobierno|estado|pa[ií]s)"
    r"|(?:nuestro|mi) (?:gobierno|estado|pa[ií]s)|mi delegaci[oó]n|nuestra (?:rep[uú]blica|naci[oó]n))"
    r" (?:has|have|had|is|also|ha|han|hemos|cuenta|\w{2,}ed)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r",? (?:19|20)\d\d")
_KIND = {"office": "national-institution"}
"""Kinds of capitalised names that are bodies only where the text gives their acronym -> kind of the body."""
_LONG = 2000
"""A lead-in longer than this is not looked through for actors."""


_last: list[Cast] = []
"""The cast of the names asked for last: several readers ask for the same one in turn."""


def read_cast(named: Named) -> Cast:
    """Return the places that name states and bodies, known or of this text alone."""
    if not _last or _last[0].named is not named:
        _last[:] = [_read_cast(named)]
    return _last[0]


def _read_cast(named: Named) -> Cast:
    new: dict[str, Body] = {}
    actors = sorted([*_known(named), *_new_bodies(named, new), *find_cities(named, new)], key=lambda a: a.first)
    return Cast(named, actors, [named.tokens.starts[a.first] for a in actors], new)


def find_actors(cast: Cast, statements: Sequence[Statement]) -> list[FoundLink]:
    """Return MENTIONS and CALLS_ON links; who speaks and who acts is read by :mod:`graphkit.read.speakers`.

    A document that one state issues has this state as its implied author: naming itself is no mention.
    """
    named = cast.named
    links: list[FoundLink] = []
    for statement in statements:
        here = cast.inside(*spans_of(statement))
        links += [_link(named, statement, "MENTIONS", a) for a in here if a.node != named.sole_state]
        parts = find_parts(named, statement.kind, here)
        links += [_link(named, statement, k, a) for k, a in parts if k == "CALLS_ON"]
        above = _inherited(cast, statement)
        links += [_link(named, statement, k, a, inherited=True) for k, a in above if k == "CALLS_ON"]
        rows = find_row_head(cast, statement)
        links += [_link(named, statement, k, a, inherited=True) for k, a in rows if k in ("MENTIONS", "CALLS_ON")]
    return links


def find_author(named: Named, statement: Statement) -> Iterator[tuple[str, Actor]]:
    """Yield the state that issues a report where its own text says that "the Government" or "we" do something."""
    if statement.kind != "practice" or named.sole_state is None:
        return
    match = _WE.search(named.document.text, statement.start, min(statement.end, statement.start + _OPENING))
    if match:
        first, last = (named.tokens.index_at(at) for at in (match.start(1), match.end(1) - 1))
        last = last if last > first and named.tokens.starts[last] < match.end(1) else max(first, last - 1)
        yield "CARRIES_OUT", Actor(first, last, named.sole_state, "author", 0.6)


def _inherited(cast: Cast, statement: Statement) -> Iterator[tuple[str, Actor]]:
    """Yield the parts that the nearest lead-in that names actors gives them, for the statement it governs."""
    blocks = cast.named.document.blocks
    lead, at = statement.lead, blocks[statement.block].lead
    while lead is not None:
        short = lead.end - lead.start < _LONG
        found = list(find_parts(cast.named, statement.kind, cast.inside(lead))) if short else []
        yield from found
        at = blocks[at].lead if at is not None and not found else None
        lead = None if at is None else Span(blocks[at].start, blocks[at].end)


def find_row_head(cast: Cast, statement: Statement) -> Iterator[tuple[str, Actor]]:
    """Yield the actors that the first cell of a table row names and nothing else, for what the other cells say."""
    cells, text = cast.named.document.blocks[statement.block].cells, cast.named.document.text
    if not cells or statement.start < cells[0].end or find_column(text, cells[0].start):
        return
    lists = find_lists(cast.named, cast.inside(cells[0]))
    if len(lists) != 1:
        return
    (actors,) = lists
    if text[cast.span(actors[0]).start : cast.span(actors[-1]).end] != text[cells[0].start : cells[0].end].strip("*_ "):
        return
    block = cast.named.document.blocks[statement.block]
    head = find_heading_cue(get_page(cast.named.document), block, statement.start)
    promised = statement.kind == "recommendation" and head is not None and head.cue.name == PROMISED_COLUMN
    for actor in actors:
        if actor.node != cast.named.sole_state:
            yield "MENTIONS", actor
            if statement.kind == "practice":
                yield "CARRIES_OUT", actor
            elif promised:
                yield "SAID_BY", actor
                yield "CALLS_ON", actor


def _link(named: Named, statement: Statement, kind: str, actor: Actor, *, inherited: bool = False) -> FoundLink:
    start, end = named.tokens.starts[actor.first], named.tokens.ends[actor.last]
    return FoundLink(kind, statement.id, actor.node, actor.score, actor.rule, start, end, inherited=inherited)


def _known(named: Named) -> Iterator[Actor]:
    """Yield the places that name states and bodies of the gazetteer, or bodies whose acronym the text defines."""
    met = {id for p in named.places if len(p.nodes) == 1 for id in p.nodes}
    reach = -1
    for p in named.places:
        if p.name.label == "Mechanism":
            reach = max(reach, p.last)
        elif p.name.label in {"State", "Body"} and p.nodes:
            node = next((id for id in p.nodes if id in met), p.nodes[0])
            acts = p.first > reach and (p.name.form != "demonym" or _speaks(named, p))
            if not _is_cited(named, p):
                yield Actor(p.first, p.last, node, f"name:{p.name.form}", p.score, acts)


def _speaks(named: Named, place: Place) -> bool:
    """Whether a word for a government stands beside an adjective of nationality."""
    beside = (named.word(place.first - 1), named.word(place.last + 1))
    return any(get_naming_words().has("voices", word) for word in beside)


def _is_cited(named: Named, place: Place) -> bool:
    """Whether the name is the author of a reference in brackets: "(IOM, 2019)"."""
    text = named.document.text
    opens = text[max(0, place.start - 1) : place.start] in {"(", "["}
    return opens and _YEAR.match(text, place.end) is not None


def _new_bodies(named: Named, new: dict[str, Body]) -> Iterator[Actor]:
    """Yield capitalised names with a word for a body that the gazetteer lacks."""
    known: dict[str, str] = {}
    gazetteer = named.names.gazetteer
    homes = Homes(named.document, named.tokens, named.places, gazetteer)
    for id, d in named.defined.items():
        if d.run and d.label == "Body":
            name = run_name(named.tokens, d.first, d.last)
            known[name_slug(name)] = id
            state = homes.find(d.first, d.last, d.run.kind)
            new[id] = Body(
                id=id, name=name_tied(name, state, gazetteer), acronym=d.short, kind=_KIND.get(d.run.kind, d.run.kind)
            )
    for run in named.runs:
        if run.label == "Body" and not run.bare and not run.generic:
            name = run_name(named.tokens, run.first, run.last)
            slug = name_slug(name)
            id = known.get(slug) or tie(f"body:{slug}", homes.find(run.first, run.last, run.kind))
            if run.kind in _KIND and id not in new:
                continue
            new.setdefault(id, Body(id=id, name=name, kind=run.kind))
            yield Actor(run.first, run.last, id, "capitals", 0.7)
