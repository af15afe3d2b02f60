"""`graphkit export`, `import` and `schema`: from a build to a file and back, and one clear line for what is wrong."""

import json
import subprocess
import sys

import pytest
from sample_graph import sample_graph

from graphkit.cli import cli
from graphkit.errors import GraphkitError, InputError
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES, schema_markdown
from graphkit.publish.export import EXPORTERS
from graphkit.workspace import Manifest, open_workspace, write_workspace


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A build of the sample graph."""
    place = tmp_path_factory.mktemp("cli") / "out"
    graph = sample_graph()
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


def call(*words):
    cli.main([str(w) for w in words], standalone_mode=False)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_written_to_a_named_place(name, store, tmp_path, capsys):
    call("export", name, "--store", store, "-o", tmp_path / "export")

    assert (tmp_path / "export").exists()
    wrote, *warned = capsys.readouterr().err.splitlines()
    assert wrote == f"Wrote {tmp_path / 'export'}"
    assert [line.split(":")[0] for line in warned] == (["Warning"] if EXPORTERS[name].forbidden else [])


def test_statements_are_printed_where_no_place_is_named(store, capsysbinary):
    call("export", "statements", "--store", store)
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]

    assert [r["id"] for r in rows] == [s.id for s in sample_graph().statements()]


def test_formats_are_listed_without_a_name(capsys):
    call("export", "--json")

    assert [row["format"] for row in json.loads(capsys.readouterr().out)] == sorted(EXPORTERS)


def test_an_existing_file_is_kept_unless_forced(store, tmp_path):
    target = tmp_path / "graph.gexf"
    target.write_text("mine")

    with pytest.raises(GraphkitError, match="exists already. Add --force"):
        call("export", "gexf", "--store", store, "-o", target)
    assert target.read_text() == "mine"
    call("export", "gexf", "--store", store, "-o", target, "--force", "--quiet")
    assert target.read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "gefx"), "No export format is named 'gefx'. Did you mean 'gexf'?"),
        (("export", "csv"), "'csv' can't be printed. Say where to write it, such as -o graph-csv"),
        (("export", "sqlite"), "such as -o graph.db"),
        (("export", "gexf", "--store", "nowhere"), "nowhere holds no graph"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl can't be read"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_to_do(words, told):
    with pytest.raises(GraphkitError) as error:
        call(*words)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_one_of_two_tables_is_answered_with_their_folder(store, tmp_path):
    call("export", "csv", "--store", store, "-o", tmp_path / "tables")

    with pytest.raises(InputError, match="Name the folder that holds nodes.csv and edges.csv"):
        call("import", tmp_path / "tables" / "edges.csv")


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_an_export_is_imported_as_an_equal_graph(name, store, tmp_path):
    call("export", name, "--store", store, "-o", tmp_path / "export")
    call("import", tmp_path / "export", "--out", tmp_path / "copy")

    assert open_workspace(tmp_path / "copy").graph == open_workspace(store).graph
    assert open_workspace(tmp_path / "copy").manifest.digest == sample_graph().digest()


def test_a_broken_import_leaves_the_old_build(store, tmp_path):
    call("export", "jsonl", "--store", store, "-o", tmp_path / "graph.jsonl")
    call("import", tmp_path / "graph.jsonl", "--out", tmp_path / "copy")
    (tmp_path / "graph.jsonl").write_text('{"label": "Group"}\n')

    with pytest.raises(GraphkitError, match="line 1: id: Field required"):
        call("import", tmp_path / "graph.jsonl", "--out", tmp_path / "copy")
    assert open_workspace(tmp_path / "copy").graph == sample_graph()


def test_a_folder_without_tables_and_an_empty_file_are_refused(tmp_path):
    (tmp_path / "empty.jsonl").touch()

    with pytest.raises(GraphkitError, match="holds no nodes.csv"):
        call("import", tmp_path, "--out", tmp_path / "copy")
    with pytest.raises(GraphkitError, match="holds no node"):
        call("import", tmp_path / "empty.jsonl", "--out", tmp_path / "copy")


def test_the_schema_is_printed_and_written(tmp_path, capsys):
    call("schema")
    call("schema", "--json", "-o", tmp_path / "schema.json")
    written = json.loads((tmp_path / "schema.json").read_text())

    assert capsys.readouterr().out == schema_markdown()
    assert (set(written["labels"]), set(written["links"])) == (set(NODE_TYPES), set(LINK_TYPES))


def test_a_reader_that_stops_early_is_no_error(store):
    command = f"{sys.executable} -m graphkit export jsonl --store {store} | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True)

    assert done.stderr == ""
