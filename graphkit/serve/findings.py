"""The analyses as other programs get them, with the options that the command line takes by default."""

from collections.abc import Callable

from graphkit.analysis.base import Finding, Result
from graphkit.errors import UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.serve.turns import Turns


def _gaps(graph: Graph) -> Result:
    from graphkit.analysis.gaps.gaps import find_gaps

    return find_gaps(graph)


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


class Findings:
    """The results of the analyses of a graph, each computed once, when first asked for."""

    def __init__(self, graph: Graph, seconds: float) -> None:
        self._graph = graph
        self._results: dict[str, Result] = {}
        self._turns = Turns("findings", seconds)

    def get(self, analysis: str) -> Result:
        """Return the result of an analysis; UnknownNameError if there is none, InputError where it can't be judged.

        BusyError where others wait for findings that are still being computed.
        """
        if analysis not in ANALYSES:
            raise UnknownNameError("analysis", analysis, ANALYSES)
        if analysis not in self._results:
            with self._turns.take():
                if analysis not in self._results:
                    self._results[analysis] = ANALYSES[analysis](self._graph)
        return self._results[analysis]

    def get_finding(self, analysis: str, id: str) -> Finding:
        """Return one finding of an analysis; UnknownNameError if there is none of this id."""
        found = {f.id: f for f in self.get(analysis)}
        if id not in found:
            raise UnknownNameError("finding", id, found)
        return found[id]
