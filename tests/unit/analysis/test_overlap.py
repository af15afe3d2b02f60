"""Shared priorities: DNA's formulas, joint statements, wordings, bad input."""

import numpy as np
import pytest
from spoken import Spoken

from graphkit.analysis.columns import make_table
from graphkit.analysis.overlap.overlap import find_overlap, make_network
from graphkit.analysis.overlap.profiles import make_onemode, make_twomode
from graphkit.errors import InputError, OptionError, UnknownNameError

COUNTS = np.array([[2.0, 0, 1], [1, 3, 0], [0, 0, 0]])


@pytest.mark.parametrize(
    ("normalization", "expected"),
    [
        ("no", 2.0),
        ("average", 2 / 3.5),
        ("jaccard", 2 / (1 + 3 + 2)),
        ("cosine", 2 / (np.sqrt(5) * np.sqrt(10))),
        ("dna-cosine", 2 / (3 * 4)),
    ],
)
def test_onemode_weights_follow_the_formulas(normalization: str, expected: float) -> None:
    weights = make_onemode(COUNTS, normalization)
    assert weights[0, 1] == weights[1, 0] == pytest.approx(expected)
    assert not weights[2].any()
    assert not np.diag(weights).any()


def test_twomode_weights_follow_the_formulas() -> None:
    assert make_twomode(COUNTS, "activity")[0].tolist() == pytest.approx([2 / 3, 0, 1 / 3])
    assert make_twomode(COUNTS, "prominence")[:, 0].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert not make_twomode(COUNTS, "activity")[2].any()


def test_onemode_is_the_networkx_projection() -> None:
    import networkx
    from networkx.algorithms import bipartite

    rng = np.random.default_rng(3)
    binary = rng.random((12, 9)) < 0.4
    graph = networkx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from((i, f"c{j}") for i, j in zip(*np.nonzero(binary), strict=True))
    projected = bipartite.weighted_projected_graph(graph, range(12))
    expected = networkx.to_numpy_array(projected, nodelist=range(12))
    assert (make_onemode(binary.astype(float)) == expected).all()


def three_states() -> Spoken:
    graph = Spoken()
    for actor, objectives in (("AAA", (1, 2, 3)), ("CCC", (1, 2, 4)), ("DDD", (5, 6, 5))):
        for objective in objectives:
            graph.say(actor, "recommendation", [objective], f"{actor} on {objective}", document=f"paper {actor}")
    return graph


def test_pairs_name_what_they_share_and_the_statements_behind() -> None:
    (pair,) = find_overlap(three_states()).pair_result()
    assert (pair["left"], pair["right"], pair["shared_ids"]) == ("AAA", "CCC", ["gcm:1", "gcm:2"])
    assert len(pair.statements) == 4


def test_shared_priorities_stand_side_by_side_with_both_wordings() -> None:
    rows = find_overlap(three_states()).shared_result().to_rows()
    assert [(r["column"], r["left_text"], r["right_text"]) for r in rows] == [
        ("gcm:1", "AAA on 1", "CCC on 1"),
        ("gcm:2", "AAA on 2", "CCC on 2"),
    ]


def test_a_column_shared_only_by_joint_statements_is_not_tested() -> None:
    graph = three_states()
    for objective in (1, 2, 3):
        joint = graph.say("BUN", "recommendation", [objective], document="joint")
        graph.actor("BTWO")
        graph.link("SAID_BY", joint, "BTWO")
    (pair,) = find_overlap(graph).pair_result().find(left="BTWO", right="BUN")
    assert (pair["shared"], pair["joint"], pair["p"], pair["more_than_chance"]) == (3, 3, None, None)


def test_joint_and_own_statements_on_one_column_count_as_own() -> None:
    graph = three_states()
    joint = graph.say("AAA", "recommendation", [1], document="joint")
    graph.link("SAID_BY", joint, "CCC")
    (pair,) = find_overlap(graph).pair_result().find(left="AAA", right="CCC")
    assert pair["joint"] == 0


def test_duplicates_count_once_a_document_a_year_or_altogether() -> None:
    graph = Spoken()
    graph.document("one", 2017)
    graph.document("two", 2017)
    graph.document("three", 2022)
    for document in ("one", "one", "two", "three"):
        graph.say("AAA", "recommendation", [1], document=document)
        graph.say("CCC", "recommendation", [1], document=document)
    found = {d: find_overlap(graph, duplicates=d).profile.counts[0, 0] for d in ("include", "document", "year")}
    assert found == {"include": 4, "document": 3, "year": 2}
    assert find_overlap(graph, duplicates="acrossrange").profile.counts[0, 0] == 1


