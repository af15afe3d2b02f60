"""The map of an objective: steps and signs of the matrix, small States as dots, keys, touch, and a table twin."""

from typing import Any
from xml.etree import ElementTree

import pytest
from opened import Open, Opened
from spoken import Spoken
from test_access import violations

PHONE = 390


@pytest.fixture(scope="module")
def graph() -> Spoken:
    """Mexico acts on 1, Colombia asks for it, Dominica and Chile are silent on it; nobody knows where ZZZ lies."""
    graph = Spoken(objectives=3)
    for actor in ("MEX", "COL", "DMA", "CHL", "ZZZ"):
        for number in range(6):
            graph.say(actor, "recommendation", [2], f"{actor} asks for thing {number}.", document=f"paper {actor}")
    graph.say("MEX", "practice", [1], "Mexico runs shelters.", document="paper MEX")
    graph.say("COL", "recommendation", [1], "Shelters should open.", document="paper COL")
    graph.say("BONE", "recommendation", [1], "Shelters should stay.", document="paper BONE")
    return graph


def open_map(open_page: Open, graph: Spoken, state: str = "", **options: Any) -> Opened:
    return open_page(graph, "atlas", f"page=map&objective=gcm:1&{state}", **options)


def test_states_stand_on_the_steps_of_the_matrix_and_lead_to_their_statements(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    steps = opened.page.locator(".country").evaluate_all(
        "all => all.map(e => [e.dataset.id, e.classList[1], e.querySelectorAll('.sign').length])"
    )
    assert sorted(steps) == [["CHL", "step-1", 0], ["COL", "step-4", 1], ["DMA", "step-1", 0], ["MEX", "step-6", 1]]
    label = opened.page.get_attribute("#map-MEX", "aria-label")
    assert label == "Name of MEX: practice or mechanism in place · 1 statement"
    opened.page.locator("#map-MEX .shape").click()
    assert opened.text("#panel .wording") == "Mexico runs shelters."
    assert "gaps=MEX&and=gcm%3A1" in opened.state()
    opened.page.locator("#map-DMA .touch").click(force=True)
    assert "NEAREST WORDINGS" in opened.text("#panel").upper()


def test_a_small_state_is_a_dot_as_large_near_as_far(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    dot = opened.page.locator("#map-DMA circle.shape")
    before = dot.bounding_box()["width"]
    assert 10 < before < 20
    for selector in ("#map-in", "#map-in", "#map-world"):
        opened.page.click(selector)
        assert dot.bounding_box()["width"] == pytest.approx(before, abs=1)


def test_what_has_no_place_on_a_map_is_named(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    assert "Without an outline: Name of ZZZ" in " ".join(opened.text("#main").split())
    opened.page.click(".map-others summary")
    assert opened.text(".map-others li").strip() == "Name of BONE"


def test_arrow_keys_walk_from_state_to_state(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    opened.page.focus("#map-MEX")
    for key, id in (("ArrowRight", "DMA"), ("ArrowDown", "COL"), ("ArrowDown", "CHL")):
        opened.page.keyboard.press(key)
        assert opened.page.evaluate("document.activeElement.id") == f"map-{id}"
    assert opened.page.locator(".country[tabindex='0']").count() == 1
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel .wording") == "Shelters should open."


def test_the_table_says_the_same_as_the_map(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    labels = opened.page.locator(".country").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    opened.page.click("#map-table")
    assert "table=1" in opened.state()
    rows = opened.page.locator(".plain-table tbody tr").all()
    assert sorted(": ".join(row.locator("td").all_inner_texts()) for row in rows) == sorted(labels)
    rows[0].locator("button").click()
    assert opened.page.locator("#panel .pair").count() == 2


def test_the_saved_picture_has_title_names_signs_and_legend(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    name, content = opened.save("Picture (SVG)")
    texts = [e.text for e in ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}text")]
    assert name == "graphkit-map.svg"
    wanted = {"States on “1 Aim 1”", "Name of MEX", "Name of COL", "practice or mechanism in place", "recommendation"}
    assert wanted - set(texts) == set()
    _, picture = opened.save("Picture (PNG)")
    assert picture.startswith(b"\x89PNG")


def test_another_objective_is_another_map_and_back_leads_to_the_first(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph)
    opened.page.select_option("#map-objective", "gcm:3")
    assert opened.page.locator(".country.step-4, .country.step-6").count() == 0
    assert "objective=gcm%3A3" in opened.state()
    opened.page.go_back()
    opened.page.wait_for_selector(".country.step-6")


def test_on_a_phone_the_map_fits_and_a_tap_opens_a_state(open_page: Open, graph: Spoken) -> None:
    opened = open_map(open_page, graph, width=PHONE, touch=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for selector in ("#map-in", "#map-out", "#map-fit", "#map-world", "#map-objective", "#map-table"):
        box = opened.page.locator(selector).bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44, selector
    box = opened.page.locator("#map-DMA .touch").bounding_box()
    assert box["width"] >= 24
    opened.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.page.wait_for_timeout(450)
    assert opened.page.locator("#panel .pair").first.inner_text().strip() == "Name of DMA"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1440])
def test_axe_finds_nothing_to_mend_in_the_map(open_page: Open, graph: Spoken, axe: str, theme: str, width: int) -> None:
    for table in ("", "table=1"):
        opened = open_map(
            open_page, graph, f"theme={theme}&lang={'es' if theme == 'dark' else 'en'}&{table}", width=width
        )
        assert violations(opened, axe) == []


def test_a_graph_without_states_says_so(open_page: Open) -> None:
    graph = Spoken(objectives=1)
    graph.say("BONE", "recommendation", [1], "Shelters should stay.")
    opened = open_page(graph, "atlas", "page=map")
    assert "nothing to compare" in opened.text("#main")
