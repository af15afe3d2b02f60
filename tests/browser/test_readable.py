"""What stands on a page can be read: nothing is cut, no name lies over another, on a phone too."""

import pytest
from opened import Open, Opened

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link, Node
from graphkit.graph.ontology.nodes import Body, State

PHONE, DESK = 390, 1440
TEXT_BOXES = """() => [...document.querySelectorAll('text')].map(t => {
  const b = t.getBBox(); return [t.textContent, b.x, b.y, b.width, b.height]})"""


def boxes_of_picture(opened: Opened) -> list[tuple[str, float, float, float, float]]:
    """Return the texts of the picture with their places, as the saved picture holds them."""
    _, content = opened.save("(SVG)")
    tab = opened.page.context.new_page()
    tab.set_content(content.decode("utf-8"))
    boxes: list[tuple[str, float, float, float, float]] = tab.evaluate(TEXT_BOXES)
    tab.close()
    return boxes


def overlapping(boxes: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    found = []
    for i, (text, x, y, w, h) in enumerate(boxes):
        for other, p, q, v, g in boxes[i + 1 :]:
            across = min(x + w, p + v) - max(x, p)
            down = min(y + h, q + g) - max(y, q)
            if across > 2 and down > 5:  # a line's box is higher than its letters
                found.append((text, other))
    return found


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("preset", ["work", "whole", "clusters"])
def test_no_name_lies_over_another(open_page: Open, graph: Graph, preset: str, width: int) -> None:
    opened = open_page(graph, "atlas", f"preset={preset}&overview=0", width=width, touch=width == PHONE)
    boxes = boxes_of_picture(opened)
    assert len(boxes) > 5
    assert overlapping(boxes) == []


def test_the_names_of_clusters_stand_whole_on_the_screen_of_a_phone(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "preset=clusters&overview=0", width=PHONE, touch=True)
    boxes = [b for b in boxes_of_picture(opened) if b[0].startswith("Cluster ")]
    assert boxes
    assert all(x >= 0 and x + w <= PHONE for _, x, _, w, _ in boxes)


CUT = """selector => [...document.querySelectorAll(selector)].filter(e =>
  e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).map(e => e.textContent)"""


@pytest.mark.parametrize("width", [PHONE, 1024, DESK])
def test_the_line_below_the_title_is_not_cut(open_page: Open, graph: Graph, width: int) -> None:
    opened = open_page(graph, "atlas", "lang=es", width=width)
    assert opened.page.evaluate(CUT, ".brand p") == []
    assert "documentos" in opened.text(".brand p")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_heads_of_columns_are_shortened_not_cut(open_page: Open, graph: Graph, width: int) -> None:
    nodes = [
        n.model_copy(update={"name": f"{n.name} of the long and winding coast road"}) if isinstance(n, State) else n
        for n in graph.nodes(Node)
    ]
    opened = open_page(Graph(nodes, graph.links(Link)), "atlas", "page=overlap", width=width)
    assert opened.page.locator(".turned").count() > 5
    inside = """() => [...document.querySelectorAll('.turned > span')].every(line => {
      const [a, b] = [line.getBoundingClientRect(), line.closest('th').getBoundingClientRect()];
      return a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1})"""
    assert opened.page.evaluate(inside)


def test_the_legend_of_overlap_says_what_a_dashed_line_means(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=overlap")
    dashed = opened.page.locator("td.cell.unsure").count()
    assert opened.page.locator(".matrix-legend .unsure").count() == (1 if dashed else 0)


def test_the_corner_of_the_timeline_names_the_rows_below_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=timeline")
    assert opened.text(".documents > th:first-child") == "Objectives"
    years = opened.page.locator(".years th").all_inner_texts()
    assert len(years) == len(set(years))


def with_a_body(graph: Graph) -> Graph:
    nodes = [
        n.model_copy(update={"acronym": "IOM", "acronym_es": "OIM", "kind": "un-entity"}) if n.id == first(graph) else n
        for n in graph.nodes(Node)
    ]
    return Graph(nodes, graph.links(Link))


def first(graph: Graph) -> str:
    return next(n.id for n in graph.nodes(Body))


def test_acronyms_and_plain_values_are_in_the_language_of_the_page(open_page: Open, graph: Graph) -> None:
    opened = open_page(with_a_body(graph), "atlas", f"node={first(graph)}&lang=es")
    facts = opened.text("#panel .facts")
    assert "OIM" in facts
    assert "entidad de las Naciones Unidas" in facts
    opened.page.click("#lang-en")
    facts = opened.text("#panel .facts")
    assert "IOM" in facts
    assert "United Nations entity" in facts
    opened.page.fill("#search", "OIM")
    assert opened.page.locator("#found li").count() >= 1


def test_one_is_singular(open_page: Open) -> None:
    from made_graphs import make_synthetic

    opened = open_page(make_synthetic(3, 2, 1, 1), "atlas")
    assert "1 document;" in opened.text("#panel .lead") or "1 document," in opened.text("#panel .lead")
    assert "1 documents" not in opened.text("body")
