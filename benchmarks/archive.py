"""What an archive of recommendations costs, command by command: processor seconds, wall seconds, peak memory.

    python benchmarks/archive.py [ROWS ...] [--jobs 2] [--encoder none] [--keep FOLDER]

Default: 26,753 and 267,537 rows, the latter as many as the UN's index of human-rights recommendations holds. Each
review of a State is a table of about 350 rows in our own words. A quarter of the rows repeats one of 400 wordings,
another quarter rewords one, so that asks recur as often as in real reviews. The last build adds one document.
"""

import argparse
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graphkit.reference.gazetteer import load_gazetteer

ROWS_OF_A_REVIEW = 352
HEADINGS = ("to", "from", "text", "response", "session")
VERBS = ("Ratify", "Adopt", "Strengthen", "Continue to improve", "Report each year on", "Fund", "Review", "Extend",
         "Publish figures on", "Consider", "Set up", "Bring into law")  # fmt: skip
THINGS = (
    "the rights of domestic workers from abroad", "shelters for victims of trafficking", "wages of seasonal crews",
    "consular help for detained migrants", "schooling of migrant children", "fair recruitment fees",
    "a register of people who crossed the border", "alternatives to the detention of migrants", "family reunification",
    "health care whatever somebody's papers", "a visa for care workers", "cheaper remittances of migrant workers",
    "the return of stranded migrants in dignity", "search and rescue at sea", "birth registration of refugee children",
    "labour inspections on farms that employ migrants", "training for border guards", "protection of asylum seekers",
)  # fmt: skip
WHERE = ("in every province", "in border towns", "in all ports", "in rural districts", "in the capital", "at airports")
HOW = ("with trade unions", "without delay", "by law", "with cities", "with countries of origin", "on its own budget")
EXTRA = ("as a matter of urgency", "where needed", "as asked before", "in line with its duties", "step by step")


def make_wording(rng: random.Random) -> str:
    """Return a wording, one of about 8,000 with a number of its own in half of the cases."""
    parts = [rng.choice(VERBS), rng.choice(THINGS), rng.choice(WHERE), rng.choice(HOW)]
    if rng.random() < 0.5:
        parts.append(f"under goal {rng.randrange(1, 5_000)} of its plan")
    return " ".join(parts)


def write_archive(folder: Path, rows: int) -> None:
    """Write tables of reviews with so many rows together."""
    rng = random.Random(5)
    states = sorted(load_gazetteer().states.values(), key=lambda s: s.id)
    stock = [make_wording(rng) for _ in range(400)]
    left = rows
    for number in itertools.count():
        if left <= 0:
            return
        write_review(folder, number, min(left, ROWS_OF_A_REVIEW), states, stock, rng)
        left -= ROWS_OF_A_REVIEW


def write_review(folder: Path, number: int, rows: int, states: list, stock: list[str], rng: random.Random) -> None:  # type: ignore[type-arg]
    """Write one review and what is to be known of it."""
    cycle, state = divmod(number, len(states))
    path = folder / f"{cycle}-{states[state].id}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for _ in range(rows):
            drawn = rng.random()
            words = rng.choice(stock) if drawn < 0.5 else make_wording(rng)
            words += f" {rng.choice(EXTRA)}" if 0.25 < drawn < 0.5 else ""
            speaker = states[rng.randrange(len(states))].name
            writer.writerow([states[state].name, speaker, words, rng.choice(("Accepted", "Noted")), number // 14 + 1])
    told = {"title": f"Review of {states[state].name}, round {cycle + 1}", "year": 2008 + 4 * cycle}
    Path(f"{path}.meta.json").write_text(json.dumps(told), encoding="utf-8")


def list_commands(folder: Path, jobs: int, encoder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what is measured: its name and its words on the command line."""
    store = str(folder / "store")
    build = ["build", str(folder / "texts"), "--out", store, "--quiet", "--jobs", str(jobs), "--encoder", encoder]
    yield "build", build
    yield "info", ["info", "--store", store]
    yield "query of the library", ["query", "--store", store, "objectives_by_weight"]
    yield "gaps", ["gaps", "--store", store]
    yield "overlap", ["overlap", "--store", store]
    yield "atlas", ["view", "atlas", "--store", store, "-o", str(folder / "atlas.html"), "--force"]
    yield "build with one more document", build


def measure(words: list[str], cache: Path) -> tuple[float, float, float]:
    """Run a command; return its processor seconds (of its children too), wall seconds, and peak MB of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "graphkit", *words],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"GRAPHKIT_CACHE": str(cache)},
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"graphkit {' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024


def main() -> None:
    """Print one line for each command and size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=[26_753, 267_537])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--encoder", default="none")
    parser.add_argument("--keep", type=Path, help="Folder for texts and stores; default: a temporary one.")
    given = parser.parse_args()
    for rows in given.rows:
        with tempfile.TemporaryDirectory() as temporary:
            folder = (given.keep or Path(temporary)) / str(rows)
            (folder / "texts").mkdir(parents=True, exist_ok=True)
            write_archive(folder / "texts", rows)
            print(f"{rows:,} rows")
            for name, words in list_commands(folder, given.jobs, given.encoder):
                if "one more" in name:
                    text = "# Harbour Office\n\n## Recommendations\n\n- Protect migrant children at every port.\n"
                    (folder / "texts" / "harbour.md").write_text(text, encoding="utf-8")
                cpu, wall, memory = measure(words, folder / "cache")
                print(f"  {name}: {cpu:.1f} s of CPU, {wall:.1f} s, {memory:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
