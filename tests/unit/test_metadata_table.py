"""Which row of a table of metadata is of which file, and how its cells are parted."""

from pathlib import Path

import pytest

from graphkit.metadata_table import match_rows, read_table


def rows(*names):
    return {name: {"title": name} for name in names}


def titles(found):
    return {str(file): fields["title"] for file, fields in found.items()}


def test_a_row_that_is_of_one_file_is_not_taken_for_another_of_its_name():
    found, odd = match_rows(rows("a/report.md"), [Path("a/report.md"), Path("b/report.md")])
    assert (titles(found), odd) == ({"a/report.md": "a/report.md"}, [])


def test_a_path_counts_resolved():
    found, odd = match_rows(rows("b/../a/report.md"), [Path("a/report.md").resolve()])
    assert (list(found), odd) == ([Path("a/report.md").resolve()], [])


def test_a_row_is_of_the_one_file_of_its_name_that_no_row_has_yet():
    files = [Path("a/report.md"), Path("b/report.md"), Path("b/note.md")]
    found, odd = match_rows(rows("a/report.md", "old/report.md", "old/note.md"), files)
    assert titles(found) == {"a/report.md": "a/report.md", "b/report.md": "old/report.md", "b/note.md": "old/note.md"}
    assert odd == []


def test_rows_that_fit_several_files_by_name_are_said_and_not_used():
    found, odd = match_rows(rows("old/a/report.md", "old/b/report.md"), [Path("a/report.md"), Path("b/report.md")])
    assert found == {}
    assert odd == [
        f"the row of 'old/{name}/report.md' may be of 'a/report.md' or not: write the path of its file" for name in "ab"
    ]


def test_rows_of_no_file_and_second_rows_are_said():
    found, odd = match_rows(rows("gone.md", "a.md", "./a.md"), [Path("a.md")])
    assert titles(found) == {"a.md": "a.md"}
    assert odd == [
        "the row of 'gone.md' names no file of this build",
        "the row of './a.md' names a file that has another row",
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_with_the_delimiter_that_a_spreadsheet_saved(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "table.csv"
    cells = [["path", "issuers", "title", "year"], ["a.md", "KEN", '"Lamps, ropes; crews"', "2019"]]
    path.write_text("\ufeff" + "\n".join(mark.join(row) for row in cells), encoding="utf-8")
    assert read_table(path) == {"a.md": {"issuers": "KEN", "title": "Lamps, ropes; crews", "year": "2019"}}
