"""The analyses as other programs get them, with the options that the command line takes by default."""

from collections.abc import Callable
from dataclasses import replace

from graphkit.analysis.base import Finding, Result
from graphkit.errors import UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.serve.turns import Turns


def _gaps(graph: Graph) -> Result:
    from graphkit.analysis.gaps.gaps import find_gaps

    return find_gaps(graph)


def _all_gaps(graph: Graph) -> Result:
    from graphkit.analysis.gaps.gaps import find_gaps

    return find_gaps(graph, min_confidence=0.0)


def _overlap(graph: Graph) -> Result:
    from graphkit.analysis.overlap.alignment import find_alignment

    return find_alignment(graph).result()


def _clusters(graph: Graph) -> Result:
    from graphkit.analysis.clusters.clusters import find_clusters

    return find_clusters(graph).result()


def _echoes(graph: Graph) -> Result:
    from graphkit.analysis.echoes.echoes import find_echoes

    return find_echoes(graph, tier="sure").ask_result()


def _timeline(graph: Graph) -> Result:
    from graphkit.analysis.time.timeline import find_timeline

    return find_timeline(graph)


def _followup(graph: Graph) -> Result:
    from graphkit.analysis.time.followup import find_followup

    return find_followup(graph)


ANALYSES: dict[str, Callable[[Graph], Result]] = {
    "clusters": _clusters,
    "echoes": _echoes,
    "followup": _followup,
    "gaps": _gaps,
    "overlap": _overlap,
    "timeline": _timeline,
}
"""Name, as of the command -> what answers it."""
WHOLE: dict[str, Callable[[Graph], Result]] = {"gaps": _all_gaps}
"""Name -> what answers it with the findings too that are left out as not sure enough."""


class Findings:
    """The results of the analyses of a graph, each computed once, when first asked for."""

    def __init__(self, graph: Graph, seconds: float) -> None:
        self._graph = graph
        self._results: dict[str, Result] = {}
        self._turns = Turns("findings", seconds)

    def get(self, analysis: str, min_certainty: float | None = None) -> Result:
        """Return the result of an analysis; UnknownNameError if there is none, InputError where it can't be judged.

        With ``min_certainty`` (0 to 1) the findings known to be at least as sure, with 0 all; without, those that the
        command gives. BusyError where others wait for findings that are still being computed.
        """
        if analysis not in ANALYSES:
            raise UnknownNameError("analysis", analysis, ANALYSES)
        if min_certainty is None:
            return self._compute(analysis, ANALYSES[analysis])
        result = self._compute(f"all {analysis}", WHOLE.get(analysis, ANALYSES[analysis]))
        if min_certainty == 0:
            return result
        kept = [f for f in result if f.confidence is not None and f.confidence >= min_certainty]
        return replace(result, findings=tuple(kept), parameters={**result.parameters, "min_confidence": min_certainty})

    def _compute(self, key: str, answer: Callable[[Graph], Result]) -> Result:
        if key not in self._results:
            with self._turns.take():
                if key not in self._results:
                    self._results[key] = answer(self._graph)
        return self._results[key]

    def get_finding(self, analysis: str, id: str) -> Finding:
        """Return one finding of an analysis, however sure; UnknownNameError if there is none of this id."""
        found = {f.id: f for f in self.get(analysis)}
        if id not in found:
            found = {f.id: f for f in self.get(analysis, 0.0)}
        if id not in found:
            raise UnknownNameError("finding", id, found)
        return found[id]
