"""Islands of clusters."""

import math

from made_graphs import make_synthetic

from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.publish.layout import LABEL_ASPECT
from graphkit.publish.view.clusters import WATER, find_radius, make_clusters, pack, spiral
from graphkit.publish.view.payload import build_payload


def test_islands_do_not_touch() -> None:
    sizes = [14, 9, 9, 4, 2, 1, 1, 1]
    middles = [(x / LABEL_ASPECT, y) for x, y in pack(sizes)]
    for i, (one, size) in enumerate(zip(middles, sizes, strict=True)):
        for other, far in zip(middles[:i], sizes[:i], strict=True):
            assert math.dist(one, other) >= find_radius(size) + find_radius(far) + WATER


def test_members_stand_on_their_island_and_apart() -> None:
    places = [(x / LABEL_ASPECT, y) for x, y in spiral(30)]
    assert max(math.hypot(*p) for p in places) < find_radius(30)
    assert min(math.dist(p, q) for i, p in enumerate(places) for q in places[:i]) > 60


def test_every_member_has_a_place_and_every_tie_its_parts() -> None:
    graph = make_synthetic(300, 20, 8, 4)
    ids = build_payload(graph, ["network"])["graph"]["entities"]["id"]
    clusters = find_clusters(graph)
    data, _ = make_clusters(clusters, {id: i for i, id in enumerate(ids)})
    found = clusters.result()
    assert [[ids[m] for m in g["members"]] for g in data["groups"]] == [f["members"] for f in found]
    assert all(len(g["places"]) == len(g["members"]) for g in data["groups"])
    assert all(0 <= share <= 1 for tie in data["ties"] for share in tie[2:])


def test_what_a_cluster_stands_for_names_nodes_of_the_graph() -> None:
    payload = build_payload(make_synthetic(300, 20, 8, 4), ["network"])
    named = [row for g in payload["clusters"]["groups"] for row in g["standsFor"]]
    assert named
    assert all(isinstance(row, int) for row in named)
