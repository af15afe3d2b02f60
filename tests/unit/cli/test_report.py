"""`graphkit report` and `graphkit check`: five forms, and a report that was tampered with."""

import json

import pytest
from spoken import Spoken

from graphkit.cli import cli, main
from graphkit.errors import GraphkitError, StoreError
from graphkit.workspace import Manifest, write_workspace


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    graph = Spoken(objectives=3)
    for who, document in (("AAA", "one"), ("CCC", "two")):
        graph.document(document, 2011 if document == "one" else 2020)
        graph.say(who, "recommendation", [1], "Harbours keep open registers of arrivals.", document=document)
        graph.say(who, "practice", [2], f"Boats of {who} carry nurses.", document=document)
        graph.say(who, "challenge", [2], f"Boats of {who} are late.", document=document)
    place = tmp_path_factory.mktemp("cli-report") / "out"
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


@pytest.fixture(scope="module")
def written(store, tmp_path_factory):
    place = tmp_path_factory.mktemp("written") / "report.json"
    call("report", "all", "--store", store, "--format", "json", "-o", place, "-q")
    return place


def call(*words):
    return cli.main([str(w) for w in words], standalone_mode=False)


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["graphkit", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def change(written, place, edit):
    data = json.loads(written.read_text(encoding="utf-8"))
    edit(data)
    place.write_text(json.dumps(data), encoding="utf-8")
    return place


@pytest.mark.parametrize("form", ["html", "markdown", "csv", "json"])
def test_text_is_printed_without_a_file_and_the_same_is_written(store, tmp_path, capsysbinary, form):
    call("report", "gaps", "--store", store, "--format", form)
    printed = capsysbinary.readouterr().out
    call("report", "gaps", "--store", store, "--format", form, "-o", tmp_path / "out", "-q")

    assert printed
    assert (tmp_path / "out").read_bytes() == printed


def test_a_workbook_is_written_but_not_printed(store, tmp_path):
    call("report", "--store", store, "--format", "xlsx", "-o", tmp_path / "a.xlsx", "-q")

    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    with pytest.raises(GraphkitError, match="-o report.xlsx"):
        call("report", "--store", store, "--format", "xlsx")


def test_a_file_is_replaced_only_by_force(store, tmp_path):
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="--force"):
        call("report", "--store", store, "-o", tmp_path / "a")

    assert (tmp_path / "a").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "option", [("--actor", "AAB"), ("--objective", "9"), ("--body", "AAA"), ("--store", "nowhere")]
)
def test_bad_input_ends_with_one_line_and_status_2(store, monkeypatch, capsys, option):
    assert run(monkeypatch, "report", "--store", store, *option) == 2
    assert capsys.readouterr().err.startswith("Error: ")


def test_a_report_as_written_checks(written, monkeypatch, capsys):
    assert run(monkeypatch, "check", written) == 0
    assert "all agree" in capsys.readouterr().out


@pytest.fixture
def accuracy(tmp_path):
    path = tmp_path / "own.json"
    row = {"precision": 0.9, "recall": 0.8, "cases": 90}
    path.write_text(json.dumps({"fields": {"detection": row, "objectives": row}}))
    return path


def test_a_report_with_an_accuracy_of_its_own_is_checked_with_the_same(store, accuracy, tmp_path, monkeypatch, capsys):
    target = tmp_path / "a.html"
    call("report", "--store", store, "--accuracy", accuracy, "-o", target, "-q")

    assert run(monkeypatch, "check", target, "--accuracy", accuracy) == 0
    assert "all agree" in capsys.readouterr().out
    assert run(monkeypatch, "check", target) == 2
    assert "--accuracy FILE" in capsys.readouterr().err


def test_a_report_that_takes_no_accuracy_refuses_one(store, accuracy):
    with pytest.raises(GraphkitError, match="Only the short report"):
        call("report", "all", "--store", store, "--accuracy", accuracy)


def test_each_changed_number_has_a_line_and_the_status_is_1(written, tmp_path, monkeypatch, capsys):
    def edit(data):
        data["sections"][0]["results"][0]["findings"][0]["number"] += 1
        data["statements"].popitem()

    assert run(monkeypatch, "check", change(written, tmp_path / "r.json", edit)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert any("/number: the report says 7, the graph gives 6" in line for line in lines)
    assert any("missing from the report" in line for line in lines)


@pytest.mark.parametrize("old, new", [(True, 1), (0, None), (1, 1.001), ("AAA", "aaa")])
def test_values_of_other_kinds_differ(old, new):
    from graphkit.publish.report.check import _compare

    assert [line for line in _compare({"a": [old]}, {"a": [new]}, "") if line]


def test_no_value_of_a_report_can_be_changed_unseen(written):
    from graphkit.publish.report.check import _compare, _index

    told = json.loads(written.read_text(encoding="utf-8"))
    for section, result in ((s, r) for s in told["sections"] for r in s["results"]):
        for finding in result["findings"][:2]:
            for column in finding:
                changed = json.loads(json.dumps(told))
                place = next(s for s in changed["sections"] if s["name"] == section["name"])
                place = next(r for r in place["results"] if r["name"] == result["name"])
                place["findings"][result["findings"].index(finding)][column] = "other"
                lines = [x for x in _compare(_index(written, changed), _index(written, told), "") if x]
                assert lines, (result["name"], column)


def test_another_graph_is_told_by_its_digest(written, tmp_path, monkeypatch, capsys):
    graph = Spoken(objectives=3)
    graph.say("AAA", "recommendation", [1], document="one")
    graph.say("CCC", "recommendation", [1], document="two")
    write_workspace(tmp_path / "g", graph, Manifest(graph.digest(), len(graph), graph.link_count), ())

    assert run(monkeypatch, "check", written, "--store", tmp_path / "g") == 1
    assert capsys.readouterr().out.startswith("/digest: the report says ")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"report": 99}', '{"report": 1}', "\x00", '{"report": 1, "question": {"kind": 3}, '
             '"sections": [], "statements": {}, "digest": "", "store": "x"}'],
)  # fmt: skip
def test_a_file_that_is_no_report_ends_with_status_2(tmp_path, store, monkeypatch, capsys, text):
    (tmp_path / "r.json").write_text(text, encoding="utf-8")

    assert run(monkeypatch, "check", tmp_path / "r.json", "--store", store) == 2
    assert capsys.readouterr().err.startswith("Error: ")


@pytest.mark.parametrize("sections", ["[1]", '[{"name": "main"}]', '[{"name": "main", "results": [{"name": 1}]}]'])
def test_sections_of_another_form_are_refused(written, tmp_path, monkeypatch, capsys, sections):
    place = change(written, tmp_path / "r.json", lambda data: data.update(sections=json.loads(sections)))

    assert run(monkeypatch, "check", place) == 2
    assert "a section is not of the right form" in capsys.readouterr().err
