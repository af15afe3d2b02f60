"""``graphkit serve`` and ``graphkit mcp``: who may be served, what is missing, and how they end."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from made_graphs import make_synthetic

from graphkit.issues import Issues
from graphkit.workspace import Manifest, write_workspace


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A build directory of a synthetic graph."""
    graph = make_synthetic(20)
    path = tmp_path_factory.mktemp("serve") / "build"
    write_workspace(path, graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())
    return path


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_machines_are_served_only_when_asked_for(run, build, host):
    status, out, err = run("serve", "--store", build, "--host", host)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "other machines could read the whole graph" in err


@pytest.mark.parametrize("verb", ["serve", "mcp"])
def test_without_a_build_it_says_how_to_make_one(run, tmp_path, verb):
    status, _, err = run(verb, "--store", tmp_path)
    assert (status, err.count("\n")) == (2, 1)
    assert "graphkit build" in err


@pytest.mark.parametrize(("verb", "package"), [("serve", "starlette"), ("serve", "uvicorn"), ("mcp", "mcp")])
def test_without_its_packages_it_says_what_to_install(run, build, monkeypatch, verb, package):
    for name in [n for n in sys.modules if n.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("sys.meta_path", [Missing(package), *sys.meta_path])
    status, out, err = run(verb, "--store", build)
    assert (status, out) == (2, "")
    assert err == f"Error: This needs {package}. Get it with: pip install 'graphkit[{verb}]'\n"


class Missing:
    """A finder for which a package is not installed."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, path=None, target=None):
        """Raise what an import of the package raises where it is not there."""
        if name.partition(".")[0] == self.package:
            raise ModuleNotFoundError(name=name)


def test_a_port_in_use_is_one_line(run, build):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, err = run("serve", "--store", build, "--port", taken.getsockname()[1])
    assert (status, err.count("\n")) == (2, 1)
    assert "Choose another port" in err


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_server_cleanly(build, number, status):
    command = [sys.executable, "-m", "graphkit", "serve", "--store", str(build), "--port", "0"]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, env=os.environ.copy()) as server:
        first = server.stderr.readline()
        address = first.split(" at ")[1].split()[0]
        with urllib.request.urlopen(f"{address}/statements?limit=1", timeout=30) as answer:
            assert answer.status == 200
        server.send_signal(number)
        server.wait(30)
        told = (server.returncode, server.stdout.read(), server.stderr.read().strip())
        assert told == (status, "", "Stopped.")


def test_a_public_server_warns(build):
    command = [sys.executable, "-m", "graphkit", "serve", "--store", str(build), "--port", "0"]
    with subprocess.Popen([*command, "--host", "0.0.0.0", "--public"], stderr=-1, text=True) as server:
        assert server.stderr.readline().startswith("Warning: whoever reaches 0.0.0.0 can read the whole graph")
        server.terminate()
        server.communicate(timeout=30)


@pytest.mark.parametrize("verb", ["serve", "mcp"])
def test_a_server_as_engine_is_refused_with_what_to_give(run, build, verb):
    status, out, err = run(verb, "--store", build, "--engine", "neo4j")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--engine embedded or kglite" in err
