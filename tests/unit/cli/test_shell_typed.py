"""``graphkit shell`` at a terminal: history, completion, lines not yet ended, Ctrl-C and Ctrl-D."""

import os
import re
import select
import signal
import sys
import time

import pytest
from made_graphs import make_synthetic

from graphkit.issues import Issues
from graphkit.workspace import Manifest, write_workspace

pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
ENDLESS = "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j WITH i, j WHERE i + j < 0 RETURN count(*) AS n;"


class Terminal:
    """A shell that runs in a terminal of its own."""

    def __init__(self, place) -> None:
        known = {**os.environ, "HOME": str(place), "XDG_CONFIG_HOME": str(place), "TERM": "xterm", "COLUMNS": "100"}
        command = [sys.executable, "-m", "graphkit", "shell", "--store", str(place / "g")]
        self.pid, self.end = pty.fork()
        if not self.pid:
            os.execve(sys.executable, command, known | {"PROMPT_TOOLKIT_NO_CPR": "1"})
        self.said = ""

    def type(self, text: str, until: str) -> str:
        """Type a text and return what is said up to and with a pattern."""
        os.write(self.end, text.encode())
        return self.wait(until)

    def wait(self, until: str) -> str:
        limit = time.monotonic() + 30
        while not (found := re.search(until, self.said, re.DOTALL)):
            assert select.select([self.end], [], [], max(0, limit - time.monotonic()))[0], self.said
            self.said += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", os.read(self.end, 65536).decode(errors="replace"))
        said, self.said = self.said[: found.end()], self.said[found.end() :]
        return said


@pytest.fixture
def terminal(tmp_path):
    """A shell on a synthetic graph, at its first prompt."""
    graph = make_synthetic(20)
    write_workspace(tmp_path / "g", graph, Manifest(graph.digest(), len(graph), graph.link_count), Issues())
    made = Terminal(tmp_path)
    made.wait("graphkit>")
    yield made
    os.kill(made.pid, signal.SIGKILL)
    os.waitpid(made.pid, 0)


def test_lines_are_asked_together_and_ctrl_c_drops_what_was_begun(terminal):
    terminal.type("MATCH (n)\r", r"\.\.\.")
    terminal.type("\x03", "graphkit>")
    assert "1 row\r" in terminal.type("RETURN 41 + 1 AS answer;\r", "rows?\r")


def test_ctrl_c_stops_a_query_and_the_session_goes_on(terminal):
    terminal.type(f"{ENDLESS}\r", r"AS n;")
    time.sleep(2)
    terminal.type("\x03", "Stopped")
    assert "42" in terminal.type("RETURN 41 + 1 AS answer;\r", "1 row\r")


def test_names_are_completed_and_lines_come_back_and_ctrl_d_ends_it(terminal):
    terminal.type("RETURN 7 AS seven;\r", "1 row\r")
    terminal.type("\x1b[A", "RETURN 7 AS seven;")
    terminal.type("\x03", "graphkit>")
    terminal.type("MATCH (s:Sta", "State")
    terminal.type("\x03", "graphkit>")  # also said while the old line is left, where Ctrl-D would not end it
    terminal.type("RETURN 7 AS seven;\r", "1 row\r.*graphkit>")
    os.write(terminal.end, b"\x04")
    with pytest.raises(OSError, match="Input/output"):
        terminal.wait("never said")
