"""Where each node stands: computed here once, so that a page draws at once and a node keeps its place.

The frame: objectives stand on a rim in the framework's order (RadViz: Hoffman et al., DNA visual and analytic data
mining, IEEE Visualization 1997), so they never move; everything else stands inside, drawn towards the objectives it
is tied to, the more the heavier the tie. A node's place follows from its own ties alone, until nodes that would cover
each other are pushed apart; so a document added moves only those it speaks of, and their nearest neighbours.
Coordinates: x to the right, y down, the rim at RADIUS.
"""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import PartOf
from graphkit.graph.ontology.nodes import Objective, ThematicArea
from graphkit.publish.ties import Tie, find_reference_ties, find_ties

if TYPE_CHECKING:
    import numpy

Point = tuple[float, float]
RADIUS = 1000.0
INNER = 0.8
"""How far out, as a share of the radius, a node stands that is tied to one objective only."""
SPREAD = 0.6
"""Exponent below 1 that draws nodes of mixed interests out of the crowded middle."""
AREA_GAP = 0.8
"""Room left between two thematic areas, in places of an objective."""
RIM_HEIGHT = 0.94
"""How far up and down the rim is used, as a share of the radius."""
FIRST = 24
"""So many of the heaviest nodes of each label get their places before the rest, with room for their names."""
PUSHED = 300
"""How many nodes are kept from covering each other."""
LABEL_ASPECT = 1.6
"""Nodes need this much more room across than down, for their names."""
SMALLEST, LARGEST = 15.0, 58.0
"""Radius of the lightest and the heaviest node inside the rim."""
NAME_ROOM = 26.0
"""Room for a name around each of the first nodes, if they are few."""


def place_nodes(graph: Graph) -> dict[str, Point]:
    """Return the place of every node that statements or reference data tie to another."""
    return make_layout(graph, [*find_ties(graph), *find_reference_ties(graph)])


def make_rim(graph: Graph) -> dict[str, Point]:
    """Return objective -> place on the rim, clockwise: down the right side, up the left, areas apart.

    Places are evenly spaced from top to bottom, so that names beside them can be read like two lists.
    """
    areas = _by_area(graph)
    right = _half(areas)
    rim = dict(_side(areas[:right], 1.0))
    rim |= {n: (x, -y) for n, (x, y) in _side(areas[right:], -1.0)}
    return rim


def _half(areas: list[list[Objective]]) -> int:
    """Return how many areas stand on the right, so that the sides differ least."""
    total = sum(map(len, areas))
    return min(range(len(areas) + 1), key=lambda n: (abs(total - 2 * sum(map(len, areas[:n]))), -n))


def _side(areas: list[list[Objective]], sign: float) -> Iterator[tuple[str, Point]]:
    steps = sum(map(len, areas)) - 1 + AREA_GAP * (len(areas) - 1)
    at = 0.0
    for area in areas:
        for objective in area:
            y = RADIUS * RIM_HEIGHT * (2 * at / steps - 1 if steps else 0.0)
            yield objective.id, (sign * math.sqrt(RADIUS**2 - y**2), y)
            at += 1
        at += AREA_GAP


def _by_area(graph: Graph) -> list[list[Objective]]:
    numbers = {a.id: a.number for a in graph.nodes(ThematicArea)}
    groups: dict[int, list[Objective]] = defaultdict(list)
    for objective in sorted(graph.nodes(Objective), key=lambda o: (o.number, o.id)):
        parts = [numbers[p.target] for p in graph.out(objective.id, PartOf) if p.target in numbers]
        groups[min(parts, default=10**6)].append(objective)
    return [groups[n] for n in sorted(groups)]


def make_layout(graph: Graph, ties: Sequence[Tie]) -> dict[str, Point]:
    """Return node -> place for every node that has a tie, and for all objectives."""
    rim = make_rim(graph)
    near = _neighbours(ties)
    weights = {n: sum(found.values()) for n, found in near.items()}
    inner = sorted(near.keys() - rim.keys(), key=lambda n: (-weights[n], n))
    placed = dict(rim)
    for _ in range(3):
        fresh = {n: p for n in inner if n not in placed and (p := _drawn(n, _distinct(near[n], weights), placed))}
        placed |= fresh
    placed |= {n: _somewhere(n, 0.3) for n in inner if n not in placed}
    first = _first(graph, inner)
    rest = [n for n in inner if n not in set(first)][: max(0, PUSHED - len(first))]
    sizes = make_sizes(weights, first + rest)
    room = _name_room(len(first))
    placed |= zip(first, push_apart([placed[n] for n in first], [r + room for r in sizes[: len(first)]]), strict=True)
    crowd = [placed[n] for n in first + rest]
    placed |= zip(first + rest, push_apart(crowd, sizes, fixed=len(first)), strict=True)
    return {n: (round(x, 1), round(y, 1)) for n, (x, y) in sorted(placed.items())}


