"""Echoes: every pair above the threshold is found, none within a document, asks echo their representative."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import Spoken

from graphkit.analysis.echoes.echoes import find_echoes, make_echo_links
from graphkit.analysis.echoes.pair_model import get_model
from graphkit.analysis.echoes.polarity import are_opposite
from graphkit.analysis.echoes.similarity import find_pairs, make_vectors, normal_form
from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.ontology import nodes as n

ROOT = Path(__file__).resolve().parents[3]
HARBOUR = "Open help desks in each harbour for fishing crews"
REWORDED = "States should open a help desk at every harbour so that fishing crews are helped"
OTHER = "Exchange yearly statistics on seasonal permits"


def two_papers(**options: object) -> Spoken:
    graph = Spoken()
    graph.document("early", 2011)
    graph.document("late", 2022)
    graph.say("AAA", "recommendation", [1], HARBOUR, document="early")
    graph.say("AAA", "recommendation", [2], OTHER, document="early")
    graph.say("CCC", "recommendation", [1], REWORDED, document="late")
    graph.say("CCC", "recommendation", [3], "Train teachers in rural schools", document="late")
    for thing in ("bridges", "wells", "orchards", "mills"):
        graph.say("DDD", "recommendation", [4], f"Mend the {thing}", document="other")
    return graph


def test_a_reworded_ask_echoes_and_others_do_not() -> None:
    found = find_echoes(two_papers()).pair_result()
    assert [(f["left_text"], f["right_text"]) for f in found] == [(HARBOUR, REWORDED)]
    assert set(found.findings[0]["words"]) >= {"harbour", "crew", "desk"}


def test_a_recurring_ask_tells_who_says_it_and_since_when() -> None:
    (ask,) = find_echoes(two_papers()).ask_result()
    assert (ask["actors"], ask["documents"], ask["since"], ask["until"], ask["count"]) == (
        ["AAA", "CCC"], ["early", "late"], 2011, 2022, 2,
    )  # fmt: skip
    assert ask["wording"] in {HARBOUR, REWORDED}


def test_statements_of_one_document_never_echo() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], HARBOUR)
    graph.say("BBB", "recommendation", [1], HARBOUR)
    assert len(find_echoes(graph).pairs) == 0


def test_shared_links_raise_the_score_of_like_wordings() -> None:
    def score(objective: int) -> float:
        graph = Spoken()
        graph.say("AAA", "recommendation", [1], HARBOUR, document="one")
        graph.say("CCC", "recommendation", [objective], REWORDED, document="two")
        return float(find_echoes(graph).scores.max())

    assert score(1) > score(2)


def test_opposites_never_echo() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1], "Keep minors in locked centres at airports", document="one")
    graph.say("BBB", "recommendation", [1], "Never keep minors in locked centres at airports", document="two")
    graph.say("CCC", "recommendation", [1], "Support undocumented fishing crews ashore", document="three")
    graph.say("DDD", "recommendation", [1], "Support documented fishing crews ashore", document="four")
    echoed = find_echoes(graph)
    assert len(echoed.pairs) == 0
    assert {echoed.table.texts[i].split()[0] for pair in echoed.opposites for i in pair} == {"Keep", "Never", "Support"}


def test_two_turns_say_the_same_thing() -> None:
    assert not are_opposite(["end", "irregular", "stays"], ["allow", "regular", "stays"], "en")
    assert are_opposite(["allow", "irregular", "stays"], ["allow", "regular", "stays"], "en")


def test_an_ask_of_hundreds_is_a_star_not_all_pairs() -> None:
    graph = Spoken()
    for number in range(300):
        graph.say("AAA", "recommendation", [1], HARBOUR, document=f"paper {number}")
    echoed = find_echoes(graph)
    (ask,) = echoed.asks
    assert (len(ask.members), len(echoed.pairs)) == (300, 299)


def test_texts_of_two_languages_are_joined_by_vectors() -> None:
    graph = Spoken()
    graph.add_node(
        n.Document(id="es", name="es", file="es.txt", sha256="0" * 64, genre="forum", year=2018, language="es",
                   characters=900, characters_read=900)
    )  # fmt: skip
    graph.say("AAA", "recommendation", [1], "Train border guards in the rights of children", groups=["children"],
              principles=["human-rights"])  # fmt: skip
    spanish = "Capacitar a los guardias fronterizos en los derechos de la niñez"
    graph.say("CCC", "recommendation", [1], spanish, document="es", groups=["children"], principles=["human-rights"])
    graph.say("CCC", "recommendation", [2], "Publicar cada año el número de visas de estudio", document="es")
    found = find_echoes(graph).pair_result()
    assert [spanish in (f["left_text"], f["right_text"]) for f in found] == [True]
    assert not len(find_echoes(graph, encoder="none").pairs)


def test_each_tier_says_how_often_it_was_right() -> None:
    echoed = find_echoes(two_papers())
    sure, likely = echoed.pair_result().notes
    card = get_model("plain").card
    assert likely.startswith("Likely or sure: ")
    assert sure.startswith(f"Sure: {100 * card['sure']['precision']:.0f} % right")
    assert f"{100 * card['sure, all']['found']:.0f} % of those among all {card['judged']} judged pairs" in sure


def test_pairs_of_two_languages_are_not_called_judged() -> None:
    card = get_model("across languages").card
    assert "judged" not in card and card["matched by machine"] > 0
    assert set(find_echoes(two_papers(), tier="sure").tiers) <= {"sure"}


def test_echo_links_go_from_the_later_statement_and_name_the_words() -> None:
    graph = two_papers()
    (link,) = make_echo_links(find_echoes(graph))
    graph.add_link(link)
    assert [graph.node(id).document for id in (link.source, link.target)] == ["late", "early"]
    assert "harbour" in (link.best.reference or "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=6), min_size=2, max_size=25),
    st.floats(0.05, 1.0),
)
def test_the_prefix_filter_misses_no_pair(rows: list[list[str]], least: float) -> None:
    vectors = make_vectors([" ".join(w * 3 for w in row) for row in rows], ["xx"] * len(rows))
    dense = vectors.matrix.toarray()
    cosine = dense @ dense.T
    expected = {(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows)) if cosine[i, j] >= least}
    unsure = {(i, j) for i, j in zip(*np.nonzero(np.abs(cosine - least) < 1e-9), strict=True)}
    found = find_pairs(vectors, least)
    assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) ^ expected <= unsure


def test_words_of_one_family_meet() -> None:
    assert normal_form("integrate", "en") == normal_form("integration", "en")
    assert normal_form("prosecute", "en") == normal_form("prosecution", "en")
    assert normal_form("integrar", "es") == normal_form("integración", "es")
    assert normal_form("qwerty", "xx") == "qwerty"


def test_planted_echoes_are_found() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from synthetic import Size, make_synthetic
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    made = make_synthetic(Size(statements=3000, documents=20, asks=100, words=4000), seed=3)
    found = find_echoes(made.table, kinds=("recommendation", "practice", "challenge", "definition", "principle"))
    pairs = set(zip(found.pairs.left.tolist(), found.pairs.right.tolist(), strict=True))
    planted = [tuple(sorted(p)) for p in made.planted.tolist()]
    assert sum(p in pairs for p in planted) >= 0.95 * len(planted)


def test_asks_hold_each_statement_once_and_echo_their_leader() -> None:
    graph = Spoken()
    for number in range(6):
        graph.say("AAA", "recommendation", [1], HARBOUR + " today" * number, document=f"paper {number}")
        graph.say("AAA", "recommendation", [2], OTHER + f" in area {number}", document=f"paper {number}")
    echoed = find_echoes(graph)
    members = [m for ask in echoed.asks for m in ask.members]
    near = set(zip(echoed.pairs.left.tolist(), echoed.pairs.right.tolist(), strict=True))
    assert len(members) == len(set(members)) == 12
    assert all(tuple(sorted((a.leader, m))) in near for a in echoed.asks for m in a.members[1:])


def test_a_tier_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="tier"):
        find_echoes(two_papers(), tier="certain")


def test_a_score_that_is_no_number_is_refused() -> None:
    from graphkit.analysis.columns import make_ties

    with pytest.raises(InputError, match="not a number"):
        make_ties([0], [0], [float("nan")])
