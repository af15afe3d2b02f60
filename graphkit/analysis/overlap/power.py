"""What the test of overlaps against chance can tell, by what is taken for shared."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.columns import Bools, Table
from graphkit.analysis.facets import Facet
from graphkit.analysis.overlap.chance import BICM, FDR, POWER, find_chances, solve_bicm
from graphkit.analysis.overlap.overlap import Overlap, find_overlap
from graphkit.errors import InputError

FINER = ("objective", "objective+group", "cue", "ask")
"""Columns to compare: the objectives, and what tells more than they do."""
SHARE = 0.75
DRAWS = 20
SEED = 7
COLUMNS = ("columns", "number", "rows", "pairs", "beyond", "able", "needed", "planted", "found", "power", "who")

PLANTED = Method(
    "share of planted pairs found",
    f"in {DRAWS} matrices drawn from the null model a quarter of the rows become pairs whose less active row shares "
    f"{SHARE:.0%} of its columns with the other, at unchanged totals; found: q <= alpha among all pairs. Power: none "
    "where no planted pair is found, little where fewer than half are",
    "graphkit",
)


def find_power(table: Table, columns: Iterable[str | Facet] = FINER, **options: Any) -> Result:
    """Return one finding for each kind of columns: what the test found with it, and what it could have found.

    ``options``: those of ``find_overlap``. Columns for which no two rows can be compared
    are named among what could not be judged; InputError where that is so for all.
    """
    findings, open_points = [], []
    for facet in columns:
        try:
            findings.append(_judge(find_overlap(table, facet, **options)))
        except InputError as error:
            open_points.append(f"{facet if isinstance(facet, str) else facet[0].name}: {error}")
    if not findings:
        raise InputError(open_points[0].partition(": ")[2])
    blind = [f["columns"] for f in findings if f["power"] == "none"]
    notes = [f"No planted pair was found with {', '.join(blind)}: “not more than chance” says nothing there."]
    title = "What the test against chance can tell"
    return Result(
        "power",
        title,
        COLUMNS,
        tuple(findings),
        (BICM, FDR, POWER, PLANTED),
        options,
        tuple(open_points),
        tuple(notes if blind else ()),
    )


def _judge(overlap: Overlap) -> Finding:
    c, profile = overlap.chances, overlap.profile
    spoken = (profile.counts > 0).sum(axis=1)
    able = c.detectable >= 0
    lesser = np.minimum(spoken[c.left], spoken[c.right])[able]
    planted, found = plant_pairs(profile.counts > 0, c.alpha)
    beyond = [f for f in overlap.pair_result() if f["more_than_chance"]]
    values = {
        "columns": profile.columns.name,
        "number": len(profile.columns),
        "rows": len(profile.rows),
        "pairs": len(c.left),
        "beyond": len(beyond),
        "able": int(able.sum()),
        "needed": round(float(np.median(c.detectable[able] / lesser)), 4) if able.any() else None,
        "planted": planted,
        "found": found,
        "power": "none" if not found else "little" if 2 * found < planted else "enough",
        "who": [f"{f['left_title']} – {f['right_title']}" for f in beyond],
    }
    behind = dict.fromkeys(s for f in beyond for s in f.statements)
    return make_finding("power", (profile.rows.name, profile.columns.name), values, behind)


def plant_pairs(binary: Bools, alpha: float = 0.05) -> tuple[int, int]:
    """Return how many pairs were planted in matrices like this one, and how many of them the test found."""
    rng = np.random.default_rng(SEED)
    chance = solve_bicm(binary)
    planted = found = 0
    for _ in range(DRAWS):
        drawn = rng.random(chance.shape) < chance
        pairs = rng.permutation(len(drawn))[: 2 * max(1, len(drawn) // 8)].reshape(-1, 2)
        for pair in pairs:
            more, less = sorted(pair, key=lambda row: -int(drawn[row].sum()))
            drawn[less] = _agree(drawn[more], int(drawn[less].sum()), rng)
        test = find_chances(drawn, alpha)
        told = {*zip(test.left[test.significant].tolist(), test.right[test.significant].tolist(), strict=True)}
        planted += len(pairs)
        found += sum(tuple(sorted(pair)) in told for pair in pairs.tolist())
    return planted, found


def _agree(other: Bools, size: int, rng: np.random.Generator) -> Bools:
    """Return a row with ``size`` columns that shares the planted share of them with another, more active row."""
    inside, outside = rng.permutation(np.flatnonzero(other)), rng.permutation(np.flatnonzero(~other))
    common = max(int(np.ceil(SHARE * size)), size - len(outside))
    row = np.zeros(len(other), bool)
    row[inside[:common]] = True
    row[outside[: size - common]] = True
    return row
