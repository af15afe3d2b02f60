"""Parquet, SQLite and workbooks: their own libraries read them back, with types, search and no formulas."""

import io
import json
import sqlite3
import subprocess
import sys
import zipfile

import openpyxl
import pandas
import polars
import pytest
from sample_graph import CONTROL, FORMULA, MARKUP, sample_graph

from graphkit.errors import OptionError
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, Link, Node
from graphkit.publish.export import write_export
from graphkit.publish.export.base import import_extra
from graphkit.publish.export.workbook import LIMIT, make_workbook


@pytest.fixture
def parquet(tmp_path):
    write_export(sample_graph(), "parquet", tmp_path / "parquet")
    return tmp_path / "parquet"


@pytest.fixture
def database(tmp_path):
    write_export(sample_graph(), "sqlite", tmp_path / "graph.db")
    connection = sqlite3.connect(tmp_path / "graph.db")
    yield connection
    connection.close()


def test_pandas_reads_typed_tables(parquet):
    nodes = pandas.read_parquet(parquet / "nodes.parquet").set_index("id")
    edges = pandas.read_parquet(parquet / "edges.parquet")

    assert nodes.loc["statement:000000000001", "text"] == MARKUP
    assert list(nodes.loc["statement:000000000001", "section"]) == ["I. Sea", "1.2"]
    assert nodes.loc["mechanism:lighthouse-pact", "year"] == 1999
    assert len(edges) == sample_graph().link_count


def test_polars_reads_the_evidence_as_structures(parquet):
    edges = polars.read_parquet(parquet / "edges.parquet")
    row = edges.filter(polars.col("target") == "gcm:20", polars.col("rank") == 1, polars.col("score") == 0.9)

    assert [e["words"] for e in row["evidence"][0].to_list()] == ["keep", "=I. Sea"]


def test_a_missing_package_is_told_with_the_way_to_get_it():
    with pytest.raises(OptionError, match=r"needs no_such_package\. Get it with: pip install 'graphkit\[parquet\]'"):
        import_extra("no_such_package.part", "parquet")


def test_sqlite_has_a_table_for_every_label_and_link_type(database):
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = {t: database.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in (*NODE_TYPES, *LINK_TYPES)}

    assert tables >= {*NODE_TYPES, *LINK_TYPES, "search"}
    assert sum(counts.values()) == len(sample_graph()) + sample_graph().link_count
    assert min(counts.values()) > 0


def test_sqlite_keeps_texts_lists_and_evidence(database):
    text, section = database.execute("SELECT text, section FROM Recommendation").fetchone()
    query = "SELECT evidence FROM ADDRESSES WHERE target = 'gcm:20' AND rank = 1 AND score > 0.8"
    (evidence,) = database.execute(query).fetchone()

    assert (text, json.loads(section)) == (MARKUP, ["I. Sea", "1.2"])
    assert [e["words"] for e in json.loads(evidence)] == ["keep", "=I. Sea"]


def test_sqlite_finds_words_without_their_accents(database):
    everywhere = database.execute("SELECT id FROM search WHERE search MATCH 'tambien'").fetchall()
    statements = database.execute(
        "SELECT c.id FROM Challenge_fts f JOIN Challenge c ON c.rowid = f.rowid WHERE Challenge_fts MATCH 'lengua'"
    ).fetchall()

    assert everywhere == statements == [("statement:000000000003",)]


def test_sqlite_passes_its_own_check(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA page_count").fetchone()[0] > 1


def test_datasette_finds_a_statement_by_a_word_of_it(tmp_path):
    pytest.importorskip("datasette", reason="pip install datasette")
    write_export(sample_graph(), "sqlite", tmp_path / "graph.db")
    address = "/graph/Challenge.json?_search=LENGUA&_shape=array"
    command = [sys.executable, "-m", "datasette", str(tmp_path / "graph.db"), "--get", address]
    answer = subprocess.run(command, check=True, capture_output=True)

    assert [row["text"] for row in json.loads(answer.stdout)] == [CONTROL]


def test_a_workbook_holds_text_where_a_formula_is_written():
    book = openpyxl.load_workbook(io.BytesIO(make_workbook({"One": [["a"], [FORMULA], [CONTROL], [3.5], [None]]})))
    cells = [(c.value, c.data_type) for (c,) in book["One"].iter_rows(min_row=2)]

    assert cells[0] == (FORMULA, "s")
    assert cells[1] == (CONTROL.replace("\x07", "\ufffd").replace("\x0b", "\ufffd"), "s")
    assert cells[2] == (3.5, "n")


def test_a_text_too_long_for_excel_is_cut_visibly():
    book = openpyxl.load_workbook(io.BytesIO(make_workbook({"One": [["x" * (LIMIT + 1)]]})))

    assert book["One"]["A1"].value == "x" * (LIMIT - 1) + "…"


def test_what_a_workbook_can_not_hold_is_said_with_its_cells():
    said: list[str] = []
    rows = [["a", "b"], *([CONTROL, "x" * (LIMIT + 1)] for _ in range(6))]
    make_workbook({"One": rows}, warn=said.append)
    assert "6 with text cut to 32,767 characters (One!B2, One!B3, One!B4, One!B5, One!B6 and 1 more)" in said[0]
    assert "6 with text replaced by U+FFFD (One!A2" in said[0]


def test_a_workbook_carries_no_time():
    with zipfile.ZipFile(io.BytesIO(make_workbook({"One": [["a"]]}))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert book.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_kumu_finds_both_ends_of_every_connection(tmp_path):
    write_export(sample_graph(), "kumu", tmp_path / "kumu.json")
    blueprint = json.loads((tmp_path / "kumu.json").read_text())
    elements = {e["id"] for e in blueprint["elements"]}

    assert elements == {n.id for n in sample_graph().nodes(Node)}
    assert {end for c in blueprint["connections"] for end in (c["from"], c["to"])} <= elements
    assert len({c["id"] for c in blueprint["connections"]}) == sample_graph().link_count
    assert all(e["label"] and e["type"] for e in blueprint["elements"])


def test_kumu_sheets_begin_with_the_columns_kumu_asks_for(tmp_path):
    write_export(sample_graph(), "kumu-xlsx", tmp_path / "kumu.xlsx")
    sheets = pandas.read_excel(tmp_path / "kumu.xlsx", sheet_name=None, engine="openpyxl")

    assert {name: list(sheet.columns[:3]) for name, sheet in sheets.items()} == {
        "Elements": ["ID", "Label", "Type"],
        "Connections": ["ID", "From", "To"],
    }
    assert len(sheets["Elements"]) == len(sample_graph())
    assert sorted(sheets["Connections"]["Type"]) == sorted(k.type_name() for k in sample_graph().links(Link))
