"""Where the embedded engine has no wheel, everything but Cypher works, and Cypher says in one line what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "arcadedb":
            raise ModuleNotFoundError(name=name)
sys.meta_path.insert(0, Blocked())
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function that runs graphkit in a process in which the engine can't be imported."""
    folder = tmp_path_factory.mktemp("blocked")
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    (folder / "a.md").write_text("# Kenya\n\n- Protect migrant children.\n", encoding="utf-8")
    paths = os.pathsep.join([str(folder), str(Path(__file__).resolve().parents[2])])

    def call(*args):
        env = {**os.environ, "PYTHONPATH": paths}
        command = [sys.executable, "-m", "graphkit", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)

    assert call("build", "a.md", "--out", "store", "-q").returncode in {0, 1}
    return call


WORKS = [("info",), ("gaps", "--limit", "2"), ("export", "csv", "-o", "csv"), ("view", "matrix", "-o", "m.html")]


@pytest.mark.parametrize("args", WORKS)
def test_what_needs_no_cypher_works(run, args):
    done = run(*args, "--store", "store")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr


@pytest.mark.parametrize("args", [("query", "coverage"), ("repair",)])
def test_what_needs_cypher_says_in_one_line_what_to_do(run, args):
    done = run(*args, "--store", "store")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "The embedded Cypher engine is not installed" in done.stderr
