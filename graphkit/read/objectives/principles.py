"""Which principles a statement's own wording invokes.

Under a heading that is the name of a principle, words that only hint at it elsewhere invoke it too: "their rights"
under *Human rights*. The heading alone gives no link.
"""

from collections.abc import Iterator

from graphkit.read.objectives.context import Context, Sign, weigh
from graphkit.read.reading import FoundLink

LEAST = 1.2
"""Least strength of the cues in the wording."""
HINT = 0.3
"""Least strength of hints under a heading that names the principle."""
SCORE, HINT_SCORE = 0.97, 0.8
"""Share of such links that the codings at hand confirm; of the second sort there are few, so a little less."""
_SHORT = 5
"""Most words of a heading that is the name of a principle."""


def find_principles(context: Context) -> list[FoundLink]:
    """Return an INVOKES link for each principle."""
    return [_link(context, *found) for found in _find(context)]


def _find(context: Context) -> Iterator[tuple[str, Sign, float]]:
    named = _named_by_heading(context)
    for target, sign in context.signs("principle").items():
        if sign.strength >= LEAST:
            yield target, sign, SCORE
        elif target in named and sign.strength >= HINT:
            yield target, sign, HINT_SCORE


def _named_by_heading(context: Context) -> frozenset[str]:
    """Return the principles that the innermost heading names, if it holds little else."""
    if not context.headings:
        return frozenset()
    heading = context.around.read(context.headings[0])
    if heading.length > _SHORT:
        return frozenset()
    return frozenset(t for t, s in weigh(heading, "principle").items() if s.strength >= LEAST)


def _link(context: Context, target: str, sign: Sign, score: float) -> FoundLink:
    return FoundLink(
        type="INVOKES",
        statement=context.statement.id,
        node=target,
        score=score,
        rule=f"{'cue' if score == SCORE else 'heading-and-cue'}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})",
        start=sign.hit.start,
        end=sign.hit.end,
    )
