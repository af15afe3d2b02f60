"""Who is asked, or acted, by the heading or the label over a statement that names a State and nothing else."""

import re
from collections.abc import Sequence

from graphkit.read.actors.named import Named
from graphkit.read.reading import FoundLink
from graphkit.read.structure.alone import Alone, names_alone
from graphkit.text.document import Block, Span, Statement

ASKING = ("recommendation", "principle")
_SCORE = 0.9
_LABEL = re.compile(r"\W{0,4}(?:\*\*|__)(?P<name>[^*_\n]{2,90}?)(?:[:.]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:–—-])")
_PLAIN_LABEL = re.compile(r"\W{0,4}(?P<name>[A-ZÁÉÍÓÚÑ][^:\n*]{2,60}?):\s")


def find_headed(named: Named, statements: Sequence[Statement]) -> list[FoundLink]:
    """Return CALLS_ON for asks and CARRIES_OUT for practices that stand under a country heading or label.

    A State that alone issued the document is not called upon by a heading that is its letterhead.
    """
    links: list[FoundLink] = []
    heads: dict[int, list[Alone]] = {}
    for block in named.document.blocks:
        if block.kind == "heading":
            heads[block.index] = names_alone(named, Span(block.start, block.end), "State")
    several = len({a.node for found in heads.values() for a in found}) > 1
    for statement in statements:
        block = named.document.blocks[statement.block]
        labelled = _labelled(named, block)
        found = labelled or next((heads[i] for i in reversed(block.headings) if heads.get(i)), [])
        rule = "label" if labelled else "country-heading"
        if labelled or several or (found and statement.kind in ASKING):
            links += [_link(statement, a, rule) for a in found if a.node != named.sole_state]
    return [link for link in links if link.type]


def _labelled(named: Named, block: Block) -> list[Alone]:
    """Return the actors of a label that opens a block: '**Chile:** adopted ...'."""
    if block.kind not in ("paragraph", "item"):
        return []
    text = named.document.text
    match = _LABEL.match(text, block.start, block.end) or _PLAIN_LABEL.match(text, block.start, block.end)
    return names_alone(named, Span(*match.span("name"))) if match else []


def _link(statement: Statement, actor: Alone, rule: str) -> FoundLink:
    kind = "CALLS_ON" if statement.kind in ASKING else "CARRIES_OUT" if statement.kind == "practice" else ""
    inherited = not statement.start <= actor.start < statement.end
    return FoundLink(kind, statement.id, actor.node, _SCORE, rule, actor.start, actor.end, inherited=inherited)
