"""Measure how often a kind of gap is right, on coded units: what is coded settles what a text says or leaves unsaid.

    python training/measure_gaps.py --store BUILT GOLD_DIRECTORY [--store ...]

Prints for silent cells (a text and an objective of which no statement was found), for recommendations without
addressee, and for principles declared but not used, how many were judged and how many are right. Only texts of which
every unit is coded are judged. The figures go by hand into ``graphkit/analysis/gaps/kinds.toml``.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from train_pairs import read_lines


def read_coded(graph: Any, gold: Path) -> dict[str, list[dict[str, Any]]]:
    """Return document id -> coded units, for gold files named after the whole text of a document."""
    from graphkit.graph.ontology.nodes import Document

    stems = {f.stem: f for f in gold.glob("*.jsonl")}
    names = {d.id: Path(d.file).stem for d in graph.nodes(Document)}
    found = {}
    for id, stem in names.items():
        file = stems.get(stem) or stems.get(stem[:3])
        if file is not None:
            found[id] = [u for u in read_lines(file) if u["kinds"] != ["none"]]
    return found


def measure(graph: Any, gold: Path) -> dict[str, list[bool]]:
    """Return kind of gap -> whether each judged finding is right."""
    from graphkit.analysis.certainty import LEAST_STATEMENTS
    from graphkit.analysis.columns import make_table
    from graphkit.analysis.gaps.strength_scale import has_addressee

    table = make_table(graph)
    coded = read_coded(graph, gold)
    right: dict[str, list[bool]] = defaultdict(list)
    addressed = has_addressee(table)
    asks = table.of_kind("recommendation")
    spans = {s.id: (s.start, s.end) for s in graph.statements()}
    goals = table.ties["addresses"]
    for d, id in enumerate(table.documents.ids):
        if id not in coded:
            continue
        units = coded[id]
        here = np.flatnonzero(table.document == d)
        long = "long" if len(here) >= LEAST_STATEMENTS else "short"
        spoken = {table.axes["objective"].ids[c].rpartition(":")[2] for c in goals.cols[np.isin(goals.rows, here)]}
        said = {str(o) for u in units for o in (*u.get("objectives", []), *u.get("primary", []))}
        right[f"step-not-reached, {long} texts"] += [str(o) not in said for o in range(1, 24) if str(o) not in spoken]
        for s in here[asks[here] & ~addressed[here]].tolist():
            a, b = spans[table.statements[s]]
            unit = max(units, key=lambda u: min(u["end"], b) - max(u["start"], a))
            if min(unit["end"], b) > max(unit["start"], a):
                right["recommendation-without-addressee"].append(not unit.get("addressees"))
    return right


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", action="append", nargs=2, type=Path, required=True)
    from graphkit.workspace import open_workspace

    together: dict[str, list[bool]] = defaultdict(list)
    for store, gold in parser.parse_args().store:
        for kind, values in measure(open_workspace(store).graph, gold).items():
            print(f"{store.name}: {kind}: {np.mean(values):.3f} of {len(values)}")
            together[kind] += values
    for kind, values in together.items():
        print(f"all: {kind}: {np.mean(values):.3f} of {len(values)}")


if __name__ == "__main__":
    main()
