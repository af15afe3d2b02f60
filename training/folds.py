"""Folds of whole documents: no unit is measured by heads that saw its text, in another language either."""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from training.labels import Labelled

FOLDS = 5
SAME = (("dla", "lad"),)
"""Texts that are translations of each other."""


def find_folds(texts: Sequence[Labelled]) -> list[int]:
    """Return the fold of each text; each type is spread evenly over the folds, by size, then by name."""
    held: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        held[text.type].append(i)
    folds = [0] * len(texts)
    for places in held.values():
        ranked = sorted(places, key=lambda i: (-len(texts[i].coded), crc32(texts[i].name.encode())))
        for rank, i in enumerate(ranked):
            folds[i] = rank % FOLDS
    names = {text.name[:3]: i for i, text in enumerate(texts)}
    for first, *others in SAME:
        for other in others:
            if first in names and other in names:
                folds[names[other]] = folds[names[first]]
    return folds
