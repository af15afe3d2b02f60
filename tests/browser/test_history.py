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


def test_a_statement_leads_to_its_place_in_the_document_and_back(open_page: Open, graph: Graph) -> None:
    statement = list(graph.statements())[40]
    opened = open_page(graph, "atlas", f"page=statements&statement={statement.id}")
    opened.page.locator("#panel .place button").first.click()
    opened.page.wait_for_selector("#panel .sought")
    assert statement.text[:30] in opened.text("#panel .sought")
    rows = opened.page.locator("#panel .cards .wording").all_inner_texts()
    inside = [s.text for s in graph.statements() if s.document == statement.document]
    assert rows == inside[: len(rows)]
    opened.page.go_back()
    opened.page.wait_for_timeout(150)
    assert f"statement={statement.id.replace(':', '%3A')}" in opened.state()
