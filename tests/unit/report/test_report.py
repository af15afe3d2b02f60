"""What a report holds: sections, main findings, citations, and only what was asked about."""

import json

import pytest
from spoken import Spoken

from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.kinds import offered_kinds
from graphkit.errors import InputError, OptionError, UnknownNameError
from graphkit.publish.report.citations import Citation
from graphkit.publish.report.focus import Question
from graphkit.publish.report.report import make_report
from graphkit.publish.report.sections import GAP_TITLES, MAKERS
from graphkit.workspace import Manifest, open_workspace, write_workspace


def write(graph, place):
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return open_workspace(place)


def test_a_whole_report_has_all_sections_in_order(report_on):
    assert [s.name for s in report_on().sections] == ["main", *(name for name in MAKERS if name != "standing")]


def test_every_statement_behind_a_number_is_cited_with_its_wording_and_place(report_on):
    report = report_on()
    behind = {id for result in report.results for finding in result for id in finding.statements}

    assert set(report.citations) == behind
    assert report.citations["statement:000000000005"].wording == "Ferries carry nurses to the islands."
    assert report.citations["statement:000000000005"].place == "early (2011)"


def test_a_place_says_how_a_person_cites_it():
    cited = Citation("s", "Mend it.", "recommendation", (), "d", "Late", 2019, ("Ports",), 7, "A/HRB/1, para. 12")
    assert cited.place == "Late (2019) › Ports, page 7 (A/HRB/1, para. 12)"
    assert cited.show_place("página") == "Late (2019) › Ports, página 7 (A/HRB/1, para. 12)"


def test_the_numbers_of_the_matrix_are_those_of_the_analysis(report_on):
    report = report_on()

    assert report.find("coverage").to_rows() == find_coverage(report.graph).result().to_rows()


def test_main_findings_count_what_is_below_them(report_on):
    report = report_on()
    main = {f["key"]: (f["number"], f["of"]) for f in report.find("main")}

    assert main["statements"] == (8, 8)
    assert main["asks"][0] == len(report.find("asks"))
    silent = [f for f in report.find("coverage") if f["step"] == 1]
    assert main["silent"] == (len(silent), sum(f["step"] > 0 for f in report.find("coverage")))


def test_kinds_of_gaps_are_counted_even_where_there_is_none(report_on):
    counted = {f["kind"]: f["count"] for f in report_on().find("gap kinds")}

    assert tuple(counted) == offered_kinds()
    assert counted.keys() <= GAP_TITLES.keys()


def test_an_actor_alone_makes_a_briefing_on_it(report_on):
    report = report_on(actor="Name of GTM")

    assert report.focus.is_briefing
    assert report.title == "Name of GTM"
    assert {f["row"] for f in report.find("coverage")} == {"GTM"}
    assert [f["wording"][:10] for f in report.find("asked")] == ["=HYPERLINK"]
    assert [(f["relation"], f["other"]) for f in report.find("standing")] == [
        ("member of", "BBB"), ("takes part in", "mechanism:ferries"),
    ]  # fmt: skip


def test_a_body_stands_for_itself_and_its_members(report_on):
    report = report_on(kind="gaps", body="BBB")

    assert report.focus.actors == ("BBB", "EEE", "GTM")
    assert not report.focus.is_briefing
    assert {f["row"] for f in report.find("coverage")} == {"EEE", "GTM"}


def test_an_objective_cuts_matrix_gaps_and_asks(report_on):
    report = report_on(objective="2")

    assert {f["column"] for f in report.find("coverage")} == {"gcm:2"}
    assert {f["column"] for f in report.find("shared priorities")} <= {"gcm:2"}
    assert report.find("main").findings[0]["number"] == 3


def test_an_objective_cuts_the_gaps(tmp_path):
    graph = Spoken(objectives=3)
    for _ in range(6):
        graph.say("AAA", "recommendation", [1])
    report = make_report(write(graph, tmp_path / "out"), Question("gaps", objective="2"), "graph-dir")

    assert [(f["actor"], f["about"]) for f in report.find("gaps step-not-reached")] == [("AAA", "gcm:2")]


def test_the_command_makes_the_same_report(report_on):
    assert report_on(kind="gaps", actor="Name of GTM").command("json") == (
        "graphkit report gaps --actor 'Name of GTM' --store graph-dir --format json"
    )


def test_equal_questions_give_equal_bytes(store, report_on):
    again = make_report(open_workspace(store), Question(), "graph-dir")

    assert again.to_json() == report_on().to_json()
    assert json.loads(again.to_json())["digest"] == again.graph.digest()


@pytest.mark.parametrize("asked", [{"actor": "GTN"}, {"objective": "44"}, {"body": "BBC"}, {"kind": "gap"}])
def test_a_name_that_is_not_there_is_refused_with_known_ones(report_on, asked):
    with pytest.raises(UnknownNameError, match="Did you mean|Known:"):
        report_on(**asked)


def test_a_state_is_no_body(report_on):
    with pytest.raises(UnknownNameError, match="No body is named 'GTM'"):
        report_on(body="GTM")


def test_an_actor_and_a_body_at_once_are_refused():
    with pytest.raises(OptionError, match="--actor or --body"):
        Question(actor="GTM", body="BBB")


def test_a_graph_without_statements_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no statement"):
        make_report(write(Spoken(), tmp_path / "empty"))


def test_what_one_actor_alone_cannot_carry_says_so_in_a_whole_report_and_is_refused_alone(tmp_path):
    graph = Spoken()
    graph.say("AAA", "recommendation", [1])
    workspace = write(graph, tmp_path / "one")
    missing = {s.name: s.missing for s in make_report(workspace).sections if s.missing}

    assert "two actors" in missing["overlap"]
    assert missing["timeline"]
    with pytest.raises(InputError, match="two actors"):
        make_report(workspace, Question("overlap"))
