"""Pages of graphs that are empty, tiny, lopsided or huge."""

import pytest
from made_graphs import make_synthetic
from opened import Open

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Addresses, SaidBy
from graphkit.graph.ontology.nodes import Document, Objective, Recommendation, State
from graphkit.publish.view import PAGES, make_page


def star(statements: int) -> Graph:
    """Return a graph in which one state has a tie to each of so many objectives."""
    graph = Graph([State(id="AAA", name="Hub"), Document(id="d", name="D", file="d.txt", sha256="0", genre="general",
                                                         characters=9, characters_read=9)])  # fmt: skip
    proof = (Evidence(rule="cue:test", score=0.9, document="d", start=0, end=4, words="Some"),)
    for n in range(statements):
        text = f"Somebody should care for matter {n}."
        graph.add_node(Objective(id=f"x:{n}", name=f"Matter {n}", number=n + 1, code=str(n + 1)))
        graph.add_node(Recommendation(id=f"s{n}", text=text, start=0, end=len(text), document="d", strength="recommend",
                                      score=0.9, rule="cue"))  # fmt: skip
        graph.add_link(SaidBy(source=f"s{n}", target="AAA", evidence=proof))
        graph.add_link(Addresses(source=f"s{n}", target=f"x:{n}", evidence=proof))
    return graph


@pytest.mark.parametrize("section", PAGES["atlas"])
def test_an_empty_graph_says_so_on_every_section(open_page: Open, section: str) -> None:
    opened = open_page(Graph(), "atlas", f"page={section}")
    assert any(w in opened.text("#main") for w in ("graph is empty", "nothing to compare", "holds no statement"))


def test_one_node_alone_is_no_picture_but_can_be_found(open_page: Open) -> None:
    opened = open_page(Graph([State(id="AAA", name="Alone")]))
    assert "No ties to show" in opened.text("#empty")
    opened.page.fill("#search", "alone")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Alone"


def test_statements_without_ties_are_counted_as_unknown(open_page: Open) -> None:
    graph = star(1)
    bare = Graph([n for n in graph.nodes() if n.label != "Objective"])
    opened = open_page(bare)
    assert "No ties to show" in opened.text("#empty")
    assert "actor unknown" in opened.text("#legend")


def test_a_node_with_five_thousand_ties_is_shown_in_parts(open_page: Open) -> None:
    opened = open_page(star(5000), "network", "preset=one&centre=AAA&node=AAA")
    assert len(opened.shown()["ties"]) == 60
    assert "60 of 5,000" in opened.text("#legend")
    assert opened.page.locator("#panel .card").count() < 50
    opened.page.click("#panel .statements .more")
    assert opened.page.locator("#panel .card").count() == 30
    opened.go("detail=0")
    assert len(opened.shown()["ties"]) == 5000


@pytest.mark.parametrize("page", ["network", "matrix"])
def test_labels_of_ten_thousand_characters_are_cut_where_they_stand(open_page: Open, page: str) -> None:
    long = "Word " * 2000
    graph = star(2)
    graph = Graph(
        [n.model_copy(update={"name": long} if n.label in {"State", "Objective"} else {}) for n in graph.nodes()],
        graph.links(),
    )
    opened = open_page(graph, page, "node=AAA")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.page.text_content("#panel h2") == long
    box = opened.page.locator("#panel .panel-title").bounding_box()
    assert box["height"] < 400


def test_a_large_graph_opens_gathered_and_says_what_it_leaves_out(open_page: Open) -> None:
    opened = open_page(make_synthetic(14_000, 300, 60, 12))
    assert len(opened.shown()["nodes"]) <= 71
    opened.page.click("#unfold")
    assert len(opened.shown()["dots"]) == 12_000
    assert "2,000 more statements" in opened.text("#legend")


def test_a_small_screen_shows_the_picture_and_everything_else_on_demand(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", width=420)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.page.locator("#picture").bounding_box()["width"] > 380
    opened.page.click("#toggle-filters")
    assert opened.page.locator("#filters").is_visible()


def test_damaged_data_are_one_clear_line(chromium, tmp_path) -> None:
    html = make_page(make_synthetic(10), "network").html
    broken = tmp_path / "broken.html"
    cut = html.index('id="data">') + 200
    broken.write_text(html[:cut] + html[cut + 400 :], encoding="utf-8")
    page = chromium.new_page()
    page.goto(broken.as_uri())
    page.wait_for_selector("main.failed")
    assert "damaged" in page.inner_text("body")
    page.close()


def test_a_browser_that_cannot_unpack_is_told_so(chromium, tmp_path) -> None:
    page = chromium.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(make_page(make_synthetic(10), "network", language="es").write(tmp_path / "old.html").as_uri())
    page.wait_for_selector("main.failed")
    assert "demasiado antiguo" in page.inner_text("body")
    page.close()


def test_a_matrix_of_very_many_pairs_is_drawn(open_page: Open) -> None:
    opened = open_page(make_synthetic(9000, 700, 60, 10), "matrix", "page=overlap")
    assert opened.page.locator(".matrix td.cell").count() > 1000
