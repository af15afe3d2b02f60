"""The opening page answers first: what is shared, where the gaps are, which clusters exist."""

from typing import Any

import pytest
from opened import Open, Opened
from test_access import violations

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import Objective

PHONE = 390


def follow(opened: Opened, key: str) -> None:
    opened.page.locator(f"#panel [data-answer={key}] button.link").first.click()


def test_three_clicks_lead_to_a_shared_priority_a_gap_and_a_cluster(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    follow(opened, "shared")
    assert "page=overlap" in opened.state()
    assert opened.page.locator("#panel .card .wording").count() >= 2
    opened.page.go_back()

    follow(opened, "silence")
    state = opened.state()
    assert "page=gaps" in state and "gaps=" in state
    focused = opened.page.evaluate("document.activeElement.getAttribute('aria-label')")
    row, column = opened.page.locator("#panel .pair").all_inner_texts()
    assert focused.startswith(row.strip()) and "silent" in focused
    assert opened.page.locator("#panel section .card .wording").count() >= 1  # the wording of others that is nearest
    assert opened.page.locator(".matrix [tabindex='0'][role=gridcell]").count() == 1
    opened.page.go_back()

    follow(opened, "clusters")
    assert "preset=clusters" in opened.state()
    assert "Stands out by" in opened.text("#panel")


def test_quotes_open_and_lead_to_their_statement(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    shared = opened.page.locator("#panel [data-answer=shared]")
    shared.locator("summary").click()
    quotes = shared.locator("blockquote")
    assert quotes.count() == 2
    wording = quotes.first.locator("button").inner_text()
    quotes.first.locator("button").click()
    assert "page=statements" in opened.state()
    assert opened.text("#panel .wording").strip() == wording.strip()


def test_a_page_of_the_network_alone_shows_the_place_in_its_panel(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "network")
    for key in ("stress", "shared", "silence", "lean"):
        opened.go("")
        said = opened.text(f"#panel [data-answer={key}] button.link")
        follow(opened, key)
        opened.page.wait_for_selector("#panel .cards .card")
        assert opened.text("#panel h2").splitlines()[0].split(" ", 1)[-1] in said


def test_the_language_of_the_page_is_that_of_its_sentences(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    assert "% sure" in opened.text("#panel .answers")
    opened.page.click("#lang-es")
    said = opened.text("#panel .answers")
    assert "Nada sobre «Meta" in said and "de certeza" in said
    assert "says nothing" not in said


@pytest.mark.parametrize("state", ["theme=light", "theme=dark&lang=es"])
def test_axe_finds_nothing_to_mend_in_opened_quotes(open_page: Open, graph: Graph, axe: str, state: str) -> None:
    opened = open_page(graph, "atlas", state)
    opened.page.evaluate("document.querySelectorAll('.answers details').forEach(d => { d.open = true })")
    assert violations(opened, axe) == []


def test_hostile_names_stay_text(open_page: Open, graph: Graph) -> None:
    hostile = "<img src=x onerror=alert(1)> {statements}"
    nodes = [n.model_copy(update={"name": hostile}) if isinstance(n, Objective) else n for n in graph.nodes(Node)]
    opened = open_page(Graph(nodes, graph.links(Link)), "atlas")
    assert hostile in opened.text("#panel [data-answer=shared]")
    assert opened.page.locator("#panel img").count() == 0


def test_on_a_phone_the_sentences_are_one_touch_away(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", width=PHONE, touch=True)
    assert opened.page.locator("#panel").is_hidden()
    opened.page.tap("#toggle-overview")
    assert opened.page.locator("#panel [data-answer]").count() > 3
    box: Any = opened.page.locator("#panel [data-answer]").first.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE


def test_what_was_closed_opens_again(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    opened.page.click("#panel .panel-head button")
    assert opened.page.locator("#panel").is_hidden()
    opened.page.click("#toggle-overview")
    assert opened.page.locator("#panel [data-answer]").count() > 3


def test_a_page_stays_small(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    assert opened.page.evaluate("document.documentElement.outerHTML.length") < 3_000_000
