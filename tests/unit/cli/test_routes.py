"""`graphkit routes`: from a gap to the bodies and mechanisms, and one line for what is wrong."""

import json

import pytest
from spoken import Spoken

from graphkit.cli import cli
from graphkit.errors import GraphkitError
from graphkit.workspace import Manifest, write_workspace


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    graph = Spoken(objectives=3)
    graph.say("SLV", "recommendation", [1])
    graph.mechanism("mechanism:pact", ["SLV", "GTM"], [2])
    graph.mechanism("mechanism:plan", ["GTM"], [2])
    graph.mechanism("mechanism:fund", ["SLV"], [3])
    place = tmp_path_factory.mktemp("routes") / "out"
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


def call(*words):
    cli.main([str(w) for w in words], standalone_mode=False)


def ask(capsys, store, *words):
    call("routes", "--store", store, "--json", *words)
    return [(f["objective"], f["route"]) for f in json.loads(capsys.readouterr().out)["findings"]]


def test_routes_of_a_named_gap_are_ranked(store, capsys):
    found = ask(capsys, store, "--objective", "2", "--actor", "SLV", "--actor", "Name of GTM")

    assert found == [("gcm:2", "mechanism:pact"), ("gcm:2", "mechanism:plan")]


def test_without_names_all_gaps_get_routes(store, capsys):
    assert ask(capsys, store, "--below", "measured") == [("gcm:2", "mechanism:pact"), ("gcm:3", "mechanism:fund")]


def test_most_limits_the_routes_of_each_objective(store, capsys):
    found = ask(capsys, store, "--actor", "SLV", "--actor", "GTM", "--most", "1")

    assert found == [("gcm:2", "mechanism:pact"), ("gcm:3", "mechanism:fund")]


def test_the_table_gives_the_reason_and_who_is_concerned(store, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    call("routes", "--store", store, "--objective", "2", "--actor", "SLV")
    told = capsys.readouterr().out

    assert "serves the objective: its mandate" in told
    assert "Concerned: SLV." in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--objective", "1"), "No actor with a text of its own is below 'mentioned'"),
        (("--actor", "SLW"), "Did you mean 'SLV'?"),
        (("--below", "mentionned"), "No step is named 'mentionned'. Did you mean 'mentioned'?"),
        (("--objective", "77"), "No objective is named '77'."),
    ],
)
def test_what_is_wrong_is_one_line(words, told, store):
    with pytest.raises(GraphkitError) as error:
        call("routes", "--store", store, *words)
    assert told in str(error.value)
