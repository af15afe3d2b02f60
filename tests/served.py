"""A small build that is served on a port of this machine, and requests to it as they are written."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from made_graphs import make_synthetic

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence, get_link_type
from graphkit.graph.ontology.nodes import Recommendation
from graphkit.issues import Issues
from graphkit.serve.guard import HostGuard
from graphkit.serve.reader import GraphReader
from graphkit.serve.web import Server, make_app
from graphkit.workspace import Manifest, write_workspace

NASTY = '</script><img src=x onerror="window.hit=1">'
SPANISH = "Los Estados deberían ampliar la migración segura\ny ordenada."


def make_served() -> Graph:
    """Return a small graph with a Spanish statement, and one whose wording is markup."""
    graph = make_synthetic(150, 12, 6, 3)
    for number, text in enumerate((SPANISH, NASTY)):
        id, start = f"statement:served{number}", 50_000 + 1000 * number
        graph.add_node(Recommendation(id=id, text=text, start=start, end=start + len(text), document="doc-0",
                                      strength="commit", score=0.9, rule="test", language="es"))  # fmt: skip
        proof = (Evidence(rule="cue:test", score=0.6, document="doc-0", start=start, end=start + 3, words=text[:3]),)
        for type_name, target in (("STATED_IN", "doc-0"), ("SAID_BY", "AAB"), ("ADDRESSES", "gcm:23")):
            graph.add_link(get_link_type(type_name)(source=id, target=target, evidence=proof))
    return graph


def write_build(path: Path) -> Path:
    """Write a build directory of the small graph."""
    graph = make_served()
    write_workspace(path, graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())
    return path


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def data(self) -> Any:
        """The JSON of the answer."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Served:
    """A server on a port."""

    port: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, verb: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """Send a request whose path goes out as it is; ``_`` in a header's name stands for a hyphen."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(verb, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = line.getresponse()
            told = {k.lower(): v for k, v in answer.getheaders()}
            return Reply(answer.status, told, answer.read().decode("utf-8"))
        finally:
            line.close()

    def query(self, text: str, **more: Any) -> Reply:
        """Ask for the rows of a query."""
        body = json.dumps({"query": text, **more}).encode()
        return self.ask("/query", "POST", body, Content_Type="application/json")


@contextmanager
def serve(reader: GraphReader, guard: HostGuard | None = None) -> Iterator[Served]:
    """Serve a reader on a free port in a thread of this process."""
    door = socket.create_server(("127.0.0.1", 0))
    server = Server(make_app(reader, guard or HostGuard()), reader)
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    try:
        yield Served(door.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()
