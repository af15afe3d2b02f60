"""Reading of texts beside a spaCy blank pipeline (sentencizer, EntityRuler) with the same names and cues, in one run.

usage: python benchmarks/extraction.py [CORPUS] [--times N]

Both read the same text from memory, N times over (100 by default; spaCy with gaps is timed on a tenth, it is linear
and slow), each in one process; processor seconds, without imports and compiling. graphkit does all of its reading
there: blocks, sentences, kinds, strength, addressees, cues with gaps and inflection, names, links with evidence.
spaCy gets the cues twice: with their gaps as token patterns (what the cues mean), and as plain phrases of
lower-case words without gaps or inflection (less than what they mean).
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from graphkit.issues import Issues
from graphkit.loading import find_files, load_document
from graphkit.read.read import read_document
from graphkit.reference.framework import load_framework, load_groups
from graphkit.reference.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = Path(os.environ.get("GRAPHKIT_CORPUS", ROOT / "corpus"))
GAP = 8


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def cue_patterns(*, gaps: bool) -> Iterator[dict[str, Any]]:
    """Yield the English cues as patterns of the EntityRuler, with their gaps or as plain phrases."""
    for cue in [*load_framework("gcm").cue_sets["en"].cues, *load_groups().cue_sets["en"].cues]:
        if len(cue.parts) == 1 or not gaps:
            yield from ({"label": cue.target, "pattern": p} for part in cue.parts for p in part.phrases)
        elif all(part.join in {"", ".."} for part in cue.parts):
            for phrases in product(*(part.phrases for part in cue.parts)):
                yield {"label": cue.target, "pattern": list(_tokens(phrases))}


def _tokens(phrases: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, phrase in enumerate(phrases):
        if number:
            yield from ({"IS_PUNCT": False, "OP": "?"} for _ in range(GAP))
        yield from ({"LOWER": word.lower()} for word in phrase.split())


def make_pipeline(*, gaps: bool) -> Any:
    """Return the spaCy pipeline with the names of the gazetteer and the cues."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    names = ({"label": n.label or "TRAP", "pattern": n.text} for n in load_gazetteer().names)
    ruler.add_patterns([*names, *cue_patterns(gaps=gaps)])
    return nlp


def main() -> None:
    """Print seconds, rates and ratios."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--times", type=int, default=100)
    told = parser.parse_args()
    files = find_files([told.corpus], Issues())
    documents = [load_document(f) for f in files]
    texts = [d.text for d in documents]
    size = sum(map(len, texts)) / 1e6
    for document in documents:
        read_document(document)  # compiles rules and fills the caches of word forms

    def read_all() -> None:
        for _ in range(told.times):
            for file in files:
                read_document(load_document(file))

    ours = seconds(read_all) / told.times
    print(f"corpus: {size:.3f} million characters, read {told.times} times")
    print(f"graphkit, all of its reading: {ours:.2f} s a time, {size / ours:.2f} million characters a second")
    for gaps, times in ((True, max(1, told.times // 10)), (False, told.times)):
        nlp = make_pipeline(gaps=gaps)
        list(nlp.pipe(texts))

        def run(nlp: Any = nlp, times: int = times) -> None:
            for _ in range(times):
                for _document in nlp.pipe(texts):
                    pass

        theirs = seconds(run) / times
        what = "cues with their gaps" if gaps else "cues as plain phrases"
        print(f"spaCy, {what}: {theirs:.2f} s a time; graphkit is {theirs / ours:.2f} times as fast")


if __name__ == "__main__":
    main()
