"""Gaps of several kinds, each a named check of its own, each finding with its statements and how sure it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, count
from graphkit.analysis.certainty import METHOD as BLANK_METHOD
from graphkit.analysis.certainty import Accuracy, read_accuracy
from graphkit.analysis.checks import check_share, find_body, find_node, find_voice
from graphkit.analysis.columns import Table, as_table
from graphkit.analysis.echoes.echoes import Echoed, find_echoes
from graphkit.analysis.echoes.pair_model import MODEL
from graphkit.analysis.facets import names_by_statement
from graphkit.analysis.gaps.answers import METHOD as ANSWERS
from graphkit.analysis.gaps.coverage import Coverage, find_coverage
from graphkit.analysis.gaps.kinds import get_kinds, offered_kinds
from graphkit.analysis.gaps.scope import Scopes
from graphkit.analysis.gaps.strength_scale import METHOD, Step
from graphkit.analysis.voices import JOINED
from graphkit.errors import OptionError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.registry import Registry

COLUMNS = ("kind", "actor", "actor_title", "about", "about_title", "wording", "detail", "hangs_on", "importance")
CHECKS = Registry("kind of gap", {name: kind.check for name, kind in get_kinds().items()})
"""Kind of gap -> the check that finds it."""
IMPORTANCE = Method(
    "importance",
    "expected number of statements x certainty x (1 + own challenges on the objective + 1 if a mechanism taken part in "
    "serves it); where no number is expected: certainty, or the kind's measured precision. Findings are in its order",
    "graphkit",
)
HANGS_ON = Method(
    "hangs on",
    "the text without which the finding vanishes: it is the only text of the actor, or the only one that holds the "
    "statements of the finding; empty where no single text decides",
    "leave-one-out over documents",
)
SURE_ENOUGH = 0.75
"""Findings known to be less sure are given only where a lower certainty is asked for."""
STEP_NAMES = {"mentioned": Step.MENTIONED, "principle": Step.PRINCIPLE, "recommendation": Step.RECOMMENDATION,
              "commitment": Step.COMMITMENT, "in-place": Step.IN_PLACE, "measured": Step.MEASURED}  # fmt: skip
"""Names for ``below``: cells under this step are gaps."""


@dataclass(frozen=True)
class Question:
    """What the checks share: the table, the accuracy, and what is asked for."""

    table: Table
    accuracy: Accuracy
    below: Step
    min_score: float
    scopes: Scopes | None
    given: Echoed | None
    actors: frozenset[str] = frozenset()
    """Whose gaps are asked for; empty: everybody's."""
    _names: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    @cached_property
    def coverage(self) -> Coverage:
        """The ladder for actors and objectives."""
        return find_coverage(self.table, scopes=self.scopes, min_score=self.min_score, accuracy=self.accuracy)

    def names(self, facet: str) -> dict[int, list[str]]:
        """Return statement position -> ids of its entries in a facet."""
        if facet not in self._names:
            self._names[facet] = names_by_statement(self.table, facet)
        return self._names[facet]

    @cached_property
    def echoed(self) -> Echoed:
        """Echoes among recommendations and practices."""
        return self.given or find_echoes(self.table, ("recommendation", "practice"))


Check = Callable[[Question], Iterator[Finding | str]]
"""Yields findings, and lines on what could not be judged."""


