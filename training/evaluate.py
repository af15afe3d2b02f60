"""Measure the reading on documents that its heads did not see: docs/accuracy.md and graphkit/analysis/accuracy.json.

usage: python -m training.evaluate [--cache DIR] [--encoder NAME] [--write]

Every labelled document is read as `graphkit build` reads it, by heads and thresholds fitted on the documents of the
other folds (training/folds.py). The page quotes the texts coded twice; how sure a blank is rests on all real texts, of
which most were coded once: their recall is lower, so that a blank is called less sure rather than more.
"""

import argparse
import json
import pickle
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graphkit.evaluation import Accuracy, Unit, find_accuracy
from graphkit.evaluation.tables import accuracy_data
from graphkit.files import write_text
from graphkit.graph.build import build_graph
from graphkit.issues import Issues
from graphkit.learning.examples import Examples
from graphkit.learning.fitted import Weighted
from graphkit.learning.limits import choose, find_limits, topic_rows
from graphkit.loading import load_document
from graphkit.publish.export.statements import statement_rows
from graphkit.read.encoder import DEFAULT, get_encoder
from graphkit.read.model.bank import Bank
from graphkit.read.model.heads import Heads
from graphkit.read.read import get_reference, read_document
from graphkit.read.statements.deciding import choose_kind, find_chances
from training.folds import FOLDS, find_folds
from training.labels import SHARED, TYPES, Labelled
from training.report import ONCE, TWICE, UNCODED, WHOLE, write_page
from training.train import fit_folds, read_examples, score_folds, weigh

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]


def make_heads(name: str, banks: dict[str, Bank], limits: dict[str, Any]) -> Heads:
    """Return heads of a fold."""
    encoder = get_encoder(name)
    return Heads("fold", "", "gcm", encoder, banks["kinds"], banks["topics"], limits, {})


def make_fold_heads(name: str, cache: Path, texts: Sequence[Labelled], weighted: Sequence[Weighted]) -> list[Heads]:
    """Return the heads of each fold, thresholds chosen on the documents of the others."""
    held = cache / f"folds-{name}.pickle"
    banks = pickle.loads(held.read_bytes()) if held.is_file() else fit_folds(texts, weighted)  # noqa: S301
    held.write_bytes(pickle.dumps(banks))
    folds, scored = find_folds(texts), score_folds(texts, weighted, banks)
    made = []
    for fold in range(FOLDS):
        rest = [f != fold and t.type != "sub-themes" for t, f in zip(texts, folds, strict=True)]
        made.append(make_heads(name, banks[fold], find_limits(scored, rest)))
    return made


def read_rows(
    texts: Sequence[Labelled], examples: Sequence[Examples], heads: Sequence[Heads]
) -> Iterator[tuple[Labelled, list[Row]]]:
    """Yield each published text with the statements that the heads of its fold find in it.

    Texts of which names and addressees are coded are read whole, as `graphkit build` reads them; of others the examples
    are decided, which is the same but for scope: it is judged among the coded statements.
    """
    for text, known, fold in zip(texts, examples, find_folds(texts), strict=True):
        if text.published:
            yield text, (read_whole if text.type in WHOLE else decide_examples)(text, known, heads[fold])


def read_whole(text: Labelled, _known: Examples, heads: Heads) -> list[Row]:
    """Return the statements of a text, read from its file."""
    reading = read_document(load_document(text.path), "gcm", Issues(), heads)
    graph = build_graph([reading], get_reference("gcm"), Issues())
    scores = {s.id: s.score for s in graph.statements()}
    return [row | {"score": scores[row["id"]]} for row in statement_rows(graph)]


def decide_examples(text: Labelled, known: Examples, heads: Heads) -> list[Row]:
    """Return the statements that heads find among the examples of a text."""
    vectors = np.array([e.vector for e in known.kinds], np.int64).reshape(len(known.kinds), -1)
    scores = heads.kinds.score([e.figures for e in known.kinds], vectors)
    topics = iter(choose(known, topic_rows(known, heads.topics), heads.limits))
    rows: list[Row] = []
    for example, score in zip(known.kinds, scores.tolist(), strict=True):
        coded = bool(set(example.kinds) - {"none"})
        topic = next(topics) if coded else None
        chances = find_chances(dict(zip(heads.kinds.outputs, score, strict=True)))
        kind = choose_kind(chances, example.figures)
        if kind == "none":
            continue
        row: Row = {"source": text.path.name, "start": example.start, "end": example.end, "kind": kind}
        for field in ("objectives", "principles", "groups"):
            row[field] = [name for name, _ in getattr(topic, field)] if topic else []
        rows.append(row | {"score": chances[kind]})
    return rows


def measure(read: Sequence[tuple[Labelled, list[Row]]]) -> dict[str, Accuracy]:
    """Return the accuracy for each type of text."""
    held: dict[str, tuple[list[Row], list[Unit]]] = defaultdict(lambda: ([], []))
    for text, rows in read:
        for name in (text.type, *_wider(text)):
            held[name][0].extend(rows)
            held[name][1].extend(text.coded)
    return {name: find_accuracy(*both) for name, both in sorted(held.items())}


def _wider(text: Labelled) -> Iterator[str]:
    if text.type in TYPES.values():
        yield ONCE
    if text.type == TWICE or text.type in TYPES.values():
        yield "real texts"


def find_off_topic(read: Sequence[tuple[Labelled, list[Row]]]) -> dict[str, tuple[int, int]]:
    """Return, by type of text, how many statements that are about no objective get one, and of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for text, rows in read:
        for unit in text.coded:
            if not unit.is_statement or unit.may["objectives"]:
                continue
            row = max(rows, key=unit.overlap, default=None)
            if row is not None and unit.overlap(row) * 2 >= min(unit.end - unit.start, row["end"] - row["start"]):
                wrong, of = counts.get(text.type, (0, 0))
                counts[text.type] = (wrong + bool(row["objectives"]), of + 1)
    return counts


def make_table(accuracy: Mapping[str, Accuracy]) -> dict[str, Any]:
    """Return the packaged table: all real texts; names and addressees are coded in those coded twice only."""
    data = accuracy_data({name: accuracy[name] for name in ("real texts", TWICE)})
    table = data["real texts"]
    table["fields"] |= {f: data[TWICE]["fields"][f] for f in sorted(UNCODED)}
    return {"all": table, "method": "folds of whole documents; real texts, most of them coded once"}


def main() -> None:
    """Measure; print, or write page and table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "graphkit-training")
    parser.add_argument("--encoder", default=DEFAULT)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md and the packaged table")
    args = parser.parse_args()
    if args.write and not SHARED.is_dir():
        parser.error(f"{SHARED} is missing, and it holds most labels: set GRAPHKIT_SHARED. Nothing was written.")
    texts, examples = read_examples(args.cache, get_encoder(args.encoder))
    heads = make_fold_heads(args.encoder, args.cache, texts, weigh(texts, examples))
    read = list(read_rows(texts, examples, heads))
    accuracy, off = measure(read), find_off_topic(read)
    for name, one in accuracy.items():
        shares = "  ".join(f"{f} {s.f1:.3f}" for f, s in one.fields.items())
        sys.stdout.write(f"{name:22} {one.units:5} units  {shares}\n")
    for name, (wrong, of) in sorted(off.items()):
        sys.stdout.write(f"no objective: {name:22} {wrong} of {of} get one\n")
    if args.write:
        write_page(ROOT / "docs" / "accuracy.md", accuracy, off, texts, read)
        place = ROOT / "graphkit" / "analysis" / "accuracy.json"
        write_text(place, json.dumps(make_table(accuracy), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
