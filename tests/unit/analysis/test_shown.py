"""What analyses return shows itself in a notebook as its main result, and briefly in plain text."""

import pytest
from made_graphs import make_synthetic

import graphkit

MAKERS = [graphkit.find_coverage, graphkit.find_overlap, graphkit.find_echoes, graphkit.find_clusters]


@pytest.fixture(scope="module")
def graph():
    return make_synthetic(60, 6, 2, 3)


@pytest.mark.parametrize("make", MAKERS, ids=[m.__name__ for m in MAKERS])
def test_matrices_show_themselves_as_their_main_result(make, graph):
    made = make(graph)

    assert made._repr_html_() == made.result()._repr_html_()
    assert made.result().title in repr(made)


def test_a_result_counts_its_findings_in_plain_text(graph):
    gaps = graphkit.find_gaps(graph)

    assert repr(gaps) == f"Result({gaps.title!r}, {len(gaps)} findings)"
