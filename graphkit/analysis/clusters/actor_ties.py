"""Ties between actors, and what each is made of: shared priorities, common memberships, common mechanisms."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.analysis.base import Method
from graphkit.analysis.checks import check_positive
from graphkit.analysis.clusters.null import find_cosines
from graphkit.analysis.columns import Axis, Floats, Table
from graphkit.analysis.overlap.profiles import Profile, make_onemode
from graphkit.errors import OptionError, UnknownNameError

COMPONENTS = ("priorities", "memberships", "mechanisms")
WEIGHTS = {"priorities": 1.0, "memberships": 0.0, "mechanisms": 0.0}
"""Memberships and mechanisms are shown beside each tie; they place nobody unless they are asked for."""

METHOD = Method(
    "cooperation tie",
    "w_ij = sum_c b_c s_c(i, j) / sum_c b_c; s for priorities: cosine of the residuals (x - e) / sqrt(e) of the "
    "numbers of statements, 0 where it is negative; for memberships "
    "and mechanisms: cosine of 0/1 rows whose columns weigh log(n / n_m), so that small circles tie more than large; "
    "a body counts as a member of itself",
    "cosine: Salton, McGill, Introduction to Modern Information Retrieval (1983); weighing small circles: Newman, "
    "Phys. Rev. E 64 (2001) 016132; b_c: parameters of the question",
)


@dataclass(frozen=True)
class ActorTies:
    """R x R weights between actors, whole and by component; all between 0 and 1, diagonals 0."""

    actors: Axis
    positions: NDArray[np.int64]
    """Positions of the actors in the table's axis."""
    parts: Mapping[str, Floats]
    shares: Mapping[str, float]

    @property
    def total(self) -> Floats:
        """The weighted mean of the parts."""
        return mix(self.parts, self.shares)


def make_actor_ties(
    table: Table,
    profile: Profile,
    weights: Mapping[str, float] | None = None,
    least_activity: int = 3,
    speaking: bool = True,
) -> ActorTies:
    """Return the ties of all actors that have one; ``profile`` has all actors of the table as rows.

    ``weights``: component -> share b (0 leaves it out). Actors with fewer than ``least_activity`` statements have no
    part in shared priorities; ``speaking`` leaves them out altogether.
    """
    shares = check_weights(weights or WEIGHTS)
    spoken = profile.spoken() >= max(least_activity, 1)
    parts = {
        "priorities": find_priority_ties(np.where(spoken[:, None], profile.counts, 0)),
        "memberships": _circle_ties(_memberships(table)),
        "mechanisms": _circle_ties(_participation(table)),
    }
    if speaking:
        parts = {name: part * np.outer(spoken, spoken) for name, part in parts.items()}
    tied = np.flatnonzero(mix(parts, shares).sum(axis=1) > 0)
    chosen = {name: part[np.ix_(tied, tied)] for name, part in parts.items()}
    return ActorTies(profile.rows.take(tied), tied, chosen, shares)


def find_priority_ties(counts: Floats) -> Floats:
    """Return R x R ties of 0 to 1: how far two rows stress the same beyond what all speak of, diagonal 0."""
    ties: Floats = np.maximum(find_cosines(counts), 0)
    np.fill_diagonal(ties, 0)
    return ties


def check_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """Return a share for each component, or an error in one line."""
    for name, value in weights.items():
        if name not in COMPONENTS:
            raise UnknownNameError("component of a tie", name, COMPONENTS)
        if not np.isfinite(value) or value < 0:
            raise OptionError(f"The weight of {name} is {value}; it must be a number, 0 or more.")
    shares = {name: float(weights.get(name, 0)) for name in COMPONENTS}
    check_positive("The sum of the weights", sum(shares.values()))
    return shares


def mix(parts: Mapping[str, Floats], shares: Mapping[str, float]) -> Floats:
    """Return the weighted mean of the parts of ties."""
    whole = sum(shares.values())
    result: Floats = sum(
        (shares[name] / whole * parts[name] for name in COMPONENTS), np.zeros_like(parts["priorities"])
    )
    return result


def _memberships(table: Table) -> NDArray[np.float64]:
    size = len(table.axes["actor"])
    ties = table.ties["member_of"]
    result = np.zeros((size, size))
    result[ties.rows, ties.cols] = 1
    bodies = np.unique(ties.cols)
    result[bodies, bodies] = 1
    return result


def _participation(table: Table) -> NDArray[np.float64]:
    ties = table.ties["takes_part"]
    result = np.zeros((len(table.axes["actor"]), len(table.axes["mechanism"])))
    result[ties.rows, ties.cols] = 1
    return result


def _circle_ties(incidence: NDArray[np.float64]) -> Floats:
    size = incidence.sum(axis=0)
    known = (incidence.sum(axis=1) > 0).sum()
    weight = np.log(np.divide(max(known, 1), size, out=np.ones_like(size), where=size > 0)) + 1e-6
    return make_onemode(incidence * np.where(size > 1, weight, 0), "cosine")
