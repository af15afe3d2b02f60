"""How time and memory grow with the number of statements: 1.00 is in proportion to it, less is better.

    python benchmarks/growth.py [--sizes 2000 8000 32000] [--rows 500 2000]

Each size runs in a process of its own. ``--sizes``: analyses of a table of made-up words with planted asks, one in 60
statements, and of copies, where one wording stands 400 times; summary, digest and lines of a graph of ten links a
statement. ``--rows``: a table of our own rows, read without vectors and built with its echoes. Seconds are of the
processor.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

COPIES = 400


def time_all(steps: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Return the processor seconds of each step; of ``links`` what it returns."""
    found = {}
    for name, step in steps.items():
        start = time.process_time()
        result = step()
        found[name] = float(result) if name.startswith("links") else time.process_time() - start
    return found


def measure_analyses(size: int) -> dict[str, float]:
    """Return the seconds of the analyses of a synthetic table, and how many echoes there are."""
    from synthetic import Size, make_synthetic

    from graphkit.analysis.columns import KINDS
    from graphkit.analysis.echoes.echoes import find_echoes
    from graphkit.analysis.gaps.gaps import CHECKS, find_gaps
    from graphkit.analysis.overlap.overlap import find_overlap

    table = make_synthetic(Size(statements=size, asks=max(size // 60, 10))).table
    texts = list(table.texts)
    for place in range(0, size, max(1, size // COPIES)):
        texts[place] = texts[0]
    copied = replace(table, texts=tuple(texts))
    wordings = ("practice-transferable", "challenge-partly-answered")  # read wordings, as echoes do
    kinds = [kind for kind in CHECKS if kind not in wordings]
    echoed: list[Any] = []
    steps = {
        "echoes": lambda: echoed.append(find_echoes(copied, KINDS)),
        "links of echoes": lambda: len(echoed[0].pairs),
        "gaps": lambda: find_gaps(table, kinds),
        **{kind: lambda kind=kind: find_gaps(table, [kind]) for kind in wordings},  # type: ignore[misc]
        "overlap": lambda: find_overlap(table),
    }
    return time_all(steps)


def measure_graph(size: int) -> dict[str, float]:
    """Return the seconds of what a build does with a whole graph."""
    from large_graph import make_large

    from graphkit.summary import make_summary

    made: list[Any] = []
    steps = {
        "graph": lambda: made.append(make_large(size)),
        "summary": lambda: make_summary(made[0], ()),
        "lines": lambda: sum(map(len, made[0].lines())),
    }
    return time_all(steps)


def measure_rows(size: int) -> dict[str, float]:
    """Return the seconds of a build of a table."""
    import csv
    import itertools
    import random

    from table_rows import HEADINGS, own_rows

    from graphkit.pipeline import Options, build_workspace

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *itertools.islice(own_rows(random.Random(1)), size)])
        options = Options(isolated=False, encoder="none")
        return time_all({"build": lambda: build_workspace(path, Path(folder, "graph"), options)})


PARTS = {"analyses": measure_analyses, "graph": measure_graph, "rows": measure_rows}


def run(part: str, size: int) -> dict[str, float]:
    """Return what a part gives in a process of its own, and its peak memory in MB."""
    command = [sys.executable, __file__, "--one", part, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print one line for each step: its figures by size, and the growth from each size to the next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 8_000, 32_000])
    parser.add_argument("--rows", type=int, nargs="+", default=[500, 2_000])
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        found = PARTS[given.one[0]](int(given.one[1]))
        print(json.dumps({**found, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}))
        return
    for part in PARTS:
        sizes = given.rows if part == "rows" else given.sizes
        made = [run(part, size) for size in sizes]
        print(f"{part}: {', '.join(f'{size:,}' for size in sizes)}")
        for step in made[0]:
            values = [one[step] for one in made]
            pairs = zip(values, values[1:], sizes, sizes[1:], strict=False)
            growth = [(after / before) / (large / small) for before, after, small, large in pairs if before]
            figures = ", ".join(f"{v:,.0f}" if step[0] in "lp" and step != "lines" else f"{v:.2f} s" for v in values)
            print(f"  {step}: {figures}; growth {', '.join(f'{g:.2f}' for g in growth)}", flush=True)


if __name__ == "__main__":
    main()
