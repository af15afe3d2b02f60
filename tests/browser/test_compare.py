"""Two voices side by side: reached from cards and cells, kept in the address, each wording under its own voice."""

from urllib.parse import parse_qs

import pytest
from opened import Open, Opened
from spoken import Spoken
from test_access import violations

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import SaidBy

PHONE = 390


def voices(opened: Opened) -> tuple[str, str]:
    """Return the keys of the two voices."""
    return tuple(opened.page.input_value(f"#compare-{side}") for side in ("left", "right"))


def test_an_actors_card_leads_to_the_comparison_and_back(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "node=AAA")
    opened.page.click("#panel button:has-text('Compare with')")
    assert voices(opened)[0] == "AAA"
    asked = parse_qs(opened.state())
    assert (asked["page"], asked["left"]) == (["compare"], ["AAA"])
    opened.page.select_option("#compare-right", "AAC")
    assert (voices(opened), parse_qs(opened.state())["right"]) == (("AAA", "AAC"), ["AAC"])
    opened.page.click("#swap")
    state = opened.state()
    opened.page.go_back()
    opened.page.wait_for_timeout(150)
    assert voices(opened) == ("AAA", "AAC")
    opened.go(state)
    assert voices(opened) == ("AAC", "AAA")


def test_a_cell_of_the_overlap_leads_to_its_two_actors(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix", "page=overlap&overlap=AAB&and=AAA")
    opened.page.click("#panel button:has-text('side by side')")
    assert voices(opened) == ("AAB", "AAA")


def test_each_wording_stands_under_the_voice_that_says_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=compare&left=AAA&right=AAB")
    texts = {s.text: s.id for s in graph.statements()}
    sides = opened.page.locator(".matter").first.locator(".wordings > div")
    for actor, side in (("AAA", sides.first), ("AAB", sides.last)):
        side.locator("summary").click()
        said = side.locator(".quote button").all_inner_texts()
        assert said
        assert all(actor in {link.target for link in graph.out(texts[text], SaidBy)} for text in said)
    sides.first.locator(".quote button").first.click()
    assert opened.text("#panel .wording").strip() == sides.first.locator(".quote button").first.inner_text()


def test_one_for_and_one_against_the_same_matter_stand_side_by_side(open_page: Open) -> None:
    graph = Spoken(objectives=2)
    graph.say("AAA", "recommendation", [1], "Camps should close.")
    against = graph.say("CCC", "recommendation", [1], "Camps should not close.")
    nodes = [n.model_copy(update={"position": "against"}) if n.id == against else n for n in graph.nodes()]
    opened = open_page(Graph(nodes, graph.links()), "network", "page=compare&left=AAA&right=CCC")
    section = opened.page.locator("section", has=opened.page.locator("h3:has-text('For and against')"))
    assert section.locator(".voice-name").all_inner_texts() == ["Name of AAA · for it", "Name of CCC · against it"]
    assert opened.text(".compare .lead").startswith("They share 1 objective. At least one of them says too little")


def test_one_voice_alone_is_nothing_to_compare(open_page: Open) -> None:
    graph = Spoken(objectives=1)
    graph.say("AAA", "recommendation", [1], "Camps should close.")
    opened = open_page(graph, "matrix", "page=compare")
    assert "nothing to compare" in opened.text("#main")
    opened.go("page=compare&node=AAA")
    assert opened.page.locator("#panel button:has-text('Compare with')").count() == 0


def test_on_a_phone_both_voices_fit_and_can_be_touched(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=compare", width=PHONE, touch=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    summary = opened.page.locator(".matter > summary").first
    summary.scroll_into_view_if_needed()
    assert summary.bounding_box()["height"] >= 44
    for shown in (False, True):
        summary.tap()
        assert opened.page.locator(".matter .wordings").first.is_visible() == shown


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1440])
def test_axe_finds_nothing_to_mend_in_a_comparison(
    open_page: Open, graph: Graph, axe: str, theme: str, width: int
) -> None:
    opened = open_page(
        graph, "atlas", f"page=compare&theme={theme}&lang={'es' if theme == 'dark' else 'en'}", width=width
    )
    opened.page.evaluate("document.querySelectorAll('.compare details').forEach(d => { d.open = true })")
    assert violations(opened, axe) == []
