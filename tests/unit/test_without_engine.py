"""Where the embedded engine has no wheel, everything works, Cypher by the second one; with neither, all but Cypher."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.store.kglite import has_kglite

BLOCK = """
import os, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in os.environ["BLOCKED"].split():
            raise ModuleNotFoundError(name=name)
sys.meta_path.insert(0, Blocked())
"""
FIRST, BOTH = "arcadedb", "arcadedb kglite"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function that runs graphkit in a process in which some engines can't be imported."""
    folder = tmp_path_factory.mktemp("blocked")
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    (folder / "a.md").write_text("# Kenya\n\n- Protect migrant children.\n", encoding="utf-8")
    paths = os.pathsep.join([str(folder), str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])

    def call(blocked, *args, **settings):
        env = {**os.environ, "PYTHONPATH": paths, "BLOCKED": blocked, **settings}
        command = [sys.executable, "-m", "graphkit", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)

    assert call(BOTH, "build", "a.md", "--out", "store", "-q").returncode in {0, 1}
    return call


WORKS = [("info",), ("gaps", "--limit", "2"), ("export", "csv", "-o", "csv"), ("view", "matrix", "-o", "m.html")]


@pytest.mark.parametrize("args", WORKS)
def test_what_needs_no_cypher_works(run, args):
    done = run(BOTH, *args, "--store", "store")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_cypher_is_answered_by_the_second_engine(run):
    text = "MATCH (s:Recommendation) RETURN s.text AS text ORDER BY text"
    asked = run(FIRST, "query", text, "--format", "csv", "--store", "store")
    listed = run(FIRST, "query", "coverage", "--store", "store")
    chosen = run("", "query", text, "--engine", "kglite", "--format", "csv", "--store", "store")
    refused = run("", "query", "RETURN date('2020-01-01') AS d", "--store", "store", GRAPHKIT_ENGINE="kglite")

    assert (chosen.returncode, chosen.stdout) == (0, asked.stdout)
    assert (refused.returncode, "date() was not found to agree" in refused.stderr) == (2, True)
    assert (asked.returncode, asked.stdout.split()) == (0, ["text", *["Protect", "migrant", "children."]]), asked.stderr
    assert (listed.returncode, listed.stderr) == (0, "")


@pytest.mark.parametrize(
    ("blocked", "args"), [(BOTH, ("query", "coverage")), (BOTH, ("repair",)), (FIRST, ("repair",))]
)
def test_what_needs_the_engine_says_in_one_line_what_to_do(run, blocked, args):
    done = run(blocked, *args, "--store", "store")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "The embedded Cypher engine is not installed" in done.stderr
