"""Workbooks, JSON and Parquet: the same rows give the same statements, and what a file can't give is one clear line."""

import datetime
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from table_files import EXPECTED, ROWS, as_csv, brief, build, facts, reasons, write

from graphkit.errors import GraphkitError, InputError
from graphkit.loading import load_all, load_document

OPENED = ("xlsx", "ods", "csv", "json", "jsonl", "parquet")


def workbook(sheets: dict[str, list[list[object]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def save(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def write_ods(path: Path, rows: list[list[str]]) -> Path:
    odf = pytest.importorskip("odf", reason="odfpy writes the sample of an OpenDocument sheet")
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    assert odf
    document, table = OpenDocumentSpreadsheet(), Table(name="Rows")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path


def write_as(folder: Path, form: str, rows: list[list[str]], name: str = "rows") -> Path:
    path = folder / f"{name}.{form}"
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    if form == "xlsx":
        return save(workbook({"Rows": [list(r) for r in rows]}), path)
    if form == "ods":
        return write_ods(path, rows)
    if form == "parquet":
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(records), path)
        return path
    texts = {
        "csv": as_csv(rows), "json": json.dumps({"meta": {"n": 3}, "data": records}),
        "jsonl": "".join(json.dumps(r) + "\n" for r in records),
    }  # fmt: skip
    return write(folder, path.name, texts[form])


@pytest.mark.parametrize("form", OPENED)
def test_the_same_rows_give_the_same_statements_whatever_the_kind_of_file(tmp_path, form):
    graph = build(write_as(tmp_path, form, ROWS)).graph
    assert brief(graph) == EXPECTED
    assert {s.id for s in graph.statements()} == {
        s.id for s in build(write_as(tmp_path, "csv", ROWS)).graph.statements()
    }


@pytest.mark.parametrize("form", OPENED)
def test_shuffled_rows_give_the_same_digest(tmp_path, form):
    (tmp_path / "other").mkdir()
    turned = [ROWS[0], *reversed(ROWS[1:])]
    one, two = (build(write_as(p, form, rows)) for p, rows in ((tmp_path, ROWS), (tmp_path / "other", turned)))
    assert one.graph.digest() == two.graph.digest()
    assert one.graph != two.graph, "the numbers of the rows differ"
    assert one.sources != two.sources, "the files differ"


def test_the_manifest_names_the_checksum_of_the_file(tmp_path):
    import hashlib

    path = write_as(tmp_path, "csv", ROWS)
    assert build(path).sources == {"rows.csv": hashlib.sha256(path.read_bytes()).hexdigest()}


def test_a_row_says_where_it_is(tmp_path):
    head = ["Date", *ROWS[0]]
    book = workbook({"Asks": [["Asks"], head, [datetime.date(2020, 1, 2), *ROWS[1]]], "Notes": [["Call Ann"]]})
    built = build(save(book, tmp_path / "asks.xlsx"))
    s = facts(built.graph)[0]["node"]
    assert (s.sheet, s.column, s.row, s.address, s.date) == ("Asks", "D", 3, "asks.xlsx, Asks, row 3", "2020-01-02")
    assert "sheet Notes left out (no column of texts)" in reasons(built)


def test_each_sheet_of_texts_is_a_document_and_one_can_be_chosen(tmp_path):
    path = save(workbook({"A": [list(r) for r in ROWS], "B": [list(ROWS[0]), list(ROWS[1])]}), tmp_path / "two.xlsx")
    assert [(d.metadata.title, len(d.rows)) for d in load_all(path)] == [("A", 3), ("B", 1)]
    assert [(d.metadata.title, len(d.rows)) for d in load_all(path, sheet="B")] == [("two", 1)]
    with pytest.raises(InputError, match=r"holds 2 documents \(A, B"):
        load_document(path)
    with pytest.raises(GraphkitError, match="No sheet of two.xlsx is named 'C'. .*Known: A, B"):
        load_all(path, sheet="C")


def test_merged_cells_hold_for_all_their_rows_and_blank_ones_do_not(tmp_path):
    book = workbook(
        {
            "A": [
                ["To", "From", "Text"],
                ["Malta", "Chad", "Mend it."],
                [None, "Chad", "Light it."],
                [None, "Chad", "Sell it."],
            ]
        }
    )
    book["A"].merge_cells("A2:A3")
    assert [a for _, _, a, _ in brief(build(save(book, tmp_path / "m.xlsx")).graph)] == [["MLT"], ["MLT"], []]


def test_a_head_of_two_rows_is_joined(tmp_path):
    book = workbook({"A": [["Who", None, "What"], ["To", "From", "Text"], ["Malta", "Chad", "Mend it."]]})
    book["A"].merge_cells("A1:B1")
    document = load_document(save(book, tmp_path / "m.xlsx"))
    assert document.rows[0].cells["addressee"][0].heading == "Who / To"


def test_hidden_rows_errors_and_formulas_that_were_never_calculated_are_said(tmp_path):
    book = workbook(
        {
            "A": [
                ["To", "From", "Text"],
                ["Malta", "Chad", "Mend it."],
                ["Malta", "Chad", "Light it."],
                ["=B2", "Chad", "Sell it."],
            ]
        }
    )
    sheet = book["A"]
    sheet.row_dimensions[3].hidden = True
    sheet["B3"] = "#REF!"
    sheet["B3"].data_type = "e"
    built = build(save(book, tmp_path / "odd.xlsx"))
    assert "1 hidden rows are read too" in reasons(built, "note")
    assert reasons(built, "warning")[:2] == [
        "cells hold an error and are read as blank: B3",
        "cells hold formulas that were never calculated; open and save the file once: A4",
    ]
    assert [(i, a) for _, i, a, _ in brief(built.graph)] == [(["TCD"], ["MLT"]), ([], ["MLT"]), (["TCD"], [])]


def test_a_cell_as_long_as_excel_allows_is_said_to_be_cut_perhaps(tmp_path):
    book = workbook({"A": [["To", "From", "Text"], ["Malta", "Chad", "Mend it. " * 4_000]]})
    built = build(save(book, tmp_path / "long.xlsx"))
    assert "cells hold 32,767 characters, the most there can be: their end may be cut: C2" in reasons(built, "warning")


def test_text_that_looks_like_a_formula_is_text(tmp_path):
    text = '=HYPERLINK("http://example.invalid";"x")'
    path = write(tmp_path, "a.csv", as_csv([["To", "From", "Text"], ["Malta", "Chad", text]]))
    assert brief(build(path).graph)[0][0] == text


def test_lists_in_json_are_several_values_and_objects_have_headings_of_two_parts(tmp_path):
    record = {
        "Text": "Mend it.",
        "State": ["Malta", "Latvia"],
        "Meta": {"From": "Chad"},
        "Groups": [{"name": "Women"}, {"name": "Crews"}],
    }
    built = build(write(tmp_path, "a.json", json.dumps([record])))
    fact = facts(built.graph)[0]
    assert (fact["issuers"], fact["addressees"], fact["coded"]) == (
        ["TCD"], ["LVA", "MLT"], [("CONCERNS", "women"), ("CODED_AS", "theme:crews")],
    )  # fmt: skip
    assert 'label "Crews" has no group; kept as theme' in reasons(built)


def test_half_a_character_in_json_is_written_out_and_said(tmp_path):
    record = {"Text": "Mend \ud800it.", "From": ["Chad"], "Wh\udfffy": "x"}
    built = build(write(tmp_path, "a.json", json.dumps([record])))
    assert [f["text"] for f in facts(built.graph)] == ["Mend \\ud800it."]
    assert "half characters are written out in row 1" in reasons(built)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_line_of_json_ends_at_a_line_feed_alone(tmp_path, name, ends):
    texts = ["Mend the pier.\u2028Light it.", "Sell\x85 it."]
    lines = [json.dumps({"From": "Chad", "Text": text}, ensure_ascii=False) for text in texts]
    document = load_document(write(tmp_path, name, ends.join(lines) + ends))
    assert sorted(r.cells["text"][0].text for r in document.rows) == texts


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


BOMB = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
BAD = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"To,From,Text\n,,\n", "blank in every row"),
    "head.csv": (b"To,From,Text\n", "blank in every row"),
    "no-text.csv": (b"a,b\n1,2\n", "no column of texts found; headings: a, b"),
    "binary.csv": (bytes(range(256)) * 40, "binary file|column of texts"),
    "broken.xlsx": (b"PK\x03\x04 broken", "archive is broken"),
    "empty.xlsx": (zipped({"a.txt": b"x"}), "can't be read as a workbook"),
    "bomb.xlsx": (BOMB, "unpacks to 60 MB"),
    "old.xls": (b"\xd0\xcf\x11\xe0 broken", "can't be read as a workbook"),
    "broken.json": (b'{"a": ', "is no JSON"),
    "deep.json": (b"[" * 200_000, "is no JSON|nested"),
    "plain.json": (b'"text"', "holds no list of records"),
    "numbers.json": (b"[1, 2]", "holds no list of records"),
    "broken.jsonl": (b'{"a": 1}\n{"a":\n', "line 2: is no JSON"),
    "broken.parquet": (b"PAR1 broken PAR1", "broken Parquet"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_table_that_can_not_be_used_costs_one_clear_line(tmp_path, name):
    data, said = BAD[name]
    with pytest.raises(GraphkitError, match=said) as caught:
        load_all(write(tmp_path, name, data))
    assert "\n" not in str(caught.value)


def damaged(parts: dict[str, bytes]) -> bytes:
    """Return an archive whose parts can't be unpacked, though its directory is whole."""
    data = bytearray(zipped(parts))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename)
            data[start : start + info.compress_size] = b"\xff" * info.compress_size
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "part"), [("a.zip", "TypeSystem.xml"), ("a.qdpx", "project.qde"), ("a.xlsx", "xl/workbook.xml")]
)
def test_an_archive_that_can_not_be_unpacked_costs_one_clear_line(tmp_path, name, part):
    others = {"page.xmi": b"<x/>" * 9, "xl/_rels/workbook.xml.rels": b"<x/>" * 9}
    with pytest.raises(InputError, match=r"(?:is a|archive is) broken[^\n]*again\.$"):
        load_all(write(tmp_path, name, damaged({part: b"<x/>" * 9, **others})))


