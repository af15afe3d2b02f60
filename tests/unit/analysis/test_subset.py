"""Parts of a graph: what is kept, what is not taken for silence."""

import pytest
from spoken import Spoken

from graphkit.analysis.certainty import Accuracy, Measure
from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.subset import keep_part, make_group_accuracy
from graphkit.errors import InputError, UnknownNameError


@pytest.fixture
def graph() -> Spoken:
    graph = Spoken()
    graph.say("SLV", "recommendation", [1], groups=["women"], document="early")
    graph.say("GTM", "recommendation", [2], groups=["children"], document="late")
    return graph


def test_nothing_named_keeps_everything(graph: Spoken) -> None:
    assert keep_part(graph) is graph


def test_only_the_named_documents_are_looked_at(graph: Spoken) -> None:
    part = keep_part(graph, documents=["EARLY"])

    assert [s.document for s in part.statements()] == ["early"]
    assert find_coverage(part).rows.ids == ("SLV",)


def test_only_statements_on_the_named_groups_are_looked_at(graph: Spoken) -> None:
    part = keep_part(graph, groups=["children"])

    assert [s.issuer for s in part.statements()] == ["GTM"]
    assert "early" in part


def test_what_is_not_there_is_named_with_the_nearest(graph: Spoken) -> None:
    with pytest.raises(UnknownNameError, match="No group is named 'woman'. Did you mean 'women'"):
        keep_part(graph, groups=["woman"])
    with pytest.raises(UnknownNameError, match="No document is named 'laet'. Did you mean 'late'"):
        keep_part(graph, documents=["laet"])


def test_a_part_without_statements_is_refused(graph: Spoken) -> None:
    with pytest.raises(InputError, match="No statement of early concerns children"):
        keep_part(graph, documents=["early"], groups=["children"])


def test_within_groups_a_statement_must_be_found_and_its_group_too() -> None:
    known = Accuracy(
        {"detection": Measure(1, 0.9, 80), "objectives": Measure(1, 0.8, 50), "groups": Measure(1, 0.5, 40)}
    )

    assert make_group_accuracy(known).link_recall("objective") == pytest.approx(0.9 * 0.8 * 0.5)


def test_within_groups_nothing_is_known_where_the_groups_were_not_measured() -> None:
    known = Accuracy({"detection": Measure(1, 0.9, 80), "objectives": Measure(1, 0.8, 50)}, {"1": Measure(1, 0.7, 30)})

    assert make_group_accuracy(known).link_recall("objective", "1") is None
