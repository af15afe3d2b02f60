"""Fit what scores sub-themes on coded units, and measure it by folds of whole documents.

usage: python training/train_subthemes.py [--shared ../shared] [--write]

Learns from the three source texts of ``gold/subthemes`` and from the real texts that ``judged/subthemes.jsonl`` codes.
Each unit is taken as a statement of its coded kind; every sub-theme is one case: positive if coded, a light positive if
coded as also right, negative otherwise. Two rankings come out. One goes by the rules' figures alone, for frameworks
without a head (subtheme_ranking.toml, fitted on the source texts). The other (gcm/subtheme_head.npz) adds what a ridge
regression makes of the vectors: its coefficients are the mean of those fitted on the source texts by the figures alone
and those fitted on all texts with the head, because the rules were written with the source texts and the vectors carry
over to others. No wording of a coded unit enters the project.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from calibrate_links import make_statement
from train_pairs import read_lines

from graphkit.files import write_bytes, write_text
from graphkit.loading import load_document
from graphkit.match.lexicon import CueLexicon
from graphkit.read.encoder import get_encoder
from graphkit.read.objectives.context import read_contexts
from graphkit.read.objectives.objectives import ObjectiveFinder
from graphkit.read.objectives.references import References
from graphkit.read.objectives.subtheme_features import FEATURES, find_behind
from graphkit.read.objectives.subtheme_head import ABOVE, FILE, STEP, SubthemeHead
from graphkit.read.objectives.subthemes import MOST, SubthemeFinder
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.framework.model import Ranking

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FRAMEWORKS = ROOT / "graphkit" / "reference" / "framework"
TABLE = FRAMEWORKS / "subtheme_ranking.toml"
LIGHT, RIDGE, HEAD_RIDGE = 0.35, 3.0, 1.0
FIRST, FURTHER = (0.25, 0.3), (0.45, 0.5, 0.55, 0.6)
"""Least scores that are tried; what is less sure is not offered, though a few more would be right."""
FOLDS = 6
PARALLEL = {"dla": "lad"}
"""A text in two languages is in one fold."""
PLAIN = len(FEATURES) - 2
"""Figures without those of a head, which are last."""
Values = np.ndarray


@dataclass(frozen=True)
class Unit:
    """A coded unit: its document, kind, figures (sub-themes x features), vectors, and codes."""

    source: str
    kind: str
    figures: Values
    vectors: Values
    wanted: tuple[str, ...]
    fair: frozenset[str]


def read_units(text: Path, gold: Path, coded: dict[str, dict]) -> tuple[list[str], list[Unit]]:
    """Return the codes of the sub-themes and the units of one text that are coded."""
    document = load_document(text)
    language = document.metadata.language if document.metadata.language in {"en", "es"} else "en"
    rows = [r for r in read_lines(gold) if r["id"] in coded and r["kinds"] != ["none"]]
    framework = load_framework("gcm")
    cue_sets = (framework.get_cues(language), load_groups().cue_sets[language], framework.subtheme_cues[language])
    statements = tuple(make_statement(document, r) for r in rows)
    contexts = list(read_contexts(document, statements, CueLexicon(cue_sets, language), References(framework)))
    objectives, finder = ObjectiveFinder(framework), SubthemeFinder(framework, get_encoder(), language)
    parents = [objectives.get_scores(c) for c in contexts]
    units = []
    cases = finder.get_cases(document, contexts, parents)
    for row, context, case in zip(rows, contexts, cases, strict=True):
        wanted = tuple(coded[row["id"]]["subthemes"])
        fair = frozenset(wanted) | frozenset(coded[row["id"]]["subthemes_any"])
        vectors = np.concatenate([case.vector, case.governed * ABOVE]).astype(float)
        figures = finder.table.features(case)
        figures[:, PLAIN:] = 0
        units.append(Unit(gold.stem[:3], context.statement.kind, figures, vectors, wanted, fair))
    return finder.table.codes, units


def read_all(shared: Path) -> tuple[list[str], list[Unit], int]:
    """Return codes, all units, and how many of them, the first, are of the source texts."""
    codes: list[str] = []
    units: list[Unit] = []
    for gold in sorted((shared / "gold" / "subthemes").glob("*.jsonl")):
        (text,) = (shared / "corpus").glob(f"{gold.stem[:3]}_*.txt")
        codes, found = read_units(text, shared / "gold" / gold.name, {r["id"]: r for r in read_lines(gold)})
        units += found
    own = len(units)
    coded = {r["id"]: r for r in read_lines(HERE / "judged" / "subthemes.jsonl")}
    for folder in (shared / "field", shared / "field" / "train"):
        for gold in sorted((folder / "gold").glob("*.jsonl")):
            if any(r["id"] in coded for r in read_lines(gold)):
                units += read_units(next((folder / "texts").glob(f"{gold.stem}.*")), gold, coded)[1]
    return codes, units, own


def fit_head(codes: list[str], units: Sequence[Unit]) -> Values:
    """Return U x 2D weights of a ridge regression of each sub-theme on the vectors, in steps of 1 / STEP."""
    x = np.stack([u.vectors for u in units])
    y = np.array([[float(c in u.wanted) for c in codes] for u in units])
    solved = np.linalg.solve(x @ x.T + HEAD_RIDGE * np.eye(len(x)), y - y.mean(0))
    return np.rint((x.T @ solved).T * STEP).astype(np.int64)


def with_head(units: Sequence[Unit], weights: Values) -> list[Unit]:
    """Return the units with the figures of a head."""
    found = []
    for unit in units:
        figures = unit.figures.copy()
        figures[:, PLAIN] = (weights @ unit.vectors) / STEP
        figures[:, PLAIN + 1] = find_behind(figures[:, PLAIN])
        found.append(replace(unit, figures=figures))
    return found


def fit_both(
    codes: list[str], units: Sequence[Unit], own: Sequence[bool], fold: Sequence[int]
) -> tuple[Values, Values]:
    """Return the coefficients without and with a head; for those a unit's head is one that did not see its fold."""
    plain = fit(codes, [u for u, mine in zip(units, own, strict=True) if mine])
    headed: list[Unit] = []
    for f in sorted(set(fold)):
        inside = [u for u, g in zip(units, fold, strict=True) if g == f]
        headed += with_head(inside, fit_head(codes, [u for u, g in zip(units, fold, strict=True) if g != f]))
    return plain, (plain + fit(codes, headed)) / 2


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
    """Measure by documents; write both rankings and the head if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    codes, units, first = read_all(options.shared)
    own = [i < first for i in range(len(units))]
    names = sorted({PARALLEL.get(u.source, u.source) for u in units})
    order = np.random.default_rng(1).permutation(len(names))
    folds = {name: int(at % FOLDS) for name, at in zip(names, order, strict=True)}
    folds |= {name: i for i, name in enumerate(sorted({u.source for u in units[:first]}))}
    fold = [folds[PARALLEL.get(u.source, u.source)] for u in units]
    scores: dict[str, list[Values]] = {
        "figures alone": [np.zeros(0)] * len(units),
        "with the head": [np.zeros(0)] * len(units),
    }
    for f in range(FOLDS):
        kept = [i for i, g in enumerate(fold) if g != f]
        learn = [units[i] for i in kept]
        plain, joined = fit_both(codes, learn, [own[i] for i in kept], [fold[i] for i in kept])
        held = [i for i, g in enumerate(fold) if g == f]
        headed = with_head([units[i] for i in held], fit_head(codes, learn))
        for i, unit in zip(held, headed, strict=True):
            scores["figures alone"][i] = 1 / (1 + np.exp(-unit.figures @ plain))
            scores["with the head"][i] = 1 / (1 + np.exp(-unit.figures @ joined))
    pairs = [(a, b) for a in FIRST for b in FURTHER if b >= a]
    parts = {"source texts": slice(0, first), "other real texts": slice(first, None)}
    bars = {}
    for name, rows in scores.items():
        meant = list(parts.values())[: 2 if name == "with the head" else 1]
        bars[name] = max(pairs, key=lambda p: sum(measure(codes, units[s], rows[s], p).f1 for s in meant))
        for part, s in parts.items():
            sys.stdout.write(f"{name}, {part}: {measure(codes, units[s], rows[s], bars[name])}, bars {bars[name]}\n")
    if options.write:
        plain, joined = fit_both(codes, units, own, fold)
        write_table(plain, bars["figures alone"])
        weights = {name: round(float(value), 3) for name, value in zip(FEATURES, joined, strict=True)}
        ranking = Ranking(weights=weights, first=bars["with the head"][0], further=bars["with the head"][1])
        head = SubthemeHead(get_encoder().name, tuple(codes), fit_head(codes, units), ranking)
        write_bytes(FRAMEWORKS / "gcm" / FILE, head.to_bytes())


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
