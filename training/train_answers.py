"""Learn which acts answer a challenge of the same text, and measure it by folds of challenges.

    python training/train_answers.py [--shared ../shared] [--store BUILT] [--write]

``--store`` takes a directory built from the texts of ../shared/corpus instead of reading them again.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from train_pairs import FOLDS, READ, ROOT, ROUNDS, fit, make_gold_graph, match_units, read_lines, read_units

PLACE = ROOT / "graphkit" / "analysis" / "gaps" / "answer_model.json"
FIRST = 5
GRADES = ("none", "partly", "full")


def make_cases(graph: Any, shared: Path) -> tuple[Any, Any, Any, list[str]]:
    """Return features of N challenge-act pairs, their grade (0 none, 1 partly, 2 full), their challenge, names."""
    from graphkit.analysis.columns import make_table
    from graphkit.analysis.gaps.answers import FEATURES, AnswerFeatures

    table = make_table(graph)
    features = AnswerFeatures(table)
    at = {u: table.positions[s] for u, s in match_units(graph, read_units(shared)).items()}
    acts = table.of_kind("recommendation", "practice")
    parts = {f.stem: [u["id"] for u in read_lines(f)] for f in sorted((shared / "gold").glob("*.jsonl"))}
    rows, grades, challenges = [], [], []
    for number, case in enumerate(read_lines(shared / "gold" / "pairs" / "answers.jsonl")):
        if case["challenge"] not in at:
            continue
        c = at[case["challenge"]]
        own = np.array(sorted({at[u] for u in parts[case["scope"]] if u in at and acts[at[u]]} - {c}))
        graded = {at[a["id"]]: 2 if a["grade"] == "answers" else 1 for a in case["answers"] if a["id"] in at}
        rows.append(features.find(np.full(len(own), c), own))
        grades += [graded.get(int(x), 0) for x in own]
        challenges += [number] * len(own)
    return np.vstack(rows), np.array(grades), np.array(challenges), list(FEATURES)


def grade(best: Any, cuts: tuple[float, float]) -> Any:
    """Return 0, 1, 2 for each best score."""
    return (best >= cuts[0]).astype(int) + (best >= cuts[1]).astype(int)


def macro_f1(true: Any, said: Any) -> float:
    """Return the mean F1 of the grades."""
    scores = []
    for g in range(len(GRADES)):
        both = ((true == g) & (said == g)).sum()
        scores.append(2 * both / max((true == g).sum() + (said == g).sum(), 1))
    return float(np.mean(scores))


def find_cuts(true: Any, best: Any) -> tuple[float, float]:
    """Return the two cuts of the best macro-F1."""
    steps = np.quantile(best, np.linspace(0, 0.95, 20))
    pairs = [(float(a), float(b)) for a in steps for b in steps if a <= b]
    return max(pairs, key=lambda cuts: (macro_f1(true, grade(best, cuts)), cuts))


def main() -> None:
    """Fit, measure, print, and write if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--store", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.store:
        from graphkit.workspace import open_workspace

        graph = open_workspace(options.store).graph
    else:
        graph = make_gold_graph(options.shared)
    x, y, group, names = make_cases(graph, options.shared)
    how = np.full(len(y), "judged")
    numbers = np.unique(group)
    true = np.array([y[group == n].max() for n in numbers])
    found, f1, partly = [], [], []
    for seed in range(ROUNDS):
        fold = dict(zip(numbers.tolist(), np.random.default_rng(seed).permutation(len(numbers)) % FOLDS, strict=True))
        of = np.array([fold[n] for n in group.tolist()])
        score = np.zeros(len(y))
        said = np.zeros(len(numbers), int)
        for f in range(FOLDS):
            bias, weights = fit(x[of != f], y[of != f] > 0, how[of != f])
            score = np.where(of == f, 1 / (1 + np.exp(-(bias + x @ weights))), score)
            best = np.array([(1 / (1 + np.exp(-(bias + x[group == n] @ weights)))).max() for n in numbers])
            test = np.array([fold[n] == f for n in numbers.tolist()])
            said[test] = grade(best[test], find_cuts(true[~test], best[~test]))
        firsts = [y[group == n][np.argsort(-score[group == n], kind="stable")[:FIRST]] for n in numbers]
        found.append(np.mean([(part > 0).any() for part in firsts]))
        f1.append(macro_f1(true, said))
        partly.append((int((true[said < 2] < 2).sum()), int((said < 2).sum())))
    bias, weights = fit(x, y > 0, how)
    best = np.array([(1 / (1 + np.exp(-(bias + x[group == n] @ weights)))).max() for n in numbers])
    model = {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        "cuts": [round(c, 4) for c in find_cuts(true, best)],
        "card": {
            "challenges": len(numbers),
            "read": READ,
            "true answer in first five": round(float(np.mean(found)), 3),
            "grade macro-F1": round(float(np.mean(f1)), 3),
            "not answered in full, right and judged": np.mean(partly, axis=0).round().astype(int).tolist(),
        },
    }
    print(json.dumps(model, indent=1))
    if options.write:
        PLACE.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
