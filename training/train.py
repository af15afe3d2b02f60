"""Make graphkit/read/model/model.npz and its card.

usage: python -m training.train [--cache DIR] [--out FILE]

Fits the heads on all labels, for each encoder; thresholds are those that do best on the held-back documents of five
folds. Figures: python -m training.evaluate.
"""

import argparse
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graphkit.files import write_bytes
from graphkit.learning.examples import Examples, make_examples
from graphkit.learning.fitted import Weighted, fit_kinds, fit_topics
from graphkit.learning.limits import Scored, find_limits, score_texts
from graphkit.loading import load_document
from graphkit.read.encoder import ENCODERS, Encoder, get_encoder
from graphkit.read.model.bank import Bank
from graphkit.read.model.heads import write_model
from training.folds import FOLDS, find_folds
from training.labels import Labelled, find_labelled

MODEL = Path(__file__).resolve().parent.parent / "graphkit" / "read" / "model" / "model.npz"


def read_examples(cache: Path, encoder: Encoder) -> tuple[list[Labelled], list[Examples]]:
    """Return the labelled texts with their examples, kept in ``cache`` between runs."""
    cache.mkdir(parents=True, exist_ok=True)
    texts = list(find_labelled(cache / "loose"))
    held = cache / f"examples-{encoder.name}.pickle"
    if held.is_file():
        return texts, pickle.loads(held.read_bytes())  # noqa: S301
    examples = [make_examples(load_document(t.path), t.coded, encoder, t.type) for t in texts]
    held.write_bytes(pickle.dumps(examples))
    return texts, examples


def weigh(texts: Sequence[Labelled], examples: Sequence[Examples]) -> list[Weighted]:
    """Return the examples with what they count."""
    return [Weighted(e, *t.counts) for t, e in zip(texts, examples, strict=True)]


def fit_folds(texts: Sequence[Labelled], weighted: Sequence[Weighted]) -> list[dict[str, Bank]]:
    """Return the banks of each fold, fitted on the documents of all others."""
    folds = find_folds(texts)
    made = []
    for fold in range(FOLDS):
        rest = [w for w, f in zip(weighted, folds, strict=True) if f != fold]
        made.append({"kinds": fit_kinds(rest), "topics": fit_topics(rest)})
    return made


def fit_all(weighted: Sequence[Weighted]) -> dict[str, Bank]:
    """Return the banks fitted on all documents."""
    return {"kinds": fit_kinds(weighted), "topics": fit_topics(weighted)}


def score_folds(texts: Sequence[Labelled], weighted: Sequence[Weighted], folded: Sequence[dict[str, Bank]]) -> Scored:
    """Return the scores of all coded statements, each text by heads that did not see it."""
    return score_texts(weighted, [folded[f]["topics"] for f in find_folds(texts)])


def main() -> None:
    """Fit, choose thresholds, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "graphkit-training")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    banks: dict[str, dict[str, Bank]] = {}
    variants: dict[str, Any] = {}
    for name in sorted(ENCODERS):
        encoder = get_encoder(name)
        texts, examples = read_examples(args.cache, encoder)
        weighted = weigh(texts, examples)
        held = args.cache / f"folds-{name}.pickle"
        folded = pickle.loads(held.read_bytes()) if held.is_file() else fit_folds(texts, weighted)  # noqa: S301
        held.write_bytes(pickle.dumps(folded))
        whole = args.cache / f"full-{name}.pickle"
        banks[name] = pickle.loads(whole.read_bytes()) if whole.is_file() else fit_all(weighted)  # noqa: S301
        whole.write_bytes(pickle.dumps(banks[name]))
        scored = score_folds(texts, weighted, folded)
        limits = find_limits(scored, [t.type != "sub-themes" for t in texts])
        variants[name] = {"digest": encoder.digest, "limits": limits}
    counted = np.unique([t.type for t in texts], return_counts=True)
    card = {
        "name": "packaged",
        "framework": "gcm",
        "variants": variants,
        "trained on": {str(k): int(n) for k, n in zip(*counted, strict=True)},
        "units": sum(len(t.coded) for t in texts),
    }
    write_bytes(args.out, write_model(card, banks))


if __name__ == "__main__":
    main()
