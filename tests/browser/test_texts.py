"""The text of a document inside a page: statements at their places, links both ways, blanks where they would stand."""

from typing import Any

import pytest
from opened import Open, Opened
from test_access import violations
from text_pages import make_texts

from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.leads import find_leads
from graphkit.graph.graph import Graph

PHONE = 390
IN_VIEW = "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && b.height > 0 }"


def open_texts(open_page: Open, graph: Graph, state: str = "", page: str = "atlas", **options: Any) -> Opened:
    texts, issues = make_texts(graph, **{k: options.pop(k) for k in ("passed", "note") if k in options})
    return open_page(graph, page, state, texts=texts, issues=issues, **options)


def sought(opened: Opened) -> str:
    """Return the statement in question as soon as it is in view."""
    opened.page.wait_for_selector(".said[aria-current]")
    opened.page.wait_for_function(f"({IN_VIEW})(document.querySelector('.said[aria-current]'))")
    return str(opened.page.text_content(".said[aria-current]"))


@pytest.mark.parametrize("page", ["network", "matrix", "atlas"])
def test_a_card_leads_to_its_statement_in_the_text_and_back(open_page: Open, graph: Graph, page: str) -> None:
    statement = list(graph.statements())[120]
    opened = open_texts(open_page, graph, f"statement={statement.id}", page)
    opened.page.locator("#panel .in-text").first.click()
    assert sought(opened).endswith(statement.text)
    assert "page=texts" in opened.state() and f"text={statement.document}" in opened.state()
    opened.page.go_back()
    opened.page.wait_for_selector(".text", state="detached")
    assert opened.text("#panel .wording").strip() == statement.text


def test_a_statement_in_the_text_leads_to_its_card_and_its_address_to_it(open_page: Open, graph: Graph) -> None:
    opened = open_texts(open_page, graph, "page=texts&text=doc-1")
    there = [s for s in graph.statements() if s.document == "doc-1"]
    link = opened.page.locator(".said").nth(7)
    link.click()
    assert opened.text("#panel .wording").strip() == there[7].text == link.inner_text()[-len(there[7].text) :]
    state = opened.state()
    address = link.get_attribute("href")
    for place in (state, address.split("#")[1]):
        opened.go(place)
        assert sought(opened).endswith(there[7].text)


def test_all_words_stand_in_order_and_what_was_passed_over_says_why_on_demand(open_page: Open, graph: Graph) -> None:
    opened = open_texts(open_page, graph, "page=texts&text=doc-2")
    opened.page.wait_for_selector(".said")
    texts, _ = make_texts(graph)
    shown = opened.page.evaluate(
        "[...document.querySelectorAll('.text-body > :not(.page-mark)')].map(e => { const c = e.cloneNode(true);"
        " c.querySelectorAll('.hidden, .why-not').forEach(x => x.remove()); return c.textContent }).join(' ')"
    )
    assert shown.split() == texts["doc-2"].text.split()
    assert opened.page.locator(".why-not").first.is_hidden()
    opened.page.click("#says-why")
    assert opened.text(".passed-over .why-not").strip() == "[tells of an event]"
    assert opened.page.text_content(".unread .why-not").strip() == "[note, not read]"


def test_a_text_is_unpacked_only_when_it_is_read(open_page: Open, graph: Graph) -> None:
    opened = open_texts(open_page, graph)
    opened.page.add_init_script(
        "const Own = DecompressionStream; globalThis.unpacked = 0;"
        "globalThis.DecompressionStream = class extends Own { constructor(...a) { super(...a); unpacked += 1 } }"
    )
    opened.go("")
    assert opened.page.evaluate("unpacked") == 1
    for document, number in (("doc-0", 2), ("doc-1", 3), ("doc-0", 3)):
        opened.page.click("nav a[data-page=texts]")
        opened.page.select_option("#text-document", document)
        opened.page.wait_for_selector(".text-body")
        assert opened.page.evaluate("unpacked") <= max(2, number)
    assert opened.page.evaluate("unpacked") == 3


