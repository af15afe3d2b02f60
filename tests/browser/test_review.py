"""The review page: what a person decides there is what a build with its sheet does."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import Opened
from test_access import violations
from test_safety import nasty_graph

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.links import Addresses
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.graph.review_sheet import make_sheet, read_corrections
from graphkit.loading import load_document
from graphkit.pipeline import Built, Options, make_graph
from graphkit.publish.view.review import make_review
from graphkit.read.read import get_reference

TEXT = """# Harbour meeting on migration

## Recommendations

- States should protect the human rights of migrant children at every border.
- Governments should prevent and combat trafficking in persons, and help its victims.
- Countries should issue identity documents to migrants without delay.

## Background

The meeting took place in a harbour town. Thirty delegates came.
"""
Review = Callable[..., Opened]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "harbour-2021.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(text: Path) -> Built:
    return make_graph(text, Options(encoder="none", isolated=False))


@pytest.fixture
def open_review(chromium: Any, built: Built, text: Path, tmp_path: Path) -> Iterator[Review]:
    """Open the review page of the text, with a coder's name given."""
    opened: list[Opened] = []

    def open_one(width: int = 1300, theme: str = "light", name: str = "Ana", **options: Any) -> Opened:
        document = load_document(text)
        texts = {document.id: document}
        graph = options.pop("graph", built.graph)
        page = make_review(graph, texts, built.issues, get_reference(), **options)
        address = page.write(tmp_path / "review.html").as_uri()
        context = chromium.new_context(
            viewport={"width": width, "height": 860}, offline=True, accept_downloads=True, color_scheme=theme
        )
        tab = context.new_page()
        tab.set_default_timeout(15_000)
        one = Opened(tab, address)
        tab.on("pageerror", lambda error: one.said.append(str(error)))
        tab.on("console", lambda m: one.said.extend([m.text] if m.type in {"error", "warning"} else []))
        tab.goto(address)
        tab.wait_for_selector("#items > *")
        if name:
            tab.fill("#coder", name)
            tab.press("#coder", "Enter")
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        one.page.context.close()
        assert one.said == []


def saved(opened: Opened) -> str:
    with opened.page.expect_download() as waiting:
        opened.page.click("#save-sheet")
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def rows_of(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet, newline="")))


def by_words(graph: Graph, words: str) -> StatementNode | None:
    return next((s for s in graph.statements() if words in s.text), None)


def press(opened: Opened, *keys: str) -> None:
    for key in keys:
        opened.page.keyboard.press(key)


def test_the_text_stands_in_order_with_headings_and_what_was_passed_over(open_review: Review) -> None:
    opened = open_review()
    lines = opened.text("#items")
    places = [lines.index(w) for w in ("Recommendations", "human rights", "trafficking", "Background", "harbour town")]
    assert places == sorted(places)
    assert opened.page.locator(".passed").count() >= 1
    assert "passed over:" in opened.text(".passed .kind")


def test_a_sheet_saved_in_the_browser_changes_the_next_build_as_asked(
    open_review: Review, built: Built, text: Path, tmp_path: Path
) -> None:
    opened = open_review()
    assert len(list(built.graph.statements())) == 3
    press(opened, "4", "a")  # the first is a principle
    press(opened, "r")  # the second is no statement
    press(opened, "o", *["Backspace"] * 3, "2", "1", "Enter", "Escape", "a")  # the third is about objective 21 alone
    opened.page.locator(".passed .open").first.click()
    press(opened, "2", "a")  # a sentence passed over is a practice
    sheet = tmp_path / "sheet.csv"
    content = saved(opened)
    sheet.write_text(content, encoding="utf-8")
    assert {r["coder"] for r in rows_of(content)} == {"Ana"}
    assert sorted(r["decision"] for r in rows_of(content)) == ["change", "change", "change", "reject"]
    graph = make_graph(text, Options(encoder="none", isolated=False, corrections=sheet)).graph
    first, third = by_words(graph, "migrant children"), by_words(graph, "identity documents")
    assert first is not None
    assert first.kind == "principle"
    assert first.rule == "coder:Ana"
    assert by_words(graph, "trafficking") is None
    assert third is not None
    assert [k.target for k in graph.out(third.id, Addresses)] == ["gcm:21"]
    added = [s for s in graph.statements() if s.rule == "coder:Ana" and s.kind == "practice"]
    assert len(added) == 1


