"""The words that carry a link which no cue explains: those whose removal lowers its score most.

Occlusion (M. D. Zeiler, R. Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014) over stretches of a
statement's words; the score is that of the head, figures and vector made anew without the stretch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphkit.match.tokens import CLAUSE_END
from graphkit.read.model.bank import Figures
from graphkit.read.model.heads import Heads
from graphkit.read.statements.features import find_words
from graphkit.text.document import Span
from graphkit.text.folding import fold_letters

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PARTS, _LEAST = 6, 3
"""Stretches a statement is cut into at most, and words of the shortest."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Words of a statement and how far the score of a link falls without them."""

    span: Span
    fall: float


def cut_stretches(text: str, span: Span) -> list[Span]:
    """Return stretches of a few words each, in order, cut at the ends of clauses; no word is left out."""
    words = [m.span() for m in _WORD.finditer(text, span.start, span.end)]
    if not words:
        return [span]
    size = max(_LEAST, -(-len(words) // _PARTS))
    stretches: list[Span] = []
    first = 0
    for i, (_, end) in enumerate(words):
        last = i + 1 == len(words)
        clause = not last and CLAUSE_END.search(text, end, words[i + 1][0]) is not None
        if last or i + 1 - first >= size or (clause and i + 1 - first >= _LEAST):
            stretches.append(Span(words[first][0], end))
            first = i + 1
    return stretches


def find_carriers(
    text: str, span: Span, figures: Figures, others: Sequence[str], outputs: Sequence[str], heads: Heads
) -> dict[str, Carrier]:
    """Return, for each output, the stretch of a statement that carries it.

    ``others`` are the texts whose vectors follow the statement's own, as the heads were fitted with them.
    """
    stretches = cut_stretches(text, span)
    left = [text[span.start : s.start] + text[s.end : span.end] for s in stretches]
    rows = [figures, *(_without(figures, words) for words in left)]
    wordings = [text[span.start : span.end], *left]
    vectors = heads.encode([*wordings, *others])
    tail = vectors[len(wordings) :].reshape(1, -1)
    wide = np.hstack([vectors[: len(wordings)], np.repeat(tail, len(wordings), axis=0)])
    scores = heads.topics.score(rows, wide)
    found = {}
    for output in outputs:
        column = scores[:, heads.topics.outputs.index(output)]
        falls = column[0] - column[1:]
        best = int(np.argmax(falls))
        found[output] = Carrier(stretches[best], round(float(falls[best]), 4))
    return found


def _without(figures: Figures, words: str) -> Figures:
    """Return the figures of a statement with only these words left; cues stay, they carry links themselves."""
    kept = {name: value for name, value in figures.items() if not name.startswith("word:")}
    own = find_words(fold_letters(words))
    scale = 2 / max(1.0, len(own) ** 0.5)
    kept |= {f"word:{word}": scale for word in own}
    kept |= {f"word:{a} {b}": scale for a, b in pairwise(own)}
    return kept
