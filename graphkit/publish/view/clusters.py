"""Clusters of actors as islands: who stands with whom, how stable that is, and what each cluster stands for."""

import math
from collections.abc import Mapping
from typing import Any

from graphkit.analysis.base import Finding, Result
from graphkit.analysis.clusters.clusters import Clusters
from graphkit.publish.layout import LABEL_ASPECT, Point

SPACING = 112.0
"""Distance of neighbours on an island, in world units."""
SHORE = 0.75
"""Free ground between the outermost members and the shore, in spacings."""
WATER = 70.0
"""Least distance between two islands."""
FLAT = 0.45
"""Islands are looked for beside rather than below, since screens are wide."""
GOLDEN = math.pi * (3 - math.sqrt(5))


def make_clusters(clusters: Clusters, entities: Mapping[str, int]) -> tuple[dict[str, Any], Result]:
    """Return clusters as data, and the result they were made from; ``entities`` are the rows of ids."""
    result = clusters.result()
    sizes = [f["size"] for f in result]
    islands = zip(result, pack(sizes), sizes, strict=True)
    groups = [_group(f, middle, size, entities) for f, middle, size in islands]
    ties = [
        [entities[f["left"]], entities[f["right"]], f["weight"], f["priorities"], f["memberships"], f["mechanisms"],
         f["stability"]]
        for f in clusters.tie_result()
    ]  # fmt: skip
    return {"groups": groups, "ties": ties}, result


def _group(finding: Finding, middle: Point, size: int, entities: Mapping[str, int]) -> dict[str, Any]:
    x, y = middle
    radius = find_radius(size)
    stands_for = zip(finding["stands_for_ids"], finding["stands_for"], strict=True)
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
        "standsFor": [entities.get(id, text) for id, text in stands_for],
    }


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
