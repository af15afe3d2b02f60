"""The main findings: at most seven sentences, with names and no codes, in two languages, none quoted twice."""

import numpy as np
import pytest
from made_graphs import make_synthetic
from spoken import Spoken, make_forum

from graphkit.analysis import headlines
from graphkit.analysis.base import make_finding
from graphkit.analysis.clusters.clusters import find_clusters
from graphkit.analysis.gaps.gaps import SURE_ENOUGH
from graphkit.analysis.headline_material import Found, Line, Material
from graphkit.analysis.headlines import MOST, find_headlines
from graphkit.errors import UnknownNameError

DESK = "Open help desks in each harbour for fishing crews"


@pytest.mark.parametrize("language", ["en", "es"])
def test_at_most_seven_sentences_name_people_and_things_and_no_codes(language: str) -> None:
    found = find_headlines(make_forum(DESK), language)
    assert 3 <= len(found) <= MOST
    assert all("gcm:" not in f["text"] and "AAA " not in f["text"].replace("Name of AAA", "") for f in found)
    assert "Name of AAA" in " ".join(f["text"] for f in found)


def test_no_wording_is_quoted_twice_and_each_quote_is_a_statement() -> None:
    graph = make_forum(DESK)
    quotes = [q for f in find_headlines(graph) for q in f["quotes"]]
    assert len({q["text"] for q in quotes}) == len(quotes) > 0
    assert all(graph.node(q["statement"]).text == q["text"] for q in quotes)


def test_the_ask_of_several_voices_is_told_with_their_names() -> None:
    (ask,) = find_headlines(make_forum(DESK)).find(key="ask")
    assert ask["text"].startswith("The same ask on “Aim 1” is made in 3 documents of 2017 by")
    assert ask["quotes"][0]["text"] == DESK


@pytest.mark.parametrize("language", ["en", "es"])
def test_clusters_are_those_of_the_one_analysis_and_named_by_what_they_stand_for(language: str) -> None:
    graph = make_synthetic(300, 20, 8, 4)
    found = [f for f in find_clusters(graph).result() if f["size"] > 1]
    steadiest = max(found, key=lambda f: f["stability"])
    (said,) = find_headlines(graph, language).find(key="clusters")
    assert said["text"].startswith(str(len(found)))
    assert said["about"] == steadiest["members"]
    node = graph.node(steadiest["stands_for_ids"][0])
    assert (node.name if language == "en" else node.name_es) in said["text"]
    assert f"{100 * steadiest['stability']:.0f} %" in said["text"]


def test_where_no_cluster_stands_out_from_chance_that_is_said() -> None:
    rng = np.random.default_rng(4)
    graph = Spoken(objectives=8)
    for actor in ("AAA", "CCC", "DDD", "EEE", "FFF", "GGG"):
        for _ in range(8):
            graph.say(actor, "recommendation", [int(rng.integers(1, 9))], document=f"of {actor}")
    (said,) = find_headlines(graph).find(key="clusters")
    assert said["text"] == "No cluster of actors stands out from chance."


def test_a_quote_is_mainly_about_the_matter_short_and_each_by_another_voice() -> None:
    graph = Spoken()
    aside = graph.say("AAA", "recommendation", [2, 1], text="Tell the harbour and, by the way, the crews.")
    long = graph.say("AAA", "recommendation", [1], text="Open a desk. " * 40)
    best = graph.say("AAA", "recommendation", [1], text="Open a help desk for fishing crews in each of the harbours.")
    other = graph.say("CCC", "recommendation", [1], text="Crews should find a desk in the harbour.")
    material = Material(Found(graph), "en")
    positions = [material.table.positions[s] for s in (aside, long, best, other)]

    told = [material.table.statements[p] for p in material.telling(positions, ["gcm:1"])]

    assert told == [best, other, long, aside]


def test_the_silence_that_matters_most_comes_first_then_that_of_another_voice() -> None:
    material = Material(Found(make_forum(DESK)), "en")
    silences = [("AAA", "gcm:1"), ("CCC", "gcm:2"), ("AAA", "gcm:3"), ("DDD", "gcm:4")]
    material.found.silent = [
        make_finding("gap", row, {"actor": row[0], "about": row[1], "expected": 1.0, "importance": 1.0}, [], "", 0.9)
        for row in silences
    ]
    assert [line.about for line in headlines._silence(material)] == [["AAA", "gcm:1"], ["CCC", "gcm:2"]]


def test_second_lines_of_a_kind_fill_the_room_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def many(key: str):
        return lambda _: iter([Line(key, f"{key} {n}.", None, []) for n in (1, 2)])

    monkeypatch.setattr(headlines, "_MAKERS", tuple(many(key) for key in "abc"))
    told = [f["text"] for f in find_headlines(make_forum(DESK), most=4)]
    assert told == ["a 1.", "a 2.", "b 1.", "c 1."]


def test_what_is_not_offered_is_told_in_the_language_asked_for() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    told = [find_headlines(graph, language).could_not_judge for language in ("en", "es")]
    assert len(told[0]) == len(told[1]) > 3
    assert not set(told[0]) & set(told[1])
    assert all(": not offered" in line for line in told[0])


def test_one_voice_alone_is_told_why_nothing_is_compared() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    found = find_headlines(graph)
    assert not found.find(key="stress") and not found.find(key="ask")
    assert any("need two voices" in line for line in found.could_not_judge)
    assert found.notes[0] == "Read: 1 document of 2017, with 1 statement by 1 voice."


def test_of_many_names_the_first_are_given_and_the_others_counted() -> None:
    material = Material(Found(make_forum(DESK)), "en")
    assert material.join(list("ABCDE"), 4) == "A, B, C, D and 1 more"
    assert material.join(list("ABCD"), 4) == "A, B, C and D"


def test_what_is_not_sure_is_no_main_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        Line("weak", "Weak.", SURE_ENOUGH - 0.01, []),
        Line("sure", "Sure.", SURE_ENOUGH, []),
        Line("unmeasured", "Unmeasured.", None, []),
    ]
    monkeypatch.setattr(headlines, "_MAKERS", (lambda _: iter(lines),))
    assert [f["key"] for f in find_headlines(make_forum(DESK))] == ["sure", "unmeasured"]


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Known: en, es"):
        find_headlines(make_forum(DESK), "xx")
