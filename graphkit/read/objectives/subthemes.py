"""Which sub-themes a statement is about: at most two, the most central first.

A logistic regression over the figures of :mod:`graphkit.read.objectives.subtheme_features` scores every sub-theme;
its coefficients are fitted on coded units by ``training/train_subthemes.py``: with a figure learnt from
vectors where the framework and encoder have one (:mod:`graphkit.read.objectives.subtheme_head`), else those of
``subtheme_ranking.toml``.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.match.tokens import CLAUSE_END
from graphkit.read.encoder import Encoder
from graphkit.read.objectives.context import Context, Sign
from graphkit.read.objectives.subtheme_features import FEATURES, NO_PARENT, Case, Figures, SubthemeTable
from graphkit.read.objectives.subtheme_head import load_head
from graphkit.read.reading import FoundLink
from graphkit.reference.framework.model import Framework
from graphkit.text.document import Document, Span, plain_text

MOST = 2
"""Most sub-themes of one statement."""
CHANNEL = "subtheme"
_PARENT = FEATURES.index("parent")
_ORPHAN = 0.5
"""Least score of a sub-theme for whose objective nothing speaks: a word like "committee" alone is no sign."""
_PIECES = 12
"""Most clauses of a statement among which the telling one is looked for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sub-theme of a statement with its score, 0 to 1."""

    code: str
    score: float


class SubthemeFinder:
    """Finds the sub-themes of one framework."""

    def __init__(self, framework: Framework, encoder: Encoder, language: str) -> None:
        self.framework, self.encoder = framework, encoder
        head = load_head(framework.id, encoder.name)
        self.ranking = head.ranking if head else framework.ranking
        self.table = SubthemeTable(framework, encoder, language, head)
        self._weights = [self.ranking.weights.get(name, 0.0) for name in FEATURES]

    def find(
        self, document: Document, contexts: Sequence[Context], parents: Sequence[dict[str, float]]
    ) -> Iterator[list[FoundLink]]:
        """Yield the ABOUT links of each statement, ranked from 1; ``parents`` are the scores of the objectives."""
        for context, case in zip(contexts, self.get_cases(document, contexts, parents), strict=True):
            chosen = [] if context.statement.kind == "definition" else self.choose(self.table.features(case))
            yield [self._link(document, context, case, c, rank) for rank, c in enumerate(chosen, 1)]

    def get_cases(
        self, document: Document, contexts: Sequence[Context], parents: Sequence[dict[str, float]]
    ) -> Iterator[Case]:
        """Yield all that signals sub-themes, statement by statement."""
        texts = [_wording(document, c) for c in contexts]
        vectors = self.encoder.encode(texts)
        governed = self.encoder.encode([f"{_above(document, c)}{t}" for c, t in zip(contexts, texts, strict=True)])
        for i, context in enumerate(contexts):
            yield Case(
                own=context.signs(CHANNEL),
                lead=context.lead_signs(CHANNEL),
                heading=context.heading_signs(CHANNEL),
                parents=parents[i],
                vector=vectors[i],
                governed=governed[i],
                principle=context.statement.kind == "principle",
            )

    def choose(self, features: Figures) -> list[Chosen]:
        """Return the sub-themes that reach the least scores, best first."""
        total = np.zeros(len(features))
        for column, weight in enumerate(self._weights):
            total += weight * features[:, column]
        ranked = sorted(zip(total.tolist(), self.table.codes, strict=True), key=lambda r: (-round(r[0], 6), r[1]))
        scored = [Chosen(code, round(1 / (1 + math.exp(-value)), 4)) for value, code in ranked[:MOST]]
        silent = {c for c, row in zip(self.table.codes, features[:, _PARENT].tolist(), strict=True) if row <= NO_PARENT}
        least = (self.ranking.first, *[self.ranking.further] * (MOST - 1))
        bars = [max(bar, _ORPHAN) if c.code in silent else bar for c, bar in zip(scored, least, strict=False)]
        kept = [c for c, bar in zip(scored, bars, strict=True) if c.score >= bar]
        return kept if scored and scored[0] in kept else []

    def _link(self, document: Document, context: Context, case: Case, chosen: Chosen, rank: int) -> FoundLink:
        way, sign = _explain(case, chosen.code)
        if sign is None:
            place = self._telling_clause(document, context, chosen.code)
            rule, start, end = "meaning:nearest clause", place.start, place.end
        else:
            rule, start, end = f"{way}:{sign.hit.cue.text} ({sign.hit.cue.weight:g})", sign.hit.start, sign.hit.end
        return FoundLink(
            type="ABOUT",
            statement=context.statement.id,
            node=self.framework.subtheme_id(chosen.code),
            score=chosen.score,
            rule=rule,
            start=start,
            end=end,
            rank=rank,
            inherited=way in ("lead-in", "section"),
        )

    def _telling_clause(self, document: Document, context: Context, code: str) -> Span:
        """Return the clause without which the wording is least near to a sub-theme."""
        clauses = _clauses(document, context)
        if len(clauses) < 2:
            return clauses[0]
        name, scope_text = self.table.scopes[self.table.codes.index(code)]
        rests = [" ".join(document.wording(c) for c in clauses if c != left_out) for left_out in clauses]
        scope, *vectors = self.encoder.encode([f"{name}. {scope_text}", *map(plain_text, rests)])
        near = [float(v @ scope) for v in vectors]
        return clauses[near.index(min(near))]


def _explain(case: Case, code: str) -> tuple[str, Sign | None]:
    """Return where the words for a sub-theme stand, and which they are: its own, else those around it."""
    for way, signs in (("cue", case.own), ("lead-in", case.lead), ("section", case.heading)):
        if code in signs:
            return way, signs[code]
    return "meaning", None


def _wording(document: Document, context: Context) -> str:
    statement = context.statement
    rest = f" {document.wording(statement.rest)}" if statement.rest else ""
    return plain_text(document.wording(statement) + rest)


def _above(document: Document, context: Context) -> str:
    """Return the words that govern a statement: its lead-in, else its innermost heading."""
    spans = context.leads[:1] or context.headings[:1]
    return "".join(f"{plain_text(document.wording(s)).rstrip(':.')}: " for s in spans)


def _clauses(document: Document, context: Context) -> list[Span]:
    start, end = context.statement.start, context.statement.end
    ends = [m.end() for m in CLAUSE_END.finditer(document.text, start, end)][: _PIECES - 1]
    places = [Span(a, b) for a, b in zip([start, *ends], [*ends, end], strict=True)]
    trimmed = [_trim(document.text, p) for p in places]
    return [p for p in trimmed if p.end - p.start > 2] or [Span(start, end)]


def _trim(text: str, place: Span) -> Span:
    start, end = place.start, place.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
