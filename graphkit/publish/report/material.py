"""What the sections of a report are made of, computed once and only when a section needs it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.analysis.base import Result
from graphkit.analysis.columns import Table
from graphkit.analysis.echoes.echoes import Echoed, find_echoes
from graphkit.analysis.gaps.coverage import Coverage, find_coverage
from graphkit.analysis.gaps.gaps import find_gaps
from graphkit.analysis.overlap.overlap import Overlap, find_overlap
from graphkit.graph.graph import Graph
from graphkit.publish.report.focus import Focus

if TYPE_CHECKING:
    from graphkit.analysis.clusters.clusters import Clusters


@dataclass(frozen=True)
class Material:
    """A graph, its table, the focus of the report, and the analyses."""

    graph: Graph
    table: Table
    focus: Focus

    @cached_property
    def coverage(self) -> Coverage:
        """The gap ladder of all actors and objectives."""
        return find_coverage(self.table)

    @cached_property
    def gaps(self) -> Result:
        """The gaps of all kinds, those of the actors and objectives asked about."""
        return find_gaps(self.table, actors=self.focus.actors, objectives=self.focus.objectives)

    @cached_property
    def echoed(self) -> Echoed:
        """Recommendations of different documents that say the same."""
        return find_echoes(self.table)

    @cached_property
    def overlap(self) -> Overlap:
        """What actors share, on objectives."""
        return find_overlap(self.table)

    @cached_property
    def power(self) -> Result:
        """What the test of overlaps can tell, with objectives and with finer columns."""
        from graphkit.analysis.overlap.power import FINER, find_power

        return find_power(self.table, [self.echoed.facet() if name == "ask" else name for name in FINER])

    @cached_property
    def clusters(self) -> "Clusters":
        """The cooperation clusters of all actors."""
        from graphkit.analysis.clusters.clusters import find_clusters

        return find_clusters(self.table, asks=self.echoed.facet())