def test_buttons_and_contents_walk_through_the_text(open_page: Open, graph: Graph) -> None:
    opened = open_texts(open_page, graph, "page=texts&text=doc-0")
    there = [s.text for s in graph.statements() if s.document == "doc-0"]
    opened.page.wait_for_selector(".said")
    for text in (there[0], there[1]):
        opened.page.click("#text-next")
        assert sought(opened).endswith(text)
    opened.page.click("#text-previous")
    assert sought(opened).endswith(there[0])
    opened.page.click(".contents summary")
    opened.page.locator(".contents li button").nth(3).click()
    assert (
        opened.page.evaluate("document.activeElement.textContent")
        == opened.page.locator(".text-body h3").nth(3).inner_text()
    )


def find_blank(graph: Graph) -> tuple[str, str, Any, Any]:
    """Return actor, objective, its lead and the table of the first blank cell that leads on."""
    coverage = find_coverage(graph)
    (i, j), lead = min((k, v) for k, v in find_leads(coverage).items() if v.wordings and v.practices)
    return coverage.rows.ids[i], coverage.columns.ids[j], lead, coverage.table


def test_a_blank_leads_on_and_opens_the_text_where_it_would_stand(open_page: Open, graph: Graph) -> None:
    actor, objective, lead, table = find_blank(graph)
    opened = open_texts(open_page, graph, f"page=gaps&gaps={actor}&and={objective}")
    panel = opened.text("#panel")
    wordings = [table.texts[i] for i in (*lead.wordings, *lead.practices)]
    assert [w for w in wordings if w not in panel] == []
    for heading in ("NEAREST WORDINGS", "PRACTICES THAT COULD", "OF IT", "BODIES AND MECHANISMS"):
        assert heading in panel.upper()
    opened.page.click("#panel .leads-place button")
    opened.page.wait_for_selector("#blank")
    opened.page.wait_for_function(f"({IN_VIEW})(document.querySelector('#blank'))")
    before = opened.page.evaluate("document.querySelector('#blank').previousElementSibling.textContent")
    assert table.texts[lead.after] in before
    assert opened.page.locator(".said[aria-current]").count() == 0
    state = opened.state()
    opened.go(state)
    opened.page.wait_for_selector("#blank")
    opened.page.click("#blank button")
    assert opened.page.locator("#panel .pair").count() == 2


def test_a_page_without_the_text_shows_its_statements_and_says_so(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=texts&text=doc-0")
    opened.page.wait_for_selector(".said")
    assert "not in this page" in opened.text(".text-head")
    assert opened.page.locator(".said").count() == sum(s.document == "doc-0" for s in graph.statements())
    assert opened.page.locator(".text-body h3").first.inner_text() == "Part One"


def test_hostile_texts_stay_text(open_page: Open, graph: Graph) -> None:
    hostile = "</script><img src=x onerror=alert(1)>{{7*7}}"
    opened = open_texts(open_page, graph, "page=texts&text=doc-0", passed=hostile, note=hostile)
    opened.page.wait_for_selector(".said")
    assert "onerror" in opened.text(".passed-over")
    assert opened.page.locator("img").count() == 0


def test_on_a_phone_the_text_is_not_covered_and_its_buttons_can_be_touched(open_page: Open, graph: Graph) -> None:
    statement = list(graph.statements())[50]
    opened = open_texts(open_page, graph, f"page=statements&statement={statement.id}", width=PHONE, touch=True)
    opened.page.tap("#panel .in-text")
    assert sought(opened).endswith(statement.text)
    assert opened.page.locator("#panel").is_hidden()
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for selector in ("#text-document", "#text-next", "#text-previous", "#says-why"):
        box = opened.page.locator(selector).bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44, selector
    opened.page.tap(".said[aria-current]")
    assert opened.text("#panel .wording").strip() == statement.text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1440])
def test_axe_finds_nothing_to_mend_in_a_text(open_page: Open, graph: Graph, axe: str, theme: str, width: int) -> None:
    actor, objective, lead, table = find_blank(graph)
    after = table.statements[lead.after]
    document = table.documents.ids[table.document[lead.after]]
    language = "es" if theme == "dark" else "en"
    place = f"page=texts&text={document}&at={after}&theme={theme}&lang={language}"
    for state in (place, f"{place}&blank={actor}&blank={objective}"):
        opened = open_texts(open_page, graph, state, width=width)
        opened.page.wait_for_selector(".said")
        opened.page.click("#says-why")
        opened.page.click(".contents summary")
        assert violations(opened, axe) == []
