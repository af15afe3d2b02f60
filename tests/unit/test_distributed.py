"""What a cluster's worker gives, and what the graph step takes, without a cluster."""

import pytest

from graphkit.distributed import build_readings, read_batches, read_documents
from graphkit.errors import InputError, OptionError
from graphkit.graph.ontology.links import Authored
from graphkit.graph.ontology.nodes import Document
from graphkit.pipeline import Options, build_workspace

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

OPTIONS = Options(encoder="none")
ASK = "# {name}\n\n## Recommendations\n\n- States should protect migrant children at every {name}.\n"
DOCUMENTS = [("s3://archive/b/crews.md", ASK.format(name="ship")), ("s3://archive/harbour.md", ASK.format(name="pier"))]


def read(documents, options=OPTIONS, beside=None, **columns):
    """Return the rows that a worker makes of documents."""
    table = {"path": [path for path, _ in documents], "content": [text and text.encode() for _, text in documents]}
    batch = arrow.RecordBatch.from_pydict(table | columns)
    return [row for made in read_batches(iter([batch]), options, beside or {}) for row in made.to_pylist()]


@pytest.fixture
def keep(tmp_path):
    """Returns the folder of rows, as Spark leaves it."""

    def write(rows, whole=True):
        place = tmp_path / "readings"
        place.mkdir()
        for number, row in enumerate(rows):
            parquet.write_table(arrow.Table.from_pylist([row]), place / f"part-{number:05}.parquet")
        if whole:
            (place / "_SUCCESS").touch()
        return place

    return write


def test_readings_give_the_graph_of_a_build(tmp_path, keep):
    for path, text in DOCUMENTS:
        place = tmp_path / path.removeprefix("s3://")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    build_workspace(tmp_path / "archive", tmp_path / "alone", OPTIONS)
    rows = read(DOCUMENTS)
    assert [row["statements"] for row in rows] == [1, 1]
    assert "tmp" not in str(rows)  # nothing of the worker's own folders
    build_readings(keep(rows), tmp_path / "joined", OPTIONS)
    for name in ("graph.jsonl", "issues.jsonl", "manifest.json"):
        assert (tmp_path / "joined" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_columns_and_sidecars_are_metadata(tmp_path, keep):
    beside = {"s3://archive/b/crews.meta.toml": b"year = 2014\n"}
    rows = read(DOCUMENTS, beside=beside, issuers=["", "Peru"], genre=[None, None])
    graph = build_readings(keep(rows), tmp_path / "out", OPTIONS).graph
    files = {d.file: d for d in graph.nodes(Document)}
    assert files["crews.md"].year == 2014
    assert [k.source for k in graph.into(files["harbour.md"].id, Authored)] == ["PER"]


def test_a_document_that_can_not_be_used_is_a_row_that_says_why(tmp_path, keep):
    odd = [("a/..", "x"), ("a/bad\0name.md", "x"), ("a/empty.md", None), ("a/x.pdf", "no PDF")]
    rows = read([*odd, *DOCUMENTS, (None, "x")])
    assert [row["statements"] for row in rows] == [0, 0, 0, 0, 1, 1, 0]
    built = build_readings(keep([rows[-1], *rows[:-1]]), tmp_path / "out", OPTIONS)
    assert {i.place for i in built.issues.errors()} >= {"empty.md", "x.pdf"}


def test_readings_that_are_not_whole_or_of_another_reading_are_refused(tmp_path, keep):
    rows = read(DOCUMENTS)
    place = keep(rows, whole=False)
    out = tmp_path / "out"
    with pytest.raises(InputError, match="no _SUCCESS"):
        build_readings(place, out, OPTIONS)
    (place / "_SUCCESS").touch()
    with pytest.raises(InputError, match="with other options"):
        build_readings(place, out, Options(encoder="none", framework="sdg"))
    parquet.write_table(arrow.Table.from_pylist(rows[:1]), place / "part-9.parquet")
    with pytest.raises(InputError, match="comes twice"):
        build_readings(place, out, OPTIONS)
    parquet.write_table(arrow.Table.from_pylist([rows[1] | {"path": "z", "reading": "{}"}]), place / "part-9.parquet")
    with pytest.raises(InputError, match="the reading of z is damaged"):
        build_readings(place, out, OPTIONS)
    parquet.write_table(arrow.table({"text": ["x"]}), place / "part-9.parquet")
    with pytest.raises(InputError, match="holds no readings"):
        build_readings(place, out, OPTIONS)
    (place / "part-9.parquet").write_bytes(b"x")
    with pytest.raises(InputError, match="can't be read"):
        build_readings(place, out, OPTIONS)
    assert not out.exists()


def test_a_table_of_metadata_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(OptionError, match="join its columns"):
        read_documents(None, Options(table=tmp_path / "documents.xlsx"))
