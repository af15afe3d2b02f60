"""The matrices: every cell leads to its statements, every order can be had, nothing unknown looks like zero."""

import csv
import io

from opened import Open, Opened

from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import Addresses, Invokes
from graphkit.graph.ontology.nodes import State, StatementNode


def rows_of(opened: Opened) -> list[str]:
    return [t.strip() for t in opened.page.locator(".matrix tbody th").all_inner_texts()]


def test_each_cell_stands_on_the_step_that_the_analysis_found(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    coverage = find_coverage(graph)
    found = opened.page.eval_on_selector_all(
        ".matrix td.cell", "cells => cells.map(c => Number([...c.classList].find(n => n.startsWith('step-')).slice(5)))"
    )
    assert sorted(found) == sorted(int(s) for s in coverage.steps.ravel())
    assert len(found) == coverage.steps.size


def test_a_click_on_a_cell_leads_to_its_statements(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    coverage = find_coverage(graph)
    found = next(f for f in coverage.result() if f["step"] >= Step.RECOMMENDATION)
    name = f"{found['row_title']}, {found['column'][4:]} {found['column_title']}"
    opened.page.click(f".matrix td[aria-label^='{name}']")
    cell = coverage.cell(found["row"], found["column"])
    assert f"{len(cell.all_statements)} statement" in opened.text("#panel .lead")
    wordings = {graph.node(i).title for i in cell.all_statements}
    shown = opened.page.locator("#panel .wording").all_inner_texts()
    assert shown and set(shown) <= wordings


def unknown_graph(graph: Graph) -> Graph:
    """Return a graph in which an actor is only asked to act, in others' texts: whether it is silent is unknown."""
    from graphkit.graph.ontology import Evidence
    from graphkit.graph.ontology.links import CallsOn

    copy = Graph.from_rows(graph.rows())
    copy.add_node(State(id="ZZZ", name="Unheard"))
    statement = next(s for s in copy.statements() if copy.out(s.id, Addresses))
    proof = (
        Evidence(rule="name", score=0.9, document=statement.document, start=statement.start, end=statement.start + 3),
    )
    copy.add_link(CallsOn(source=statement.id, target="ZZZ", evidence=proof))
    return copy


def test_what_is_unknown_is_hatched_and_never_counted_as_silence(open_page: Open, graph: Graph) -> None:
    opened = open_page(unknown_graph(graph), "matrix")
    row = opened.page.locator(".matrix tbody tr", has_text="Unheard")
    tones = row.locator("td.cell").evaluate_all("cells => cells.map(c => c.className)")
    assert tones and all("step-0" in t or "step-1" not in t for t in tones)
    hatched = row.locator("td.step-0").first
    assert "repeating-linear-gradient" in hatched.evaluate("e => getComputedStyle(e).backgroundImage")
    assert "unknown" in hatched.get_attribute("aria-label")


def test_a_blank_leads_on_to_who_speaks_of_it_and_to_their_wordings(open_page: Open, graph: Graph) -> None:
    coverage = find_coverage(graph)
    blank = next(f for f in coverage.result() if f["step"] == Step.SILENT)
    column = coverage.steps[:, coverage.columns.ids.index(blank["column"])]
    speakers = int((column > Step.SILENT).sum())
    opened = open_page(graph, "matrix", f"gaps={blank['row']}&and={blank['column']}")
    assert f"{speakers} other" in opened.text("#panel").casefold()
    assert opened.page.locator("#panel .card").count() > 0
    assert "filters in use" not in opened.text("#panel")
    opened.page.locator("#panel section .plain button.link").first.click()
    assert opened.page.locator("#panel .card").count() > 0


def test_a_saved_picture_says_what_the_screen_says(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    unsure = opened.page.locator(".matrix td.unsure").count()
    name, content = opened.save("SVG")
    drawn = content.decode("utf-8")
    legend = [t.strip() for t in opened.page.locator(".matrix-legend li, .step-list li").all_inner_texts() if t.strip()]
    assert name == "graphkit-gaps.svg"
    assert ("stroke-dasharray" in drawn) == (unsure > 0)
    assert "not spoken of" in drawn or "silent" in drawn
    assert all(word.split("\n")[0] in drawn for word in legend)
    assert "<text" in drawn and drawn.count("rotate(-60") == len(find_coverage(graph).columns)


def test_rows_and_columns_can_be_ordered(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    shares = [int(t.split("/")[0]) for t in opened.page.locator(".matrix tbody td.total").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    opened.page.select_option("#order-rows", "name")
    assert rows_of(opened) == sorted(rows_of(opened))
    by_name = rows_of(opened)
    opened.page.select_option("#order-rows", "cluster")
    assert rows_of(opened) != by_name
    assert sorted(rows_of(opened)) == sorted(by_name)
    opened.page.select_option("#order-columns", "total")
    totals = [int(t) for t in opened.page.locator(".matrix tfoot td.total").all_inner_texts() if t]
    assert totals == sorted(totals, reverse=True)


def test_a_column_head_sorts_the_rows_by_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    opened.page.locator(".matrix th.column button").nth(12).click()
    steps = opened.page.eval_on_selector_all(
        ".matrix tbody tr",
        "rows => rows.map(r => Number([...r.cells[13].classList].find(n => n.startsWith('step-')).slice(5)))",
    )
    assert steps == sorted(steps, reverse=True)
    assert opened.page.get_attribute(".matrix th.column >> nth=12", "aria-sort") == "descending"


def test_principles_are_counted_with_objectives_under_the_filters(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix", "page=principles&in-documents=doc-1")
    wanted = sum(
        len(graph.out(s.id, Addresses)) * len(graph.out(s.id, Invokes))
        for s in graph.nodes(StatementNode)
        if s.document == "doc-1"
    )
    shown = opened.page.locator(".matrix td.cell").all_inner_texts()
    assert sum(int(t) for t in shown if t.strip()) == wanted > 0


def test_the_line_above_reads_the_cell_under_the_pointer(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    first = opened.page.locator(".matrix td.cell").first
    first.hover()
    assert first.get_attribute("aria-label").split(",")[0] in opened.text("#reading")


def test_saved_matrices_hold_every_cell(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    coverage = find_coverage(graph)
    name, content = opened.save("Table (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "graphkit-gaps.csv"
    assert {(r["row"], r["column"]): int(r["value"]) for r in rows} == {
        (f["row"], f["column"]): f["step"] for f in coverage.result()
    }
    _, svg = opened.save("Picture (SVG)")
    assert svg.count(b"<text") > len(coverage.rows) + len(coverage.columns)
    _, png = opened.save("Picture (PNG)")
    assert png.startswith(b"\x89PNG")


def test_the_address_brings_cell_and_order_back(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "matrix")
    opened.page.select_option("#order-columns", "cluster")
    opened.page.locator(".matrix td.step-6").first.click()
    state, panel = opened.state(), opened.text("#panel h2")
    opened.go(state)
    assert opened.text("#panel h2") == panel
    assert opened.page.input_value("#order-columns") == "cluster"
    assert opened.page.locator("td[aria-selected=true]").count() == 1
