"""Coverage, gaps and overlap of 250,000 statements, beside networkx; the test against chance, beside bicm.

    python benchmarks/analysis.py [--statements 250000]

Prints seconds of processor time (wall time on a busy machine says little), peak memory, and ratios.
"""

import argparse
import io
import resource
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from typing import Any

import networkx
import numpy as np
from networkx.algorithms import bipartite
from synthetic import Size, make_synthetic

from graphkit.analysis.columns import Table
from graphkit.analysis.gaps.coverage import Coverage, find_coverage
from graphkit.analysis.gaps.gaps import CHECKS, find_gaps
from graphkit.analysis.gaps.strength_scale import find_statement_steps
from graphkit.analysis.overlap.chance import find_chances, solve_bicm
from graphkit.analysis.overlap.overlap import find_overlap
from graphkit.analysis.overlap.profiles import make_onemode, make_profile


def make_table_of(statements: int) -> Table:
    """Return a table of so many statements; a small one has room for fewer planted asks."""
    return make_synthetic(Size(statements=statements, asks=min(Size.asks, statements // 60))).table


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives and the processor seconds it took."""
    start = time.process_time()
    return call(), time.process_time() - start


def peak() -> str:
    """Return the largest memory of this process so far."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"


def measure_whole(table: Table) -> None:
    """Print what the three analyses need together; practice-transferable reads wordings: see echoes.py."""
    kinds = [kind for kind in CHECKS if kind != "practice-transferable"]
    _, coverage = timed(lambda: find_coverage(table))
    gaps, gap_time = timed(lambda: find_gaps(table, kinds))
    _, overlap = timed(lambda: find_overlap(table))
    whole = coverage + gap_time + overlap
    print(f"coverage {coverage:.2f} s, gaps {gap_time:.2f} s ({len(gaps):,} findings), overlap {overlap:.2f} s")
    print(f"together {whole:.2f} s (bar: 5 s), peak memory {peak()} with the table itself (bar: 2 GB)\n")


def make_networkx(table: Table) -> networkx.Graph:
    """Return the statements with their speakers and objectives as a networkx graph."""
    graph = networkx.Graph()
    steps = find_statement_steps(table)
    graph.add_nodes_from((("s", i), {"step": int(steps[i])}) for i in range(len(table)))
    for name, side in (("issued", "a"), ("addresses", "o")):
        ties = table.ties[name]
        graph.add_edges_from((("s", r), (side, c)) for r, c in zip(ties.rows.tolist(), ties.cols.tolist(), strict=True))
    return graph


def project(graph: networkx.Graph) -> tuple[dict[tuple[int, int], int], networkx.Graph]:
    """Return the ladder and the one-mode network by networkx: highest step of each cell, shared objectives."""
    steps: dict[tuple[int, int], int] = defaultdict(int)
    for node in [n for n in graph if n[0] == "a"]:
        for statement in graph[node]:
            step = graph.nodes[statement]["step"]
            for other in graph[statement]:
                if other[0] == "o":
                    key = (node[1], other[1])
                    steps[key] = max(steps[key], step)
    sides = networkx.Graph()
    sides.add_edges_from((("a", a), ("o", o)) for a, o in steps)
    return steps, bipartite.weighted_projected_graph(sides, sorted(n for n in sides if n[0] == "a"))


def with_columns(table: Table) -> tuple[Coverage, Any]:
    """Return the same by columns."""
    counts = make_profile(table, "speaker").counts
    return find_coverage(table), make_onemode((counts > 0).astype(float))


def compare_networkx(table: Table) -> None:
    """Print the ratio, and check that both give the same."""
    none, said = table.ties["echoes"], table.ties["issued"]
    said = said.where(~table.of_kind("practice")[said.rows])  # a practice is its doer's, of whom there is none here
    plain = replace(table, ties={**table.ties, "issued": said, "carries_out": none, "takes_part": none})
    graph, build = timed(lambda: make_networkx(plain))
    (steps, network), walk = timed(lambda: project(graph))
    (coverage, weights), ours = timed(lambda: with_columns(plain))
    rows = [coverage.table.axes["actor"].positions[id] for id in coverage.rows.ids]
    mine = {(rows[i], j): int(coverage.steps[i, j]) for i, j in np.argwhere(coverage.counts.any(axis=2)).tolist()}
    theirs = {(int(a[1]), int(b[1])): d["weight"] for a, b, d in network.edges(data=True)}
    same = mine == dict(steps) and all(weights[a, b] == w for (a, b), w in theirs.items())
    print(
        f"{len(table):>9,} statements: networkx {build + walk:6.2f} s ({walk:.2f} s without making its graph), "
        f"columns {ours:5.3f} s: {(build + walk) / ours:.0f} times ({walk / ours:.0f} times); equal: {same}"
    )


def compare_bicm(rows: int, columns: int, methods: tuple[str, ...]) -> None:
    """Print wall seconds (bicm starts processes) of our exact test and of the bicm package, and how far they differ."""
    from bicm import BipartiteGraph

    rng = np.random.default_rng(1)
    binary = rng.random((rows, columns)) < np.outer(rng.beta(1, 2, rows), np.linspace(0.2, 1, columns))
    binary = binary[binary.any(axis=1)][:, binary.any(axis=0)]
    ours = np.inf
    for _ in range(3):
        start = time.perf_counter()
        found = find_chances(binary)
        ours = min(ours, time.perf_counter() - start)
    for method in methods:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = BipartiteGraph(biadjacency=binary.astype(int))
            start = time.perf_counter()
            other.solve_tool(verbose=False)
            other.compute_projection(rows=True, approx_method=method, progress_bar=False)
            theirs = time.perf_counter() - start
            p = other.get_projected_pvals_mat()
        tested = found.shared > 0
        gap = np.abs(found.p - np.maximum(p, p.T)[found.left, found.right])[tested].max()
        cells = np.abs(solve_bicm(binary) - other.get_bicm_matrix()).max()
        exact = f"p-values differ by {gap:.0e}" if method == "poibin" else "an approximation"
        print(
            f"{binary.shape[0]} x {binary.shape[1]}: bicm ({method}) {theirs:7.2f} s, ours {ours:.3f} s: "
            f"{theirs / ours:.0f} times; probabilities differ by {cells:.0e}, {exact}"
        )


def show_power(columns: int, actors: int = 33, seed: int = 1) -> None:
    """Print how many pairs of planted camps the test finds with few and with many columns."""
    rng = np.random.default_rng(seed)
    camp = rng.integers(0, 4, actors)
    liked = np.array([rng.permutation(columns) < columns // 4 for _ in range(4)])
    found = find_chances(rng.random((actors, columns)) < np.where(liked[camp], 0.75, 0.08))
    same = camp[found.left] == camp[found.right]
    print(
        f"{actors} x {columns}: {found.significant[same].sum()} of {same.sum()} true pairs found, "
        f"{found.significant[~same].sum()} false; some overlap could be detected for {found.power:.0%} of the pairs"
    )


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=250_000)
    size = parser.parse_args().statements
    table = make_table_of(size)
    print(f"{size:,} statements, {len(table.axes['actor'])} actors, {len(table.axes['objective'])} objectives")
    measure_whole(table)
    for part in (size // 25, size // 5, size):
        compare_networkx(make_table_of(part) if part < size else table)
    print()
    compare_bicm(20, 10, ("poibin",))  # compiles what bicm compiles on first use
    compare_bicm(189, 23, ("poisson", "poibin"))
    compare_bicm(923, 23, ("poibin",))
    compare_bicm(189, 187, ("poibin",))
    print()
    for columns in (23, 187):
        show_power(columns)


if __name__ == "__main__":
    main()
