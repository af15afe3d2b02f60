"""The list of verbs is what the modules hold, and help answers without loading them."""

import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import click
import pytest

from graphkit.cli import SUMMARIES, VERBS, cli
from graphkit.cli.doctor import PARTS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_command_with_help_and_a_summary(verb):
    command = cli.get_command(click.Context(cli), verb)
    assert isinstance(command, click.Command)
    assert command.help
    assert SUMMARIES[verb].endswith(".")


def test_summaries_and_verbs_are_the_same_list():
    assert list(SUMMARIES) == sorted(VERBS)


def test_help_loads_no_verb_and_no_heavy_part():
    code = (
        "import sys; from graphkit.cli import main; sys.argv = ['graphkit', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'numpy', 'networkx', 'neo4j', 'arcadedb', 'rich', 'igraph'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("heavy: []")
    assert all(f"  {verb} " in done.stdout for verb in VERBS)
    assert time.monotonic() - start < 10


def test_the_doctor_names_parts_that_come_the_way_it_tells():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    kinds = {"graphkit": project["dependencies"], **project["optional-dependencies"]}
    names = {kind: {re.split(r"[^\w.-]", n)[0] for n in needed} for kind, needed in kinds.items()}

    for part, (_, way) in PARTS.items():
        extra = re.search(r"\[(\w+)\]", way)
        assert part in names[extra[1] if extra else "graphkit"], part


@pytest.mark.parametrize("words", ["gaps --nope", "gaps --limit x", "query --engine paper q", "query", "view no such"])
def test_a_command_that_is_wrong_is_told_in_one_line(words, run):
    status, _, told = run(*words.split())
    assert (status, told.count("\n")) == (2, 1)
    assert "--help` lists what it takes" in told


def test_help_and_errors_are_told_in_spanish(run) -> None:
    told = run("gaps", "--help", "--lang", "es")[1]
    assert "Mostrar quién calla" in told and "Mostrar este mensaje y salir." in told and "Uso: " in told
    assert run("gaps", "--nope", "--lang", "es")[2].startswith("Error: No existe la opción")
    assert "Show who is silent" in run("gaps", "--help")[1]


def test_an_environment_of_spanish_asks_for_it(run, monkeypatch) -> None:
    monkeypatch.setenv("GRAPHKIT_LANG", "es")
    assert "Qué está instalado" in run("--help")[1]
