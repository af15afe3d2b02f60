"""The page of pyvis: what it holds, what it doesn't ask for, and what is said where pyvis is missing."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_graphs import make_synthetic

from graphkit.errors import OptionError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Node
from graphkit.graph.ontology.nodes import State
from graphkit.publish.export import write_export
from graphkit.publish.export.pyvis import LONGEST_LABEL, make, make_network
from graphkit.publish.ties import find_ties

HOSTILE = "</script><script>alert(1)</script><link rel=x><script src=y></script>{{7*7}}"


def read_data(html: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    nodes, edges = re.findall(r"new vis\.DataSet\((\[.*?\])\);", html)
    return json.loads(nodes), json.loads(edges)


def test_the_network_holds_the_weighted_ties_and_dashes_the_uncertain_ones() -> None:
    graph = make_synthetic(60)
    network = make_network(graph)
    ties = {(t.source, t.target): (t.weight, t.uncertain) for t in find_ties(graph)}
    assert {(e["from"], e["to"]): (e["value"], e["dashes"]) for e in network.edges} == ties
    assert set(network.get_nodes()) >= {end for pair in ties for end in pair}
    assert all(n["physics"] is False for n in network.nodes)


def test_the_page_holds_the_same_and_asks_nothing_of_the_network() -> None:
    graph = make_synthetic(60)
    network, html = make_network(graph), make(graph)
    assert read_data(html) == (network.nodes, network.edges)
    assert not re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=", html)


def test_hostile_names_stay_text_and_long_ones_are_cut() -> None:
    sample = make_synthetic(5)
    named = [n.model_copy(update={"name": HOSTILE * 9}) if isinstance(n, State) else n for n in sample.nodes(Node)]
    html = make(Graph(named, sample.links()))
    assert "<script>alert(1)" not in html
    nodes, _ = read_data(html)
    assert {len(n["label"]) for n in nodes if n["label"].startswith("</script>")} == {LONGEST_LABEL}


def test_without_pyvis_the_message_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [m for m in sys.modules if m.partition(".")[0] == "pyvis"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyvis", None)
    with pytest.raises(OptionError, match=r"needs pyvis.*graphkit\[pyvis\]"):
        write_export(make_synthetic(5), "pyvis", tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_our_own_pages_do_not_need_it() -> None:
    code = (
        "import sys; sys.modules['pyvis'] = None; sys.path.insert(0, 'tests');"
        "from made_graphs import make_synthetic; from graphkit.publish.view import make_page;"
        "sys.exit(len(make_page(make_synthetic(5), 'atlas').html) < 100_000)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
