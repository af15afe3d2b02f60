"""States and bodies that stand alone: a heading, label or cell that names them and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.read.actors.named import Named
from graphkit.read.actors.names import Place
from graphkit.text.document import Span

_JOINS = re.compile(
    r"(?:(?i:the|government|republic|of|and|gobierno|rep[uú]blica|de|del|la|el|los|las|y|e)\b"
    r"|\((?:[^()]{0,60})\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,4}\.|\W)*"
)
_PARENT = re.compile(r"\((?:[^()]{0,60})\)")


@dataclass(frozen=True, slots=True)
class Alone:
    """An actor that a stretch names alone, and where."""

    node: str
    start: int
    end: int


def names_alone(named: Named, span: Span, label: str | None = None) -> list[Alone]:
    """Return the actors that a stretch names, where it holds nothing but their names; ``label``: of this label only."""
    text, end = named.document.text, span.end
    places = [p for p in _within(named.places, span) if _is_actor(p, label)]
    rest, at = "", span.start
    for place in places:
        if place.start < at:
            continue
        rest, at = rest + " " + text[at : place.start], place.end
    rest = _PARENT.sub(" ", rest + " " + text[at:end])
    if not places or not _JOINS.fullmatch(rest):
        return []
    return [Alone(p.nodes[0], p.start, p.end) for p in places]


def _within(places: Sequence[Place], span: Span) -> list[Place]:
    return [p for p in places if span.start <= p.start and p.end <= span.end]


def _is_actor(place: Place, label: str | None) -> bool:
    known = place.name.label in (("State", "Body") if label is None else (label,))
    return known and bool(place.nodes) and place.name.form in ("name", "acronym")
