"""REFI-QDA: codebooks and projects out and in; what does not fit is said."""

import io
import zipfile

import pytest
from sample_graph import sample_graph
from table_files import as_csv, build, facts, reasons, write

from graphkit.errors import InputError
from graphkit.loading import load_all
from graphkit.publish.export import write_export
from loaders.tables.refi import parse_xml, read_codebook

HEAD = ["To", "From", "Text", "GCM objective(s)", "Groups", "Theme", "Coder"]
ROWS = [["Malta", "Peru", "Mend the pier for crews.", "21; 6", "Women", "Piers", "A. Coder"],
        ["Malta", "Chad", "Light the pier 🌍\nfor crews.", "", "", "Lamps; Piers", "B. Coder"]]  # fmt: skip
PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="U1" name="Ann"/>
<User guid="U2" name="Ben"/></Users>
<CodeBook><Codes>
<Code guid="C1" name="Crews" isCodable="true"><Code guid="C2" name="Pay" isCodable="true"/></Code>
</Codes></CodeBook>
<Sources>
<TextSource guid="S1" name="One" plainTextPath="internal://S1.txt">
<PlainTextSelection guid="P1" startPosition="0" endPosition="16" creatingUser="U1"><Description>sure?</Description>
<Coding guid="K1" creatingUser="U1"><CodeRef targetGUID="C1"/></Coding>
<Coding guid="K2" creatingUser="U2"><CodeRef targetGUID="C2"/></Coding></PlainTextSelection>
<PlainTextSelection guid="P2" startPosition="900" endPosition="990" creatingUser="U1"/>
<Coding guid="K3" creatingUser="U1"><CodeRef targetGUID="C1"/></Coding></TextSource>
<TextSource guid="S2" name="Two" plainTextPath="internal://S2.txt">
<PlainTextSelection guid="P3" startPosition="0" endPosition="5"/></TextSource>
<PictureSource guid="S3" name="Map">
<PictureSelection guid="P4"><Coding guid="K4"><CodeRef targetGUID="C1"/></Coding>
</PictureSelection></PictureSource>
<TextSource guid="S4" name="Four" plainTextPath="internal://S4.txt"/>
<TextSource guid="S5" name="Five" plainTextPath="relative:///../../../../etc/hosts"/>
</Sources></Project>"""


def project(xml: str, **files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("project.qde", xml)
        for name, text in files.items():
            archive.writestr(f"Sources/{name}.txt", text)
    return buffer.getvalue()


def test_a_project_of_another_program_gives_who_coded_what_and_says_what_does_not_fit(tmp_path):
    built = build(write(tmp_path, "a.qdpx", project(PROJECT, S1="Crews need pay. And rest.")))
    found = facts(built.graph)
    assert [(f["text"], f["coded"], f["node"].coder) for f in found] == [
        ("Crews need pay.", [("CODED_AS", "theme:crews"), ("CODED_AS", "theme:pay")], "Ann, Ben")
    ]
    assert found[0]["node"].data[-1] == "memo=sure?"
    assert reasons(built, "warning") == [
        "a selection in source One lies outside its text; left out",
        "1 codings of source One as a whole are left out: they quote nothing",
        "the text of source Two is missing; its 1 selections are left out",
        "source Map is no text (PictureSource); its 1 codings are left out",
        "the text of source Four is missing; nothing in it is coded",
        "the text of source Five is missing; nothing in it is coded",
    ]


def test_what_goes_out_as_a_project_comes_back_with_speakers_kinds_and_labels(tmp_path):
    graph = build(write(tmp_path, "rows.csv", as_csv([HEAD, *ROWS]))).graph
    write_export(graph, "qdpx", tmp_path / "again.qdpx")
    again = facts(build(tmp_path / "again.qdpx").graph)

    def told(rows):
        return sorted((f["text"], f["issuers"], f["node"].kind) for f in rows)

    assert told(again) == told(facts(graph))
    labels = {f["text"]: set(f["coded"]) for f in again}
    assert all(set(f["coded"]) <= labels[f["text"]] for f in facts(graph))
    assert [f["node"].coder for f in again if "Mend" in f["text"]] == ["A. Coder"]


def test_a_codebook_goes_out_and_tells_what_labels_stand_for(tmp_path):
    write_export(sample_graph(), "qdc", tmp_path / "book.qdc")
    codes = read_codebook(tmp_path / "book.qdc")
    assert {name: codes[name] for name in ("Remittances", "Women", "Human rights")} == {
        "Remittances": "objective:gcm:20", "Women": "group:women", "Human rights": "principle:human-rights",
    }  # fmt: skip
    rows = [["id", "document", "tag", "content"], ["1", "a", "Remittances", "We send money home each month."]]
    built = build(write(tmp_path, "a.csv", as_csv(rows)), codebook=str(tmp_path / "book.qdc"))
    assert facts(built.graph)[0]["coded"] == [("ADDRESSES", "gcm:20")]


@pytest.mark.parametrize("form", ["qdc", "qdpx"])
def test_an_export_has_the_structure_that_the_standard_asks_for(form, tmp_path):
    path = tmp_path / f"a.{form}"
    write_export(sample_graph(), form, path)
    data = path.read_bytes()
    if form == "qdpx":
        archive = zipfile.ZipFile(path)
        data = archive.read("project.qde")
    root = parse_xml(path, data)
    space = "urn:QDA-XML:codebook:1.0" if form == "qdc" else "urn:QDA-XML:project:1.0"
    assert {element.tag.partition("}")[0] for element in root.iter()} == {"{" + space}
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(set(guids)) == len(guids)
    codes = list(root.iter("{*}Code"))
    assert all(c.get("name") and c.get("isCodable") in ("true", "false") for c in codes)
    if form == "qdpx":
        assert [str(e.tag).rpartition("}")[2] for e in root] == ["Users", "CodeBook", "Sources"]
        known = {c.get("guid") for c in codes}
        assert {r.get("targetGUID") for r in root.iter("{*}CodeRef")} <= known
        users = {u.get("guid") for u in root.iter("{*}User")}
        assert {c.get("creatingUser") for c in root.iter("{*}Coding")} <= users
        for source in root.iter("{*}TextSource"):
            text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
            spans = [
                (int(s.get("startPosition")), int(s.get("endPosition"))) for s in source.iter("{*}PlainTextSelection")
            ]
            assert all(0 <= a < b <= len(text) for a, b in spans)


@pytest.mark.parametrize("form", ["qdc", "qdpx"])
def test_equal_graphs_give_equal_files(form, tmp_path):
    for seed in (1, 2):
        write_export(sample_graph(seed), form, tmp_path / f"{seed}.{form}")
    assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes()


BOMB = (
    '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<Project xmlns="urn:QDA-XML:project:1.0"><Users><User guid="U" name="&b;"/></Users></Project>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK\x03\x04 broken", "broken REFI-QDA project"), (project("<Project"), "broken XML"),
     (project("<Project/>"), "holds nothing that can be read: no text is coded"),
     (project(BOMB), "no text is coded|broken XML")],
    ids=["no archive", "broken", "empty", "bomb"],
)  # fmt: skip
def test_a_project_that_can_not_be_used_costs_one_clear_line(tmp_path, data, said):
    with pytest.raises(InputError, match=said) as caught:
        load_all(write(tmp_path, "a.qdpx", data))
    assert "\n" not in str(caught.value)


def test_a_project_without_its_texts_is_refused_with_the_reason(tmp_path):
    (tmp_path / "a.qdpx").write_bytes(project(PROJECT))
    with pytest.raises(InputError, match="holds nothing that can be read: the text of source One is missing"):
        load_all(tmp_path / "a.qdpx")
