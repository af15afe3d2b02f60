"""Thresholds of the heads: those that do best on documents that the heads did not see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.learning.examples import Examples, TopicExample
from graphkit.learning.fitted import Weighted
from graphkit.read.model.bank import Bank
from graphkit.read.model.fitting import fit, make_table
from graphkit.read.objectives.choosing import ABOUT, MOST, Topic, as_rows, choose_topics, find_scope, scope_bar
from graphkit.read.objectives.topic_features import PEOPLE, is_nowhere, log_odds

Values = NDArray[Any]

BLEND = {"other": 0.4, "general": 0.1}
"""Share of the rules' score of an objective, by genre: rules were written for the genres that have a loader."""
START: dict[str, Any] = {
    "scope": 0.45,
    "scope_nowhere": 0.6,
    "first": 0.12,
    "further": 0.35,
    "principle": 0.4,
    "group": 0.4,
    "cued": 0.05,
    "blend": BLEND,
}
# The scope is set, not searched: F1 hardly moves between .25 and .55, statements about other things do (8 to 2 %).
GRID = {
    "first": (0.05, 0.1, 0.15, 0.2),
    "further": (0.25, 0.3, 0.35, 0.4, 0.45),
}
OUTPUTS = {"objectives": "objective:", "principles": "principle:", "groups": "group:"}
SCOPE = ("bias", "own", "section", "text")
LOOSE = frozenset({"recommendations", "sub-themes"})
"""Types made of loose sentences: no text whose mean says anything."""


def topic_rows(examples: Examples, bank: Bank) -> list[dict[str, float]]:
    """Return the scores of a text's coded statements."""
    figures = [t.figures for t in examples.topics]
    vectors = np.array([t.vector for t in examples.topics], np.int64).reshape(len(figures), -1)
    return as_rows(bank.outputs, bank.score(figures, vectors))


@dataclass(frozen=True)
class Scored:
    """All coded statements of some texts as tables: chances of each value, and what people gave."""

    weight: Values
    """n: what each statement counts."""
    first: Values
    """n: 1 where people named a first objective."""
    chances: dict[str, Values]
    """Field -> n x values."""
    must: dict[str, Values]
    may: dict[str, Values]
    about: list[list[float]]
    """Log odds of being about migration, text by text."""
    sections: list[list[int]]
    people: list[list[bool]]
    """Whether each statement names people on the move, text by text."""
    loose: list[bool]
    nowhere: Values
    """n: whether the text hardly has a word of people's mobility."""

    @property
    def text(self) -> Values:
        """The number of the text of each statement."""
        return np.repeat(np.arange(len(self.about)), [len(a) for a in self.about])


def score_texts(texts: Sequence[Weighted], banks: Sequence[Bank]) -> Scored:
    """Return the scores of all coded statements of texts, each by its own bank."""
    parts: dict[str, list[Values]] = {f: [] for f in OUTPUTS}
    must: dict[str, list[list[bool]]] = {f: [] for f in OUTPUTS}
    may: dict[str, list[list[bool]]] = {f: [] for f in OUTPUTS}
    for text, bank in zip(texts, banks, strict=True):
        examples = text.examples.topics
        scores = bank.score([t.figures for t in examples], _vectors(text.examples))
        share = BLEND.get(text.examples.genre, BLEND["other"])
        for field, prefix in OUTPUTS.items():
            names = [o for o in bank.outputs if o.startswith(prefix)]
            codes = [n.partition(":")[2] for n in names]
            table = scores[:, bank.select(names)]
            if field == "objectives":
                cued = np.array([[log_odds(t.cued.get(c, 0.0)) for c in codes] for t in examples]).reshape(table.shape)
                table = (1 - share) * table + share * cued
            parts[field].append(1 / (1 + np.exp(-np.clip(table, -30, 30))))
            must[field] += [[c in t.must[field] for c in codes] for t in examples]
            may[field] += [[c in t.may[field] for c in codes] for t in examples]
        parts["about"] = [*parts.get("about", []), scores[:, bank.outputs.index(ABOUT)]]
    return Scored(
        weight=np.concatenate([np.full(len(t.examples.topics), t.topics) for t in texts]),
        first=np.array([float(t.first) for x in texts for t in x.examples.topics]),
        chances={f: np.concatenate(parts[f]) for f in OUTPUTS},
        must={f: np.array(must[f], bool) for f in OUTPUTS},
        may={f: np.array(may[f], bool) for f in OUTPUTS},
        about=[list(map(float, a)) for a in parts["about"]],
        sections=[[t.section for t in x.examples.topics] for x in texts],
        people=[[PEOPLE in t.figures for t in x.examples.topics] for x in texts],
        loose=[x.examples.type in LOOSE for x in texts],
        nowhere=np.array([is_nowhere(t.figures) for x in texts for t in x.examples.topics], bool),
    )