def test_a_statement_split_and_two_joined_in_the_browser_are_so_in_the_next_build(
    open_review: Review, text: Path, tmp_path: Path
) -> None:
    opened = open_review()
    press(opened, "j", "x")
    opened.page.locator(".cuts button", has_text="‖ and help").click()
    opened.page.locator(".passed .open").first.click()
    press(opened, "c")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(saved(opened), encoding="utf-8")
    graph = make_graph(text, Options(encoder="none", isolated=False, corrections=sheet)).graph
    wordings = {s.text for s in graph.statements()}
    assert {"Governments should prevent and combat trafficking in persons,", "and help its victims."} <= wordings
    assert "The meeting took place in a harbour town. Thirty delegates came." in wordings
    assert not any("persons, and help" in w for w in wordings)


def test_of_a_long_text_cards_are_drawn_when_they_come_near(open_review: Review, built: Built) -> None:
    document, node = next(iter(built.graph.nodes(Document))).id, next(iter(built.graph.statements()))
    graph = Graph(built.graph.nodes(Node))
    for number in range(400):
        wording = f"Protect crew {number}."
        graph.add_node(
            node.model_copy(update={"id": f"statement:{number:012x}", "text": wording, "document": document})
        )
    opened = open_review(graph=graph)
    assert opened.page.locator("article.card").count() >= 400
    assert opened.page.locator(".later").count() > 250
    opened.page.locator("#items > li").last.scroll_into_view_if_needed()
    opened.page.wait_for_selector("#items > li:last-child .open")
    press(opened, "f", "j", "a")
    assert opened.page.locator(".verdict-accept").count() == 1


def test_a_suggestion_is_shown_and_taken_and_a_sheet_is_loaded_again(
    open_review: Review, built: Built, tmp_path: Path, axe: str
) -> None:
    row = make_sheet(built.graph)[-1]
    model = {**row, "coder": "model:<b>tiny</b>", "kind": "practice", "note": "kind practice: “<i>rights</i>”"}
    opened = open_review(suggested=[model])
    press(opened, "f", "j")  # the most useful first: where the model differs
    assert "Suggested by model:<b>tiny</b>" in opened.text("li.current .suggested")
    assert violations(opened, axe) == []
    press(opened, "w", "a")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(saved(opened), encoding="utf-8")
    assert [(r["id"], r["kind"], r["coder"]) for r in rows_of(sheet.read_text(encoding="utf-8"))] == [
        (row["id"], "practice", "Ana")
    ]
    other = open_review(name="Ben")
    other.page.set_input_files("#load-sheet", sheet)
    other.page.wait_for_selector(".verdict-change")
    assert [(r["kind"], r["coder"]) for r in rows_of(saved(other))] == [("practice", "Ana")]


def test_an_accepted_sheet_changes_nothing_and_counts_its_rows(
    open_review: Review, built: Built, text: Path, tmp_path: Path
) -> None:
    opened = open_review()
    press(opened, "a", "a", "a")
    (tmp_path / "sheet.csv").write_text(saved(opened), encoding="utf-8")
    assert [c.changes for c in read_corrections(tmp_path / "sheet.csv", get_reference())] == [(), (), ()]
    again = make_graph(text, Options(encoder="none", isolated=False, corrections=tmp_path / "sheet.csv"))
    assert again.graph.digest() == built.graph.digest()


def test_no_cell_of_the_sheet_is_a_formula_and_names_come_back_whole(open_review: Review, tmp_path: Path) -> None:
    name = '=HYPERLINK("x","y"),\'<b>Ana</b>'
    opened = open_review(name=name)
    press(opened, "2", "a")
    content = saved(opened)
    assert not any(v.startswith(("=", "+", "-", "@")) for r in rows_of(content) for v in r.values())
    (tmp_path / "sheet.csv").write_text(content, encoding="utf-8")
    (found,) = read_corrections(tmp_path / "sheet.csv", get_reference())
    assert found.coder == name


