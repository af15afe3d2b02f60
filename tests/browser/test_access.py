"""The pages for those who don't use a mouse, or don't see the picture."""

from typing import Any

import pytest
from opened import Open

from graphkit.graph.graph import Graph

SECTIONS = ("network", "gaps", "map", "overlap", "compare", "principles", "timeline", "texts", "statements", "method")
STATES = {
    "picture": "",
    "table of ties": "table=1",
    "panel of a node": "node=AAA",
    "panel of a tie": "tie=AAA&and=gcm:12",
    "one node": "preset=one&centre=AAA&unfold=1",
    "small pictures": "page=timeline&split=year",
    **{f"section {name}": f"page={name}" for name in SECTIONS[1:]},
}


def violations(opened: Any, axe: str) -> list[str]:
    opened.page.evaluate(axe)
    found = opened.page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_to_mend(open_page: Open, graph: Graph, axe: str, name: str, theme: str) -> None:
    language = "es" if theme == "dark" else "en"
    opened = open_page(graph, "atlas", f"{STATES[name]}&theme={theme}&lang={language}")
    assert violations(opened, axe) == []
    if name == "small pictures":
        opened.page.click("#story")
        opened.page.click("#story-add")
        assert violations(opened, axe) == []
        opened.page.click("#story-present")
        assert violations(opened, axe) == []


def test_the_keyboard_alone_leads_from_search_to_the_sentence(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    press = opened.page.keyboard.press
    press("/")
    opened.page.keyboard.type("estado 3")
    press("ArrowDown")
    press("Enter")
    assert "Stateland 3" in opened.text("#panel h2")
    opened.page.focus("#picture")
    press("ArrowRight")
    press("Enter")
    assert opened.text("#panel h2") != "Stateland 3"
    assert opened.text("#panel .wording")
    press("Escape")
    assert "node=" not in opened.state()


def test_arrow_keys_walk_the_picture_and_say_where_they_are(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.page.focus("#picture")
    heard = []
    for key in ("Home", "ArrowLeft", "ArrowUp", "ArrowRight"):
        opened.page.keyboard.press(key)
        heard.append(opened.page.inner_text("#live"))
    assert all("ties" in line for line in heard)
    assert len(set(heard)) > 1


REACHABLE = """() => [...document.querySelectorAll('button, a[href], input, select, summary, [tabindex="0"]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => e.tagName === 'SUMMARY' || !e.closest('details:not([open])')).length"""
FOCUSED = """() => [[...document.querySelectorAll('*')].indexOf(document.activeElement),
  document.activeElement !== document.body, getComputedStyle(document.activeElement).outlineStyle !== 'none']"""


def test_everything_that_can_be_used_is_reached_by_tab_and_shows_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "node=AAA")
    wanted = opened.page.evaluate(REACHABLE)
    reached = {}
    for _ in range(wanted + 40):
        opened.page.keyboard.press("Tab")
        place, inside, visible = opened.page.evaluate(FOCUSED)
        if inside:
            reached[place] = visible
    assert len(reached) == wanted
    assert all(reached.values())


def test_cells_of_a_matrix_are_walked_with_arrows_and_opened_with_enter(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    opened.page.focus("td[role=gridcell][tabindex='0']")
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        opened.page.keyboard.press(key)
    name = opened.page.evaluate("document.activeElement.getAttribute('aria-label')")
    opened.page.keyboard.press("Enter")
    assert name.split(",")[0] in opened.text("#panel")


def test_pictures_stay_still_for_those_who_ask_for_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.page.emulate_media(reduced_motion="reduce")
    before = opened.page.evaluate("graphkit.spotOf('AAA')")
    opened.page.click("button[aria-label='Closer']")
    at_once = opened.page.evaluate("graphkit.spotOf('AAA')")
    opened.page.wait_for_timeout(500)
    assert at_once != before
    assert opened.page.evaluate("graphkit.spotOf('AAA')") == at_once


def test_the_table_says_what_the_picture_shows(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="detail=0")
    ties = opened.shown()["ties"]
    opened.page.click("#as-table")
    rows = opened.page.locator(".plain-table tbody tr")
    assert rows.count() == len(ties)
    assert rows.first.locator("td").nth(2).inner_text() == str(max(t["weight"] for t in ties))
