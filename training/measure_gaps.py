"""Measure how often a kind of gap is right: what is coded settles what a text says or leaves unsaid.

usage: python -m training.measure_gaps [--cache DIR] [--encoder NAME]

Every text is read by heads that were fitted on the documents of the other folds (training/evaluate.py). A silent cell
is an objective of which no statement of a text was found; it is right where no unit is coded with it, by any coder. A
recommendation without addressee is right where the unit it stands in has none, by any coder; only the texts coded
twice, and our own, are coded for it. Prints shares by type of text; the figures go by hand into
``graphkit/analysis/gaps/kinds.toml``.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graphkit.analysis.certainty import LEAST_STATEMENTS
from graphkit.analysis.columns import make_table
from graphkit.analysis.gaps.strength_scale import is_open
from graphkit.graph.build import build_graph
from graphkit.issues import Issues
from graphkit.loading import load_document
from graphkit.read.encoder import DEFAULT, get_encoder
from graphkit.read.model.heads import Heads
from graphkit.read.read import get_reference, read_document
from training.evaluate import make_fold_heads
from training.folds import find_folds
from training.labels import Labelled
from training.report import WHOLE
from training.train import read_examples, weigh

OBJECTIVES = [str(number) for number in range(1, 24)]
LEFT_OUT = {"off-topic", "recommendations", "sub-themes", "source"}
"""Types without whole texts, or of which only a part is coded."""


def judge(text: Labelled, heads: Heads) -> Iterator[tuple[str, bool]]:
    """Yield kind of gap and whether it is right, for each that a text gives."""
    reading = read_document(load_document(text.path), "gcm", Issues(), heads)
    table = make_table(build_graph([reading], get_reference("gcm"), Issues()))
    goals = table.ties["addresses"]
    spoken = {table.axes["objective"].ids[c].rpartition(":")[2] for c in goals.cols}
    said = {o for u in text.coded for o in u.may["objectives"]}
    if len(table) >= LEAST_STATEMENTS:  # of shorter texts the silence is not judged
        yield from (("step-not-reached", o not in said) for o in OBJECTIVES if o not in spoken)
    spans = {s.id: s for s in reading.statements}
    for row in is_open(table).nonzero()[0] if text.type in WHOLE else ():
        statement = spans[table.statements[row]]
        unit = max(text.coded, key=lambda u: min(u.end, statement.end) - max(u.start, statement.start))
        if min(unit.end, statement.end) > max(unit.start, statement.start):
            yield "recommendation-without-addressee", not unit.may["addressees"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "graphkit-training")
    parser.add_argument("--encoder", default=DEFAULT)
    args = parser.parse_args()
    texts, examples = read_examples(args.cache, get_encoder(args.encoder))
    heads = make_fold_heads(args.encoder, args.cache, texts, weigh(texts, examples))
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for text, fold in zip(texts, find_folds(texts), strict=True):
        if text.published and text.type not in LEFT_OUT:
            for kind, right in judge(text, heads[fold]):
                counts[kind, text.type].append(right)
                counts[kind, "all but invented"] += [right] if text.type != "invented" else []
    for (kind, type_), right in sorted(counts.items()):
        sys.stdout.write(f"{kind:34} {type_:22} {sum(right)} of {len(right)}\n")


if __name__ == "__main__":
    main()
