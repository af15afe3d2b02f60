"""The notebooks run from top to bottom, define nothing, and are kept without outputs."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PROGRAM = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": sys.argv[2]}}).execute()
for cell in notebook.cells:
    for output in cell.get("outputs", ()):
        print(output.get("text", ""))
"""
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])


def code(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


@each
def test_it_is_kept_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]

    assert not [c for c in cells if c.get("outputs") or c.get("execution_count")]


@each
def test_it_uses_the_library_and_defines_nothing(path):
    tree = ast.parse(code(path))
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)

    assert not [n for n in ast.walk(tree) if isinstance(n, defined)]
    assert re.search(r"^import graphkit$", code(path), re.MULTILINE)


@each
@pytest.mark.slow
def test_it_runs_from_top_to_bottom(path):
    run(path)


@pytest.mark.neo4j
@pytest.mark.slow
def test_the_same_query_gives_equal_rows_on_a_server_and_nothing_stays_there(neo4j_store, neo4j_server):
    (path,) = (p for p in NOTEBOOKS if p.stem.startswith("02"))
    access = {"URI": neo4j_server.uri, "USERNAME": neo4j_server.user, "PASSWORD": neo4j_server.password}

    assert "equal rows: True" in run(path, **{f"NEO4J_{k}": v for k, v in access.items()})
    with neo4j_store.session() as session:
        assert session.run("MATCH (n) WHERE n.id IS NOT NULL RETURN count(n) AS left").single()["left"] == 0


def run(path: Path, **more: str) -> str:
    """Run a notebook in a kernel of its own; return what it printed."""
    pytest.importorskip("nbclient", reason="pip install 'graphkit[notebooks]'")
    env = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")} | more
    command = [sys.executable, "-c", PROGRAM, str(path), str(path.parent)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, re.sub(r"\x1b\[[0-9;]*m", "", done.stderr[-3000:])
    return done.stdout
