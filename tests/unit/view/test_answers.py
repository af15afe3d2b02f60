"""The sentences that a page says first."""

import json
from typing import Any

import pytest
from made_graphs import make_synthetic

from graphkit.analysis.headlines import MOST, find_headlines
from graphkit.graph.graph import Graph
from graphkit.publish.view.payload import build_payload


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_synthetic(300, 20, 8, 4)


@pytest.fixture(scope="module")
def payload(graph: Graph) -> dict[str, Any]:
    return build_payload(graph, ["network"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_says_what_the_report_says(graph: Graph, payload: dict[str, Any], language: str) -> None:
    answers, found = payload["answers"][language], find_headlines(graph, language)
    said = [(a["key"], a["text"], a["certainty"]) for a in answers["findings"]]
    assert said == [(f["key"], f["text"], f["certainty"]) for f in found]
    assert {"shared", "silence", "clusters"} <= {key for key, _, _ in said}
    assert len(said) <= MOST
    assert answers["missing"] == list(found.could_not_judge)


def test_quotes_and_places_are_rows_and_no_wording_is_held_twice(graph: Graph, payload: dict[str, Any]) -> None:
    ids, entities = payload["graph"]["statements"]["id"], payload["graph"]["entities"]["id"]
    for answer, f in zip(payload["answers"]["en"]["findings"], find_headlines(graph), strict=True):
        assert [ids[row] for row, _ in answer["quotes"]] == [q["statement"] for q in f["quotes"]]
        assert [entities[row] for row in answer["about"]] == f["about"]
    text = json.dumps(payload["answers"])
    assert not [t for t in payload["graph"]["statements"]["text"] if t in text]
    assert len(text) < 12_000


def test_a_silence_leads_to_a_silent_cell(payload: dict[str, Any]) -> None:
    silences = [a for a in payload["answers"]["en"]["findings"] if a["key"] == "silence"]
    gaps = payload["matrices"]["gaps"]
    assert silences
    for silence in silences:
        row, column = (gaps[side].index(end) for side, end in zip(("rows", "columns"), silence["about"], strict=True))
        assert gaps["steps"][row * len(gaps["columns"]) + column] == 1


def test_pages_without_a_network_hold_no_sentences(graph: Graph) -> None:
    assert build_payload(graph, ["gaps", "overlap"])["answers"] is None
