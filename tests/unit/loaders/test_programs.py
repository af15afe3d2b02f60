"""Files that other programs open for graphkit, and what is said where these are not installed."""

import shutil
import sys
import textwrap
from pathlib import Path

import pytest
from docx import Document as make_word
from pdf_files import column, make
from sample_files import save_docx

from graphkit.errors import InputError
from graphkit.loading import load_document

BEGINNINGS = {
    "odt": b"PK\x03\x04",
    "rtf": rb"{\rtf1\ansi Ports should register crews of ferries.\par}",
    "epub": b"PK\x03\x04",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that holds all programs there are; return a function that adds one to it, written in Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name: str, body: str) -> None:
        code = f"#!{sys.executable}\nimport shutil, sys, time\n{textwrap.dedent(body)}"
        (folder / name).write_text(code)
        (folder / name).chmod(0o755)

    return add


def write(folder: Path, suffix: str) -> Path:
    path = folder / f"ferries.{suffix}"
    path.write_bytes(BEGINNINGS[suffix])
    return path


@pytest.mark.parametrize(("suffix", "wanted"), [("rtf", "LibreOffice or pandoc"), ("doc", "LibreOffice")])
def test_without_a_program_one_line_says_what_to_install(tmp_path, programs, suffix, wanted):
    with pytest.raises(
        InputError, match=rf"ferries\.{suffix}: is an [^\n]*\. Install {wanted}, or save it as \.docx\.$"
    ):
        load_document(write(tmp_path, suffix))


@pytest.mark.parametrize("suffix", ["odt", "epub"])
def test_a_broken_archive_costs_one_line(tmp_path, programs, suffix):
    with pytest.raises(InputError, match="its archive is broken"):
        load_document(write(tmp_path, suffix))


@pytest.mark.parametrize(("suffix", "program"), [("rtf", "pandoc"), ("rtf", "soffice"), ("doc", "soffice")])
def test_a_program_that_is_installed_is_used_and_its_file_read(tmp_path, programs, suffix, program):
    word = make_word()
    word.add_paragraph("Ports should register crews of ferries.")
    (tmp_path / "made.docx").write_bytes(save_docx(word))
    (tmp_path / "made.md").write_text("Ports should register crews of ferries\\.\n")
    made = "md" if program == "pandoc" else "docx"
    programs(program, f"shutil.copy({str(tmp_path / f'made.{made}')!r}, 'document.{made}')")
    document = load_document(path := write(tmp_path, suffix))
    assert document.text == "Ports should register crews of ferries.\n"
    assert (document.source.name, document.source.media.startswith("application/")) == (path.name, True)


def test_a_program_that_fails_is_one_line(tmp_path, programs):
    programs("pandoc", "sys.exit('Traceback\\nbroken in two')")
    with pytest.raises(InputError, match=r"ferries\.rtf: pandoc can't read it \(broken in two\)\. Export it again\.$"):
        load_document(write(tmp_path, "rtf"))


@pytest.mark.programs
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", ["odt", "rtf", "epub"])
def test_what_pandoc_writes_is_read(tmp_path, kind):
    import subprocess

    source = tmp_path / "a.md"
    source.write_text("# Crews\n\n- Ports should register crews of ferries.\n- Train pilots.\n", encoding="utf-8")
    path = tmp_path / f"crews.{kind}"
    subprocess.run(["pandoc", "--standalone", str(source), "--output", str(path)], check=True)
    document = load_document(path)
    found = [(b.kind, document.wording(b)) for b in document.blocks][-3:]
    assert found == [
        ("heading", "Crews"),
        ("item", "Ports should register crews of ferries."),
        ("item", "Train pilots."),
    ]


def scan(folder: Path) -> Path:
    path = folder / "scan.pdf"
    path.write_bytes(make([[]]))
    return path


def test_a_scan_is_read_by_text_recognition_where_it_is_installed_and_says_so(tmp_path, programs):
    (tmp_path / "made.pdf").write_bytes(make([column(["Ports should register crews of ferries."])]))
    programs("ocrmypdf", f"shutil.copy({str(tmp_path / 'made.pdf')!r}, sys.argv[-1])")
    document = load_document(scan(tmp_path))
    assert (document.text, document.source.name) == ("Ports should register crews of ferries.\n", "scan.pdf")
    assert any("recognised from pictures" in i.reason and i.severity == "warning" for i in document.issues)


def test_a_scan_without_a_word_is_named_as_one(tmp_path, programs):
    with pytest.raises(InputError, match=r"has 1 pages but no text: a scan\?"):
        load_document(scan(tmp_path))
    programs("ocrmypdf", "shutil.copy(sys.argv[-2], sys.argv[-1])")
    with pytest.raises(InputError, match=r"has 1 pages but no text: a scan\?"):
        load_document(scan(tmp_path))


@pytest.mark.programs
@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf is not installed")
@pytest.mark.slow
def test_printed_letters_in_a_picture_are_recognised(tmp_path):
    from pypdfium2 import PdfDocument

    page = PdfDocument(make([column(["States should register crews of ferries."], size=16)]))[0]
    bitmap = page.render(scale=3, grayscale=True)
    pixels = b"".join(
        bytes(bitmap.buffer)[r * bitmap.stride : r * bitmap.stride + bitmap.width] for r in range(bitmap.height)
    )
    from pdf_files import stream

    kind = f"/Type /XObject /Subtype /Image /Width {bitmap.width} /Height {bitmap.height} /BitsPerComponent 8"
    image = stream(f"{kind} /ColorSpace /DeviceGray", pixels)
    path = tmp_path / "scan.pdf"
    path.write_bytes(make([["q 600 0 0 800 0 0 cm /Map Do Q"]], "/XObject << /Map 5 0 R >>", [image]))
    assert "States should register crews of ferries." in load_document(path).text
