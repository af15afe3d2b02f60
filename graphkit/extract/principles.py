"""Which principles a statement's own wording invokes; nothing is inherited from what stands around it."""

from graphkit.extract.context import Context
from graphkit.extract.reading import FoundLink

LEAST = 1.2
"""Least strength of the cues in the wording."""
SCORE = 0.97
"""Share of such links that the codings at hand confirm."""


def find_principles(context: Context) -> list[FoundLink]:
    """Return an INVOKES link for each principle."""
    return [
        FoundLink(
            type="INVOKES",
            statement=context.statement.id,
            node=target,
            score=SCORE,
            rule=f"cue:{sign.hit.cue.text} ({sign.hit.cue.weight:g})",
            start=sign.hit.start,
            end=sign.hit.end,
        )
        for target, sign in context.signs("principle").items()
        if sign.strength >= LEAST
    ]
