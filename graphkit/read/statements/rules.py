"""The rules of a language, compiled: cues for kinds, sections, lead-ins, strength and actors; words and openings."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from graphkit.match.phrases import Cue, CueBook, expand_phrase
from graphkit.reference.gazetteer import load_gazetteer
from graphkit.reference.language import get_language_data
from graphkit.text.folding import fold_letters

_GROUPS = ("section", "cue", "lead", "column", "acts", "subject", "strength")
_ACTING_BODIES = frozenset(
    {
        *("un-entity", "development-bank", "intergovernmental-organisation", "humanitarian-organisation"),
        *("parliamentary-body", "civil-society", "trade-union", "academic-network", "employers"),
    }
)
"""Kinds of bodies whose name alone shows who carried a practice out."""
_BRACKETS = re.compile(r"[{}<>]")


@cache
def get_cue_book(language: str) -> CueBook:
    """Return all cues of ``en`` or ``es``: one automaton, so that a text is walked once."""
    data = get_language_data("reading", language)
    cues = [(_make_cue(group, row), row["words"]) for group in _GROUPS for row in data[group]]
    return CueBook([*cues, *_pair_cues(language), *_role_cues(language), *_named_cues()], data["sets"])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of phrases that show a kind together: one of ``then`` soon after one of ``first``."""

    name: str
    kind: str
    weight: float
    within: int
    """Characters between the two at most."""
    quells: str = ""
    """The kind that counts half beside it: a problem told after "but" outweighs the progress told before."""
    at: str = "any"
    """Where the first stands: "any" place, or the "start" of the clause."""


@cache
def get_pairs(language: str) -> tuple[Pair, ...]:
    """Return the pairs of ``en`` or ``es``."""
    rows = get_language_data("reading", language)["pair"]
    return tuple(
        Pair(r["name"], r["kind"], r["weight"], r["within"], r.get("quells", ""), r.get("at", "any")) for r in rows
    )


def _pair_cues(language: str) -> Iterator[tuple[Cue, list[str]]]:
    """Yield the phrases of the pairs, each half a group of its own."""
    for row in get_language_data("reading", language)["pair"]:
        for half in ("first", "then"):
            yield Cue(f"{row['name']}-{half}", row["name"], row["kind"]), row[half]


def _make_cue(group: str, row: dict[str, Any]) -> Cue:
    return Cue(
        group,
        row["name"],
        row.get("kind", "none"),
        row.get("weight", 0.0),
        row.get("at", "any"),
        row["reason"],
        tuple(sorted(row.get("prior", {}).items())),
        tuple(sorted(row.get("boost", {}).items())),
        row.get("task", 0.0),
        row.get("names", "recommendation"),
        row.get("loose", 1.0),
    )


def _role_cues(language: str) -> Iterator[tuple[Cue, list[str]]]:
    """Yield the words for each role; the kind of the cue is the way they name it."""
    for row in get_language_data("roles", language)["role"]:
        for way in ("sure", "nouns", "levels", "never"):
            yield Cue("role", row["id"], way), row.get(way, [])


def _named_cues() -> Iterator[tuple[Cue, list[str]]]:
    """Yield the names of bodies and states with the role they play."""
    gazetteer = load_gazetteer()
    for body in gazetteer.bodies.values():
        way = "body" if body.role and body.kind in _ACTING_BODIES else "never"
        yield from ((Cue("role", body.role, way, at=at), names) for at, names in _spellings(body.names))
    for state in gazetteer.states.values():
        yield from ((Cue("role", "states", "state", at=at), names) for at, names in _spellings(state.names))


def _spellings(names: Iterable[Any]) -> Iterator[tuple[str, list[str]]]:
    for form, at in (("name", "capital"), ("acronym", "exact")):
        found = [_BRACKETS.sub("", n.text) for n in names if n.form == form]
        if found:
            yield at, found


