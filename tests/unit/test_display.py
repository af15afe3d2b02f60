"""In a notebook: a graph counts itself, a statement marks its evidence, and no text becomes markup."""

import re
from html import unescape

import pytest
from sample_graph import MARKUP, sample_graph

import graphkit
from graphkit.errors import GraphError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Evidence
from graphkit.graph.ontology.links import Addresses
from graphkit.graph.ontology.nodes import Objective, Recommendation
from graphkit.issues import Issues
from graphkit.reference.framework import list_frameworks, load_framework
from graphkit.workspace import Manifest, Workspace

ONE = "statement:000000000001"
ELEMENTS = {"p", "b", "small", "blockquote", "mark", "table", "thead", "tbody", "tr", "th", "td"}


def elements(html):
    return {name.lower() for name in re.findall(r"</?([a-zA-Z]+)", html)}


def test_a_graph_counts_its_nodes_and_links():
    html = sample_graph()._repr_html_()

    assert f"{len(sample_graph())} nodes, {sample_graph().link_count} links" in html
    assert all(f"<td>{name}</td>" in html for name in (*NODE_TYPES, *LINK_TYPES))


@pytest.mark.parametrize("id", [node.id for node in sample_graph().statements()])
def test_no_text_becomes_markup(id):
    assert elements(sample_graph().card(id)._repr_html_()) <= ELEMENTS
    assert elements(sample_graph()._repr_html_()) <= ELEMENTS


def test_the_wording_stays_whole_under_its_marks():
    html = sample_graph().card(ONE)._repr_html_()
    quoted = re.search(r"<blockquote>(.*)</blockquote>", html, re.DOTALL).group(1)

    assert unescape(re.sub(r"<[^>]+>", "", quoted)) == MARKUP


def marked(*spans):
    graph = Graph([Objective(id=f"gcm:{i}", name=str(i), number=i, code=str(i)) for i in range(len(spans))])
    graph.add_node(
        Recommendation(
            id="s", text="open safe routes", start=10, end=26, document="d", strength="none", score=1, rule="r"
        )
    )
    for i, (start, end) in enumerate(spans):
        evidence = Evidence(rule="cue", score=1, document="d", start=start, end=end)
        graph.add_link(Addresses(source="s", target=f"gcm:{i}", evidence=(evidence,)))
    return re.findall(r'<mark [^>]*title="([^"]*)">([^<]*)</mark>', graph.card("s")._repr_html_())


def test_evidence_is_marked_with_the_link_it_carries():
    assert marked((15, 19)) == [("ADDRESSES 0", "safe")]


def test_overlapping_evidence_is_marked_with_both_links():
    assert marked((10, 19), (15, 26)) == [
        ("ADDRESSES 0", "open "), ("ADDRESSES 0; ADDRESSES 1", "safe"), ("ADDRESSES 1", " routes"),
    ]  # fmt: skip


def test_evidence_outside_the_wording_is_not_marked():
    assert marked((0, 9), (26, 40)) == []


def test_evidence_that_covers_the_whole_wording_marks_nothing():
    assert marked((10, 26), (5, 30)) == []


def test_a_statement_tells_itself_in_plain_text():
    assert "ADDRESSES Remittances [keep]" in str(sample_graph().card(ONE))


def test_only_statements_have_cards():
    with pytest.raises(GraphError, match="'URY' is a State, not a statement"):
        sample_graph().card("URY")
    with pytest.raises(GraphError, match="no node 'nobody'"):
        sample_graph().card("nobody")


@pytest.mark.parametrize("name", list_frameworks())
def test_a_framework_with_all_its_cues_shows_itself_in_a_line(name):
    framework = load_framework(name)

    assert f"{len(framework.objectives)} objectives" in repr(framework) == str(framework)
    assert len(repr(framework)) < 100
    assert f"{len(framework.cue_sets['en'].cues)} cues" in repr(framework.cue_sets["en"])


def test_a_build_says_what_it_holds(tmp_path):
    issues = Issues()
    issues.add("load", "a.pdf", "it is encrypted", "error")
    issues.add("statements", "a.txt", "no cue")

    assert repr(issues) == "Issues(2, errors: 1)"
    assert repr(Workspace(tmp_path, Manifest("", 3, 4))) == f"Workspace('{tmp_path}', 3 nodes, 4 links)"


def test_the_names_of_the_interface_complete_with_the_tab_key():
    assert set(graphkit.__all__) < set(dir(graphkit))
