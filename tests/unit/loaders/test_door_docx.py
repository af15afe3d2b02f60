"""DOCX."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as make_word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from sample_files import save_docx

from graphkit.errors import InputError
from graphkit.loading import load_document
from graphkit.text.document import Document


def load(folder: Path, data: bytes) -> Document:
    path = folder / "ferries.docx"
    path.write_bytes(data)
    return load_document(path)


def text_of(folder: Path, word: object) -> str:
    return load(folder, save_docx(word)).text


def run(xml: str) -> object:
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


def test_lists_keep_their_marks_and_depth(tmp_path: Path) -> None:
    word = make_word()
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number"):
        word.add_paragraph(f"An item of {style}", style=style)
    lines = text_of(tmp_path, word).splitlines()
    assert [line.strip().split(" ")[0] for line in lines] == ["-", "-", "1.", "2."]


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    word = make_word()
    inserted = "<w:ins><w:r><w:t> and pilots</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText> and cats</w:delText></w:r></w:del>"
    word.element.body.insert(0, run(f"<w:r><w:t>Crews</w:t></w:r>{inserted}{deleted}"))
    assert text_of(tmp_path, word) == "Crews and pilots\n"


def test_a_table_that_frames_text_is_read_as_text(tmp_path: Path) -> None:
    word = make_word()
    cell = word.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Box 1. A port"
    cell.add_paragraph("It registers crews.")
    assert text_of(tmp_path, word) == "Box 1. A port\n\nIt registers crews.\n"


def test_contents_pages_are_dropped_and_bold_lines_marked(tmp_path: Path) -> None:
    word = make_word()
    style = word.styles.add_style("toc 1", 1)
    word.add_paragraph("Crews 4", style=style)
    word.add_paragraph().add_run("Findings").bold = True
    assert text_of(tmp_path, word) == "**Findings**\n"


def with_part(data: bytes, kind: str, xml: str) -> bytes:
    """Return a Word document with one more part that its main part refers to."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId90" Type="{base}/{kind}" Target="{kind}.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", link.encode())
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/word/{kind}.xml" ContentType="application/xml"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            archive.writestr(name, text)
        archive.writestr(f"word/{kind}.xml", xml)
    return target.getvalue()


def test_footnotes_stand_at_the_end_with_their_marks(tmp_path: Path) -> None:
    word = make_word()
    word.element.body.insert(0, run('<w:r><w:t>Crews are few.</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'))
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>Counted in May.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    document = load(tmp_path, with_part(save_docx(word), "footnotes", notes))
    assert document.text == "Crews are few.[^1]\n\n[^1]: Counted in May.\n"
    assert [b.kind for b in document.blocks] == ["paragraph", "note"]


def test_the_title_of_the_properties_counts_less_than_front_matter_or_options(tmp_path: Path) -> None:
    word = make_word()
    word.core_properties.title = "Crews of ferries"
    word.add_paragraph("Ports should register crews.")
    path = tmp_path / "a.docx"
    path.write_bytes(save_docx(word))
    assert [load_document(path).metadata.title, load_document(path, title="X").metadata.title] == [
        "Crews of ferries",
        "X",
    ]


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is locked by a password"),
        (b"PK\x03\x04 and nothing more", "its archive is broken"),
        (zipped(sheet_xml=b"<a/>"), "is a zip archive but no Word document"),
        (zipped(word__document_xml=b"<a/>"), "can't be read as a Word document"),
        (zipped(word__document_xml=bytes(70_000_000)), "unpacks to 70 MB of text"),
    ],
    ids=["doc", "cut", "other", "empty", "bomb"],
)
def test_what_is_no_word_document_costs_one_clear_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load(tmp_path, data)


def texts(*runs: str) -> str:
    return "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in runs)


CUT = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(tmp_path: Path) -> None:
    word = make_word()
    gone = f"{CUT}<w:del><w:r><w:delText>Ports should close.</w:delText></w:r></w:del>"
    for place, xml in enumerate((f"{CUT}{texts('Crews should be ')}", texts("heard."), gone, texts("Piers are old."))):
        word.element.body.insert(place, run(xml))
    assert text_of(tmp_path, word) == "Crews should be heard.\n\nPiers are old.\n"


def test_deleted_rows_are_left_out(tmp_path: Path) -> None:
    word = make_word()
    table = word.add_table(rows=3, cols=2)
    for row, text in zip(table.rows, ("Port", "Callao", "Corinto"), strict=True):
        row.cells[0].text, row.cells[1].text = text, "crews"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="3" w:author="x"/>'))
    assert text_of(tmp_path, word) == "| Port | crews |\n| Corinto | crews |\n"


@pytest.mark.parametrize("mark", ["vanish", "strike", "dstrike", "webHidden"])
def test_hidden_and_struck_text_is_left_out(tmp_path: Path, mark: str) -> None:
    word = make_word()
    style = word.styles.add_style("Away", 2)
    style.element.get_or_add_rPr().append(parse_xml(f"<w:{mark} {nsdecls('w')}/>"))
    hidden = f"<w:r><w:rPr><w:{mark}/></w:rPr><w:t> and cats</w:t></w:r>"
    styled = f'<w:r><w:rPr><w:rStyle w:val="{style.style_id}"/></w:rPr><w:t> and dogs</w:t></w:r>'
    kept = f'<w:r><w:rPr><w:{mark} w:val="0"/></w:rPr><w:t xml:space="preserve"> and pilots</w:t></w:r>'
    word.element.body.insert(0, run(f"{texts('Crews')}{hidden}{styled}{kept}"))
    assert text_of(tmp_path, word) == "Crews and pilots\n"


def test_a_table_within_a_cell_has_cells_of_its_own(tmp_path: Path) -> None:
    word = make_word()
    outer = word.add_table(rows=3, cols=3)
    for cell, text in zip(outer.rows[0].cells, ("Area", "Recommendation", "Who"), strict=True):
        cell.text = text
    outer.rows[1].cells[0].text, outer.rows[1].cells[2].text = "Crews", "Peru"
    outer.rows[1].cells[1].text = "Register crews of ferries."
    inner = outer.rows[1].cells[1].add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "by 2027", "Ports should hear the pilots of ferries."
    outer.rows[2].cells[0].merge(outer.rows[2].cells[1]).text = "Ports should count their piers."
    outer.rows[2].cells[2].text = "Chile"
    document = load(tmp_path, save_docx(word))
    assert document.text.splitlines() == [
        "| Area | Recommendation | Who |",
        "| Crews | Register crews of ferries. | Peru |",
        "| Ports should count their piers. |  | Chile |",
        "",
        "| by 2027 | Ports should hear the pilots of ferries. |",
    ]
    from graphkit.read.statements.tables import find_table_heads

    rows = [b.index for b in document.blocks if b.kind == "row"]
    assert rows[-1] not in find_table_heads(document)
