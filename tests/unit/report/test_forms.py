"""The forms of a report: nothing runs, nothing is lost, equal bytes."""

import base64
import csv
import hashlib
import io
import re
from html.parser import HTMLParser

import openpyxl
import pytest
from spoken import Spoken

from graphkit.publish.report.layout import Column, show_cell
from graphkit.publish.report.markdown import escape, make_markdown
from graphkit.publish.report.page import make_page
from graphkit.publish.report.report import make_report
from graphkit.publish.report.shared_picture import draw_overlap
from graphkit.publish.report.tables import make_csv, make_xlsx
from graphkit.workspace import Manifest, open_workspace, write_workspace

VERDICT = Column("more_than_chance", "More than chance", "verdict")
SCRIPT = "<script>alert(1)</script>"


def shared_store(place):
    """Four states, each with three statements on two or three objectives."""
    graph = Spoken(objectives=6)
    for n, actor in enumerate(("AAA", "CCC", "DDD", "EEE")):
        for number, objective in enumerate((1, 1, 2, *([3 + n] if n > 1 else []))):
            graph.say(actor, "recommendation", [objective], f"Wish {number} of {actor}", document=f"paper {n}")
    write_workspace(place / "out", graph, Manifest(graph.digest(), len(graph), graph.link_count, {}), ())
    return open_workspace(place / "out")


class Reader(HTMLParser):
    """Collects tags, attributes and ids."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.attributes = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]


@pytest.fixture(params=[{}, {"actor": "GTM"}, {"kind": "gaps", "objective": "2"}, {"kind": "overlap", "body": "BBB"}])
def report(request, report_on):
    return report_on(**request.param)


def test_a_page_holds_no_script_no_handler_and_nothing_to_load(report):
    reader = Reader()
    reader.feed(make_page(report))

    assert not {"script", "img", "iframe", "object", "link", "form"} & set(reader.tags)
    assert not [a for a in reader.attributes if a.startswith("on") or a in ("src", "style")]
    assert all(link.startswith("#") for link in reader.links)


def test_every_link_of_a_page_leads_somewhere_and_every_id_is_one_place(report):
    reader = Reader()
    reader.feed(make_page(report))

    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links} <= set(reader.ids)


def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else(report_on):
    page = make_page(report_on())
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_hostile_names_and_wordings_are_shown_as_text(report_on):
    page, text = make_page(report_on()), make_markdown(report_on())

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert SCRIPT not in page
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert SCRIPT not in re.sub(r"`[^`]*`", "", text)


def test_the_digest_and_the_command_stand_on_every_page(report):
    for form, text in (("html", make_page(report)), ("markdown", make_markdown(report))):
        assert report.digest in text
        assert report.command(form).split(" --store")[0] in text.replace("&#39;", "'")


def test_rows_of_a_markdown_table_have_as_many_cells_as_its_head(report):
    lines = make_markdown(report).splitlines()
    widths = [len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")]
    heads = [i for i, line in enumerate(lines) if line.startswith("|---")]

    assert widths or report.focus.is_briefing
    for i in heads:
        block = [line for line in lines[i - 1 :] if line][::1]
        block = block[: next((n for n, line in enumerate(block) if not line.startswith("|")), len(block))]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block}) == 1


@pytest.mark.parametrize("text", ["- a", "1. b", "# c", "> d", "+ e", "a\n\nb", "<b>", "[x](y)", "`z`", "| w |"])
def test_nothing_in_markdown_is_taken_for_markup(text):
    escaped = escape(text)

    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)[`<>\[\]|#*]|^[-+>]|^\d+[.)]", escaped)


def test_a_csv_table_is_safe_and_holds_every_finding_and_statement(report):
    rows = list(csv.DictReader(io.StringIO("".join(make_csv(report)).removeprefix("\ufeff"), newline="")))
    findings = [row["finding"] for row in rows if row["finding"]]

    assert findings == [f.id for result in report.results for f in result]
    assert [row["statement"] for row in rows if row["part"] == "statements"] == sorted(report.citations)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "@")]


def test_a_workbook_has_filters_frozen_headings_and_no_formula(report_on):
    book = openpyxl.load_workbook(io.BytesIO(make_xlsx(report_on())))

    assert [s for s in book if not s.auto_filter.ref or s.freeze_panes != "A2"] == []
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert {"Coverage", "Overlap", "Statements", "Method and limits"} <= set(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book["Statements"].max_row == len(report_on().citations) + 1


def test_equal_reports_give_equal_bytes(report):
    assert make_page(report) == make_page(report)
    assert make_markdown(report) == make_markdown(report)
    assert make_xlsx(report) == make_xlsx(report)


def test_a_matrix_tells_each_cell_in_words_and_leads_to_its_statements(report_on):
    page = make_page(report_on())

    assert "<title>Name of GTM, 3 Aim 3: practice or mechanism in place, 3 statements</title>" in page
    assert "Name of GTM, 4 Aim 4: silent" in page  # a mechanism taken part in is no practice


def test_shared_objectives_are_a_picture_and_a_table_with_the_same_numbers(tmp_path):
    report = make_report(shared_store(tmp_path))
    picture = draw_overlap(report)
    pairs = {(f["left_title"], f["right_title"]): f["shared"] for f in report.find("overlap")}
    names, table = [r.name for r in picture.rows], picture.table()
    page, text = make_page(report), make_markdown(report)

    assert {(a, b): int(marks[names.index(b)]) for a, marks in table for b in names if (a, b) in pairs} == pairs
    assert all(marks[n] == "" for n, (_, marks) in enumerate(table))
    assert "<title>Name of AAA and Name of CCC: 2 objectives shared, likeness 100 %</title>" in page
    assert "<summary>The same as a table</summary>" in page
    assert "### Who shares objectives with whom" in text


def test_a_report_says_when_the_test_against_chance_has_no_power(tmp_path):
    report = make_report(shared_store(tmp_path))
    power = {f["columns"]: (f["power"], f["able"]) for f in report.find("power")}

    assert power["objective"] == ("none", 0)
    assert "whether more than by chance can&#39;t be told" in make_page(report)
    assert {show_cell(report, f, VERDICT) for f in report.find("overlap")} == {"can't be told"}
