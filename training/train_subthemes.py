"""Fit the coefficients that score sub-themes (graphkit/reference/framework/subtheme_ranking.toml) on coded units.

usage: python training/train_subthemes.py CORPUS GOLD.jsonl... [--write]

Beside each GOLD.jsonl (units with their kinds) lies subthemes/GOLD.jsonl (their codes). Each coded unit is taken as a
statement of its coded kind; every sub-theme is one case: positive if coded, a light positive if coded as also right,
negative otherwise. Prints for each document how well coefficients fitted on the others choose; --write fits on all.
Only the coefficients are written: no wording of a coded unit enters the project.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from calibrate_links import make_statement

from graphkit.files import write_text
from graphkit.loading import load_document
from graphkit.match.lexicon import CueLexicon
from graphkit.read.encoder import get_encoder
from graphkit.read.objectives.context import read_contexts
from graphkit.read.objectives.objectives import ObjectiveFinder
from graphkit.read.objectives.references import References
from graphkit.read.objectives.subtheme_features import FEATURES
from graphkit.read.objectives.subthemes import MOST, SubthemeFinder
from graphkit.reference.framework import load_framework, load_groups

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "graphkit" / "reference" / "framework" / "subtheme_ranking.toml"
LIGHT, RIDGE = 0.35, 3.0
FIRST, FURTHER = (0.1, 0.15, 0.2, 0.25, 0.3), (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
Values = np.ndarray


@dataclass(frozen=True)
class Unit:
    """A coded unit: its document, kind, figures (sub-themes x features) and codes."""

    source: str
    kind: str
    figures: Values
    wanted: tuple[str, ...]
    fair: frozenset[str]


def read_rows(path: Path) -> list[dict]:
    """Return the lines of a file of JSON objects."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_units(corpus: Path, gold: Path) -> tuple[list[str], list[Unit]]:
    """Return the codes of the sub-themes and the coded units of one gold file."""
    (text,) = corpus.glob(f"{gold.stem[:3]}_*.txt")
    document = load_document(text)
    coded = {r["id"]: r for r in read_rows(gold.parent / "subthemes" / gold.name)}
    rows = [r for r in read_rows(gold) if r["id"] in coded and r["kinds"] != ["none"]]
    framework = load_framework("gcm")
    cue_sets = (framework.get_cues("en"), load_groups().cue_sets["en"], framework.subtheme_cues["en"])
    statements = tuple(make_statement(document, r) for r in rows)
    contexts = list(read_contexts(document, statements, CueLexicon(cue_sets, "en"), References(framework)))
    objectives, finder = ObjectiveFinder(framework), SubthemeFinder(framework, get_encoder())
    parents = [objectives.get_scores(c) for c in contexts]
    units = []
    for context, case in zip(contexts, finder.get_cases(document, contexts, parents), strict=True):
        row = coded[context.statement.id]
        wanted = tuple(row["subthemes"])
        fair = frozenset(wanted) | frozenset(row["subthemes_any"])
        units.append(Unit(gold.stem[:3], context.statement.kind, finder.table.features(case), wanted, fair))
    return finder.table.codes, units


def fit(codes: list[str], units: list[Unit]) -> Values:
    """Return the coefficients of a ridge-penalised logistic regression (Newton's method), one for each figure."""
    figures = np.concatenate([u.figures for u in units])
    given = [(c in u.wanted, c in u.fair) for u in units for c in codes]
    target = np.array([float(fair) for _, fair in given])
    weight = np.array([LIGHT if fair and not wanted else 1.0 for wanted, fair in given])
    scale = figures.std(0)
    scale[scale == 0] = 1
    scaled = figures / scale
    penalty = RIDGE * np.eye(len(scale))
    penalty[0, 0] = 0
    beta = np.zeros(len(scale))
    for _ in range(30):
        p = 1 / (1 + np.exp(-scaled @ beta))
        slope = scaled.T @ (weight * (target - p)) - penalty @ beta
        curve = scaled.T @ (scaled * (weight * p * (1 - p) + 1e-9)[:, None]) + penalty
        beta += np.linalg.solve(curve, slope)
    return beta / scale


@dataclass
class Count:
    """What a choice of sub-themes got right, as the measuring script counts it."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    first: int = 0
    coded: int = 0

    def add(self, unit: Unit, chosen: list[str]) -> None:
        """Count one unit."""
        self.right += len(set(unit.wanted) & set(chosen))
        self.wrong += len(set(chosen) - unit.fair)
        self.missed += len(set(unit.wanted) - set(chosen))
        self.coded += bool(unit.wanted)
        self.first += bool(unit.wanted and chosen and chosen[0] in unit.fair)

    @property
    def f1(self) -> float:
        """F1 over all codes."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}, first {self.first / max(self.coded, 1):.3f}, units {self.coded}"


def choose(codes: list[str], scores: Values, kind: str, bars: tuple[float, float]) -> list[str]:
    """Return the codes whose scores reach the bars, best first."""
    if kind == "definition":
        return []
    best = sorted(range(len(codes)), key=lambda i: -scores[i])[:MOST]
    return [codes[i] for rank, i in enumerate(best) if scores[i] >= bars[min(rank, 1)]]


def measure(codes: list[str], units: list[Unit], scores: Iterable[Values], bars: tuple[float, float]) -> Count:
    """Return what the scores choose right and wrong at these bars."""
    count = Count()
    for unit, row in zip(units, scores, strict=True):
        count.add(unit, choose(codes, row, unit.kind, bars))
    return count


def main() -> None:
    """Measure by documents; write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    units: list[Unit] = []
    codes: list[str] = []
    for gold in options.gold:
        codes, found = read_units(options.corpus, gold)
        units += found
    scores: list[Values] = [np.zeros(0)] * len(units)
    for source in sorted({u.source for u in units}):
        beta = fit(codes, [u for u in units if u.source != source])
        for i, unit in enumerate(units):
            if unit.source == source:
                scores[i] = 1 / (1 + np.exp(-unit.figures @ beta))
    pairs = [(a, b) for a in FIRST for b in FURTHER if b >= a]
    bars = max(pairs, key=lambda p: measure(codes, units, scores, p).f1)
    for source in sorted({u.source for u in units}):
        rows = [(u, s) for u, s in zip(units, scores, strict=True) if u.source == source]
        print(source, measure(codes, [u for u, _ in rows], [s for _, s in rows], bars))
    print("all", measure(codes, units, scores, bars), "bars", bars)
    if options.write:
        write_table(fit(codes, units), bars)


def write_table(beta: Values, bars: tuple[float, float]) -> None:
    """Write the table of coefficients."""
    lines = [
        "# How the figures that speak for a sub-theme become its score; for frameworks without a table of their own.",
        "# Fitted by training/train_subthemes.py on coded units of three texts of the Global Compact.",
        f"first = {bars[0]}",
        f"further = {bars[1]}",
        "[weights]",
        *(f"{name} = {value:.3f}" for name, value in zip(FEATURES, beta, strict=True)),
    ]
    write_text(TABLE, "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
