"""Learn from judged pairs when two statements ask for the same, and measure it by folds.

    python training/train_pairs.py [--shared ../shared] [--write]

Reads ``gold/pairs`` and the texts they are of, builds the graph of those texts, and fits one small logistic model for
each situation: with sub-themes, without, across languages. ``judged/echoes.jsonl`` adds pairs, some of other real
texts. Prints average precision and what each tier is worth, all on pairs whose two units were in no pair trained on.
``--write`` puts weights and figures into the package, together with the counts of words in the texts for learning
(numbers only; no wording of them is kept).
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "graphkit" / "analysis" / "echoes"
FOLDS, ROUNDS = 5, 10
NEAR_PLACE = 0.1
"""Share of a text within which a translation lies."""
RIDGE, OFFSET_RIDGE = 3.0, 1.0
LATER, ELSEWHERE = "judged later", "of other texts"
"""Pairs of ``judged/echoes.jsonl``: with a unit of a source text, and of other real texts alone."""
WAYS = ("read", "vectors", "score band", LATER, ELSEWHERE)
"""How a pair came in, where it was not drawn at random from the source texts."""
SITUATIONS = {
    "sub-themes": ("cosine", "contained", "rarest", "objectives", "first objective", "groups", "principles",
                   "first sub-theme", "sub-themes", "shorter", "length"),
    "plain": ("cosine", "contained", "rarest", "objectives", "first objective", "groups", "principles", "shorter",
              "length"),
    "across languages": ("vector", "objectives", "first objective", "groups", "principles", "first sub-theme",
                         "sub-themes"),
}  # fmt: skip
READ = "by packaged heads, which learnt from these texts too"
"""Who read the texts that pairs and answers are of: only the pairs are kept apart by folds."""
WANTED = {"sure": 0.9, "likely": 0.7}
"""Tier -> the share that must be right, of the pairs drawn at random: those found by reading are mostly right."""


@dataclass(frozen=True)
class Judged:
    """N judged pairs: F features, whether same or part, how they came in, and their units."""

    features: Floats
    right: NDArray[np.bool_]
    how: NDArray[Any]
    units: tuple[tuple[str, ...], ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_units(shared: Path) -> dict[str, dict[str, Any]]:
    """Return id -> coded unit of the texts at hand."""
    return {u["id"]: u for file in sorted((shared / "gold").glob("*.jsonl")) for u in read_lines(file)}


def match_units(graph: Any, units: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return unit id -> id of the statement that overlaps it most; only units that have one."""
    from graphkit.graph.ontology.nodes import Document

    files = {d.id: d.file[:3] for d in graph.nodes(Document)}
    places: dict[str, list[tuple[int, int, str]]] = {}
    for s in graph.statements():
        places.setdefault(files[s.document], []).append((s.start, s.end, s.id))
    found = {}
    for id, unit in units.items():
        shares = [(min(unit["end"], b) - max(unit["start"], a), s) for a, b, s in places.get(id[:3], ())]
        best = max(shares, default=(0, ""))
        if best[0] > 0:
            found[id] = best[1]
    return found


def make_gold_graph(shared: Path) -> Any:
    """Return the graph of the texts that the judged pairs are of, without echoes."""
    from graphkit.pipeline import Options, make_graph

    return make_graph([shared / "corpus"], replace(Options(), echoes=False)).graph


def make_judged(
    graph: Any, units: dict[str, dict[str, Any]], rows: list[dict[str, Any]]
) -> tuple[Judged, list[dict[str, Any]]]:
    """Return judged pairs with features, and the pairs of which a unit was read as no statement."""
    from graphkit.analysis.columns import make_table
    from graphkit.analysis.echoes.pair_features import find_features, make_material
    from graphkit.analysis.echoes.similarity import make_vectors
    from graphkit.read.encoder import get_encoder

    table = make_table(graph)
    at = {u: table.positions[s] for u, s in match_units(graph, units).items()}
    known = [r for r in rows if r["a"] in at and r["b"] in at]
    languages = [table.languages[d] for d in table.document]
    words = make_vectors(list(table.texts), languages, background=True)
    used = sorted({at[r[side]] for r in known for side in "ab"})
    vectors = np.zeros((len(table), 512), np.float32)
    vectors[used] = get_encoder().encode([table.texts[i] for i in used])
    material = make_material(table, np.arange(len(table), dtype=np.int32), words, vectors)
    left, right = (np.array([at[r[side]] for r in known]) for side in "ab")
    judged = Judged(
        find_features(material, left, right),
        np.array([r["judged"] in ("same", "part") for r in known]),
        np.array([r["how"] for r in known]),
        tuple((r["a"], r["b"]) for r in known),
    )
    return judged, [r for r in rows if r not in known]


