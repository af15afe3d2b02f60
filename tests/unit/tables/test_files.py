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


def test_a_workbook_with_a_password_is_named(tmp_path):
    # The header of an encrypted workbook: an OLE file whose directory names the package.
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    with pytest.raises(InputError, match="password|can't be read as a workbook"):
        load_all(write(tmp_path, "locked.xlsx", data))


def test_a_sheet_of_pictures_has_no_texts(tmp_path):
    path = save(workbook({"Pictures": []}), tmp_path / "p.xlsx")
    with pytest.raises(InputError, match="no column of texts found, and no row of headings"):
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
