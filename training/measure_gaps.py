"""Measure how often a kind of gap is right: what is coded settles what a text says or leaves unsaid.

usage: python -m training.measure_gaps [--cache DIR] [--encoder NAME]

Every text is read by heads that were fitted on the documents of the other folds (training/evaluate.py); the invented
texts are analysed together, and so are all others. A silent cell, text by objective, is right where no unit is coded
with the objective, by any coder. A recommendation without addressee is right where the unit it stands in has none, by
any coder; only the texts coded twice, and our own, are coded for it. Prints shares by type of text, of the findings
that are sure enough to be listed, and shares by certainty, of all. The figures of those listed in the texts coded twice
go by hand into ``graphkit/analysis/gaps/kinds.toml``.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
from graphkit.read.read import get_reference, read_document
from graphkit.read.reading import Reading
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


def judge(texts: Sequence[Labelled], readings: Sequence[Reading]) -> Iterator[tuple[str, Judged]]:
    """Yield type of text and gap, for each gap that the texts give when they are analysed together."""
    table = make_table(build_graph(readings, get_reference("gcm"), Issues()))
    of = {r.document.id: t for r, t in zip(readings, texts, strict=True)}
    cells = find_coverage(table, "document")
    for i, j in np.argwhere((cells.steps == Step.SILENT) & ~cells.short[:, None]).tolist():
        text, number = of[cells.rows.ids[i]], cells.columns.ids[j].rpartition(":")[2]
        said = any(number in u.may["objectives"] for u in text.coded)
        yield text.type, ("step-not-reached", not said, float(cells.blanks.sure[i, j]))
    spans = {s.id: (s, of[r.document.id]) for r in readings for s in r.statements}
    kind = "recommendation-without-addressee"
    for finding in find_gaps(table, [kind], min_confidence=0):
        statement, text = spans[finding.statements[0]]
        unit = max(text.coded, key=lambda u: min(u.end, statement.end) - max(u.start, statement.start))
        met = min(unit.end, statement.end) > max(unit.start, statement.start)
        if text.type in WHOLE and met and finding.confidence is not None:
            yield text.type, (kind, not unit.may["addressees"], finding.confidence)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "graphkit-training")
    parser.add_argument("--encoder", default=DEFAULT)
    args = parser.parse_args()
    texts, examples = read_examples(args.cache, get_encoder(args.encoder))
    heads = make_fold_heads(args.encoder, args.cache, texts, weigh(texts, examples))
    counts: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    judged = [(t, f) for t, f in zip(texts, find_folds(texts), strict=True) if t.published and t.type not in LEFT_OUT]
    for invented in (False, True):
        group = [(t, f) for t, f in judged if (t.type == "invented") == invented]
        readings = [read_document(load_document(t.path), "gcm", Issues(), heads[f]) for t, f in group]
        for type_, (kind, right, sure) in judge([t for t, _ in group], readings):
            band = next(f"{low:.2f} to {min(high, 1):.2f}" for low, high in pairwise(BANDS) if sure < high)
            for name in (type_,) if invented else (type_, "all but invented"):
                counts[kind, name, f"sure {band}"].append(right)
                counts[kind, name, "listed" if sure >= SURE_ENOUGH else "not listed"].append(right)
    for (kind, name, part), right in sorted(counts.items()):
        sys.stdout.write(f"{kind:34} {name:22} {part:18} {sum(right)} of {len(right)}\n")


if __name__ == "__main__":
    main()
