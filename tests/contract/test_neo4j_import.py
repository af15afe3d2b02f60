"""The neo4j-admin export, imported by Neo4j's own tool and read back from the server, is an equal graph."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_graph import sample_graph

from graphkit.publish.export import write_export
from graphkit.store.neo4j import Neo4jStore

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


def test_the_imported_graph_is_the_exported_one(server):
    store = Neo4jStore(server.uri, server.user, server.password)

    assert store.read() == sample_graph()
    store.close()