def add_later(judged: Judged, shared: Path, units: dict[str, dict[str, Any]]) -> Judged:
    """Return judged pairs with those that were judged later, where both texts are in one language."""
    from graphkit.pipeline import Options, make_graph

    field = shared / "field"
    places = [shared / "corpus", field / "texts", field / "train" / "texts"]
    golds = sorted([*(field / "gold").glob("*.jsonl"), *(field / "train" / "gold").glob("*.jsonl")])
    every = units | {u["id"]: u for gold in golds for u in read_lines(gold)}
    rows = read_lines(Path(__file__).with_name("judged") / "echoes.jsonl")
    graph = make_graph(places, replace(Options(), echoes=False)).graph
    later, _ = make_judged(graph, every, rows)
    how = np.array([LATER if units.keys() & set(pair) else ELSEWHERE for pair in later.units])
    return Judged(
        np.vstack([judged.features, later.features]),
        np.concatenate([judged.right, later.right]),
        np.concatenate([judged.how, how]),
        judged.units + later.units,
    )


def make_parallel(shared: Path) -> Judged:
    """Return pairs of statements of one declaration in two languages: right where each is the other's translation.

    A statement's translation is its nearest by vector, both ways, and lies at about the same place of the text.
    """
    from graphkit.analysis.columns import make_table
    from graphkit.analysis.echoes.pair_features import find_features, make_material
    from graphkit.analysis.echoes.similarity import make_vectors
    from graphkit.pipeline import Options, make_graph
    from graphkit.read.encoder import get_encoder

    texts = [shared / "field" / "texts" / name for name in ("lad.md", "dla.md")]
    table = make_table(make_graph(texts, replace(Options(), echoes=False)).graph)
    languages = [table.languages[d] for d in table.document]
    vectors = get_encoder().encode(list(table.texts))
    words = make_vectors(list(table.texts), languages, background=True)
    material = make_material(table, np.arange(len(table), dtype=np.int32), words, vectors)
    one, other = (np.flatnonzero(table.document == d) for d in (0, 1))
    near = vectors[one] @ vectors[other].T
    place = np.abs(np.arange(len(one))[:, None] / len(one) - np.arange(len(other))[None, :] / len(other)) < NEAR_PLACE
    best = (near == near.max(axis=1, keepdims=True)) & (near == near.max(axis=0, keepdims=True)) & place
    i, j = (part.ravel() for part in np.indices(near.shape))
    features = find_features(material, one[i], other[j])
    units = tuple((f"one-{a}",) for a in i.tolist())
    return Judged(features, best.ravel(), np.full(len(i), "drawn"), units)