def test_nothing_in_a_text_or_a_code_can_run(chromium: Any, tmp_path: Path) -> None:
    page = make_review(nasty_graph(), {}, [], Graph()).write(tmp_path / "nasty.html")
    tab = chromium.new_page()
    tab.goto(page.as_uri())
    tab.fill("#coder", "<img src=x onerror=window.hit=1>")
    tab.press("#coder", "Enter")
    for key in ("2", "a", "o"):
        tab.keyboard.press(key)
    tab.click("#order", timeout=5000)
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.hit ?? null") is None
    assert tab.locator("img, script[src], iframe").count() == 0
    assert tab.locator("article").count() == len(list(nasty_graph().statements()))
    tab.context.close()


def test_a_sheet_needs_a_name_and_a_name_of_a_model_is_refused(open_review: Review) -> None:
    opened = open_review(name="")
    opened.page.fill("#coder", "model:x")
    opened.page.press("#coder", "Enter")
    assert opened.page.get_attribute("#coder", "aria-invalid") == "true"
    opened.page.locator(".item .open").first.click()
    opened.page.keyboard.press("a")
    assert "0 of 3" in opened.text("#progress")


def test_decisions_can_be_taken_back_and_last_when_the_page_is_closed(open_review: Review) -> None:
    opened = open_review()
    press(opened, "a", "r", "u")
    assert "3 of 3" in opened.text("#progress")
    press(opened, "z")
    assert "2 of 3" in opened.text("#progress")
    assert "2 decisions" in opened.text(".remind") or "3 decisions" in opened.text(".remind")
    opened.page.on("dialog", lambda dialog: dialog.accept())
    opened.page.reload()
    opened.page.wait_for_selector("#items > *")
    assert "2 of 3" in opened.text("#progress")
    assert "Ana" in opened.text("#who")
    saved(opened)
    assert opened.page.locator(".remind").count() == 0


def test_accept_all_shown_accepts_only_what_is_on_the_screen(open_review: Review) -> None:
    opened = open_review()
    opened.page.set_viewport_size({"width": 1300, "height": 460})
    opened.page.evaluate("scrollTo(0, 0)")
    seen = """() => [...document.querySelectorAll('.item article')].filter(e => {
      const [b, bar] = [e, document.getElementById('bar')].map(x => x.getBoundingClientRect());
      return b.top >= bar.bottom - 1 && b.bottom <= innerHeight + 1}).length"""
    inside = opened.page.evaluate(seen)
    assert inside < 3
    opened.page.click("#accept-shown")
    assert f"{inside} of 3" in opened.text("#progress")
    assert opened.page.locator(".passed .verdict").count() == 0


def test_two_hundred_statements_need_at_most_two_and_a_half_keys_each(open_review: Review, built: Built) -> None:
    """Of five statements four are right (one key); of wrong ones half have another kind, half another objective."""
    opened = open_review()
    strokes = {"right": ["a"], "kind": ["2", "a"], "objective": ["o", "Backspace", "2", "1", "Enter", "Escape", "a"]}
    for keys in strokes.values():
        press(opened, *keys)
    decided = [v for v in opened.page.locator(".verdict").all_inner_texts() if v]
    assert decided == ["accepted", "changed", "changed"]
    cost = 0.8 * len(strokes["right"]) + 0.1 * len(strokes["kind"]) + 0.1 * len(strokes["objective"])
    assert cost <= 2.5


@pytest.mark.parametrize(("width", "theme", "language"), [(1300, "light", "en"), (390, "dark", "es")])
def test_axe_finds_nothing_to_mend_on_the_review_page(
    open_review: Review, axe: str, width: int, theme: str, language: str
) -> None:
    opened = open_review(width=width, theme=theme, language=language)
    assert violations(opened, axe) == []
    opened.page.keyboard.press("o")
    assert violations(opened, axe) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1300, 390])
def test_everything_that_is_touched_is_large_enough(open_review: Review, width: int) -> None:
    opened = open_review(width=width)
    small = """() => [...document.querySelectorAll('button, select, input, summary')].filter(e => {
      const b = e.getBoundingClientRect();
      return b.height > 0 && (b.height < 43.5 || b.width < 43.5)}).map(e => e.outerHTML.slice(0, 80))"""
    assert opened.page.evaluate(small) == []