def find_gaps(
    source: Graph | Table,
    kinds: Sequence[str] = (),
    *,
    actors: Iterable[str] = (),
    objectives: Iterable[str] = (),
    body: str | None = None,
    below: str = "mentioned",
    min_score: float = 0.0,
    min_confidence: float | None = None,
    scopes: Scopes | None = None,
    accuracy: Accuracy | None = None,
    echoed: Echoed | None = None,
    experimental: bool = False,
) -> Result:
    """Return the gaps of some kinds, those that matter most first.

    Without ``kinds``: those that were right often enough where people judged them; ``experimental``: all kinds.

    ``actors``, ``objectives``: ids, numbers or names to keep; ``body``: keep its members and itself. ``below``: for
    step-not-reached, cells under this step are gaps. ``min_confidence`` keeps findings at least as sure; those whose
    certainty is not known are then left out and counted. UnknownNameError for names that are not there.
    """
    table = as_table(source)
    if min_confidence is not None:
        check_share("min_confidence", min_confidence)
    check_share("min_score", min_score)
    if below not in STEP_NAMES:
        raise UnknownNameError("step", below, STEP_NAMES)
    unknown = [kind for kind in kinds if kind not in CHECKS]
    if unknown:
        raise UnknownNameError("kind of gap", unknown[0], CHECKS)
    wanted = _Wanted.make(table, actors, objectives, body)
    known = accuracy if accuracy is not None else read_accuracy()
    question = Question(table, known, STEP_NAMES[below], min_score, scopes, echoed, wanted.everybody)
    findings: list[Finding] = []
    open_points: list[str] = []
    chosen = tuple(kinds) or offered_kinds(experimental)
    for kind in chosen:
        for found in CHECKS[kind](question):
            if isinstance(found, str):
                open_points.append(found)
            elif wanted.keeps(found):
                findings.append(found)
    kept, dropped = _sure_enough(findings, min_confidence)
    kept = sorted((_place(f, question) for f in kept), key=lambda f: -(f.values["importance"] or 0.0))
    return Result(
        "gaps",
        "Gaps: what is silent, unaddressed or unused",
        COLUMNS,
        tuple(kept),
        (METHOD, BLANK_METHOD, MODEL, ANSWERS, IMPORTANCE, HANGS_ON),
        {"kinds": list(chosen), "below": below, "min_score": min_score, "min_confidence": min_confidence,
         **wanted.parameters},
        (*dict.fromkeys(open_points), *dropped),
        tuple(get_kinds()[kind].describe() for kind in chosen),
    )  # fmt: skip


def _place(finding: Finding, question: Question) -> Finding:
    """Return the finding with the text it hangs on and how much it matters."""
    values = dict(finding.values)
    table = question.table
    documents = {int(table.document[table.positions[s]]) for s in finding.statements if s in table.positions}
    if values["hangs_on"] is None and len(documents) == 1:
        values["hangs_on"] = table.documents.ids[documents.pop()]
    if values["importance"] is None:
        sure = finding.confidence if finding.confidence is not None else get_kinds()[values["kind"]].precision
        values["importance"] = None if sure is None else round(sure, 4)
    return replace(finding, values=values)


def _sure_enough(findings: list[Finding], least: float | None) -> tuple[list[Finding], list[str]]:
    """Return the findings that are sure enough, and a line on what was left out."""
    if least is None:
        kept = [f for f in findings if f.confidence is None or f.confidence >= SURE_ENOUGH]
        doubtful = len(findings) - len(kept)
        told = f"Left out: {count(doubtful, 'finding')} less sure than {100 * SURE_ENOUGH:.0f} %"
        return kept, [f"{told}; a least certainty of 0 gives all."] if doubtful else []
    if least <= 0:
        return findings, []
    unknown = sum(f.confidence is None for f in findings)
    kept = [f for f in findings if f.confidence is not None and f.confidence >= least]
    line = f"{unknown} findings left out: how sure they are is not known."
    return kept, [line] if unknown else []


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which voices and objectives to keep; empty: all."""

    voices: frozenset[frozenset[str]]
    objectives: frozenset[str]
    parameters: dict[str, object]

    @classmethod
    def make(cls, table: Table, actors: Iterable[str], objectives: Iterable[str], body: str | None) -> "_Wanted":
        axis = table.axes["actor"]
        chosen = [frozenset(axis.ids[i] for i in find_voice(axis, name)) for name in actors]
        goals = [table.axes["objective"].ids[find_node(table.axes["objective"], str(o))] for o in objectives]
        named = None if body is None else axis.ids[find_body(axis, body)]
        if named is not None:
            members = find_members(table, named)
            if not members:
                raise OptionError(
                    f"No member of '{named}' is known, so there is nobody to ask about. Name --actor instead."
                )
            chosen += [frozenset({id}) for id in (named, *members)]
        told: dict[str, object] = {
            "actors": sorted({JOINED.join(sorted(v)) for v in chosen}),
            "objectives": goals,
            "body": named,
        }
        return cls(frozenset(chosen), frozenset(goals), told)

    @property
    def everybody(self) -> frozenset[str]:
        """The actors of all voices."""
        return frozenset().union(*self.voices)

    def keeps(self, finding: Finding) -> bool:
        """Return whether a finding is about the actors and objectives asked for."""
        about = finding.values["about"]
        objective = not self.objectives or about in self.objectives
        who = frozenset(str(finding.values["actor"]).split(JOINED))
        return objective and (not self.voices or any(voice <= who for voice in self.voices))


def find_members(table: Table, body: str) -> list[str]:
    """Return the ids of a body's members, in order."""
    axis, ties = table.axes["actor"], table.ties["member_of"]
    return [axis.ids[int(i)] for i in np.sort(ties.rows[ties.cols == axis.get(body)])]
