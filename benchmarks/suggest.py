"""Suggestions against a recorded server: nothing lost or doubled by kills, what a unit takes, invented quotes refused.

    python benchmarks/suggest.py [UNITS] [KILLS]

The command is killed at KILLS points of one run over UNITS units and started again, and must leave what an unbroken run
leaves; then it must write the same bytes without the server. Overhead is what a unit takes beside the server's own
time, with ten units in a request, in the fastest of three runs. Ends with status 1 where a figure does not hold.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from model_server import ModelServer  # noqa: E402

from graphkit.pipeline import build_workspace  # noqa: E402
from graphkit.read.read import get_reference  # noqa: E402
from graphkit.suggest.answers import Answers  # noqa: E402
from graphkit.suggest.checks import INVENTED  # noqa: E402
from graphkit.suggest.client import ChatClient  # noqa: E402
from graphkit.suggest.codes import find_codes  # noqa: E402
from graphkit.suggest.run import Limits, Outcome, Run  # noqa: E402
from graphkit.suggest.sheets import write_run  # noqa: E402
from graphkit.suggest.units import find_sent_units  # noqa: E402
from graphkit.workspace import open_workspace  # noqa: E402

BATCH, RUNS = 10, 3
LEFT = ("review.csv", "suggestions.jsonl", "refused.jsonl", "sent.jsonl")
"""Files of a run that are the same whenever it ran."""


def make_store(folder: Path, units: int) -> Path:
    """Return a store of so many statements."""
    lines = [f"- Protect migrant children in district {n} and keep their families together." for n in range(units)]
    (folder / "a.md").write_text("# Demands of Kenya\n\n## Children\n\n" + "\n".join(lines), encoding="utf-8")
    build_workspace(folder / "a.md", folder / "store")
    return folder / "store"


def start(store: Path, server: ModelServer, out: Path) -> "subprocess.Popen[bytes]":
    """Start the command over all units."""
    command = [sys.executable, "-m", "graphkit", "code", "suggest", "--store", str(store), "--endpoint", server.address]
    command += ["--model", "tiny", "--all", "--batch", str(BATCH), "--out", str(out), "-q"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def kill_often(store: Path, server: ModelServer, out: Path, requests: int, kills: int) -> None:
    """Kill the command at so many points of a run, each a little later after a request came in."""
    for kill in range(kills):
        running = start(store, server, out)
        while running.poll() is None and len(server.requests) < (kill + 1) * requests // (kills + 1) + kill:
            time.sleep(0.001)
        time.sleep(kill % 5 * 0.002)
        running.kill()
        running.wait()


def ask(store: Path, server: ModelServer, out: Path) -> tuple[Outcome, float]:
    """Return what a run in this process gives, and its seconds without the server's."""
    graph = open_workspace(store).graph
    codes, client, answers = find_codes(get_reference()), ChatClient(server.address, "tiny"), Answers(out)
    started = time.perf_counter()
    outcome = Run(client, codes, answers, Limits(), BATCH).suggest(find_sent_units(graph))
    write_run(out, graph, outcome, {"model": "tiny", "endpoint": "x", "store": "y", "cost": 0.0}, codes)
    seconds = time.perf_counter() - started
    client.close()
    answers.close()
    return outcome, seconds - server.seconds


def time_run(store: Path, out: Path) -> float:
    """Return the seconds of one run without the server's."""
    server = ModelServer("good")
    _, seconds = ask(store, server, out)
    server.stop()
    return seconds


def read_all(out: Path, names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the bytes of files, of all without names."""
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if not names or p.name in names}


def measure(folder: Path, units: int, kills: int) -> Iterator[tuple[str, str, bool]]:
    """Yield what was measured, its figure and whether it holds."""
    store, server = make_store(folder, units), ModelServer("good")
    requests = -(-units // BATCH)
    kill_often(store, server, folder / "killed", requests, kills)
    start(store, server, folder / "killed").wait()
    asked = len(server.requests)
    start(store, server, folder / "whole").wait()
    rows = [json.loads(line)["unit"] for line in (folder / "killed" / "suggestions.jsonl").read_text().splitlines()]
    found = f"{len(rows)} lines, {len(set(rows))} units of {units}"
    yield f"suggestions after {kills} kills", found, len(rows) == len(set(rows)) == units
    same = read_all(folder / "killed", LEFT) == read_all(folder / "whole", LEFT)
    yield "files as those of an unbroken run", str(same), same
    yield "requests sent again, at most one a kill", str(asked - requests), asked - requests <= kills
    server.stop()
    first = read_all(folder / "killed")
    ended = start(store, server, folder / "killed").wait()
    same = ended == 0 and read_all(folder / "killed") == first
    yield "same bytes without the server", str(same), same
    seconds = min(time_run(store, folder / f"timed-{n}") for n in range(RUNS))
    yield "overhead of a unit", f"{seconds / units * 1000:.2f} ms", seconds / units < 0.005
    server = ModelServer("invented")
    outcome, _ = ask(store, server, folder / "invented")
    server.stop()
    refused = sum(r.reason == INVENTED for r in outcome.refusals)
    shown = sum(bool(s.codes("groups")) for s in outcome.suggestions)
    yield "invented quotes refused", f"{refused} of {units}, {shown} shown", refused == units and not shown


def main() -> int:
    """Print the figures; 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", type=int, nargs="?", default=500)
    parser.add_argument("kills", type=int, nargs="?", default=20)
    options = parser.parse_args()
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        for what, figure, holds in measure(Path(folder), options.units, options.kills):
            print(f"{what}: {figure}{'' if holds else '  DOES NOT HOLD'}", flush=True)
            fine &= holds
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
