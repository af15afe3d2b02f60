"""Echoes among 250,000 statements: time, memory, share of the planted pairs found.

    python benchmarks/echoes.py [--statements 250000]

Two threads work; on two free cores the wall time is about half the processor time.
"""

import argparse
import resource
import time

import numpy as np
from numpy.typing import NDArray
from synthetic import Size, Synthetic, make_synthetic

from graphkit.analysis.columns import KINDS
from graphkit.analysis.echoes.echoes import Echoed, find_echoes


def find_recall(found: set[tuple[int, int]], planted: NDArray[np.int32]) -> float:
    """Return the share of planted pairs that were found."""
    pairs = [tuple(sorted(p)) for p in planted.tolist()]
    return float(np.mean([p in found for p in pairs]))


def find_precision(found: set[tuple[int, int]], planted: NDArray[np.int32]) -> float:
    """Return the share of pairs found that reword one planted ask."""
    origin = {echo: ask for ask, echo in planted.tolist()}
    origin |= {ask: ask for ask in origin.values()}
    return float(np.mean([origin.get(a, -1) == origin.get(b, -2) for a, b in found])) if found else float("nan")


def report(made: Synthetic, echoed: Echoed, tier: str) -> None:
    """Print recall and precision of a tier."""
    keep = np.array([tier == "likely" or t == tier for t in echoed.tiers], bool)
    found = set(zip(echoed.pairs.left[keep].tolist(), echoed.pairs.right[keep].tolist(), strict=True))
    print(
        f"{tier}: {len(found):,} pairs, recall of planted {find_recall(found, made.planted):.4f} "
        f"(bar: 0.95), precision {find_precision(found, made.planted):.3f}"
    )


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=250_000)
    options = parser.parse_args()
    made = make_synthetic(Size(statements=options.statements, asks=max(options.statements // 60, 10)))
    wall, cpu = time.perf_counter(), time.process_time()
    echoed = find_echoes(made.table, KINDS)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{options.statements:,} statements, {len(made.planted):,} planted pairs, 30 % of their words changed")
    print(f"{wall:.0f} s wall (bar: 60 s), {cpu:.0f} s processor, peak memory {peak:.2f} GB (bar: 3 GB)")
    print(f"{len(echoed.pairs):,} echoes, {len(echoed.asks):,} recurring asks")
    for tier in ("sure", "likely"):
        report(made, echoed, tier)


if __name__ == "__main__":
    main()
