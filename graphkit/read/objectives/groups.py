"""Which groups of people a statement is for or about."""

from graphkit.read.objectives.context import Context, Sign, Signs, weigh
from graphkit.read.reading import FoundLink

LEAST = 1.2
"""Least strength of the cues in the wording."""
SCORE, LEAD_SCORE = 0.94, 0.8
"""Share of such links that the codings at hand confirm; of lead-ins there are few, so a little less."""
_SUBJECT = 5
"""A lead-in is about a group that it names within its first words: 'For those in transit, …'."""


def find_groups(context: Context) -> list[FoundLink]:
    """Return a CONCERNS link for each group; one that names none takes the group its lead-in opens with."""
    own = {t: s for t, s in context.signs("group").items() if s.strength >= LEAST}
    inherited = not own
    found = own or _subjects(context)
    return [_link(context, target, sign, inherited) for target, sign in found.items()]


def _subjects(context: Context) -> Signs:
    for lead in map(context.around.read, context.leads):
        signs = weigh(lead, "group")
        subjects = {t: s for t, s in signs.items() if s.strength >= LEAST and s.hit.last <= _SUBJECT}
        if subjects and lead.topical:
            return subjects
    return {}


def _link(context: Context, target: str, sign: Sign, inherited: bool) -> FoundLink:
    way, score = ("lead-in", LEAD_SCORE) if inherited else ("cue", SCORE)
    return FoundLink(
        type="CONCERNS",
        statement=context.statement.id,
        node=target,
        score=score,
        rule=f"{way}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})",
        start=sign.hit.start,
        end=sign.hit.end,
        inherited=inherited,
    )
