"""The main findings: at most seven sentences, with names and no codes, in two languages, none quoted twice."""

import pytest
from spoken import Spoken, make_forum

from graphkit.analysis import headlines
from graphkit.analysis.gaps.gaps import SURE_ENOUGH
from graphkit.analysis.headlines import MOST, Material, find_headlines
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
    assert ask["text"].startswith("The same ask is made in 3 documents of 2017 by")
    assert ask["quotes"][0]["text"] == DESK


def test_one_voice_alone_is_told_why_nothing_is_compared() -> None:
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    found = find_headlines(graph)
    assert not found.find(key="stress") and not found.find(key="ask")
    assert any("need two voices" in line for line in found.could_not_judge)
    assert found.notes[0] == "Read: 1 document of 2017, with 1 statement by 1 voice."


def test_of_many_names_the_first_are_given_and_the_others_counted() -> None:
    material = Material(make_forum(DESK), "en")
    assert material.join(list("ABCDE"), 4) == "A, B, C, D and 1 more"
    assert material.join(list("ABCD"), 4) == "A, B, C and D"


def test_what_is_not_sure_is_no_main_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        ("weak", "Weak.", SURE_ENOUGH - 0.01, []),
        ("sure", "Sure.", SURE_ENOUGH, []),
        ("unmeasured", "Unmeasured.", None, []),
    ]
    monkeypatch.setattr(headlines, "_MAKERS", (lambda _: iter(lines),))
    assert [f["key"] for f in find_headlines(make_forum(DESK))] == ["sure", "unmeasured"]


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Known: en, es"):
        find_headlines(make_forum(DESK), "xx")