def fit(features: Floats, right: Any, how: Any, ridge: float = RIDGE) -> tuple[float, Floats]:
    """Return bias and weights (none below 0: every feature speaks for an echo) of a ridge logistic regression.

    How a pair came in has an offset of its own that is left out afterwards: pairs found by reading were picked because
    they are right in spite of few common words, and would teach that common words speak against an echo.
    """
    from scipy.optimize import minimize

    spread = features.std(axis=0) + 1e-9
    ways = np.column_stack([how == w for w in WAYS]).astype(float)
    z = np.column_stack([np.ones(len(features)), features / spread, ways])
    y, width = right.astype(float), features.shape[1]
    pull = np.r_[0.0, np.full(width, ridge), np.full(len(WAYS), OFFSET_RIDGE)]

    def loss(w: Floats) -> tuple[float, Floats]:
        m = z @ w
        slope = z.T @ (1 / (1 + np.exp(-m)) - y) + pull * w
        return float(np.logaddexp(0, m).sum() - y @ m + (pull * w * w).sum() / 2), slope

    bounds = [(None, None), *[(0, None)] * width, *[(None, None)] * len(WAYS)]
    found = minimize(loss, np.zeros(z.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    return float(found[0]), found[1 : 1 + width] / spread


def make_folds(units: Sequence[tuple[str, ...]], seed: int) -> Iterator[tuple[Any, Any]]:
    """Yield which rows to learn from and which to judge: no unit of the one is in the other."""
    names = sorted({u for row in units for u in row})
    fold = dict(zip(names, np.random.default_rng(seed).permutation(len(names)) % FOLDS, strict=True))
    firsts = np.array([fold[row[0]] for row in units])
    for f in range(FOLDS):
        test = firsts == f
        held = {u for row, t in zip(units, test, strict=True) if t for u in row}
        yield np.array([not held & set(row) for row in units]), test


def predict_by_folds(judged: Judged, columns: Sequence[int]) -> list[Floats]:
    """Return the probabilities of each round, each pair by a model that saw neither of its units."""
    rounds = []
    for seed in range(ROUNDS):
        p = np.zeros(len(judged.right))
        for learn, test in make_folds(judged.units, seed):
            bias, weights = fit(judged.features[learn][:, columns], judged.right[learn], judged.how[learn])
            p[test] = 1 / (1 + np.exp(-(bias + judged.features[test][:, columns] @ weights)))
        rounds.append(p)
    return rounds


def average_precision(right: Any, score: Floats) -> float:
    """Return the mean precision at the rank of each right pair."""
    ordered = np.asarray(right)[np.argsort(-score, kind="stable")]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean())


def find_cut(right: Any, score: Floats, wanted: float) -> float:
    """Return the lowest score above which the wanted share is right, by at least ten pairs; the highest if none."""
    order = np.argsort(-score, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = [n for n in range(9, len(order)) if precision[n] >= wanted]
    return float(score[order][good[-1] if good else 9])


def make_model(judged: Judged, names: tuple[str, ...]) -> dict[str, Any]:
    """Return weights, tiers and card of one situation."""
    from graphkit.analysis.echoes.candidate_pairs import SURE_COSINE
    from graphkit.analysis.echoes.pair_features import FEATURES

    columns = [FEATURES.index(n) for n in names]
    rounds = predict_by_folds(judged, columns)
    mean = np.mean(rounds, axis=0)
    main, drawn = np.isin(judged.how, ["drawn", "read"]), judged.how == "drawn"
    by_people = len(set(judged.how)) > 1
    source = ~np.isin(judged.how, [LATER, ELSEWHERE])
    card: dict[str, Any] = {("judged" if by_people else "matched by machine"): int(source.sum()), "read": READ}
    parts = (("drawn and read", main), ("drawn", drawn), ("all", source))
    for name, part in parts if by_people else parts[2:]:
        values = [average_precision(judged.right[part], p[part]) for p in rounds]
        card[f"average precision, {name}"] = round(float(np.mean(values)), 3)
    other = judged.how == ELSEWHERE
    tiers, elsewhere = {}, {}
    for tier, wanted in WANTED.items():
        tiers[tier] = round(find_cut(judged.right[drawn], mean[drawn], wanted), 4)
        said = mean >= tiers[tier]
        if tier == "sure" and "cosine" in names:
            said &= judged.features[:, FEATURES.index("cosine")] >= SURE_COSINE
        card[tier] = {"pairs": int(drawn.sum()), **_worth(judged.right[drawn], said[drawn])}
        card[f"{tier}, all"] = _worth(judged.right[source], said[source])
        elsewhere[f"{tier}, right and said"] = [int((judged.right & said & other).sum()), int((said & other).sum())]
    if other.any():
        values = [average_precision(judged.right[other], p[other]) for p in rounds]
        counts = {"pairs": int(other.sum()), "same or part": int(judged.right[other].sum())}
        card["other real texts"] = counts | {"average precision": round(float(np.mean(values)), 3)} | elsewhere
        card["judged later, learnt from too"] = int((~source).sum())
    bias, weights = fit(judged.features[:, columns], judged.right, judged.how)
    return {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        "tiers": tiers,
        "card": card,
    }


def _worth(right: Any, said: Any) -> dict[str, float]:
    """Return how often a tier is right, and what share of the right pairs it finds."""
    return {
        "precision": round(float(right[said].mean()), 3),
        "found": round(float(right[said].sum() / right.sum()), 3),
    }


def count_words(shared: Path) -> dict[str, Any]:
    """Return in how many statements of the texts for learning each normal form is, those in two or more."""
    from graphkit.analysis.echoes.similarity import WORD, normal_form

    known: dict[tuple[str, str], str] = {}
    counts: Counter[str] = Counter()
    size = 0
    for language, text in _learning_texts(shared):
        forms = set()
        for word in WORD.findall(text.casefold()):
            if (language, word) not in known:
                known[language, word] = normal_form(word, language)
            forms.add(known[language, word])
        counts.update(forms)
        size += 1
    return {"texts": size, "counts": dict(sorted((w, n) for w, n in counts.items() if n > 1 and not w.isdigit()))}


def _learning_texts(shared: Path) -> Iterator[tuple[str, str]]:
    train = shared / "field" / "train"
    spanish = {r.split("\t")[0] for r in (train / "metadata-es.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    for file in sorted((train / "gold").glob("*.jsonl")):
        text = next((train / "texts").glob(f"{file.stem}.*")).read_bytes().decode("utf-8")
        for unit in read_lines(file):
            if unit["kinds"] != ["none"]:
                language = "es" if {file.stem, f"{file.stem}.md"} & spanish else "en"
                yield language, unit.get("text") or text[unit["start"] : unit["end"]]
    with (shared / "upr" / "upr-migration.csv").open(encoding="utf-8", newline="") as rows:
        yield from (("en", row["text"]) for row in csv.DictReader(rows))


def main() -> None:
    """Fit, measure, print, and write if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    words = PLACE / "words.json"
    if options.write or not words.exists():
        words.write_text(json.dumps(count_words(options.shared), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    units = read_units(options.shared)
    rows = read_lines(options.shared / "gold" / "pairs" / "echoes.jsonl")
    judged, lost = make_judged(make_gold_graph(options.shared), units, rows)
    print(f"{len(judged.right)} judged pairs; {len(lost)} more have a unit that was read as no statement")
    judged = add_later(judged, options.shared, units)
    parallel = make_parallel(options.shared)
    models = {
        name: make_model(parallel if "vector" in columns else judged, columns) for name, columns in SITUATIONS.items()
    }
    for name, model in models.items():
        print(name, json.dumps(model, indent=1))
    if options.write:
        (PLACE / "pair_model.json").write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
