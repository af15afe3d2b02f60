"""`graphkit gaps`: a summary for newcomers, rows in four formats, and one line for what is not there."""

import csv
import io
import json

import pytest
from spoken import Spoken

from graphkit.analysis.base import Result
from graphkit.analysis.gaps.kinds import get_kinds
from graphkit.cli import cli
from graphkit.cli.results import print_result
from graphkit.errors import GraphkitError
from graphkit.workspace import Manifest, write_workspace


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    graph = Spoken(objectives=3)
    graph.say("SLV", "recommendation", [1], "Open more offices | soon.", groups=["women"], document="early")
    graph.say("SLV", "practice", [2], "Offices of the coast work.", document="early")
    graph.say("GTM", "challenge", [3], "=Roads are unsafe.", groups=["women"], document="late")
    for _ in range(5):  # who says little is too short to be silent
        graph.say("SLV", "practice", [2], document="early")
        graph.say("GTM", "challenge", [3], "Bridges rust.", document="late")
    place = tmp_path_factory.mktemp("gaps") / "out"
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


def call(*words):
    cli.main([str(w) for w in words], standalone_mode=False)


def ask(capsys, store, *words):
    call("gaps", "--store", store, "--json", *words)
    return json.loads(capsys.readouterr().out)


def test_without_options_kinds_are_counted_and_blanks_named(store, capsys):
    call("gaps", "--store", store)
    told = capsys.readouterr().out

    assert "step-not-reached" in told.split("Blanks")[0] and "recommendation-without-addressee" not in told
    assert "Blanks that stand out" in told
    assert "graphkit gaps --kind KIND" in told


def test_a_kind_and_an_actor_are_kept(store, capsys):
    found = ask(capsys, store, "--kind", "step-not-reached", "--actor", "Name of GTM")["findings"]

    assert {(f["actor"], f["about"]) for f in found} == {("GTM", "gcm:1"), ("GTM", "gcm:2")}


def test_an_objective_is_named_by_its_number(store, capsys):
    found = ask(capsys, store, "--kind", "step-not-reached", "--objective", "3")["findings"]

    assert [(f["actor"], f["about"]) for f in found] == [("SLV", "gcm:3")]


def test_documents_and_groups_narrow_what_is_looked_at(store, capsys):
    late = ask(capsys, store, "--document", "late", "--kind", "challenge-partly-answered")
    assert {f["actor"] for f in late["findings"]} == {"GTM"}
    found = ask(capsys, store, "--group", "women", "--kind", "objective-unaddressed")
    assert [f["about"] for f in found["findings"]] == ["gcm:2", "gcm:3"]
    assert found["parameters"]["groups"] == ["women"]


def test_the_ladder_gives_each_cell_with_its_statements(store, capsys):
    found = ask(capsys, store, "--ladder", "actor")["findings"]
    steps = {(f["row"], f["column"]): (f["step_title"], len(f["statements"])) for f in found}

    assert steps["SLV", "gcm:1"] == ("recommendation", 1)
    assert steps["GTM", "gcm:1"] == ("silent", 0)


def test_the_ladder_takes_actors_and_objectives_and_refuses_what_it_can_not_heed(store, capsys):
    found = ask(capsys, store, "--ladder", "actor", "--actor", "GTM", "--objective", "1")["findings"]
    assert [(f["row"], f["column"]) for f in found] == [("GTM", "gcm:1")]

    with pytest.raises(GraphkitError, match="does not take --min-certainty, --actor"):
        call("gaps", "--store", store, "--ladder", "document", "--actor", "GTM", "--min-certainty", "0")


def test_a_limit_says_how_many_rows_there_are(store, capsys):
    found = ask(capsys, store, "--kind", "step-not-reached", "--limit", "1")

    assert (len(found["findings"]), found["notes"]) == (
        1, [get_kinds()["step-not-reached"].describe(), "The first 1 of 3 rows."],
    )  # fmt: skip


def test_why_something_could_not_be_judged_is_told_whole(capsys):
    reason = "Ferries: " + "too few sailings, " * 40 + "and that is all."
    print_result(Result("ports", "Ports", ("port",), (), could_not_judge=(reason,)), {})

    assert reason in capsys.readouterr().out


def test_csv_is_safe_for_spreadsheets_and_complete(store, capsys):
    call("gaps", "--store", store, "--kind", "challenge-partly-answered", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))

    (row,) = [row for row in rows if "Roads" in row["wording"]]
    assert row["wording"] == "'=Roads are unsafe."
    assert json.loads(row["statements"])[0] == "statement:000000000003"


def test_markdown_keeps_wordings_in_their_cell(store, capsys):
    call("gaps", "--store", store, "--kind", "recommendation-without-addressee", "--format", "markdown")

    assert "Open more offices \\| soon." in capsys.readouterr().out


def test_a_file_is_written_whole_and_kept_unless_forced(store, tmp_path, capsys):
    target = tmp_path / "gaps.md"
    call("gaps", "--store", store, "-o", target)

    assert target.read_text().startswith("# Gaps")
    with pytest.raises(GraphkitError, match="exists already"):
        call("gaps", "--store", store, "-o", target)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--actor", "SLW"), "No actor is named 'SLW'. Did you mean 'SLV'?"),
        (("--objective", "99"), "No objective is named '99'."),
        (("--kind", "challenge-partly-answerd"), "Did you mean 'challenge-partly-answered'?"),
        (("--document", "erly"), "Did you mean 'early'?"),
        (("--group", "wmen"), "Did you mean 'women'?"),
        (("--below", "recomendation"), "Did you mean 'recommendation'?"),
    ],
)
def test_what_is_not_there_is_one_line_with_the_nearest(words, told, store):
    with pytest.raises(GraphkitError) as error:
        call("gaps", "--store", store, *words)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
