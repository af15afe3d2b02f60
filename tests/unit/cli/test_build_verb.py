"""What a person sees of ``graphkit build``: one line for each thing that is wrong, and an exit status that says so."""

import json
from pathlib import Path

import pytest

TEXT = """# Results of the consultation of the Harbour Office

## Recommendations

- Create information campaigns for migrant workers at every port.
- States should protect migrant children who travel alone.
"""


@pytest.fixture
def text(tmp_path):
    """A small policy text."""
    path = tmp_path / "in" / "harbour.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_build_tells_what_it_found(run, text, tmp_path):
    status, out, _ = run("build", text, "--out", tmp_path / "out", "--json")
    summary = json.loads(out)
    assert (status, summary["statements"]["recommendation"]) == (0, 2)
    assert run("info", "--store", tmp_path / "out", "--json")[1] == out


def test_building_twice_gives_equal_bytes(run, text, tmp_path):
    for name in ("a", "b"):
        assert run("build", text, "--out", tmp_path / name, "--quiet")[0] == 0
    for file in ("graph.jsonl", "issues.jsonl", "manifest.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "broken.pdf": b"%PDF-1.7\nnothing of a document",
    "broken.docx": b"PK\x03\x04 no archive",
    "latin.txt": "Recomendaciones: protección de los niños migrantes".encode("latin-1"),
    "poem.txt": b"The sea is wide.\n\nThe sky is blue.\n",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_can_not_be_used_is_one_line_and_status_two(run, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    status, out, err = run("build", tmp_path / name, "--out", tmp_path / "out")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("Error: ")
    assert name in err
    assert not (tmp_path / "out").exists()


def test_among_many_files_the_bad_ones_are_skipped_aloud(run, text, tmp_path):
    for name, data in BAD.items():
        (text.parent / name).write_bytes(data)
    status, _, err = run("build", text.parent, "--out", tmp_path / "out", "--jobs", 2)
    assert status == 1
    errors = [Path(line.split(": ")[1].split(",")[0]).name for line in err.splitlines() if line.startswith("Error: ")]
    assert sorted(errors) == sorted(BAD)
    assert run("info", "--store", tmp_path / "out")[0] == 0


def test_a_failed_build_leaves_the_old_store(run, text, tmp_path):
    run("build", text, "--out", tmp_path / "out", "--quiet")
    before = (tmp_path / "out" / "graph.jsonl").read_bytes()
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("build", tmp_path / "empty.txt", "--out", tmp_path / "out")[0] == 2
    assert (tmp_path / "out" / "graph.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["build", "{in}/nowhere.txt"], "nowhere.txt"),
        (["build", "{in}", "--loader", "docxx"], "No loader is named 'docxx'"),
        (["build", "{in}", "--framework", "gcn"], "No framework is named 'gcn'. Did you mean 'gcm'?"),
        (["build", "{in}", "--meta", "year"], "write KEY=VALUE"),
        (["build", "{in}", "--meta", "year=soon"], "year"),
        (["build", "{in}", "--language", "xx"], "xx"),
        (["build", "{in}", "--corrections", "{in}/harbour.md"], "is no review sheet"),
        (["info", "--store", "{in}"], "holds no graph"),
        (["bild", "{in}"], "No command is named 'bild'. Did you mean 'build'?"),
        (["build"], "Missing argument"),
    ],
)
def test_a_wrong_word_is_answered_with_what_to_do(run, text, tmp_path, args, message):
    args = [a.replace("{in}", str(text.parent)) for a in args]
    out = ["--out", tmp_path / "out"] if args[0] == "build" else []
    status, _, err = run(*args, *out)
    assert status == 2
    assert message in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_a_review_sheet_comes_back_into_the_next_build(run, text, tmp_path):
    sheet = tmp_path / "review.csv"
    run("build", text, "--out", tmp_path / "out", "--quiet")
    assert run("code", "export", "--store", tmp_path / "out", "-o", sheet)[0] == 0
    assert run("code", "export", "--store", tmp_path / "out", "-o", sheet)[0] == 2  # exists already
    rows = sheet.read_text(encoding="utf-8-sig")
    assert "children" in rows
    status, _, _ = run("build", text, "--corrections", sheet, "--out", tmp_path / "again", "--quiet")
    assert status == 0


def test_two_files_of_one_id_are_not_mixed(run, text, tmp_path):
    (text.parent / "copy.md").write_text(TEXT, encoding="utf-8")
    status, _, err = run("build", text.parent, "--out", tmp_path / "out", "--quiet", "--meta", "id=harbour")
    assert status == 1
    status, _, err = run("build", text.parent, "--out", tmp_path / "out", "--meta", "id=harbour")
    assert "give it an id of its own" in err


def deep_list() -> bytes:
    """A Word document with a list item on a level that no person reaches."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from sample_files import save_docx

    word = Document()
    properties = word.add_paragraph("Ports should register crews of migrant workers.")._p.get_or_add_pPr()
    place = '<w:ilvl w:val="1000000000"/><w:numId w:val="1"/>'
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
    return save_docx(word)


ALIASES = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
HOSTILE = {
    "deep.md.meta.json": b'{"title": ' + b"[" * 200_000,
    "deep.md.meta.toml": b"title = " + b"[" * 5_000,
    "long.md.meta.toml": b".".join([b"a"] * 40_000) + b" = 1",
    "half.md.meta.json": b'{"title": "\\ud800"}',
    "nested.md.meta.json": b'{"issuers": [["PER"], {"a": 1}]}',
}
FRONTS = {
    "aliases.md": f"---\na0: &a0 x\n{ALIASES}\ntitle: *a8\n---\n",
    "surrogate.md": '---\ntitle: "\\ud800"\n---\n',
    "depths.md": f"---\ntitle: {'[' * 9000}\n---\n",
}


@pytest.mark.parametrize("name", [*HOSTILE, *FRONTS])
def test_hostile_metadata_costs_its_own_file_one_line(run, text, tmp_path, name):
    bad = text.parent / name.split(".meta")[0]
    bad.write_text(FRONTS.get(name, "") + TEXT, encoding="utf-8")
    if name in HOSTILE:
        (text.parent / name).write_bytes(HOSTILE[name])
    status, _, err = run("build", text.parent, "--out", tmp_path / "out", "--quiet")
    assert (status, err.count("\n")) == (1, 1)
    assert bad.name in err
    assert len(err) < 500


def test_a_list_item_on_an_impossible_level_is_read(run, text, tmp_path):
    (text.parent / "deep.docx").write_bytes(deep_list())
    assert run("build", text.parent, "--out", tmp_path / "out", "--quiet")[0] == 0


@pytest.mark.slow
def test_a_file_over_a_limit_is_named_and_the_others_are_built(run, text, tmp_path):
    (text.parent / "long.md").write_text(TEXT * 12000, encoding="utf-8")
    args = ["build", text.parent, "--out", tmp_path / "out", "--quiet", "--jobs", 2]
    for option, value in (("--max-seconds", 2), ("--max-memory", 150)):
        status, _, err = run(*args, option, value)
        assert (status, err.count("\n")) == (1, 1), err
        assert "long.md: takes over" in err
        assert option in err


def test_a_file_name_that_is_no_utf_8_is_spelled_out(run, text, tmp_path):
    bad = text.parent / b"consultaci\xf3n.md".decode("utf-8", "surrogateescape")
    bad.write_text(TEXT.replace("Harbour", "Port"), encoding="utf-8")
    assert run("build", text.parent, "--out", tmp_path / "out", "--quiet")[0] == 0
    assert r"consultaci\\xf3n.md" in (tmp_path / "out" / "manifest.json").read_text()


def test_one_process_or_several_build_equal_bytes(run, text, tmp_path):
    for number in range(6):
        (text.parent / f"h{number}.md").write_text(TEXT.replace("every port", f"port {number}"), encoding="utf-8")
    for name, jobs in (("one", 1), ("three", 3)):
        assert run("build", text.parent, "--out", tmp_path / name, "--quiet", "--jobs", jobs)[0] == 0
    assert (tmp_path / "one" / "graph.jsonl").read_bytes() == (tmp_path / "three" / "graph.jsonl").read_bytes()


def test_a_password_opens_a_file_and_is_written_nowhere(run, tmp_path):
    from pdf_files import column, make

    path = tmp_path / "locked.pdf"
    path.write_bytes(make([column(["States should protect migrant children who travel alone."])], password="quay7"))
    status, _, err = run("build", path, "--out", tmp_path / "out")
    assert (status, "--password" in err) == (2, True)
    assert run("build", path, "--out", tmp_path / "out", "--password", "quay7", "-q")[0] == 0
    assert not [p for p in (tmp_path / "out").rglob("*") if p.is_file() and b"quay7" in p.read_bytes()]