def test_years_and_kinds_choose_the_statements() -> None:
    graph = Spoken()
    for year in (2011, 2022):
        graph.document(f"d{year}", year)
        for actor in ("AAA", "CCC"):
            for objective in (1, 2, 3):
                graph.say(actor, "recommendation" if year == 2011 else "practice", [objective], document=f"d{year}")
    assert find_overlap(graph, start=2012).profile.counts.sum() == 6
    assert find_overlap(graph, kinds=["practice"]).profile.counts.sum() == 6
    with pytest.raises(OptionError, match="first must not be after"):
        find_overlap(graph, start=2022, end=2011)


def test_crossed_columns_are_finer() -> None:
    graph = three_states()
    graph.say("AAA", "recommendation", [1], groups=["women"])
    graph.say("CCC", "recommendation", [1], groups=["women", "youth"])
    overlap = find_overlap(graph, "objective+group", least_activity=1)
    assert overlap.profile.columns.ids == ("gcm:1 + women", "gcm:1 + youth")
    assert overlap.pair_result().findings[0]["shared_ids"] == ["gcm:1 + women"]


def test_cues_are_columns_wherever_they_stood() -> None:
    graph = three_states()
    graph.say("AAA", "recommendation", [1], rule="cue:help desk (4)")
    graph.say("CCC", "recommendation", [1], rule="section:help desk (4)")
    overlap = find_overlap(graph, "cue")
    (pair,) = overlap.pair_result().find(left="AAA", right="CCC")
    assert "gcm:1 | help desk (4)" in pair["shared_ids"]


def test_rows_that_say_too_little_are_named() -> None:
    graph = three_states()
    graph.say("ZZZ", "recommendation", [1])
    assert "Name of ZZZ" in find_overlap(graph).pair_result().could_not_judge[-1]


def test_networks_can_be_taken_out_one_mode_or_two() -> None:
    overlap = find_overlap(three_states())
    assert make_network(overlap)[2].shape == (3, 3)
    assert make_network(overlap, "twomode", "activity")[2].sum(axis=1).tolist() == pytest.approx([1, 1, 1])


def test_a_statement_issued_by_several_counts_once_for_a_priority() -> None:
    graph = three_states()
    joint = graph.say("AAA", "recommendation", [1], "Both say this")
    graph.link("SAID_BY", joint, "CCC")
    first = find_overlap(graph).column_result().findings[0]
    assert (first["column"], first["speakers"], first["count"]) == ("gcm:1", 2, 3)
    assert len(first.statements) == 3


def test_priorities_tell_how_many_speak_of_each() -> None:
    first = find_overlap(three_states()).column_result().findings[0]
    assert (first["column"], first["speakers"], first["speaker_ids"]) == ("gcm:1", 2, ["AAA", "CCC"])


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"columns": "objectives"}, UnknownNameError, "Did you mean 'objective'"),
        ({"normalization": "l2"}, OptionError, "no normalization 'l2'"),
        ({"duplicates": "week"}, OptionError, "duplicates is 'week'"),
        ({"kinds": ["wish"]}, UnknownNameError, "statement kind"),
        ({"alpha": 0.0}, OptionError, "alpha is 0"),
        ({"columns": "mechanism"}, InputError, "needs two actors"),
    ],
)
def test_bad_options_are_refused_in_one_line(options: dict, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        find_overlap(three_states(), **options)


def test_one_actor_only_is_refused() -> None:
    graph = Spoken()
    for _ in range(4):
        graph.say("AAA", "recommendation", [1])
    with pytest.raises(InputError, match="only one such actor"):
        find_overlap(graph)


def test_years_without_dated_documents_are_refused() -> None:
    graph = Spoken()
    graph.document("paper", None)
    graph.say("AAA", "recommendation", [1])
    with pytest.raises(InputError, match="No document of the graph has a year"):
        find_overlap(make_table(graph), start=2010)


def test_weights_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="1 weights of the matrix are not numbers"):
        make_onemode(np.array([[1.0, np.nan]]))
