"""Fit the coefficients that turn signs into scores (graphkit/reference/framework/calibration.toml) on coded units.

usage: python tools/calibrate_links.py CORPUS GOLD.jsonl... [--write]

Each coded unit is taken as a statement of its coded kind; every objective that anything signals is one case:
positive if both codings gave it, a light positive if one did, negative otherwise. Prints, for five folds of
neighbouring units, how well the coefficients fitted on the other four choose objectives; --write fits on all. Its
figures are for choosing only and are not published.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graphkit.files import write_text
from graphkit.loading import load_document
from graphkit.match.lexicon import CueLexicon
from graphkit.read.objectives.context import read_contexts
from graphkit.read.objectives.features import FEATURES
from graphkit.read.objectives.objectives import MOST, ObjectiveFinder
from graphkit.read.objectives.references import References
from graphkit.reference.framework import load_framework, load_groups
from graphkit.text.document import Document, Span, Statement

TABLE = Path(__file__).resolve().parent.parent / "graphkit" / "reference" / "framework" / "calibration.toml"
FOLDS, RUN = 5, 12
LIGHT, RIDGE = 0.35, 8e-3
Values = np.ndarray


@dataclass(frozen=True)
class Unit:
    """A coded unit with its candidate objectives: their numbers, figures (rows), what both and either coding gave."""

    kind: str
    numbers: tuple[int, ...]
    figures: Values
    both: frozenset[int]
    either: frozenset[int]
    first: bool
    """Whether the codings name a first objective."""


def read_units(corpus: Path, gold: Path) -> list[Unit]:
    """Return the coded units of one gold file whose kind is that of a statement."""
    (text,) = corpus.glob(f"{gold.stem[:3]}_*.txt")
    document = load_document(text)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [r for r in rows if r["kinds"] != ["none"]]
    coded = {r["id"]: r for r in rows}
    framework = load_framework("gcm")
    finder = ObjectiveFinder(framework)
    lexicon = CueLexicon((framework.get_cues("en"), load_groups().cue_sets["en"]), "en")
    statements = tuple(make_statement(document, r) for r in rows)
    units = []
    for context in read_contexts(document, statements, lexicon, References(framework)):
        row = coded[context.statement.id]
        found = list(finder.rate(finder.get_case(context)))
        figures = np.array([c.features for c in found]).reshape(len(found), len(FEATURES))
        numbers = tuple(c.objective.number for c in found)
        either = frozenset(row["objectives_any"])
        units.append(
            Unit(context.statement.kind, numbers, figures, frozenset(row["objectives"]), either, bool(row["primary"]))
        )
    return units


def make_statement(document: Document, row: dict) -> Statement:
    """Return a coded unit as a statement of the block it overlaps most, under that block's lead-in."""
    start, end = row["start"], row["end"]
    block = max(document.blocks, key=lambda b: min(b.end, end) - max(b.start, start))
    kind = next(k for k in row["kinds"] if k != "none")
    lead = None
    if block.lead is not None:
        above = document.blocks[block.lead]
        ends = [m.end() for m in re.finditer(r"[.;]\s+(?=[A-Z])", document.wording(above))]
        lead = Span(above.start + (ends[-1] if ends else 0), above.end)
    return Statement(row["id"], start, end, kind, block.index, 1.0, "coded", lead)


def fit(units: list[Unit]) -> Values:
    """Return the coefficients of a ridge-penalised logistic regression (Newton's method), one for each figure."""
    units = [u for u in units if u.kind != "definition" and u.numbers]
    figures = np.concatenate([u.figures for u in units])
    given = [(n in u.both, n in u.either) for u in units for n in u.numbers]
    target = np.array([float(e) for _, e in given])
    weight = np.array([LIGHT if e and not b else 1.0 for b, e in given])
    scale = figures.std(0)
    scale[scale == 0] = 1
    scaled = figures / scale
    penalty = RIDGE * len(target) * np.eye(len(scale))
    penalty[0, 0] = 0
    beta = np.zeros(len(scale))
    for _ in range(50):
        p = 1 / (1 + np.exp(-scaled @ beta))
        slope = scaled.T @ (weight * (target - p)) - penalty @ beta
        curve = scaled.T @ (scaled * (weight * p * (1 - p) + 1e-9)[:, None]) + penalty
        beta += np.linalg.solve(curve, slope)
    return beta / scale


def choose(unit: Unit, beta: Values) -> list[int]:
    """Return the objectives that the coefficients choose for a unit, first first."""
    limits = load_framework("gcm").calibration
    if unit.kind == "definition":
        return []
    scores = 1 / (1 + np.exp(-unit.figures @ beta)) if unit.numbers else np.array([])
    ranked = sorted(zip(scores, unit.numbers, strict=True), key=lambda s: (-s[0], s[1]))[:MOST]
    least = limits.principle if unit.kind == "principle" else 0.0
    return [n for i, (p, n) in enumerate(ranked) if p >= max(least, limits.further if i else limits.first)]


def measure(units: list[Unit], chosen: list[list[int]]) -> str:
    """Return precision, recall, F1 and the share of right first objectives, as tools of the labels count them."""
    right = sum(len(u.either & set(c)) for u, c in zip(units, chosen, strict=True))
    wrong = sum(len(set(c) - u.either) for u, c in zip(units, chosen, strict=True))
    missed = sum(len(u.both - set(c)) for u, c in zip(units, chosen, strict=True))
    firsts = [bool(c) and c[0] in u.either for u, c in zip(units, chosen, strict=True) if u.first]
    p, r = right / max(1, right + wrong), right / max(1, right + missed)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  first {sum(firsts) / max(1, len(firsts)):.3f}"


def cross_validate(units: list[Unit]) -> str:
    """Return the measures of choices made by coefficients that did not see the unit or its neighbours."""
    fold = [i // RUN % FOLDS for i in range(len(units))]
    betas = [fit([u for u, f in zip(units, fold, strict=True) if f != k]) for k in range(FOLDS)]
    return measure(units, [choose(u, betas[f]) for u, f in zip(units, fold, strict=True)])


def main() -> None:
    """Read the arguments, print the measures, write the table if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="write graphkit/reference/framework/calibration.toml")
    args = parser.parse_args()
    units = [u for path in sorted(args.gold) for u in read_units(args.corpus, path)]
    beta = fit(units)
    sys.stdout.write(f"{len(units)} units\nfive folds    {cross_validate(units)}\n")
    sys.stdout.write(f"fitted on all {measure(units, [choose(u, beta) for u in units])}\n")
    table = "".join(f"{name} = {value:.3f}\n" for name, value in zip(FEATURES, beta, strict=True))
    if args.write:
        before = TABLE.read_text(encoding="utf-8").partition("[weights]\n")[0]
        write_text(TABLE, f"{before}[weights]\n{table}")
    sys.stdout.write(table)


if __name__ == "__main__":
    main()
