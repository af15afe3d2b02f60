"""Delimited text: every dialect gives the same records, and a broken record costs itself alone."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_files import EXPECTED, ROWS, as_csv, brief, build, reasons, write

from graphkit.errors import InputError
from graphkit.loading import load_document
from loaders.tables.delimited import choose_delimiter, find_line_ends, read_records
from loaders.tables.encoding import decode_table

CELL = st.text(alphabet="ab ,;\"'\n\r\té€", max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from([",", ";", "|"]))
def test_records_that_csv_writes_come_back(rows, delimiter):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)

    records = read_records(buffer.getvalue(), delimiter, 3)

    assert [list(r.cells or ()) for r in records] == rows


@given(st.text(alphabet='ab,"\n\r', max_size=60))
def test_any_text_is_read_to_its_end_and_no_record_is_lost(text):
    records = read_records(text, ",", 2)
    assert [r.number for r in records] == list(range(1, len(records) + 1))
    assert len(records) <= text.count("\n") + text.count("\r") + 1


def test_a_quotation_mark_that_never_closes_costs_its_record_alone():
    text = 'a,b\n1,"open\n2,x\n3,"y, z"\n'
    assert [(r.number, r.cells) for r in read_records(text, ",", 2)] == [
        (1, ("a", "b")), (2, None), (3, ("2", "x")), (4, ("3", "y, z")),
    ]  # fmt: skip


def test_a_table_of_open_quotation_marks_takes_time_that_grows_with_its_length_alone():
    import time

    def seconds(rows: int) -> float:
        text, spent = "a,b\n" + 'x,"open\n' * rows, []
        for _ in range(3):  # the least of some: what else a process does, such as clearing memory, only adds
            began = time.process_time()
            read_records(text, ",", 2)
            spent.append(time.process_time() - began)
        return min(spent)

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.01)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_dialect_of_a_table_is_the_same_table(tmp_path, delimiter, ends, encoding):
    text = as_csv(ROWS, delimiter, ends)
    assert choose_delimiter(text) == delimiter
    path = write(tmp_path, "rows.csv", text, encoding)
    assert brief(build(path).graph) == EXPECTED


def test_line_ends_are_told_by_name():
    found = [find_line_ends(t) for t in ("a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb\r\n", "a")]
    assert found == ["LF", "CRLF", "CR", "mixed", "LF"]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("Núñez pidió más señales", "cp1252"), ("Núñez pidió más señales", "mac_roman"), ("l’été déjà “vu”", "mac_roman"),
     ("l’été déjà “vu” – où", "cp1252"), ("São João não está", "cp1252"), ("São João não está", "mac_roman")],
)  # fmt: skip
def test_the_likelier_of_two_old_encodings_is_taken(words, encoding):
    decoded = decode_table("t", words.encode(encoding))
    assert (decoded.text, decoded.encoding) == (words, encoding)


def test_an_encoding_that_is_asked_for_is_taken_or_refused(tmp_path):
    path = write(tmp_path, "a.csv", "To,From,Text\nPerú,Chad,Señales más claras.\n", "cp1252")
    assert load_document(path, encoding="cp1252").rows[0].cells["addressee"][0].text == "Perú"
    with pytest.raises(InputError, match="is not UTF-8"):
        load_document(path, encoding="utf-8")


def test_rows_of_another_width_are_kept_and_said(tmp_path):
    built = build(
        write(tmp_path, "a.csv", "to,from,text,year\nMalta,Chad,Mend the pier,2014,x,y\nMalta,Chad,Mend it\n")
    )
    assert reasons(built, "warning") == [
        "row 2: 6 cells of 4; the last 2 have no heading, left out", "row 3: 3 cells of 4; year is missing",
    ]  # fmt: skip
    assert [year for *_, year in brief(built.graph)] == [2014, None]


def test_a_table_in_a_text_file_is_read_as_a_table(tmp_path):
    path = write(tmp_path, "rows.txt", as_csv(ROWS, "\t"))
    assert brief(build(path).graph) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", "x"])
def test_a_table_in_a_text_file_is_told_wherever_its_first_bytes_are_cut(tmp_path, before, encoding):
    long = before + "é" * 5000
    text = f"Recommandation;Émetteur\nMend the pier;Pérou\n{long};Pérou\n"
    assert load_document(write(tmp_path, "rows.txt", text, encoding)).form is not None


@pytest.mark.parametrize(
    "prose",
    ["Text, from the heart, to you.\n\nStates should open, fund and staff more desks for crews.\n",
     "# Text\n\n- From: Peru\n- To: Chad\n\nStates should open desks, fund them and staff them.\n"],
)  # fmt: skip
def test_prose_with_commas_is_no_table(tmp_path, prose):
    assert load_document(write(tmp_path, "notes.txt", prose)).form is None


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.xlsx"])
def test_a_file_that_is_called_a_table_is_never_read_as_prose(tmp_path, name):
    path = write(tmp_path, name, "States should open a desk for crews. They must fund it, and staff it.\n")
    with pytest.raises(InputError, match="column of texts|JSON|archive|workbook"):
        load_document(path)
