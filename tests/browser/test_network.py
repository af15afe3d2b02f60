"""The network page as a coordinator uses it."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest
from made_graphs import make_synthetic
from opened import Open, Opened

from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import Addresses, Concerns, SaidBy
from graphkit.graph.ontology.nodes import Document, StatementNode
from graphkit.publish.ties import find_ties


def ties_of(opened: Opened) -> dict[tuple[str, str], int]:
    return {(t["source"], t["target"]): t["weight"] for t in opened.shown()["ties"]}


def counted(opened: Opened) -> int:
    return int(opened.text("#counted").split()[0].replace(",", ""))


def tick(opened: Opened, facet: str, name: str) -> None:
    opened.page.evaluate("f => document.querySelector(`[data-facet=${f}]`).open = true", facet)
    seek = opened.page.locator(f"[data-facet={facet}] .seek")
    if seek.count():
        seek.fill(name.strip())
    opened.page.locator(f"[data-facet={facet}] label.check").filter(has_text=re.compile(name)).first.click()
    opened.page.wait_for_timeout(60)


def show_filters(opened: Opened) -> None:
    opened.page.click("#toggle-filters")


def test_the_picture_shows_the_ties_that_python_counts(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="detail=0")
    wanted = {
        (t.source, t.target): t.weight
        for t in find_ties(graph)
        if graph.node(t.source).label in {"State", "Body"} and graph.node(t.target).label == "Objective"
    }
    assert ties_of(opened) == wanted
    uncertain = {(t["source"], t["target"]) for t in opened.shown()["ties"] if t["uncertain"]}
    assert uncertain == {(t.source, t.target) for t in find_ties(graph) if t.uncertain} & wanted.keys()
    assert uncertain


def test_at_first_sight_only_the_strongest_ties_are_drawn(open_page: Open) -> None:
    graph = make_synthetic(900, 60, 30, 4)
    opened = open_page(graph)
    first = opened.shown()
    opened.page.select_option("#detail", "0")
    assert len(first["ties"]) < len(opened.shown()["ties"])
    assert len(first["nodes"]) <= 23 + 24 + 24


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("stateland 3", "Stateland 3"),
        ("BOD5", "Body for Matter 5"),
        ("estado 12", "Stateland 12"),
        ("aim number 9", "9"),
    ],
)
def test_search_suggests_and_opens_what_was_meant(open_page: Open, graph: Graph, typed: str, found: str) -> None:
    opened = open_page(graph)
    opened.page.fill("#search", typed)
    assert found in opened.text("#found li >> nth=0")
    opened.page.keyboard.press("Enter")
    assert found in opened.text("#panel h2")


def test_search_finds_wordings_and_says_when_there_is_nothing(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    opened.page.fill("#search", "yearly survey")
    wanted = sum("yearly survey" in s.text for s in graph.statements())
    opened.page.locator("#found li", has_text=f"{wanted} statements").click()
    assert opened.text(".toolbar [role=status]").startswith(f"{wanted} of")
    opened.page.fill("#search", "qqqq")
    assert opened.text("#found") == "Nothing found."


def statements_where(graph: Graph, kind: type, target: str, turned: bool = False) -> set[str]:
    if turned:
        return {x.target for x in graph.out(target, kind)}
    return {x.source for x in graph.into(target, kind)}


def test_each_filter_counts_what_the_graph_holds(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    show_filters(opened)
    of = {s.id: s for s in graph.nodes(StatementNode)}
    wanted = {
        ("documents", "round 2"): {i for i, s in of.items() if s.document == "doc-2"},
        ("kinds", "Challenge"): {i for i, s in of.items() if s.label == "Challenge"},
        ("actors", "Stateland 0"): statements_where(graph, SaidBy, "AAA"),
        ("objectives", "number 13 "): statements_where(graph, Addresses, "gcm:13"),
        ("groups", "Children"): statements_where(graph, Concerns, "children"),
    }
    for (facet, name), statements in wanted.items():
        tick(opened, facet, name)
        assert counted(opened) == len(statements) > 0, facet
        opened.page.click("#clear")
    assert counted(opened) == len(of)


def test_years_and_certainty_narrow_the_picture(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="detail=0")
    show_filters(opened)
    opened.page.select_option("[data-year=from]", "2013")
    opened.page.select_option("[data-year=to]", "2016")
    years = {d.id: d.year for d in graph.nodes(Document)}
    assert counted(opened) == sum(years[s.document] in {2013, 2016} for s in graph.nodes(StatementNode))
    before = sum(ties_of(opened).values())
    opened.page.locator(".range input").fill("0.6")
    opened.page.wait_for_timeout(200)
    assert 0 < sum(ties_of(opened).values()) < before
    assert not any(t["uncertain"] for t in opened.shown()["ties"])


def test_the_labels_shown_can_be_chosen(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="detail=0")
    show_filters(opened)
    tick(opened, "labels", "Groups")
    labels = {graph.node(n).label for n in opened.shown()["nodes"]}
    assert labels == {"State", "Body", "Objective", "Group"}
    tick(opened, "labels", "States")
    assert "State" not in {graph.node(n).label for n in opened.shown()["nodes"]}


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="in-documents=doc-0&from=2019&to=2019")
    assert opened.text("#empty p") == "No statement fits all the filters."
    opened.page.click("#empty button")
    assert opened.shown()["ties"]


def test_a_click_on_a_node_leads_to_the_words(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.click_node("AAA")
    said = [x.source for x in graph.into("AAA", SaidBy)]
    assert opened.text("#panel h2") == "Stateland 0"
    assert f"{len(said)} statements" in opened.text("#panel .statements h3").lower()
    wordings = {graph.node(i).title for i in said}
    shown = opened.page.locator("#panel .wording").all_inner_texts()
    assert shown and set(shown) <= wordings
    card = opened.page.locator("#panel .card").first
    marked = card.locator("mark").all_inner_texts()
    assert card.locator(".wording").inner_text().startswith("".join(marked))
    assert "Report of round" in card.inner_text() and "page" in card.inner_text() and "Part One" in card.inner_text()


def test_a_click_on_a_tie_leads_to_the_statements_that_make_it(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="detail=0")
    tie = max(opened.shown()["ties"], key=lambda t: t["weight"])
    pair = [tie["source"], tie["target"]]
    spot = opened.page.evaluate("([a, b]) => graphkit.spotOfTie(a, b)", pair)
    opened.page.mouse.click(spot["x"], spot["y"])
    assert "tie=" in opened.state()
    both = {x.source for x in graph.into(pair[0], SaidBy)} & statements_where(graph, Addresses, pair[1])
    assert tie["weight"] == len(both)
    assert f"{len(both)} statements join these two" in opened.text("#panel")
    assert set(opened.page.locator("#panel .wording").all_inner_texts()) <= {graph.node(i).title for i in both}


def test_why_names_the_rule_the_score_and_the_words(open_page: Open, graph: Graph) -> None:
    statement = next(s for s in graph.statements() if graph.out(s.id, Addresses))
    link = graph.out(statement.id, Addresses)[0]
    opened = open_page(graph, state=f"statement={statement.id}")
    why = opened.text("#panel .why")
    assert link.best.rule in why and link.best.words in why and f"{link.score:.0%}" in why
    assert statement.rule in why and statement.id in why


def test_single_statements_unfold_around_what_they_are_about(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.page.click("#unfold")
    dots = opened.shown()["dots"]
    assert sorted(dots) == sorted(s.id for s in graph.nodes(StatementNode))
    opened.click_node(dots[0])
    assert opened.text("#panel .wording") == graph.node(dots[0]).title


@pytest.mark.parametrize("preset", ["work", "whole"])
def test_presets_show_their_labels(open_page: Open, graph: Graph, preset: str) -> None:
    opened = open_page(graph)
    opened.page.click(f"[data-preset={preset}]")
    labels = {graph.node(n).label for n in opened.shown()["nodes"]}
    assert labels == {"work": {"State", "Body", "Objective"}}.get(
        preset, {"State", "Body", "Objective", "Principle", "Group", "Mechanism"}
    )


@pytest.mark.parametrize("centre", ["AAB", "gcm:14", "mechanism:plan-3"])
def test_one_node_is_shown_with_all_it_is_tied_to(open_page: Open, graph: Graph, centre: str) -> None:
    opened = open_page(graph)
    opened.page.select_option("#centre", centre)
    ties = opened.shown()["ties"]
    assert ties and all(centre in (t["source"], t["target"]) for t in ties)
    ends = {t.target if t.source == centre else t.source for t in find_ties(graph) if centre in (t.source, t.target)}
    assert ends <= set(opened.shown()["nodes"])


def test_the_address_brings_the_same_view_back(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    show_filters(opened)
    tick(opened, "kinds", "Practice")
    show_filters(opened)
    opened.page.select_option("#detail", "2")
    opened.page.click("button[aria-label='Closer']")
    opened.page.wait_for_timeout(500)
    opened.page.mouse.move(700, 500)
    opened.page.mouse.wheel(0, -200)
    opened.page.wait_for_timeout(400)
    opened.page.click("#lang-es")
    opened.page.click("#theme")
    state, shown, spot = opened.state(), opened.shown(), opened.page.evaluate("graphkit.spotOf('gcm:1')")
    opened.go(state)
    again = opened.page.evaluate("graphkit.spotOf('gcm:1')")
    assert opened.state() == state
    assert opened.shown() == shown
    assert abs(again["x"] - spot["x"]) < 3 and abs(again["y"] - spot["y"]) < 3
    assert opened.text("h1") == "Cooperación en materia de migración"


def test_the_language_switch_changes_every_word_but_the_wordings(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="node=AAA")
    wording = opened.text("#panel .wording >> nth=0")
    opened.page.click("#lang-es")
    assert opened.page.get_attribute("html", "lang") == "es"
    assert opened.text("#panel h2") == "Estado 0"
    assert opened.text("#panel .wording >> nth=0") == wording
    english = {"Filters", "Save", "Statements", "Table", "Who works on what", "Strongest ties", "Legend"}
    assert not english & set(opened.text("body").splitlines())


def test_the_tie_table_can_be_sorted(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="table=1&detail=0")
    column = "td:nth-child(3)"
    numbers = [int(t) for t in opened.page.locator(f".plain-table tbody {column}").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    opened.page.click("[data-sort=n]")
    again = [int(t) for t in opened.page.locator(f".plain-table tbody {column}").all_inner_texts()]
    assert again == sorted(numbers)
    assert opened.page.get_attribute("th:nth-child(3)", "aria-sort") == "ascending"


def test_saved_ties_are_those_shown(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    name, content = opened.save("Ties shown (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "graphkit-ties.csv"
    assert {(r["source"], r["target"]): int(r["statements"]) for r in rows} == ties_of(opened)
    assert all(len(r["statement_ids"].split()) == int(r["statements"]) for r in rows)


def test_saved_statements_are_those_that_pass_the_filters(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="in-kinds=practice")
    _, content = opened.save("Statements shown (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {r["id"]: r["wording"] for r in rows} == {s.id: s.text for s in graph.statements() if s.label == "Practice"}


def test_saved_pictures_are_whole(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    _, png = opened.save("Picture (PNG)")
    assert png.startswith(b"\x89PNG") and len(png) > 30_000
    _, svg = opened.save("Picture (SVG)")
    root = ET.fromstring(svg)
    words = " ".join(root.itertext())
    assert "Stateland 0" in words and "no filters" in words and "SAFE PATHS" in words
    paths = [p.get("stroke-dasharray") for p in root.iter("{http://www.w3.org/2000/svg}path")]
    assert "16 13" in paths


def test_the_legend_counts_what_is_shown_and_what_is_unknown(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    shown = [graph.node(n).label for n in opened.shown()["nodes"]]
    legend = opened.text("#legend").replace("\n", " ")
    assert f"States {shown.count('State')} of 20" in legend
    assert f"Objectives {shown.count('Objective')} of 23" in legend
    unknown = sum(not graph.out(s.id, Addresses) for s in graph.nodes(StatementNode))
    assert f"objective unknown {unknown}" in legend


def test_paper_shows_the_picture_the_panel_and_no_buttons(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="node=AAA")
    opened.page.emulate_media(media="print")
    visible = "e => e.checkVisibility()"
    assert opened.page.eval_on_selector("#picture canvas", visible)
    assert opened.page.eval_on_selector("#panel .wording", visible)
    assert not opened.page.eval_on_selector(".zoom", visible)
    assert not opened.page.eval_on_selector("#header .tools", visible)
    assert opened.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_dark_follows_the_system_until_the_reader_chooses(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    theme = "document.documentElement.dataset.theme"
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate(theme) == "dark"
    opened.page.click("#theme")
    assert opened.page.evaluate(theme) == "light"
    opened.page.emulate_media(color_scheme="light")
    opened.page.emulate_media(color_scheme="dark")
    assert opened.page.evaluate(theme) == "light"


def test_clusters_show_who_stands_together_and_how_surely(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.page.click("[data-preset=clusters]")
    clusters = find_clusters(graph, speaking=True)
    assert sorted(opened.shown()["nodes"]) == sorted(clusters.actors.ids)
    for finding in clusters.result():
        assert f"cluster {finding['cluster']} · {finding['size']} actor" in opened.text("#panel").lower()
    opened.page.select_option("#detail", "0")
    ties = {frozenset((f["left"], f["right"])): f for f in clusters.tie_result()}
    shown = opened.shown()["ties"]
    assert {frozenset((t["source"], t["target"])) for t in shown} == ties.keys()
    assert all(t["uncertain"] == (ties[frozenset((t["source"], t["target"]))]["stability"] < 0.6) for t in shown)
    tie = shown[0]
    opened.go(f"preset=clusters&tie={tie['source']}&and={tie['target']}")
    assert "Cooperation tie of" in opened.text("#panel") and "shared priorities" in opened.text("#panel")


def test_the_picture_can_fill_the_screen(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    opened.page.click("#full")
    assert opened.page.evaluate("document.fullscreenElement?.id") == "stage"
    opened.page.click("#full")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("document.fullscreenElement") is None
