"""Databases of Discourse Network Analyzer: read with coders and agreement, written with the same tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sample_graph import sample_graph
from table_files import as_csv, build, facts, reasons, write

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import links as k
from graphkit.graph.ontology import nodes as n
from graphkit.loading import load_all
from graphkit.publish.export import write_export
from graphkit.publish.export.dna_database import PASSWORD
from graphkit.publish.export.events import find_events

HEAD = ["statement ID", "time", "document title", "text", "person", "organization", "concept", "agreement"]


@pytest.fixture()
def sample(shared):
    return shared("samples", "dna-sample.dna")


def events(graph: Graph) -> list[tuple[str, str, str, int]]:
    found = find_events(graph)
    return sorted((e.statement.text, graph.node(e.speaker).title, e.concept, e.agreement) for e in found)


def columns(data: bytes) -> dict[str, set[str]]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {t: {row[1] for row in base.execute(f"PRAGMA table_info({t})")} for t in tables}


def coded(tmp_path, name="events.csv"):
    rows = [["1", "2018-05-03", "Page", "Mend the pier 🌍 now.", "A. Mayor", "Caritas", "piers", "1"],
            ["2", "2018-05-03", "Page", "Leave the pier.", "", "Club of Piers", "piers", "0"],
            ["3", "2018-05-04", "Other", "Sell the pier.", "", "Peru", "sales", "-1"]]  # fmt: skip
    return build(write(tmp_path, name, as_csv([HEAD, *rows]))).graph


def test_what_another_hand_coded_in_dna_comes_in_whole(sample):
    built = build(sample)
    graph = built.graph
    assert len(list(graph.statements())) == 41
    assert len(list(graph.nodes(n.Document))) == 7
    stances = [link.agreement for link in graph.links(k.CodedAs)]
    assert (len(stances), set(stances)) == (40, {0, 1})
    assert {e.rule for link in graph.links(k.CodedAs) for e in link.evidence} == {"coder:Coder 1"}
    assert any("of type Annotation have no organization or concept" in r for r in reasons(built))


def test_a_database_of_dna_comes_back_from_an_export_with_the_same_events(sample, tmp_path):
    graph = build(sample).graph
    write_export(graph, "dna-db", tmp_path / "again.dna")
    assert events(build(tmp_path / "again.dna").graph) == events(graph)


def test_the_export_has_every_table_and_column_of_dna(sample, tmp_path):
    write_export(sample_graph(), "dna-db", tmp_path / "a.dna")
    assert columns((tmp_path / "a.dna").read_bytes()) == columns(sample.read_bytes())


def test_agreement_persons_and_dates_survive_both_exports(tmp_path):
    graph = coded(tmp_path)
    write_export(graph, "dna-db", tmp_path / "b.dna")
    write_export(graph, "dna", tmp_path / "b.csv")
    again = [build(tmp_path / name).graph for name in ("b.dna", "b.csv")]
    assert sorted(e[3] for e in events(graph)) == [-1, 0, 1]
    assert events(again[0]) == events(graph)
    assert [(t, c, a) for t, _, c, a in events(again[1])] == [(t, c, a) for t, _, c, a in events(graph)]
    assert {f["node"].person for f in facts(again[0])} == {"A. Mayor", None}


def test_equal_graphs_give_equal_databases(tmp_path):
    for name, seed in (("a", 1), ("b", 2)):
        write_export(sample_graph(seed), "dna-db", tmp_path / f"{name}.dna")
    assert (tmp_path / "a.dna").read_bytes() == (tmp_path / "b.dna").read_bytes()


def test_a_coder_can_sign_in_with_the_password_that_the_export_names(tmp_path, sample):
    import base64
    import hashlib

    def fits(file: Path, password: str) -> bool:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as base:
            kept = base64.b64decode(base.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()[0])
        digest = kept[:16] + password.encode()
        for _ in range(100_000):
            digest = hashlib.sha256(digest).digest()
        return digest == kept[16:]

    write_export(coded(tmp_path), "dna-db", tmp_path / "a.dna")
    assert fits(sample, "sample"), "the sample's password is known: this is how DNA keeps one"
    assert fits(tmp_path / "a.dna", PASSWORD)


def test_a_database_that_is_no_dna_of_version_3_costs_one_clear_line(tmp_path):
    with closing(sqlite3.connect(tmp_path / "two.dna")) as base:
        base.execute("CREATE TABLE SETTINGS (Property TEXT, Value TEXT)")
        base.execute("INSERT INTO SETTINGS VALUES ('version', '2.0')")
        base.commit()
    with pytest.raises(InputError, match=r"is a database of version 2.0 without the tables of DNA 3. Open it in DNA 3"):
        load_all(tmp_path / "two.dna")
    for data in (b"SQLite format 3\0" + b"\xff" * 3000, b"no database"):
        with pytest.raises(InputError, match="can't be read as a .dna database"):
            load_all(write(tmp_path, "cut.dna", data))


def test_a_database_that_names_another_version_is_read_by_its_tables_and_said(tmp_path):
    write_export(coded(tmp_path), "dna-db", tmp_path / "a.dna")
    with closing(sqlite3.connect(tmp_path / "a.dna")) as base, base:
        base.execute("UPDATE SETTINGS SET Value = '4.1' WHERE Property = 'version'")
    built = build(tmp_path / "a.dna")
    assert len(facts(built.graph)) == 3
    assert "is a database of version 4.1, read as one of version 3" in reasons(built, "warning")


def test_a_statement_outside_its_document_is_said_and_left_out(tmp_path):
    write_export(coded(tmp_path), "dna-db", tmp_path / "a.dna")
    with closing(sqlite3.connect(tmp_path / "a.dna")) as base:
        base.execute("UPDATE STATEMENTS SET Start = 9000, Stop = 9010 WHERE ID = 2")
        base.commit()
    built = build(tmp_path / "a.dna")
    assert len(facts(built.graph)) == 2
    assert "record 2: statement 2 lies outside its document" in reasons(built, "warning")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE VARIABLES SET Variable = x'00' WHERE Variable = 'person'",
        "UPDATE STATEMENTTYPES SET Label = x'00'",
        "UPDATE DOCUMENTS SET Text = x'00ff' WHERE Title = 'Other'",
    ],
)
def test_values_of_a_wrong_type_cost_what_they_stand_for_and_no_more(tmp_path, change):
    write_export(coded(tmp_path), "dna-db", tmp_path / "a.dna")
    with closing(sqlite3.connect(tmp_path / "a.dna")) as base, base:
        assert base.execute(change).rowcount
    assert "Mend the pier 🌍 now." in {f["text"] for f in facts(build(tmp_path / "a.dna").graph)}
