"""Back and forward lead through what was looked at; filters and cameras are no places of their own."""

from opened import Open

from graphkit.graph.graph import Graph


def test_back_leads_to_the_section_and_the_selection_before(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    opened.page.click("nav a[data-page=gaps]")
    opened.page.wait_for_timeout(100)
    opened.page.locator(".matrix td.cell").nth(3).click()
    opened.page.wait_for_timeout(100)
    opened.page.click("nav a[data-page=statements]")
    opened.page.wait_for_timeout(100)

    opened.page.go_back()
    opened.page.wait_for_selector(".matrix")
    assert opened.page.locator("#panel .pair").count() == 2
    opened.page.go_back()
    opened.page.wait_for_timeout(150)
    assert opened.page.locator("#panel .pair").count() == 0
    opened.page.go_forward()
    opened.page.wait_for_timeout(150)
    assert opened.page.locator("#panel .pair").count() == 2
