"""The short report: short, in two languages and three formats, without codes, and checked line by line."""

import io

import docx
import pytest
from bs4 import BeautifulSoup
from spoken import Spoken, make_forum

from graphkit.analysis.certainty import Accuracy, Measure
from graphkit.errors import InputError
from graphkit.publish.report.check import check_report, show_change
from graphkit.publish.report.check_short import check_short
from graphkit.publish.report.short import make_docx, make_html, make_markdown, make_short
from graphkit.workspace import Manifest, write_workspace

HOSTILE = "<script>alert(1)</script> Open help desks & more"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    graph = make_forum(HOSTILE)
    place = tmp_path_factory.mktemp("short") / "out"
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_format_says_the_same_lines(language):
    short = make_short(make_forum(HOSTILE), "graph", language)
    wanted = sorted(short.lines())
    page = BeautifulSoup(make_html(short), "lxml")
    word = docx.Document(io.BytesIO(make_docx(short)))
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    assert sorted(t.get_text() for t in page.find_all(["h1", "h2", "p", "blockquote", "td", "th"])) == wanted
    assert sorted([*(p.text for p in word.paragraphs), *cells]) == wanted
    assert all(f.text.split(" “")[0] in make_markdown(short) for f in short.findings[1])


def test_a_report_has_no_codes_no_script_and_no_more_than_seven_findings():
    short = make_short(make_forum(HOSTILE), "graph")
    page = make_html(short)
    assert "<script" not in page
    assert "gcm:" not in " ".join(short.lines())
    assert 0 < len(short.findings[1]) <= 7


def test_equal_reports_give_equal_bytes():
    assert len({make_docx(make_short(make_forum(HOSTILE), "graph")) for _ in range(2)}) == 1


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_report_as_written_checks_and_a_changed_number_is_found(form, store, tmp_path):
    from graphkit.workspace import open_workspace

    short = make_short(open_workspace(store).graph, str(store))
    target = tmp_path / f"a.{form}"
    target.write_bytes(make_docx(short) if form == "docx" else make_html(short).encode())
    compared, differences = check_short(target, store)
    assert (compared > 20, differences) == (True, ())
    if form == "html":
        target.write_text(target.read_text().replace("30 statements", "31 statements"))
    else:
        changed = docx.Document(str(target))
        changed.paragraphs[2].runs[0].text = changed.paragraphs[2].text.replace("30 statements", "31 statements")
        changed.save(str(target))
    assert ["31 statements" in line for line in check_short(target, store)[1]] == [True]


def measured(recall):
    return Accuracy({"detection": Measure(1, recall, 500), "objectives": Measure(1, recall, 500)})


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_report_of_an_accuracy_of_its_own_checks_with_it_and_with_no_other(form, store, tmp_path):
    from graphkit.workspace import open_workspace

    short = make_short(open_workspace(store).graph, str(store), accuracy=measured(0.9))
    target = tmp_path / f"a.{form}"
    target.write_bytes(make_docx(short) if form == "docx" else make_html(short).encode())
    assert check_short(target, store, measured(0.9))[1] == ()
    with pytest.raises(InputError, match="an accuracy table of its own. Give .*: --accuracy FILE"):
        check_short(target, store)
    with pytest.raises(InputError, match="another table than the one given"):
        check_short(target, store, measured(0.8))


def test_tables_say_how_many_rows_they_leave_out_and_where_those_are():
    graph = Spoken(objectives=14)
    for number in range(1, 15):
        graph.say("AAA", "recommendation", [number], document=f"paper {number:02}")
    documents, shares, stress, _ = make_short(graph, "graph").annexes
    assert (len(documents.rows), documents.notes) == (12, ("2 more: graphkit report all -o report.xlsx",))
    assert (len(shares.rows), shares.notes) == (12, ("2 more: graphkit query objectives_by_weight",))
    assert (stress.rows, stress.notes) == ((), ("None that is beyond chance.",))


def test_silences_that_are_not_sure_are_counted_and_not_listed():
    graph = Spoken(objectives=3)
    for actor in ("AAA", "CCC", "DDD"):
        for turn in range(8):
            graph.say(actor, "recommendation", [1 + turn % (2 if actor == "AAA" else 3)], document=f"paper {actor}")
    sure, unsure, unknown = (make_short(graph, "graph", accuracy=a).annexes[3]
                             for a in (measured(0.98), measured(0.2), Accuracy()))  # fmt: skip
    assert [row[:2] for row in sure.rows] == [("Name of AAA", "Aim 3")] and not sure.notes
    for annex in (unsure, unknown):
        assert (annex.rows, annex.notes[0], annex.notes[1].partition(" ")[0]) == ((), "None.", "1")
        assert annex.notes[1].endswith("graphkit gaps --kind step-not-reached --min-certainty 0")


def test_a_page_of_others_is_no_report(tmp_path, store):
    (tmp_path / "a.html").write_text("<p>hello</p>")
    (tmp_path / "a.docx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="no short report"):
        check_short(tmp_path / "a.html", store)
    with pytest.raises(InputError, match="no Word document"):
        check_short(tmp_path / "a.docx", store)


def test_the_number_of_statements_on_an_objective_is_the_same_in_the_sentence_and_in_the_table():
    graph = Spoken(objectives=2)
    for voice in ("AAA", "CCC", None, None):
        graph.say(voice, "recommendation", [1], document=f"by-{voice}")
    short = make_short(graph, "graph")
    (sentence,) = [f.text for f in short.findings[1] if "voices speak of" in f.text]
    assert "(4 statements in all)" in sentence
    assert ("Aim 1", "4") in [row[:2] for annex in short.annexes for row in annex.rows]


def test_of_a_long_text_the_changed_words_are_shown_with_what_is_around_them():
    told = "one two three " * 20 + "nine boats " + "four five six " * 20
    said, given = show_change(told, told.replace("nine", "ten"))
    assert (len(said) < 80, "nine boats" in said, "ten boats" in given) == (True, True, True)
    assert show_change("nine boats", "ten boats") == ("nine boats", "ten boats")
    assert show_change(told, told + "more")[1].endswith("more")
    assert show_change(told, "")[1] == ""


@pytest.mark.parametrize("name", ["a.xlsx", "a.md"])
def test_a_report_in_a_form_that_can_not_be_checked_is_refused_by_its_form(name, tmp_path):
    (tmp_path / name).write_bytes(b"PK\xff")
    with pytest.raises(InputError, match=r"reports as \.json"):
        check_report(tmp_path / name)
