"""Statements -> links to objectives, principles and groups, decided by the heads; every link shows words.

The words are those of the strongest cue where one fires, in the statement or around it, else those whose removal lowers
the score most (:mod:`graphkit.read.objectives.evidence`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.read.actors.masks import get_masks
from graphkit.read.model.bank import Figures
from graphkit.read.model.heads import Heads
from graphkit.read.objectives.choosing import ABOUT, MOST, Topic, as_rows, choose_topics, find_scope, scope_bar
from graphkit.read.objectives.context import Context, Sign
from graphkit.read.objectives.evidence import find_carriers
from graphkit.read.objectives.topic_features import PEOPLE, describe_topic, is_nowhere, topic_texts
from graphkit.read.reading import FoundLink
from graphkit.read.statements.folded_text import Page
from graphkit.text.document import Span

LINKS = {"objective": "ADDRESSES", "principle": "INVOKES", "group": "CONCERNS"}
NAMED = 0.9
"""Chance of an objective that the wording names by its number."""
_FAR = 2.0
"""Words around a statement carry a link to an objective where they say it so many times as strongly as its own."""
_WEAK = 0.5
"""Strength below which a cue is no evidence by itself."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with its figures and what the heads make of them."""

    context: Context
    figures: Figures
    texts: tuple[str, str, str]
    scores: Mapping[str, float]
    topic: Topic


def judge_topics(
    page: Page, contexts: Sequence[Context], cued: Sequence[Mapping[str, float]], heads: Heads
) -> list[Judged]:
    """Return what each statement of a text is about; ``cued`` are the rules' scores by objective."""
    figures = [describe_topic(c, page, dict(s)) for c, s in zip(contexts, cued, strict=True)]
    texts = [topic_texts(c, page) for c in contexts]
    parts = [heads.encode([t[k] for t in texts]) for k in range(3)]
    scores = as_rows(heads.topics.outputs, heads.topics.score(figures, np.concatenate(parts, axis=1)))
    blocks = page.document.blocks
    headings = [blocks[c.statement.block].headings for c in contexts]
    people = [PEOPLE in f for f in figures]
    scope = find_scope([s[ABOUT] for s in scores], [h[-1] if h else -1 for h in headings], heads.limits, people)
    genre = page.document.metadata.genre
    return [
        Judged(
            c,
            f,
            t,
            s,
            choose_topics(s, about, cue, genre, heads.limits, scope_bar(heads.limits, len(contexts), is_nowhere(f)), f),
        )
        for c, f, t, s, about, cue in zip(contexts, figures, texts, scores, scope, cued, strict=True)
    ]


def find_topic_links(page: Page, judged: Judged, heads: Heads, prefix: str) -> Iterator[FoundLink]:
    """Yield the links of a statement; ``prefix`` is what the ids of objectives begin with.

    A definition says what a term means and is about no objective.
    """
    topic, statement = judged.topic, judged.context.statement
    objectives = _add_named(judged.context, topic.objectives)
    chosen = [] if statement.kind == "definition" else [("objective", *found) for found in objectives]
    chosen += [("principle", *found) for found in topic.principles]
    chosen += [("group", *found) for found in topic.groups]
    cues = {(field, name): _find_cue(judged.context, field, name) for field, name, _ in chosen}
    silent = [f"{field}:{name}" for (field, name), cue in cues.items() if cue is None]
    carriers = {}
    span = Span(statement.start, statement.end)
    names = get_masks(page.document).find_names(span) if silent else []
    if silent:
        carriers = find_carriers(page.document.text, span, judged.figures, judged.texts[1:], silent, heads)
    rank = 0
    for field, name, score in chosen:
        rank += field == "objective"
        cue = cues[field, name]
        if cue is not None:
            way, sign = cue
            words, rule = Span(sign.hit.start, sign.hit.end), f"{way}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})"
        else:
            way, carrier = "wording", carriers[f"{field}:{name}"]
            words, rule = carrier.span, f"wording:{carrier.fall:g} less without these words"
            if field == "group" and any(n.start <= words.start and words.end <= n.end for n in names):
                continue  # the name of a body tells whom it is for, not of whom the statement speaks
        yield FoundLink(
            type=LINKS[field],
            statement=statement.id,
            node=f"{prefix}{name}" if field == "objective" else name,
            score=score,
            rule=rule,
            start=words.start,
            end=words.end,
            rank=rank if field == "objective" else None,
            inherited=way not in ("cue", "wording"),
        )


def _add_named(context: Context, found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the objectives with those that the wording names by their number before them; three in all."""
    named = [code for code, sign in context.signs("objective").items() if not sign.hit.cue.parts]
    chances = dict(found)
    first = [(code, max(NAMED, chances.get(code, 0.0))) for code in named]
    return [*first, *(f for f in found if f[0] not in named)][:MOST]


def _find_cue(context: Context, field: str, name: str) -> tuple[str, Sign] | None:
    """Return the cue that carries a link and where it is: the statement's own unless words around say it far louder."""
    own = context.signs(field).get(name)
    layers = [("lead-in", context.lead_signs(field))]
    if field != "group":
        layers.append(("section", context.heading_signs(field)))
    if field == "objective":
        layers.append(("topic", context.topic))
    around = max(((way, s[name]) for way, s in layers if name in s), key=lambda f: f[1].strength, default=None)
    if own and own.strength >= _WEAK and not (around and around[1].strength > _FAR * own.strength):
        return "cue", own
    return around if around and around[1].strength >= 1 else None
