"""What speaks for each sub-theme of a framework in a statement, as a table of figures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.read.encoder import Encoder
from graphkit.read.objectives.context import Signs
from graphkit.read.objectives.subtheme_head import SubthemeHead
from graphkit.reference.framework.model import Framework, Subtheme

Figures = NDArray[np.float64]
FEATURES = (
    "bias", "own", "cued", "share", "behind", "sibling", "lead", "heading", "silent-lead", "silent-heading",
    "parent", "parent-behind", "own-parent", "near", "near-behind", "near-sibling", "near-parent",
    "near-lead", "principle", "loud", "learnt", "learnt-behind",
)  # fmt: skip
"""Names of the columns of :meth:`SubthemeTable.features`, in their order."""
_CAP = 6.0
"""Strength of cues in the wording beyond which they count no more."""
_AROUND = 4.0
"""The same of lead-ins and headings."""
_LEAST = 0.02
"""Share of a parent's score that stands for "nothing speaks for it"."""
NO_PARENT = math.log(_LEAST / (1 + _LEAST)) + 1e-9
"""Value of the column ``parent`` up to which nothing speaks for the objective."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that signals sub-themes for one statement."""

    own: Signs
    lead: Signs
    heading: Signs
    parents: Mapping[str, float]
    """Code of an objective -> its score."""
    vector: NDArray[np.float32]
    """Of the wording."""
    governed: NDArray[np.float32]
    """Of the wording after its lead-in, or its innermost heading."""
    principle: bool


class SubthemeTable:
    """The sub-themes of a framework with the vectors of their names and scopes."""

    def __init__(self, framework: Framework, encoder: Encoder, language: str, head: SubthemeHead | None = None) -> None:
        self.head = head
        self.subthemes = framework.subthemes
        self.codes = [s.code for s in self.subthemes]
        self._place = {code: i for i, code in enumerate(self.codes)}
        self._parents = [s.objective for s in self.subthemes]
        groups = {p: [i for i, q in enumerate(self._parents) if q == p] for p in dict.fromkeys(self._parents)}
        self._groups = [np.array(g) for g in groups.values()]
        self.scopes = [_describe(s, language) for s in self.subthemes]
        """Name and scope of each, in the language if they are given in it."""
        self._scopes = encoder.encode([f"{name}. {scope}" for name, scope in self.scopes])

    def features(self, case: Case) -> Figures:
        """Return one row for each sub-theme, one column for each of :data:`FEATURES`.

        ``own`` is the strength of cues in the wording, ``cued`` 1 where there is one, ``share`` its part of all such
        strength, ``behind`` and ``sibling`` (negative) how far another sub-theme, or one of the same objective, is
        ahead; ``lead``, ``heading`` the strength around it, ``silent-`` the same where the wording says little;
        ``parent`` the log odds of the objective's score, ``parent-behind`` how far another objective is ahead;
        ``near`` the cosine of the wording with name and scope in standard deviations over all sub-themes,
        ``near-lead`` that of the wording after its lead-in; ``principle`` 1 in
        a statement of that kind, ``loud`` the logarithm of all strength in the wording; ``learnt`` what the head says
        of the vectors, 0 without one, ``learnt-behind`` how far another sub-theme is ahead by that.
        """
        own = self._strengths(case.own, _CAP)
        lead, heading = self._strengths(case.lead, _AROUND), self._strengths(case.heading, _AROUND)
        parent = np.array([case.parents.get(p, 0.0) for p in self._parents])
        near = _standard(self._scopes, case.vector)
        total, quiet = float(own.sum()), 1 / (1 + float(own.max(initial=0)))
        one = np.ones(len(self.codes))
        told = self.head.score(case.vector, case.governed) if self.head else {}
        learnt = np.array([told.get(code, 0.0) for code in self.codes])
        columns = (
            one, own, (own > 0).astype(float), own / (total + 1), find_behind(own), self._behind_sibling(own), lead,
            heading, lead * quiet, heading * quiet, np.log((parent + _LEAST) / (1 + _LEAST - parent)),
            find_behind(parent), own * parent, near, find_behind(near), self._behind_sibling(near), near * parent,
            _standard(self._scopes, case.governed), one * case.principle,
            one * np.log1p(total), learnt, find_behind(learnt),
        )  # fmt: skip
        return np.stack(columns, axis=1)

    def _strengths(self, signs: Signs, cap: float) -> Figures:
        row = np.zeros(len(self.codes))
        for code, sign in signs.items():
            row[self._place[code]] = min(sign.strength, cap)
        return row

    def _behind_sibling(self, row: Figures) -> Figures:
        result = np.zeros(len(row))
        for group in self._groups:
            result[group] = find_behind(row[group])
        return result


def _describe(subtheme: Subtheme, language: str) -> tuple[str, str]:
    if language == "es" and subtheme.name_es and subtheme.scope_es:
        return subtheme.name_es, subtheme.scope_es
    return subtheme.name, subtheme.scope


def find_behind(row: Figures) -> Figures:
    """Return how far each value is behind the best other one, at most 0."""
    if len(row) < 2:
        return np.zeros(len(row))
    second, first = np.sort(row)[-2:]
    result: Figures = np.minimum(row - np.where(row == first, second, first), 0.0)
    return result


def _standard(rows: NDArray[np.float32], vector: NDArray[np.float32]) -> Figures:
    """Return the products with a vector in standard deviations; 0 where all are alike, as without an encoder.

    The vectors are multiples of 1/1024, so the products are exact in any order of summing.
    """
    near = (rows @ vector).astype(float)
    spread = float(near.std())
    return np.round((near - near.mean()) / spread, 6) if spread > 0 else np.zeros(len(near))
