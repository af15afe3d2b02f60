"""Finding files and loaders."""

import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from sample_files import MARKDOWN, make_pdf

from graphkit import loading
from graphkit.errors import InputError, UnknownNameError
from graphkit.issues import Issues
from graphkit.loading import find_files, find_loaders, load_document, load_documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents and of what stands beside them."""
    (tmp_path / "deep" / ".hidden").mkdir(parents=True)
    for name in ("b.md", "deep/a.txt", "README.md", ".secret.md", "deep/.hidden/c.md", "~$b.docx"):
        (tmp_path / name).write_text(MARKDOWN)
    (tmp_path / "b.meta.toml").write_text('title = "B"\n')
    (tmp_path / "c.pdf").write_bytes(make_pdf())
    (tmp_path / "table.log").write_text("a,b\n1,2\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(50))
    return tmp_path


def relative(files: list[Path], folder: Path) -> list[str]:
    return [str(f.relative_to(folder)) for f in files]


def test_files_come_in_the_order_of_their_names_and_the_rest_is_skipped_aloud(folder: Path) -> None:
    issues = Issues()
    assert relative(find_files([folder], issues), folder) == ["b.md", "c.pdf", "deep/a.txt"]
    skipped = [(Path(i.place).name, i.severity) for i in issues]
    assert skipped == [("README.md", "note"), ("photo.jpg", "note"), ("table.log", "note")]


def test_a_file_named_by_itself_is_read_whatever_its_name(folder: Path) -> None:
    files = find_files([folder / "README.md", folder / "table.log"], Issues())
    assert relative(files, folder) == ["README.md", "table.log"]
    assert load_document(folder / "table.log").text == "a,b\n1,2\n"


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "b.md")
    files = find_files([folder / "deep" / "a.txt", folder, folder / "b.md"], Issues())
    assert relative(files, folder) == ["deep/a.txt", "b.md", "c.pdf"]


def test_links_in_circles_end(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "self.md").symlink_to("self.md")
    issues = Issues()
    assert relative(find_files([folder], issues), folder) == ["b.md", "c.pdf", "deep/a.txt"]
    noted = {Path(i.place).name: i.reason for i in issues}
    assert "not followed" in noted["up"]
    assert "self.md" in noted


def test_a_link_out_of_the_folder_is_a_warning_whether_to_a_file_or_a_folder(folder: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "far.md").write_text("Far.")
    (folder / "far").symlink_to(outside)
    (folder / "far.md").symlink_to(outside / "far.md")
    (folder / "near").symlink_to(folder / "deep")
    issues = Issues()
    assert relative(find_files([folder], issues), folder) == ["b.md", "c.pdf", "deep/a.txt"]
    said = {Path(i.place).name: i.severity for i in issues if "not followed" in i.reason}
    assert said == {"far": "warning", "far.md": "warning", "near": "note"}
    assert len(find_files([folder], Issues(), follow_links=True)) == 4


def test_missing_paths_and_empty_folders_are_errors_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty").mkdir()
    issues = Issues()
    files = find_files([folder / "gone", folder / "empty", folder / "b.md"], issues)
    assert relative(files, folder) == ["b.md"]
    assert [i.reason.split(": ")[1] for i in issues.errors()] == [
        "there is no such file or directory. Check the name.",
        "holds no file that can be read.",
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(folder: Path) -> None:
    (folder / "b.md").chmod(0)
    with pytest.raises(InputError, match="can't be read"):
        load_document(folder / "b.md")


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="is no file"):
        load_document(tmp_path / "pipe.txt")


def test_a_bad_file_costs_itself_alone(folder: Path) -> None:
    (folder / "a.md").write_bytes(b"")
    issues = Issues()
    found = [d.source.name for d in load_documents([folder], issues)]
    assert found == ["b.md", "c.pdf", "a.txt"]
    assert [(i.place, i.reason.endswith("a.md: is empty.")) for i in issues.errors()] == [("a.md", True)]


def test_what_a_loader_notes_reaches_the_caller(folder: Path) -> None:
    issues = Issues()
    load_document(folder / "deep" / "a.txt", issues=issues)
    assert any("who speaks" in i.reason for i in issues)


def test_a_file_of_no_known_kind_says_what_can_be_read(folder: Path) -> None:
    with pytest.raises(InputError, match="Give text, Markdown, PDF, DOCX or HTML"):
        load_document(folder / "photo.jpg")


def test_an_unknown_loader_lists_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'docx'.*Known: converted, docx, forum-report"):
        load_document(folder / "b.md", "docs")


@pytest.fixture
def points(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    found: list[EntryPoint] = []
    monkeypatch.setattr(loading, "entry_points", lambda group: found)
    find_loaders.cache_clear()
    yield found
    find_loaders.cache_clear()


def test_without_loaders_the_error_says_what_to_do(points: list[EntryPoint]) -> None:
    with pytest.raises(InputError, match="pip install"):
        find_loaders()


@pytest.mark.parametrize("value", ["no_such_module:loader", "json:no_such_name", "json:dumps"])
def test_a_loader_that_is_none_is_named(points: list[EntryPoint], value: str) -> None:
    points.append(EntryPoint("odd", value, loading.GROUP))
    with pytest.raises(InputError, match="The loader 'odd'"):
        find_loaders()


def test_finding_loaders_imports_no_heavy_library() -> None:
    import subprocess

    heavy = "pypdfium2 docx bs4 lxml yaml"
    code = "import sys; from graphkit.loading import find_loaders; find_loaders()"
    code += f"; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("issuers", "ids"),
    [("SLV", ("SLV",)), ("El Salvador; IOM", ("SLV", "IOM")), ("Ministry of Tides", ("Ministry of Tides",))],
)
def test_who_speaks_is_given_by_id_or_by_name(folder: Path, issuers: str, ids: tuple[str, ...]) -> None:
    assert load_document(folder / "b.md", issuers=issuers).metadata.issuers == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("RESULTS OF THE NATIONAL CONSULTATION OF EL SALVADOR FOR A POSITION\n\nPorts matter.\n", ("SLV",)),
        ("Government of Tidal Atlantis\n\nPorts matter.\n", ()),
    ],
)
def test_who_speaks_is_inferred_only_where_the_name_is_known(tmp_path: Path, text: str, ids: tuple[str, ...]) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    document = load_document(path)
    assert document.metadata.issuers == ids
    assert ("issuers" in document.metadata.assumed) == bool(ids)
    assert any("who speaks" in i.reason for i in document.issues) != bool(ids)


def test_a_table_in_a_directory_that_has_no_texts_is_an_error_of_its_own(folder: Path) -> None:
    (folder / "numbers.csv").write_text("a,b\n1,2\n")
    issues = Issues()
    found = [d.source.name for d in load_documents([folder], issues)]
    assert found == ["b.md", "c.pdf", "a.txt"]
    assert [i.reason for i in issues.errors()] == [
        f"{folder / 'numbers.csv'}: no column of texts found; headings: a, b; say --columns text=a"
    ]
