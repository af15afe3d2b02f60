"""nodes.csv and edges.csv: what is written is read back equal, by us and by the programs it is for."""

import csv

import igraph
import pandas
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_graph import FORMULA, sample_graph

from graphkit.errors import InputError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import Mentions
from graphkit.graph.ontology.nodes import Challenge, Document, State
from graphkit.publish.export import write_export
from graphkit.publish.export.csv import read_csv
from graphkit.publish.export.jsonl import read_jsonl

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.fixture
def folder(tmp_path):
    write_export(sample_graph(), "csv", tmp_path / "csv")
    return tmp_path / "csv"


def test_csv_comes_back_as_an_equal_graph(folder):
    assert read_csv(folder) == sample_graph()


def test_jsonl_comes_back_as_an_equal_graph(tmp_path):
    write_export(sample_graph(), "jsonl", tmp_path / "graph.jsonl")

    assert read_jsonl(tmp_path / "graph.jsonl") == sample_graph()


@settings(max_examples=50, deadline=None)
@given(name=TEXT, text=TEXT, section=st.lists(TEXT, max_size=3), words=TEXT, score=st.floats(0, 1))
def test_any_text_survives_the_round_trip(tmp_path_factory, name, text, section, words, score):
    evidence = Evidence(rule="r", score=score, words=words)
    document = Document(
        id="d", name=name, file="d", sha256="", genre="", characters=1, characters_read=0, url=text or None
    )
    statement = Challenge(
        id="s", text=text, start=0, end=1, document="d", strength="none", score=score, rule=name, section=section
    )
    graph = Graph([document, statement, State(id="URY", name=text)])
    graph.add_link(Mentions(source="s", target="URY", evidence=(evidence,)))
    place = tmp_path_factory.mktemp("any")
    write_export(graph, "csv", place / "csv")
    write_export(graph, "jsonl", place / "graph.jsonl")

    assert read_csv(place / "csv") == read_jsonl(place / "graph.jsonl") == graph


def test_pandas_reads_the_tables_with_their_types(folder):
    nodes = pandas.read_csv(folder / "nodes.csv", index_col="id")
    edges = pandas.read_csv(folder / "edges.csv")

    assert nodes.loc["mechanism:lighthouse-pact", ["label", "year"]].tolist() == ["Mechanism", 1999]
    assert len(edges) == sample_graph().link_count
    assert edges["score"].dtype == "float64"


def test_polars_reads_the_tables(folder):
    nodes = polars.read_csv(folder / "nodes.csv")

    assert nodes.columns[:2] == ["id", "label"]
    assert len(nodes) == len(sample_graph())


def test_igraph_builds_the_network_from_the_tables(folder):
    tables = [pandas.read_csv(folder / name, dtype=str) for name in ("edges.csv", "nodes.csv")]
    nodes = tables[1].rename(columns={"name": "title"})
    network = igraph.Graph.DataFrame(tables[0], vertices=nodes, use_vids=False)

    assert (network.vcount(), network.ecount()) == (len(sample_graph()), sample_graph().link_count)


def test_a_formula_stays_text_in_the_table(folder):
    assert f'"\'{FORMULA.replace(chr(34), chr(34) * 2)}"' in (folder / "nodes.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("nodes.csv", "women,Group", "women,Grupo", "No label is named 'Grupo'. Did you mean 'Group'?"),
        ("nodes.csv", "id,label", "id,kind_of", "nodes.csv, line 1: the column 'label' is missing"),
        ("nodes.csv", ",1999,", ",MCMXCIX,", "year: Input should be a valid integer"),
        ("nodes.csv", "CAN,State", "CAN,State,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "more cells than columns"),
        ("edges.csv", "source,target", "from,target", "line 1: the column 'source' is missing"),
        ("edges.csv", "[{", "{", "edges.csv, after line 0: "),
        ("edges.csv", ",gcm:1,", ",gcm:99,", "edges.csv, line 3: A ADDRESSES link names 'gcm:99'"),
    ],
)
def test_a_broken_table_is_told_with_its_place(folder, file, old, new, told):
    text = (folder / file).read_bytes().decode("utf-8-sig")
    assert old in text
    (folder / file).write_bytes(text.replace(old, new).encode())

    with pytest.raises(InputError) as error:
        read_csv(folder)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-8"), (",", "utf-8")])
def test_a_table_saved_by_a_spreadsheet_of_another_country_comes_back_equal(folder, separator, encoding):
    for name in ("nodes.csv", "edges.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        with (folder / name).open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows(rows)

    assert read_csv(folder) == sample_graph()


def test_a_folder_without_tables_is_told(tmp_path):
    with pytest.raises(InputError, match=r"nodes\.csv can't be read"):
        read_csv(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no json", "after line 1: Expecting value"),
        ("[1, 2]", "line 2: no JSON object"),
        ('{"label": "Group"}', "line 2: id: Field required"),
        ('{"label": "Grupo"}', "line 2: No label is named 'Grupo'"),
        ('{"id": "x"}', "line 2: 'type' is missing"),
        ('{"label": "Group", "id": "women", "name": "Other"}', "line 2: Two different nodes have the id 'women'"),
        ("[" * 100_000, "after line 1: "),
    ],
)
def test_a_broken_line_is_told_with_its_place(tmp_path, line, told):
    place = tmp_path / "graph.jsonl"
    place.write_text('{"label": "Group", "id": "women", "name": "Women"}\n' + line + "\n")

    with pytest.raises(InputError) as error:
        read_jsonl(place)
    assert told in str(error.value)


def test_a_file_in_another_encoding_is_told(tmp_path):
    place = tmp_path / "graph.jsonl"
    place.write_bytes('{"label": "Group", "id": "niños"}'.encode("latin-1"))

    with pytest.raises(InputError, match="is not UTF-8"):
        read_jsonl(place)
