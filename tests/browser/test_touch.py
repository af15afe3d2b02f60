"""On a phone a tap opens what was tapped, and nothing else."""

from opened import Open

from graphkit.graph.graph import Graph

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


def test_a_tap_on_a_cell_opens_that_cell(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix", width=PHONE, touch=True)
    cell = opened.page.locator(".matrix td.cell").nth(3)
    label = cell.get_attribute("aria-label")
    cell.tap()
    opened.page.wait_for_timeout(450)
    row, column = opened.page.locator("#panel .pair").all_inner_texts()
    assert label.startswith(row.strip())
    assert column.strip()[:20] in label
