"""`graphkit overlap, clusters, echoes, timeline, compare`: an answer in each form, one line for what is wrong."""

import json
from pathlib import Path

import pytest
from spoken import Spoken

from graphkit.cli import cli
from graphkit.errors import GraphkitError
from graphkit.workspace import Manifest, write_workspace

DESK = "Open help desks in each harbour for fishing crews"


def write(graph: Spoken, place: Path) -> Path:
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


def rounds(strength: str = "recommend") -> Spoken:
    graph = Spoken(objectives=5)
    for year, actor in ((2011, "AAA"), (2017, "CCC"), (2022, "DDD")):
        graph.document(f"d{year}", year)
        graph.say(actor, "recommendation", [1], f"{DESK} by {year}", document=f"d{year}", strength=strength)
        for number in (2, 3) if year < 2022 else (4, 5):
            text = f"Matter {number * year} of another kind"
            graph.say(actor, "recommendation", [number], text, document=f"d{year}", strength="recommend")
    return graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(rounds(), tmp_path_factory.mktemp("verbs") / "out")


def call(*words: object) -> None:
    cli.main([str(w) for w in words], standalone_mode=False)


ANSWERS = {
    "overlap": ["overlap", "--show", "pairs"],
    "overlap shared": ["overlap", "--show", "shared", "--actor", "AAA", "--actor", "CCC"],
    "overlap priorities": ["overlap", "--show", "priorities"],
    "overlap asks": ["overlap", "--show", "pairs", "--columns", "ask", "--least-activity", "1"],
    "clusters ties": ["clusters", "--replicates", "5", "--show", "ties"],
    "clusters brokers": ["clusters", "--replicates", "5", "--show", "brokers"],
    "clusters two-sided": ["clusters", "--show", "two-sided"],
    "echoes": ["echoes"],
    "echoes pairs": ["echoes", "--show", "pairs"],
    "timeline": ["timeline"],
    "timeline singles": ["timeline", "--singles"],
    "timeline years": ["timeline", "--show", "years"],
}


@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)
def test_each_answer_has_findings_with_statements(
    words: list[str], store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(*words, "--store", store, "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    assert any(f["statements"] for f in found)


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
@pytest.mark.parametrize("verb", ["overlap", "clusters", "echoes", "timeline"])
def test_each_verb_answers_in_each_form(verb: str, form: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(verb, *(["--show", "pairs"] if verb == "overlap" else []), "--store", store, "--format", form)
    assert capsys.readouterr().out.strip()


def test_too_few_statements_to_compare_voices_are_said_in_one_line(store: Path) -> None:
    with pytest.raises(GraphkitError, match="need two voices with at least 6 statements; the graph holds no"):
        call("overlap", "--store", store)


def test_no_clusters_beyond_chance_is_said(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("clusters", "--replicates", "5", "--store", store, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["findings"], "no clusters beyond chance" in answer["notes"][0]) == ([], True)


def test_the_power_is_told_for_the_columns_asked_for_and_for_finer_ones(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("overlap", "--show", "power", "--columns", "kind", "--least-activity", "1", "--store", store, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert [f["columns"] for f in answer["findings"]] == ["kind", "objective", "cue", "ask"]
    assert answer["could_not_judge"][0].startswith("objective+group: An overlap needs two actors")


def test_comparing_tells_what_is_stronger(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("compare", store, write(rounds("commit"), tmp_path / "late"), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [f["change"] for f in found["findings"]] == ["strengthened"] * 3
    assert found["notes"] == ["Statements: 0 dropped, 0 weakened, 3 strengthened, 0 new, 0 reworded, 6 same."]


def test_comparing_links_tells_which_are_new(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = rounds()
    later.link("ADDRESSES", "statement:000000000001", "gcm:5", score=0.7, rule="cue:desks", rank=2)
    call("compare", store, write(later, tmp_path / "late"), "--show", "links", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["change"], f["type"], f["target"], f["after_score"]) for f in found] == [
        ("new", "ADDRESSES", "gcm:5", 0.7)
    ]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["overlap", "--columns", "objectif"], "Did you mean 'objective'"),
        (["overlap", "--show", "shared", "--actor", "AAB"], "No actor is named 'AAB'. Did you mean 'AAA'"),
        (["overlap", "--actor", "AAA", "--actor", "CCC", "--actor", "DDD"], "two rows can be compared"),
        (["overlap", "--show", "pairs", "--alpha", "1.5"], "alpha is 1.5"),
        (["overlap", "--show", "pairs", "--least-activity", "99"], "needs two actors"),
        (["clusters", "--resolution", "0"], "The resolution is 0.0"),
        (["clusters", "--range", "3", "1"], "the first must not be larger"),
        (["clusters", "--seed", "-1"], "The seed is -1"),
        (["clusters", "--show", "two-sided", "--seed", "-1"], "The seed is -1"),
        (["overlap", "--show", "power", "--least-activity", "99"], "needs two actors"),
        (["gaps", "--min-score", "nan"], "min_score is nan"),
        (["gaps", "--min-certainty", "2"], "min_confidence is 2.0"),
        (["clusters", "--weight", "priorities"], "not of the form NAME=NUMBER"),
        (["clusters", "--weight", "friendship=1"], "No component of a tie is named 'friendship'"),
        (["clusters", "--weight", "priorities=nan"], "The weight of priorities is nan"),
        (["clusters", "--accuracy", "nowhere.json"], "nowhere.json is missing"),
        (["echoes", "--statements", "wish"], "No statement kind is named 'wish'"),
        (["timeline", "--columns", "objectif", "--show", "years"], "Did you mean 'objective'"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(words: list[str], error: str, store: Path) -> None:
    with pytest.raises(GraphkitError, match=error) as caught:
        call(*words, "--store", store)
    assert "\n" not in str(caught.value)


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphkitError, match="holds no graph"):
        call("compare", tmp_path / "one", tmp_path / "two")


def test_a_timeline_without_dates_is_told(tmp_path: Path) -> None:
    graph = Spoken()
    graph.document("undated", None)
    graph.say("AAA", "recommendation", [1], document="undated")
    with pytest.raises(GraphkitError, match="has a year"):
        call("timeline", "--store", write(graph, tmp_path / "out"))
