"""``graphkit query``: what is no query, each format of an answer, and answers larger than what memory should hold."""

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from made_graphs import make_synthetic

from graphkit.cli.answers import PART
from graphkit.errors import LimitError
from graphkit.issues import Issues
from graphkit.publish.export import workbook
from graphkit.workspace import Manifest, write_workspace

NO_NUMBERS = "RETURN 0.0 / 0 AS a, [1.0 / 0] AS b, {c: -1.0 / 0} AS d"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A build directory of a synthetic graph."""
    graph = make_synthetic(20)
    path = tmp_path_factory.mktemp("query") / "build"
    write_workspace(path, graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())
    return path


@pytest.fixture
def ask(build, run):
    """A function that runs ``graphkit query`` and returns its status, output and errors."""
    return lambda *args: run("query", *args, "--store", build)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere.cypher"], "nowhere.cypher is no file, and no query of the library"),
        ([" ; "], "The query is empty"),
        (["// only a remark"], "The query is empty"),
        (["RETURN 1 AS a; RETURN 2 AS b"], "a second statement at line 1, column 16"),
        (["RETURN $x AS x", "-p", "x=123456789012345678901234567890"], r"value of $x is beyond the whole numbers"),
        (["RETURN $x AS x", "-p", "x=[[9223372036854775808]]"], r"value of $x is beyond the whole numbers"),
    ],
)
def test_what_is_no_query_or_no_value_is_one_line(ask, args, message):
    status, out, err = ask(*args)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


@pytest.mark.parametrize("text", ["MATCH (a {b: 1})\nRETURN b", "RETURN 1 AS a,\n       nosuch(1) AS b"])
def test_an_error_of_meaning_shows_its_place(ask, text):
    status, _, err = ask(text)

    assert status == 2
    assert "line 2, column 8: " in err
    assert err.splitlines()[-1] == " " * 9 + "^"


@pytest.mark.parametrize(
    ("form", "reads"), [("json", lambda text: json.loads(text)[0]), ("jsonl", lambda text: json.loads(text))]
)
def test_what_is_no_number_to_json_is_a_word(ask, form, reads):
    _, out, _ = ask(NO_NUMBERS, "--format", form)

    assert "NaN" in out
    assert reads(out) == {"a": "NaN", "b": ["Infinity"], "d": {"c": "-Infinity"}}


def test_a_workbook_keeps_what_excel_would_change(ask, tmp_path):
    text = "RETURN 9007199254740993 AS big, -3 AS small, '=1+1' AS formula, 0.0 / 0 AS none, [1] AS list, true AS yes"
    assert ask(text, "--format", "xlsx", "-o", str(tmp_path / "a.xlsx"))[0] == 0
    (_, row) = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True)

    assert row == ("9007199254740993", -3, "=1+1", "NaN", "[1]", True)


def test_more_rows_than_a_sheet_holds_are_refused(ask, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    status, _, err = ask("UNWIND range(1, 5) AS n RETURN n", "--format", "xlsx", "-o", str(tmp_path / "a.xlsx"))

    assert (status, err.count("\n")) == (2, 1)
    assert "holds 4 rows" in err
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_whose_rows_fail_is_closed_in_silence():
    def rows():
        yield ["heading"]
        raise LimitError("stopped")

    with pytest.raises(LimitError, match="stopped"):
        workbook.make_workbook({"rows": rows()})


def test_a_long_table_comes_in_parts_and_is_counted_once(ask):
    _, out, err = ask(f"UNWIND range(1, {2 * PART + 1}) AS number RETURN number", "--limit", "0")

    assert (out.count("number"), err) == (3, "")
    assert f"{2 * PART + 1} rows" in out


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells the memory of a process on Linux only")
@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_answer_of_hundreds_of_megabytes_is_streamed(build, form):
    text = f"UNWIND range(1, 100000) AS n RETURN '{'wording ' * 250}' + toString(n) AS wording"
    command = [sys.executable, "-m", "graphkit", "query", text, "--store", str(build), "--limit", "0", "--format", form]
    size = peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for piece in iter(lambda: process.stdout.read(10_000_000), b""):
            size += len(piece)
            status = Path(f"/proc/{process.pid}/status").read_text()
            peak = max(peak, *map(int, re.findall(r"VmHWM:\s+(\d+) kB", status)), 0)

    assert process.returncode == 0
    assert size > 200_000_000
    assert 0 < peak / 1024 < 300


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csv", "n\r\n1"), ("a.jsonl", '{"n": 1}'), ("a.md", "| n |"), ("a", "┏")]
)
def test_a_file_has_the_format_that_its_name_ends_with(ask, tmp_path, name, begins):
    assert ask("UNWIND range(1, 5) AS n RETURN n", "-o", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).read_bytes().decode().startswith(begins)
