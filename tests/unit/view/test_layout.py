"""Where nodes stand."""

import math

import numpy as np
from made_graphs import make_synthetic

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import Objective, State
from graphkit.publish.layout import INNER, RADIUS, make_layout, make_rim, push_apart
from graphkit.publish.ties import Tie, find_ties
from graphkit.publish.view.matrices import order_alike


def test_the_same_graph_stands_the_same_whatever_the_order_of_its_ties() -> None:
    graph = make_synthetic(200)
    ties = find_ties(graph)
    assert make_layout(graph, ties) == make_layout(graph, ties[::-1])


def test_objectives_stand_on_the_rim_and_never_move() -> None:
    small, large = make_synthetic(50), make_synthetic(900, 40, 12, 8)
    rim = make_rim(small)
    assert rim == make_rim(large)
    assert {round(math.hypot(x, y)) for x, y in rim.values()} == {round(RADIUS)}
    assert len({(round(x), round(y)) for x, y in rim.values()}) == 23


def test_names_beside_the_rim_have_room_for_a_line() -> None:
    rim = make_rim(make_synthetic(20))
    for side in (1, -1):
        heights = sorted(y for x, y in rim.values() if x * side > 0)
        assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) > 0.1 * RADIUS


def test_a_document_added_leaves_most_nodes_where_they_were() -> None:
    graph = make_synthetic(600, 24, 8, 12)
    late = {s.id for s in graph.statements() if s.document == "doc-11"}
    nodes = [n for n in graph.nodes(Node) if n.id not in late]
    links = [x for x in graph.links(Link) if not {x.source, x.target} & late]
    earlier = Graph(nodes, links)
    before, after = (make_layout(g, find_ties(g)) for g in (earlier, graph))
    moved = sorted(math.dist(before[n], after[n]) for n in before if n.startswith(("AA", "BOD")))
    assert len(late) == 50
    assert moved[len(moved) // 2] < 0.05 * RADIUS
    assert moved[int(len(moved) * 0.9)] < 0.2 * RADIUS


def test_a_node_tied_to_one_objective_stands_before_it() -> None:
    graph = Graph([Objective(id=f"gcm:{n}", name=str(n), number=n, code=str(n)) for n in range(1, 7)])
    graph.add_node(State(id="AAA", name="Stateland"))
    layout = make_layout(graph, [Tie("AAA", "gcm:2", 3, 0.9)])
    wanted = [INNER * c for c in make_rim(graph)["gcm:2"]]
    assert math.dist(layout["AAA"], wanted) < 0.05 * RADIUS


def test_nodes_pushed_apart_do_not_cover_each_other() -> None:
    points = [(float(i % 5), float(i % 3)) for i in range(30)]
    apart = np.array(push_apart(points, [45.0] * 30))
    distances = np.hypot(*(apart[:, None] - apart[None]).transpose(2, 0, 1))
    np.fill_diagonal(distances, np.inf)
    assert distances.min() > 60


def test_without_objectives_every_tied_node_still_has_a_place() -> None:
    graph = Graph([State(id="AAA", name="A"), State(id="AAB", name="B"), State(id="AAC", name="C")])
    layout = make_layout(graph, [Tie("AAA", "AAB", 1, 0.5)])
    assert set(layout) == {"AAA", "AAB"}
    assert layout["AAA"] != layout["AAB"]


def test_an_empty_graph_has_an_empty_layout() -> None:
    assert make_layout(Graph(), []) == {}


def test_like_rows_stand_together() -> None:
    table = np.array([[7, 7, 0, 0], [0, 0, 7, 7], [7, 6, 0, 0], [0, 0, 6, 7]])
    order = order_alike(table)
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({0, 2}), frozenset({1, 3})}
