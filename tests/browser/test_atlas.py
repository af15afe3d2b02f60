"""The atlas: timeline, statements, method, all in one file."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from made_graphs import make_synthetic
from opened import Open

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Addresses, Echoes
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.view import PAGES


@pytest.mark.parametrize("section", PAGES["atlas"])
def test_every_section_is_one_click_away(open_page: Open, graph: Graph, section: str) -> None:
    opened = open_page(graph, "atlas", "page=method" if section == "network" else "")
    opened.page.click(f"nav a[data-page={section}]")
    assert opened.page.get_attribute("nav a[aria-current=page]", "data-page") == section
    assert opened.text("main").strip()


def test_the_timeline_counts_what_each_document_asks_for(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=timeline")
    wanted: dict[tuple[str, str], int] = {}
    for s in graph.nodes(StatementNode):
        if s.label == "Recommendation":
            for link in graph.out(s.id, Addresses):
                wanted[link.target, s.document] = wanted.get((link.target, s.document), 0) + 1
    _, content = opened.save("Table (CSV)")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    found = {(r["objective"], r["document"]): int(r["recommendations"]) for r in rows}
    assert {k: n for k, n in found.items() if n} == wanted
    years = [t for t in opened.page.locator(".years th").all_inner_texts() if t]
    assert years == sorted(years)
    bubble = opened.page.locator(".bubble").first
    shown = int(bubble.inner_text())
    bubble.click()
    assert opened.page.locator("#panel .card", has_text="Recommendation").count() == shown


def echoing(graph: Graph) -> Graph:
    """Return the graph with one ask in three documents, reported as practice in the last, and one pair besides."""
    copy = Graph.from_rows(graph.rows())
    by_kind = {k: [s for s in copy.statements() if s.label == k] for k in ("Recommendation", "Practice")}
    first = next(s for s in by_kind["Recommendation"] if s.document == "doc-0")
    second = next(s for s in by_kind["Recommendation"] if s.document == "doc-1")
    done = next(s for s in by_kind["Practice"] if s.document == "doc-3")
    other = next(s for s in by_kind["Recommendation"] if s.document == "doc-2")
    for source, target, score in ((second, first, 0.8), (done, first, 0.9), (other, second, 0.6)):
        copy.add_link(Echoes(source=source.id, target=target.id, evidence=(Evidence(rule="similar", score=score),)))
    return copy


def test_asks_that_return_are_gathered_as_stars(open_page: Open, graph: Graph) -> None:
    opened = open_page(echoing(graph), "atlas", "page=timeline")
    asks = opened.page.locator(".echoes li")
    assert asks.count() == 1
    assert "3 statements in 3 documents · reported as practice in 2019" in asks.first.inner_text()
    assert asks.first.locator(".year").all_inner_texts() == ["2010", "2013", "2019"]


def test_statements_can_be_found_sorted_and_opened(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=statements")
    opened.page.fill("#find", "joint fund")
    opened.page.wait_for_timeout(150)
    wanted = [s for s in graph.statements() if "joint fund" in s.text]
    assert opened.page.get_attribute(".list", "aria-rowcount") == str(len(wanted) + 1)
    opened.page.click("#sort-wording")
    shown = opened.page.locator(".list-row .wording-link").all_inner_texts()
    assert shown == sorted(shown)
    opened.page.locator(".list-row .wording-link").first.click()
    assert opened.text("#panel .wording") == shown[0]


def test_ten_thousand_statements_are_listed_without_being_drawn(open_page: Open) -> None:
    opened = open_page(make_synthetic(10_000, 60, 20, 10), "atlas", "page=statements")
    assert opened.page.get_attribute(".list", "aria-rowcount") == "10001"
    assert opened.page.locator(".list-row").count() < 60
    opened.page.evaluate("() => { const l = document.querySelector('.list'); l.scrollTop = l.scrollHeight; }")
    opened.page.wait_for_selector(".list-row[aria-rowindex='10001']")
    _, content = opened.save("Statements shown (CSV)")
    assert content.count(b"\r\n") == 10_001


def test_the_method_names_rules_documents_and_what_was_not_judged(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas", "page=method")
    text = opened.text(".method")
    assert "gap ladder" in text and "cue:test" in text and "Report of round 3" in text
    assert "What could not be judged" in text
    assert graph.digest() in text


def test_a_notebook_frame_draws_the_picture(chromium: Any, graph: Graph, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><body>{graph.view()._repr_html_()}</body>", encoding="utf-8")
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("body[data-drawn]").wait_for()
    frame.locator("#detail").select_option("0")
    frame.locator("#as-table").click()
    assert frame.locator(".plain-table tbody tr").count() > 10
    assert said == []
    page.close()
