"""What is inside a page, before any browser opens it."""

import base64
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_graphs import make_synthetic

from graphkit.analysis.columns import make_table
from graphkit.errors import OptionError, StoreError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES
from graphkit.graph.ontology.nodes import StatementNode
from graphkit.publish.view import PAGES, make_page, matrices
from graphkit.publish.view.assets import read_bundle
from graphkit.publish.view.page import read_words

SOURCE = Path(__file__).resolve().parents[3] / "graphkit" / "publish" / "view" / "src"
ALL_PAGES = [*PAGES, "review"]
HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}\u2028\u202e'


def unpack(html: str) -> dict[str, Any]:
    packed = re.search(r'id="data">([^<]*)</script>', html)
    assert packed is not None
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return data


@pytest.mark.parametrize("page", PAGES)
def test_the_same_graph_gives_the_same_page(page: str) -> None:
    assert make_page(make_synthetic(60), page).html == make_page(make_synthetic(60), page).html


def test_the_page_holds_every_node_and_link_of_the_graph() -> None:
    graph = make_synthetic(80)
    data = unpack(make_page(graph, "atlas").html)["graph"]
    assert len(data["entities"]["id"]) + len(data["statements"]["id"]) == len(graph)
    assert (
        sum(len(data[part]["source" if part != "links" else "type"]) for part in ("links", "facts", "echoes"))
        == graph.link_count
    )


def test_many_pairs_list_fewer_statements_each_and_say_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    table = make_table(make_synthetic(300, 20, 8, 4))
    entities = {id: n for axis in table.axes.values() for n, id in enumerate(axis.ids)}
    rows = {id: n for n, id in enumerate(table.statements)}
    whole = matrices.make_overlap(table, entities, rows)[0]["pairs"]
    monkeypatch.setattr(matrices, "ALL_STATEMENTS", 3 * len(whole))
    cut = matrices.make_overlap(table, entities, rows)[0]["pairs"]

    assert [p["count"] for p in cut] == [p["count"] for p in whole] and max(p["count"] for p in whole) > 3
    assert [p["statements"] for p in cut] == [p["statements"][:3] for p in whole]


def test_evidence_points_at_the_very_words() -> None:
    graph = make_synthetic(80)
    data = unpack(make_page(graph, "network").html)["graph"]
    texts, links = data["statements"]["text"], data["links"]
    rows = [(texts[s], e) for s, proof in zip(links["statement"], links["evidence"], strict=True) for e in proof]
    assert rows
    assert all(text[e[2] : e[3]] and text.startswith(text[e[2] : e[3]]) for text, e in rows)


def test_nothing_in_the_page_names_an_address_that_could_be_asked() -> None:
    html = make_page(make_synthetic(20), "atlas").html
    assert not re.findall(r"<(?:script|link|img|iframe|base)[^>]*(?:src|href)=", html)
    assert "@import" not in html
    assert [page for page in ALL_PAGES if "url(" in read_bundle(page)[1]] == []
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_hostile_titles_stay_text() -> None:
    html = make_page(make_synthetic(5), "network", title=HOSTILE).html
    assert "<script>alert(1)" not in html
    assert "<title>&lt;/script&gt;" in html


def read_source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.js")))


def test_our_scripts_never_write_markup() -> None:
    scripts = read_source()
    banned = (
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "srcdoc",
        "fetch(",
    )
    assert [b for b in banned if b in scripts] == []
    assert 'setAttribute("style"' not in scripts
    assert not re.search(r"outerHTML\s*(?:\+|\|\||\?\?)?=(?!=)", scripts), (
        "it may be read, to save a page, never written"
    )


def test_english_and_spanish_say_the_same_things() -> None:
    words = read_words()
    assert words["en"].keys() == words["es"].keys()
    slots = {lang: {k: sorted(re.findall(r"\{\w+\}", v)) for k, v in w.items()} for lang, w in words.items()}
    assert slots["en"] == slots["es"]
    assert [k for lang in words for k, v in words[lang].items() if not v.strip()] == []


def test_every_word_that_is_asked_for_exists() -> None:
    scripts = read_source()
    asked = set(re.findall(r'\bsay\("([\w.]+)"', scripts)) | set(re.findall(r'\? "([a-z]+\.\w+)"', scripts))
    plain = [n for n, c in NODE_TYPES.items() if not issubclass(c, StatementNode)]
    facts = ("MEMBER_OF", "TAKES_PART_IN", "PART_OF", "SUPPORTS", "AUTHORED", "HOSTED")
    left_out = {"ECHOES", "HAS_SECTION", "NEXT"}
    families = {f"label.{n}{many}" for n in plain for many in ("", "s")}
    families |= {f"link.{n}" for n in LINK_TYPES if n not in {*left_out, *facts}}
    families |= {f"fact.{n}.{side}" for n in facts for side in ("in", "out")}
    assert sorted((asked | families) - read_words()["en"].keys()) == []


@pytest.mark.parametrize("graph", [Graph(), Graph(make_synthetic(0).nodes())], ids=["empty", "no statement"])
@pytest.mark.parametrize("page", PAGES)
def test_a_graph_without_statements_still_makes_a_page(graph: Graph, page: str) -> None:
    assert unpack(make_page(graph, page).html)["matrices"] == {}


def test_wrong_names_say_what_is_known() -> None:
    graph = make_synthetic(5)
    for options in ({"page": "netwrk"}, {"language": "fr"}, {"focus": "AAQ9"}):
        with pytest.raises(UnknownNameError, match="Known:"):
            make_page(graph, **options)
    with pytest.raises(OptionError, match="1 to 300"):
        make_page(graph, title=" ")


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(StoreError, match="can't be written"):
        make_page(Graph(), "matrix").write(tmp_path / "file" / "page.html")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_notebook_shows_the_page_in_a_frame_that_can_reach_nothing() -> None:
    shown = make_synthetic(5).view()._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "allow-same-origin" not in shown
    assert shown.count("<script") == 0


def test_help_of_the_view_verb_does_not_load_the_drawing_parts() -> None:
    code = "import sys, graphkit.cli.view; sys.exit('graphkit.publish.view' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
