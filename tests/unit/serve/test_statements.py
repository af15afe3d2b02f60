"""Statements are found by words and filters, in the order of the texts, and nothing else is found."""

import pytest
from served import NASTY, SPANISH

from graphkit.errors import UnknownNameError

ES, MARKUP = "statement:served0", "statement:served1"


def found(reader, **wanted):
    """Return the ids of what a search finds."""
    return [row["id"] for row in reader.search_statements(**wanted, limit=1000)["statements"]]


@pytest.mark.parametrize(
    "words",
    [
        "migracion",
        "MIGRACIÓN",
        "migrac segur",
        '"migración segura y ordenada"',
        'deberian "los estados"',
        "DEBERI\u0301AN",
    ],
)
def test_words_are_found_whatever_their_case_and_accents_and_over_line_ends(reader, words):
    assert found(reader, words=words) == [ES]


@pytest.mark.parametrize("words", ["gracion", '"segura migracion"', "migracion partner", ".*", "(", "\\w+", "[a-z"])
def test_parts_of_words_other_orders_and_patterns_are_not_found(reader, words):
    assert found(reader, words=words) == []


def test_without_words_all_come_in_the_order_of_document_and_place(reader):
    answer = reader.search_statements(limit=1000)
    places = [(row["document"], row["id"]) for row in answer["statements"]]

    assert answer["in_all"] == 152
    assert len(places) == 50  # the most rows of this reader
    assert [d for d, _ in places] == sorted(d for d, _ in places)


def test_pages_of_an_answer_join_to_the_whole(reader):
    rows, offset = [], 0
    while offset is not None:
        answer = reader.search_statements(limit=50, offset=offset)
        rows += [row["id"] for row in answer["statements"]]
        offset = answer["next_offset"]

    assert len(rows) == len(set(rows)) == 152


def test_each_filter_keeps_what_it_names(reader):
    rows = reader.search_statements(kind="recommendation", strength="commit", limit=1000)["statements"]
    assert rows
    assert {(r["kind"], r["strength"]) for r in rows} == {("recommendation", "commit")}

    assert {r["document"] for r in reader.search_statements(document="Report of round 1")["statements"]} == {"doc-1"}
    assert {r["year"] for r in reader.search_statements(since=2013, until=2013)["statements"]} == {2013}
    assert all("AAB" in r["speakers"] for r in reader.search_statements(speaker="stateland 1")["statements"])
    assert found(reader, words="migracion", region="test") == [ES]
    assert found(reader, about="23", words="los") == [ES]
    assert found(reader, about="gcm:23", least_score=0.7, words="los") == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "advice"},
        {"document": "doc-9"},
        {"speaker": "ZZZ"},
        {"about": "gcm:99"},
        {"region": "Moon"},
        {"strength": "mighty"},
    ],  # fmt: skip
)
def test_a_name_that_the_graph_has_not_is_an_error_and_not_an_empty_answer(reader, wanted):
    with pytest.raises(UnknownNameError):
        reader.search_statements(**wanted)


def test_a_statement_comes_with_its_exact_wording_its_place_and_the_words_of_each_link(reader):
    row = reader.read_statement(ES)

    assert (row["wording"], row["place"]) == (SPANISH, "Report of round 0 (2010)")
    assert (row["properties"]["start"], row["properties"]["end"]) == (50_000, 50_000 + len(SPANISH))
    assert {(k["type"], k["id"], k["evidence"][0]["words"]) for k in row["links"]} == {
        ("SAID_BY", "AAB", "Los"), ("ADDRESSES", "gcm:23", "Los")
    }  # fmt: skip
    assert reader.read_statement(MARKUP)["wording"] == NASTY
