"""Measure how often a kind of gap is right: what is coded settles what a text says or leaves unsaid.

usage: python -m training.measure_gaps [--cache DIR] [--encoder NAME]

Every text is read by heads that were fitted on the documents of the other folds (training/evaluate.py). A silent cell,
text by objective, is right where no unit is coded with the objective, by any coder. A recommendation without addressee
is right where the unit it stands in has none, by any coder; only the texts coded twice, and our own, are coded for it.
Prints shares by type of text, of the findings that are sure enough to be listed, and shares by certainty, of all. The
figures of the texts coded twice go by hand into ``graphkit/analysis/gaps/kinds.toml``.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from graphkit.analysis.columns import make_table
from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.gaps import SURE_ENOUGH, find_gaps
from graphkit.analysis.gaps.strength_scale import Step
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

LEFT_OUT = {"off-topic", "recommendations", "sub-themes", "source"}
"""Types without whole texts, or of which only a part is coded."""
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, SURE_ENOUGH, 0.8, 0.9, 1.0001)
Judged = tuple[str, bool, float]
"""Kind of gap, whether it is right, and how sure the analysis is of it."""


def judge(text: Labelled, heads: Heads) -> Iterator[Judged]:
    """Yield each gap that a text gives."""
    reading = read_document(load_document(text.path), "gcm", Issues(), heads)
    if not reading.statements:
        return
    table = make_table(build_graph([reading], get_reference("gcm"), Issues()))
    cells = find_coverage(table, "document")
    said = {o for u in text.coded for o in u.may["objectives"]}
    for i, j in np.argwhere((cells.steps == Step.SILENT) & ~cells.short[:, None]).tolist():
        number = cells.columns.ids[j].rpartition(":")[2]
        yield "step-not-reached", number not in said, float(cells.blanks.sure[i, j])
    spans = {s.id: s for s in reading.statements}
    kinds = ("recommendation-without-addressee",) if text.type in WHOLE else ()
    for finding in find_gaps(table, kinds, min_confidence=0) if kinds else ():
        statement = spans[finding.statements[0]]
        unit = max(text.coded, key=lambda u: min(u.end, statement.end) - max(u.start, statement.start))
        if min(unit.end, statement.end) > max(unit.start, statement.start) and finding.confidence is not None:
            yield kinds[0], not unit.may["addressees"], finding.confidence


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "graphkit-training")
    parser.add_argument("--encoder", default=DEFAULT)
    args = parser.parse_args()
    texts, examples = read_examples(args.cache, get_encoder(args.encoder))
    heads = make_fold_heads(args.encoder, args.cache, texts, weigh(texts, examples))
    counts: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for text, fold in zip(texts, find_folds(texts), strict=True):
        if not text.published or text.type in LEFT_OUT:
            continue
        for kind, right, sure in judge(text, heads[fold]):
            names = [text.type] if text.type == "invented" else [text.type, "all but invented"]
            band = next(f"{low:.2f} to {min(high, 1):.2f}" for low, high in pairwise(BANDS) if sure < high)
            for name in names:
                counts[kind, name, f"sure {band}"].append(right)
                counts[kind, name, "listed" if sure >= SURE_ENOUGH else "not listed"].append(right)
    for (kind, name, part), right in sorted(counts.items()):
        sys.stdout.write(f"{kind:34} {name:22} {part:18} {sum(right)} of {len(right)}\n")


if __name__ == "__main__":
    main()
