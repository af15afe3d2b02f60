"""UIMA CAS of INCEpTION and WebAnno: out by its library, back from what the library wrote."""

import io
import zipfile

import pytest
from sample_graph import sample_graph
from table_files import as_csv, build, facts, reasons, write

from graphkit.errors import InputError
from graphkit.loading import load_all
from graphkit.publish.export import write_export
from graphkit.publish.export.uima import TYPE

cassis = pytest.importorskip("cassis", reason="dkpro-cassis reads UIMA CAS; it is an extra")
HEAD = ["To", "From", "Text", "GCM objective(s)", "Theme", "Coder"]
ROWS = [["Malta", "Peru", "Mend the pier for crews.", "21; 6", "Piers", "A. Coder"],
        ["Malta", "Chad", "Light the pier 🌍\nfor crews.", "", "Lamps", "A. Coder"]]  # fmt: skip


def test_the_library_reads_the_export_with_each_statement_as_a_span(tmp_path):
    write_export(sample_graph(), "uima", tmp_path / "a.zip")
    archive = zipfile.ZipFile(tmp_path / "a.zip")
    types = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
    cas = cassis.load_cas_from_xmi(io.BytesIO(archive.read("coast-2030.xmi")), typesystem=types)
    spans = {s.identifier: s for s in cas.select(TYPE)}
    assert len(spans) == 5
    first = spans["statement:000000000001"]
    assert first.get_covered_text().replace("\r", "").startswith("States should <script>")
    assert (first.kind, first.objectives, first.speakers) == (
        "recommendation",
        "gcm:20; gcm:1; tides:1",
        "URY; andean-community",
    )


def test_what_goes_out_comes_back(tmp_path):
    graph = build(write(tmp_path, "rows.csv", as_csv([HEAD, *ROWS]))).graph
    write_export(graph, "uima", tmp_path / "again.zip")
    again = build(tmp_path / "again.zip").graph

    def told(graph):
        return sorted((f["text"], f["issuers"], f["addressees"], f["node"].kind) for f in facts(graph))

    assert told(again) == told(graph)
    labels = {f["text"]: set(f["coded"]) for f in facts(again)}
    assert all(set(f["coded"]) <= labels[f["text"]] for f in facts(graph))


def annotated() -> bytes:
    """Return an export of INCEpTION's form: for each document an archive, in it one file a user."""
    types = cassis.TypeSystem()
    layer = types.create_type(name="webanno.custom.Ask", supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=layer, name="label", rangeType="uima.cas.String")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = "Crews need pay. And rest."
    cas.add(layer(begin=0, end=15, label="pay"))
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("TypeSystem.xml", types.to_xml())
        archive.writestr("ann.xmi", cas.to_xmi())
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("annotation/one.txt/ann.zip", inner.getvalue())
    return outer.getvalue()


def test_who_annotated_what_comes_in_from_an_export_of_inception(tmp_path):
    found = facts(build(write(tmp_path, "project.zip", annotated())).graph)
    assert [(f["text"], f["coded"], f["node"].coder) for f in found] == [
        ("Crews need pay.", [("CODED_AS", "theme:pay")], "ann")
    ]


def test_equal_graphs_give_equal_archives(tmp_path):
    for seed in (1, 2):
        write_export(sample_graph(seed), "uima", tmp_path / f"{seed}.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_files_that_can_not_be_used_cost_one_clear_line(tmp_path):
    with pytest.raises(InputError, match="needs the TypeSystem.xml"):
        load_all(write(tmp_path, "a.xmi", "<xmi:XMI/>"))
    write(tmp_path, "TypeSystem.xml", "<no/>")
    with pytest.raises(InputError, match="can't be read as UIMA CAS"):
        load_all(write(tmp_path, "a.xmi", "<broken"))
    with pytest.raises(InputError, match="broken archive"):
        load_all(write(tmp_path, "b.zip", b"PK\x03\x04 TypeSystem.xml"))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("page.xmi", "<xmi:XMI/>")
    with pytest.raises(InputError, match="holds page.xmi without its TypeSystem.xml"):
        load_all(tmp_path / "c.zip")


def test_a_document_without_spans_is_said(tmp_path):
    archive = zipfile.ZipFile(io.BytesIO(annotated()))
    inner = zipfile.ZipFile(io.BytesIO(archive.read("annotation/one.txt/ann.zip")))
    types = cassis.load_typesystem(io.BytesIO(inner.read("TypeSystem.xml")))
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = "Nothing here."
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("TypeSystem.xml", types.to_xml())
        out.writestr("full.xmi", inner.read("ann.xmi"))
        out.writestr("none.xmi", cas.to_xmi())
    assert "none holds no annotation of a custom layer" in reasons(build(write(tmp_path, "a.zip", buffer.getvalue())))
