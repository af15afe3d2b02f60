"""Corrections last: only what a person changed is applied, kept links keep their evidence, nothing is lost."""

import pytest
from test_build import reading, reference

from graphkit.errors import InputError
from graphkit.graph.build import build_graph
from graphkit.graph.corrections import Corrections, apply_all
from graphkit.graph.ontology.links import Addresses, CarriesOut, Concerns, SaidBy
from graphkit.graph.review_sheet import COLUMNS, Correction, make_sheet, read_corrections
from graphkit.issues import Issues
from graphkit.read.reading import FoundLink


@pytest.fixture
def sheet(tmp_path):
    """A function that writes the review sheet with changed cells and reads its corrections."""
    import csv

    graph = build_graph([reading()], reference(), Issues())

    def write(*extra, name="sheet.csv", **cells):
        rows = [{**row, **cells} for row in make_sheet(graph)] + list(extra)
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return read_corrections(tmp_path / name, reference())

    return write


def apply(corrections, *readings):
    issues = Issues()
    graph = build_graph(apply_all(readings or [reading()], Corrections(corrections), issues), reference(), issues)
    return graph, [i.reason for i in issues]


def test_a_sheet_that_nobody_changed_holds_no_corrections(sheet):
    assert sheet() == []


def test_a_changed_kind_and_a_new_link_cite_the_coder(sheet):
    graph, said = apply(sheet(kind="practice", groups="crews", coder="Ana"))
    (statement,) = graph.statements()
    assert (statement.kind, statement.rule, statement.score, said) == ("practice", "coder:Ana", 1.0, [])
    assert [(k.target, k.best.rule) for k in graph.links(Concerns)] == [("crews", "coder:Ana")]
    assert [k.best.rule for k in graph.links(Addresses)] == ["cue:house"]


def test_a_link_taken_out_stays_out(sheet):
    graph, _ = apply(sheet(objectives="", coder="Ana"))
    assert list(graph.links(Addresses)) == []


def test_the_kind_none_takes_the_statement_and_its_links_out(sheet):
    graph, _ = apply(sheet(kind="none", coder="Ana"), reading(), reading("other"))
    assert [s.document for s in graph.statements()] == ["other"]


def test_a_missed_statement_is_added_by_its_exact_wording(sheet):
    new = {"document": "harbours", "wording": "house crews", "kind": "recommendation", "coder": "Ana"}
    graph, said = apply(sheet(new))
    assert [(s.text, s.rule) for s in graph.statements() if s.rule == "coder:Ana"] == [("house crews", "coder:Ana")]
    assert said == []


def test_a_correction_whose_statement_is_gone_is_reported(sheet):
    _, said = apply(sheet(kind="practice", coder="Ana"), reading("other"))
    assert len(said) == 1
    assert "correction by Ana not applied: the statement statement:harbours of harbours is gone" in said[0]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"kind": "practise", "coder": "A"}, "No kind is named 'practise'. Did you mean 'practice'"),
        ({"groups": "crew", "coder": "A"}, "row 2: No group is named 'crew'. Did you mean 'crews'"),
        ({"kind": "practice"}, "row 2: a corrected row needs the coder's name"),
        ({"kind": "practice; challenge", "coder": "A"}, "column kind takes one of"),
        ({"as_read": "{", "coder": "A"}, "column as_read was edited"),
    ],
)
def test_a_cell_that_can_not_be_used_is_named(sheet, cells, message):
    with pytest.raises(InputError, match=message):
        sheet(**cells)


def test_a_file_that_is_no_review_sheet_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    with pytest.raises(InputError, match="is no review sheet"):
        read_corrections(tmp_path / "a.csv", reference())


def test_an_accepted_row_changes_nothing_and_counts_as_a_label(sheet):
    (row,) = sheet(decision="accept", coder="Ana")
    assert row.changes == ()
    before, _ = apply([])
    after, said = apply([row])
    assert (after.digest(), said) == (before.digest(), [])


def test_an_unsure_row_changes_nothing(sheet):
    assert sheet(decision="unsure", kind="practice", coder="Ana") == []


def test_position_and_speakers_are_corrected_too(sheet):
    graph, said = apply(sheet(position="against", speakers="BBB", coder="Ana"))
    (statement,) = graph.statements()
    assert (statement.position, said) == ("against", [])
    assert [(k.target, k.best.rule) for k in graph.links(SaidBy)] == [("BBB", "coder:Ana")]


def test_a_sheet_of_an_earlier_version_can_still_be_used(tmp_path):
    import csv

    graph = build_graph([reading()], reference(), Issues())
    later = {"position", "subthemes", "speakers", "decision", "time"}
    (row,) = make_sheet(graph)
    kept = {k: v for k, v in row.items() if k not in later} | {"kind": "practice", "coder": "Ana"}
    with (tmp_path / "old.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(kept))
        writer.writeheader()
        writer.writerow(kept)
    (found,) = read_corrections(tmp_path / "old.csv", reference())
    assert found.changes == (("kind", ("practice",)),)


def test_what_is_no_practice_any_more_has_nobody_who_carried_it_out(sheet):
    import dataclasses

    one = reading()
    done = dataclasses.replace(one.statements[0], kind="practice")
    links = (*one.links, FoundLink("CARRIES_OUT", done.id, "AAA", 0.9, "doer", 7, 9))
    practice = dataclasses.replace(one, statements=(done,), links=links)
    graph, said = apply([Correction("a", done.id, "harbours", "", "Ana", (("kind", ("recommendation",)),))], practice)
    assert ([s.kind for s in graph.statements()], said) == (["recommendation"], [])
    assert list(graph.links(CarriesOut)) == []
