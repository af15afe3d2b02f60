"""Speakers in brackets: who makes a recommendation ("… (Chile) (Portugal)"), and whose words a quotation is."""

import re

from graphkit.read.actors.cast import Cast
from graphkit.read.actors.named import Actor
from graphkit.read.speakers.voice import Voice
from graphkit.reference.gazetteer.lookup import find_named
from graphkit.text.document import Span, Statement

_INSIDE = r"(?:[^()]|\([^()]{1,60}\)){2,400}"
"""What stands in brackets, where a name has brackets of its own: "(Bolivia (Plurinational State of))"."""
_LAST = re.compile(rf"(?:\s*\({_INSIDE}\))+[\s.;,]*$")
_ONE = re.compile(rf"\(({_INSIDE})\)")
_BETWEEN = re.compile(
    r"[\s,;/]*(?:(?:\([^()]{1,60})?\)[\s,;/]*)?(?:\b(?:and|y|e|on behalf of|the|la|el|los|las)\b[\s,;/]*)*"
)
_CITED = re.compile(r"[”\"»]\W{0,3}\(([^(),]{2,80}),? (?:19|20)\d\d")
_REACH = 1000
"""Characters at the end of a recommendation in which its brackets stand."""
_MADE = frozenset({"recommendation", "principle"})


def find_endorsers(cast: Cast, statement: Statement) -> list[Voice]:
    """Return the actors that alone stand in the brackets at the end of a recommendation."""
    text = cast.named.document.text
    start = max(statement.start, statement.end - _REACH)
    found = _LAST.search(text, start, statement.end) if statement.kind in _MADE else None
    if found is None:
        return []
    voices: list[Voice] = []
    for bracket in _ONE.finditer(text, found.start(), statement.end):
        inside = Span(*bracket.span(1))
        actors = cast.inside(inside)
        if not actors or not _only(cast, text, inside, actors) or _abbreviates(cast, bracket.start(), actors[0]):
            return []
        voices += [Voice(a.node, "brackets", 0.95, cast.span(a), named=True) for a in actors]
    return voices


def _abbreviates(cast: Cast, opens: int, actor: Actor) -> bool:
    """Whether a bracket only gives the short form of the name right before it."""
    before = cast.inside(Span(max(0, opens - 200), opens))
    return bool(before) and before[-1].node == actor.node and opens - cast.span(before[-1]).end < 3


def _only(cast: Cast, text: str, inside: Span, actors: list[Actor]) -> bool:
    """Whether a bracket holds nothing but names."""
    at = inside.start
    for actor in actors:
        span = cast.span(actor)
        if span.start < at or not _BETWEEN.fullmatch(text, at, span.start):
            return False
        at = span.end
    return _BETWEEN.fullmatch(text, at, inside.end) is not None


def find_quoted(cast: Cast, statement: Statement) -> list[Voice]:
    """Return the actor whose publication a quotation cites: "…" (IDB, 2021)."""
    text = cast.named.document.text
    cited = _CITED.search(text, statement.start, min(len(text), statement.end + 100))
    if cited is None or not statement.start < cited.start() < statement.end + 2:
        return []
    node = find_named(cited[1])
    return [Voice(node, "quoted", 0.8, Span(*cited.span(1)), named=True)] if node else []
