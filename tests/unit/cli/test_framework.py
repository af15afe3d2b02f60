import json

import pytest

from graphkit.cli import cli
from graphkit.errors import InputError
from graphkit.reference.framework import list_frameworks, load_framework


def call(*words):
    cli.main(["framework", *(str(w) for w in words)], standalone_mode=False)


def test_the_list_names_every_shipped_framework(capsys):
    call("list", "--json")
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == list_frameworks()


def test_a_new_framework_has_no_fault_and_can_be_loaded(tmp_path, capsys):
    call("init", tmp_path / "mine")
    call("check", tmp_path / "mine")
    assert "2 objectives" in capsys.readouterr().out
    assert load_framework(tmp_path / "mine").id == "my-plan"


def test_a_new_framework_may_start_from_a_shipped_one(tmp_path):
    call("init", tmp_path / "mine", "--from", "gcm")
    assert load_framework(tmp_path / "mine") == load_framework("gcm")


def test_nothing_that_exists_is_overwritten(tmp_path):
    with pytest.raises(InputError, match="exists already"):
        call("init", tmp_path)


@pytest.mark.parametrize("name", list_frameworks())
def test_shipped_frameworks_have_no_fault(name, capsys):
    call("check", name, "--json")
    assert json.loads(capsys.readouterr().out)["faults"] == []


def test_faults_are_listed_and_counted(tmp_path, capsys):
    call("init", tmp_path / "mine")
    cues = tmp_path / "mine" / "cues.en.toml"
    cues.write_text(cues.read_text().replace("[objective.2]", "[objective.9]"), encoding="utf-8")
    with pytest.raises(InputError, match="2 faults"):
        call("check", tmp_path / "mine")
    assert capsys.readouterr().out.count("fault: ") == 2


def test_cues_that_shrink_or_contradict_each_other_are_noted(tmp_path, capsys):
    call("init", tmp_path / "mine")
    cues = tmp_path / "mine" / "cues.en.toml"
    cues.write_text(cues.read_text().replace('2 = ["school"]', '2 = ["school", "in water", "safe schools"]'))
    call("check", tmp_path / "mine")
    out = capsys.readouterr().out
    assert "'in water' is read as 'water' alone" in out
    assert "'safe schools' has two weights, 4 and 2" in out