@pytest.mark.parametrize("name", ["a.zip", "a.qdpx", "a.xlsx"])
def test_an_archive_whose_directory_lies_about_its_place_costs_one_clear_line(tmp_path, name):
    parts = dict.fromkeys(("TypeSystem.xml", "project.qde", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"), b"<x/>")
    data = bytearray(zipped(parts))
    end = data.rindex(b"PK\x05\x06")  # where the directory begins is told 16 bytes on
    data[end + 16 : end + 20] = (10**6).to_bytes(4, "little")
    with pytest.raises(InputError, match=r"(?:is a|archive is) broken[^\n]*again\.$"):
        load_all(write(tmp_path, name, bytes(data)))


def test_a_workbook_with_a_password_is_named(tmp_path):
    # The header of an encrypted workbook: an OLE file whose directory names the package.
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    with pytest.raises(InputError, match="password|can't be read as a workbook"):
        load_all(write(tmp_path, "locked.xlsx", data))


def test_a_sheet_of_pictures_has_no_texts(tmp_path):
    path = save(workbook({"Pictures": []}), tmp_path / "p.xlsx")
    with pytest.raises(InputError, match="no column of texts found, and no row of headings"):
        load_all(path)


@pytest.mark.parametrize("part", ["xl/media/image1.png", "Pictures/1.png"])
def test_a_workbook_of_pictures_alone_is_named_as_one(tmp_path, part):
    path = save(workbook({"Pictures": []}), tmp_path / "p.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"png")
    with pytest.raises(InputError, match="holds pictures and no cells"):
        load_all(path)


def test_a_table_too_long_to_be_one_is_refused_in_little_time(tmp_path):
    path = write(tmp_path, "long.csv", "To,From,Text\n" + "Malta,Chad,Mend it.\n" * 300_100)
    with pytest.raises(InputError, match="has more than 300,000 rows. Split it."):
        load_all(path)


def test_in_a_build_of_many_a_bad_table_is_skipped_aloud_and_the_rest_is_built(tmp_path):
    good, bad = write(tmp_path, "good.csv", as_csv(ROWS)), write(tmp_path, "bad.csv", "a,b\n1,2\n")
    built = build([good, bad])
    assert brief(built.graph) == EXPECTED
    assert [i.reason for i in built.issues.losses()] == [
        f"{bad}: no column of texts found; headings: a, b; say --columns text=a"
    ]


def sheet_of(xml: str) -> bytes:
    """Return a workbook whose one sheet is the XML given."""
    book = io.BytesIO()
    workbook({"A": [["To", "From", "Text"], ["Malta", "Chad", "Mend it."]]}).save(book)
    parts = {}
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["xl/worksheets/sheet1.xml"] = xml.encode()
    return zipped(parts)


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = """<row r="1"><c r="A1" t="inlineStr"><is><t>To</t></is></c>
<c r="B1" t="inlineStr"><is><t>Text</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Malta</t></is></c>
<c r="B2" t="inlineStr"><is><t>Mend it.</t></is></c></row>"""


@pytest.mark.parametrize(
    ("far", "said"),
    [('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "has 1,048,576 rows; at most 300,000 are read"),
     ('<row r="200000"><c r="XFD200000"><v>1</v></c></row>', "reaches to column 16,384 of row 200,000")],
)  # fmt: skip
def test_a_cell_far_away_costs_one_clear_line_and_no_memory(tmp_path, far, said):
    xml = f'<worksheet xmlns="{SPACE}"><sheetData>{CELLS}{far}</sheetData></worksheet>'
    with pytest.raises(InputError, match=said):
        load_all(write(tmp_path, "far.xlsx", sheet_of(xml)))


def test_a_merged_range_of_all_cells_of_a_sheet_takes_no_time(tmp_path):
    import time

    merged = '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    xml = f'<worksheet xmlns="{SPACE}"><sheetData>{CELLS}</sheetData>{merged}</worksheet>'
    began = time.process_time()
    rows = load_document(write(tmp_path, "all.xlsx", sheet_of(xml))).rows
    assert [r.cells["text"][0].text for r in rows] == ["Mend it."]
    assert time.process_time() - began < 5


def test_any_change_to_the_bytes_of_a_workbook_gives_rows_or_one_clear_line(tmp_path):
    import random

    rng = random.Random(1)
    whole = bytearray(write_as(tmp_path, "xlsx", ROWS).read_bytes())
    for turn in range(150):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if turn % 3 == 0:
            del data[rng.randrange(len(data)) :]
        path = write(tmp_path, "odd.xlsx", bytes(data))
        try:
            load_all(path)
        except GraphkitError as error:
            assert "\n" not in str(error)
