"""How long a table of 41,066 rows takes, the size of UPR Info's export for sessions 1 to 20, and how much memory.

    python benchmarks/table_rows.py [ROWS] [--real FILE.csv] [--whole]

Rows are our own words, or with ``--real`` those of a file in the form of ../shared/upr/upr-migration.csv, repeated with
other speakers, other States asked and a few other words until there are enough. Measured is the door alone (file ->
readings); ``--whole`` goes on to the graph with its echoes and the workspace.
"""

import argparse
import csv
import itertools
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graphkit.issues import Issues
from graphkit.loading import load_all
from graphkit.pipeline import Options, build_workspace
from graphkit.read.read import read_document
from graphkit.reference.gazetteer import load_gazetteer

HEADINGS = ("to", "from", "text", "response", "action", "issues", "session")
VERBS = ("Ratify", "Consider", "Continue efforts to improve", "Adopt a plan for", "Report every year on", "Strengthen")
THINGS = (
    "the rights of domestic workers", "shelters for victims of trafficking", "the wages of seasonal crews",
    "consular help for detained nationals", "schooling of children who cross a border", "fair recruitment fees",
)  # fmt: skip
ENDS = ("by next year", "in every province", "with trade unions", "without delay", "and publish the figures", "in law")


def own_rows(rng: random.Random) -> Iterator[list[str]]:
    """Yield rows in our own words without end."""
    states = sorted(load_gazetteer().states.values(), key=lambda s: s.id)
    for number in itertools.count():
        words = f"{rng.choice(VERBS)} {rng.choice(THINGS)} {rng.choice(ENDS)}, and report on step {number % 997}"
        to, speaker = rng.sample(states, 2)
        yield [
            to.name,
            speaker.name,
            words,
            rng.choice(("Accepted", "Noted")),
            "4",
            "Migrants;Labour",
            str(1 + number % 20),
        ]


def real_rows(path: Path, rng: random.Random) -> Iterator[list[str]]:
    """Yield the rows of a file, then again with other speakers and a few other words, without end."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[row[h] for h in HEADINGS] for row in csv.DictReader(file)]
    speakers = [row[1] for row in rows]
    yield from rows
    for turn in itertools.count(1):
        for row in rows:
            words = row[2].split(" ")
            words.insert(rng.randrange(len(words) + 1), f"also{turn}")
            yield [row[0], rng.choice(speakers), " ".join(words), *row[3:]]


def main() -> None:
    """Write the table, read it, print seconds and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=41_066)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    rng = random.Random(1)
    rows = real_rows(given.real, rng) if given.real else own_rows(rng)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *itertools.islice(rows, given.rows)])
        began = time.perf_counter()
        if given.whole:
            built = build_workspace(path, Path(folder, "graph"), Options(isolated=False))
            found = sum(1 for _ in built.graph.statements())
        else:
            issues = Issues()
            documents = load_all(path, issues=issues)
            print(f"loaded {time.perf_counter() - began:.1f} s")
            found = sum(len(read_document(d, issues=issues).statements) for d in documents)
        seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{given.rows:,} rows, {found:,} statements: {seconds:.1f} s, {most:.0f} MB at most")


if __name__ == "__main__":
    main()