def _first(graph: Graph, inner: Sequence[str]) -> list[str]:
    """Return the heaviest nodes of each label, heaviest first."""
    seen: Counter[str] = Counter()
    first = []
    for node in inner:
        label = graph.node(node).label
        seen[label] += 1
        if seen[label] <= FIRST:
            first.append(node)
    return first


def _neighbours(ties: Iterable[Tie]) -> dict[str, dict[str, int]]:
    near: dict[str, dict[str, int]] = defaultdict(dict)
    for tie in ties:
        near[tie.source][tie.target] = tie.weight
        near[tie.target][tie.source] = tie.weight
    return near


def make_sizes(weights: Mapping[str, int], nodes: Sequence[str]) -> list[float]:
    """Return the radius of each node: the area grows with the weight."""
    most = max((weights.get(n, 0) for n in nodes), default=0) or 1
    return [round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weights.get(n, 0) / most), 1) for n in nodes]


def _distinct(near: dict[str, int], weights: dict[str, int]) -> dict[str, float]:
    """Return the ties' pull: what everybody is tied to tells less about a node's place."""
    return {n: weight / math.sqrt(weights[n]) for n, weight in near.items()}


def _drawn(node: str, near: dict[str, float], placed: dict[str, Point]) -> Point | None:
    """Return the weighted middle of the placed neighbours, moved outwards; None without any."""
    known = [(weight, placed[n]) for n, weight in near.items() if n in placed]
    if not known:
        return None
    total = sum(weight for weight, _ in known)
    x, y = (sum(weight * p[i] for weight, p in known) / total for i in (0, 1))
    out = math.hypot(x, y) / RADIUS
    scale = INNER * min(1.0, out) ** SPREAD / out if out > 1e-6 else 0.0
    nudge = _somewhere(node, 0.015)
    return x * scale + nudge[0], y * scale + nudge[1]


def _somewhere(node: str, reach: float) -> Point:
    """Return a place that follows from the id alone, within a share of the radius of the middle."""
    digest = hashlib.sha256(node.encode("utf-8", "surrogatepass")).digest()
    angle, out = (int.from_bytes(digest[i : i + 4], "big") / 2**32 for i in (0, 4))
    reach *= RADIUS * math.sqrt(out)
    return reach * math.cos(math.tau * angle), reach * math.sin(math.tau * angle)


def _name_room(count: int) -> float:
    """Return the room for a name; it changes only when the count doubles."""
    steps = max(0, math.ceil(math.log2(max(count, 1) / 64)))
    return NAME_ROOM / 2.0**steps


def push_apart(points: Sequence[Point], radii: Sequence[float], fixed: int = 0, rounds: int = 150) -> list[Point]:
    """Return the points moved as little as needed that no two discs overlap, inside the rim.

    Earlier points move less than later ones; the ``fixed`` first ones don't move at all.
    """
    import numpy as np

    if len(points) < 2 or fixed >= len(points):
        return list(points)
    turns = np.arange(len(points)) * 2.4
    apart = np.stack([np.cos(turns), np.sin(turns)], axis=1) * 1e-3
    apart[:fixed] = 0.0
    at = np.array(points) / (LABEL_ASPECT, 1.0) + apart  # no two on the very same spot
    weight = np.linspace(0.25, 1.0, len(points))
    weight[:fixed] = 1e-9
    reach = np.array(radii)
    for _ in range(rounds):
        moved = _overlap(at, reach, weight)
        if not moved.any():
            break
        at = _inside(at + moved)
    return [(float(x), float(y)) for x, y in at * (LABEL_ASPECT, 1.0)]


def _overlap(at: "numpy.ndarray", radii: "numpy.ndarray", weight: "numpy.ndarray") -> "numpy.ndarray":
    """Return N x 2 steps that take overlapping discs out of each other, the lighter one's weight moving it more."""
    import numpy as np

    dx, dy = (at[:, None, i] - at[None, :, i] for i in (0, 1))
    squared = dx * dx + dy * dy
    np.fill_diagonal(squared, np.inf)
    i, j = np.nonzero(squared < (radii[:, None] + radii[None, :]) ** 2)
    distance = np.maximum(np.sqrt(squared[i, j]), 1e-6)
    push = (radii[i] + radii[j] - distance) / distance * weight[i] / (weight[i] + weight[j])
    steps = [np.bincount(i, weights=push * d[i, j], minlength=len(at)) for d in (dx, dy)]
    moved: numpy.ndarray = np.stack(steps, axis=1)
    return np.where(np.abs(moved) < 0.05, 0.0, moved)


def _inside(at: "numpy.ndarray") -> "numpy.ndarray":
    import numpy as np

    real = at * (LABEL_ASPECT, 1.0)
    out = np.hypot(real[:, 0], real[:, 1])[:, None]
    kept: numpy.ndarray = at * np.minimum(1.0, (INNER + 0.04) * RADIUS / np.maximum(out, 1e-9))
    return kept