def _vectors(examples: Examples) -> NDArray[np.int64]:
    return np.array([t.vector for t in examples.topics], np.int64).reshape(len(examples.topics), -1)


def find_limits(scored: Scored, kept: Sequence[bool]) -> dict[str, Any]:
    """Return the thresholds that give the best F1 on the kept texts, each scored by heads that did not see it."""
    limits = {**START, "scope_weights": _fit_scope(scored, kept)}
    asked = zip(scored.about, scored.sections, scored.people, strict=True)
    scope = np.concatenate([find_scope(own, sections, limits, people) for own, sections, people in asked])
    rows = np.array(kept, bool)[scored.text]
    for _ in range(2):
        for name, values in GRID.items():
            rated = [(_measure(scored, rows, scope, {**limits, name: v}), -abs(v - START[name]), v)
                     for v in values]  # fmt: skip
            limits[name] = max(rated)[2]
    return limits


def _fit_scope(scored: Scored, kept: Sequence[bool]) -> list[float]:
    """Return bias and weights of a statement's own log odds, of its section's and of its text's mean."""
    rows: list[dict[str, float]] = []
    places: list[int] = []
    at = 0
    for own, sections, loose, keep in zip(scored.about, scored.sections, scored.loose, kept, strict=True):
        if keep and not loose:
            rows += [dict(zip(SCOPE, part, strict=True)) for part in _scope_figures(own, sections)]
            places += range(at, at + len(own))
        at += len(own)
    given: Any = scored.may["objectives"][places].any(axis=1, keepdims=True).astype(np.float32)
    weights: Any = np.asarray(scored.weight[places])[:, None].astype(np.float32)
    beta, _ = fit(make_table(rows, SCOPE), np.zeros((len(rows), 0), np.float32), given, weights, 1.0)
    fitted = np.asarray(beta)[:, 0].astype(float)
    # Half of the chance is the statement's own: texts of all themes hold sections of which no mean is known.
    mixed = [0.5 * fitted[0], 0.5 + 0.5 * fitted[1], 0.5 * fitted[2], 0.5 * fitted[3]]
    return [round(float(x), 3) for x in mixed]


def _scope_figures(own: Sequence[float], sections: Sequence[object]) -> list[tuple[float, float, float, float]]:
    one = {"scope_weights": (0.0, 0.0, 1.0, 0.0)}
    whole = float(np.clip(np.mean(own), -6, 6))
    near = [float(np.log(max(p, 1e-4) / max(1 - p, 1e-4))) for p in find_scope(own, sections, one)]
    return [(1.0, float(np.clip(o, -6, 6)), n, whole) for o, n in zip(own, near, strict=True)]


def choose(examples: Examples, rows: Sequence[Mapping[str, float]], limits: Mapping[str, Any]) -> list[Topic]:
    """Return what the heads choose for a text's coded statements."""
    people = [PEOPLE in t.figures for t in examples.topics]
    scope = find_scope([r["about"] for r in rows], [t.section for t in examples.topics], limits, people)
    return [
        choose_topics(
            row, about, t.cued, examples.genre, limits, scope_bar(limits, len(rows), is_nowhere(t.figures)), t.figures
        )
        for row, about, t in zip(rows, scope, examples.topics, strict=True)
    ]


def _measure(scored: Scored, rows: Values, scope: Values, limits: Mapping[str, Any]) -> float:
    """Return the weighted F1 of objectives, and a third of the share of right first ones."""
    chances, must, may = (table["objectives"][rows] for table in (scored.chances, scored.must, scored.may))
    weight = scored.weight[rows]
    ranked = np.argsort(-chances, axis=1, kind="stable")[:, :MOST]
    least = np.array([limits["first"], *[limits["further"]] * (MOST - 1)])
    bar = np.where(scored.nowhere[rows], limits["scope_nowhere"], limits["scope"])
    taken = (np.take_along_axis(chances, ranked, 1) >= least) & (scope[rows] >= bar)[:, None]
    got = np.zeros(chances.shape, bool)
    np.put_along_axis(got, ranked, taken, 1)
    right = np.take_along_axis(may, ranked[:, :1], 1)[:, 0] & taken[:, 0]
    asked = scored.first[rows] * weight
    more = 0.33 * float((right * asked).sum() / max(1.0, asked.sum()))
    hits, false, missed = (float((t.sum(axis=1) * weight).sum()) for t in (got & may, got & ~may, must & ~got))
    return round(2 * hits / max(1.0, 2 * hits + false + missed) + more, 5)


def count(example: TopicExample, topic: Topic, field: str) -> tuple[int, int, int]:
    """Return hits, wrong and missed values of a field of one statement."""
    got = {name for name, _ in getattr(topic, field)}
    return len(got & example.may[field]), len(got - example.may[field]), len(example.must[field] - got)
