import json

import pytest
from click.testing import CliRunner

from graphkit.cli import cli

TEXT = "Asks,,\nTo,From,Text\nMalta,Chad,Mend the pier for crews.\nAtlantis,Chad,Light the pier for crews.\n"


@pytest.fixture()
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_text(TEXT, encoding="utf-8")
    return tmp_path / "rows.csv"


def run(*words):
    return CliRunner().invoke(cli, [*words], standalone_mode=False)


def test_a_table_is_shown_as_it_would_be_read_and_what_would_be_lost_gives_status_1(table):
    done = run("table", "rows.csv", "--json")
    shown = json.loads(done.stdout)
    assert done.return_value == 1
    assert shown["mapping"] == {"head": 2, "columns": {"text": "Text", "addressee": "To", "issuer": "From"}}
    assert [(row["text"], row["links"]["SAID_BY"]) for row in shown["rows"]] == [
        ("Mend the pier for crews.", ["TCD"]), ("Light the pier for crews.", ["TCD"]),
    ]  # fmt: skip
    assert any('"Atlantis" is not known' in issue["reason"] for issue in shown["issues"])


def test_the_mapping_is_written_only_where_nothing_is_replaced(table):
    assert run("table", "rows.csv", "--write", "m.toml").return_value == 1
    first = (table.parent / "m.toml").read_text()
    assert 'text = "Text"' in first
    assert "exists already" in str(run("table", "rows.csv", "--write", "m.toml").exception)
    assert run("table", "rows.csv", "--write", "m.toml", "--force").return_value == 1
    assert (table.parent / "m.toml").read_text() == first


def test_a_build_takes_the_options_of_tables_and_ends_with_1_where_a_name_is_not_linked(table):
    table.write_text(TEXT.replace("Text", "Wording"), encoding="utf-8")
    assert "no column of texts found" in str(run("build", "rows.csv").exception)
    assert run("build", "rows.csv", "--columns", "text=Wording", "-q").return_value == 1
    (table.parent / "names.toml").write_text('[names]\nAtlantis = "MLT"\n')
    words = ["--columns", "text=Wording", "--columns", "addressee=To", "--names", "names.toml", "-q"]
    assert run("build", "rows.csv", *words).return_value == 0


def test_prose_is_no_table(table):
    (table.parent / "a.md").write_text("States should mend the pier.\n")
    assert "is no table" in str(run("table", "a.md").exception)
