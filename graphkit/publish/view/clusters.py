"""Clusters of actors as islands: who stands with whom, how stable that is, and what each cluster stands for."""

import math
import re
from collections.abc import Mapping
from typing import Any

from graphkit.analysis.base import Finding, Result
from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.publish.view.layout import LABEL_ASPECT, Point

SPACING = 112.0
"""Distance of neighbours on an island, in world units."""
SHORE = 0.75
"""Free ground between the outermost members and the shore, in spacings."""
WATER = 70.0
"""Least distance between two islands."""
FLAT = 0.45
"""Islands are looked for beside rather than below, since screens are wide."""
GOLDEN = math.pi * (3 - math.sqrt(5))


def make_clusters(graph: Graph, entities: Mapping[str, int]) -> tuple[dict[str, Any], Result]:
    """Return the clusters of the actors that speak as data, and the result they were made from.

    InputError where fewer than two actors have a tie.
    """
    clusters = find_clusters(graph)
    result = clusters.result()
    sizes = [f["size"] for f in result]
    named = {(n.label.lower(), n.title): entities[n.id] for n in graph.nodes(Node) if n.id in entities}
    islands = zip(result, pack(sizes), sizes, strict=True)
    groups = [_group(f, middle, size, entities, named) for f, middle, size in islands]
    ties = [
        [entities[f["left"]], entities[f["right"]], f["weight"], f["priorities"], f["memberships"], f["mechanisms"],
         f["stability"]]
        for f in clusters.tie_result()
    ]  # fmt: skip
    return {"groups": groups, "ties": ties}, result


def _group(
    finding: Finding, middle: Point, size: int, entities: Mapping[str, int], named: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    x, y = middle
    radius = find_radius(size)
    return {
        "number": finding["cluster"],
        "members": [entities[id] for id in finding["members"]],
        "places": [[round(x + dx, 1), round(y + dy, 1)] for dx, dy in spiral(size)],
        "x": round(x, 1),
        "y": round(y, 1),
        "rx": round(radius * LABEL_ASPECT, 1),
        "ry": round(radius, 1),
        "stability": finding["stability"],
        "verdict": finding["verdict"],
        "standsFor": [_stands_for(text, named) for text in finding["stands_for"]],
    }


def _stands_for(text: str, named: Mapping[tuple[str, str], int]) -> int | str:
    """Return the row of the node that a line like ``objective: title (z 3.9)`` names, or the line itself."""
    found = re.fullmatch(r"(\w+): (.*) \(z [\d.]+\)", text)
    return named.get((found[1], found[2]), text) if found else text


def spiral(size: int) -> list[Point]:
    """Return places on Vogel's spiral, evenly spaced around the middle, wider than high for the names."""
    places = []
    for i in range(size):
        out = 0.0 if size == 1 else SPACING * math.sqrt(i + 0.5) * 0.9
        places.append((LABEL_ASPECT * out * math.cos(GOLDEN * i), out * math.sin(GOLDEN * i)))
    return places


def find_radius(size: int) -> float:
    """Return the height of an island of so many members, from its middle to its shore."""
    return SPACING * (0.9 * math.sqrt(max(0.0, size - 0.5)) + SHORE)


def pack(sizes: list[int]) -> list[Point]:
    """Return a middle for each island: the first in the centre, each next as near to it as there is water."""
    placed: list[tuple[Point, float]] = []
    for size in sizes:
        radius = find_radius(size)
        placed.append((_free_place(placed, radius), radius))
    return [(x * LABEL_ASPECT, y) for (x, y), _ in placed]


def _free_place(placed: list[tuple[Point, float]], radius: float) -> Point:
    step = 0
    while True:
        out = 18.0 * math.sqrt(step)
        spot = (out * math.cos(GOLDEN * step), FLAT * out * math.sin(GOLDEN * step))
        if all(math.dist(spot, other) >= radius + far + WATER for other, far in placed):
            return spot
        step += 1