class Words:
    """The word lists of a language, folded."""

    def __init__(self, language: str) -> None:
        data = get_language_data("reading", language)
        sentence, verbs = data["sentence"], data["verbs"]
        words = {k: frozenset(map(fold_letters, v)) for k, v in verbs.items()}
        self.ambiguous, self.noun_followers, self.not_actions = (
            words[k] for k in ("ambiguous", "noun_followers", "not_actions")
        )
        self.orders = words["action"] | self.ambiguous
        self.gerund = tuple(map(fold_letters, verbs["gerund_endings"]))
        self.noun_endings = tuple(map(fold_letters, verbs["noun_endings"]))
        told = (p for pattern in sentence["reporting"] for p in expand_phrase(pattern, data["sets"]))
        self.openings = _starts_with([*sentence["openings"], *told])
        self.topics, self.back = _starts_with(sentence["topics"]), _starts_with(sentence["back"])
        self.noun_prepositions = self.noun_followers - frozenset(map(fold_letters, sentence["finite"]))
        self.finite = re.compile(rf"\b(?:{any_of(sentence['finite'])})\b")
        self.relative = re.compile(rf"\b(?:{any_of(sentence['relative'])})\b")
        participle = rf"(?:\w+(?:{any_of(sentence['done_endings'])})|{any_of(sentence['done_words'])})"
        # Atomic: an adverb of the list that ends in -ly is read one way only, however many follow each other.
        adverbs = rf"(?>(?:{any_of(sentence['done_adverbs'])}|\w+ly|\w+mente) )*"
        self.done = re.compile(rf"\b(?:{any_of(sentence['done_after'])}) {adverbs}{participle}\b")
        self.not_done = re.compile(rf"\b(?:{any_of(sentence['not_done_after'])}) {adverbs}{participle}\b")
        ends = "|".join(map(re.escape, sentence["future_endings"]))
        self.future = re.compile(rf"\b\w{{2,}}(?:{ends})\b") if ends else None
        """A verb form in the future, by its accent, in the source."""
        self.infinitive = _starts_with(sentence["infinitive"]) if sentence["infinitive"] else None
        name = r"(?!that\b|que\b)[^,;:.]{2,60}(?:\. [^,;:.]{1,40})?,"
        self.number = re.compile(
            rf"\W*(?:{any_of(sentence['numbered'])})\.?\s*(?:\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*(?:bis|ter|º|o|°))?\W*"
        )
        """The number of an article, which stands before its wording."""
        self.person = re.compile(rf"[\W\d]*(?:(?:the )?(?:{any_of(sentence['persons'])})\b\.? ?)+{name}")
        delegation, composed = any_of(sentence["delegation"]), any_of(sentence["composed"])
        self.composition = re.compile(rf"[\W\d]*(?:\w+ )?(?:{delegation})\b[^.;:]{{0,80}}? (?:{composed})\b")
        """The beginning of an entry of a list of persons, and a sentence that tells who a delegation was."""
        self.content = re.compile(rf"\b(?:{any_of(sentence['content'])})\b")
        self.announcing = re.compile(
            rf"\b(?:{any_of(sentence['announcing'])})\W*$|\b(?:{any_of(sentence['following'])})\b[^.]*:\W*$"
        )


def any_of(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern that matches any of the phrases, a longer one before its beginning.

    Common beginnings, and what goes on alike after different ones, are written once: ten thousand phrases compile in a
    few milliseconds.
    """
    return _alternatives(sorted({fold_letters(p) for word in words for p in expand_phrase(word, {})}))


def _alternatives(phrases: Sequence[str]) -> str:
    """Return the alternatives of sorted phrases, grouped by their first letters: at a place at most one group fits."""
    starts: dict[str, list[str]] = {}
    for _, some in groupby((p for p in phrases if p), key=lambda p: p[0]):
        start, rest = _split_start(list(some))
        starts.setdefault(rest, []).append(start)
    return "|".join(
        f"(?:{'|'.join(s)}){rest}" if rest and len(s) > 1 else "|".join(s) + rest for rest, s in starts.items()
    )


def _split_start(phrases: Sequence[str]) -> tuple[str, str]:
    """Return the common beginning of phrases and a pattern of what follows it."""
    start = os.path.commonprefix([phrases[0], phrases[-1]])
    rest = [p[len(start) :] for p in phrases]
    inner = _alternatives(rest)
    return re.escape(start), f"(?:{inner}){'' if rest[0] else '?'}" if inner else ""


def _starts_with(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(phrases)})\b[\s,:]*")


@cache
def get_words(language: str) -> Words:
    """Return the word lists of ``en`` or ``es``."""
    return Words(language)
