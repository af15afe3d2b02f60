"""graphkit view on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from made_graphs import make_synthetic

from graphkit.cli.view import command
from graphkit.errors import StoreError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.publish.view import PAGES
from graphkit.workspace import Manifest, write_workspace


def write_store(place: Path, graph: Graph) -> Path:
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), [])
    return place


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A build directory of a small graph."""
    return write_store(tmp_path / "store", make_synthetic(40))


def run(*arguments: object) -> object:
    return CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=True)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_written_and_its_size_said(store: Path, tmp_path: Path, page: str) -> None:
    target = tmp_path / "page.html"
    result = run(page, "--store", store, "-o", target)
    assert result.exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert f"{target}: " in result.output and "MB" in result.output


def test_an_existing_file_is_replaced_only_by_force(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("mine", encoding="utf-8")
    refused = run("matrix", "--store", store, "-o", target)
    assert isinstance(refused.exception, StoreError)
    assert "--force" in str(refused.exception)
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("matrix", "--store", store, "-o", target, "--force").exit_code == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_a_misspelt_page_is_guessed(store: Path) -> None:
    result = run("netwrk", "--store", store)
    assert isinstance(result.exception, UnknownNameError)
    assert "Did you mean 'network'?" in str(result.exception)


def test_a_node_that_is_not_there_is_named(store: Path, tmp_path: Path) -> None:
    result = run("network", "--store", store, "--focus", "AAAA", "-o", tmp_path / "page.html")
    assert "No node is named 'AAAA'" in str(result.exception)
    assert not (tmp_path / "page.html").exists()


def test_an_empty_graph_is_written_and_said(tmp_path: Path) -> None:
    result = run("atlas", "--store", write_store(tmp_path / "store", Graph()), "-o", tmp_path / "page.html")
    assert result.exit_code == 0
    assert "The graph is empty; the page says so." in result.output


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("atlas", "--store", tmp_path / "nothing", "-o", tmp_path / "page.html")
    assert "graphkit build" in str(result.exception)
