"""The page of `graphkit export pyvis` draws its network without asking for anything."""

from pathlib import Path
from typing import Any

import pytest

from graphkit.graph.graph import Graph
from graphkit.publish.export import write_export
from graphkit.publish.export.pyvis import make_network

pytest.importorskip("pyvis", reason="pyvis is missing: pip install 'graphkit[pyvis]'")


def test_the_page_of_pyvis_draws_its_network_offline(chromium: Any, graph: Graph, tmp_path: Path) -> None:
    write_export(graph, "pyvis", tmp_path / "page.html")
    context = chromium.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    failed: list[str] = []
    tab.on("pageerror", lambda error: failed.append(str(error)))
    tab.goto((tmp_path / "page.html").as_uri())
    tab.wait_for_selector("#mynetwork canvas")
    network = make_network(graph)
    assert tab.evaluate("[nodes.length, edges.length]") == [len(network.nodes), len(network.edges)]
    places = tab.evaluate("network.getPositions()")
    for axis in ("x", "y"):
        drawn = {id: place[axis] for id, place in places.items()}
        assert drawn == pytest.approx({n["id"]: n[axis] for n in network.nodes}, abs=1)
    assert (asked, failed) == ([(tmp_path / "page.html").as_uri()], [])
    context.close()
