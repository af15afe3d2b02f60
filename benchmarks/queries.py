"""How fast the library's queries answer on a built graph, embedded, and how long ``graphkit query`` takes in all.

python benchmarks/queries.py [BUILD_DIRECTORY]     builds corpus/ into a temporary place unless told otherwise
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graphkit.pipeline import build_workspace
from graphkit.queries import find_queries
from graphkit.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "build"
        if len(sys.argv) < 2:
            build_workspace([ROOT / "corpus"], place)
        times = time_queries(place)
        start = time_command(place)
    slow = sorted(times, key=lambda name: -times[name])[:3]
    middle = statistics.median(times.values()) * 1000
    print(f"{len(times)} queries: median {middle:.1f} ms (wanted: 50), slowest "
          + ", ".join(f"{n} {times[n] * 1000:.0f} ms" for n in slow))  # fmt: skip
    print(f"graphkit query, start-up included: median {start:.2f} s of {RUNS} runs (wanted: 1.00)")


def time_queries(place: Path) -> dict[str, float]:
    """Return name -> median seconds to run an example and read its rows."""
    store = open_workspace(place).store()
    found = {name: [_one(store, q.text, q.example) for _ in range(RUNS)] for name, q in find_queries().items()}
    store.close()
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def _one(store: object, text: str, params: dict[str, object]) -> float:
    started = time.perf_counter()
    list(store.query(text, params))  # type: ignore[attr-defined]
    return time.perf_counter() - started


def time_command(place: Path) -> float:
    """Return the median seconds of one `graphkit query` in a new process."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        command = [sys.executable, "-m", "graphkit", "query", "documents", "--store", str(place)]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
