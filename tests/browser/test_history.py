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


def test_views_are_kept_as_slides_shown_by_keys_and_printed_one_a_page(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    page = opened.page
    for name in ("gaps", "overlap"):
        page.click(f"nav a[data-page={name}]")
        page.click("#story")
        page.click("#story-add")
        page.fill(f"#slide-{0 if name == 'gaps' else 1}", f"<b>{name}</b>")
        page.keyboard.press("Escape")
    page.click("#story")
    with page.expect_download() as kept:
        page.click("#story-keep")
    page.click("#story-present")
    page.wait_for_selector("#story-bar :text('1/2 <b>gaps</b>')")
    page.keyboard.press("PageDown")
    page.wait_for_selector("#story-bar :text('2/2 <b>overlap</b>')")
    assert "page=overlap" in page.url
    page.keyboard.press("Escape")
    assert page.locator("#story-bar").count() == 0

    count = "document.body.dataset.papers = document.querySelectorAll('#paper .slide table').length"
    page.evaluate(f"print = () => {{ dispatchEvent(new Event('beforeprint')); {count}; }}")
    page.click("#story")
    page.click("#story-print")
    page.wait_for_selector("body[data-papers='2']")

    page.evaluate("localStorage.clear()")
    kept.value.save_as(opened.address.removeprefix("file://"))
    page.reload()
    page.click("#story")
    kept_names = page.locator(".slides input").evaluate_all("all => all.map(i => i.value)")
    assert kept_names == ["<b>gaps</b>", "<b>overlap</b>"]
