"""The neo4j-admin export, imported by Neo4j's own tool and read back from the server, is an equal graph."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_graph import sample_graph

from graphkit.export import write_export
from graphkit.graph import Graph
from graphkit.store.records import read_link, read_node

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
TOOL = "org.neo4j.cli.AdminTool"

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server whose data the import tool has written."""
    import neo4j_server

    try:
        made = neo4j_server.Server()
    except neo4j_server.Unavailable as reason:
        pytest.skip(str(reason))
    folder = tmp_path_factory.mktemp("import") / "export"
    write_export(sample_graph(), "neo4j-admin", folder)
    command = [made.java, "-Xmx1g", "-cp", made.classpath, TOOL, "database", "import", "full", "@import.args", "neo4j"]
    env = {**os.environ, "NEO4J_HOME": str(made.home), "NEO4J_CONF": str(made.home / "conf")}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    with made:
        yield made


def read_back(server) -> Graph:
    import neo4j

    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN labels(n)[0], properties(n)").records
        links = driver.execute_query("MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)").records
    return Graph([read_node(*row) for row in nodes], [read_link(*row) for row in links])


def test_the_imported_graph_is_the_exported_one(server):
    assert read_back(server) == sample_graph()
