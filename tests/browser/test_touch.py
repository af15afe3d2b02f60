"""On a phone a tap opens what was tapped, and nothing else."""

import pytest
from opened import Open

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import Objective, State

PHONE = 390


def test_a_tap_on_a_node_opens_that_node(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "network", width=PHONE, touch=True)
    ids = [id for id in opened.shown()["nodes"] if id in graph][:12]
    for id in ids:
        opened.go("")
        opened.page.wait_for_function("document.body.dataset.drawn")
        spot = opened.page.evaluate("id => graphkit.spotOf(id)", id)
        opened.page.touchscreen.tap(spot["x"], spot["y"])
        opened.page.wait_for_timeout(450)  # longer than a browser waits before it makes mouse events of a tap
        near = opened.page.evaluate(
            "spot => graphkit.shown().nodes.filter(id => { const s = graphkit.spotOf(id);"
            " return Math.hypot(s.x - spot.x, s.y - spot.y) < 6 })",
            spot,
        )
        assert any(f"node={other.replace(':', '%3A')}" in opened.state() for other in near), (id, opened.state())


def with_long_names(graph: Graph) -> Graph:
    """Return the graph with names as long as real ones: what is said of a cell then takes several lines."""
    nodes = [
        n.model_copy(update={"name": f"{n.name} of the long and winding coast"}) if isinstance(n, State) else n
        for n in graph.nodes(Node)
    ]
    nodes = [
        n.model_copy(update={"title": f"{n.title} for all who cross it safely"}) if isinstance(n, Objective) else n
        for n in nodes
    ]
    return Graph(nodes, graph.links(Link))


@pytest.mark.parametrize("page", ["matrix", "atlas"])
def test_a_touch_anywhere_on_a_cell_opens_that_cell(open_page: Open, graph: Graph, page: str) -> None:
    opened = open_page(with_long_names(graph), page, width=PHONE, touch=True)
    for nth in (0, 3, 8):
        opened.go("page=gaps" if page == "atlas" else "")
        opened.page.wait_for_selector(".matrix td.cell")
        cell = opened.page.locator(".matrix td.cell").nth(nth)
        cell.scroll_into_view_if_needed()
        label, box = cell.get_attribute("aria-label"), cell.bounding_box()
        opened.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        opened.page.wait_for_timeout(450)
        row, column = opened.page.locator("#panel .pair").all_inner_texts()
        assert label.startswith(row.strip())
        assert column.strip()[:20] in label


@pytest.mark.parametrize("width", [PHONE, 1024, 1440])
def test_no_cell_moves_under_the_pointer(open_page: Open, graph: Graph, width: int) -> None:
    opened = open_page(with_long_names(graph), "matrix", width=width)
    cells = opened.page.locator(".matrix td.cell")
    for nth in (0, 5, 11):
        cells.nth(nth).scroll_into_view_if_needed()
        before = cells.nth(nth).bounding_box()
        opened.page.mouse.move(before["x"] + 5, before["y"] + 5)
        opened.page.wait_for_timeout(60)
        assert opened.page.locator(".matrix .near").count() == 2
        assert cells.nth(nth).bounding_box() == before
