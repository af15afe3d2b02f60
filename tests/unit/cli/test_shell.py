"""``graphkit shell`` fed by standard input: long queries, parameters, export, errors that do not end it."""

import io
import sys

import pytest
from made_graphs import make_synthetic
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import DummyInput
from prompt_toolkit.output import DummyOutput

from graphkit.cli import main
from graphkit.cli.completion import find_completions
from graphkit.cli.shell import Shell, _make_session
from graphkit.issues import Issues
from graphkit.store.kglite import KgliteStore
from graphkit.workspace import Manifest, write_workspace


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """A function that feeds lines to a shell on a synthetic graph and returns output and errors."""
    graph = make_synthetic(30)
    write_workspace(tmp_path / "g", graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())

    def feed(*lines):
        monkeypatch.setattr(sys, "argv", ["graphkit", "shell", "--store", str(tmp_path / "g")])
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
        with pytest.raises(SystemExit) as stop:
            main()
        assert stop.value.code == 0
        return capsys.readouterr()

    return feed


@pytest.fixture
def complete(tmp_path, monkeypatch):
    """A function that returns what the prompt of a shell offers for what is typed; one prompt serves each shell."""
    monkeypatch.setattr("click.get_app_dir", lambda name: str(tmp_path))
    prompts = {}

    def offer(shell, typed):
        if shell not in prompts:
            with create_app_session(input=DummyInput(), output=DummyOutput()):
                prompts[shell] = _make_session(shell)
        return [found.text for found in prompts[shell].completer.get_completions(Document(typed), CompleteEvent())]

    return offer


def test_a_query_may_have_several_lines_and_the_last_needs_no_end(ask):
    said = ask("MATCH (s:State)", "RETURN count(s) AS states;", "RETURN 41 + 1 AS answer")
    assert "states" in said.out
    assert "42" in said.out


def test_parameters_are_kept_and_answers_exported(ask, tmp_path):
    ask(":param x=7", "RETURN $x AS seven;", f":export {tmp_path / 'a.csv'}")
    assert (tmp_path / "a.csv").read_bytes().decode() == "seven\r\n7\r\n"


def test_an_error_is_said_and_the_session_goes_on(ask):
    said = ask("MATCH (n RETURN n;", "CREATE (:State);", ":quiz", ":export a.csv", "RETURN 'still here' AS x;", ":quit")
    assert said.err.count("Error:") == 4
    assert "Did you mean 'quit'" in said.err
    assert "still here" in said.out


def test_library_queries_run_by_name(ask):
    assert "document" in ask("documents", ":queries", ":params", ":help").out


def test_the_schema_is_shown_by_pattern_with_numbers(ask):
    said = ask(":schema state*", "MATCH (s:State)-[r:MEMBER_OF]->(:Body) RETURN count(r) AS n;", ":schema nobody*")
    words = said.out.replace("│", " ").split()
    number = words[words.index("(:State)-[:MEMBER_OF]->(:Body)") + 1]

    assert [number, "1", "row"] == [words[-4], *words[-2:]]
    assert "region" in said.out
    assert "nobody*" in said.err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("MATCH (s:St", ["State", "Statement"]),
        ("MATCH (s:State)-[:", ["AUTHORED", "CARRIES_OUT", "HOSTED", "ISSUED", "MEMBER_OF", "TAKES_PART_IN"]),
        ("MATCH (s:State)<-[:", ["CALLS_ON", "MENTIONS", "PART_OF", "SAID_BY"]),
        ("MATCH (s:State)-[:ISSUED|car", ["CARRIES_OUT"]),
        ("MATCH (s:State)\nWHERE s.r", ["region", "graph"]),
        ("MATCH (s)-[r:ADDRESSES]->(o) RETURN r.ran", ["rank"]),
        ("cover", ["coverage"]),
        ("RETURN 'State:", []),
    ],
)
def test_completion_goes_by_what_stands_before(typed, offered):
    found = find_completions(typed)[1]
    assert [w for w in found if w in offered or len(found) < 8] == offered


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("MATCH (s:Sta", "State"),
        ("MATCH ()-[:ADDR", "ADDRESSES"),
        ("MATCH (s:Statement) RETURN s.stren", "strength"),
        (":sch", ":schema"),
    ],
)
def test_what_is_typed_is_completed_wherever_it_stands(typed, word, complete):
    assert complete(Shell(None), typed)[0] == word


def test_completion_knows_the_lines_not_yet_ended_and_no_query_before(complete):
    shell = Shell(KgliteStore(make_synthetic(30)))
    assert complete(shell, ":qu") == [":queries", ":quit"]
    shell.take("MATCH (s:State)")
    shell.take("RETURN s.id AS id ORDER BY id LIMIT 1;")
    assert complete(shell, ":qu") == [":queries", ":quit"]
    shell.take("MATCH (x:Subtheme)")
    assert complete(shell, "RETURN x.cod") == ["code"]
