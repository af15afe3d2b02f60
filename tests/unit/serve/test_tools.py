"""The protocol's own client, over standard input and output, gets what the server offers over HTTP."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from served import NASTY

from graphkit.serve.endpoints import ENDPOINTS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def start(build):
    """The command that serves the build."""
    args = ["-m", "graphkit", "mcp", "--store", str(build), "--timeout", "2", "--max-rows", "5"]
    return StdioServerParameters(
        command=sys.executable, args=args, env={"PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT))}
    )


def talk(start, *calls):
    """Return the tools, and the result of each call, in one session."""

    async def run():
        async with Client(stdio_client(start)) as client:
            listed = await client.list_tools()
            return listed.tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    with ThreadPoolExecutor(1) as other:  # a browser of other tests may have a loop running in this thread
        return other.submit(anyio.run, run).result()


def test_a_client_lists_the_tools_and_reads_statements_findings_and_rows(start):
    tools, (searched, read, rows, listed) = talk(
        start,
        ("search_statements", {"words": "MIGRACION"}),
        ("read_statement", {"id": "statement:served1"}),
        ("run_query", {"query": "MATCH (s:Statement) RETURN s.id AS id ORDER BY id", "limit": 1000}),
        ("list_findings", {"analysis": "gaps", "limit": 3}),
    )

    assert [t.name for t in tools] == [e.name for e in ENDPOINTS]
    assert all(t.description and t.annotations.read_only_hint for t in tools)
    assert all(t.input_schema["additionalProperties"] is False for t in tools)
    assert [s["id"] for s in searched.structured_content["statements"]] == ["statement:served0"]
    assert read.structured_content["wording"] == NASTY
    assert (len(rows.structured_content["rows"]), rows.structured_content["truncated"]) == (5, True)
    assert rows.structured_content["statements"][0]["wording"]
    assert len(listed.structured_content["findings"]) == 3


def test_errors_are_one_line_and_the_session_goes_on(start, endless):
    _, results = talk(
        start,
        ("run_query", {"query": "MATCH (n) DELETE n"}),
        ("run_query", {"query": endless}),
        ("search_statements", {"wrods": "x"}),
        ("read_statement", {"id": "../../etc/passwd"}),
        ("drop_graph", {}),
        ("run_query", {"query": "RETURN 1 AS a"}),
    )

    told = [r.content[0].text for r in results[:-1]]
    assert [r.is_error for r in results] == [True] * 5 + [False]
    wanted = ("Only reading", "stopped after 2 s", "Did you mean 'words'", "No statement", "No tool")
    for line, words in zip(told, wanted, strict=True):
        assert words in line
        assert "\n" not in line


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_though_its_input_stays_open(start, number, status):
    ready = b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n'
    with subprocess.Popen(
        [start.command, *start.args], stdin=-1, stdout=-1, stderr=-1, env={**os.environ, **start.env}
    ) as run:
        run.stdin.write(ready)
        run.stdin.flush()
        run.stdout.readline()
        run.send_signal(number)
        run.wait(20)
        assert (run.returncode, run.stderr.read()) == (status, b"Stopped.\n")


def test_the_end_of_its_input_ends_it(start):
    done = subprocess.run(
        [start.command, *start.args], input=b"", capture_output=True, env={**os.environ, **start.env}, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_line_that_is_no_message_has_an_error_as_its_answer_and_the_next_is_read(start):
    with subprocess.Popen(
        [start.command, *start.args], stdin=-1, stdout=-1, stderr=-1, env={**os.environ, **start.env}
    ) as run:
        run.stdin.write(b'{bad\n{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
        run.stdin.flush()
        first, second = (json.loads(run.stdout.readline()) for _ in range(2))

    assert (first["id"], first["error"]["code"]) == (None, -32700)
    assert second == {"jsonrpc": "2.0", "id": 1, "result": {}}
