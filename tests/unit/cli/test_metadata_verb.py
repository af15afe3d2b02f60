"""A table of who, what and when, filled in by a person and given back to a build."""

import csv
import json

import pytest

FIJI = "# Statement by Fiji on crews\n\nSuva, 3 May 2022\n\n- States should protect migrant children.\n"
NOBODY = "# Crews at sea\n\n- States should protect migrant children in ports.\n"


@pytest.fixture
def folder(tmp_path):
    """Two texts: one says who issued it, the other does not."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "fiji.md").write_text(FIJI)
    (place / "nobody.md").write_text(NOBODY)
    return place


def edit(table, name, **values):
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update(values if row["path"].endswith(name) else {})
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def documents(run, *args):
    status, out, err = run("build", *args, "--json")
    assert status == 0, err
    return {d["title"]: (d["issuers"], d["year"]) for d in json.loads(out)["documents"]}


def test_the_table_shows_each_value_with_the_words_that_gave_it(run, folder, tmp_path):
    assert run("metadata", folder, "-o", tmp_path / "t.csv")[0] == 0
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["title"]: row for row in csv.DictReader(file)}
    fiji, nobody = rows["Statement by Fiji on crews"], rows["Crews at sea"]
    assert (fiji["issuers"], fiji["issuers from"], fiji["year"], fiji["year from"]) == (
        "FJI", "Statement by Fiji", "2022", "Suva, 3 May 2022")  # fmt: skip
    assert (nobody["issuers"], nobody["year"]) == ("", "")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_untouched_table_changes_nothing(run, folder, tmp_path, ending):
    table = tmp_path / f"t.{ending}"
    run("metadata", folder, "-o", table)
    plain = documents(run, folder, "--out", tmp_path / "a")
    assert documents(run, folder, "--out", tmp_path / "b", "--metadata", table) == plain


def test_what_a_person_fills_in_counts_over_the_text_and_under_an_option(run, folder, tmp_path):
    table = tmp_path / "t.csv"
    run("metadata", folder, "-o", table)
    edit(table, "nobody.md", issuers="Kenya; Uganda", year="2019")
    edit(table, "fiji.md", issuers="unknown")
    expected = {"Crews at sea": (["KEN", "UGA"], 2019), "Statement by Fiji on crews": ([], 2022)}
    assert documents(run, folder, "--out", tmp_path / "o", "--metadata", table) == expected
    found = documents(run, folder, "--out", tmp_path / "p", "--metadata", table, "--meta", "year=2001")
    assert {year for _, year in found.values()} == {2001}


def test_several_processes_read_the_same_table(run, folder, tmp_path):
    table = tmp_path / "t.csv"
    run("metadata", folder, "-o", table)
    edit(table, "nobody.md", issuers="Kenya")
    one, two = (documents(run, folder, "--out", tmp_path / n, "--metadata", table, "--jobs", n) for n in ("1", "2"))
    assert one == two


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,issuers\na.md,KEN\n", "has no column 'path'"),
        ("path,issuer colour\na.md,red\n", "'issuer colour' is not known"),
        ("path,year\nfiji.md,2001\nfiji.md,2002\n", "row 3: the file 'fiji.md' has a row already"),
        ("path,year\n,2001\n", "row 2: has no path"),
        ("path,year\nfiji.md,soon\n", "'soon' is no year"),
    ],
)
def test_a_table_that_can_not_be_used_is_one_line_and_status_two(run, folder, tmp_path, text, said):
    (tmp_path / "t.csv").write_text(text)
    status, out, err = run("build", folder / "fiji.md", "--out", tmp_path / "o", "--metadata", tmp_path / "t.csv")
    assert (status, out, said in err, err.count("\n")) == (2, "", True, 1)


def test_a_row_of_no_file_is_said(run, folder, tmp_path):
    (tmp_path / "t.csv").write_text("path,year\ngone.md,2001\n")
    _, _, err = run("build", folder, "--out", tmp_path / "o", "--metadata", tmp_path / "t.csv")
    assert "the row of 'gone.md' names no file of this build" in err


def test_a_build_lists_what_is_unknown_and_what_mends_it(run, folder, tmp_path):
    _, _, err = run("build", folder, "--out", tmp_path / "o")
    assert "Issuer unknown in 1 file: nobody.md\nYear unknown in 1 file: nobody.md\n" in err
    assert "graphkit metadata FILES -o table.xlsx" in err


def test_a_file_that_can_not_be_read_has_its_row_and_status_one(run, folder, tmp_path):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    status, _, err = run("metadata", folder, "-o", tmp_path / "t.csv")
    assert (status, "broken.pdf" in err) == (1, True)
    assert "broken.pdf" in (tmp_path / "t.csv").read_text()


def test_info_shows_who_what_and_why(run, folder, tmp_path):
    run("build", folder, "--out", tmp_path / "o", "--quiet")
    summary = json.loads(run("info", "--store", tmp_path / "o", "--json")[1])
    fiji = next(d for d in summary["documents"] if d["year"] == 2022)
    assert (fiji["issuers"], fiji["language"], fiji["genre"], fiji["form"]) == (["FJI"], "en", "general", "statement")
    warned = [(s["what"], s["reason"]) for s in summary["skipped"] if s["severity"] == "warning"]
    assert [(what, "who speaks" in reason) for what, reason in warned] == [("nobody.md", True)]


def test_a_table_of_several_documents_has_one_row_of_what_they_share(run, tmp_path):
    path, sheet = tmp_path / "asks.csv", tmp_path / "t.csv"
    path.write_text("From,Text,Document,Year\nChad,Protect migrant children.,One,2014\nChad,Train crews.,Two,2014\n")
    assert run("metadata", path, "-o", sheet)[0] == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["year"], row["language"], row["problem"]) == ("", "2014", "en", "")
    built = documents(run, path, "--metadata", sheet, "--out", tmp_path / "b")
    assert built == documents(run, path, "--out", tmp_path / "a")
    assert sorted(built) == ["One", "Two"]
