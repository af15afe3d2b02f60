"""What a cue set says that its author may not have meant, once its words are in their normal forms."""

from collections.abc import Iterator

from graphkit.match.lemma import LemmaForm, get_lemma_form
from graphkit.match.tokens import read_tokens
from graphkit.reference.framework.model import CueSet


def find_clashes(cue_set: CueSet) -> list[str]:
    """Return a line for each phrase that comes down to one word, and for each that has two weights."""
    form = get_lemma_form(cue_set.language)
    return [*_find_shrunk(cue_set, form), *_find_doubled(cue_set, form)]


def _read(phrase: str, form: LemmaForm) -> tuple[int, str]:
    words = read_tokens(phrase).words
    normal = [n for n in map(form, words) if n]
    return len(words), " ".join(normal)


def _find_shrunk(cue_set: CueSet, form: LemmaForm) -> Iterator[str]:
    for cue in cue_set.cues:
        for phrase in (p for part in cue.parts for p in part.phrases):
            length, normal = _read(phrase, form)
            if length > 1 and " " not in normal:
                yield f"[{cue.channel}.{cue.target}] '{phrase}' is read as '{normal}' alone: the rest is skipped"


def _find_doubled(cue_set: CueSet, form: LemmaForm) -> Iterator[str]:
    seen: dict[tuple[str, str, str], float] = {}
    for cue in cue_set.cues:
        for phrase in cue.parts[0].phrases if len(cue.parts) == 1 else ():
            key = (cue.channel, cue.target, _read(phrase, form)[1])
            first = seen.setdefault(key, cue.weight)
            if first != cue.weight:
                yield f"[{key[0]}.{key[1]}] '{phrase}' has two weights, {first:g} and {cue.weight:g}"
